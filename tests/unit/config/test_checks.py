"""Checks that compare settings: each fault alone is found, and nothing else is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.vocabulary import WEEKDAYS
from tests.unit.config.changes import CALENDAR, Spoil, added, limits

LAST_RULE = "[[rules]]\nsession = 60"


@pytest.mark.parametrize(
    ("change", "where", "text", "hint"),
    [
        pytest.param(
            ("number = 2", "number = 1"), "workstations[2].number", "already that of workstations[1]", "", id="number"
        ),
        pytest.param(
            ("min_age = 12", '[[zones]]\nid = "adultes"\nname = { fr = "B" }'),
            "zones[2].id",
            "already",
            "",
            id="zone-twice",
        ),
        pytest.param(
            ('zone = "enfants"', 'zone = "enfant"'), "workstations[2].zone", "no « enfant »", "« enfants »", id="zone"
        ),
        pytest.param(('["scanner"]', '["scaner"]'), "workstations[1].tags[1]", "not known", "« scanner »", id="tag"),
        pytest.param(
            ('category = "minor"', 'category = "miner"'),
            "rules[1].category",
            "no « miner »",
            "« minor »",
            id="category",
        ),
        pytest.param(("min_age = 12", "min_age = 12\nmax_age = 10"), "zones[1].max_age", "below", "", id="ages"),
        pytest.param(
            ("min_age = 12", "accompanied = true"), "zones[1].accompanied", "no youngest age", "", id="accompanied"
        ),
        pytest.param(("min_age = 12", "min_age = -1"), "zones[1].min_age", "less than 0", "", id="negative"),
        pytest.param(("[150, 0]", "[820, 0]"), "workstations[2].position", "sticks out", "810", id="out-right"),
        pytest.param(("[150, 0]", "[150, 517]"), "workstations[2].position", "sticks out", "516", id="out-below"),
        pytest.param(("[150, 0]", "[2000, 0]"), "workstations[2].position", "outside", "", id="off-plan"),
        pytest.param(
            ("[150, 0]", "[149, 123]"), "workstations[2].position", "over that of workstation 1", "", id="overlap"
        ),
        pytest.param(
            (
                'monday = ["10:00-12:30", "13:30-18:00"]',
                "\n".join(f"{day} = []" for day in WEEKDAYS),
            ),
            "hours",
            "closed all week",
            "",
            id="never-open",
        ),
        pytest.param(('"13:30-18:00"', '"12:00-18:00"'), "hours.monday", "overlap", "", id="intervals"),
        pytest.param(
            added("[holidays]", 'calendars = ["v.ics"]', 'tuesday = ["10:00-12:00", "11:00-13:00"]'),
            "holidays.tuesday",
            "overlap",
            "join them",
            id="intervals-in-holidays",
        ),
        pytest.param(
            ("closed = true", 'open = ["10:00-12:00", "11:00-13:00"]'),
            "exceptions[1].open",
            "overlap",
            "join them",
            id="intervals-of-an-exception",
        ),
        pytest.param(
            ('category = "minor"', 'hours = ["10:00-12:00", "11:00-13:00"]'),
            "rules[1].hours",
            "overlap",
            "join them",
            id="intervals-of-a-rule",
        ),
        pytest.param(
            added("[holidays]", 'tuesday = ["10:00-20:00"]'),
            "holidays.tuesday",
            "no calendar",
            'calendars = ["vacances.ics"]',
            id="hours-without-calendar",
        ),
        pytest.param(
            added("[holidays]", 'calendars = ["v.ics"]'),
            "holidays.calendars",
            "change nothing",
            "monday = ",
            id="calendar-without-hours",
        ),
        pytest.param(("date = 2026-12-25", "from = 2026-12-25"), "exceptions[1].from", "no end", "", id="from"),
        pytest.param(("date = 2026-12-25", "to = 2026-12-25"), "exceptions[1].to", "no beginning", "", id="to"),
        pytest.param(("date = 2026-12-25", ""), "exceptions[1]", "no date", "", id="no-date"),
        pytest.param(
            ("date = 2026-12-25", "date = 2026-12-25\nto = 2026-12-26"),
            "exceptions[1].date",
            "both",
            "",
            id="two-forms",
        ),
        pytest.param(
            ("date = 2026-12-25", "from = 2026-12-25\nto = 2026-12-24"),
            "exceptions[1].to",
            "before it begins",
            "",
            id="period",
        ),
        pytest.param(("closed = true", ""), "exceptions[1]", "does not say", "", id="says-nothing"),
        pytest.param(("closed = true", "open = []"), "exceptions[1].open", "empty", "closed = true", id="open-empty"),
        pytest.param(
            ("closed = true", 'closed = true\nopen = ["10:00-12:00"]'),
            "exceptions[1].closed",
            "closed and have hours",
            "",
            id="both",
        ),
        pytest.param(
            added("[[exceptions]]", "from = 2026-12-20", "to = 2026-12-31", "closed = true"),
            "exceptions[1]",
            "already in exceptions[2]",
            "",
            id="dates-twice",
        ),
        pytest.param(
            (LAST_RULE, '[[rules]]\nweekdays = ["monday"]\nsession = 60'),
            "rules[2]",
            "match everybody",
            "",
            id="no-catch-all",
        ),
        pytest.param(
            ("session = 60", "session = 121"), "rules[2].session", "longer than the whole day", "", id="session-day"
        ),
        pytest.param(
            ('category = "minor"', 'category = "minor"\nzone = "adultes"\ntag = "children"'),
            "rules[1].tag",
            "no workstation of zone « adultes »",
            "",
            id="tag-in-zone",
        ),
        pytest.param(
            ('category = "minor"', 'tag = "quiet"'), "rules[1].tag", "no workstation has", "", id="tag-nowhere"
        ),
        pytest.param(
            ('["wednesday", "saturday"]', '["sunday"]'),
            "rules[1].weekdays",
            "closed on these days",
            "weekdays",
            id="closed-on-these-days",
        ),
        pytest.param(
            ('["wednesday", "saturday"]', '["monday"]\nhours = ["08:00-10:00", "12:30-13:30"]'),
            "rules[1].hours",
            "closed in these hours",
            "opening hours",
            id="closed-in-these-hours",
        ),
        pytest.param(
            limits('grown_up_category = "adult"'),
            "limits.grown_up_category",
            "minor_category is missing",
            "Add minor_category",
            id="grown-up-alone",
        ),
        pytest.param(
            limits('minor_category = "minor"'),
            "limits.minor_category",
            "grown_up_category is missing",
            "Add grown_up_category",
            id="minor-alone",
        ),
        pytest.param(
            limits('minor_category = "minor"\ngrown_up_category = "adlut"'),
            "limits.grown_up_category",
            "no « adlut »",
            "« adult »",
            id="grown-up-unknown",
        ),
        pytest.param(
            limits('minor_category = "minor"\ngrown_up_category = "minor"'),
            "limits.grown_up_category",
            "stay in it",
            "",
            id="grown-up-same",
        ),
        pytest.param(added("[guests]", 'tickets = "selv"'), "guests.tickets", "not known", "« self »", id="tickets"),
        pytest.param(added("[waiting]", 'letter = "b"'), "waiting.letter", "capital letter", "« B »", id="letter"),
        pytest.param(added("[waiting]", "longest = 0"), "waiting.longest", "less than 1", "", id="longest"),
        pytest.param(
            added("[reservations]", "early_minutes = 61"), "reservations.early_minutes", "more than 60", "", id="early"
        ),
        pytest.param(
            limits("last_entry_margin = 5"),
            "limits.last_entry_margin",
            "less than session_stop_margin",
            "10",
            id="margins",
        ),
        pytest.param(limits("warnings = [1, 5, 10]"), "limits.warnings", "not in order", "[10, 5, 1]", id="warnings"),
        pytest.param(
            limits("staff_daily_cap = 5"), "limits.staff_daily_cap", "less than one extension", "15", id="cap"
        ),
        pytest.param(
            added("[durations]", 'offered = [9, 30, "max"]'),
            "durations.offered",
            "9 min is offered",
            "Lengthen durations.offered",
            id="offered",
        ),
        pytest.param(
            ("session = 30", "session = 9"),
            "rules[1].session",
            "grants 9 min, but sessions under 10 min",
            "Lengthen session",
            id="rule-under-the-smallest-slot",
        ),
        pytest.param(limits("hold = 0"), "limits.hold", "less than 1", "", id="hold"),
        pytest.param(
            added("[screen]", "idle_long_seconds = 30"), "screen.idle_long_seconds", "less than", "45", id="idle"
        ),
        pytest.param(
            added("[throttle]", "longest_pause_seconds = 5"),
            "throttle.longest_pause_seconds",
            "shrink",
            "10",
            id="pauses",
        ),
        pytest.param(
            ("network = 7", 'network = 7\nreceipts = "always"'), "site.receipts", "no printer", "", id="receipts"
        ),
        pytest.param(("network = 7", "network = 4294967296"), "site.network", "more than", "", id="network"),
        pytest.param(added("[printer]", 'url = "lpd://printer"'), "printer.url", "lpd://", "tcp://", id="scheme"),
        pytest.param(added("[printer]", 'codepage = "CP1251"'), "printer.codepage", "number", "CP1251=", id="codepage"),
        pytest.param(added("[printer]", 'url = "tcp://p:0"'), "printer.url", "port", "", id="port"),
        pytest.param(
            ('fr = "La loi.", en', "en"), "charter.lines[1].text", "language of the house", "fr", id="line-default"
        ),
        pytest.param(
            ('"La loi.", en = "The law."', '"La loi."'),
            "charter.lines[1].text",
            "a language of the site",
            "en",
            id="line-language",
        ),
        pytest.param(
            (', en = "charter.txt"', ""),
            "charter.full",
            "« en », a language of the site, is missing",
            "",
            id="full-language",
        ),
        pytest.param(("charter.txt", "nowhere.txt"), "charter.full.en", "does not exist", "", id="full-file"),
        pytest.param(
            ('icon = "ruleLaw"', 'icon = "rulelaw"'), "charter.lines[1].icon", "not known", "« ruleLaw »", id="icon"
        ),
        pytest.param(
            ('name = { fr = "Adultes", en = "Adults" }', 'name = { en = "Adults" }'),
            "zones[1].name",
            "language of the house",
            "",
            id="default-text",
        ),
        pytest.param(
            ('en = "Adults"', 'es = "Adultos"'),
            "zones[1].name.es",
            "not a language of this site",
            "",
            id="other-language",
        ),
        pytest.param(
            added("[[purposes]]", 'id = "job"', 'label = { fr = "a" }', 'themes = ["Insertion pro"]'),
            "purposes[1].themes[1]",
            "not known",
            "« Insertion professionnelle »",
            id="theme",
        ),
        pytest.param(
            added("[[demo.members]]", "number = 1", 'first_name = "A"', "birth_year = 1990", 'category = "old"'),
            "demo.members[1].category",
            "no « old »",
            "",
            id="demo",
        ),
        pytest.param(
            added("[plan.door]", 'side = "left"', "start = 600", "width = 60"),
            "plan.door.width",
            "beyond the left wall",
            "640",
            id="door",
        ),
        pytest.param(
            added("[[plan.areas]]", "x = 900", "y = 0", "width = 61", "height = 20", 'label = { fr = "a" }'),
            "plan.areas[1].width",
            "ends at 961",
            "960",
            id="area",
        ),
    ],
)
def test_a_single_fault_is_said_once(
    site: Path, spoil: Spoil, change: tuple[str, str], where: str, text: str, hint: str
) -> None:
    (site.parent / "v.ics").write_text(CALENDAR, encoding="utf-8")
    problems = spoil(change)
    assert [problem.where for problem in problems] == [where], problems
    assert text in problems[0].text
    assert hint in problems[0].hint
    assert problems[0].hint.endswith((".", "?", "…."))
    assert problems[0].line is not None

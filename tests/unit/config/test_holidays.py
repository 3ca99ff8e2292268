"""School holidays: what a calendar file means, in days, and what is said of one that cannot be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import ConfigurationError, Problem, load, sample_path
from config.calendar_file import LONGEST_TITLE, read_calendar
from config.holidays import LARGEST_CALENDAR_BYTES
from config.settings import Holiday

PARIS = ZoneInfo("Europe/Paris")
ROOT = Path(__file__).resolve().parents[3]

HolidaySite = Callable[..., Path]


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//FR", *events, "END:VCALENDAR", ""])


def days(*lines: str, ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """First and last day of one event, as text."""
    holidays, faults = read_calendar(calendar(event(*lines)), PARIS, ignore)
    assert faults == []
    return [(str(holiday.first), str(holiday.last)) for holiday in holidays]


@pytest.fixture
def holiday_site(site: Path) -> HolidaySite:
    """The small site with a calendar file of that content, and longer hours on Mondays in the holidays."""

    def write(content: str | bytes, extra: str = "") -> Path:
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (site.parent / "vacances.ics").write_bytes(raw)
        table = f'[holidays]\ncalendars = ["vacances.ics"]\nmonday = ["09:00-20:00"]\n{extra}\n[charter]'
        site.write_text(site.read_text(encoding="utf-8").replace("[charter]", table, 1), encoding="utf-8")
        return site

    return write


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    return caught.value.problems


TOUSSAINT = event(
    "UID:1@example.invalid",
    "DTSTAMP:20260101T000000Z",
    "DTSTART;VALUE=DATE:20261017",
    "DTEND;VALUE=DATE:20261102",
    "SUMMARY:Vacances de la Toussaint - Zones A/B/C",
    "TRANSP:TRANSPARENT",
)


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        pytest.param(
            ["DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261102"], "2026-10-17", "2026-11-01", id="end excluded"
        ),
        pytest.param(["DTSTART;VALUE=DATE:20261017"], "2026-10-17", "2026-10-17", id="no end"),
        pytest.param(
            ["DTSTART;VALUE=DATE:20270703", "DTEND;VALUE=DATE:20270703"], "2027-07-03", "2027-07-03", id="ends at once"
        ),
        pytest.param(["DTSTART;VALUE=DATE:20261017", "DURATION:P2D"], "2026-10-17", "2026-10-18", id="a duration"),
        pytest.param(
            ["DTSTART:20261016T180000", "DTEND:20261102T080000"], "2026-10-16", "2026-11-02", id="to a morning"
        ),
        pytest.param(
            ["DTSTART:20261016T180000", "DTEND:20261102T000000"], "2026-10-16", "2026-11-01", id="to midnight"
        ),
        pytest.param(
            ["DTSTART:20261016T220000Z", "DTEND:20261101T230000Z"],
            "2026-10-17",
            "2026-11-01",
            id="in UTC, over the DST",
        ),
        pytest.param(
            ["DTSTART;TZID=Indian/Reunion:20261017T010000", "DTEND;TZID=Indian/Reunion:20261017T020000"],
            "2026-10-16",
            "2026-10-16",
            id="of another place",
        ),
        pytest.param(["DTSTART:20261017T100000Z"], "2026-10-17", "2026-10-17", id="an instant"),
        pytest.param(
            ["DTSTART:20261025T003000Z", "DTEND:20261025T011500Z"],
            "2026-10-25",
            "2026-10-25",
            id="the hour that is twice",
        ),
    ],
)
def test_an_event_covers_days(lines: list[str], first: str, last: str) -> None:
    assert days(*lines, "SUMMARY:Vacances") == [(first, last)]


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 366))
@settings(max_examples=50, deadline=None)
def test_an_event_of_so_many_days_covers_so_many(first: date, count: int) -> None:
    after = first + timedelta(days=count)
    found = days(f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
    assert found == [(str(first), str(after - timedelta(days=1)))]


@pytest.mark.parametrize("word", ["rentrée", "RENTREE", "prérentrée ens"])
def test_days_on_which_school_begins_are_no_holidays(word: str) -> None:
    begins = event("DTSTART;VALUE=DATE:20270831", "SUMMARY:Vacances d'Été(Prérentrée Enseignants)")
    holidays, faults = read_calendar(calendar(begins, TOUSSAINT), PARIS, (word,))
    assert [holiday.label for holiday in holidays] == ["Vacances de la Toussaint - Zones A/B/C"]
    assert faults == []


def test_what_was_cancelled_does_not_count() -> None:
    cancelled = event("DTSTART;VALUE=DATE:20270831", "STATUS:CANCELLED", "SUMMARY:Pont")
    assert len(read_calendar(calendar(cancelled, TOUSSAINT), PARIS, ())[0]) == 1


def test_a_title_is_one_short_line() -> None:
    (holiday,), _ = read_calendar(
        calendar(event("DTSTART;VALUE=DATE:20270831", r"SUMMARY:Noël\,\n  " + "x" * 99)), PARIS, ()
    )
    assert holiday.label.startswith("Noël, xxx")
    assert len(holiday.label) == LONGEST_TITLE


@pytest.mark.parametrize("change", [lambda text: text.replace("\r\n", "\n"), lambda text: "\ufeff" + text, str])
def test_holidays_have_their_own_week(holiday_site: HolidaySite, change: Callable[[str], str]) -> None:
    hours = load(holiday_site(change(calendar(TOUSSAINT)))).hours
    assert hours.holidays == (Holiday(date(2026, 10, 17), date(2026, 11, 1), "Vacances de la Toussaint - Zones A/B/C"),)
    assert [(i.start.hour, i.end.hour) for i in hours.holiday_week[0]] == [(9, 20)]
    assert hours.holiday_week[1:] == hours.week[1:]


def test_a_day_may_be_closed_in_the_holidays(holiday_site: HolidaySite) -> None:
    hours = load(holiday_site(calendar(TOUSSAINT), "tuesday = []")).hours
    assert hours.holiday_week[1] == ()
    assert hours.week[1] != ()


def test_several_calendars_are_one_list_by_date(holiday_site: HolidaySite) -> None:
    earlier = event("DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260901", "SUMMARY:Été")
    site = holiday_site(calendar(TOUSSAINT))
    (site.parent / "ete.ics").write_text(calendar(TOUSSAINT, earlier), encoding="utf-8")
    text = site.read_text(encoding="utf-8").replace('["vacances.ics"]', '["vacances.ics", "ete.ics"]')
    site.write_text(text, encoding="utf-8")
    assert [holiday.label[:3] for holiday in load(site).hours.holidays] == ["Été", "Vac"]


def test_a_site_without_calendar_has_no_holidays(site: Path) -> None:
    hours = load(site).hours
    assert (hours.holidays, hours.holiday_week) == ((), ())


@pytest.mark.parametrize(
    ("content", "text", "hint"),
    [
        pytest.param(b"", "is empty", "Fetch", id="empty"),
        pytest.param(b"\n\n", "is empty", "Fetch", id="blank"),
        pytest.param(
            "<html><body>Vacances</body></html>", "vacances.ics, line 1: the file is not a calendar", ".ics", id="page"
        ),
        pytest.param("date;vacances\n2026-10-17;oui\n", "not a calendar", ".ics", id="table"),
        pytest.param(calendar(TOUSSAINT)[:120], "is cut off", "Fetch it again", id="cut off"),
        pytest.param(
            calendar(TOUSSAINT.removesuffix("END:VEVENT")), "begins 1 events, but ends 0", "Fetch", id="unclosed"
        ),
        pytest.param(calendar(), "holds no event", "Fetch", id="no event"),
        pytest.param(
            calendar(event("DTSTART;VALUE=DATE:20260901", "SUMMARY:Rentrée")),
            "« ignore » leaves all out",
            "ignore",
            id="all ignored",
        ),
        pytest.param("é".encode("cp1252"), "UTF-8", "UTF-8", id="latin"),
        pytest.param(b"x" * (LARGEST_CALENDAR_BYTES + 1), "too large", "", id="huge"),
        pytest.param("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR", "", "Fetch", id="ends too often"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    holiday_site: HolidaySite, content: str | bytes, text: str, hint: str
) -> None:
    (problem,) = problems_of(holiday_site(content))
    assert problem.where == "holidays.calendars[1]"
    assert problem.line is not None
    assert "vacances.ics" in problem.text
    assert text in problem.text
    assert hint in problem.hint


BROKEN = [
    pytest.param(["DTSTART;VALUE=DATE:20261317", "DTEND;VALUE=DATE:20261102"], "Wrong date", id="a 13th month"),
    pytest.param(["DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261002"], "before it begins", id="backwards"),
    pytest.param(["DTSTART:20261017T100000", "DTEND:20261016T100000"], "before it begins", id="backwards in time"),
    pytest.param(["DTEND;VALUE=DATE:20261102"], "DTSTART", id="no start"),
    pytest.param(["DTSTART;VALUE=DATE:20261017", "broken line"], "broken line", id="a line without colon"),
    pytest.param(["DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20271102"], "lasts 381 days", id="too long"),
    pytest.param(["DTSTART;VALUE=DATE:10261017"], "year 1026", id="long ago"),
    pytest.param(["DTSTART;VALUE=DATE:20261017", "DURATION:P99999999999D"], "", id="out of all bounds"),
    pytest.param(["DTSTART;VALUE=DATE:20261017", "RRULE:FREQ=YEARLY"], "comes again and again", id="every year"),
    pytest.param(
        ["DTSTART;VALUE=DATE:20261017", "RDATE;VALUE=DATE:20261020"], "comes again and again", id="on other dates too"
    ),
]


@pytest.mark.parametrize(("lines", "text"), BROKEN)
def test_a_broken_event_is_named_with_its_line(holiday_site: HolidaySite, lines: list[str], text: str) -> None:
    (problem,) = problems_of(holiday_site(calendar(TOUSSAINT, event("SUMMARY:Vacances de Noël", *lines))))
    assert problem.where == "holidays.calendars[1]"
    assert problem.text.startswith("vacances.ics, line 12, « Vacances de Noël »: ")
    assert text in problem.text
    assert problem.text.endswith(".")
    assert problem.hint


def test_a_broken_line_that_says_nothing_of_the_days_does_no_harm() -> None:
    assert days("DTSTAMP:yesterday", "DTSTART;VALUE=DATE:20261017") == [("2026-10-17", "2026-10-17")]


def test_all_problems_of_calendars_come_with_the_others(holiday_site: HolidaySite) -> None:
    broken = [event("SUMMARY:Un", "DTSTART:tomorrow"), event("SUMMARY:Deux", "DTEND;VALUE=DATE:20261102")]
    site = holiday_site(calendar(*broken))
    text = site.read_text(encoding="utf-8").replace('kiosk = "port-1"', 'kiosk = "Port"')
    site.write_text(text.replace('["vacances.ics"]', '["vacances.ics", "nowhere.ics"]'), encoding="utf-8")
    problems = problems_of(site)
    assert [problem.where for problem in problems] == [
        "site.kiosk",
        "holidays.calendars[1]",
        "holidays.calendars[1]",
        "holidays.calendars[2]",
    ]
    assert "« Un »" in problems[1].text + problems[2].text
    assert "« Deux »" in problems[1].text + problems[2].text
    assert "does not exist" in problems[3].text


def test_an_unknown_time_zone_of_the_site_does_not_hide_the_calendar(holiday_site: HolidaySite) -> None:
    site = holiday_site("hello")
    text = site.read_text(encoding="utf-8").replace("network = 7", 'network = 7\ntimezone = "Paris"')
    site.write_text(text, encoding="utf-8")
    assert [problem.where for problem in problems_of(site)] == ["site.timezone", "holidays.calendars[1]"]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_calendar_ends_in_days_or_in_sentences(data: st.DataObject) -> None:
    text = calendar(TOUSSAINT, event("SUMMARY:Noël", "DTSTART:20261219T120000Z", "DURATION:P2W"))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        put = data.draw(
            st.text(max_size=3) | st.sampled_from([":", ";", "\r\n", "BEGIN:VEVENT\r\n", "9999999999", "-P1D"])
        )
        text = text[:start] + put + text[end:]
    holidays, faults = read_calendar(text, PARIS, ("rentrée",))
    assert holidays or faults
    assert all(fault.text.endswith(".") and "\n" not in fault.text and fault.hint for fault in faults)
    assert all(holiday.first <= holiday.last for holiday in holidays)


@pytest.mark.parametrize("with_calendar", [False, True])
def test_the_library_is_loaded_only_for_a_calendar(
    site: Path, holiday_site: HolidaySite, *, with_calendar: bool
) -> None:
    path = holiday_site(calendar(TOUSSAINT)) if with_calendar else site
    probe = "import sys; from pathlib import Path; from config import load; load(Path(sys.argv[1])); "
    probe += "sys.exit('icalendar' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe, str(path)], cwd=ROOT, check=False)
    assert run.returncode == with_calendar


def test_the_sample_calendar_is_one_that_other_programs_read_too() -> None:
    text = sample_path().with_name("vacances.ics").read_text(encoding="utf-8")
    assert all(text.count(name) == text.count("BEGIN:VEVENT") for name in ("UID:", "DTSTAMP:", "DTSTART;", "DTEND;"))
    assert max(len(line.encode()) for line in text.splitlines()) <= 75

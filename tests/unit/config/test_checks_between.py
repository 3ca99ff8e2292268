"""Checks that hold settings against each other: what hides what, and what is welcome although it looks odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import load
from tests.unit.config.changes import CALENDAR, EXCEPTION, Spoil, added, limits


def rule(conditions: str) -> str:
    return f'[[rules]]\n{conditions}\nsession = 20\nday = 60\nreason = {{ fr = "x" }}\n'


@pytest.mark.parametrize(
    ("first", "second", "hidden"),
    [
        ("", 'category = "adult"', True),
        ('category = "adult"', 'category = "adult"', True),
        ('category = "adult"', 'category = "adult"\nzone = "enfants"', True),
        ('category = "adult"', 'zone = "enfants"', False),
        ('category = "adult"\nzone = "enfants"', 'category = "adult"', False),
        ('weekdays = ["monday", "tuesday"]', 'weekdays = ["tuesday"]', True),
        ('weekdays = ["monday"]', 'weekdays = ["monday", "tuesday"]', False),
        ('weekdays = ["monday"]', 'tag = "scanner"', False),
        ('hours = ["10:00-12:00", "14:00-18:00"]', 'hours = ["15:00-16:00"]', True),
        ('hours = ["10:00-12:00"]', 'hours = ["11:00-13:00"]', False),
        ('hours = ["10:00-12:00"]', 'category = "adult"', False),
        (
            'weekdays = ["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]',
            'category = "adult"',
            True,
        ),
    ],
)
def test_a_rule_behind_a_wider_one_is_found(spoil: Spoil, first: str, second: str, hidden: bool) -> None:
    problems = spoil(("[[rules]]\ncategory", f"{rule(first)}\n{rule(second)}\n[[rules]]\ncategory"))
    behind = {problem.where for problem in problems if "can never match" in problem.text}
    assert ("rules[2]" in behind) is hidden
    if not hidden:
        assert "rules[3]" not in behind


def test_a_rule_behind_a_wider_one_is_told_which(site: Path, spoil: Spoil) -> None:
    problem = spoil(("[[rules]]\ncategory", f"{rule('')}\n[[rules]]\ncategory"))[0]
    lines = [n for n, line in enumerate(site.read_text(encoding="utf-8").splitlines(), start=1) if line == "[[rules]]"]
    assert (problem.where, problem.line) == ("rules[2]", lines[1])
    assert f"rules[1], line {lines[0]}, already covers it" in problem.text
    assert problem.hint


@pytest.mark.parametrize(
    "opens",
    [
        pytest.param((EXCEPTION, 'date = 2026-12-27\nopen = ["10:00-12:00"]'), id="one Sunday"),
        pytest.param((EXCEPTION, 'from = 2026-12-21\nto = 2027-01-02\nopen = ["10:00-12:00"]'), id="a period"),
        pytest.param(added("[holidays]", 'calendars = ["v.ics"]', 'sunday = ["10:00-12:00"]'), id="in the holidays"),
    ],
)
def test_a_rule_for_a_day_that_is_open_now_and_then_is_welcome(
    site: Path, spoil: Spoil, opens: tuple[str, str]
) -> None:
    (site.parent / "v.ics").write_text(CALENDAR, encoding="utf-8")
    sunday = ('["wednesday", "saturday"]', '["sunday"]\nhours = ["11:30-14:00"]')
    assert spoil(sunday, opens) == ()
    assert spoil(sunday, (opens[0], opens[1].replace('["10:00-12:00"]', '["14:00-16:00"]'))) != ()


def test_members_grow_up_into_a_category(site: Path, spoil: Spoil) -> None:
    assert spoil(limits('minor_category = "minor"\ngrown_up_category = "adult"')) == ()
    understood = load(site).limits
    assert (understood.minor_category, understood.grown_up_category) == ("minor", "adult")


def test_an_unsound_zone_does_not_blame_the_workstations(spoil: Spoil) -> None:
    problems = spoil(('id = "enfants"', 'id = "Les Enfants"'))
    assert [problem.where for problem in problems] == ["zones[2].id"]


def test_a_site_in_french_alone_needs_nothing_in_english(spoil: Spoil) -> None:
    problems = spoil(
        ("network = 7", 'network = 7\nlanguages = ["fr"]'),
        (', en = "Adults"', ""),
        (', en = "charter.txt"', ""),
        (', en = "The law."', ""),
    )
    assert problems == ()


def test_a_site_in_spanish_must_translate_what_defaults_do_not_hold(spoil: Spoil) -> None:
    problems = spoil(("network = 7", 'network = 7\nlanguages = ["es"]'))
    named = {problem.where for problem in problems if "« es », the language of the house" in problem.text}
    assert {"site.line", "purposes[1].label", "categories[1].name", "charter.title", "zones[1].name"} <= named


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"", "is empty"), (b"\xe9t\xe9", "UTF-8"), (b"a\x1bb", "control character"), (b"x" * 70_000, "too large")],
)
def test_a_bad_charter_text_is_named(site: Path, spoil: Spoil, content: bytes, text: str) -> None:
    (site.parent / "charter.txt").write_bytes(content)
    (problem,) = spoil()
    assert problem.where == "charter.full.en"
    assert text in problem.text


def test_touching_tiles_do_not_overlap(spoil: Spoil) -> None:
    assert spoil(("[150, 0]", "[0, 124]")) == ()


def test_exceptions_are_sorted_and_may_be_neighbours(site: Path, spoil: Spoil) -> None:
    more = '[[exceptions]]\nfrom = 2026-12-20\nto = 2026-12-24\nopen = ["14:00-18:00"]'
    assert spoil((EXCEPTION, f"{EXCEPTION}\n\n{more}")) == ()
    first, second = load(site).hours.exceptions
    assert (first.first.day, first.last.day, second.first.day) == (20, 24, 25)
    assert second.intervals == ()


@pytest.mark.parametrize(
    ("lines", "blamed", "text"),
    [
        (['next = ["f20", "enter"]'], "keypad.next", "stands in activate too"),
        (["activate = []"], "keypad.activate", "no key that uses a control"),
    ],
)
def test_a_key_has_one_meaning_and_one_key_acts(spoil: Spoil, lines: list[str], blamed: str, text: str) -> None:
    (problem,) = spoil(added("[keypad]", *lines))
    assert problem.where == blamed
    assert text in problem.text

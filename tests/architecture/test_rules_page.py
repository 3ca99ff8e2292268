"""docs/rules.md shows the rules of the sample site: what it says is what the sample does."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from config import load, sample_path
from config.vocabulary import WEEKDAYS
from kiosk.clock import at
from kiosk.models import Member
from kiosk.rules.allotment import Grant, grant, matching_rule
from kiosk.site import Site

MONDAY = date(2026, 10, 12)
PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (\d+) min \| (\d+) min \|$", re.MULTILINE)
EXAMPLE = re.compile(
    r"^\| ([a-z-]+) \| (\d+) \| (\w+day \d\d:\d\d) \| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE
)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def test_the_rules_of_the_sample_site_are_those_on_the_page() -> None:
    shown = [tuple(map(int, row)) for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]

    rules = enumerate(load(sample_path()).rules, start=1)
    assert shown == [(number, rule.session_minutes, rule.day_minutes) for number, rule in rules]


def instant(site: Site, words: str) -> datetime:
    """"Tuesday 14:00" in the week of the examples."""
    weekday, hour = words.split()
    return at(MONDAY + timedelta(days=WEEKDAYS.index(weekday.lower())), time.fromisoformat(hour), site.zone)


@pytest.mark.parametrize(("category", "workstation", "when", "used", "gets", "rule", "why"), EXAMPLES)
def test_the_examples_on_the_page_come_true(
    category: str, workstation: str, when: str, used: str, gets: str, rule: str, why: str
) -> None:
    site = Site(load(sample_path()))
    now, member = instant(site, when), Member(1, 1, category)
    matched = matching_rule(site.settings.rules, member, site.workstations[int(workstation)], now, site.opening)
    answer = grant(matched, int(used) * 60.0, now, site.opening, site.settings.limits)
    if isinstance(answer, Grant):
        assert (f"{answer.seconds / 60:.0f} min", str(answer.number), answer.limit.value) == (gets, rule, why)
    else:
        assert ("–", "–", answer.reason.value) == (gets, rule, why)


def test_every_rule_has_an_example() -> None:
    shown = {int(rule) for *_, rule, _ in EXAMPLES if rule.isdigit()}
    assert shown == set(range(1, len(load(sample_path()).rules) + 1))
    assert {category for category, *_ in EXAMPLES} >= {"guest", "minor", "adult", "job-seeker"}

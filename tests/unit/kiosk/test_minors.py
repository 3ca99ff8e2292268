"""Ages from the birth year: the kinder of the two that it allows."""

from __future__ import annotations

from datetime import date

import pytest

from config.settings import Zone
from kiosk.models import Member
from kiosk.rules.minors import age_on, fits_zone, is_adult, is_under, would_fit_with_adult

NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)


def born(year: int | None) -> Member:
    return Member(1, 1, "minor", birth_year=year)


def zone(low: int | None, high: int | None, *, accompanied: bool = False) -> Zone:
    return Zone("z", {}, low, high, accompanied)


@pytest.mark.parametrize("day", [NEW_YEAR, NEW_YEARS_EVE])
def test_an_age_holds_for_the_whole_year(day: date) -> None:
    assert age_on(day, 2008) == 18


@pytest.mark.parametrize(("year", "under"), [(2009, True), (2008, False), (1950, False), (None, False)])
def test_who_needs_a_guardian(year: int | None, under: bool) -> None:
    assert is_under(18, born(year), NEW_YEAR) is under


def test_no_age_of_consent_means_that_nobody_needs_a_guardian() -> None:
    assert not is_under(0, born(2026), NEW_YEAR)


@pytest.mark.parametrize(
    ("low", "high", "age", "fits"),
    [
        (12, None, 11, False),
        (12, None, 12, True),
        (6, 13, 13, True),
        (6, 13, 14, False),
        (None, 13, 0, True),
        (None, None, 99, True),
    ],
)
def test_the_limits_of_a_zone_are_included(low: int | None, high: int | None, age: int, fits: bool) -> None:
    assert fits_zone(born(2026 - age), zone(low, high), NEW_YEAR) is fits


@pytest.mark.parametrize(
    ("accompanied", "alone", "fits"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_somebody_too_young_needs_an_adult_and_a_zone_that_allows_it(
    accompanied: bool, alone: bool, fits: bool
) -> None:
    assert fits_zone(born(2018), zone(12, None, accompanied=accompanied), NEW_YEAR, alone=alone) is fits


def test_somebody_too_old_is_not_helped_by_an_adult() -> None:
    assert not fits_zone(born(1991), zone(6, 13, accompanied=True), NEW_YEAR, alone=False)


def test_a_member_without_a_birth_year_fits_everywhere() -> None:
    assert fits_zone(born(None), zone(12, 13), NEW_YEAR)


@pytest.mark.parametrize(("year", "adult"), [(2009, False), (2008, True), (1950, True), (None, False)])
def test_who_may_answer_for_a_child(year: int | None, adult: bool) -> None:
    """An unknown birth year keeps nobody out, and makes nobody responsible for a child."""
    assert is_adult(born(year), NEW_YEAR) is adult


@pytest.mark.parametrize(
    ("year", "low", "high", "accompanied", "would"),
    [
        pytest.param(2018, 12, None, True, True, id="too young"),
        pytest.param(2018, 12, None, False, False, id="too young, and no adult helps"),
        pytest.param(2010, 12, None, True, False, id="old enough"),
        pytest.param(1991, 6, 13, True, False, id="too old"),
    ],
)
def test_when_only_an_adult_is_missing(year: int, low: int, high: int | None, accompanied: bool, would: bool) -> None:
    assert would_fit_with_adult(born(year), zone(low, high, accompanied=accompanied), NEW_YEAR) is would

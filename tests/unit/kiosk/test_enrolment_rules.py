"""What may be typed by somebody who enrols, and what follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.rules.enrolment import Fault, category_of, name_fault, tidy, year_fault
from tests.factories import changed, sample

TODAY = date(2026, 10, 13)


@pytest.mark.parametrize(
    "name", ["Amina", "Jean-Pierre", "L’Hôte", "O'Brien", "Anne Marie", "أمينة", "مُحَمَّد", "Олександра", "Ș", "Ğül"]
)
def test_letters_of_any_script_are_a_name(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", Fault.EMPTY),
        ("   ", Fault.EMPTY),
        ("Ami7", Fault.NOT_LETTERS),
        ("-", Fault.NOT_LETTERS),
        ("’ ’", Fault.NOT_LETTERS),
        ("=A", Fault.NOT_LETTERS),
        ("A\nB\x00", Fault.NOT_LETTERS),
        ("\u064e", Fault.NOT_LETTERS),
    ],
)
def test_what_is_no_name(name: str, fault: Fault) -> None:
    assert name_fault(name) is fault


def test_a_tidy_name_has_single_spaces_only() -> None:
    assert tidy("  Anne   Marie ") == "Anne Marie"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        ("199", Fault.EMPTY),
        ("1915", Fault.NOT_PLAUSIBLE),
        ("1916", None),
        ("1991", None),
        ("2023", None),
        ("2024", Fault.NOT_PLAUSIBLE),
        ("2027", Fault.NOT_PLAUSIBLE),
        ("0000", Fault.NOT_PLAUSIBLE),
    ],
)
def test_the_year_is_one_in_which_somebody_here_was_born(typed: str, fault: Fault | None) -> None:
    assert year_fault(typed, TODAY) is fault


def test_the_category_follows_from_the_age_alone() -> None:
    settings = sample()
    categories = settings.categories
    assert category_of(2009, TODAY, settings.limits, categories) == settings.limits.minor_category
    assert category_of(2008, TODAY, settings.limits, categories) == settings.limits.grown_up_category
    plain = changed(limits={"minor_category": None, "grown_up_category": None})
    assert category_of(2012, TODAY, plain.limits, categories) == categories[0].id

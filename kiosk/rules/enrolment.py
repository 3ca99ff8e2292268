"""What may be typed by somebody who enrols, and what follows from it (docs/rules.md §9). Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from config.settings import Category, Limits
from kiosk.rules.minors import FULL_AGE, age_on

LONGEST_NAME = 30
YEAR_DIGITS = 4
YOUNGEST, OLDEST = 3, 110
"""Years: who is younger is not at a kiosk, who is older has mistyped."""

BETWEEN_LETTERS = frozenset(" -’'")


class Fault(StrEnum):
    """What is wrong with what was typed."""

    EMPTY = "empty"
    NOT_LETTERS = "not-letters"
    NOT_PLAUSIBLE = "not-plausible"


def tidy(name: str) -> str:
    """The name without spaces at its ends or two in a row."""
    return " ".join(name.split())


def name_fault(name: str) -> Fault | None:
    """What is wrong with a first name or name; None when nothing is. Letters of any script are letters."""
    tidied = tidy(name)
    if not tidied:
        return Fault.EMPTY
    kinds = [unicodedata.category(letter)[0] for letter in tidied if letter not in BETWEEN_LETTERS]
    return None if "L" in kinds and set(kinds) <= {"L", "M"} else Fault.NOT_LETTERS


def year_fault(typed: str, today: date) -> Fault | None:
    """What is wrong with the digits of a birth year; None when nothing is."""
    if len(typed) < YEAR_DIGITS:
        return Fault.EMPTY
    return None if YOUNGEST <= age_on(today, int(typed)) <= OLDEST else Fault.NOT_PLAUSIBLE


def category_of(birth_year: int, today: date, limits: Limits, categories: Sequence[Category]) -> str:
    """The category that follows from the age alone; any other is for staff to give, since it may mean more time."""
    if limits.minor_category is not None and limits.grown_up_category is not None:
        return limits.minor_category if age_on(today, birth_year) < FULL_AGE else limits.grown_up_category
    return categories[0].id

"""Ages, from the birth year alone (docs/rules.md §9: a kiosk never knows a birth date)."""

from __future__ import annotations

from datetime import date

from config.settings import Zone
from kiosk.models import Member

FULL_AGE = 18


def age_on(day: date, birth_year: int) -> int:
    """Full years at the end of `day`'s year: the kinder of the two ages a birth year allows."""
    return day.year - birth_year


def is_under(age: int, member: Member, day: date) -> bool:
    """Whether the member is younger than `age`; a member without a birth year counts as grown up."""
    return member.birth_year is not None and age_on(day, member.birth_year) < age


def is_adult(member: Member, day: date) -> bool:
    """Whether the member is known to be of full age, and may answer for a child: a birth year must be there."""
    return member.birth_year is not None and age_on(day, member.birth_year) >= FULL_AGE


def fits_zone(member: Member, zone: Zone, day: date, *, alone: bool = True) -> bool:
    """Whether the member's age fits the zone; somebody too young may use an `accompanied` zone with an adult."""
    if member.birth_year is None:
        return True
    age = age_on(day, member.birth_year)
    if zone.min_age is not None and age < zone.min_age:
        return zone.accompanied and not alone
    return zone.max_age is None or age <= zone.max_age


def would_fit_with_adult(member: Member, zone: Zone, day: date) -> bool:
    """Whether only an adult is missing."""
    return not fits_zone(member, zone, day) and fits_zone(member, zone, day, alone=False)

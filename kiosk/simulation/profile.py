"""How people come to a French médiathèque, as data. Change a number here, not in a behaviour.

The figures are rounded from what such places report and from their opening hours; they are plausible, not measured.
Whoever has the figures of a place puts them here: everything is a weight, so only proportions count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ARRIVALS_BY_HOUR: Mapping[int, float] = {
    8: 0.5, 9: 0.8,
    10: 1.15,  # a small crowd stands at the door when the place opens
    11: 1.0,
    12: 0.6,  # lunch
    13: 0.65,
    14: 1.2,
    15: 1.3,  # the peak of the day is the middle of the afternoon
    16: 1.25,  # children come from school at half past four
    17: 1.05,
    18: 0.45,  # an hour before closing few begin anything
    19: 0.3, 20: 0.25, 21: 0.2, 22: 0.15,
}  # fmt: skip
"""Weight of an arrival by the hour of the wall clock."""

OTHER_HOUR = 0.1

ARRIVALS_BY_WEEKDAY = (0.8, 0.9, 1.3, 0.85, 0.95, 1.35, 0.9)
"""Monday first. On Wednesdays there is no school in the afternoon; on Saturdays those who work come."""

ARRIVALS_BY_MONTH = (1.08, 1.0, 1.05, 0.95, 0.85, 0.9, 0.75, 0.55, 1.1, 1.12, 1.15, 0.95)
"""January first: a low summer, a high autumn (back to school, tax notices, benefits to renew), bridges in May."""

EARLY_SHARE = 0.012
"""Of the arrivals, those who try the kiosk in the quarter of an hour before it opens."""

LATE_SHARE = 0.008
"""Of the arrivals, those who come after closing or during the lunch break."""


@dataclass(frozen=True)
class Group:
    """Members of one category: their share of all, ages, and on which occasions they come more often."""

    category: str
    share: float
    ages: tuple[int, int]
    accessible: float
    morning: float = 1.0
    """Weight before noon."""
    after_school: float = 1.0
    """Weight on Wednesday and Saturday afternoons and from half past four on."""
    school_hours: float = 1.0
    """Weight at all other times."""


GROUPS = (
    Group("adult", 0.52, (18, 64), 0.02),
    Group("minor", 0.18, (7, 17), 0.01, morning=0.25, after_school=2.2, school_hours=0.2),
    Group("senior", 0.16, (65, 88), 0.09, morning=1.8, after_school=0.5),
    Group("job-seeker", 0.14, (18, 61), 0.02, morning=1.6, after_school=0.8),
)
"""A place with other categories gets adults under the name of its own first one."""

NEEDS: Mapping[str, float] = {"scanner": 0.05, "headphones": 0.04, "quiet": 0.05, "large-screen": 0.03}
"""Share of members who ask for a workstation with that tag."""


@dataclass(frozen=True)
class Habit:
    """How often somebody comes: share of the members, weight of each."""

    share: float
    weight: float


HABITS = (
    Habit(0.12, 12.0),  # about twice a week: people without a computer at home
    Habit(0.38, 3.0),  # twice a month
    Habit(0.50, 0.6),  # a few times a year: one procedure, one print
)

MEMBERS_PER_DAILY_VISIT = 12
"""120 visits a day come from some 1,400 members."""

WISHES: tuple[tuple[float, float], ...] = ((10, 0.13), (20, 0.2), (35, 0.24), (55, 0.22), (85, 0.14), (130, 0.07))
"""(minutes that somebody needs, weight); the actual need varies by 35 % around."""
NEED_SPREAD = 0.35

PURPOSES: Mapping[str, float] = {
    "admin": 0.34, "job": 0.14, "learn": 0.1, "print": 0.16, "leisure": 0.16, "other": 0.04, "": 0.06,
}  # fmt: skip
"""Weight of each chip of the welcome screen; "" for those who touch none."""

# What a share of the visitors does. Of all who were admitted:
NO_WORKSTATION = 0.09
GIVES_UP_AT_KIOSK = 0.02
DECLINES_CHARTER = 0.01
TAKES_ANOTHER = 0.25
"""Chooses another workstation than the one proposed."""
# Of all who have a session:
LOOKS_AT_REST = 0.09
SHOWS_RECEIPT = 0.15
"""Of those who come back to the kiosk, with the receipt instead of the card."""
SIGNS_OUT = 0.45
"""Of those who are done before their time is up; the others just leave: people rarely sign out (docs/rules.md §8)."""
ASKS_FOR_MORE = 0.7
"""Of those who need more than they were granted."""
ASKS_STAFF = 0.4
"""Of those to whom the kiosk could not give more."""
COMES_BACK = 0.12
"""Comes again later the same day after having used less than was wished for."""

WAITS_AT_MOST = (10.0, 50.0)
"""Minutes that somebody is ready to wait for a workstation, from and to."""
JOINS_THE_WAITING = 0.75
"""Of those who find everything taken."""
KIOSK_QUEUE_PATIENCE = 240.0
"""Seconds that somebody waits in front of the kiosk."""

ADULT_IS_THERE = 0.6
"""Of the children who need an adult beside them."""
GUARDIAN_IS_THERE = 0.4
"""Of the minors whose parents have not agreed yet."""
KEEPS_PREFERENCES = 0.004

SIGNED_BEFORE = 0.7
"""Share of the members who signed the charter before the period begins."""
GUARDIAN_AGREED = 0.93
SUSPENDED = 0.004
CARD_DAYS = 365
NEW_MEMBERS_PER_DAY = 0.012
"""Enrolled at the desk for each visit of an average day."""
LOST_PER_YEAR = 0.04
"""Share of the members who lose their card within a year."""

"""Reception as it was understood: categories, rules, numbers, charter, purposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.settings.place import Interval, Texts


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of member, for the allotment rules."""

    id: str
    name: Texts


@dataclass(frozen=True, slots=True)
class Rule:
    """How much time somebody gets; the first rule that matches decides (docs/rules.md §3).

    A key that is None, or empty, matches everything. Minutes are more than zero.
    """

    category: str | None
    zone: str | None
    tag: str | None
    weekdays: frozenset[int]
    """0 is Monday; empty means every day."""
    hours: tuple[Interval, ...]
    """Local time at the start of the session; empty means all day."""
    session_minutes: int
    day_minutes: int
    reason: Texts


@dataclass(frozen=True, slots=True)
class Limits:
    """The house's numbers (docs/rules.md §2), in minutes unless the name says otherwise."""

    session_stop_margin: int
    last_entry_margin: int
    session_gap: int
    smallest_slot: int
    warnings: tuple[int, ...]
    """Minutes before the end at which the visitor is told, longest first; may be empty."""
    grace: int
    extension_step: int
    staff_daily_cap: int
    self_extension: bool
    """Whether visitors may extend their session on the screen "my session" while nobody waits."""
    auto_extension: bool
    """Whether a session is extended by itself at its end, while a workstation is free, occupancy is below
    `auto_extension_below_percent` and nobody waits."""
    auto_extension_below_percent: int
    hold: int
    reservation_release: int
    guardian_under_age: int
    """Years; below this age a guardian signs the charter. 0: never."""
    minor_category: str | None
    grown_up_category: str | None
    """A member of `minor_category` takes this one on turning 18. Both are None when nobody changes; never one alone."""


@dataclass(frozen=True, slots=True)
class Guests:
    """Visitors without a card. `tickets` says who may give a one-day ticket: staff, self or off (nobody)."""

    tickets: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Asking for a card at the kiosk. `at_kiosk`: whether visitors may; `names`: whether first name and name are asked
    for, or the birth year alone (docs/rules.md §9)."""

    at_kiosk: bool
    names: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting list (docs/rules.md §5)."""

    enabled: bool
    letter: str
    """One capital letter, A to Z, before the number of a ticket."""
    longest: int
    """Most tickets that wait at a time."""


@dataclass(frozen=True, slots=True)
class Reservations:
    """Workstations kept for a time of day. `early_minutes`: how long before its start the reserver may begin."""

    early_minutes: int


@dataclass(frozen=True, slots=True)
class Durations:
    """The choices under the floor plan: lengths in minutes, and whether "the maximum" is offered too."""

    minutes: tuple[int, ...]
    offer_max: bool


@dataclass(frozen=True, slots=True)
class CharterLine:
    """One rule in one short sentence.

    `icon` is ruleRespect, ruleLaw, ruleAccounts, ruleErased, ruleFood or ruleTime.
    """

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class CharterText:
    """The charter in one language; `full` is the complete text, one string per paragraph."""

    title: str
    lines: tuple[CharterLine, ...]
    full: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charter:
    """The rules of use: one version, and its text in every language of the site."""

    version: str
    texts: Mapping[str, CharterText]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A chip of the welcome screen: `id` is admin, job, learn, print, leisure or other.

    `themes` are the funder's labels, to the letter (docs/rules.md §8); empty when none fits.
    """

    id: str
    label: Texts
    themes: tuple[str, ...]

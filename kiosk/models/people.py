"""People and their cards (docs/rules.md §1 is the vocabulary)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

GUEST_NUMBERS = 900_000_000
"""A guest is a member for one day, with a number from here on (docs/decisions/0013-guests-are-members-of-one-day.md);
no card is ever given such a number."""


class CardType(IntEnum):
    """What a card entitles its bearer to; the number is on the card (docs/devices.md, "Signed cards")."""

    MEMBER = 1
    STAFF = 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a member wants to be shown and told things, kept because they asked for it. `language` is a language code,
    `theme` "light" or "dark", `text_step` 1 to 3, `audio` whether screens are read aloud."""

    language: str
    theme: str
    text_step: int
    audio: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A visitor with a card, or a guest. `first_name` is None in the pseudonymous mode; `birth_year` is None when not
    given; `preferences` is None when the member did not ask to keep any."""

    id: int
    number: int
    category: str
    first_name: str | None = None
    birth_year: int | None = None
    needs: frozenset[str] = frozenset()
    suspended_until: date | None = None
    guardian_agreed: bool = False
    preferences: Preferences | None = None

    @property
    def is_guest(self) -> bool:
        """Whether this is somebody with a one-day ticket."""
        return self.number >= GUEST_NUMBERS


@dataclass(frozen=True, slots=True)
class Newcomer(Member):
    """Somebody who enrols and is not a member yet: what they typed, which is kept nowhere so far. `id` and `number` are
    0; `request` makes one member of them, however often it is sent. None of it shows in `repr`."""

    first_name: str | None = field(default=None, repr=False)
    birth_year: int | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    request: bytes = b""


@dataclass(frozen=True, slots=True)
class GuestTicket:
    """A one-day ticket: valid on `local_date`, for one session. `used_at` is None until that session was opened.

    A member whose card is not made yet may have one too: it stands for the card on that day, whatever was used
    (docs/decisions/0016-enrolment-at-the-kiosk.md).
    """

    member_id: int
    local_date: date
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works here. `pin_hash` is None until the first use of the card, which sets it."""

    id: int
    number: int
    name: str
    pin_hash: str | None = None
    failed_tries: int = 0
    blocked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was issued here, for one member or one member of staff (the other id is None)."""

    card_id: bytes
    type: CardType
    holder: int
    issued_on: date
    expires_on: date
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """One movement of the finger: points (x, y, t) with x, y in 0–1 of the pad from its top left, t in ms."""

    points: tuple[tuple[float, float, int], ...]

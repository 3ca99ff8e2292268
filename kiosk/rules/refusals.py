"""Every reason to say no, in the order in which it is checked (docs/rules.md §4): values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.models import Member


class Reason(StrEnum):
    """The closed list of refusals, in the order of docs/rules.md §4."""

    PAUSED = "paused"
    """Too many unreadable codes in a row: the kiosk waits a little, before it looks at anything (docs/security.md)."""
    UNREADABLE = "unreadable"
    OTHER_NETWORK = "other-network"
    BAD_SIGNATURE = "bad-signature"
    UNKNOWN_CARD = "unknown-card"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    TOO_CLOSE_TO_CLOSING = "too-close-to-closing"
    CHARTER_DECLINED = "charter-declined"
    GUARDIAN_MISSING = "guardian-missing"
    UNDER_AGE = "under-age"
    NO_TIME_LEFT = "no-time-left"
    NO_SUITABLE_WORKSTATION = "no-suitable-workstation"
    ALL_TAKEN = "all-taken"
    """All taken, and no waiting list here, or it is full."""
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and what the screen needs to say it: `until` for dates (expired on, suspended until),
    `again_at` for the instant at which it is worth coming back, `minutes` for lengths in the sentence,
    `member` who it is about when somebody else can help them (a parent, an adult), `adult_would_do` when only an adult
    is missing, `renewed` when a parent has to agree anew because the charter changed, `slip` when what is over is a
    receipt or a ticket, not a card."""

    reason: Reason
    until: date | None = None
    again_at: datetime | None = None
    minutes: int | None = None
    member: Member | None = None
    adult_would_do: bool = False
    renewed: bool = False
    slip: bool = False

"""Who comes to which workshop. The workshops themselves are values of `config.settings`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RegistrationState(StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"
    """Has a place."""
    WAITING = "waiting"
    """In the waiting list of a workshop that is full."""
    PRESENT = "present"
    """Has a place, and presented the card around the start."""
    ABSENT = "absent"
    """Had a place, and did not come."""
    UNSERVED = "unserved"
    """Waited, and no place became free."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Registration:
    """A member and one time of a workshop, named by `uid` and `starts_at` (`config.settings.Workshop`). `order` says
    who is first in the waiting list: the lowest."""

    id: int
    uid: str
    starts_at: datetime
    member_id: int
    state: RegistrationState
    order: float

    @property
    def has_place(self) -> bool:
        """Whether it takes one of the places."""
        return self.state in {RegistrationState.REGISTERED, RegistrationState.PRESENT}

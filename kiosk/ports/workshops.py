"""The repository of those who register for workshops."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from config.settings import WorkshopReading
from kiosk.models import Registration, RegistrationState


class WorkshopCalendar(Protocol):
    """The calendar of the place. Belongs to the thread that reads it."""

    def stamp(self) -> object:
        """Differs whenever the calendar does."""

    def read(self, first: datetime, last: datetime) -> WorkshopReading:
        """The workshops that end after `first` and start before `last`, and what could not be read. What is broken
        never empties the list: a file counts as it was last good."""


class Registrations(Protocol):
    """Who comes to which workshop. What was cancelled, or waited in vain, keeps no link to the member; who came and
    who did not is known until `unlink` (docs/rules.md §9)."""

    def add(
        self,
        *,
        uid: str,
        starts_at: datetime,
        local_date: date,
        member_id: int,
        state: RegistrationState,
        at: datetime,
    ) -> Registration:
        """At the end of the list of one time of a workshop; `local_date` is that of its start. Raises AlreadyKept when
        the member is in it, LookupError when the member is unknown."""

    def open(self) -> tuple[Registration, ...]:
        """Those of workshops that are not settled yet, by start, then in the order in which they were asked for."""

    def change(self, registration_id: int, state: RegistrationState, at: datetime) -> Registration:
        """A place became free, or the member is there. Raises LookupError when it is closed."""

    def close(self, registration_id: int, state: RegistrationState, at: datetime) -> None:
        """It is settled; closing twice is harmless."""

    def unlink(self, before: datetime) -> int:
        """Forget who registered for workshops that started before that instant. Returns how many were forgotten."""

"""Workshops: who has a place, who moves up, and when somebody counts as present (docs/rules.md §11). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from config.settings import Workshop
from kiosk.models import Registration, RegistrationState

EARLY = timedelta(minutes=15)
"""How long before the start a card that is presented counts as being there."""

LATE = timedelta(minutes=30)
"""How long after the start it still does; then the workshop leaves the list, and whoever did not come is absent."""

KEPT = timedelta(days=31)
"""How long after the start it is known who came; from then on only that somebody did (docs/rules.md §9)."""


def is_listed(workshop: Workshop, now: datetime) -> bool:
    """Whether visitors see it and may still join."""
    return now < workshop.starts_at + LATE


def is_time(starts_at: datetime, now: datetime) -> bool:
    """Whether somebody who presents a card now is there for it."""
    return starts_at - EARLY <= now < starts_at + LATE


def is_over(registration: Registration, now: datetime) -> bool:
    """Whether it is settled who came."""
    return now >= registration.starts_at + LATE


def of_workshop(registrations: Iterable[Registration], workshop: Workshop) -> tuple[Registration, ...]:
    """Those for that workshop, in the order in which they were asked for."""
    mine = (r for r in registrations if (r.uid, r.starts_at) == (workshop.uid, workshop.starts_at))
    return tuple(sorted(mine, key=lambda registration: registration.order))


def of_member(registrations: Iterable[Registration], member_id: int) -> Registration | None:
    """The member's, or None."""
    return next((registration for registration in registrations if registration.member_id == member_id), None)


def places_left(places: int, registrations: Sequence[Registration]) -> int:
    """Places of a workshop that nobody has. None is left while somebody waits: the first of them gets it."""
    if any(registration.state is RegistrationState.WAITING for registration in registrations):
        return 0
    return max(0, places - sum(registration.has_place for registration in registrations))


def moves_up(places: int, registrations: Sequence[Registration]) -> tuple[Registration, ...]:
    """Those who wait for that workshop and get a place now, first come first."""
    free = places - sum(registration.has_place for registration in registrations)
    waiting = [r for r in registrations if r.state is RegistrationState.WAITING]
    return tuple(sorted(waiting, key=lambda registration: registration.order)[: max(0, free)])


def rank(registrations: Iterable[Registration], waiting: Registration) -> int:
    """The place in the waiting list; 1 is next."""
    before = (r for r in registrations if r.state is RegistrationState.WAITING and r.order < waiting.order)
    return 1 + sum(1 for _ in before)

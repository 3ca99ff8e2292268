"""Workshops: take a place or wait for one, give it back, be there (docs/rules.md §11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from config.settings import Workshop
from kiosk.clock import Moment
from kiosk.models import Member, Registration, RegistrationState
from kiosk.ports import UnitOfWork
from kiosk.reception.situation import Situation
from kiosk.reception.transactions import Transactions
from kiosk.rules import workshops
from kiosk.site import Site


@dataclass(frozen=True, slots=True)
class TooLate:
    """The workshop has begun too long ago to join it."""


class WorkshopActs(Transactions):
    """The workshops' part of the reception desk. All methods may raise `StoreUnavailable`."""

    def register(self, member: Member, workshop: Workshop, request: bytes) -> Registration | TooLate:
        """The member takes a place, or a place in the waiting list."""
        return self._write(lambda uow, now: register(uow, self.site, now, member, workshop, request))

    def give_back(self, member: Member, workshop: Workshop, request: bytes) -> bool:
        """The member does not come after all; False when there was nothing to give back."""
        return self._write(lambda uow, now: give_back(uow, now, member, workshop, request))


def register(
    uow: UnitOfWork, site: Site, moment: Moment, member: Member, workshop: Workshop, request: bytes
) -> Registration | TooLate:
    """Take a place, or wait where there is none; the registration that the member has already, when there is one.

    Whoever stands here when it is time for the workshop counts as present at once.
    """
    if not workshops.is_listed(workshop, moment.utc):
        return TooLate()
    there = workshops.of_workshop(uow.registrations.open(), workshop)
    existing = workshops.of_member(there, member.id)
    if existing is not None:
        return existing
    state = RegistrationState.WAITING
    if workshops.places_left(workshop.places, there):
        is_time = workshops.is_time(workshop.starts_at, moment.utc)
        state = RegistrationState.PRESENT if is_time else RegistrationState.REGISTERED
    added = uow.registrations.add(
        uid=workshop.uid,
        starts_at=workshop.starts_at,
        local_date=site.today(workshop.starts_at),
        member_id=member.id,
        state=state,
        at=moment.utc,
    )
    body = {"registration": added.id, "member": member.id, "state": state.value}
    uow.journal.add("workshop.registered", moment.utc, body, request)
    _move_up(uow, moment, workshop)
    return next(r for r in uow.registrations.open() if r.id == added.id)


def give_back(uow: UnitOfWork, moment: Moment, member: Member, workshop: Workshop, request: bytes) -> bool:
    """Give the place back, to the first who waits; whoever is there already cannot."""
    there = workshops.of_workshop(uow.registrations.open(), workshop)
    mine = workshops.of_member(there, member.id)
    if mine is None or mine.state is RegistrationState.PRESENT:
        return False
    uow.registrations.close(mine.id, RegistrationState.CANCELLED, moment.utc)
    uow.journal.add("workshop.given-back", moment.utc, {"registration": mine.id}, request)
    _move_up(uow, moment, workshop)
    return True


def _move_up(uow: UnitOfWork, moment: Moment, workshop: Workshop) -> None:
    there = workshops.of_workshop(uow.registrations.open(), workshop)
    for waiting in workshops.moves_up(workshop.places, there):
        uow.registrations.change(waiting.id, RegistrationState.REGISTERED, moment.utc)
        uow.journal.add("workshop.moved-up", moment.utc, {"registration": waiting.id})


def attend(uow: UnitOfWork, situation: Situation, member: Member) -> Registration | None:
    """The member presented the card: if it is time for a workshop where they have a place, they are there."""
    for mine in situation.room.registrations:
        due = mine.member_id == member.id and mine.state is RegistrationState.REGISTERED
        if due and workshops.is_time(mine.starts_at, situation.now):
            present = uow.registrations.change(mine.id, RegistrationState.PRESENT, situation.now)
            uow.journal.add("workshop.attended", situation.now, {"registration": mine.id})
            return present
    return None


def due_closings(situation: Situation) -> tuple[Registration, ...]:
    """The registrations for which it is settled who came."""
    return tuple(r for r in situation.room.registrations if workshops.is_over(r, situation.now))


def settle(uow: UnitOfWork, situation: Situation) -> None:
    """Whoever did not come is absent; who came a month ago is forgotten, and counts on."""
    over = due_closings(situation)
    if not over:
        return
    ends = {
        RegistrationState.REGISTERED: RegistrationState.ABSENT,
        RegistrationState.WAITING: RegistrationState.UNSERVED,
    }
    for registration in over:
        uow.registrations.close(registration.id, ends.get(registration.state, registration.state), situation.now)
    uow.registrations.unlink(situation.now - workshops.KEPT)
    uow.journal.add("workshop.settled", situation.now, _counted(over))


def _counted(over: Sequence[Registration]) -> dict[str, int]:
    counts = Counter(registration.state for registration in over)
    return {
        "present": counts[RegistrationState.PRESENT],
        "absent": counts[RegistrationState.REGISTERED],
        "unserved": counts[RegistrationState.WAITING],
    }

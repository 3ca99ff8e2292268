"""Transactions with the store, and what is remembered of them: the room, and whether the store answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.clock import Clock, Moment
from kiosk.models import Room
from kiosk.ports import Store, StoreUnavailable, UnitOfWork
from kiosk.reception.situation import Situation
from kiosk.rules import allocation, allotment
from kiosk.site import Site

T = TypeVar("T")


class Transactions:
    """One store, one site, one clock. Belongs to the screen thread."""

    def __init__(self, store: Store, site: Site, clock: Clock, new_request: Callable[[], bytes]) -> None:
        self.site = site
        self.clock = clock
        self.new_request = new_request
        self.room = Room()
        """What goes on, as of the last confirmed write."""
        self.in_trouble = False
        """Whether the last use of the store failed: nothing can be noted until it answers again."""
        self._store = store
        self._room_is_certain = True

    def moment(self) -> Moment:
        """Both clocks, now."""
        return Moment.of(self.clock)

    def situation(self) -> Situation:
        """The site, now, and the room as of the last confirmed write."""
        return Situation(self.site, self.moment(), self.room)

    def to_be_had(self) -> tuple[int, ...]:
        """The workstations that somebody who comes now, and for whom nothing is kept, could get: none while nobody is
        let in."""
        here = self.situation()
        if allotment.admission(here.now, here.opening, here.limits) is not None:
            return ()
        return allocation.free(self.site.numbers, here.room, allocation.NOBODY, here.now, here.limits)

    def _look(self, work: Callable[[UnitOfWork, Situation], T]) -> T:
        moment = self.moment()
        return self._kept(self._store.read, lambda uow: work(uow, Situation.of(uow, self.site, moment)))

    def _write(self, work: Callable[[UnitOfWork, Moment], T]) -> T:
        moment = self.moment()

        def with_room(uow: UnitOfWork) -> tuple[T, Room]:
            return work(uow, moment), uow.room()

        try:
            outcome, self.room = self._kept(self._store.write, with_room)
        except StoreUnavailable:
            self._room_is_certain = False  # what was not confirmed may be there all the same
            raise
        self._room_is_certain = True
        return outcome

    def _kept(self, use: Callable[[Callable[[UnitOfWork], T]], T], work: Callable[[UnitOfWork], T]) -> T:
        """Use the store, and remember whether it answered."""
        try:
            answer = use(work)
        except StoreUnavailable:
            self.in_trouble = True
            raise
        self.in_trouble = False
        return answer

"""A check-in in a large room: the decision and its durable commit at 1, 100 and 1,000 workstations, all but one taken.

The rooms take turns, so that what else the machine does meets all alike. Run as a process of its own; prints one JSON
object: milliseconds by number of workstations.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, sleep

from config.settings import Settings
from kiosk.bootstrap import load_key_ring, new_request, open_store
from kiosk.clock import ManualClock
from kiosk.models import Member
from kiosk.ports import NewSession, UnitOfWork
from kiosk.reception.outcomes import Arrived
from kiosk.reception.reception import Reception
from kiosk.site import Site
from tests.bench.people import make_people
from tests.bench.site import START, codes_of, settings

SIZES = (1, 100, 1000)
WARM_UP = 20
FIRST_SEATED = 100_000
PAUSE = 0.002


def large(size: int) -> Settings:
    """The measured site with that many workstations, all of the first one's kind."""
    site = settings()
    first = next(w for w in site.workstations if not w.tags)
    return replace(site, workstations=tuple(replace(first, number=number) for number in range(1, size + 1)))


class Room:
    """A place in which one workstation is free."""

    def __init__(self, folder: Path, size: int) -> None:
        make_people(folder)
        site = Site(large(size))
        self._codes = codes_of(folder)
        self._next = 0
        self._store = open_store(folder, site.settings)
        clock = ManualClock(START)
        self._reception = Reception(self._store, site, clock, load_key_ring(folder, site.settings), new_request)
        self._store.write(lambda uow: self._seat(uow, site, clock, size - 1))
        self._reception.start()

    def check_in(self) -> float:
        """Somebody presents a card. Returns milliseconds to the durable decision."""
        code = self._codes[self._next % len(self._codes)]
        self._next += 1
        began = perf_counter()
        answer = self._reception.arrive(code)
        spent = perf_counter() - began
        if not isinstance(answer, Arrived) or len(answer.best) != 1:
            raise RuntimeError(f"the check-in led to {type(answer).__name__}")
        return spent * 1000

    def close(self) -> None:
        """Let the store go."""
        self._store.close()

    @staticmethod
    def _seat(uow: UnitOfWork, site: Site, clock: ManualClock, count: int) -> None:
        for number in range(count):
            member: Member = uow.members.add(number=FIRST_SEATED + number, category="adult", at=clock.now)
            token = (FIRST_SEATED + number).to_bytes(12)
            uow.sessions.open(
                NewSession(
                    member_id=member.id,
                    workstation=number + 1,
                    opened_at=clock.now,
                    local_date=site.today(clock.now),
                    granted=3600.0,
                    boottime=clock.boottime(),
                    boot_id=clock.boot_id(),
                    code="4817",
                    receipt_token=token,
                    purpose=None,
                )
            )


def measure(scratch: Path, count: int) -> dict[str, list[float]]:
    """`count` check-ins in each room, in turns."""
    rooms = {}
    for size in SIZES:
        folder = scratch / f"room-{size}"
        folder.mkdir()
        rooms[size] = Room(folder, size)
    found: dict[str, list[float]] = {str(size): [] for size in SIZES}
    try:
        for turn in range(-WARM_UP, count):
            for size, room in rooms.items():
                sleep(PAUSE)
                spent = room.check_in()
                if turn >= 0:
                    found[str(size)].append(spent)
    finally:
        for room in rooms.values():
            room.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))

"""The kiosk under simulation: the real store in a folder, the use cases, a clock that is told; how it breaks."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from config.settings import Settings
from data.store import SqliteStore
from kiosk.believed_clock import BelievedClock
from kiosk.bootstrap import open_store
from kiosk.cards import KeyRing
from kiosk.clock import ManualClock, Moment
from kiosk.models import Room
from kiosk.ports import StoreUnavailable, UnitOfWork
from kiosk.reception.reception import Reception
from kiosk.site import Site

T = TypeVar("T")


class FailingStore:
    """A real store whose disk can be taken away: while `is_down` nothing arrives, and an `unconfirmed` write is durable
    although nobody hears so."""

    def __init__(self, store: SqliteStore) -> None:
        self.real = store
        self.is_down = False
        self.unconfirmed = False
        self.writes = 0

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_down:
            raise StoreUnavailable("the disk is away")
        self.writes += 1
        outcome = self.real.write(work)
        if self.unconfirmed:
            self.unconfirmed = False
            raise StoreUnavailable("the disk did not answer")
        return outcome

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_down:
            raise StoreUnavailable("the disk is away")
        return self.real.read(work)

    def close(self) -> None:
        self.real.close()


class House:
    """Store, clock and use cases of one kiosk, wired as `kiosk.bootstrap.build` wires them, without devices."""

    def __init__(self, settings: Settings, folder: Path, clock: ManualClock, keys: KeyRing) -> None:
        """Raises `data.database.StoreError`."""
        self.settings = settings
        self.site = Site(settings)
        self.folder = folder
        self.clock = clock
        self.keys = keys
        self._requests = itertools.count(1)
        self._writes = 0
        self.store, self.reception = self._switch_on()

    @property
    def moment(self) -> Moment:
        """Both clocks, as the kiosk reads them."""
        return self.reception.moment()

    @property
    def writes(self) -> int:
        """Durable commits asked for so far."""
        return self._writes + self.store.writes

    @property
    def civil(self) -> datetime:
        """The time of day that the kiosk believes."""
        return self.reception.clock.utc_now()

    def stored_room(self) -> Room:
        """What the store holds, not what the kiosk remembers; works while the disk is "away"."""
        return self.store.real.read(lambda uow: uow.room())

    def new_request(self) -> bytes:
        """A request id; they grow with time as the real ones do."""
        return next(self._requests).to_bytes(16)

    def reboot(self, off_seconds: float) -> None:
        """The machine is shut down in order, and started again that much later."""
        self.close()
        self.clock.reboot(off_seconds)
        self.store, self.reception = self._switch_on()

    def crash(self) -> None:
        """The process dies and is started again at once; the machine runs on."""
        self._cut()
        self.store, self.reception = self._switch_on()

    def cut_power(self, off_seconds: float) -> None:
        """The power goes and comes back that much later."""
        self._cut()
        self.clock.reboot(off_seconds)
        self.store, self.reception = self._switch_on()

    def close(self) -> None:
        """Let the files go."""
        self._writes += self.store.writes
        self.store.writes = 0
        self.store.close()

    def _cut(self) -> None:
        """Keep of the files what lies on the disk at this moment: the store gets no chance to tidy up."""
        path = self.store.real.path
        log = path.with_name(path.name + "-wal")
        copies = {file: file.with_name(file.name + ".cut") for file in (path, log) if file.exists()}
        for file, copy in copies.items():
            shutil.copyfile(file, copy)
        self.close()
        log.unlink(missing_ok=True)
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        for file, copy in copies.items():
            copy.replace(file)
            file.chmod(0o600)

    def _switch_on(self) -> tuple[FailingStore, Reception]:
        real = open_store(self.folder, self.settings)
        clock = BelievedClock(self.clock, real.recorded_until(), self.site.opening.open_hours_between)
        store = FailingStore(real)
        reception = Reception(store, self.site, clock, self.keys, self.new_request)
        reception.start()
        return store, reception

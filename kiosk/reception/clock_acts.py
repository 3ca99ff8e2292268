"""The reception desk's part when the clock of the machine is not to be believed (docs/decisions/0002-two-clocks.md)."""

from __future__ import annotations

from datetime import datetime

from kiosk.believed_clock import BelievedClock
from kiosk.clock import Moment
from kiosk.models import Staff
from kiosk.ports import UnitOfWork
from kiosk.reception import timekeeper
from kiosk.reception.transactions import Transactions

SECONDS_BETWEEN_NOTES = 3600.0


class ClockActs(Transactions):
    """All methods may raise `StoreUnavailable`."""

    _doubt_is_noted = False
    _noted_at: float | None = None
    """Boot time of the last note."""

    @property
    def doubted_clock(self) -> datetime | None:
        """What the machine's clock says while it is doubted; None while it is believed."""
        return self.clock.doubted if isinstance(self.clock, BelievedClock) else None

    def confirm_clock(self, staff_member: Staff) -> None:
        """Somebody of the staff says that the machine's clock is right."""
        if isinstance(self.clock, BelievedClock) and self.clock.doubted is not None:
            self.clock.confirm()
            self._note_clock(staff_member.id)

    def note_clock(self) -> None:
        """Write down when the clock began to be doubted, and when it is believed again; and where nobody vouches for
        it, each hour, so that the next start knows how late it was."""
        boottime = self.clock.boottime()
        if self._noted_at is None:
            self._noted_at = boottime
        if (self.doubted_clock is not None) is not self._doubt_is_noted:
            self._note_clock(None)
        elif isinstance(self.clock, BelievedClock) and (by := self.clock.take_set()):
            seconds = round(by.total_seconds())
            self._write(lambda uow, now: uow.journal.add("clock.set", now.utc, {"seconds": seconds}))
        elif boottime - self._noted_at >= SECONDS_BETWEEN_NOTES:
            if not self.clock.is_synchronised():
                self._write(lambda uow, now: uow.journal.add("kiosk.running", now.utc, {}))
            self._noted_at = boottime

    def _note_clock(self, staff_id: int | None) -> None:
        doubted = self.doubted_clock

        def note(uow: UnitOfWork, now: Moment) -> None:
            if doubted is not None:
                ahead = round((doubted - now.utc).total_seconds())
                uow.journal.add("clock.doubted", now.utc, {"ahead": ahead})
                return
            uow.journal.add("clock.believed", now.utc, {"staff": staff_id})
            timekeeper.end_earlier_days(uow, self.site, now)

        self._write(note)
        self._doubt_is_noted = doubted is not None

"""The reception desk's part for those who have no card yet, each act one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.models import Member, Newcomer, Stroke
from kiosk.reception import enrolment
from kiosk.reception.transactions import Transactions


class Newcomers(Transactions):
    """Enrolment at the kiosk. All methods may raise `StoreUnavailable`."""

    def enrol(self, newcomer: Newcomer) -> Member:
        """Keep what a newcomer typed: they are a member now."""
        return self._write(lambda uow, now: enrolment.enrol(uow, now, newcomer))

    def enrol_signing(
        self, newcomer: Newcomer, language: str, strokes: Sequence[Stroke], request: bytes, *, guardian: bool = False
    ) -> Member | None:
        """The same, together with the signature of the charter; None when the strokes are no signature."""
        return self._write(
            lambda uow, now: enrolment.enrol_signing(
                uow, self.site, now, newcomer, language, strokes, request, guardian=guardian
            )
        )

    def lend_slip(self, member: Member) -> bytes | None:
        """The code of a slip that is the member's card for today; None for whoever has one."""
        return self._write(lambda uow, now: enrolment.lend_slip(uow, self.site, now, member.id))

"""What staff do at the kiosk, each act one transaction, journalled with who did it (docs/security.md, "Staff")."""

from __future__ import annotations

from datetime import datetime

from kiosk.models import ExtensionReason, Member, PaperRoll, Reservation, Session, Staff
from kiosk.reception import extensions, keeping, paper, staff
from kiosk.reception.keeping import IssuedGuestTicket, Wish
from kiosk.reception.outcomes import Extended, NotExtended, NotReserved, PinOutcome, Reserved
from kiosk.reception.transactions import Transactions
from kiosk.rules import pin


class StaffActs(Transactions):
    """The staff's part of the reception desk. All methods may raise `StoreUnavailable`."""

    roll: PaperRoll | None = None
    """The roll in the receipt printer, as of the last confirmed write; None while nobody said when it was put in."""

    def answer_help(self, staff_member: Staff) -> None:
        """A mediator is on the way."""
        self._write(lambda uow, now: staff.answer_help(uow, now, staff_member.id))

    def close_help(self, staff_member: Staff) -> None:
        """A mediator was there."""
        self._write(lambda uow, now: staff.close_help(uow, now, staff_member.id))

    def try_pin(self, staff_member: Staff, digits: str) -> PinOutcome | None:
        """Check a PIN and count the try; about a tenth of a second, by design of scrypt."""
        right = staff_member.pin_hash is not None and pin.matches(digits, staff_member.pin_hash)
        return self._write(lambda uow, now: staff.record_pin(uow, self.site, now, staff_member.id, right=right))

    def choose_pin(self, staff_member: Staff, digits: str) -> Staff | None:
        """Set the first PIN of a staff card."""
        pin_hash = pin.hash_pin(digits)
        return self._write(lambda uow, now: staff.choose_pin(uow, now, staff_member.id, pin_hash))

    def add_time(
        self,
        staff_member: Staff,
        session: Session,
        seconds: float,
        reason: ExtensionReason,
        request: bytes,
    ) -> Extended | NotExtended:
        """Staff add time to a session."""
        return self._write(
            lambda uow, now: extensions.add_time(
                uow, self.site, now, staff_member.id, session.id, seconds, reason, request
            )
        )

    def take_back_time(
        self, staff_member: Staff, session: Session, seconds: float, request: bytes
    ) -> Extended | NotExtended:
        """Staff undo the time they just added."""
        return self._write(
            lambda uow, now: extensions.take_back_time(uow, now, staff_member.id, session.id, seconds, request)
        )

    def set_service(self, staff_member: Staff, workstation: int, *, in_service: bool) -> bool:
        """Staff take a workstation out of service or put it back."""
        return self._write(
            lambda uow, now: staff.set_service(uow, now, staff_member.id, workstation, in_service=in_service)
        )

    def lock(self, staff_member: Staff, *, by_itself: bool) -> None:
        """Staff mode was left."""
        self._write(lambda uow, now: staff.lock(uow, now, staff_member.id, by_itself=by_itself))

    def agree_on_paper(self, staff_member: Staff, member: Member) -> None:
        """A parent's signed form is filed."""
        self._write(lambda uow, now: staff.agree_on_paper(uow, now, staff_member.id, member.id))

    def issue_guest_ticket(self, staff_member: Staff | None, request: bytes) -> IssuedGuestTicket | None:
        """A one-day ticket, by staff or (None) by the kiosk itself; None when the site does not let them."""
        by = staff_member.id if staff_member else None
        return self._write(lambda uow, now: keeping.issue_guest_ticket(uow, self.site, now, by, request))

    def reserve(self, staff_member: Staff, wish: Wish, request: bytes) -> Reserved | NotReserved:
        """Keep a workstation for a member."""
        return self._write(lambda uow, now: keeping.reserve(uow, self.site, now, staff_member.id, wish, request))

    def cancel_reservation(self, staff_member: Staff, reservation: Reservation) -> None:
        """Give the workstation back to everybody."""
        self._write(lambda uow, now: keeping.cancel_reservation(uow, now, staff_member.id, reservation.id))

    def close_early(self, staff_member: Staff, closes_at: datetime) -> tuple[Session, ...]:
        """Close today at that instant; the sessions that were shortened."""
        return self._write(lambda uow, now: keeping.close_early(uow, self.site, now, staff_member.id, closes_at))

    def reopen(self, staff_member: Staff) -> None:
        """Close at the usual hour after all."""
        self._write(lambda uow, now: keeping.reopen(uow, self.site, now, staff_member.id))

    def change_paper(self, staff_member: Staff) -> None:
        """Staff put a new roll into the receipt printer."""
        self.roll = self._write(lambda uow, now: paper.change(uow, now, staff_member.id))

    def use_paper(self, millimetres: int) -> None:
        """A slip of that length came out of the receipt printer."""
        if self.roll is not None:
            self.roll = self._write(lambda uow, _: paper.use(uow, millimetres))

"""The reception desk: the use cases with their collaborators bound.

Each method is one transaction; what it returns is durable. Verifying a card or a PIN takes a while and happens
before the transaction. After a write `room` is what goes on now, for the screens. Belongs to the screen thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kiosk.cards import KeyRing, SignedCard, receipt_token
from kiosk.clock import Clock, Moment
from kiosk.models import CardType, EndReason, Member, Purpose, Room, Session, Staff, Stroke
from kiosk.ports import Store, StoreUnavailable, UnitOfWork
from kiosk.reception import arrive, sessions, staff, timekeeper
from kiosk.reception.outcomes import (
    Arrival,
    Arrived,
    Ended,
    Extended,
    NotExtended,
    Opened,
    PinOutcome,
    SessionRuns,
    Taken,
    Warned,
)
from kiosk.rules import pin
from kiosk.rules.allotment import Grant
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site

T = TypeVar("T")

PROBE_SECONDS = 5.0
"""Between two looks whether a store that failed answers again."""


class Reception:
    """What the kiosk can do for people. All methods may raise `StoreUnavailable`."""

    def __init__(self, store: Store, site: Site, clock: Clock, keys: KeyRing, new_request: Callable[[], bytes]) -> None:
        self.site = site
        self.clock = clock
        self.new_request = new_request
        self.room = Room()
        self._store = store
        self._keys = keys
        self._timekeeper = timekeeper.Timekeeper(site)
        self.in_trouble = False
        """Whether the last use of the store failed: nothing can be noted until it answers again."""
        self._probed = 0.0
        self._room_is_certain = True

    def moment(self) -> Moment:
        """Both clocks, now."""
        return Moment.of(self.clock)

    def start(self) -> int:
        """Take over the running sessions after a start. Returns how many go on."""
        return self._write(self._timekeeper.recover)

    def read(self, code: str) -> SignedCard | Reason | bytes:
        """What a code is: a verified card, the token of a receipt, or the reason why it is neither."""
        token = receipt_token(code)
        return token if token is not None else self._keys.verify(code)

    def is_staff(self, code: str) -> bool:
        """Whether the code is a genuine staff card (valid or not is for `arrive` to say)."""
        found = self._keys.verify(code)
        return isinstance(found, SignedCard) and found.type is CardType.STAFF

    def is_genuine(self, code: str) -> bool:
        """Whether the code is a card of this network or a receipt, and not just anything that was held there."""
        return not isinstance(self.read(code), Reason)

    def arrive(self, code: str) -> Arrival:
        """A card was presented."""
        read, request, moment = self.read(code), self.new_request(), self.moment()
        return self._kept(self._store.write, lambda uow: arrive.arrive(uow, self.site, moment, read, request))

    def admit(self, member: Member) -> Arrived | Refused:
        """What a member who stands here may do now; writes nothing."""
        moment = self.moment()
        return self._kept(self._store.read, lambda uow: arrive.admit(uow, self.site, moment, member))

    def sign_charter(self, member: Member, language: str, strokes: Sequence[Stroke], request: bytes) -> bool:
        """The member signed the current charter; False when the strokes are no signature."""
        return self._write(
            lambda uow, now: sessions.sign_charter(uow, self.site, now, member.id, language, strokes, request)
        )

    def open_session(
        self, member: Member, workstation: int, seconds: float, purpose: Purpose | None, request: bytes
    ) -> Opened | Taken | Refused | SessionRuns:
        """The member takes a workstation."""
        return self._write(
            lambda uow, now: sessions.open_session(uow, self.site, now, member, workstation, seconds, purpose, request)
        )

    def longest_on(self, member: Member, workstation: int) -> Grant | Refused:
        """The longest session that may start on that workstation now; writes nothing."""
        moment = self.moment()
        return self._kept(
            self._store.read, lambda uow: sessions.longest_on(uow, self.site, moment, member, workstation)
        )

    def extend_own(self, session: Session, seconds: float, request: bytes) -> Extended | NotExtended:
        """The visitor adds time."""
        return self._write(lambda uow, now: sessions.extend_own(uow, self.site, now, session.id, seconds, request))

    def my_session(self, session: Session, member: Member | None) -> SessionRuns | None:
        """The running session anew, or None when it has ended; writes nothing."""
        moment = self.moment()

        def look(uow: UnitOfWork) -> SessionRuns | None:
            found = uow.sessions.get(session.id)
            if found is None or found.closed_at is not None:
                return None
            return arrive.my_session(uow, self.site, moment, found, member)

        return self._kept(self._store.read, look)

    def end(self, session: Session, request: bytes, staff_member: Staff | None = None) -> Session | None:
        """End a session, by its visitor or by staff."""
        reason = EndReason.STAFF if staff_member else EndReason.VISITOR
        by = staff_member.id if staff_member else None
        return self._write(lambda uow, now: sessions.end_session(uow, now, session.id, reason, request, staff=by))

    def note_visit(self, member: Member, purpose: Purpose | None, request: bytes) -> None:
        """Somebody came without using a workstation."""
        self._write(lambda uow, now: sessions.note_visit(uow, self.site, now, member, purpose, request))

    def call_help(self, request: bytes) -> None:
        """Somebody at the kiosk asks for a mediator."""
        self._write(lambda uow, now: staff.call_help(uow, now, None, request))

    def answer_help(self, staff_member: Staff) -> None:
        """A mediator is on the way."""
        self._write(lambda uow, now: staff.answer_help(uow, now, staff_member.id))

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
        reason: staff.ExtensionReason,
        request: bytes,
    ) -> Extended | NotExtended:
        """Staff add time to a session."""
        return self._write(
            lambda uow, now: staff.add_time(uow, self.site, now, staff_member.id, session.id, seconds, reason, request)
        )

    def take_back_time(self, staff_member: Staff, session: Session, seconds: float) -> Extended | NotExtended:
        """Staff undo the time they just added."""
        return self._write(lambda uow, now: staff.take_back_time(uow, now, staff_member.id, session.id, seconds))

    def set_service(self, staff_member: Staff, workstation: int, *, in_service: bool) -> bool:
        """Staff take a workstation out of service or put it back."""
        return self._write(
            lambda uow, now: staff.set_service(uow, now, staff_member.id, workstation, in_service=in_service)
        )

    def lock(self, staff_member: Staff, *, by_itself: bool) -> None:
        """Staff mode was left."""
        self._write(lambda uow, now: staff.lock(uow, now, staff_member.id, by_itself=by_itself))

    def keep_time(self) -> tuple[tuple[Warned, ...], tuple[Ended, ...]]:
        """Once a second: what is to be announced, and what has just ended. Writes only when something is due."""
        moment = self.moment()
        warned = self._timekeeper.warnings(self.room, moment)
        if self.in_trouble:
            if moment.boottime - self._probed < PROBE_SECONDS:
                return warned, ()  # a store that hangs must not hold up every tick
            self._probed = moment.boottime
        elif self._room_is_certain and not self._timekeeper.is_due(self.room, moment):
            return warned, ()
        ended = self._write(self._timekeeper.keep)
        self._timekeeper.kept(moment)
        return warned, ended

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

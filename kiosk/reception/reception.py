"""The reception desk: the use cases with their collaborators bound.

Each method is one transaction; what it returns is durable. Verifying a card or a PIN takes a while and happens
before the transaction. After a write `room` is what goes on now, for the screens. Belongs to the screen thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kiosk.cards import KeyRing, SignedCard, slip_token
from kiosk.clock import Clock, Moment
from kiosk.identifiers import Identifier, identifier_of
from kiosk.models import (
    CardType,
    EndReason,
    FeedbackValue,
    Member,
    Preferences,
    Purpose,
    Registration,
    RegistrationState,
    Session,
    Staff,
    Stroke,
    Ticket,
)
from kiosk.ports import Store, UnitOfWork
from kiosk.reception import admission, arrive, extensions, sessions, staff, timekeeper, waiting
from kiosk.reception.clock_acts import ClockActs
from kiosk.reception.newcomers import Newcomers
from kiosk.reception.outcomes import (
    Arrival,
    Arrived,
    Called,
    Extended,
    Kept,
    Line,
    NotExtended,
    Opened,
    SessionRuns,
    Taken,
    Waits,
    Warned,
)
from kiosk.reception.situation import Situation
from kiosk.reception.staff_acts import StaffActs
from kiosk.reception.workshops import WorkshopActs
from kiosk.rules.allotment import Grant
from kiosk.rules.refusals import Reason, Refused
from kiosk.site import Site

T = TypeVar("T")

PROBE_SECONDS = 5.0
"""Between two looks whether a store that failed answers again."""


class Reception(StaffActs, Newcomers, WorkshopActs, ClockActs):
    """What the kiosk can do for people. All methods may raise `StoreUnavailable`."""

    def __init__(self, store: Store, site: Site, clock: Clock, keys: KeyRing, new_request: Callable[[], bytes]) -> None:
        super().__init__(store, site, clock, new_request)
        self._keys = keys
        self._timekeeper = timekeeper.Timekeeper(site)
        self._probed = 0.0
        self.attended: Registration | None = None
        """The workshop that the last card which was presented came for, None when it is time for none."""

    def start(self) -> int:
        """Take over the running sessions after a start. Returns how many go on."""
        self.roll = self._look(lambda uow, _: uow.paper.roll())
        return self._write(self._timekeeper.recover)

    def read(self, code: str) -> arrive.Read:
        """What a code is: a verified card, the token of a receipt, another card where the site accepts those, or the
        reason why it is none of these."""
        token = slip_token(code)
        if token is not None:
            return token
        verified = self._keys.verify(code)
        if verified is Reason.UNREADABLE and self.site.settings.reader.identification_only:
            return identifier_of(code) or verified
        return verified

    def is_staff(self, code: str) -> bool:
        """Whether the code is a genuine staff card (valid or not is for `arrive` to say)."""
        found = self._keys.verify(code)
        return isinstance(found, SignedCard) and found.type is CardType.STAFF

    def is_genuine(self, code: str) -> bool:
        """Whether the code is a card of this network, a receipt or a card that was linked to a member, and not just
        anything that was held there."""
        read = self.read(code)
        if isinstance(read, Identifier):
            return self._look(lambda uow, _: uow.identifiers.member_of(read.digests) is not None)
        return not isinstance(read, Reason)

    def arrive(self, code: str) -> Arrival:
        """A card was presented."""
        read, request = self.read(code), self.new_request()
        there = {r.id for r in self.room.registrations if r.state is RegistrationState.PRESENT}
        self.attended = None
        answer = self._write(lambda uow, now: arrive.arrive(uow, self.site, now, read, request))
        came = (r for r in self.room.registrations if r.state is RegistrationState.PRESENT and r.id not in there)
        self.attended = next(came, None)
        return answer

    def admit(self, member: Member, *, accompanied: bool = False) -> Arrived | Called | Waits | Refused:
        """What a member who stands here may do now; writes nothing."""
        return self._look(
            lambda uow, here: admission.admit(uow, here, uow.members.get(member.id) or member, accompanied=accompanied)
        )

    def sign_charter(
        self, member: Member, language: str, strokes: Sequence[Stroke], request: bytes, *, guardian: bool = False
    ) -> bool:
        """The member, or a guardian for them, signed the current charter; False when the strokes are no signature."""
        return self._write(
            lambda uow, now: sessions.sign_charter(
                uow, self.site, now, member.id, language, strokes, request, guardian=guardian
            )
        )

    def accept_charter(
        self, staff: Staff, member: Member, language: str, request: bytes, *, guardian: bool = False
    ) -> None:
        """Somebody of the staff says that the member, or a guardian for them, accepts without a signature."""
        self._write(
            lambda uow, now: sessions.accept_charter(
                uow, self.site, now, staff.id, member.id, language, request, guardian=guardian
            )
        )

    def decline_charter(self, member: Member) -> None:
        """The member leaves without having signed."""
        self._write(lambda uow, now: sessions.decline_charter(uow, now, member.id))

    def keep_preferences(self, member: Member, preferences: Preferences | None) -> Preferences | None:
        """The member wants to find these settings at the next visit; None: no longer. Returns what was kept before."""

        def keep(uow: UnitOfWork, now: Moment) -> Preferences | None:
            known = uow.members.get(member.id)
            uow.members.keep_preferences(member.id, preferences, now.utc)
            uow.journal.add("preferences.kept", now.utc, {"member": member.id, "kept": preferences is not None})
            return known.preferences if known is not None else None

        return self._write(keep)

    def open_session(
        self,
        member: Member,
        workstation: int,
        seconds: float,
        purpose: Purpose | None,
        request: bytes,
        *,
        accompanied: bool = False,
    ) -> Opened | Taken | Waits | Refused | SessionRuns:
        """The member takes a workstation."""
        return self._write(
            lambda uow, now: sessions.open_session(
                uow, self.site, now, member, workstation, seconds, purpose, request, accompanied=accompanied
            )
        )

    def longest_on(self, member: Member, workstation: int) -> Grant | Refused:
        """The longest session that may start on that workstation now; writes nothing."""
        return self._look(lambda uow, here: sessions.longest_on(uow, here, member, workstation))

    def wait(
        self,
        member: Member,
        purpose: Purpose | None,
        request: bytes,
        *,
        zone: str | None = None,
        tags: frozenset[str] = frozenset(),
        accompanied: bool = False,
    ) -> Arrived | Called | Waits | Refused | SessionRuns:
        """The member takes a ticket of the waiting list."""
        return self._write(
            lambda uow, now: waiting.wait(
                uow, self.site, now, member, purpose, request, zone=zone, tags=tags, accompanied=accompanied
            )
        )

    def leave_queue(self, ticket: Ticket, request: bytes, staff_member: Staff | None = None) -> bool:
        """The visitor, or staff for them, gives the ticket back; False when it was closed already."""
        by = staff_member.id if staff_member else None
        return self._write(lambda uow, now: waiting.leave(uow, now, ticket.id, request, by))

    def line(self, suits: tuple[int, ...], ticket: Ticket | None = None) -> Line:
        """Where in the waiting list somebody is, or would be, who can use those workstations; from the room."""
        return admission.line_of(self.situation(), suits, ticket)

    def extend_own(self, session: Session, seconds: float, request: bytes) -> Extended | NotExtended:
        """The visitor adds time."""
        return self._write(lambda uow, now: extensions.extend_own(uow, self.site, now, session.id, seconds, request))

    def my_session(self, session: Session, member: Member | None) -> SessionRuns | None:
        """The running session anew, or None when it has ended; writes nothing."""

        def look(uow: UnitOfWork, here: Situation) -> SessionRuns | None:
            found = uow.sessions.get(session.id)
            if found is None or found.closed_at is not None:
                return None
            return arrive.my_session(uow, here, found, member)

        return self._look(look)

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

    def cancel_help(self) -> None:
        """Whoever called from the kiosk needs nobody any more."""
        self._write(lambda uow, now: staff.cancel_help(uow, now, None))

    def give_feedback(self, value: FeedbackValue) -> None:
        """Somebody says how it went. Counted by day, and not journalled: beside the row of the session that ended, a
        row of its own would say whose answer it is (docs/privacy.md)."""
        self._write(lambda uow, now: uow.feedback.add(self.site.today(now.utc), value))

    def keep_time(self) -> tuple[tuple[Warned, ...], Kept]:
        """Once a second: what is to be announced, and what has just happened. Writes only when something is due."""
        moment = self.moment()
        warned = self._timekeeper.warnings(self.room, moment)
        if self.in_trouble:
            if moment.boottime - self._probed < PROBE_SECONDS:
                return warned, Kept()  # a store that hangs must not hold up every tick
            self._probed = moment.boottime
        else:
            self.note_clock()
            moment = self.moment()
        if not self.in_trouble and self._room_is_certain and not self._timekeeper.is_due(self.room, moment):
            return warned, Kept()
        kept = self._write(self._timekeeper.keep)
        self._timekeeper.kept(moment)
        return warned, kept

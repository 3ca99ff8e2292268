"""The timekeeper: warns before the end, gives time by itself, ends sessions, calls who waits, releases what is kept.

It looks once a second at the room in memory and writes only when something is due, or to checkpoint the seconds
used (every 30 s), which bounds what a power cut can give away: at most 30 s, in the member's favour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.clock import Moment
from kiosk.models import EndReason, Room, Session, Ticket
from kiosk.ports import UnitOfWork
from kiosk.reception import extensions, keeping, waiting, workshops
from kiosk.reception.outcomes import Kept, Warned
from kiosk.reception.sessions import overdue, time_up
from kiosk.reception.situation import Situation
from kiosk.rules import allotment
from kiosk.site import Site

HEARTBEAT_SECONDS = 30.0
AUTOMATIC_SECONDS = 60.0
"""Time left at which a session is extended by itself, if at all."""
SHUT_SECONDS = 60.0
"""How long it must be too late for anybody before the waiting list is closed."""


@dataclass
class Timekeeper:
    """Remembers what was said already; everything else comes from the room. Belongs to one thread."""

    site: Site
    _warned: dict[int, int] = field(default_factory=dict)
    _declined: dict[int, float] = field(default_factory=dict)
    """Session → the grant at which more time by itself was looked into: asked once, not at every tick."""
    _looked_into: dict[int, float] = field(default_factory=dict)
    """The same, as of a transaction that is not confirmed yet."""
    _last_heartbeat: tuple[str, float] | None = None
    _shut_since: tuple[str, float] | None = None
    """Boot and boot time since when nobody who waits could be let in; None while somebody could."""

    def recover(self, uow: UnitOfWork, moment: Moment) -> int:
        """After a start: take over the running sessions and holds under the current boot id. Returns how many sessions
        go on.

        Time during which the machine was off is not charged (docs/rules.md §10 lists the peers that lose it). What it
        gives back ends before closing all the same: a session that would not is shortened here, or ended when it is
        past.
        """
        situation = Situation.of(uow, self.site, moment)
        waiting.close_earlier_days(uow, situation)
        self._checkpoint(uow, situation)
        going_on = 0
        for session in situation.room.sessions:
            stop = _stop_of(situation, session) if session.boot_id != moment.boot_id else None
            if stop is not None and stop <= moment.utc:
                _end(uow, situation, session, stop)
                continue
            if stop is not None:
                keeping.shorten(uow, situation, session, stop)
            going_on += 1
        uow.journal.add("kiosk.started", moment.utc, {"sessions": going_on})
        return going_on

    def is_due(self, room: Room, moment: Moment) -> bool:
        """Whether `keep` has something to write now."""
        situation = Situation(self.site, moment, room)
        return (
            any(time_up(s, moment) for s in room.sessions)
            or any(self._may_go_on(s, situation) for s in room.sessions)
            or any(waiting.hold_is_over(situation, ticket) for ticket in room.called)
            or self._stays_shut(situation)
            or (bool(waiting.due_calls(situation)) and not _is_shut(situation))
            or bool(keeping.due_releases(situation))
            or bool(workshops.due_closings(situation))
            or (bool(room.sessions or room.called) and self._heartbeat_due(moment))
        )

    def warnings(self, room: Room, moment: Moment) -> tuple[Warned, ...]:
        """The warnings that became due (docs/rules.md §2: at 10, 5 and 1 min), each once per session."""
        found = []
        for session in room.sessions:
            left = session.left_at(moment.boottime, moment.boot_id)
            due = [m for m in self.site.settings.limits.warnings if 0 < left <= m * 60 < session.granted]
            said = self._warned.get(session.id)
            if due and (said is None or min(due) < said):
                self._warned[session.id] = min(due)
                found.append(Warned(session.workstation, min(due)))
            elif not due:
                self._warned.pop(session.id, None)
        running = {session.id for session in room.sessions}
        self._warned = {id_: said for id_, said in self._warned.items() if id_ in running}
        return tuple(found)

    def keep(self, uow: UnitOfWork, moment: Moment) -> Kept:
        """Do everything that is due and checkpoint the rest, in the caller's transaction."""
        situation = Situation.of(uow, self.site, moment)
        ended, extended = self._keep_sessions(uow, situation)
        situation = Situation.of(uow, self.site, moment)
        unanswered = waiting.skip_unanswered(uow, situation)
        keeping.release_unused(uow, situation)
        workshops.settle(uow, situation)
        situation = Situation.of(uow, self.site, moment)
        called: tuple[Ticket, ...] = ()
        stays_shut = self._stays_shut(situation)
        if not _is_shut(situation):
            called = waiting.call_next(uow, situation)
        elif stays_shut:
            waiting.close_earlier_days(uow, situation)
            waiting.close_all(uow, Situation.of(uow, self.site, moment))
        self._checkpoint(uow, Situation.of(uow, self.site, moment))
        return Kept(ended, extended, called, unanswered)

    def kept(self, moment: Moment) -> None:
        """What `keep` wrote at that moment is durable."""
        self._declined = self._looked_into
        self._last_heartbeat = (moment.boot_id, moment.boottime)

    def _keep_sessions(
        self, uow: UnitOfWork, situation: Situation
    ) -> tuple[tuple[int, ...], tuple[tuple[int, float], ...]]:
        """End what is over; before that, more time by itself, and at the very end the grace."""
        ended, extended = [], []
        running = {session.id for session in situation.room.sessions}
        self._looked_into = {id_: granted for id_, granted in self._declined.items() if id_ in running}
        for session in situation.room.sessions:
            longer = None
            if self._may_go_on(session, situation):
                self._looked_into[session.id] = session.granted
                longer = extensions.automatically(uow, situation, session)
            if longer is None and time_up(session, situation.moment):
                longer = extensions.give_grace(uow, situation, session)
            if longer is not None:
                extended.append((session.workstation, longer.seconds))
            elif time_up(session, situation.moment):
                _end(uow, situation, session)
                ended.append(session.workstation)
        return tuple(ended), tuple(extended)

    def _may_go_on(self, session: Session, situation: Situation) -> bool:
        """Whether it is time to look into more time by itself for that session: once, for a chair may be empty."""
        if not (situation.limits.auto_extension and situation.is_calm) or session.extended > session.courtesy:
            return False
        return situation.left(session) <= AUTOMATIC_SECONDS and self._declined.get(session.id) != session.granted

    def _stays_shut(self, situation: Situation) -> bool:
        """Whether somebody waits who cannot be let in, and could not for a minute of boot time: a clock that is wrong
        for a moment sends nobody away."""
        boot_id, boottime = situation.moment.boot_id, situation.moment.boottime
        if not (situation.room.tickets and _is_shut(situation)):
            self._shut_since = None
            return False
        if self._shut_since is None or self._shut_since[0] != boot_id:
            self._shut_since = (boot_id, boottime)
        return boottime - self._shut_since[1] >= SHUT_SECONDS

    def _checkpoint(self, uow: UnitOfWork, situation: Situation) -> None:
        boottime, boot_id = situation.moment.boottime, situation.moment.boot_id
        running = [(s.id, s.used_at(boottime, boot_id)) for s in situation.room.sessions]
        uow.sessions.checkpoint(running, boottime, boot_id)
        held = [(t.id, t.held_at(boottime, boot_id)) for t in situation.room.called]
        uow.tickets.checkpoint(held, boottime, boot_id)

    def _heartbeat_due(self, moment: Moment) -> bool:
        if self._last_heartbeat is None or self._last_heartbeat[0] != moment.boot_id:
            return True
        return moment.boottime - self._last_heartbeat[1] >= HEARTBEAT_SECONDS


def end_earlier_days(uow: UnitOfWork, site: Site, moment: Moment) -> None:
    """Sessions of an earlier date that go on because the clock was doubted: they were over at closing."""
    situation = Situation.of(uow, site, moment)
    for session in situation.room.sessions:
        if site.today(session.opened_at) < situation.today:
            _end(uow, situation, session, _stop_of(situation, session) or session.opened_at)


def _is_shut(situation: Situation) -> bool:
    """Whether nobody who waits can be let in: the place closes soon, or it has been closed since they came."""
    if waiting.of_earlier_days(situation):
        return True
    return allotment.admission(situation.now, situation.opening, situation.limits) is not None


def _end(uow: UnitOfWork, situation: Situation, session: Session, at: datetime | None = None) -> None:
    """The visitor did not sign out: the end is the planned one (`at` when that is known better) and marked estimated
    (docs/rules.md §8)."""
    moment = situation.moment
    used = min(session.used_at(moment.boottime, moment.boot_id), session.granted)
    at = max(session.opened_at, moment.utc - overdue(session, moment) if at is None else at)
    stop = _stop_of(situation, session)
    closing = stop is not None and abs(at - stop) <= timedelta(seconds=1)
    reason = EndReason.CLOSING if closing else EndReason.TIME_UP
    uow.sessions.close(session.id, at=at, used=used, reason=reason, estimated=True)
    body = {"session": session.id, "used": round(used), "reason": reason.value, "staff": None}
    uow.journal.add("session.ended", moment.utc, body)


def _stop_of(situation: Situation, session: Session) -> datetime | None:
    """Closing − stop margin of the interval in which the session was opened; None when the place was closed."""
    span = situation.opening.open_span(session.opened_at)
    if span is None:
        return None
    return span.end - timedelta(minutes=situation.limits.session_stop_margin)

"""The timekeeper: warns before the end, ends sessions whose time is up, frees their workstations.

It looks once a second at the sessions in memory and writes only when something is due, or to checkpoint the seconds
used (every 30 s), which bounds what a power cut can give away: at most 30 s, in the member's favour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.clock import Moment
from kiosk.models import EndReason, Room, Session
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import Ended, Warned
from kiosk.reception.sessions import overdue, time_up
from kiosk.site import Site

HEARTBEAT_SECONDS = 30.0


@dataclass
class Timekeeper:
    """Remembers what was said already; everything else comes from the room. Belongs to one thread."""

    site: Site
    _warned: dict[int, int] = field(default_factory=dict)
    _stops: dict[int, float] = field(default_factory=dict)
    _last_heartbeat: tuple[str, float] | None = None

    def recover(self, uow: UnitOfWork, moment: Moment) -> int:
        """After a start: take over the running sessions under the current boot id. Returns how many go on.

        Time during which the machine was off is not charged (docs/rules.md §10 lists the peers that lose it). What it
        gives back ends before closing all the same; a second start within the same boot forgets that bound, rather
        than end a session for a clock that was set meanwhile.
        """
        running = uow.sessions.running()
        marks = [(s.id, s.used_at(moment.boottime, moment.boot_id)) for s in running]
        uow.sessions.checkpoint(marks, moment.boottime, moment.boot_id)
        uow.journal.add("kiosk.started", moment.utc, {"sessions": len(running)})
        self._stops = {}
        for session in running:
            stop = self._stop_of(session)
            if session.boot_id != moment.boot_id and stop is not None:
                self._stops[session.id] = moment.boottime + (stop - moment.utc).total_seconds()
        return len(running)

    def is_due(self, room: Room, moment: Moment) -> bool:
        """Whether `keep` has something to write now."""
        if any(time_up(s, moment) or self._closing(s, moment) for s in room.sessions):
            return True
        return bool(room.sessions) and self._heartbeat_due(moment)

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

    def keep(self, uow: UnitOfWork, moment: Moment) -> tuple[Ended, ...]:
        """End what is over and checkpoint the rest, in the caller's transaction."""
        ended: list[Ended] = []
        going_on: list[tuple[int, float]] = []
        for session in uow.sessions.running():
            if time_up(session, moment):
                ended.append(self._end(uow, moment, session, EndReason.TIME_UP))
            elif self._closing(session, moment):
                ended.append(self._end(uow, moment, session, EndReason.CLOSING))
            else:
                going_on.append((session.id, session.used_at(moment.boottime, moment.boot_id)))
        uow.sessions.checkpoint(going_on, moment.boottime, moment.boot_id)
        return tuple(ended)

    def kept(self, moment: Moment) -> None:
        """What `keep` wrote at that moment is durable."""
        self._last_heartbeat = (moment.boot_id, moment.boottime)

    def _end(self, uow: UnitOfWork, moment: Moment, session: Session, reason: EndReason) -> Ended:
        """The visitor did not sign out: the end is the planned one and marked estimated (docs/rules.md §8)."""
        used = min(session.used_at(moment.boottime, moment.boot_id), session.granted)
        at = moment.utc - overdue(session, moment)
        stop = self._stop_of(session)
        if reason is EndReason.CLOSING and stop is not None:
            at = min(at, stop)
        at = max(session.opened_at, at)
        uow.sessions.close(session.id, at=at, used=used, reason=reason, estimated=True)
        body = {"session": session.id, "used": round(used), "reason": reason.value, "staff": None}
        uow.journal.add("session.ended", moment.utc, body)
        return Ended(session.workstation)

    def _closing(self, session: Session, moment: Moment) -> bool:
        """Whether the place closes on a session to which a restart of the machine gave time back.

        Any other session was granted no time beyond closing − stop margin. Both are counted in boot time: a step of
        the wall clock ends nobody's session.
        """
        stop = self._stops.get(session.id)
        return stop is not None and moment.boottime >= stop

    def _stop_of(self, session: Session) -> datetime | None:
        """Closing − stop margin of the interval in which the session was opened; None when the place was closed."""
        span = self.site.opening.open_span(session.opened_at)
        if span is None:
            return None
        return span.end - timedelta(minutes=self.site.settings.limits.session_stop_margin)

    def _heartbeat_due(self, moment: Moment) -> bool:
        if self._last_heartbeat is None or self._last_heartbeat[0] != moment.boot_id:
            return True
        return moment.boottime - self._last_heartbeat[1] >= HEARTBEAT_SECONDS

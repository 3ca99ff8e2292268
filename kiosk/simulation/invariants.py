"""What must hold at every step, worked out beside the product and not with its own functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from config.settings import Rule
from kiosk.clock import local
from kiosk.models import EndReason, Room, Session
from kiosk.reception.timekeeper import HEARTBEAT_SECONDS
from kiosk.simulation.house import House
from kiosk.simulation.period import Day
from kiosk.simulation.tally import Tally

NEARLY = 0.01
"""Seconds; what is lost in floating point numbers, and more."""
LATE = timedelta(seconds=1.5)
"""The kiosk looks once a second whether a time is up."""


class BrokenInvariant(Exception):
    """The product did what it must never do; the text says what and when."""


@dataclass
class Account:
    """One running session as the simulation counts it. `began` is the machine's running time at its opening, `lost`
    what a power cut gave back to its visitor; seconds."""

    session: Session
    began: float
    lost: float = 0.0


class Auditor:
    """Keeps its own books of sessions and of everyone's day, and compares. Raises BrokenInvariant."""

    def __init__(self, house: House, tally: Tally) -> None:
        self._house = house
        self._tally = tally
        self._accounts: dict[int, Account] = {}
        self._of_day: defaultdict[int, float] = defaultdict(float)
        """Seconds used today in sessions that ended, by member, courtesy not counted."""
        self._writes = -1
        self.running = 0.0
        """Seconds that the machine has been on."""
        self.steps = 0
        self.uncertain = False
        """Whether the kiosk has yet to look what an unconfirmed write did."""

    def begin_day(self) -> None:
        """A new date: everyone has a new allotment."""
        self._of_day.clear()

    def before_power_goes(self, down_seconds: float) -> None:
        """Note what each session is about to get back: what was used since the last mark, at most a heartbeat and the
        time during which nothing could be written."""
        moment = self._house.moment
        for session in self._house.stored_room().sessions:
            account = self._accounts[session.id]
            back = session.used_at(moment.boottime, moment.boot_id) - session.used
            most = HEARTBEAT_SECONDS + down_seconds + LATE.total_seconds()
            self._must(back <= most, session, f"gets {back:.0f} s back, more than {most:.0f} s")
            account.lost += back

    def used_today(self, member_id: int) -> float:
        """Seconds of the day's allotment that are gone: used in ended sessions, granted in the running one."""
        open_ = (a for a in self._accounts.values() if a.session.member_id == member_id)
        return self._of_day[member_id] + sum(a.session.granted - a.session.courtesy for a in open_)

    def same_left(self, member_id: int, shown: float, own: float) -> None:
        """What somebody is told to have left today, and what these books say."""
        if abs(shown - own) > NEARLY:
            raise BrokenInvariant(f"{self._now}: member {member_id} is told {shown:.1f} s for today, of {own:.1f} s")

    def check(self) -> None:
        """Compare the books with the store, after every step."""
        self.steps += 1
        reception = self._house.reception
        if self._house.writes == self._writes:
            return
        self._writes = self._house.writes
        room = self._house.stored_room()
        if not reception.in_trouble and not self.uncertain:
            self._same(room, reception.room)
        self._apart(room)
        for session in room.sessions:
            account = self._accounts.get(session.id)
            if account is None:
                self._opened(session)
            else:
                self._goes_on(account, session)
        for gone in self._accounts.keys() - {s.id for s in room.sessions}:
            self._ended(self._accounts.pop(gone))

    def closed(self, day: Day) -> None:
        """The place has closed for the day: nobody may have a session."""
        for session in self._house.stored_room().sessions:
            self._must(False, session, f"still runs after the closing of {day.date}")
        if self._house.stored_room().tickets:
            raise BrokenInvariant(f"{self._now}: somebody still waits after the closing of {day.date}")

    def _same(self, stored: Room, shown: Room) -> None:
        kept, seen = ({s.id: s.workstation for s in room.sessions} for room in (stored, shown))
        if kept != seen:
            raise BrokenInvariant(f"{self._now}: the screens show sessions {seen}, the store holds {kept}")

    def _apart(self, room: Room) -> None:
        for what, values in (
            ("workstation", [s.workstation for s in room.sessions]),
            ("member", [s.member_id for s in room.sessions]),
            ("hold on workstation", [t.workstation for t in room.called]),
            ("waiting member", [t.member_id for t in room.tickets]),
        ):
            twice = [value for value, count in Counter(values).items() if count > 1]
            if twice:
                raise BrokenInvariant(f"{self._now}: {what} {twice[0]} is there twice")
        out, busy = {o.workstation for o in room.out_of_service}, {s.workstation for s in room.sessions}
        held = {t.workstation for t in room.called if t.workstation is not None}
        for both, what in ((out & busy, "out of service"), (held & busy, "held for somebody else")):
            if both:
                raise BrokenInvariant(f"{self._now}: a session runs on workstation {min(both)}, which is {what}")
        if waiting := {t.member_id for t in room.tickets} & {s.member_id for s in room.sessions}:
            raise BrokenInvariant(f"{self._now}: member {min(waiting)} has a session and waits for one")

    def _opened(self, session: Session) -> None:
        before = self.used_today(session.member_id)
        self._accounts[session.id] = Account(session, self.running)
        rule = self._rule(session)
        self._must(
            session.granted <= rule.session_minutes * 60 + NEARLY,
            session,
            f"got {session.granted:.0f} s, its rule grants {rule.session_minutes} min",
        )
        self._must(
            before + session.granted <= rule.day_minutes * 60 + NEARLY,
            session,
            f"got {session.granted:.0f} s after {before:.0f} s today, its rule grants {rule.day_minutes} min a day",
        )
        self._before_closing(session)

    def _goes_on(self, account: Account, session: Session) -> None:
        before, account.session = account.session, session
        if session.granted > before.granted + NEARLY:
            self._before_closing(session)
            if session.granted - session.courtesy > before.granted - before.courtesy + NEARLY:
                self._within_day(session)
        moment = self._house.moment
        used, left = (f(moment.boottime, moment.boot_id) for f in (session.used_at, session.left_at))
        own = self.running - account.began - account.lost
        self._must(abs(used - own) <= NEARLY, session, f"counts {used:.1f} s, but {own:.1f} s went by")
        if left > 0:
            self._must(abs(used + left - session.granted) <= NEARLY, session, "used and left are not what was granted")

    def _within_day(self, session: Session) -> None:
        used, rule = self.used_today(session.member_id), self._rule(session, now=True)
        self._must(used <= rule.day_minutes * 60 + NEARLY, session, f"was extended to {used:.0f} s on one day")

    def _ended(self, account: Account) -> None:
        session = self._house.store.real.read(lambda uow: uow.sessions.get(account.session.id))
        assert session is not None, "sessions are never deleted"
        self._must(session.closed_at is not None, session, "is neither open nor closed")
        assert session.closed_at is not None
        own = min(session.granted, self.running - account.began - account.lost)
        self._must(abs(session.used - own) <= NEARLY, session, f"used {session.used:.1f} s, but {own:.1f} s went by")
        self._must(session.estimated == (session.end_reason in BY_ITSELF), session, "is marked wrongly as estimated")
        self._of_day[session.member_id] += min(session.used, session.granted - session.courtesy)
        self._tally.estimated += session.estimated
        self._tally.session_ended(
            self._house.site, session.opened_at, session.closed_at, session.used, session.end_reason
        )

    def _before_closing(self, session: Session) -> None:
        """By the clock of the kiosk, which decided."""
        now, moment = self._house.civil, self._house.moment
        span = self._house.reception.situation().opening.open_span(now)
        if span is None:
            self._must(False, session, "got time while the place is closed")
            return
        end = session.ends_at(now, moment.boottime, moment.boot_id)
        stop = span.end - timedelta(minutes=self._house.settings.limits.session_stop_margin)
        self._must(end <= stop + LATE, session, f"would end at {end:%H:%M:%S} UTC, after {stop:%H:%M:%S}")

    def _rule(self, session: Session, *, now: bool = False) -> Rule:
        """The first rule that matches, read from docs/rules.md §3 once more."""
        site = self._house.site
        here = local(self._house.civil if now else session.opened_at, site.zone)
        workstation = site.workstations[session.workstation]
        return next(
            rule
            for rule in self._house.settings.rules
            if rule.category in {None, session.category}
            and rule.zone in {None, workstation.zone}
            and (rule.tag is None or rule.tag in workstation.tags)
            and (not rule.weekdays or here.weekday() in rule.weekdays)
            and (not rule.hours or any(i.start <= here.time() < i.end for i in rule.hours))
        )

    @property
    def _now(self) -> str:
        return f"{local(self._house.civil, self._house.site.zone):%Y-%m-%d %H:%M:%S}"

    def _must(self, holds: bool, session: Session, otherwise: str) -> None:
        if not holds:
            where = f"session {session.id} on workstation {session.workstation}"
            raise BrokenInvariant(f"{self._now}: {where} {otherwise}")


BY_ITSELF = frozenset({EndReason.TIME_UP, EndReason.CLOSING})

"""A small house with more people than workstations, and what holds in it whatever happens."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from kiosk.models import Member, Session
from kiosk.reception.situation import Situation
from kiosk.rules import allocation
from tests.factories import Scene, paris, sample
from tests.factories import rule as allotment

FEW = (4, 6, 7, 11)
"""A scanner; an accessible one; a quiet one; a children's one."""


def house() -> Scene:
    """Four workstations, generous with time, and five in the list at most."""
    base = sample()
    few = replace(
        base,
        workstations=tuple(w for w in base.workstations if w.number in FEW),
        rules=(allotment(45, 90, category="minor"), allotment(30, 30, category="guest"), allotment(60, 120)),
        limits=replace(base.limits, auto_extension=True, grace=5),
        waiting=replace(base.waiting, longest=5),
    )
    return Scene(Path(tempfile.mkdtemp(prefix="vestibule-fairness-")), few, paris("10:30"))


class House(RuleBasedStateMachine):
    """Four workstations and seven people. What can happen there is said by whoever tells the story."""

    @initialize(hour=st.sampled_from([0, 0, 6, 7.5]))
    def open_the_doors(self, hour: float) -> None:
        self.scene = scene = house()
        scene.clock.advance(hour * 3600)
        self.staff = scene.colleague().staff
        self.people = [
            scene.member(),
            scene.member(None),
            scene.member("Yvette", needs=frozenset({"accessible"})),
            scene.member("Zoé", signed=False),
            scene.member("Lucas", birth_year=2016, category="minor", guardian_agreed=True),
            scene.member("Noé", birth_year=2012, category="minor", guardian_agreed=True),
            scene.member("Omar"),
        ]
        self.members: list[Member] = [one.member for one in self.people]
        self.codes = [one.code for one in self.people]
        self.stops: dict[int, float] = {}
        """Session → boot time at which it has to be over, as the wall clock had it when time was granted."""
        self.known: dict[int, Session] = {}
        self.closed: set[int] = set()
        self.ended_tickets: set[int] = set()
        self.is_kept = False
        """Whether the timekeeper has just done everything that was due."""
        self.stepped = False
        """Whether the wall clock was ever wrong."""

    def teardown(self) -> None:
        if hasattr(self, "scene"):
            self.scene.close()
            shutil.rmtree(self.scene.folder)

    # ---------------------------------------------------------------------------------------- what is asked

    def somebody(self, data: st.DataObject) -> Member:
        return data.draw(st.sampled_from(self.members), label="member")

    def session(self, data: st.DataObject) -> Session:
        return data.draw(st.sampled_from(self.scene.room.sessions), label="session")

    def situation(self) -> Situation:
        return Situation(self.scene.site, self.scene.reception.moment(), self.scene.room)

    def to_closing(self, session: Session) -> float:
        """Seconds until the interval in which the session was opened ends, less the margin."""
        here = self.situation()
        span = here.opening.open_span(session.opened_at)
        if span is None:
            return math.inf
        return max(0.0, (span.end - here.now).total_seconds() - here.limits.session_stop_margin * 60)

    def is_doubted(self) -> bool:
        return self.scene.reception.doubted_clock is not None

    def is_shut(self) -> bool:
        from kiosk.rules.allotment import admission

        here = self.situation()
        return admission(here.now, here.opening, here.limits) is not None

    def left(self) -> dict[int, float]:
        clock = self.scene.clock
        return {s.id: s.left_at(clock.boot, clock.boot_name) for s in self.scene.room.sessions}

    def held(self) -> dict[int, float]:
        clock = self.scene.clock
        return {t.id: t.held_at(clock.boot, clock.boot_name) for t in self.scene.room.called}

    def allotment_of(self, category: str) -> int:
        return next(r.day_minutes * 60 for r in self.scene.settings.rules if r.category in {None, category})

    def used_left(self, member_id: int) -> float:
        category = self.scene.rows("SELECT category FROM member WHERE id = ?", member_id)[0][0]
        today = self.scene.site.today(self.scene.clock.now)
        used = self.scene.store.real.read(lambda uow: uow.sessions.seconds_used_on(member_id, today))
        return self.allotment_of(category) - used

    # -------------------------------------------------------------------------------------- what always holds

    @invariant()
    def everybody_and_everything_is_in_one_place(self) -> None:
        room = self.scene.room
        for key in (
            [s.member_id for s in room.sessions],
            [s.workstation for s in room.sessions],
            [t.member_id for t in room.tickets],
            [t.workstation for t in room.called],
            [r.member_id for r in room.reservations],
        ):
            assert all(count == 1 for count in Counter(key).values())
        used = {s.workstation for s in room.sessions}
        held = {t.workstation for t in room.called}
        out = {o.workstation for o in room.out_of_service}
        assert not used & held
        assert not out & (used | held)
        assert not {s.member_id for s in room.sessions} & {t.member_id for t in room.tickets}
        assert all(t.workstation in t.suits for t in room.called)

    @invariant()
    def the_list_is_in_order(self) -> None:
        tickets = self.scene.room.tickets
        assert [t.order for t in tickets] == sorted(t.order for t in tickets)
        assert all(t.missed < 2 for t in tickets)
        assert len(self.scene.room.waiting) <= self.scene.settings.waiting.longest + len(FEW)

    @invariant()
    def the_kiosk_knows_what_the_store_holds(self) -> None:
        if self.is_kept:
            known, stored = self.scene.reception.room, self.scene.room
            assert known.sessions == stored.sessions
            assert known.tickets == stored.tickets
            assert known.reservations == stored.reservations

    @invariant()
    def nobody_waits_for_what_is_ready(self) -> None:
        """Right after the timekeeper looked, every workstation that may be held is, or nobody who waits fits it."""
        if not self.is_kept:
            return
        here = self.situation()
        if self.is_shut():
            return
        for number in allocation.ready_to_call(FEW, here.room, here.now, here.limits):
            assert not any(number in ticket.suits for ticket in here.room.waiting)

    @invariant()
    def time_of_the_day_is_counted_once(self) -> None:
        for member_id, category, day, used, courtesy, wide in self.scene.rows(
            "SELECT member_id, category, local_date,"
            " total(CASE WHEN closed_us IS NULL THEN granted_s - courtesy_s"
            " ELSE min(used_s, granted_s - courtesy_s) END),"
            " min(courtesy_s), max(used_s - granted_s) FROM session GROUP BY member_id, local_date"
        ):
            assert used <= self.allotment_of(category) + 1e-6, (member_id, day)
            assert courtesy >= 0
            assert wide <= 1e-6
        most = self.scene.settings.limits.staff_daily_cap * 60
        for (given,) in self.scene.rows(
            "SELECT total(seconds) FROM extension WHERE by_staff IS NOT NULL AND reason <> 'early-closing'"
            " GROUP BY member_id, local_date"
        ):
            assert given <= most

    @invariant()
    def no_session_runs_beyond_closing(self) -> None:
        """Closing − stop margin as the wall clock has it when time is granted, or as an early closing set it."""
        scene, clock = self.scene, self.scene.clock
        for session in scene.room.sessions:
            known = self.known.get(session.id)
            if known is None or session.granted > known.granted:
                here = self.situation()
                span = here.opening.open_span(here.now)
                assert span is not None, "time is granted only while the place is open"
                margin = scene.settings.limits.session_stop_margin * 60
                self.stops[session.id] = clock.boot + (span.end - here.now).total_seconds() - margin
            self.known[session.id] = session
            if self.is_kept:
                assert clock.boot <= self.stops[session.id] + 1
            left = session.left_at(clock.boot, clock.boot_name)
            assert known is None or clock.boot + left <= self.stops[session.id] + 1 or self.stops[session.id] < math.inf

    @invariant()
    def what_ended_stays_ended(self) -> None:
        sessions = {row[0] for row in self.scene.rows("SELECT id FROM session WHERE closed_us IS NOT NULL")}
        tickets = {row[0] for row in self.scene.rows("SELECT id FROM ticket WHERE closed_us IS NOT NULL")}
        assert self.closed <= sessions
        assert self.ended_tickets <= tickets
        self.closed, self.ended_tickets = sessions, tickets

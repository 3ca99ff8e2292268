"""Whatever fingers, cards, clocks and power do: never an exception, and the promises of reception hold."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.cards import slip_code
from kiosk.events import (
    DeviceChanged,
    DeviceState,
    Event,
    ExportProgressed,
    ExportStep,
    PrintFinished,
    PrintOutcome,
    PrintProgressed,
    StickReleased,
)
from kiosk.models import Session
from kiosk.places import pin, states
from kiosk.places.export import Export
from kiosk.places.idle import AtRest
from kiosk.reception.outcomes import Arrived, Opened
from tests.factories import PIN, Scene, paris, sample
from tests.flows.harness import check_texts, offers

STEPS = (-7200, -3600, -60, 60, 3600, 86_400, -86_400, 365 * 86_400, -40 * 365 * 86_400)
FEW = (4, 6, 7, 11)
"""The workstations: so few that people wait for one."""
WAITS = (1, 1, 5, 30, 45, 60, 119, 300, 600, 1800)


class Kiosk(RuleBasedStateMachine):
    """A kiosk with six members, a colleague and everything that can happen in front of it."""

    @initialize(hour=st.sampled_from(["10:00", "14:00", "17:30", "18:35"]))
    def open_the_doors(self, hour: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vestibule-machine-"))
        few = tuple(workstation for workstation in sample().workstations if workstation.number in FEW)
        self.scene = scene = Scene(self.folder, replace(sample(), workstations=few), now=paris(hour))
        self.people = [
            scene.member("Amina"),
            scene.member(None),
            scene.member("Yvette", needs=frozenset({"accessible"})),
            scene.member("Zoé", signed=False),
            scene.member("Lucas", birth_year=2016, category="minor", guardian_agreed=True),
            scene.member("Noé", birth_year=2012),
        ]
        self.colleagues = [scene.colleague(), scene.colleague("Maude", pin=None)]
        self.codes = [one.code for one in self.people] + [one.code for one in self.colleagues]
        self.drift = self.last_step = 0
        self.was_wrong = False
        self.stops: dict[int, float] = {}
        """Session → boot time at which it has to be over, as the wall clock had it when time was granted."""
        self.grants: dict[int, float] = {}
        for person, number in ((self.people[0], 7), (self.people[4], 11)):
            scene.session(person, number, minutes=30)

    def teardown(self) -> None:
        if hasattr(self, "scene"):
            self.scene.close()
            shutil.rmtree(self.folder)

    # ------------------------------------------------------------------------------------------ what happens

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        found = [offer for offer in offers(self.scene.front.view()) if offer.enabled]
        chosen = data.draw(st.sampled_from(found), label="touch")
        self.scene.front.touch(chosen.action, chosen.value)

    @rule(data=st.data())
    def touch_something_of_another_screen(self, data: st.DataObject) -> None:
        """A late tap."""
        late = (pin.Action.DIGIT, "board.end-confirmed", "choose.confirm", "my-session.add", "overlay.change")
        self.scene.front.touch(data.draw(st.sampled_from(late)), None)

    @rule(data=st.data(), minutes=st.sampled_from([10, 30, 60]))
    def go_straight_to_a_workstation(self, data: st.DataObject, minutes: int) -> None:
        """The short way to a session, so that the others have something to end, extend and interrupt."""
        person = data.draw(st.sampled_from(self.people[:3]), label="person").member
        reception, request = self.scene.reception, self.scene.new_request()
        admitted = reception.admit(person)
        free = admitted.best if isinstance(admitted, Arrived) and admitted.best else FEW
        number = data.draw(st.sampled_from(free), label="workstation")
        outcome = reception.open_session(person, number, minutes * 60, None, request)
        event(f"session: {type(outcome).__name__}")
        assert reception.open_session(person, number, minutes * 60, None, request) == outcome or not isinstance(
            outcome, Opened
        )

    @rule(data=st.data())
    def a_visitor_comes_back(self, data: st.DataObject) -> None:
        """The short way to "my session"."""
        self.scene.front.touch("bar.quit")
        running = {session.member_id for session in self.scene.room.sessions}
        codes = [one.code for one in self.people if one.member.id in running]
        if codes:
            self.scene.scan(data.draw(st.sampled_from(codes)))

    @rule(data=st.data())
    def a_colleague_comes(self, data: st.DataObject) -> None:
        """The short way to staff mode."""
        front = self.scene.front
        front.touch("bar.quit")
        self.scene.scan(self.colleagues[0].code)
        if front.place.name == "pin":
            self.type_a_pin(right=True)

    @precondition(lambda self: self.scene.front.place.name == "pin")
    @rule(right=st.booleans())
    def type_a_pin(self, right: bool) -> None:
        self.scene.front.touch(pin.Action.CLEAR)
        for digit in PIN if right else "111213":
            self.scene.front.touch(pin.Action.DIGIT, digit)

    @rule(data=st.data())
    def scan(self, data: st.DataObject) -> None:
        self.scene.scan(data.draw(st.sampled_from(self.codes), label="card"))

    @rule(code=st.sampled_from(["", "HELLO", "VST1:AB", "VSR1:AAAAAAAAAAAAAAAAAA"]))
    def scan_nonsense(self, code: str) -> None:
        self.scene.scan(code)

    @rule()
    def scan_a_receipt(self) -> None:
        for session in self.scene.room.sessions[:1]:
            self.scene.scan(slip_code(session.receipt_token))

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: int) -> None:
        """Some ticks, then a jump of the same boot: the screen thread was busy, or the machine slept."""
        self.scene.pass_time(min(seconds, 3))
        self.scene.clock.advance(max(0, seconds - 3))
        self.scene.front.tick()

    @rule(seconds=st.sampled_from(STEPS))
    def set_the_wall_clock(self, seconds: int) -> None:
        """Wrong, and at the next time right again."""
        before = self._left()
        self.drift = 0 if self.drift else seconds
        self.scene.clock.step(seconds if self.drift else -self.last_step)
        self.last_step, self.was_wrong = seconds, True
        self.scene.front.tick()
        assert self._left() == before

    @rule()
    def restart_the_program(self) -> None:
        before = self._left()
        self.scene.reopen()
        assert self._left() == before

    @rule(off=st.sampled_from([1, 600, 36_000]))
    def cut_the_power(self, off: int) -> None:
        clock = self.scene.clock
        before, now = self._left(), clock.boot
        clock.reboot(off_seconds=off)
        self.scene.reopen()
        for session_id, had in before.items():
            rest, has = self.stops[session_id] - now - off, self._left().get(session_id)
            # The wall clock uses up the margin to closing; one that was ever wrong does not say by how much.
            if not self.was_wrong:
                assert has is not None or rest <= 1, "a start ends only what closing ended"
                assert has is None or has >= min(had, rest) - 1
            self.stops[session_id] = math.inf if self.was_wrong else clock.boot + max(0.0, rest)
        self.scene.front.tick()

    @rule(state=st.sampled_from(DeviceState), name=st.sampled_from(["reader", "printer"]))
    def change_a_device(self, state: DeviceState, name: str) -> None:
        self._hear(DeviceChanged(name, state, "no-paper"))

    @rule(outcome=st.sampled_from(PrintOutcome), last=st.booleans())
    def print_something(self, outcome: PrintOutcome, last: bool) -> None:
        job = self.scene.printer.jobs[-1].id if self.scene.printer.jobs and last else "job-0"
        self._hear(PrintProgressed(job, 0.5))
        self._hear(PrintFinished(job, outcome))

    @rule(step=st.sampled_from(ExportStep), failed_at=st.sampled_from([None, *list(ExportStep)[:4]]))
    def tell_of_an_export(self, step: ExportStep, failed_at: ExportStep | None) -> None:
        place = self.scene.front.place
        week = place.progress.week if isinstance(place, Export) and place.progress is not None else "2026-W01"
        self._hear(ExportProgressed(week, step, 0.5, 10, 20, 3, 1.5, "folder", (), "lost", failed_at))
        self._hear(StickReleased(removable=True))

    @rule(trouble=st.sampled_from(["down", "midway", "unconfirmed"]), data=st.data())
    def fail_once(self, trouble: str, data: st.DataObject) -> None:
        """One touch, one card and one tick while the store is away."""
        self.scene.store.trouble = trouble
        self.touch(data)
        self.scan(data)
        self.scene.front.tick()
        self.scene.store.trouble = ""
        self.scene.clock.advance(6)
        self.scene.front.tick()

    def _hear(self, fact: Event) -> None:
        self.scene.inbox.put(fact)
        self.scene.front.pump()

    def _left(self) -> dict[int, float]:
        clock = self.scene.clock
        return {s.id: s.left_at(clock.boot, clock.boot_name) for s in self.scene.room.sessions}

    # -------------------------------------------------------------------------------------- what always holds

    @invariant()
    def every_screen_can_be_drawn(self) -> None:
        view = self.scene.front.view()
        event(f"at {view.place}")
        check_texts(view)
        kind: Any = type(view.state)
        assert kind.__module__.startswith(states.__name__)
        assert kind.__dataclass_params__.frozen
        assert kind.__name__ == view.place.title().replace("-", "") + "State"
        assert hash(view) == hash(view), "a view is a value"

    @invariant()
    def nobody_has_two_sessions_and_no_workstation_has_two(self) -> None:
        sessions = self.scene.room.sessions
        for key in ([s.member_id for s in sessions], [s.workstation for s in sessions]):
            assert all(count == 1 for count in Counter(key).values())

    @invariant()
    def the_kiosk_knows_what_the_store_holds(self) -> None:
        if not self.scene.reception.in_trouble:
            assert {s.id for s in self.scene.reception.room.sessions} == {s.id for s in self.scene.room.sessions}

    @invariant()
    def no_session_is_longer_than_its_allotment(self) -> None:
        rules = self.scene.settings.rules
        most_of_staff = self.scene.settings.limits.staff_daily_cap * 60
        for session in self.scene.room.sessions:
            rule = next(r for r in rules if r.category in {None, session.category})
            by_staff = self.scene.rows(
                "SELECT total(seconds) FROM extension"
                " WHERE session_id = ? AND by_staff IS NOT NULL AND reason <> 'early-closing'",
                session.id,
            )[0][0]
            assert by_staff <= most_of_staff
            assert session.courtesy <= most_of_staff
            assert session.granted - session.courtesy <= rule.day_minutes * 60

    @invariant()
    def no_session_runs_beyond_closing(self) -> None:
        """Closing − stop margin as the wall clock has it when time is granted, or when a power cut gave time back."""
        scene, clock = self.scene, self.scene.clock
        for session in scene.room.sessions:
            if session.granted > self.grants.get(session.id, 0.0):
                self._note_stop(session)
            self.grants[session.id] = session.granted
            assert clock.boot <= self.stops[session.id] + 1

    def _note_stop(self, session: Session) -> None:
        scene = self.scene
        span = scene.desk.opening.open_span(scene.clock.now)
        assert span is not None, "time is granted only while the place is open"
        margin = scene.settings.limits.session_stop_margin * 60
        self.stops[session.id] = scene.clock.boot + (span.end - scene.clock.now).total_seconds() - margin

    @invariant()
    def nothing_of_a_visitor_is_left_at_rest(self) -> None:
        if isinstance(self.scene.front.place, AtRest):
            shown = repr(self.scene.front.view())
            assert not any(name in shown for name in ("Amina", "Yvette", "Zoé", "Lucas", "Noé", "Karim", "Maude"))


TestKiosk = Kiosk.TestCase
TestKiosk.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)

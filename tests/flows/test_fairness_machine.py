"""Whoever comes, waits, extends, reserves and whatever fails: nobody is passed over, and time is counted once."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from kiosk.cards import slip_code
from kiosk.models import ExtensionReason, Member
from kiosk.ports import StoreUnavailable
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Arrived, Called, Extended, Opened, Reserved, SessionRuns, Waits
from tests.factories import SIGNATURE
from tests.flows.fairness import FEW, House

WAITS = (1, 1, 5, 30, 60, 119, 121, 121, 299, 301, 301, 600, 1800, 7200)
STEPS = (-3600, -300, -60, 60, 300, 300, 3600, -86_400)
MINUTES = (10, 15, 30, 60, 90)
TAGS = (frozenset[str](), frozenset({"scanner"}), frozenset({"quiet"}))
TROUBLES = ("down", "midway", "unconfirmed")


class Fairness(House):
    """A small room, more people than workstations, and a store that is not always there."""

    def act(self, *, again: Callable[[], object] | None = None, do: Callable[[], object]) -> object:
        """Do something, and the same once more with `again`: nothing but what looking leaves behind may change."""
        self.is_kept = False
        done = do()
        if again is not None:
            before = self.scene.room
            again()
            assert self.scene.room == before, "a request repeated changes nothing"
        event(f"{type(done).__name__}")
        return done

    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(self.codes), label="card")
        self.is_kept = False
        answer = self.scene.reception.arrive(code)
        event(f"arrives: {type(answer).__name__} {getattr(answer, 'reason', '')}")
        if isinstance(answer, Called):
            self.open(answer.arrived.member, answer.arrived.best[0], 60)

    @rule(data=st.data())
    def sign(self, data: st.DataObject) -> None:
        member, request = self.somebody(data), self.scene.new_request()

        def do() -> object:
            return self.scene.reception.sign_charter(member, "fr", SIGNATURE, request)

        self.act(do=do, again=do)

    @rule(minutes=st.sampled_from([10, 30]), tags=st.sampled_from(TAGS))
    def everybody_comes_at_once(self, minutes: int, tags: frozenset[str]) -> None:
        """The short way to a full room with people who wait: some for anything, some for something."""
        for member in self.members:
            admitted = self.scene.reception.admit(member)
            if isinstance(admitted, Arrived) and admitted.best:
                self.open(member, admitted.best[-1], minutes)
            elif isinstance(admitted, Arrived) and not admitted.must_sign:
                self.scene.reception.wait(member, None, self.scene.new_request(), tags=tags)
        event(f"waiting: {len(self.scene.room.waiting)}")

    @precondition(lambda self: self.scene.room.sessions)
    @rule(many=st.integers(1, 3))
    def some_go_and_others_are_called(self, many: int) -> None:
        """The short way to a call."""
        for session in self.scene.room.sessions[:many]:
            self.scene.reception.end(session, self.scene.new_request())
        self.scene.clock.advance(121)
        self.tick()
        event(f"called: {len(self.scene.room.called)}")

    @rule(data=st.data(), minutes=st.sampled_from(MINUTES))
    def take_a_workstation(self, data: st.DataObject, minutes: int) -> None:
        member = self.somebody(data)
        admitted = self.scene.reception.admit(member)
        free = admitted.best if isinstance(admitted, Arrived) and admitted.best else FEW
        self.open(member, data.draw(st.sampled_from(free), label="workstation"), minutes)

    def open(self, member: Member, number: int, minutes: int) -> None:
        request, before = self.scene.new_request(), self.scene.room
        now = self.situation()

        def do() -> object:
            return self.scene.reception.open_session(member, number, minutes * 60, None, request)

        done = self.act(do=do, again=do)
        if isinstance(done, Opened) and done.session.opened_at == now.now:
            hold = before.hold_on(number)
            assert hold is None or hold.member_id == member.id
            mine = before.reservation_of(member.id)
            begins = now.now + timedelta(minutes=now.limits.smallest_slot + now.limits.session_gap)
            # Shortly before its start nobody else could have it: nobody is passed over then either.
            own = hold is not None or (mine is not None and mine.workstation == number and mine.starts_at <= begins)
            passed_over = [t for t in before.waiting if number in t.suits and t.member_id != member.id]
            assert own or not passed_over

    @rule(data=st.data(), tags=st.sampled_from(TAGS))
    def wait(self, data: st.DataObject, tags: frozenset[str]) -> None:
        member, request = self.somebody(data), self.scene.new_request()

        def do() -> object:
            return self.scene.reception.wait(member, None, request, tags=tags)

        done = self.act(do=do, again=do)
        if isinstance(done, Waits):
            assert do() == done or isinstance(do(), Waits)

    @precondition(lambda self: self.scene.room.tickets)
    @rule(data=st.data(), by_staff=st.booleans())
    def leave(self, data: st.DataObject, by_staff: bool) -> None:
        ticket, request = data.draw(st.sampled_from(self.scene.room.tickets)), self.scene.new_request()

        def do() -> object:
            return self.scene.reception.leave_queue(ticket, request, self.staff if by_staff else None)

        self.act(do=do, again=do)
        assert ticket.id not in {t.id for t in self.scene.room.tickets}

    @precondition(lambda self: self.scene.room.called)
    @rule(data=st.data())
    def answer_the_call(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(self.scene.room.called))
        self.is_kept = False
        answer = self.scene.reception.arrive(slip_code(ticket.token))
        event(f"answers: {type(answer).__name__} {getattr(answer, 'reason', '')}")
        if not self.stepped and not self.is_shut() and self.used_left(ticket.member_id) >= 600:
            assert isinstance(answer, Called | SessionRuns), answer
        if isinstance(answer, Called):
            assert answer.arrived.best == (ticket.workstation,)
            assert ticket.workstation is not None
            self.open(answer.arrived.member, ticket.workstation, 60)
            assert self.scene.room.session_on(ticket.workstation) is not None

    @precondition(lambda self: self.scene.room.sessions)
    @rule(data=st.data(), minutes=st.sampled_from(MINUTES))
    def extend(self, data: st.DataObject, minutes: int) -> None:
        session, request = self.session(data), self.scene.new_request()
        wanted = any(session.workstation in ticket.suits for ticket in self.scene.room.waiting)

        def do() -> object:
            return self.scene.reception.extend_own(session, minutes * 60, request)

        done = self.act(do=do, again=do)
        assert not (wanted and isinstance(done, Extended)), "who waits comes before more time"

    @precondition(lambda self: self.scene.room.sessions)
    @rule(data=st.data(), minutes=st.sampled_from(MINUTES))
    def staff_add(self, data: st.DataObject, minutes: int) -> None:
        session, request = self.session(data), self.scene.new_request()

        def do() -> object:
            return self.scene.reception.add_time(self.staff, session, minutes * 60, ExtensionReason.OTHER, request)

        done = self.act(do=do, again=do)
        if isinstance(done, Extended) and data.draw(st.booleans(), label="undo"):
            request = self.scene.new_request()
            self.act(
                do=lambda: self.scene.reception.take_back_time(self.staff, session, done.seconds, request),
                again=lambda: self.scene.reception.take_back_time(self.staff, session, done.seconds, request),
            )

    @precondition(lambda self: self.scene.room.sessions)
    @rule(data=st.data(), by_staff=st.booleans())
    def end(self, data: st.DataObject, by_staff: bool) -> None:
        session, request = self.session(data), self.scene.new_request()

        def do() -> object:
            return self.scene.reception.end(session, request, self.staff if by_staff else None)

        self.act(do=do, again=do)
        assert self.scene.stored(session).closed_at is not None

    @rule(number=st.sampled_from(FEW), in_service=st.booleans())
    def change_service(self, number: int, in_service: bool) -> None:
        room = self.scene.room

        def do() -> object:
            return self.scene.reception.set_service(self.staff, number, in_service=in_service)

        done = self.act(do=do, again=do)
        in_use = room.session_on(number) is not None or room.hold_on(number) is not None
        assert done == (in_service or not in_use)

    @rule(data=st.data(), number=st.sampled_from(FEW), ahead=st.sampled_from([0, 5, 12, 30, 90]))
    def reserve(self, data: st.DataObject, number: int, ahead: int) -> None:
        member, request = self.somebody(data), self.scene.new_request()
        wish = Wish(member.number, number, self.scene.clock.now + timedelta(minutes=ahead), 30)

        def do() -> object:
            return self.scene.reception.reserve(self.staff, wish, request)

        done = self.act(do=do, again=do)
        if isinstance(done, Reserved) and data.draw(st.booleans(), label="cancel"):
            self.scene.reception.cancel_reservation(self.staff, done.reservation)
            assert self.scene.room.reservation_of(member.id) is None

    @precondition(lambda self: len(self.members) < 10)
    @rule()
    def a_guest_comes(self) -> None:
        issued = self.scene.reception.issue_guest_ticket(self.staff, self.scene.new_request())
        assert issued is not None
        code = slip_code(issued.token)
        answer = self.scene.reception.arrive(code)
        if isinstance(answer, Arrived):
            self.members.append(answer.member)
            self.codes.append(code)
            self.scene.reception.sign_charter(answer.member, "fr", SIGNATURE, self.scene.new_request())

    @precondition(lambda self: self.scene.room.early_closing is None)
    @rule(ahead=st.sampled_from([240, 240, 240, 120, 30, 0]))
    def close_early(self, ahead: int) -> None:
        at = self.scene.clock.now + timedelta(minutes=ahead)
        shortened = self.act(
            do=lambda: self.scene.reception.close_early(self.staff, at),
            again=lambda: self.scene.reception.close_early(self.staff, at),
        )
        assert isinstance(shortened, tuple)
        margin = self.scene.settings.limits.session_stop_margin * 60
        stop = self.scene.clock.boot + max(0.0, ahead * 60 - margin)
        for session in self.scene.room.sessions:
            self.stops[session.id] = min(stop, self.stops.get(session.id, math.inf))

    @rule()
    def reopen(self) -> None:
        self.act(
            do=lambda: self.scene.reception.reopen(self.staff), again=lambda: self.scene.reception.reopen(self.staff)
        )

    # ------------------------------------------------------------------------------------ time, power, trouble

    @rule(seconds=st.sampled_from(WAITS))
    def time_passes(self, seconds: int) -> None:
        self.scene.clock.advance(seconds)
        self.tick()

    @rule(seconds=st.sampled_from([1, 31, 121]))
    def nothing_happens_second_by_second(self, seconds: int) -> None:
        for _ in range(min(seconds, 8)):
            self.scene.clock.advance(seconds / 8)
            self.tick()

    @rule(data=st.data())
    def somebody_comes_before_the_next_tick(self, data: st.DataObject) -> None:
        """A workstation has had its rest, nobody was called to it yet, and the one who comes is not the first."""
        self.everybody_comes_at_once(30, frozenset())
        for session in self.scene.room.sessions[:1]:
            self.scene.reception.end(session, self.scene.new_request())
            self.scene.clock.advance(121)
            self.is_kept = False
            self.open(self.somebody(data), session.workstation, 30)

    @rule()
    def tick(self) -> None:
        called = self.held()
        self.scene.reception.keep_time()
        self.is_kept = not self.scene.reception.in_trouble
        room, hold = self.scene.room, self.scene.settings.limits.hold * 60
        gone = called.keys() - {ticket.id for ticket in room.called}
        assert all(called[id_] >= hold for id_ in gone) or self.is_shut()
        for ticket in room.called:
            if ticket.id not in called:
                assert not [t for t in room.waiting if t.order < ticket.order and ticket.workstation in t.suits]

    @rule(seconds=st.sampled_from(STEPS))
    def the_wall_clock_is_set(self, seconds: int) -> None:
        before = self.left()
        self.scene.clock.step(seconds)
        self.stepped, self.is_kept = True, False
        assert self.left() == before

    @rule(off=st.sampled_from([1, 60, 600, 3600]), by=st.sampled_from(["crash", "power"]))
    def it_stops_and_starts_again(self, off: int, by: str) -> None:
        before, holds, clock = self.left(), self.held(), self.scene.clock
        now = clock.boot
        if by == "power":
            clock.reboot(off_seconds=off)
        self.scene.reopen()
        self.is_kept = False
        for id_, had in before.items():
            rest = self.stops.get(id_, math.inf) - now - (off if by == "power" else 0)
            has = self.left().get(id_)
            if by == "crash":
                assert has == had
            elif self.stepped:  # the wall clock does not say by how much it uses up the margin to closing
                self.stops[id_] = math.inf
            else:
                assert has is not None or rest <= 1, "a start ends only what closing ended"
                assert has is None or has >= min(had, rest) - 1
                self.stops[id_] = clock.boot + max(0.0, rest)
        assert self.stepped or self.held().keys() == holds.keys(), "a start calls nobody and gives up nobody"
        assert all(held <= holds[id_] for id_, held in self.held().items())

    @rule(days=st.sampled_from([-20_000, -1, 10, 2_000]))
    def it_starts_with_a_clock_that_is_wrong(self, days: int) -> None:
        """Nobody vouches for it, and nothing ends, is released or given up because of it."""
        scene, clock = self.scene, self.scene.clock
        scene.reception.keep_time()
        scene.reception.note_visit(self.members[0], None, scene.new_request())
        before, room, now = self.left(), scene.room, scene.reception.moment().utc
        to_closing = {s.id: self.to_closing(s) for s in room.sessions}
        clock.synchronised = False
        clock.reboot(off_seconds=1)
        clock.step(days * 86_400)
        scene.reopen()
        self.stepped, self.is_kept = True, False
        assert self.is_doubted()
        assert scene.reception.moment().utc == now
        left = self.left()
        for id_, had in before.items():  # what a restart gives back ends before closing all the same
            assert min(had, to_closing[id_]) - 1 <= left.get(id_, 0.0) <= had + 31
        assert scene.room.reservations == room.reservations
        assert [t.id for t in scene.room.tickets] == [t.id for t in room.tickets]
        self.stops.update(dict.fromkeys(before, math.inf))
        clock.step(-days * 86_400)
        assert not self.is_doubted()
        clock.synchronised = True

    @rule(trouble=st.sampled_from(TROUBLES), what=st.sampled_from(["wait", "open", "leave", "end", "tick", "extend"]))
    def the_store_fails(self, trouble: str, what: str) -> None:
        """Whoever does it again, once the store answers, is no worse off than if it had worked."""
        scene, request, room = self.scene, self.scene.new_request(), self.scene.room
        reception = scene.reception
        member = self.members[request[-1] % len(self.members)]
        ticket = room.ticket_of(member.id)
        session = room.sessions[0] if room.sessions else None

        def do() -> object:
            match what:
                case "wait":
                    return reception.wait(member, None, request)
                case "open":
                    return reception.open_session(member, FEW[request[-1] % 4], 1800, None, request)
                case "leave" if ticket is not None:
                    return reception.leave_queue(ticket, request)
                case "end" if session is not None:
                    return reception.end(session, request)
                case "extend" if session is not None:
                    return reception.extend_own(session, 900, request)
            return reception.keep_time()

        self.is_kept = False
        scene.store.trouble = trouble
        try:
            do()
        except StoreUnavailable:
            event(f"{trouble} during {what}")
        scene.store.trouble = ""
        if trouble != "unconfirmed":
            assert scene.room == room, "what was not confirmed and did not arrive left nothing"
        do()
        scene.clock.advance(6)
        self.tick()


TestFairness = Fairness.TestCase
TestFairness.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a shorter story takes minutes to find; the blob is enough
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)

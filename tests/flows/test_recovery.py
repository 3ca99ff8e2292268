"""The process dies, the power goes, the clock jumps, the machine sleeps: while people wait and one is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kiosk.models import Reservation, Ticket
from kiosk.places import waiting
from kiosk.places.called import CalledTicket
from kiosk.places.choose import Action as ChooseAction
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.states import ChooseState, OpenedState
from kiosk.places.states_queue import WaitingState
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Action as WelcomeAction
from kiosk.places.welcome import Welcome
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Reserved, Waits
from tests.factories import Carried, Scene, paris
from tests.flows.harness import Flow, Step

MakeScene = Callable[..., Scene]
HOLD = 5 * 60
GAP = 2 * 60


@dataclass
class Evening:
    """A full room; one is called to workstation 8, one waits, and 3 is kept for somebody from half past two."""

    scene: Scene
    called: Carried
    waits: Carried
    kept: Carried
    ticket: Ticket
    reservation: Reservation


@pytest.fixture
def evening(scene: Scene) -> Evening:
    called, waits, kept = scene.member("Amina"), scene.member("Omar"), scene.member("Yvette")
    scene.fill(*(number for number in scene.site.numbers if number != 3))
    scene.session(scene.member(), 3, minutes=20)
    wish = Wish(kept.member.number, 3, paris("14:30"), 60)
    reserved = scene.reception.reserve(scene.colleague().staff, wish, scene.new_request())
    assert isinstance(reserved, Reserved)
    for carried in (called, waits):
        assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.front.tick()
    scene.pass_time(GAP)
    (ticket,) = scene.room.called
    assert ticket.member_id == called.member.id
    scene.pass_time(60)
    return Evening(scene, called, waits, kept, ticket, reserved.reservation)


def cut(scene: Scene, seconds: float) -> None:
    """The power is off for so long."""
    scene.clock.reboot(off_seconds=seconds)
    scene.reopen()
    scene.front.tick()


def answers(evening: Evening) -> Flow:
    """The called one comes, and gets workstation 8."""
    flow = Flow(evening.scene).run(Step(CalledTicket, scan=evening.called.code, leads_to=SessionOpened))
    assert flow.state(OpenedState).number == "8"
    return flow


def test_the_program_dies_with_a_called_ticket(evening: Evening) -> None:
    evening.scene.reopen()
    evening.scene.front.tick()
    answers(evening)


@pytest.mark.parametrize("off", [2, 60, 4 * 60])
def test_the_power_fails_with_a_called_ticket(evening: Evening, off: int) -> None:
    """The time without power is not charged to the hold."""
    scene = evening.scene
    cut(scene, off)
    scene.pass_time(HOLD - 60 - 30 - 2)
    answers(evening)


def test_a_hold_goes_on_where_it_was(evening: Evening) -> None:
    scene = evening.scene
    cut(scene, 600)
    scene.pass_time(HOLD)
    assert [ticket.member_id for ticket in scene.room.called] == [evening.waits.member.id]


def test_the_one_who_waits_keeps_the_place(evening: Evening) -> None:
    scene = evening.scene
    cut(scene, 60)
    flow = Flow(scene).run(Step(CalledTicket, scan=evening.waits.code, leads_to=Waiting))
    assert flow.state(WaitingState).rank == "1"
    assert flow.state(WaitingState).ticket == "A2"


def test_standing_at_the_ticket_when_the_power_fails(evening: Evening) -> None:
    scene = evening.scene
    Flow(scene).run(Step(CalledTicket, scan=evening.waits.code, leads_to=Waiting))
    cut(scene, 10)
    Flow(scene).run(
        Step(CalledTicket, scan=evening.waits.code, leads_to=Waiting),
        Step(Waiting, touch=waiting.Action.LEAVE, leads_to=CalledTicket),
    )


def test_a_reservation_outlives_the_night_of_the_machine(evening: Evening) -> None:
    scene = evening.scene
    scene.clock.advance(20 * 60)
    scene.front.tick()
    cut(scene, 10 * 60)
    assert scene.room.reservations == (evening.reservation,)
    flow = Flow(scene)
    scene.scan(evening.kept.code)
    flow.run(Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Choose))
    assert flow.state(ChooseState).number == "3"
    flow.run(Step(Choose, touch=ChooseAction.CONFIRM, leads_to=SessionOpened))


def test_the_power_fails_over_a_reservation_that_nobody_uses(evening: Evening) -> None:
    scene = evening.scene
    cut(scene, 3600)
    assert scene.room.reservations == ()
    assert scene.journal("reservation.closed")[-1][1]["end"] == "released"


def test_the_power_fails_over_closing(evening: Evening) -> None:
    """Nobody is let in any more: the waits are over, and say so."""
    scene = evening.scene
    cut(scene, 5 * 3600)
    scene.pass_time(61)
    assert scene.room.tickets == ()
    assert {body["end"] for _, body in scene.journal("ticket.closed")} == {"closing"}
    Flow(scene).run(Step(Idle, scan=evening.called.code, leads_to=Notice))


@pytest.mark.parametrize("seconds", [-3600, -60, 60, 240])
def test_a_clock_that_is_set_moves_no_hold(evening: Evening, seconds: int) -> None:
    scene = evening.scene
    scene.clock.step(seconds)
    scene.pass_time(HOLD - 60 - 1)
    assert [ticket.id for ticket in scene.room.called] == [evening.ticket.id]
    answers(evening)


def test_a_clock_that_is_set_ends_a_hold_no_later(evening: Evening) -> None:
    scene = evening.scene
    scene.clock.step(-3600)
    scene.pass_time(HOLD - 60)
    assert [ticket.member_id for ticket in scene.room.called] == [evening.waits.member.id]


def test_a_clock_that_is_set_back_lets_no_workstation_rest_for_hours(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.clock.step(-3600)
    scene.pass_time(GAP)
    assert [ticket.workstation for ticket in scene.room.called] == [8]


def test_the_machine_slept_longer_than_a_hold(evening: Evening) -> None:
    """Boot time counts sleep: the call is over, and the next one is called."""
    scene = evening.scene
    scene.clock.advance(HOLD)
    scene.front.tick()
    assert [ticket.member_id for ticket in scene.room.called] == [evening.waits.member.id]
    Flow(scene).run(Step(CalledTicket, scan=evening.called.code, leads_to=Waiting))


@pytest.mark.parametrize("trouble", ["midway", "unconfirmed"])
def test_the_store_fails_while_the_called_one_comes(evening: Evening, trouble: str) -> None:
    """One session at most, and the ticket is either open or served: the card says which at the next scan."""
    scene = evening.scene
    scene.store.trouble = trouble
    Flow(scene).run(Step(CalledTicket, scan=evening.called.code, leads_to=Notice))
    scene.store.trouble = ""
    scene.scan(evening.called.code)
    assert type(scene.front.place) is SessionOpened
    assert len([s for s in scene.room.sessions if s.member_id == evening.called.member.id]) == 1
    assert scene.room.ticket_of(evening.called.member.id) is None


def test_a_call_that_did_not_reach_the_disk_is_made_again(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.front.tick()
    scene.pass_time(GAP - 1)
    scene.store.trouble = "midway"
    scene.pass_time(3)
    assert not scene.room.called
    scene.store.trouble = ""
    scene.pass_time(5)
    assert [ticket.workstation for ticket in scene.room.called] == [8]
    Flow(scene).run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))


def test_an_early_closing_outlives_the_power(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.reception.close_early(scene.colleague().staff, paris("14:50"))
    scene.pass_time(60)
    cut(scene, 30 * 60)
    scene.pass_time(8 * 60)
    assert scene.stored(session).closed_at is None
    scene.pass_time(70)
    assert scene.stored(session).closed_at is not None, "what the power gave back ends before closing all the same"

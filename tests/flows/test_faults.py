"""A reader that is lost, a store that fails, a code that comes twice, a power cut in the middle."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from kiosk.events import DeviceState
from kiosk.models import EndReason
from kiosk.places import board, charter, choose, my_session, refusal, welcome
from kiosk.places.board import Board
from kiosk.places.charter import Charter
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.notice import Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Action as PinAction
from kiosk.places.pin import Pin
from kiosk.places.states import MySessionState
from kiosk.places.states_idle import IdleState
from kiosk.places.view import Bar, Tab
from kiosk.places.welcome import Welcome
from kiosk.rules.refusals import Reason
from tests.factories import PIN, Scene
from tests.flows.harness import Flow, Step
from tests.flows.ways import staff_mode

MakeScene = Callable[..., Scene]


def is_out_of_order(flow: Flow) -> bool:
    return (
        isinstance(flow.place, Notice) and flow.place.refused is not None and flow.place.refused.reason is Reason.FAULT
    )


# ------------------------------------------------------------------------------------------------ devices


@pytest.mark.parametrize("state", [DeviceState.SEARCHING, DeviceState.BLOCKED])
def test_a_reader_that_is_lost_is_said_to_everybody(scene: Scene, state: DeviceState) -> None:
    flow = Flow(scene)
    scene.device("reader", DeviceState.READY)
    assert flow.state(IdleState).banner is None
    scene.device("reader", state)
    banner = flow.state(IdleState).banner
    assert banner is not None
    assert banner.title == scene.desk.words.t("The card reader does not answer")
    scene.device("reader", DeviceState.READY)
    assert flow.state(IdleState).banner is None


@pytest.mark.parametrize("state", [DeviceState.OFF, DeviceState.DEGRADED])
def test_a_reader_that_reads_is_not_worth_a_word(scene: Scene, state: DeviceState) -> None:
    scene.device("reader", state)
    assert Flow(scene).state(IdleState).banner is None


@pytest.mark.parametrize("garbage", ["", "\x00", "VST1:", "VST1:" + "A" * 500, "VSR1:", "é", "A" * 600])
def test_garbage_from_a_reader_is_not_recognised_and_harms_nothing(scene: Scene, garbage: str) -> None:
    Flow(scene).run(Step(Idle, scan="x"), Step(Notice, touch=refusal.Action.HOME))
    scene.scan(garbage)
    assert type(scene.front.place) is Notice


# -------------------------------------------------------------------------------------------------- store


def test_a_card_that_cannot_be_noted_leads_to_staff_and_back(scene: Scene) -> None:
    carried = scene.member()
    scene.store.trouble = "down"
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    assert is_out_of_order(flow)
    flow.run(Step(Notice, leaves_after=20, leads_to=Idle))
    banner = flow.state(IdleState).banner
    assert banner is not None
    assert banner.title == scene.desk.words.t("The kiosk is out of order")
    scene.store.trouble = ""
    flow.run(Step(Idle, stays=6))
    assert flow.state(IdleState).banner is None
    flow.run(Step(Idle, scan=carried.code, leads_to=Welcome))


def test_the_notice_of_a_fault_closes_also_while_the_fault_lasts(scene: Scene) -> None:
    scene.fill(1)
    scene.store.trouble = "down"
    Flow(scene).run(Step(Idle, scan="HELLO", leads_to=Notice), Step(Notice, leaves_after=20, leads_to=Idle))


def test_help_that_cannot_be_called_is_not_promised(scene: Scene) -> None:
    scene.store.trouble = "down"
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP))
    assert is_out_of_order(flow)
    assert flow.view.frame.toast is None


@pytest.mark.parametrize("trouble", ["down", "midway", "unconfirmed"])
def test_an_opening_that_is_not_confirmed_shows_no_code(scene: Scene, trouble: str) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.store.trouble = trouble
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=Notice))
    assert is_out_of_order(flow)
    scene.store.trouble = ""
    flow.run(Step(Notice, scan=carried.code, leads_to=MySession if trouble == "unconfirmed" else Welcome))
    assert len(scene.room.sessions) == (trouble == "unconfirmed")


def test_a_signature_that_is_not_kept_is_asked_again(scene: Scene) -> None:
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Charter))
    scene.store.trouble = "midway"
    flow.run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Notice))
    scene.store.trouble = ""
    flow.run(
        Step(Notice, scan=carried.code, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )


def test_a_session_goes_on_and_its_screen_stays_while_the_store_is_away(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession))
    scene.store.trouble = "down"
    flow.run(Step(MySession, stays=40))
    scene.store.trouble = ""
    flow.run(Step(MySession, touch=my_session.Action.ADD))
    assert scene.left(session) == 3600 - 40 + 900


def test_a_code_stays_on_the_screen_while_the_store_is_away(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )
    scene.store.trouble = "down"
    flow.run(Step(SessionOpened, leaves_after=30, leads_to=Idle))


def test_a_pin_that_cannot_be_counted_opens_nothing(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague().code, leads_to=Pin))
    for digit in PIN[:-1]:
        flow.touch(PinAction.DIGIT, digit)
    scene.store.trouble = "midway"
    flow.run(Step(Pin, touch=PinAction.DIGIT, value=PIN[-1], leads_to=Notice))
    assert is_out_of_order(flow)


@pytest.mark.parametrize("way", ["touch", "wait"])
def test_staff_mode_is_left_also_when_that_cannot_be_noted(scene: Scene, way: str) -> None:
    flow, _ = staff_mode(scene)
    scene.store.trouble = "down"
    if way == "touch":
        flow.run(Step(Board, touch=Tab.LOCK, leads_to=Notice))
    else:
        flow.run(Step(Board, leaves_after=120, leads_to=Notice))
    flow.run(Step(Notice, touch=refusal.Action.HOME, leads_to=Idle))


def test_time_that_was_not_added_is_not_announced(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=7), Step(Board, touch=board.Action.ADD, value=30))
    scene.store.trouble = "midway"
    flow.run(Step(Board, touch=board.Action.REASON, value="other", leads_to=Notice))
    assert flow.view.frame.toast is None
    assert scene.stored(session).granted == 3600


# ------------------------------------------------------------------------------- twice, and in the middle


def test_a_code_that_is_read_twice_counts_once(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    place = flow.place
    flow.run(Step(Welcome, scan=carried.code), Step(Welcome, scan=carried.code))
    assert flow.place is place
    assert len(scene.journal("card.accepted")) == 1


def test_a_photograph_of_a_card_opens_no_second_session(scene: Scene) -> None:
    carried = scene.member()
    scene.session(carried, 7)
    flow = Flow(scene)
    for _ in range(3):
        flow.run(Step(Idle, scan=carried.code, leads_to=MySession), Step(MySession, touch=Bar.QUIT))
    assert len(scene.room.sessions) == 1


def test_a_second_tap_on_the_last_button_opens_nothing_more(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    for _ in range(2):
        scene.front.touch(choose.Action.CONFIRM)
    flow.run(Step(SessionOpened))
    assert len(scene.room.sessions) == 1


@pytest.mark.parametrize("power_cut", [False, True])
def test_a_session_goes_on_after_a_restart(scene: Scene, power_cut: bool) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, stays=600), Step(Idle, scan=carried.code, leads_to=MySession))
    before = scene.left(session)
    if power_cut:
        scene.clock.reboot(off_seconds=900)
    scene.reopen()
    flow.run(Step(Idle))
    assert scene.resumed == 1
    assert 0 <= scene.left(session) - before <= (30 if power_cut else 0)
    flow.run(Step(Idle, scan=carried.code, leads_to=MySession))
    assert flow.state(MySessionState).ring.value == str(math.ceil(scene.left(session) / 60))
    scene.front.touch(Bar.QUIT)
    scene.pass_time(scene.left(session))
    assert scene.stored(session).end_reason is EndReason.TIME_UP
    assert scene.stored(session).used == 3600


def test_a_restart_in_the_middle_of_a_visit_leaves_nothing_behind(scene: Scene) -> None:
    carried = scene.member("Zébulonette")
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.reopen()
    flow.run(Step(Idle, stays=1))
    assert "Zébulonette" not in repr(flow.view)
    assert scene.room.sessions == ()
    flow.run(Step(Idle, scan=carried.code, leads_to=Welcome))


def test_a_session_whose_time_ran_out_while_the_program_was_down_ends_at_its_planned_end(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=10)
    planned = session.ends_at(scene.clock.now, scene.clock.boot, scene.clock.boot_name)
    scene.clock.advance(1200)
    scene.reopen()
    Flow(scene).run(Step(Idle, stays=1))
    assert scene.stored(session).closed_at == planned

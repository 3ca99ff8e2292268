"""The PIN of staff, and what is behind it without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.places import board
from kiosk.places.board import Board
from kiosk.places.idle import Idle
from kiosk.places.pin import Action, Pin, Trouble
from kiosk.places.pin import Step as PinStep
from kiosk.places.states_staff import PinState
from kiosk.places.view import Tab
from tests.factories import PIN, Scene
from tests.flows.harness import DisabledActionError, Flow, Step
from tests.flows.ways import type_pin

MakeScene = Callable[..., Scene]
WRONG = "901234"


def test_the_first_use_of_a_card_chooses_a_pin(scene: Scene) -> None:
    colleague = scene.colleague(pin=None)
    flow = Flow(scene).run(Step(Idle, scan=colleague.code, leads_to=Pin))
    words = scene.desk.words
    assert flow.state(PinState).title == words.t("Choose your code")
    type_pin(flow, PIN)
    assert flow.state(PinState).title == words.t("Type it once more")
    type_pin(flow, PIN).run(Step(Board, touch=Tab.LOCK, leads_to=Idle))
    type_pin(flow.run(Step(Idle, scan=colleague.code)), PIN).run(Step(Board))


def test_a_code_that_anybody_guesses_is_not_taken(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague(pin=None).code))
    for simple in ("000000", "123456", "987654", "121212"):
        type_pin(flow, simple)
        assert isinstance(flow.place, Pin)
        assert (flow.place.trouble, flow.place.step) == (Trouble.TOO_SIMPLE, PinStep.CHOOSE)
        assert flow.state(PinState).error


def test_two_codes_that_differ_start_again(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague(pin=None).code))
    type_pin(type_pin(flow, PIN), WRONG)
    assert isinstance(flow.place, Pin)
    assert (flow.place.trouble, flow.place.step) == (Trouble.DIFFERENT, PinStep.CHOOSE)
    type_pin(type_pin(flow, PIN), PIN).run(Step(Board))


def test_wrong_codes_are_counted_down_and_pause_the_pad(scene: Scene) -> None:
    colleague = scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=colleague.code))
    words = scene.desk.words
    for left in (2, 1):
        type_pin(flow, WRONG)
        shown = flow.state(PinState)
        assert (shown.filled, shown.error) == (0, True)
        assert words.n("{count} try left.", "{count} tries left.", left) in shown.line
    type_pin(flow, WRONG)
    shown = flow.state(PinState)
    assert shown.blocked
    assert shown.line == words.n("Try again in {count} minute.", "Try again in {count} minutes.", 5)
    with pytest.raises(DisabledActionError):
        flow.touch(Action.DIGIT, "4")
    for digit in PIN:
        scene.front.touch(Action.DIGIT, digit)
    flow.run(Step(Pin, leaves_after=30, leads_to=Idle))


def test_the_pause_holds_when_the_card_is_presented_again_and_then_ends(scene: Scene) -> None:
    colleague = scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=colleague.code))
    for _ in range(3):
        type_pin(flow, WRONG)
    flow.run(Step(Pin, touch=Action.CANCEL, leads_to=Idle), Step(Idle, stays=290), Step(Idle, scan=colleague.code))
    assert flow.state(PinState).blocked
    flow.run(Step(Pin, stays=10))
    assert not flow.state(PinState).blocked
    type_pin(flow, PIN).run(Step(Board))


def test_digits_can_be_erased(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague().code))
    type_pin(flow, "123")
    flow.run(Step(Pin, touch=Action.ERASE))
    assert flow.state(PinState).filled == 2
    flow.run(Step(Pin, touch=Action.CLEAR))
    assert flow.state(PinState).filled == 0
    type_pin(flow, PIN).run(Step(Board))


def test_the_digits_stand_nowhere(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague().code))
    type_pin(flow, "48071")
    assert "48071" not in repr(flow.view) + repr(flow.place) + str(flow.place)


def test_the_pad_closes_by_itself_after_thirty_seconds(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague().code, leads_to=Pin), Step(Pin, stays=29))
    type_pin(flow, "1").run(Step(Pin, leaves_after=30, leads_to=Idle))


def test_nobody_comes_in_without_the_pin(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.colleague().code))
    for action in (Tab.ROOM, Tab.EXPORT, Tab.LOCK, board.Action.SELECT, board.Action.SERVICE):
        scene.front.touch(action, 7)
        flow.run(Step(Pin))


def test_staff_actions_do_nothing_on_the_screens_of_visitors(scene: Scene) -> None:
    scene.fill(7)
    before = scene.journal()
    for action in (*Tab, *board.Action):
        scene.front.touch(action, 7)
    assert type(scene.front.place) is Idle
    assert scene.journal() == before

"""Staff mode: the board, what can be done on it, and how it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.events import DeviceState
from kiosk.explanation import why_not_more
from kiosk.models import EndReason
from kiosk.places import board, board_actions, pin
from kiosk.places.board import Board
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice
from kiosk.places.pin import Pin
from kiosk.places.states_staff import BoardState, BoardTile
from kiosk.places.view import Bar, Tab
from kiosk.places.welcome import Welcome
from kiosk.rules.extension import Barrier
from tests.factories import Scene, paris, sample
from tests.flows.harness import DisabledActionError, Flow, Step, UnknownActionError
from tests.flows.ways import staff_mode, toast

MakeScene = Callable[..., Scene]


def tile(flow: Flow, number: int) -> BoardTile:
    return next(tile for tile in flow.state(BoardState).tiles if tile.number == number)


def test_the_board_shows_every_workstation_and_no_name(scene: Scene) -> None:
    carried = scene.member("Amina")
    scene.session(carried, 7)
    flow, colleague = staff_mode(scene)
    scene.reception.set_service(colleague.staff, 3, in_service=False)
    scene.pass_time(1)
    shown = flow.state(BoardState)
    assert [(counter.icon, counter.value) for counter in shown.counters] == [
        ("occupant", "1"),
        ("free", "10"),
        ("outOfService", "1"),
        ("staffQueue", "0"),
    ]
    assert {tile.number: tile.look for tile in shown.tiles} == {
        number: {7: "busy", 3: "out"}.get(number, "free") for number in range(1, 13)
    }
    flow.run(Step(Board, touch=board.Action.SELECT, value=7))
    assert "Amina" not in repr(flow.view)
    panel = flow.state(BoardState).panel
    assert panel is not None
    assert f"{carried.member.number:06d}"[3:] in panel.line


def test_thirty_minutes_with_a_reason_and_back(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, colleague = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.ADD, value=30),
        Step(Board, touch=board.Action.REASON, value="training"),
    )
    assert scene.stored(session).granted == 90 * 60
    words = scene.desk.words
    assert toast(flow) == words.t(
        "Workstation {number}: + {length}, until {hour}",
        number=7,
        length=words.duration(30),
        hour=words.hour(paris("15:30")),
    )
    flow.run(Step(Board, touch=board.Action.UNDO))
    assert scene.stored(session).granted == 3600
    assert toast(flow) == words.t("Taken back")
    assert [body["reason"] for _, body in scene.journal("session.extended")] == ["training", "undo"]
    assert {body["staff"] for _, body in scene.journal("session.extended")} == {colleague.staff.id}


def test_the_undo_goes_with_its_toast(scene: Scene) -> None:
    scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.ADD, value=15),
        Step(Board, touch=board.Action.REASON, value="fault"),
        Step(Board, stays=6),
    )
    with pytest.raises(UnknownActionError):
        flow.touch(board.Action.UNDO)


def test_an_undo_after_the_end_says_that_the_session_is_over(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.ADD, value=15),
        Step(Board, touch=board.Action.REASON, value="fault"),
    )
    scene.reception.end(session, scene.new_request())
    flow.run(Step(Board, touch=board.Action.UNDO))
    assert toast(flow) == why_not_more(Barrier.ENDED, scene.desk.words)


def test_a_reason_can_be_thought_over(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.ADD, value=60),
        Step(Board, touch=board.Action.KEEP),
    )
    assert flow.view.dialog is None
    scene.front.touch(board.Action.REASON, "other")
    assert scene.stored(session).granted == 3600


def test_more_than_the_cap_is_refused_in_words(scene: Scene) -> None:
    scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=7))
    for _ in range(2):
        flow.run(
            Step(Board, touch=board.Action.ADD, value=60), Step(Board, touch=board.Action.REASON, value="procedure")
        )
    assert toast(flow) == why_not_more(Barrier.CAP, scene.desk.words)


def test_staff_end_a_session_after_asking(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.END),
        Step(Board, touch=board.Action.KEEP),
        Step(Board, touch=board.Action.END),
        Step(Board, touch=board.Action.END_CONFIRMED),
    )
    assert scene.stored(session).end_reason is EndReason.STAFF
    assert tile(flow, 7).look == "free"
    assert flow.view.dialog is None


def test_an_end_that_nobody_asked_about_is_not_confirmed(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=7))
    scene.front.touch(board.Action.END_CONFIRMED)
    assert scene.stored(session).closed_at is None


def test_the_question_goes_when_the_session_ends_by_itself(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=10)
    flow, _ = staff_mode(scene)
    scene.clock.advance(595)
    flow.run(Step(Board, touch=board.Action.SELECT, value=7), Step(Board, touch=board.Action.END))
    shown = [flow.view.dialog]
    flow.run(Step(Board, stays=6))
    shown.append(flow.view.dialog)
    assert [dialog is None for dialog in shown] == [False, True]
    assert isinstance(flow.place, Board)
    assert flow.place.asking is board_actions.Asking.NOTHING


def test_out_of_service_and_back(scene: Scene) -> None:
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=5), Step(Board, touch=board.Action.SERVICE))
    assert tile(flow, 5).look == "out"
    flow.run(Step(Board, touch=board.Action.SERVICE))
    assert tile(flow, 5).look == "free"


def test_a_workstation_in_use_stays_in_service(scene: Scene) -> None:
    scene.fill(5)
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=5))
    with pytest.raises(DisabledActionError):
        flow.touch(board.Action.SERVICE)
    scene.front.touch(board.Action.SERVICE)
    assert toast(flow) == scene.desk.words.t("End the session first")
    assert not scene.room.is_out(5)


def test_selecting_again_unselects(scene: Scene) -> None:
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, touch=board.Action.SELECT, value=5))
    assert tile(flow, 5).selected
    flow.run(Step(Board, touch=board.Action.SELECT, value=5))
    assert flow.state(BoardState).panel is None


@pytest.mark.parametrize("nonsense", [99, "7", None])
def test_a_workstation_that_does_not_exist_is_not_selected(scene: Scene, nonsense: object) -> None:
    flow, _ = staff_mode(scene)
    scene.front.touch(board.Action.SELECT, nonsense)
    assert flow.state(BoardState).panel is None


def test_the_last_minutes_stand_out(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=10)
    flow, _ = staff_mode(scene)
    assert tile(flow, 7).look == "busy"
    for _ in range(5):
        flow.run(Step(Board, stays=60))
        scene.front.alive()
    assert tile(flow, 7).look == "warning"


def test_a_call_for_help_is_answered(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP))
    flow, _ = staff_mode(scene)
    assert flow.state(BoardState).banner is not None
    flow.run(Step(Board, touch=board.Action.COMING))
    assert flow.state(BoardState).banner is not None
    assert scene.room.help_calls[0].coming
    flow.run(Step(Board, touch=board.Action.HELPED))
    assert flow.state(BoardState).banner is None
    assert not scene.room.help_calls


@pytest.mark.parametrize("device", ["reader", "printer"])
def test_a_device_that_needs_a_hand_is_named(scene: Scene, device: str) -> None:
    scene.device(device, DeviceState.READY)
    flow, _ = staff_mode(scene)
    assert flow.state(BoardState).banner is None
    for state, code in (
        (DeviceState.SEARCHING, ""),
        (DeviceState.BLOCKED, "no-paper"),
        (DeviceState.BLOCKED, "cover-open"),
        (DeviceState.BLOCKED, "cutter-jammed"),
        (DeviceState.BLOCKED, "queue-stopped"),
        (DeviceState.DEGRADED, "paper-near-end"),
    ):
        scene.device(device, state, code)
        banner = flow.state(BoardState).banner
        assert banner is not None
        assert banner.title
        assert banner.line
    scene.device(device, DeviceState.READY)
    assert flow.state(BoardState).banner is None


def test_a_big_room_has_pages(make_scene: MakeScene) -> None:
    base = sample()
    more = tuple(replace(w, number=w.number + 20) for w in base.workstations)
    scene = make_scene(replace(base, workstations=base.workstations + more))
    flow, _ = staff_mode(scene)
    assert [tile.number for tile in flow.state(BoardState).tiles] == list(range(1, 13))
    flow.run(Step(Board, touch=board.Action.NEXT))
    assert [tile.number for tile in flow.state(BoardState).tiles] == list(range(21, 33))
    flow.run(Step(Board, touch=board.Action.NEXT), Step(Board, touch=board.Action.PREVIOUS))
    assert [tile.number for tile in flow.state(BoardState).tiles] == list(range(1, 13))


# ------------------------------------------------------------------------------------------------ leaving


def test_staff_mode_is_closed_by_hand(scene: Scene) -> None:
    flow, colleague = staff_mode(scene)
    flow.run(Step(Board, touch=Tab.ROOM), Step(Board, touch=Tab.LOCK, leads_to=Idle))
    assert scene.journal()[-1] == ("staff.locked", {"staff": colleague.staff.id, "by_itself": False})
    assert "Karim" not in repr(flow.view)


def test_staff_mode_closes_by_itself_after_two_minutes(scene: Scene) -> None:
    flow, colleague = staff_mode(scene)
    flow.run(
        Step(Board, stays=119),
        Step(Board, touch=board.Action.SELECT, value=1),
        Step(Board, leaves_after=120, leads_to=Idle),
    )
    assert scene.journal()[-1] == ("staff.locked", {"staff": colleague.staff.id, "by_itself": True})


def test_the_header_counts_down(scene: Scene) -> None:
    flow, _ = staff_mode(scene)
    scene.pass_time(60)
    assert flow.view.frame.corner == scene.desk.words.t("Closes in {time}", time="1:00")


def test_cards_wait_until_staff_mode_is_closed(scene: Scene) -> None:
    carried = scene.member()
    flow, _ = staff_mode(scene)
    flow.run(Step(Board, scan=carried.code, leads_to=Board))
    assert toast(flow) == scene.desk.words.t("Close the staff mode first")
    flow.run(Step(Board, touch=Tab.LOCK), Step(Idle, scan=carried.code, leads_to=Welcome))


def test_a_staff_card_opens_the_pad_also_during_a_visit(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, scan=colleague.code, leads_to=Pin),
        Step(Pin, touch=pin.Action.CANCEL, leads_to=Idle),
        Step(Idle, scan="HELLO", leads_to=Notice),
        Step(Notice, scan=colleague.code, leads_to=Pin),
    )

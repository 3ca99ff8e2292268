"""The harness of the stories: what goes wrong in a story is told, each kind in its own way."""

from __future__ import annotations

import pytest

from kiosk.places import board, choose, idle, welcome
from kiosk.places.idle import Idle
from kiosk.places.no_card import NoCard
from kiosk.places.refusal import Action as NoticeAction
from kiosk.places.view import Bar, Button, Frame, Tab, Toast, View
from kiosk.places.welcome import Welcome
from tests.factories import PIN, Scene
from tests.flows.harness import (
    DisabledActionError,
    Flow,
    MissingRedirectError,
    Offer,
    Step,
    UnexpectedRedirectError,
    UnfinishedTextError,
    UnknownActionError,
    WrongPlaceError,
    check_texts,
    offers,
    texts,
)


@pytest.fixture
def flow(scene: Scene) -> Flow:
    return Flow(scene)


def test_a_story_that_goes_as_told(flow: Flow) -> None:
    told = flow.run(
        Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard),
        Step(NoCard, touch=NoticeAction.HOME, leads_to=Idle),
        Step(Idle),
    )
    assert told.reached == {("idle", "idle.no-card"), ("notice", "notice.home")}


def test_the_wrong_place(flow: Flow) -> None:
    with pytest.raises(WrongPlaceError, match="expected Welcome, stands at Idle"):
        flow.run(Step(Welcome))


def test_an_action_of_another_place(flow: Flow) -> None:
    with pytest.raises(UnknownActionError, match=r"welcome\.visit"):
        flow.run(Step(Idle, touch=welcome.Action.VISIT))


def test_a_value_that_is_not_offered(flow: Flow) -> None:
    carried = flow.scene.member()
    with pytest.raises(UnknownActionError, match="astronomy"):
        flow.run(
            Step(Idle, scan=carried.code),
            Step(Welcome, touch=welcome.Action.PURPOSE, value="astronomy"),
        )


def test_an_action_that_is_disabled(flow: Flow) -> None:
    flow.scene.speaker.can_speak = False
    flow.scene.front.tick()
    with pytest.raises(DisabledActionError, match=r"bar\.listen"):
        flow.run(Step(Idle, touch=Bar.LISTEN))


def test_a_workstation_that_is_taken_cannot_be_touched(flow: Flow) -> None:
    carried = flow.scene.member()
    flow.scene.fill(8)
    flow.run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    with pytest.raises(DisabledActionError):
        flow.touch(choose.Action.STATION, 8)


def test_a_place_that_is_not_left(flow: Flow) -> None:
    with pytest.raises(MissingRedirectError, match="Idle was not left for Welcome"):
        flow.run(Step(Idle, touch=Bar.CONTRAST, leads_to=Welcome))


def test_a_place_that_is_not_left_in_time(flow: Flow) -> None:
    with pytest.raises(MissingRedirectError, match="after 19 s"):
        flow.run(Step(Idle, touch=idle.Action.NO_CARD), Step(NoCard, leaves_after=19))


def test_a_place_that_is_left_too_early(flow: Flow) -> None:
    with pytest.raises(UnexpectedRedirectError, match="before 25 s"):
        flow.run(Step(Idle, touch=idle.Action.NO_CARD), Step(NoCard, leaves_after=25))


def test_a_place_that_does_not_stay(flow: Flow) -> None:
    with pytest.raises(UnexpectedRedirectError, match="NoCard was left for Idle"):
        flow.run(Step(Idle, touch=idle.Action.NO_CARD), Step(NoCard, stays=30))


def test_a_touch_that_leads_elsewhere(flow: Flow) -> None:
    with pytest.raises(UnexpectedRedirectError, match="instead of Welcome"):
        flow.run(Step(Idle, touch=idle.Action.NO_CARD, leads_to=Welcome))


def test_a_card_that_leads_elsewhere(flow: Flow) -> None:
    with pytest.raises(UnexpectedRedirectError):
        flow.run(Step(Idle, scan="HELLO", leads_to=Welcome))


def test_a_text_that_is_not_filled() -> None:
    for unfinished in ("Workstation {number}", "until None"):
        with pytest.raises(UnfinishedTextError):
            check_texts(View("idle", Frame(title=unfinished), None))


def test_a_dialog_covers_everything_but_the_bar_and_the_toast(flow: Flow) -> None:
    colleague = flow.scene.colleague()
    flow.scene.fill(7)
    flow.run(Step(Idle, scan=colleague.code))
    for digit in PIN:
        flow.touch("pin.digit", digit)
    flow.touch(board.Action.SELECT, 7)
    flow.touch(board.Action.END)
    assert {offer.action for offer in offers(flow.view)} == {*Tab, board.Action.END_CONFIRMED, board.Action.KEEP}


def test_the_undo_of_a_toast_is_offered() -> None:
    toast = Toast("addTime", "+ 30", Button(board.Action.UNDO, "Cancel"))
    assert Offer(board.Action.UNDO) in offers(View("idle", Frame(toast=toast), None))


def test_every_text_of_a_view_is_found(flow: Flow) -> None:
    found = list(texts(flow.view))
    assert flow.scene.settings.site.name in found
    assert flow.scene.desk.words.t("Present your card") in found

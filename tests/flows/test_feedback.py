"""After a session that its visitor ended: one question, and nothing that leads back to who answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.models import FeedbackValue
from kiosk.places import board, feedback, my_session
from kiosk.places.board import Board
from kiosk.places.feedback import Feedback, Thanks
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.notice import Notice
from kiosk.places.reading import Reading
from kiosk.places.states import NoticeState
from kiosk.places.states_bar import FeedbackState
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from tests.factories import Carried, Scene, changed
from tests.flows.harness import Flow, Step, names_shown
from tests.flows.ways import staff_mode

NAME = "Zébulonette"


def at_feedback(scene: Scene, name: str | None = NAME, workstation: int = 7) -> tuple[Flow, Carried]:
    carried = scene.member(name)
    scene.session(carried, workstation)
    return Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=MySession),
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.END_CONFIRMED, leads_to=Feedback),
    ), carried


@pytest.mark.parametrize("value", list(FeedbackValue))
def test_one_tap_is_the_whole_answer(scene: Scene, value: FeedbackValue) -> None:
    flow, _ = at_feedback(scene)
    assert scene.room.sessions == ()
    flow.run(Step(Feedback, touch=feedback.Action.ANSWER, value=value, leads_to=Thanks))
    assert scene.rows("SELECT * FROM feedback") == [("2026-10-13", value, 1)]
    assert flow.state(NoticeState).title == scene.desk.words.t("Thank you")
    flow.run(Step(Thanks, leaves_after=2, leads_to=Idle))


def test_nothing_in_the_store_says_whose_answer_it_is(scene: Scene) -> None:
    flow, _ = at_feedback(scene)
    before = scene.journal()
    flow.run(Step(Feedback, touch=feedback.Action.ANSWER, value="bad"))
    assert scene.journal() == before
    assert [row[1] for row in scene.rows("PRAGMA table_info(feedback)")] == ["local_date", "value", "answers"]


@pytest.mark.parametrize("name", [NAME, None])
def test_the_goodbye_calls_by_the_first_name_if_there_is_one(scene: Scene, name: str | None) -> None:
    flow, _ = at_feedback(scene, name)
    assert names_shown(flow.view, NAME) is (name is not None)
    assert scene.desk.words.t("Goodbye") in flow.state(FeedbackState).title


def test_nobody_has_to_answer(scene: Scene) -> None:
    flow, _ = at_feedback(scene)
    flow.run(Step(Feedback, touch=feedback.Action.SKIP, leads_to=Idle))
    flow, _ = at_feedback(scene, workstation=8)
    flow.run(Step(Feedback, leaves_after=15, leads_to=Idle))
    assert scene.rows("SELECT * FROM feedback") == []
    assert not names_shown(flow.view, NAME)


def test_an_answer_that_is_none_counts_for_nothing(scene: Scene) -> None:
    flow, _ = at_feedback(scene)
    scene.front.touch(feedback.Action.ANSWER, "great")
    flow.run(Step(Feedback))
    assert scene.rows("SELECT * FROM feedback") == []


def test_how_long_it_is_asked_is_the_house_s(make_scene: Callable[..., Scene]) -> None:
    flow, _ = at_feedback(make_scene(changed(screen={"feedback_seconds": 25})))
    flow.run(Step(Feedback, leaves_after=25))


def test_the_next_card_is_taken_at_once(scene: Scene) -> None:
    flow, _ = at_feedback(scene)
    flow.run(Step(Feedback, scan=scene.member("Lucas").code, leads_to=Welcome))
    assert not names_shown(flow.view, NAME)
    flow.run(Step(Welcome, touch=Bar.QUIT))
    flow, carried = at_feedback(scene, workstation=8)
    flow.run(Step(Feedback, touch=feedback.Action.ANSWER, value="good"), Step(Thanks, scan=carried.code))
    assert names_shown(flow.view, NAME), "the same person comes back"


def test_whoever_is_ended_by_staff_is_not_asked(scene: Scene) -> None:
    scene.session(scene.member(), 7)
    flow, _ = staff_mode(scene)
    flow.run(
        Step(Board, touch=board.Action.SELECT, value=7),
        Step(Board, touch=board.Action.END),
        Step(Board, touch=board.Action.END_CONFIRMED, leads_to=Board),
    )


def test_an_answer_that_is_not_confirmed_is_not_thanked_for(scene: Scene) -> None:
    flow, _ = at_feedback(scene)
    scene.store.trouble = "down"
    flow.run(Step(Feedback, touch=feedback.Action.ANSWER, value="good", leads_to=Notice))


@pytest.mark.parametrize(("speech", "heard"), [("always", False), ("headphones", True)])
def test_the_goodbye_is_read_without_the_name_in_the_room(
    make_scene: Callable[..., Scene], speech: str, heard: bool
) -> None:
    scene = make_scene(changed(sound={"speech": speech}))
    flow, _ = at_feedback(scene)
    flow.run(Step(Feedback, touch=Bar.LISTEN, leads_to=Reading))
    ((said, _, _),) = scene.speaker.readings
    assert (NAME in " ".join(said)) is heard
    assert names_shown(flow.view, NAME) is heard
    assert scene.desk.words.t("Did it go well?") in said

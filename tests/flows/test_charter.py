"""The charter is read, signed, or declined."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.places import charter
from kiosk.places.charter import Charter, CharterText
from kiosk.places.idle import Idle
from kiosk.places.states import (
    CharterTextState,
)
from kiosk.places.view import Bar
from tests.factories import Scene
from tests.flows.harness import Flow, Step

MakeScene = Callable[..., Scene]


def test_declining_the_charter_leads_home_without_a_session(scene: Scene) -> None:
    carried = scene.member(signed=False)
    Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Charter),
        Step(Charter, touch=charter.Action.BACK, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Charter),
    )
    assert scene.room.sessions == ()
    declined = {"reason": "charter-declined", "member": carried.member.id}
    assert [body for _, body in scene.journal("charter.declined")] == [declined], "a refusal, counted as such"


def test_a_dot_is_no_signature(scene: Scene) -> None:
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    for nothing in ((), None, "strokes", (1, 2)):
        scene.front.touch(charter.Action.CONFIRM, nothing)
        flow.run(Step(Charter))
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.text == scene.desk.words.t("Please sign a little larger")


def test_the_charter_is_read_page_by_page_at_every_text_size(scene: Scene) -> None:
    carried = scene.member(signed=False)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Charter, touch=charter.Action.READ_ALL),
    )
    whole = scene.site.charter_text("fr").full
    for _ in range(3):
        read: list[str] = []
        while True:
            shown = flow.state(CharterTextState)
            read += shown.paragraphs
            if shown.next.disabled_reason:
                break
            flow.run(Step(CharterText, touch=charter.Action.NEXT))
        assert " ".join(read) == " ".join(whole)
        while not flow.state(CharterTextState).previous.disabled_reason:
            flow.run(Step(CharterText, touch=charter.Action.PREVIOUS))
        flow.run(Step(CharterText, touch=Bar.TEXT))

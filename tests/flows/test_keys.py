"""What the core does with keys: what is said, where "back" leads, and who counts as being there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.places import choose, enrol, idle, language, no_card, reading, welcome
from kiosk.places.choose import Choose
from kiosk.places.enrol import Enrol
from kiosk.places.idle import Idle
from kiosk.places.keypad import back, heading, name
from kiosk.places.keys import Focused, Key
from kiosk.places.language import Language
from kiosk.places.no_card import NoCard
from kiosk.places.pin import Pin
from kiosk.places.reading import Reading
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from tests.factories import Scene, changed
from tests.flows.harness import Flow, Step


def focus(scene: Scene, action: str, value: object = None, *, by_hand: bool = True) -> list[str]:
    """The focus comes to a control; what is read."""
    scene.speaker.spoken.clear()
    scene.front.touch(Key.FOCUS, Focused(action, value, by_hand))
    return list(scene.speaker.spoken)


def at_choose(scene: Scene) -> Flow:
    return Flow(scene).run(
        Step(Idle, scan=scene.member().code),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )


def test_a_screen_is_said_once_and_a_control_each_time(scene: Scene) -> None:
    flow = at_choose(scene)
    words, title = scene.desk.words, heading(flow.view)[0]
    first = focus(scene, choose.Action.CONFIRM)
    again = focus(scene, choose.Action.STATION, 5)
    assert title in first
    assert title not in again
    assert again[0] == words.t("Workstation {number}", number=5)


def test_what_has_the_focus_is_as_loud_as_the_visitor_wants(scene: Scene) -> None:
    flow = at_choose(scene).run(
        Step(Choose, touch=Bar.LISTEN, leads_to=Reading),
        Step(Reading, touch=reading.Action.LOUDER),
        Step(Reading, touch=reading.Action.BACK, leads_to=Choose),
    )
    focus(scene, choose.Action.CONFIRM)
    assert scene.speaker.readings[-1][2] == 4
    flow.run(Step(Choose, touch=Bar.QUIT, leads_to=Idle))
    focus(scene, idle.Action.NO_CARD)
    assert scene.speaker.readings[-1][2] == 3


@pytest.mark.parametrize(("speech", "heard"), [("always", False), ("headphones", True)])
def test_the_focus_tells_names_to_headphones_only(make_scene: Callable[..., Scene], speech: str, heard: bool) -> None:
    scene = make_scene(changed(sound={"speech": speech}))
    Flow(scene).run(Step(Idle, scan=scene.member("Zébulonette").code, leads_to=Welcome))
    said = focus(scene, welcome.Action.WORKSTATION)
    assert ("Zébulonette" in " ".join(said)) is heard
    assert scene.desk.words.t("Hello") in said[0]


@pytest.mark.parametrize(("speech", "heard"), [("always", False), ("headphones", True)])
def test_what_is_typed_is_said_to_headphones_only(make_scene: Callable[..., Scene], speech: str, heard: bool) -> None:
    """Whoever hears which letter has the focus when it is used, hears the name; and the age by its figures."""
    scene = make_scene(changed(sound={"speech": speech}, enrolment={"at_kiosk": True, "names": True}))
    flow = Flow(scene).run(
        Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard), Step(NoCard, touch=no_card.Action.ENROL)
    )
    words = scene.desk.words
    why = words.t("Letters and figures are said in headphones only.")
    first = focus(scene, enrol.Action.KEY, "Z")
    assert ("Z" in first, why in first) == (heard, not heard)
    assert focus(scene, enrol.Action.KEY, " ") == ([words.t("Space")] if heard else [])
    assert focus(scene, enrol.Action.CLEAR) == [words.t("Erase all")]
    for _ in range(2):
        flow.run(Step(Enrol, touch=enrol.Action.KEY, value="A"), Step(Enrol, touch=enrol.Action.NEXT))
    assert ("7" in focus(scene, enrol.Action.KEY, "7")) is heard


def test_a_language_is_called_by_its_own_name(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.LANGUAGE, leads_to=Language))
    words = scene.desk.words
    assert name(flow.view, Focused(language.Action.CHOOSE, "en"), words) == ("English",)
    assert name(flow.view, Focused(language.Action.CHOOSE, "fr"), words) == ("Français", words.t("Chosen"))


def test_a_control_that_the_screen_does_not_show_has_no_name(scene: Scene) -> None:
    flow = at_choose(scene)
    assert name(flow.view, Focused("pin.digit", "4"), scene.desk.words) == ()
    assert name(flow.view, Focused(choose.Action.STATION, 99), scene.desk.words) == ()


def test_why_a_control_cannot_be_used_is_said(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.member(signed=False).code))
    said = focus(scene, "charter.confirm")
    assert scene.desk.words.t("Please sign in the frame first") in said
    assert flow.view.frame.keypad


def test_back_leads_where_the_screen_leads_back(scene: Scene) -> None:
    flow = at_choose(scene)
    assert back(flow.view) == (choose.Action.BACK, None)
    scene.front.touch(Key.BACK)
    flow.run(Step(Welcome))
    assert back(flow.view) == (Bar.QUIT, None)
    scene.front.touch(Key.BACK)
    flow.run(Step(Idle))
    assert back(flow.view) is None
    scene.front.touch(Key.BACK)
    flow.run(Step(Idle, scan=scene.colleague().code, leads_to=Pin))
    scene.front.touch(Key.BACK)
    flow.run(Step(Idle))


def test_back_never_ends_a_session(scene: Scene) -> None:
    carried = scene.member()
    scene.session(carried, 1)
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    flow.touch("my-session.end")
    assert flow.view.dialog is not None
    scene.front.touch(Key.BACK)
    assert not scene.front.view().dialog
    assert scene.room.session_on(1) is not None


def test_the_scanning_does_not_keep_a_visit_open(scene: Scene) -> None:
    flow = at_choose(scene)
    focus(scene, choose.Action.BACK)
    for _ in range(2 * scene.settings.screen.idle_seconds):
        scene.pass_time(1)
        focus(scene, choose.Action.BACK, by_hand=False)
    assert flow.view.dialog is not None, "still there?"


def test_a_key_is_somebody(scene: Scene) -> None:
    flow = at_choose(scene)
    for _ in range(3):
        focus(scene, choose.Action.BACK)
        scene.pass_time(2 * scene.settings.screen.idle_seconds - 1)
    assert flow.view.dialog is None


def test_nothing_of_the_keys_is_left_for_the_next_visitor(scene: Scene) -> None:
    flow = at_choose(scene)
    focus(scene, choose.Action.BACK)
    assert (flow.view.frame.keypad, flow.view.frame.motion) == (True, False)
    flow.run(Step(Choose, touch=Bar.QUIT, leads_to=Idle))
    assert (flow.view.frame.keypad, flow.view.frame.motion) == (False, True)
    assert scene.speaker.spoken[-1] == "", "the reading stops"

"""Language, text size and contrast: for this visit, or kept for the next one."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.models import Preferences
from kiosk.places import preferences, welcome
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.place import Place
from kiosk.places.view import Bar, Theme
from kiosk.places.welcome import Welcome
from tests.factories import Scene
from tests.flows.harness import Flow, Step
from tests.flows.ways import switch, toast

MakeScene = Callable[..., Scene]


def keeps(scene: Scene, flow: Flow, code: str) -> Flow:
    flow.run(Step(Idle, scan=code, leads_to=Welcome), Step(Welcome, touch=Bar.TEXT))
    return switch(flow).run(
        Step(Welcome, touch=Bar.CONTRAST),
        Step(Welcome, touch=preferences.Action.KEEP),
    )


def shown(scene: Scene) -> Preferences:
    return scene.desk.preferences


def house(scene: Scene) -> Preferences:
    site = scene.settings.site
    return Preferences(site.default_language, Theme(site.theme).value, 1)


def test_what_is_kept_is_there_at_the_next_scan_and_wiped_after(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    flow = keeps(scene, Flow(scene), carried.code)
    assert toast(flow) == scene.desk.words.t("Kept for next time")
    wanted = shown(scene)
    assert wanted != house(scene)
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    assert shown(scene) == house(scene)
    flow.run(Step(Idle, scan=other.code, leads_to=Welcome))
    assert shown(scene) == house(scene), "nobody else's"
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle), Step(Idle, scan=carried.code, leads_to=Welcome))
    assert shown(scene) == wanted
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    assert shown(scene) == house(scene)


def test_nothing_is_kept_without_being_asked_for(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=Bar.TEXT),
        Step(Welcome, touch=Bar.QUIT, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Welcome),
    )
    assert shown(scene) == house(scene)
    assert flow.view.frame.toast is None
    assert scene.rows("SELECT count(*) FROM member_preference") == [(0,)]


def test_nobody_in_particular_is_offered_nothing(scene: Scene) -> None:
    flow = Flow(scene)
    for change in (
        lambda: flow.run(Step(Idle, touch=Bar.TEXT)),
        lambda: switch(flow),
        lambda: flow.run(Step(Idle, touch=Bar.CONTRAST)),
    ):
        change()
        assert flow.view.frame.toast is None or flow.view.frame.toast.undo is None


def test_it_can_be_thought_over(scene: Scene) -> None:
    carried = scene.member()
    flow = keeps(scene, Flow(scene), carried.code).run(Step(Welcome, touch=preferences.Action.UNDO))
    assert toast(flow) == scene.desk.words.t("Nothing is kept")
    flow.run(Step(Welcome, touch=Bar.QUIT), Step(Idle, scan=carried.code, leads_to=Welcome))
    assert shown(scene) == house(scene)
    assert [body["kept"] for _, body in scene.journal("preferences.kept")] == [True, False]


def test_thinking_it_over_brings_back_what_was_kept_before(scene: Scene) -> None:
    carried = scene.member()
    before = Preferences("en", "dark", 3)
    scene.reception.keep_preferences(carried.member, before)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, touch=Bar.CONTRAST),
        Step(Welcome, touch=preferences.Action.KEEP),
        Step(Welcome, touch=preferences.Action.UNDO),
    )
    assert toast(flow) == scene.desk.words.t("As before")
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle), Step(Idle, scan=carried.code, leads_to=Welcome))
    assert shown(scene) == before


def test_they_hold_over_a_restart_and_at_every_place(scene: Scene) -> None:
    carried = scene.member()
    flow = keeps(scene, Flow(scene), carried.code)
    wanted = shown(scene)
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    scene.session(carried, 7)
    scene.reopen()
    place: type[Place] = MySession
    Flow(scene).run(Step(Idle, scan=carried.code, leads_to=place))
    assert shown(scene) == wanted


def test_another_person_starts_with_their_own(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    flow = keeps(scene, Flow(scene), carried.code)
    flow.run(
        Step(Welcome, scan=other.code),
        Step(Welcome, touch="overlay.change", leads_to=Welcome),
    )
    assert shown(scene) == house(scene)
    flow.run(Step(Welcome, touch=welcome.Action.VISIT))


def test_the_store_did_not_answer_and_nothing_is_promised(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=Bar.TEXT))
    scene.store.trouble = "down"
    flow.touch(preferences.Action.KEEP)
    assert flow.view.place == "notice"
    assert flow.view.frame.toast is None

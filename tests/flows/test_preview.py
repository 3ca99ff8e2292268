"""Where what a camera sees is shown: only where the site wants it, and only where somebody may present a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.settings import Settings
from kiosk.events import DeviceState
from kiosk.places import charter, devices
from kiosk.places.assisted import Assisted
from kiosk.places.board import Board
from kiosk.places.charter import Charter
from kiosk.places.devices import Devices
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice
from kiosk.places.view import Tab
from kiosk.places.welcome import Welcome
from tests.factories import Scene, sample
from tests.flows.harness import Flow, Step
from tests.flows.ways import staff_mode

MakeScene = Callable[..., Scene]
CAMERA = "camera:///dev/video0"


def site(url: str = CAMERA, *also: str, preview: bool = True) -> Settings:
    settings = sample()
    return replace(settings, reader=replace(settings.reader, url=url, also=also, preview=preview))


def with_camera(make_scene: MakeScene, settings: Settings, name: str = "reader") -> Scene:
    scene = make_scene(settings)
    scene.device(name, DeviceState.READY)
    return scene


def shown(scene: Scene) -> bool:
    return scene.front.view().frame.preview


def test_nothing_is_shown_unless_the_site_wants_it(make_scene: MakeScene) -> None:
    assert sample().reader.preview is False
    assert not shown(with_camera(make_scene, site(preview=False)))
    assert not shown(with_camera(make_scene, site("/dev/ttyACM0")))
    assert shown(with_camera(make_scene, site()))


def test_it_is_shown_while_the_camera_works(make_scene: MakeScene) -> None:
    scene = with_camera(make_scene, site())
    for state, expected in (
        (DeviceState.SEARCHING, False),
        (DeviceState.DEGRADED, True),
        (DeviceState.BLOCKED, False),
        (DeviceState.READY, True),
    ):
        scene.device("reader", state)
        assert shown(scene) is expected


def test_a_camera_beside_a_scanner_counts_under_its_own_name(make_scene: MakeScene) -> None:
    settings = site("/dev/ttyACM0", CAMERA)
    assert not shown(with_camera(make_scene, settings))
    assert shown(with_camera(make_scene, settings, "reader-2"))


def test_never_during_a_visit(make_scene: MakeScene) -> None:
    scene = with_camera(make_scene, site())
    flow = Flow(scene).run(Step(Idle, scan=scene.member().code), Step(Welcome))
    assert not flow.view.frame.preview


def test_on_a_refusal_because_a_new_card_works_at_once(make_scene: MakeScene) -> None:
    scene = with_camera(make_scene, site())
    flow = Flow(scene).run(Step(Idle, scan="nothing of ours"), Step(Notice))
    assert flow.view.frame.preview


def test_while_a_mediator_s_card_is_awaited(make_scene: MakeScene) -> None:
    scene = with_camera(make_scene, site())
    flow = Flow(scene).run(
        Step(Idle, scan=scene.member(signed=False).code), Step(Charter, touch=charter.Action.CANNOT), Step(Assisted)
    )
    assert flow.view.frame.preview


@pytest.mark.parametrize("presented", [False, True])
def test_while_staff_try_a_card(make_scene: MakeScene, presented: bool) -> None:
    scene = with_camera(make_scene, site())
    flow, colleague = staff_mode(scene)
    flow.run(Step(Board, touch=Tab.DEVICES), Step(Devices))
    assert not flow.view.frame.preview
    flow.run(Step(Devices, touch=devices.Action.CARD))
    if presented:
        flow.run(Step(Devices, scan=colleague.code))
    assert flow.view.frame.preview is not presented

"""What the camera sees, on the screen: like a mirror, only while it is wanted, and at no cost otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.events import DeviceState
from kiosk.places.view import View
from kiosk.preview import Preview, SmallPicture
from tests.factories import Scene, sample
from tests.gallery.catalogue import SAMPLES
from tests.gallery.rendering import LYING, PORTRAIT, Gallery
from tests.gallery.samples import Asked
from tests.touch.harness import Stage, cut_texts, overlapping_texts, stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.app import KioskApp
from screens.look import look
from screens.places import Places

#: White at the top left, as the camera sees it; black elsewhere.
CORNER = SmallPicture(4, 4, bytes([255, 255, 0, 0, 255, 255, 0, 0] + [0] * 8))


@pytest.fixture(scope="module", params=[PORTRAIT, LYING], ids=["upright", "lying"])
def gallery(request: pytest.FixtureRequest) -> Iterator[Gallery]:
    with stage(*request.param) as scene:
        yield Gallery(scene)


def seen(name: str) -> View:
    view = SAMPLES[name](Asked(landscape=look.geometry.landscape))
    return replace(view, frame=replace(view.frame, preview=True))


@pytest.mark.parametrize("name", ["01-idle", "10b-unknown", "17-devices-try-card"])
def test_the_picture_is_a_mirror(gallery: Gallery, tmp_path: Path, name: str) -> None:
    router = gallery.show(seen(name))
    router.picture(CORNER)
    camera: Any = router.place.camera  # type: ignore[union-attr]
    with Image.open(gallery.stage.shot(tmp_path / "seen.png")) as picture:
        grey = picture.convert("L")
    top = look.geometry.height - camera.top
    quarters = [
        grey.getpixel((round(camera.x + camera.width * x), round(top + camera.height * y)))
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]
    assert [value > 128 for value in quarters] == [False, True, False, False]  # type: ignore[operator]
    assert not cut_texts(router)
    assert not overlapping_texts(router)


def test_it_is_forgotten_with_its_screen(gallery: Gallery) -> None:
    router = gallery.show(seen("01-idle"))
    router.picture(CORNER)
    place: Any = router.place
    assert place.camera.texture is not None
    gallery.show(SAMPLES["02-welcome"](Asked(landscape=look.geometry.landscape)))
    assert place.camera.texture is None


def test_without_a_camera_the_card_is_drawn(gallery: Gallery) -> None:
    gallery.show(seen("01-idle"))
    router = gallery.show(SAMPLES["01-idle"](Asked(landscape=look.geometry.landscape)))
    place: Any = router.place
    assert place.camera.parent is None
    assert place.card.parent is place


class TestTheKiosk:
    """The whole of it: the core wants pictures, the window fetches them, and stops."""

    @pytest.fixture
    def kiosk(self, tmp_path: Path) -> Iterator[tuple[Scene, KioskApp, Preview, Stage]]:
        settings = sample()
        settings = replace(settings, reader=replace(settings.reader, url="camera:///dev/video0", preview=True))
        with stage(*PORTRAIT) as glass:
            scene, slot = Scene(tmp_path / "kiosk", settings), Preview()
            app = KioskApp(scene.front, Places())
            app.equip(None, slot)
            glass.add(app.router)
            app.refresh()
            glass.frames()
            yield scene, app, slot, glass
            app.preview.watch(wanted=False)
            app.loop.stop()
            scene.close()

    def test_pictures_come_while_a_card_may(self, kiosk: tuple[Scene, KioskApp, Preview, Stage]) -> None:
        scene, app, slot, glass = kiosk
        wanted = [slot.wanted]
        scene.device("reader", DeviceState.READY)
        app.refresh()
        wanted.append(slot.wanted)
        slot.put(CORNER)
        glass.advance(0.5)
        place: Any = app.router.place
        assert place.camera.texture is not None
        scene.scan(scene.member().code)
        app.refresh()
        glass.frames()
        assert [*wanted, slot.wanted] == [False, True, False]
        assert place.camera.texture is None

    def test_without_a_new_picture_nothing_is_drawn(self, kiosk: tuple[Scene, KioskApp, Preview, Stage]) -> None:
        from kivy.core.window import Window

        scene, app, slot, glass = kiosk
        scene.device("reader", DeviceState.READY)
        app.refresh()
        glass.advance(1.0)
        drawn = []
        Window.bind(on_draw=lambda *_: drawn.append(1))
        glass.advance(0.9)
        assert drawn == []
        slot.put(CORNER)
        glass.advance(0.3)
        assert drawn

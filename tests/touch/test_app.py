"""The window around the screens: frame, switching, waking, and the way back from a mistake."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from kivy.core.window import Window

from kiosk.places.view import Bar, BarItem, Button, Dialog, Frame, Toast, View
from screens.app import LAST_MISTAKE, KioskApp
from screens.loop import Loop
from screens.router import UnknownPlaceError
from screens.screen import Place
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt
from tests.touch.harness import Stage, find, findings, texts

BAR = (
    BarItem(Bar.HELP, "help", "Appeler un animateur"),
    BarItem(Bar.LANGUAGE, "language", "Langue", "FR"),
    BarItem(Bar.TEXT, "textSize", "Texte"),
    BarItem(Bar.CONTRAST, "contrast", "Contraste"),
    BarItem(Bar.LISTEN, "audio", "Écouter"),
    BarItem(Bar.QUIT, "quit", "Quitter"),
)
FRAME = Frame(title="Médiathèque des Tilleuls", subtitle="Espace numérique", corner="14:42", items=BAR)


class Idle(Place):
    """One sentence and one button."""

    left = 0

    def compose(self) -> None:
        self.words = self.put(Txt(role="h1"), 60, 200, 960, 90)
        self.go = self.put(PushButton(), 60, 1572, 960, 128)

    def show(self, state: Any) -> None:
        self.words.text = state
        self.go.show(Button("idle.go", "Commencer"), self.emit)

    def leave(self) -> None:
        Idle.left += 1


class Welcome(Idle):
    """The same, elsewhere."""


class ScriptedFront:
    """A core that shows what it is told to and remembers what it was asked."""

    def __init__(self) -> None:
        self.shown = View("idle", FRAME, "Bonjour")
        self.changed = 0
        self.said: list[tuple[str, object]] = []
        self.pumped = self.ticks = 0
        self.touches = 0
        self.failing = False

    def put(self, **changes: Any) -> None:
        self.shown = replace(self.shown, **changes)
        self.changed += 1

    def view(self) -> View:
        if self.failing:
            raise ValueError("Amina Benali")
        return self.shown

    def touch(self, action: str, value: object | None = None) -> None:
        self.said.append((action, value))
        if action == "idle.go":
            self.put(place="welcome", state="Que voulez-vous faire ?")
        elif action == Bar.QUIT:
            self.put(place="idle", state="Bonjour", dialog=None)

    def alive(self) -> None:
        self.touches += 1

    def tick(self) -> None:
        self.ticks += 1

    def pump(self) -> None:
        self.pumped += 1


@pytest.fixture
def front() -> ScriptedFront:
    return ScriptedFront()


@pytest.fixture
def app(window: Stage, front: ScriptedFront) -> Iterator[KioskApp]:
    app = KioskApp(front, {"idle": Idle, "welcome": Welcome})
    for name in ("idle", "welcome"):
        app.router.screen(name)
    window.add(app.router)
    app.refresh()
    window.frames()
    yield app
    app.loop.stop()


def test_a_touch_goes_to_the_core_and_its_answer_to_the_screen(
    window: Stage, app: KioskApp, front: ScriptedFront
) -> None:
    before = Idle.left
    window.tap(find(app.router, "Commencer"))
    window.frames()
    assert front.said == [("idle.go", None)]
    assert app.router.showing == "welcome"
    assert "Que voulez-vous faire ?" in texts(app.router)
    assert "Bonjour" not in texts(app.router)
    assert Idle.left == before + 1


def test_the_frame_is_drawn_and_nothing_is_cut_or_too_small(window: Stage, app: KioskApp) -> None:
    assert {"Médiathèque des Tilleuls", "14:42", "Contraste"} <= set(texts(app.router))
    assert findings(app.router) == {}


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1200, 1920), (1280, 800), (800, 480)])
def test_the_bar_fits_every_window_and_text_step(
    window: Stage, app: KioskApp, front: ScriptedFront, step: int, width: int, height: int
) -> None:
    items = (replace(BAR[0], label="Aide"), *BAR[1:]) if step == 3 else BAR
    front.put(frame=replace(FRAME, text_step=step, items=items))
    app.refresh()
    window.resize(width, height)
    assert findings(app.router.bar) == {}
    assert findings(app.router.header) == {}


STAFF = Frame(
    staff=True, title="Mode animateur", subtitle="Carte animateur reconnue à 16:55", items=BAR,
    corner="Se ferme dans 0:28", corner_bold="16:57", corner_icon="staffLock",
)  # fmt: skip


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800), (800, 480)])
def test_the_header_of_staff_drops_what_has_no_room_and_cuts_nothing(
    window: Stage, app: KioskApp, front: ScriptedFront, step: int, width: int, height: int
) -> None:
    front.put(frame=replace(STAFF, text_step=step))
    app.refresh()
    window.resize(width, height)
    assert findings(app.router.header) == {}
    assert {"Mode animateur", "Se ferme dans 0:28", "16:57"} <= set(texts(app.router.header))
    assert ("Carte animateur reconnue à 16:55" in texts(app.router.header)) is (step < 3 or width > height)


@pytest.mark.parametrize("position", ["bottom-right", "bottom-left", "bottom", "right"])
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("step", [1, 3])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800), (800, 480)])
def test_the_items_keep_clear_of_the_reader_marker(
    window: Stage, app: KioskApp, front: ScriptedFront, width: int, height: int, step: int, language: str, position: str
) -> None:
    idle = replace(FRAME, items=BAR[:-1], reader="Lecteur", reader_position=position, text_step=step, language=language)
    front.put(frame=replace(idle, items=(replace(BAR[0], label="Aide"), *BAR[1:-1])) if step == 3 else idle)
    app.refresh()
    window.resize(width, height)
    assert findings(app.router.bar) == {}
    marker = app.router.bar.marker
    for button in app.router.bar.buttons:
        assert button.right <= marker.x or button.x >= marker.right
        assert button.x >= 0
        assert button.right <= width
    assert (marker.center_x > width / 2) is (position != "bottom-left")


def test_a_screen_takes_no_finger_while_it_settles(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    go = find(app.router, "Commencer")
    window.tap(go)
    window.strokes([[go.center]])  # the second half of a double tap
    assert len(front.said) == 1


def test_a_reason_is_shown_and_goes_away(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    app.router.place.go.show(Button("x", "Signer", disabled_reason="Signez d’abord."), app.router.emit)  # type: ignore[union-attr]
    window.frames()
    window.tap(find(app.router, "Signer"))
    assert "Signez d’abord." in texts(app.router)
    window.advance(7)
    assert "Signez d’abord." not in texts(app.router)
    assert front.said == []


def test_a_toast_of_the_core_can_be_undone(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    front.put(frame=replace(FRAME, toast=Toast("addTime", "15 minutes ajoutées", Button("undo", "Annuler", value=3))))
    app.refresh()
    window.frames()
    window.tap(find(app.router.toast, "Annuler"))
    assert front.said == [("undo", 3)]


def test_the_bar_works_over_a_dialog(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    front.put(dialog=Dialog("Toujours là ?", "", (Button("stay", "Oui"),)))
    app.refresh()
    window.frames()
    window.tap(find(app.router.bar, "Contraste"))
    window.tap(540, 1500)  # under the veil
    assert front.said == [(Bar.CONTRAST, None)]


@pytest.mark.parametrize("key", [27, 282, 285, 13])  # Escape, F1, F4, Enter without focus
def test_dangerous_keys_do_nothing(app: KioskApp, front: ScriptedFront, key: int) -> None:
    assert app._key(Window, key, 0, None, ["alt"]) is True
    assert front.said == []
    assert Window.dispatch("on_request_close") is True


def test_an_unknown_place_is_an_error_at_once(app: KioskApp) -> None:
    with pytest.raises(UnknownPlaceError):
        app.router.screen("cellar")


def test_a_mistake_shows_the_failsafe_screen_then_idle(
    window: Stage, app: KioskApp, front: ScriptedFront, caplog: pytest.LogCaptureFixture
) -> None:
    front.put()
    front.failing = True
    with caplog.at_level(logging.ERROR):
        app.tick()
    window.frames()
    assert any("La borne redémarre…" in texts(child) for child in Window.children)
    assert app.router.parent is None
    assert "ValueError" in caplog.text
    assert "Amina" not in caplog.text
    front.failing = False
    window.advance(4)
    assert app.router.parent is Window
    assert app.router.showing == "idle"
    assert front.said == [(Bar.QUIT, None)]


def test_repeated_mistakes_end_the_process(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    front.put()
    front.failing = True
    app.tick()
    for _ in range(LAST_MISTAKE):
        window.advance(4)
    assert app.gave_up


def test_a_device_thread_wakes_the_loop(window: Stage) -> None:
    pumped = threading.Event()
    failures: list[Exception] = []

    def pump() -> None:
        pumped.set()
        loop.stop()

    loop = Loop(pump, failures.append)
    threading.Thread(target=loop.wake).start()
    loop.run()
    assert pumped.is_set()
    assert failures == []


def test_an_exception_in_the_loop_is_handed_over(window: Stage) -> None:
    failures: list[Exception] = []

    def pump() -> None:
        loop.stop()
        raise RuntimeError("reader")

    loop = Loop(pump, failures.append)
    loop.wake()
    loop.run()
    assert [type(problem) for problem in failures] == [RuntimeError]


def test_the_loop_sleeps_until_the_next_clock_event(window: Stage) -> None:
    from kivy.clock import Clock

    window.frames()
    event = Clock.schedule_once(lambda _dt: None, 0.4)
    window.clock.now += 0
    assert Loop.rest(0.001) == pytest.approx(0.4, abs=0.02)
    event.cancel()
    assert Loop.rest(0.001) > 0.5


def test_any_finger_on_the_panel_counts_as_somebody_there(window: Stage, app: KioskApp, front: ScriptedFront) -> None:
    before = front.touches
    window.tap(5, 5)
    assert front.touches == before + 1

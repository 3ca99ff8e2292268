"""The whole kiosk on the stage: the real core over a real store, the real screens, and somebody at a keypad."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.factories import Scene
from tests.touch.harness import Stage, texts

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.core.window import Window

from screens.app import KioskApp
from screens.keypad import CODES, Keypad
from screens.places import Places
from screens.widgets.touchable import Touchable

SECOND = 1.0


@dataclass
class Person:
    """Presses keys, listens, and sees where the focus is."""

    stage: Stage
    scene: Scene
    app: KioskApp

    @property
    def place(self) -> str:
        return self.scene.front.view().place

    @property
    def focused(self) -> Touchable:
        """The control that has the focus; the only one with a ring."""
        ringed = [control for control in self.app.focus.order() if control.ring_outer and control.ring_inner]
        assert ringed == [self.app.focus.current]
        return ringed[0]

    def heard(self) -> list[str]:
        """What was read since the last call."""
        said = [sentence for sentence in self.scene.speaker.spoken if sentence]
        self.scene.speaker.spoken.clear()
        return said

    def press(self, name: str, *, wait: float = 0.4) -> None:
        """One key, down and up, after a moment."""
        self.stage.advance(wait)
        self.signal(name)
        Window.dispatch("on_key_up", CODES[name.removeprefix("shift+")], 0)
        self.stage.frames()

    def signal(self, name: str, *modifiers: str) -> None:
        """What a keyboard sends for a key that is down."""
        held = [*modifiers, *(["shift"] if name.startswith("shift+") else [])]
        Window.dispatch("on_key_down", CODES[name.removeprefix("shift+")], 0, None, held)

    def reach(self, words: str, key: str = "f14") -> None:
        """Go on with one key until the focus is on the control that reads `words`."""
        for _ in range(len(self.app.focus.order()) + 2):
            if self.app.focus.current is not None and self._reads(words):
                return
            self.press(key)
        raise LookupError(f"{words!r} is not reached at {self.place}")

    def _reads(self, words: str) -> bool:
        """Whether the focused control says so; a number must be all of one of its texts."""
        return any(words == text or (not words.isdigit() and words in text) for text in texts(self.focused))

    def use(self, words: str) -> None:
        """Go to a control and use it."""
        self.reach(words)
        self.press("f15")

    def scan(self, code: str) -> None:
        """Present a card."""
        self.scene.scan(code)
        self.app.refresh()
        self.stage.frames()

    def pass_time(self, seconds: int) -> None:
        """Let seconds pass on both clocks, that of the core and that of the window."""
        for _ in range(seconds):
            self.scene.pass_time(SECOND)
            self.app.refresh()
            self.stage.advance(SECOND)


@contextmanager
def person(stage: Stage, folder: Path, keypad: Keypad | None = None, **options: Any) -> Iterator[Person]:
    """Somebody in front of the sample site's kiosk, whose voice works."""
    scene = Scene(folder / "kiosk")
    app = KioskApp(scene.front, Places(), keypad=keypad or scene.settings.keypad, **options)
    Window.bind(on_key_down=app._key, on_key_up=app._key_up)
    stage.add(app.router)
    app.refresh()
    stage.frames()
    try:
        yield Person(stage, scene, app)
    finally:
        Window.unbind(on_key_down=app._key, on_key_up=app._key_up)
        app.focus.let_go()
        app.loop.stop()
        scene.close()

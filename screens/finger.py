"""A finger on the real window, for the guided visit: taps and strokes go the way of the panel's own touches.

It finds a control by the words that a person reads on it, and touches the middle of it. Screen thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from kivy.core.window import Window

from screens.app import KioskApp
from screens.focus import controls
from screens.motion import SECONDS
from screens.router import SETTLE
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.touchable import Touchable

WORDS = ("text", "title", "number", "label")
"""Properties in which controls keep what a person reads on them, the most telling first."""

PATIENCE = 10.0
BUTTON = "left"


class NothingHappenedError(RuntimeError):
    """What was waited for did not come."""


class NothingToTouchError(LookupError):
    """No control with these words is on the screen."""


class Finger:
    """Touches the window of an app that was started and whose loop nobody else turns."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app

    def turn(self) -> None:
        """One turn of the app's loop."""
        self._app.loop.turn()

    def pause(self, seconds: float) -> None:
        """Let real time pass while the window lives."""
        end = monotonic() + seconds
        self.until(lambda: monotonic() >= end, seconds + PATIENCE)

    def until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Turn until the condition holds. Raises NothingHappenedError after `seconds`."""
        end = monotonic() + seconds
        while not condition():
            if monotonic() > end:
                raise NothingHappenedError(f"nothing happened within {seconds:.0f} s at {self._app.router.showing!r}")
            self._app.loop.breathe()

    def tap(self, words: str) -> None:
        """Touch the control that reads `words`. Raises NothingToTouchError."""
        self.pause(SETTLE + 0.05)
        control = self.find(words)
        self._draw([control.to_window(*control.center)])

    def find(self, words: str) -> Touchable:
        """The control that reads `words`."""
        readable = []
        for control in self._controls():
            said = [str(getattr(control, name)) for name in WORDS if getattr(control, name, "")]
            if words in said:
                return control
            readable += said[:1]
        raise NothingToTouchError(f"{words!r}; there are: {', '.join(readable)}")

    def sign(self, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Draw on the signature pad; coordinates are 0–1 of the pad from its top left."""
        self.pause(SETTLE + 0.05)
        pad = next(w for w in self._walk(self._app.router.place) if isinstance(w, SignaturePad))
        left, bottom = pad.to_window(pad.x, pad.y)
        for stroke in strokes:
            self._draw([(left + x * pad.width, bottom + (1 - y) * pad.height) for x, y in stroke])

    def shot(self, path: Path) -> Path:
        """Write what is on the screen as PNG, once it stands still."""
        self.pause(SECONDS)
        for _ in range(3):
            self.turn()
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(Window.screenshot(name=str(path.absolute()))).replace(path)
        return path

    def _draw(self, points: Sequence[tuple[float, float]]) -> None:
        """Down, along, up; window coordinates in pixels from the bottom left."""
        from_top = [(x, Window.height - y) for x, y in points]
        Window.dispatch("on_mouse_down", *from_top[0], BUTTON, [])
        self.turn()
        for x, y in from_top[1:]:
            Window.dispatch("on_mouse_move", x, y, [])
            self.turn()
        Window.dispatch("on_mouse_up", *from_top[-1], BUTTON, [])
        self.turn()

    def _controls(self) -> Iterator[Touchable]:
        router = self._app.router
        roots = [router.dialog, router.toast, router.bar]
        if router.dialog.dialog is None and router.place is not None:
            roots.insert(0, router.place)
        for root in roots:
            yield from controls(root)

    def _walk(self, root: Any) -> Iterator[Any]:
        yield root
        for child in root.children:
            yield from self._walk(child)

"""Drives real screens without a display: virtual time, real touches, pictures of what a visitor would see.

Import this module before anything that imports Kivy: it prepares the environment.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screens.environment import WindowSettings, prepare

# The offscreen driver never enlarges its first surface: begin with the largest one used.
LARGEST = 1920
prepare(WindowSettings(width=LARGEST, height=LARGEST, offscreen=True, home=Path(tempfile.mkdtemp(prefix="kivy-"))))

import kivy.clock
from kivy.base import EventLoop, stopTouchApp
from kivy.clock import ClockBase
from kivy.context import Context
from kivy.core.window import Window
from kivy.tests.common import UnitTestTouch

from screens.focus import controls
from screens.geometry import TOUCH_TOP
from screens.look import look
from screens.router import Router
from screens.theme import TOKENS
from screens.widgets.txt import Txt

FRAME = 1 / 60
#: Seconds let go before a tap, so that debounce and settling of a new screen are over.
PAUSE = 0.35

Said = list[tuple[str, object]]


class VirtualClock(ClockBase):
    """A Kivy clock whose time only moves when told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        super().__init__()
        self._max_fps = 0

    def time(self) -> float:
        return self.now

    def usleep(self, microseconds: float) -> None:
        self.now += microseconds / 1e6


@dataclass
class Stage:
    """The window under test."""

    clock: VirtualClock

    def add(self, *widgets: Any) -> None:
        """Put widgets into the window."""
        for widget in widgets:
            Window.add_widget(widget)
        self.frames()

    def remove(self, *widgets: Any) -> None:
        """Take widgets off the window."""
        for widget in widgets:
            Window.remove_widget(widget)

    def frames(self, count: int = 3) -> None:
        """Run some frames; three settle any layout and draw its letters."""
        for _ in range(count):
            self.clock.now += FRAME
            EventLoop.idle()

    def advance(self, seconds: float, step: float = 0.1) -> None:
        """Let virtual time pass, in steps."""
        left = seconds
        while left > 1e-9:
            pace = min(step, left)
            self.clock.now += pace
            left -= pace
            EventLoop.idle()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size in pixels, at most `LARGEST` each way."""
        Window.size = (width, height)
        Window.mainloop()
        look.fit(width, height)
        self.advance(0.3)
        self.frames()

    def tap(self, target: Any, y: float | None = None) -> None:
        """Touch and release the middle of a widget, or a point in pixels from the bottom left."""
        self.advance(PAUSE)
        x, y = target.to_window(*target.center) if y is None else (target, y)
        self.strokes([[(x, y)]])

    def strokes(self, lines: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Draw lines with one finger, in pixels from the bottom left of the window."""
        for line in lines:
            touch = UnitTestTouch(*line[0])
            touch.touch_down()
            self.frames(1)
            for x, y in line[1:]:
                touch.touch_move(x, y)
                self.frames(1)
            touch.touch_up()
            self.frames(3)

    def shot(self, path: Path | str) -> Path:
        """Write what is on the screen as PNG."""
        self.frames()
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(Window.screenshot(name=str(path))).replace(path)
        return path


@contextmanager
def stage(width: int = 1080, height: int = 1920) -> Iterator[Stage]:
    """An empty window of this size on a virtual clock; everything is taken down at the end."""
    context = Context(init=False)
    clock = VirtualClock()
    context["Clock"] = clock
    context.push()
    EventLoop.ensure_window()
    Window.clear()
    for child in list(Window.children):
        Window.remove_widget(child)
    if EventLoop.status != "started":
        EventLoop.start()
    for provider in list(EventLoop.input_providers):
        EventLoop.remove_input_provider(provider)
    scene = Stage(clock)
    look.dress()
    look.motion = False
    scene.resize(width, height)
    try:
        yield scene
    finally:
        for child in list(Window.children):
            Window.remove_widget(child)
        look.dress()
        scene.frames(1)
        context.pop()


def walk(root: Any) -> Iterator[Any]:
    """A widget and everything under it that can be seen."""
    if root.opacity == 0:
        return
    yield root
    for child in root.children:
        yield from walk(child)


def texts(root: Any) -> list[str]:
    """Every text that can be read, from top to bottom."""
    found = [widget for widget in walk(root) if isinstance(widget, Txt) and widget.text]
    return [widget.text for widget in sorted(found, key=lambda widget: (-widget.top, widget.x))]


def find(root: Any, text: str) -> Any:
    """The control that carries a text, or else the text itself. Raises LookupError."""
    for control in controls(root):
        if any(text in words for words in texts(control)):
            return control
    for widget in walk(root):
        if isinstance(widget, Txt) and text in widget.text:
            return widget
    raise LookupError(f"{text!r} is not on the screen: {texts(root)}")


def cut_texts(root: Any) -> list[str]:
    """Texts that have less room than they need, or leave the window."""
    found = []
    for widget in walk(root):
        if isinstance(widget, Txt) and widget.text:
            outside = widget.x < -1 or widget.right > Window.width + 1
            if widget.cut or outside:
                found.append(widget.text)
    return found


def _ink(widget: Txt) -> tuple[float, float, float, float]:
    """The pixels that the letters of a text really cover."""
    width, height = widget.natural(widget.width)
    spare = widget.width - width
    side = {"start": 1.0 if look.rtl else 0.0, "center": 0.5, "end": 0.0 if look.rtl else 1.0}[widget.align]
    low = {"top": widget.top - height, "middle": widget.center_y - height / 2, "bottom": widget.y}[widget.valign]
    left = widget.x + spare * side
    # Line boxes may touch; letters do not fill them.
    return left, low + height * 0.15, left + width, low + height * 0.85


def overlapping_texts(root: Any) -> list[tuple[str, str]]:
    """Pairs of texts whose letters run into each other; what a dialog or a toast covers does not count."""
    if isinstance(root, Router):
        layers = ([root.place, root.header], [root.dialog], [root.bar], [root.toast])
        return [pair for layer in layers for pair in _overlaps([part for part in layer if part is not None])]
    return _overlaps([root])


def _overlaps(roots: list[Any]) -> list[tuple[str, str]]:
    boxes = [
        (widget.text, _ink(widget))
        for root in roots
        for widget in walk(root)
        if isinstance(widget, Txt) and widget.text.strip()
    ]
    return [
        (one, other)
        for index, (one, a) in enumerate(boxes)
        for other, b in boxes[index + 1 :]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]


def small_targets(root: Any, least: float = TOKENS["touch"]["minDp"]) -> list[str]:
    """Controls whose short side is under `least` reference dp of this window."""
    return [_name(control) for control in controls(root) if min(control.size) < least * look.dp - 0.5]


def high_targets(root: Any) -> list[str]:
    """Controls that reach above the line between reading and touching (upright screens only)."""
    if look.geometry.landscape:
        return []
    line = look.geometry.height - look.geometry.box(0, TOUCH_TOP, 1, 10).y - 10 * look.dp
    return [_name(c) for c in controls(root) if look.geometry.height - c.top < line - 0.5]


def _name(control: Any) -> str:
    return f"{type(control).__name__} {' '.join(texts(control))!r} {control.width:.0f}×{control.height:.0f}"


CHECKS: dict[str, Callable[[Any], list[Any]]] = {
    "cut texts": cut_texts,
    "overlapping texts": overlapping_texts,
    "small targets": small_targets,
    "targets too high": high_targets,
}


def findings(root: Any) -> dict[str, list[Any]]:
    """Everything that the checks find wrong on a drawn screen; empty when it is right."""
    return {name: wrong for name, check in CHECKS.items() if (wrong := check(root))}


def close_window() -> None:
    """End of the test run."""
    stopTouchApp()


assert kivy.clock.Clock is not None

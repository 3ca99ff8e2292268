"""Draws samples as pictures: every screen, in every size, language, text step and theme that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.places.view import View
from tests.touch.harness import FRAME, Stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.lang import Builder

from screens.failsafe import Failsafe
from screens.look import look
from screens.places import Places
from screens.router import Router
from screens.screen import Place

PLACES: Mapping[str, type[Place]] = {**Places(), "failsafe": Failsafe}
LANGUAGES = ("fr", "en", "ar")
STEPS = (1, 2, 3)
PORTRAIT = (1080, 1920)
LYING = (1280, 800)
SMALL = (800, 480)
SIZES = (PORTRAIT, LYING, SMALL)

#: "Amina": four strokes, x and y in hundredths of the pad from its top left.
SIGNATURE = (
    (15, 74, 22, 55, 28, 30, 33, 16, 35.5, 20, 34.5, 40, 33, 70, 34.5, 76, 36, 72),
    (19, 56, 25, 52, 31, 50.5, 38.5, 51),
    (
        *(39, 70, 40, 60, 42, 53, 43, 58, 42.5, 70, 45, 56, 47, 53, 47.5, 60, 47, 70, 50, 56, 52, 54, 52.5, 62),
        *(53, 70, 56, 64, 57.5, 56, 57, 66, 59, 70, 61.5, 60, 62.5, 56, 62, 68, 65, 57, 68, 55, 68.5, 64, 69, 70),
        *(72, 66, 76, 57, 73, 60, 73, 69, 76, 66, 76.5, 57, 77, 68, 80, 68, 84, 62, 87, 58),
    ),
    (58.7, 47.8, 58.9, 48),
)


class Gallery:
    """One router on one stage, showing one view after another."""

    def __init__(self, stage: Stage, places: Mapping[str, type[Place]] = PLACES) -> None:
        self.stage = stage
        self.said: list[tuple[str, Any]] = []
        self.router = Router(places, self._hear)
        stage.add(self.router)

    @property
    def lying(self) -> bool:
        """Whether the window is wider than high."""
        return bool(look.geometry.landscape)

    def _hear(self, action: str, value: object) -> None:
        self.said.append((action, value))

    def show(self, view: View) -> Router:
        """Draw a view."""
        self.router.show(view)
        self.stage.frames()
        return self.router

    def lay_out(self, view: View) -> Router:
        """Place every widget of a view as two frames would, without painting a pixel."""
        self.router.show(view)
        for _ in range(2):
            self.stage.clock.now += FRAME
            self.stage.clock.tick()
            Builder.sync()
            self.stage.clock.tick_draw()
            Builder.sync()
        return self.router

    def picture(self, view: View, path: Path) -> Path:
        """Write a view as PNG."""
        self.show(view)
        return self.stage.shot(path)


def sign(gallery: Gallery) -> None:
    """Let a finger sign on the charter, so that its picture shows a signature."""
    pad: Any = gallery.router.place.pad  # type: ignore[union-attr]
    lines = [[(pad.x + x * pad.width, pad.top - y * pad.height) for x, y in _smooth(stroke)] for stroke in SIGNATURE]
    gallery.stage.advance(0.5)
    gallery.stage.strokes(lines)


def _smooth(stroke: tuple[float, ...], steps: int = 6) -> list[tuple[float, float]]:
    """Points on a curve through these points (Catmull-Rom), as a finger draws them."""
    points = [(x / 100, y / 100) for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
    ends = (points[0], *points, points[-1])
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for index in range(steps):
            t = index / steps
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*found, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

"""Draws samples as pictures: every screen, in every size, language, text step and theme that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.places.view import View
from tests.touch.harness import Stage

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.failsafe import Failsafe
from screens.router import Router
from screens.screen import Place
from screens.staff import PLACES as STAFF
from screens.visitor import PLACES as VISITOR

PLACES: Mapping[str, type[Place]] = {**VISITOR, **STAFF, "failsafe": Failsafe}
LANGUAGES = ("fr", "en", "ar")
STEPS = (1, 2, 3)
PORTRAIT = (1080, 1920)
LYING = (1280, 800)
SMALL = (800, 480)
SIZES = (PORTRAIT, LYING, SMALL)


class Gallery:
    """One router on one stage, showing one view after another."""

    def __init__(self, stage: Stage, places: Mapping[str, type[Place]] = PLACES) -> None:
        self.stage = stage
        self.said: list[tuple[str, Any]] = []
        self.router = Router(places, self._hear)
        stage.add(self.router)

    def _hear(self, action: str, value: object) -> None:
        self.said.append((action, value))

    def show(self, view: View, frames: int = 2) -> Router:
        """Draw a view; two frames settle it."""
        self.router.show(view)
        self.stage.frames(frames)
        return self.router

    def picture(self, view: View, path: Path) -> Path:
        """Write a view as PNG."""
        self.show(view, 4)
        return self.stage.shot(path)


def sign(gallery: Gallery) -> None:
    """Let a finger sign on the charter, so that its picture shows a signature."""
    pad: Any = gallery.router.place.pad  # type: ignore[union-attr]
    letters = (
        ((0.15, 0.74), (0.22, 0.55), (0.28, 0.3), (0.33, 0.16), (0.355, 0.2), (0.345, 0.4), (0.33, 0.7), (0.345, 0.76), (0.36, 0.72)),
        ((0.19, 0.56), (0.25, 0.52), (0.31, 0.505), (0.385, 0.51)),
        (
            (0.39, 0.7), (0.4, 0.6), (0.42, 0.53), (0.43, 0.58), (0.425, 0.7), (0.45, 0.56), (0.47, 0.53), (0.475, 0.6), (0.47, 0.7),
            (0.5, 0.56), (0.52, 0.54), (0.525, 0.62), (0.53, 0.7), (0.56, 0.64), (0.575, 0.56), (0.57, 0.66), (0.59, 0.7),
            (0.615, 0.6), (0.625, 0.56), (0.62, 0.68), (0.65, 0.57), (0.68, 0.55), (0.685, 0.64), (0.69, 0.7), (0.72, 0.66),
            (0.76, 0.57), (0.73, 0.6), (0.73, 0.69), (0.76, 0.66), (0.765, 0.57), (0.77, 0.68), (0.8, 0.68), (0.84, 0.62), (0.87, 0.58),
        ),
        ((0.587, 0.478), (0.589, 0.48)),
    )  # fmt: skip
    lines = [[(pad.x + x * pad.width, pad.top - y * pad.height) for x, y in _smooth(letter)] for letter in letters]
    gallery.stage.advance(0.5)
    gallery.stage.strokes(lines)


def _smooth(points: tuple[tuple[float, float], ...], steps: int = 6) -> list[tuple[float, float]]:
    """Points on a curve through these points (Catmull-Rom), as a finger draws them."""
    ends = (points[0], *points, points[-1])
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for index in range(steps):
            t = index / steps
            found.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*found, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

"""Marks to touch, one after the other: how far a finger lands from where it should. For `vestibule doctor`.

`python -m screens.touch_trial SECONDS` shows them in full screen and prints one JSON list, an entry for each mark: the
distance in per cent of the longer side, or null when it was not touched in time. Ends early when nobody touches.
"""

from __future__ import annotations

import json
import sys
from math import hypot

from screens.environment import WindowSettings, prepare

PLACES = ((0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9))
"""Near each corner and in the middle, as shares of the window."""
RADIUS = 0.04
"""Of a mark, as a share of the shorter side."""
INK, PAPER, DONE = (0.1, 0.1, 0.12, 1), (1, 1, 1, 1), (0.1, 0.55, 0.3, 1)


def measure(seconds: float, size: tuple[int, int] | None = None) -> list[float | None]:
    """Show the marks until all are touched; None for each that was not within `seconds`. `size` in pixels: a window of
    that size, None: the full screen. Call once in a process: it opens its window."""
    width, height = size or (1080, 1920)
    prepare(WindowSettings(width=width, height=height, fullscreen=size is None, show_cursor=True))
    from kivy.base import runTouchApp, stopTouchApp
    from kivy.clock import Clock
    from kivy.core.window import Window
    from kivy.graphics import Color, Ellipse, Line, Rectangle
    from kivy.uix.widget import Widget

    found: list[float | None] = []

    class Marks(Widget):
        """One mark at a time."""

        def draw(self, *_: object) -> None:
            self.canvas.clear()
            radius = RADIUS * min(Window.size)
            with self.canvas:
                Color(*PAPER)
                Rectangle(pos=(0, 0), size=Window.size)
                for number, (across, up) in enumerate(PLACES[: len(found) + 1]):
                    x, y = across * Window.width, up * Window.height
                    Color(*(DONE if number < len(found) else INK))
                    Ellipse(pos=(x - radius, y - radius), size=(2 * radius, 2 * radius))
                    Color(*PAPER)
                    Line(points=(x - radius / 2, y, x + radius / 2, y), width=2)
                    Line(points=(x, y - radius / 2, x, y + radius / 2), width=2)

        def on_touch_down(self, touch: object) -> bool:
            x, y = PLACES[len(found)]
            away = hypot(touch.x - x * Window.width, touch.y - y * Window.height)  # type: ignore[attr-defined]
            found.append(round(100 * away / max(Window.size), 2))
            if len(found) == len(PLACES):
                stopTouchApp()
            else:
                self.draw()
            return True

    marks = Marks()
    Window.bind(size=marks.draw)
    marks.draw()
    Clock.schedule_once(lambda _: stopTouchApp(), seconds)
    runTouchApp(marks)
    return [*found, *[None] * (len(PLACES) - len(found))]


if __name__ == "__main__":
    wanted = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else None
    print(json.dumps(measure(float(sys.argv[1]), wanted)))

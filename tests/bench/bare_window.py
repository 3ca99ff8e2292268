"""Bare Kivy: the windows that the product is measured against. Run as a process of its own.

`label` is a window with a label; `taps` has two screens, each with one label and two buttons. `default` leaves Kivy's
settings alone (multisampling, 60 turns a second); `lean` is the better one: no multisampling, drawn on demand by a loop
that sleeps in SDL until something happens.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

SIZE = (1080, 1920)


def prepare(*, lean: bool) -> None:
    """Configure Kivy before its window is imported."""
    os.environ.update(KIVY_NO_ARGS="1", KIVY_NO_CONFIG="1", KIVY_NO_FILELOG="1", KIVY_LOG_MODE="PYTHON")
    from kivy.config import Config

    Config.set("graphics", "width", str(SIZE[0]))
    Config.set("graphics", "height", str(SIZE[1]))
    Config.set("input", "mouse", "mouse,disable_multitouch")
    if lean:
        Config.set("graphics", "multisamples", "0")
        Config.set("graphics", "maxfps", "0")
        Config.set("graphics", "vsync", "0")


def two_screens() -> tuple[Any, Callable[[], str]]:
    """A label and two buttons on each of two screens; the first button leads to the other screen."""
    from kivy.uix.boxlayout import BoxLayout
    from kivy.uix.button import Button
    from kivy.uix.label import Label
    from kivy.uix.screenmanager import NoTransition, Screen, ScreenManager

    manager = ScreenManager(transition=NoTransition())
    for name, other in (("one", "two"), ("two", "one")):
        box = BoxLayout(orientation="vertical", padding=60, spacing=60)
        box.add_widget(Label(text=f"Screen {name}", font_size=64))
        go = Button(text=f"Go to {other}", font_size=48)
        go.bind(on_release=lambda _button, target=other: setattr(manager, "current", target))
        box.add_widget(go)
        box.add_widget(Button(text="Stay", font_size=48))
        screen = Screen(name=name)
        screen.add_widget(box)
        manager.add_widget(screen)
    return manager, lambda: str(manager.current)


def main(kind: str, manner: str) -> None:
    """Open the window and obey until the process is ended."""
    lean = manner == "lean"
    prepare(lean=lean)
    from kivy.base import EventLoop, runTouchApp
    from kivy.core.window import Window
    from kivy.uix.label import Label

    root, current = two_screens() if kind == "taps" else (Label(text="Vestibule", font_size=64), lambda: "")

    from tests.bench.window_driver import Glass, serve

    glass = Glass()

    def tap() -> float:
        before = current()
        return glass.tap(Window.width / 2, Window.height / 2, lambda: current() != before)

    def ready() -> float:
        glass.until(lambda: True, 0.0)
        return monotonic()

    serve({"ready": ready, "tap": tap, "screen": lambda: glass.screen})
    runTouchApp(root, embedded=lean)
    if lean:
        run_on_demand(EventLoop, glass)


def run_on_demand(event_loop: Any, glass: Any) -> None:
    """Turn only when SDL has something: the shortest loop that answers at once."""
    while not event_loop.quit:
        event_loop.window.mainloop()
        event_loop.idle()
        if not event_loop.window.canvas.needs_redraw:
            glass.sleep(1.0)


if __name__ == "__main__":
    main(*sys.argv[1:3])

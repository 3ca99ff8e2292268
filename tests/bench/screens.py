"""Every screen of the product beside a bare one, drawn in one window after another, and many changes of screens.

The bare one is a label and two buttons of Kivy's own. Both are drawn frame by frame without a pause between, in the
product's window, so what is measured is work and what the display takes. A process of its own.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.bench.figures import Row, Samples, median_row

SIZE = (1080, 1920)
MOST_FIRST, MOST_STEADY = 10.0, 8.0
MOST_CPU_MS = 100.0
MOST_GROWTH = 1.03
CHANGES, MANY_CHANGES = 1000, 10_000
ROUNDS = 5
WARMTH = 3
"""Rounds before memory is looked at: every screen is built, its letters are drawn."""

SOONER = 0.1
"""Part of the changes after which memory is looked at for the first time."""


@dataclass(frozen=True)
class Figures:
    """Milliseconds of each screen by its name, those of the bare one, and memory in MB after some and after all of the
    changes."""

    first: dict[str, list[float]]
    steady: dict[str, list[float]]
    cpu: dict[str, list[float]]
    bare_first: list[float]
    bare_steady: list[float]
    early_mb: float
    late_mb: float
    changes: int


def measure(changes: int) -> Figures:
    """Draw each screen some times, then go from one to the next so many times."""
    root = _window()
    from screens.places import Places
    from screens.router import Router
    from tests.gallery.catalogue import SAMPLES
    from tests.gallery.samples import Asked

    places = Places()
    shown = [sample(Asked("fr")) for sample in reversed(list(SAMPLES.values()))]
    views = {view.place: view for view in shown if view.place in places}
    first: dict[str, list[float]] = {name: [] for name in views}
    steady: dict[str, list[float]] = {name: [] for name in views}
    cpu: dict[str, list[float]] = {name: [] for name in views}
    bare_first, bare_steady = _bare(root)
    router = Router(places, lambda *_: None)
    root.add_widget(router)
    for turn in range(WARMTH + ROUNDS):
        for name, view in views.items():
            began, worked = perf_counter(), process_time()
            router.show(view)
            _frame()
            if turn >= WARMTH:
                first[name].append(_since(began))
                cpu[name].append((process_time() - worked) * 1000)
                steady[name].append(_again())
    early = 0.0
    for count, view in enumerate(islice(cycle(views.values()), changes), start=1):
        router.show(view)
        _frame()
        if count == round(changes * SOONER):
            early = _memory()
    return Figures(first, steady, cpu, bare_first, bare_steady, early, _memory(), changes)


def _window() -> Any:
    """The window of the product, ready to draw."""
    from screens.environment import WindowSettings, prepare

    prepare(WindowSettings(width=SIZE[0], height=SIZE[1], home=Path(os.environ["KIVY_HOME"])))
    from kivy.base import EventLoop
    from kivy.core.window import Window

    from screens.look import look

    EventLoop.start()
    look.fit(*SIZE)
    look.dress()
    return Window


def rows(found: Figures) -> Iterator[Row]:
    """The lines of the table: of many screens the slowest one is told."""
    for what, screens, bare, most in (
        ("first frame", found.first, found.bare_first, MOST_FIRST),
        ("drawn again", found.steady, found.bare_steady, MOST_STEADY),
    ):
        name, samples = _slowest(screens)
        yield median_row(f"{what} of the slowest screen ({name})", samples, Samples(tuple(bare)), most)
    name, samples = _slowest(found.cpu)
    yield median_row(f"processor for a change, the most ({name}), to {MOST_CPU_MS:g} ms", samples, _limit(), 1.0)
    late, early = Samples((found.late_mb,), "MB"), Samples((found.early_mb,), "MB")
    yield median_row(f"memory after {found.changes:,} changes of screens, to a tenth of them", late, early, MOST_GROWTH)


def _slowest(screens: dict[str, list[float]]) -> tuple[str, Samples]:
    found = {name: Samples(tuple(values)) for name, values in screens.items()}
    name = max(found, key=lambda screen: found[screen].p50)
    return name, found[name]


def _limit() -> Samples:
    return Samples((MOST_CPU_MS,))


def _bare(root: Any) -> tuple[list[float], list[float]]:
    """First and later frames of two bare screens that take turns."""
    from kivy.uix.boxlayout import BoxLayout
    from kivy.uix.button import Button
    from kivy.uix.label import Label

    boxes = []
    for name in ("one", "two"):
        box = BoxLayout(orientation="vertical", padding=60, spacing=60)
        box.add_widget(Label(text=f"Screen {name}", font_size=64))
        for text in ("Go", "Stay"):
            box.add_widget(Button(text=text, font_size=48))
        boxes.append(box)
    first, steady = [], []
    for turn, box in enumerate(islice(cycle(boxes), 2 * (WARMTH + ROUNDS))):
        began = perf_counter()
        root.add_widget(box)
        _frame()
        if turn >= 2 * WARMTH:
            first.append(_since(began))
            steady.append(_again())
        root.remove_widget(box)
    return first, steady


def _frame() -> None:
    """One frame, until its pixels are there."""
    from kivy.base import EventLoop
    from kivy.graphics.opengl import glFinish

    EventLoop.idle()
    glFinish()


def _again() -> float:
    """Milliseconds to draw what is there once more."""
    from kivy.core.window import Window

    began = perf_counter()
    Window.canvas.ask_update()
    _frame()
    return _since(began)


def _since(began: float) -> float:
    return (perf_counter() - began) * 1000


def _memory() -> float:
    """MB that this process alone has written, without what only waits to be collected. What it shares is left out: how
    much of that is ours depends on who else runs."""
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    (size,) = (int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_Dirty:"))
    return size * 1024 / 1e6


def main() -> int:
    """For `tests.bench.processes.run`: the figures as JSON."""
    print(json.dumps(asdict(measure(int(sys.argv[1])))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

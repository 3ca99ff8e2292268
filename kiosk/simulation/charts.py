"""The figures as pictures, for a report: one colour, values written out, titles in the language of the house.

matplotlib is imported here alone, when pictures are asked for; it draws into files, never on a screen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.i18n import Words
from kiosk.simulation import labels
from kiosk.simulation.indicators import Indicators

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DPI = 120
HALF = 0.6
"""From this occupancy on, the number in a cell is written in the light colour."""


def write(found: Indicators, words: Words, folder: Path) -> tuple[Path, ...]:
    """Draw every chart into `folder`, which must exist. Raises OSError."""
    import matplotlib as mpl

    colour: dict[str, str] = json.loads((files("screens") / "tokens.json").read_text("utf-8"))["color"]["light"]
    style: Any = {
        "font.size": 11, "text.color": colour["ink"], "axes.labelcolor": colour["ink2"], "xtick.color": colour["ink2"],
        "ytick.color": colour["ink2"], "axes.edgecolor": colour["line"], "figure.facecolor": colour["surface"],
        "axes.facecolor": colour["surface"], "axes.titleweight": "bold", "axes.titlelocation": "left",
        "axes.spines.top": False, "axes.spines.right": False,
    }  # fmt: skip
    with mpl.rc_context(style):
        return (
            _occupancy(found, words, colour, folder / "occupancy.png"),
            _waits(found, words, colour, folder / "waits.png"),
            _refusals(found, words, colour, folder / "refusals.png"),
        )


@contextmanager
def _picture(path: Path, width: float, height: float) -> Iterator[Axes]:
    """A figure of that size in inches, written to `path` when done."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    yield figure.subplots()
    figure.savefig(path)


def _occupancy(found: Indicators, words: Words, colour: dict[str, str], path: Path) -> Path:
    """Weekday × hour, the value in each cell; closed hours stay empty."""
    from matplotlib.colors import LinearSegmentedColormap

    days = [day for day, of_day in enumerate(found.week) if any(v is not None for v in of_day)] or [0]
    hours = [h for h in range(24) if any(found.week[day][h] is not None for day in days)] or [12]
    names = labels.weekdays(words)
    ramp = LinearSegmentedColormap.from_list("occupancy", [colour["chartTrack"], colour["chart1"]])
    with _picture(path, 1.6 + 0.7 * len(hours), 1.6 + 0.55 * len(days)) as axes:
        cells = [[found.week[day][hour] for hour in hours] for day in days]
        shown = [[float("nan") if v is None else v for v in row] for row in cells]
        axes.imshow(shown, cmap=ramp, vmin=0.0, vmax=1.0, aspect="auto")
        for y, row in enumerate(cells):
            for x, value in enumerate(row):
                if value is not None:
                    ink = colour["onPrimary"] if value > HALF else colour["ink"]
                    axes.text(x, y, f"{100 * value:.0f}", ha="center", va="center", color=ink, size=13, weight="bold")
        axes.set_xticks(range(len(hours)), [f"{hour}" for hour in hours])
        axes.set_yticks(range(len(days)), [names[day] for day in days])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        axes.set_xlabel(words.t("Hour of the day"))
        axes.set_title(words.t("Occupancy of the workstations, in %"))
    return path


def _waits(found: Indicators, words: Words, colour: dict[str, str], path: Path) -> Path:
    """Mean minutes by week."""
    from datetime import date

    with _picture(path, 9, 4) as axes:
        mondays = [date.fromisoformat(monday) for monday, *_ in found.waited_by_week]
        minutes = [m for *_, m in found.waited_by_week]
        axes.bar(range(len(mondays)), minutes, color=colour["chart1"], width=0.8)
        step = max(1, len(mondays) // 8)
        axes.set_xticks(range(0, len(mondays), step), [words.day(day) for day in mondays[::step]], rotation=20)
        if not mondays:
            axes.text(0.5, 0.5, words.t("Nobody waited."), ha="center", transform=axes.transAxes)
        axes.set_ylabel(words.t("minutes"))
        axes.set_title(words.t("Mean wait for a workstation, by week"))
    return path


def _refusals(found: Indicators, words: Words, colour: dict[str, str], path: Path) -> Path:
    """One bar for each reason, most frequent on top, the count at its end."""
    names = labels.refusals(words)
    with _picture(path, 9, 1.4 + 0.36 * max(1, len(found.refusals))) as axes:
        counts = list(found.refusals.values())
        bars = axes.barh([names.get(r, r) for r in found.refusals], counts, color=colour["chart1"])
        axes.bar_label(bars, padding=4, color=colour["ink"])
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)
        axes.set_title(words.t("Visitors turned away, by reason"))
    return path

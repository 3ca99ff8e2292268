"""The room from above: walls, windows, the door, areas, words, and a tile per workstation. Never mirrored."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.places.states import Plan, PlanLabel, PlanWindow, StationTile
from screens.composition import Composition, Pool, breadth
from screens.widgets import station_tile
from screens.widgets.icon import Icon
from screens.widgets.surface import Flat, Surface
from screens.widgets.txt import Txt

_WALL = 4.0
_THICK = 14.0
_TILE = (150.0, 124.0)


class FloorPlan:
    """Draws a plan and its workstations on a sheet; positions are dp of the plan's own box."""

    def __init__(self, sheet: Composition) -> None:
        self._sheet = sheet
        self.room = Surface(border="ink", border_width=_WALL)
        self.door = Flat(fill="canvas")
        self.areas = Pool(lambda: Surface(fill="sunSoft", radius=28))
        self.windows = Pool(lambda: Surface(border="ink", border_width=3, radius=4))
        self.labels = Pool(lambda: Txt(role="small", tone="ink2", wrap=False))
        self.pins = Pool(lambda: Icon(style="fill", tone="primary", glyph_size=38))
        self.tiles = Pool(station_tile.StationTile)
        self._plan = Plan(1, 1)
        self._stations: Sequence[StationTile] = ()

    def show(self, plan: Plan, stations: Sequence[StationTile]) -> None:
        """Take the drawing and the workstations of a state."""
        self._plan, self._stations = plan, stations
        for tile, station in zip(self.tiles.take(len(stations)), stations, strict=True):
            dress(tile, station, self._sheet)

    def place(self, x: float, y: float) -> None:
        """Draw the plan with its top left corner at (x, y) dp of the sheet."""
        plan, put = self._plan, self._sheet.put
        put(self.room, x, y, plan.width, plan.height, mirror=False)
        for surface, area in zip(self.areas.take(len(plan.areas)), plan.areas, strict=True):
            put(surface, x + area.x, y + area.y, area.width, area.height, mirror=False)
        for surface, window in zip(self.windows.take(len(plan.windows)), plan.windows, strict=True):
            left, top, wide, high = self._window(window)
            put(surface, x + left, y + top, wide, high, mirror=False)
        if plan.door is not None:
            start, length = plan.door
            put(self.door, x + start, y + plan.height - _WALL - 1, length, _WALL + 2, mirror=False)
        for tile, station in zip(self.tiles, self._stations, strict=True):
            put(tile, x + station.x, y + station.y, *_TILE, mirror=False)
        self.pins.take(sum(bool(label.icon) for label in plan.labels))
        pins = iter(self.pins)
        for text, label in zip(self.labels.take(len(plan.labels)), plan.labels, strict=True):
            self._label(text, label, next(pins) if label.icon else None, x, y)

    def _label(self, text: Txt, label: PlanLabel, pin: Icon | None, x: float, y: float) -> None:
        """A word: from its left edge and its middle, or beside the pin whose tip is given."""
        text.text = label.text
        text.weight, text.tone = ("SemiBold", "ink") if pin else ("", "ink" if self._inside(label) else "ink2")
        wide = breadth(text) + 2
        left, middle = label.x, label.y
        if pin is not None:
            pin.name = label.icon
            self._sheet.put(pin, x + label.x - 19, y + label.y - 36, 38, 38, mirror=False)
            middle = label.y - 17
            left = label.x + 28
            if left + wide > self._plan.width - 12:
                left = label.x - 28 - wide
        self._sheet.put(text, x + left, y + middle - 22, wide, 44, mirror=False)

    def _inside(self, label: PlanLabel) -> bool:
        """Whether a word stands on a tinted area, where only the darkest ink is dark enough."""
        return any(
            area.x <= label.x <= area.x + area.width and area.y <= label.y <= area.y + area.height
            for area in self._plan.areas
        )

    def _window(self, window: PlanWindow) -> tuple[float, float, float, float]:
        """Left, top, width and height of a window in its wall."""
        middle = (_THICK - _WALL) / 2
        if window.side in {"top", "bottom"}:
            top = -middle if window.side == "top" else self._plan.height - _WALL - middle
            return window.at, top, window.length, _THICK
        left = -middle if window.side == "left" else self._plan.width - _WALL - middle
        return left, window.at, _THICK, window.length


def dress(tile: station_tile.StationTile, station: StationTile, sheet: Composition) -> None:
    """Give a tile the fields of a workstation."""
    tile.number, tile.label, tile.icon = str(station.number), station.label, station.icon
    tile.feature, tile.kind, tile.recommended = station.feature, station.kind, station.recommended
    tile.askable = station.askable
    tile.figure.tabular = True
    tile.means(sheet.emit, station.action, station.number)

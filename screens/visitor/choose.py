"""03, 03b, 19b: a workstation and a length; the best is chosen already. A plan, or a list where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.places.states import ChooseState, StationTile
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, height, title_size
from screens.look import look
from screens.visitor.actions import LYING_HIGH, actions
from screens.visitor.durations import Durations
from screens.visitor.floor_plan import FloorPlan, dress
from screens.widgets import station_tile
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.flow import Flow
from screens.widgets.icon import Icon
from screens.widgets.list_row import ListRow
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

_COLUMNS, _GRID = 3, 12
_LARGE = 3


class Choose(Composition):
    """One touch is enough: the primary button takes what is shown in the arch."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="top")
        self.arch = Arch(standing=False)
        self.word = Txt(role="label", tone="onArch", align="center")
        self.number = Txt(role="h1", tone="onArch", align="center", wrap=False)
        self.recommended = Tag(look="sun", icon="recommended", icon_style="fill", role="small")
        self.free = Tag(look="success", icon="free", role="small")
        for tag in (self.recommended, self.free):
            tag.words.weight, tag.picture.glyph_size, tag.row.gap = "SemiBold", 24, 8
        self.tags = Flow(gap=16, line_gap=8)
        self.where = Txt(role="h2")
        self.features = Flow(gap=36, line_gap=8)
        self.feature_rows = [self._sign("body", "ink2", 34) for _ in range(3)]
        self.legend = [self._sign("small", "ink", 30) for _ in range(6)]
        self.plan = FloorPlan(self)
        self.grid = Pool(station_tile.StationTile)
        self.list_title = Txt(role="label")
        self.page = Txt(role="label", align="center")
        self.rows = Pool(ListRow)
        self.previous, self.next = PushButton(role="label", icon_size=36), PushButton(role="label", icon_size=36)
        self.next.icon_after = True
        self.durations_title = Txt(role="label")
        self.durations = Durations(self, role="h3")
        self.banner = Banner()
        self.back, self.confirm = PushButton(), PushButton(icon_after=True)

    @staticmethod
    def _sign(role: str, tone: str, glyph: float) -> Row:
        """A pictogram and its word."""
        icon = Icon(glyph_size=glyph, tone="primary" if role == "small" else tone)
        return Row(icon, Txt(role=role, tone=tone, wrap=False), gap=10, middle=True)

    def fill(self, state: ChooseState) -> None:
        large = look.step == _LARGE
        self.title.text, self.word.text, self.number.text = state.title, state.station_word, state.number
        self.recommended.text, self.free.text = state.recommended, state.free
        shown = [tag for tag in (self.recommended, None if large else self.free) if tag is not None and tag.text]
        self.tags.fill_with(shown)
        self.where.text = state.place
        features = () if large else state.features[: len(self.feature_rows)]
        self.features.fill_with(self._signs(self.feature_rows, features))
        self._signs(self.legend, state.legend)
        self.durations_title.text = state.durations_title
        self.durations.show(state.durations, large=large or self.lying)
        self.back.show(state.back, self.emit)
        self.confirm.show(state.confirm, self.emit)
        if large:
            self.confirm.icon = ""
        for button, wanted in ((self.previous, state.previous), (self.next, state.next)):
            if wanted is not None:
                button.show(wanted, self.emit)
        if state.banner is not None:
            self.banner.show(state.banner)
        for row, station in zip(self.rows.take(len(state.rows)), state.rows, strict=True):
            row.lead, row.icon, row.title, row.line = str(station.number), "free", station.title, station.line
            row.line_icon = station.feature
            row.chosen = station.kind == "chosen"
            row.means(self.emit, station.action, station.number)

    def upright(self, state: ChooseState) -> None:
        if state.rows:
            self._upright_list(state)
            return
        y = self.pile([(self.title, 0)], 60, 150, 960)
        self._arch(60, max(272.0, y + 24), 252, 300, 176)
        self._about(360, max(272.0, y + 24), 660, 300)
        if not self._notice(state, 60, 592, 960, 76):
            self._legend(60, 596, 960, 48)
        self.plan.show(state.plan, state.stations)
        self.plan.place(60, 676)
        self.put(self.durations_title, 60, 1336, 960, 50)
        self.durations.place(60, 1396, 960, 112, 24)
        actions(self, self.back, self.confirm)

    def _upright_list(self, state: ChooseState) -> None:
        y = self.pile([(self.title, 0)], 60, 146, 960)
        top = max(290.0, y + 24)
        self._arch(60, top, 270, 320, 190)
        self._about(378, top, 642, 320)
        self.list_title.text, self.page.text = state.free, state.page
        if not self._notice(state, 60, 632, 960, 120):
            self.put(self.list_title, 60, 666, 960, 60)
        y = 768.0
        for row in self.rows:
            self.put(row, 60, y, 960, 116)
            y += 128
        self.put(self.previous, 60, 1284, 363, 96)
        self.put(self.page, 423, 1284, 228, 96)
        self.put(self.next, 651, 1284, 369, 96)
        self.durations.place(60, 1416, 960, 112, 24)
        actions(self, self.back, self.confirm)

    def lie(self, state: ChooseState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        y = self.pile([(self.title, 0)], x, 108, wide) + 12
        self.durations.role = "label"
        self.durations.place(x, 564, wide, 84, 12)
        tall = height(self.durations_title, wide)
        self.put(self.durations_title, x, 556 - tall, wide, tall)
        room = 548 - tall - y
        banner = 0.0
        if state.banner is not None:
            self.banner.arrange()
            banner = float(self.banner.natural(wide * look.dp)[1] / look.dp)
            self.put(self.banner, x, y, wide, banner)
        if banner + 150 < room:
            high = min(250.0, room - (banner + 12 if banner else 0))
            y += banner + 12 if banner else 0.0
            self._arch(x, y, high * 0.85, high, high * 0.56)
            self._about(x + high * 0.85 + 24, y, wide - high * 0.85 - 24, high)
        x, wide = TOUCH
        end = LYING_END - LYING_HIGH - 16
        if state.rows:
            high = min(110.0, (end - 24 - 84 - 10 * len(self.rows)) / max(1, len(self.rows)))
            y = 24.0
            for row in self.rows:
                row.line = ""
                self.put(row, x, y, wide, high)
                y += high + 10
            half = wide / 2 - 8
            for button, left in ((self.previous, x), (self.next, x + half + 16)):
                button.icon = ""
                self.put(button, left, end - 84, half, 84)
        else:
            self._grid(state.stations, x, 32, wide, end - 32)
        actions(self, self.back, self.confirm)

    def _grid(self, stations: Sequence[StationTile], x: float, y: float, wide: float, room: float) -> None:
        """Lying, a plan would be too small to read: the tiles stand in order; of many, only what can be taken."""
        if len(stations) > _GRID:
            takeable = [station for station in stations if station.kind in {"free", "chosen"}]
            takeable.sort(key=lambda station: (not station.recommended, station.kind != "chosen", station.number))
            stations = sorted(takeable[:_GRID], key=lambda station: station.number)
        gap = 12.0
        line_gap = 12.0
        each = (wide - gap * (_COLUMNS - 1)) / _COLUMNS
        lines = max(1, -(-len(stations) // _COLUMNS))
        high = min(124.0, (room - line_gap * (lines - 1)) / lines)
        for index, (tile, station) in enumerate(zip(self.grid.take(len(stations)), stations, strict=True)):
            dress(tile, station, self)
            self.put(tile, x + index % _COLUMNS * (each + gap), y + index // _COLUMNS * (high + line_gap), each, high)

    def _arch(self, x: float, y: float, wide: float, high: float, figure: float) -> None:
        self.put(self.arch, x, y, wide, high)
        self.number.sp = figure if len(self.number.text) < 3 else figure * 0.66
        scale = high / 300
        tall = max(60.0, self.word.line_height / look.dp) if not self.lying else self.word.line_height / look.dp
        if height(self.word, wide - 12) <= tall and breadth(self.word) <= wide - 8:
            self.put(self.word, x + 4, y + 95 * scale - tall / 2, wide - 8, tall)
        self.put(self.number, x, y + 192 * scale - figure * 0.55, wide, figure * 1.1)

    def _about(self, x: float, y: float, wide: float, high: float) -> None:
        """What the chosen workstation is: tags, place, equipment."""
        self.tags.fill_with([tag for tag in self.tags.children[::-1] if breadth(tag) <= wide])
        tags = _flow_height(self.tags, wide)
        if self.lying:
            self.where.role = "h3"
        where = height(self.where, wide)
        extra = _flow_height(self.features, wide)
        if tags + where + extra + 40 > high:
            extra = 0.0
        gap = 20.0 if not self.lying else 12.0
        if tags + where + 12 > high:
            tags = 0.0
        pieces = [(self.tags, tags), (self.where, where), (self.features, extra)]
        shown = [(widget, tall) for widget, tall in pieces if tall]
        top = y + (high - sum(tall for _, tall in shown) - gap * (len(shown) - 1)) / 2 + 3
        for widget, tall in pieces:
            if tall:
                self.put(widget, x, top, wide, tall)
                top += tall + gap

    def _notice(self, state: ChooseState, x: float, y: float, wide: float, room: float) -> bool:
        """The banner when there is one: somebody else was quicker. It takes the place of the legend."""
        if state.banner is None:
            return False
        self.put(self.banner, x, y, wide, room)
        return True

    def _legend(self, x: float, y: float, wide: float, high: float) -> None:
        """The signs of the plan, spread over the width; the last ones go when there is no room."""
        rows = self.legend[: len(self.legend)]
        rows = [row for row in rows if row.children[0].text]
        widths = [breadth(row) + 2 for row in rows]
        while len(rows) > 1 and sum(widths) + 16 * (len(rows) - 1) > wide:
            rows, widths = rows[:-1], widths[:-1]
        gap = min(60.0, (wide - sum(widths)) / max(1, len(rows) - 1))
        for row, each in zip(rows, widths, strict=True):
            self.put(row, x, y, each, high)
            x += each + gap

    @staticmethod
    def _signs(rows: list[Row], signs: Sequence[tuple[str, str]]) -> list[Row]:
        """Give rows of pictogram and word their content. Returns the rows in use."""
        for row in rows:
            row.children[0].text = ""
        for row, (icon, words) in zip(rows, signs, strict=False):
            row.children[1].name, row.children[0].text = icon, words
        return rows[: len(signs)]


def _flow_height(flow: Flow, width: float) -> float:
    """Height in dp of a flow at a width: what its lines will take."""
    x = high = total = 0.0
    for item in flow.children[::-1]:
        wide, tall = (float(length) / look.dp for length in item.natural())
        if x and x + wide > width + 1:
            total, x, high = total + high + float(flow.line_gap), 0.0, 0.0
        x, high = x + wide + float(flow.gap), max(high, tall)
    return total + high

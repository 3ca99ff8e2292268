"""14: the room at a glance, who asks for help, and what can be done with one workstation."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.places.states_staff import BoardState
from kiosk.places.view import Button
from screens.composition import Composition, Pool, breadth, extent
from screens.look import LARGEST_STEP, look
from screens.staff.board_pieces import CounterCard, Line, stack_where_needed
from screens.visitor.actions import needed
from screens.widgets import station_tile
from screens.widgets.banner import NARROW, Banner
from screens.widgets.card import Panel
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.surface import Flat
from screens.widgets.txt import Txt

_ROW = 168.0
_ROWS = 3
_PANEL_Y = 1450.0
#: dp: room for the line of a tile; at large text a line that is longer goes, the figures above it say enough.
_LINE = 232.0


class Board(Composition):
    """A touch on a tile selects it; the panel below acts on it."""

    def make(self) -> None:
        self.counters = Pool(CounterCard)
        self.banner = Banner(size_class=2)
        self.banner_button = PushButton(icon_size=36)
        self.list_title = Txt(role="label")
        self.lines = [Line() for _ in range(_ROWS)]
        self.heading = Txt(role="label")
        self.tiles = Pool(station_tile.BoardTile)
        self.previous, self.next = PushButton(role="label", icon_size=32), PushButton(role="label", icon_size=32)
        self.next.icon_after = True
        self.ground, self.edge = Panel(), Flat(fill="ink")
        self.title, self.line = Txt(role="h3", wrap=False), Txt(role="staff", tone="ink2")
        self.line.sp = 0
        self.title_row = Row(self.title, self.line, gap=20)
        self.add = Pool(lambda: PushButton(role="h3", icon_size=32))
        self.main = PushButton(icon_size=40, gap=14)
        self.end = PushButton(role="label", icon_size=36, gap=16)
        self.service = PushButton(role="label", icon_size=36, gap=16)

    def fill(self, state: BoardState) -> None:
        for card, counter in zip(self.counters.take(len(state.counters)), state.counters, strict=True):
            card.take(counter)
        if state.banner is not None:
            self.banner.show(state.banner)
            if state.banner.icon == "help":
                self.banner.look = "help"
        self.heading.text, self.list_title.text = state.stations_title, state.list_title
        for tile, station in zip(self.tiles.take(len(state.tiles)), state.tiles, strict=True):
            tile.number, tile.icon, tile.top_text, tile.line = (
                str(station.number),
                station.icon,
                station.top,
                "" if extent(station.line, "staff")[0] > _LINE else station.line,
            )
            tile.look, tile.selected = station.look, station.selected
            tile.fraction = -1 if station.fraction is None else station.fraction
            tile.means(self.emit, station.action, station.number)
        panel = state.panel
        self.title.text, self.line.text = (panel.title, panel.line) if panel else ("", "")
        buttons: Sequence[Button] = panel.add if panel else ()
        for widget, button in zip(self.add.take(len(buttons)), buttons, strict=True):
            widget.show(button, self.emit)
        for widget, wanted in self._single(state):
            if wanted is not None:
                widget.show(wanted, self.emit)

    def _single(self, state: BoardState) -> list[tuple[PushButton, Button | None]]:
        """The buttons that a state may have or not."""
        panel = state.panel
        return [
            (self.banner_button, state.banner_button),
            (self.previous, state.previous),
            (self.next, state.next),
            (self.main, panel.main if panel else None),
            (self.end, panel.end if panel else None),
            (self.service, panel.service if panel else None),
        ]

    def upright(self, state: BoardState) -> None:
        tall = 124.0 if look.step == 1 else 160.0
        self._counters(60, 144, 960, tall)
        y = 144 + tall + 24
        if state.banner is not None:
            y = self._banner(state, 60, y, 960) + 24
        self._list(state, 60, y, 960, 680)
        paged = state.previous is not None or state.next is not None
        self.put(self.heading, 60, 700, 484 if paged else 960, 52)
        for button, wanted, x in ((self.previous, state.previous, 560.0), (self.next, state.next, 796.0)):
            if wanted is not None and paged:
                self.put(button, x, 664, 224, 84)
        self._tiles(60, 768, 960, _ROW, 152)
        if state.panel is not None or state.banner_button is not None:
            self.put(self.ground, 0, _PANEL_Y, 1080, 302, bleed=True)
            self.put(self.edge, 0, _PANEL_Y, 1080, 4, bleed=True)
        self._panel(state, 60, 1472, 960, (1536, 96), (1646, 88))

    def lie(self, state: BoardState) -> None:
        x, wide = 32.0, 300.0
        if state.banner is None and state.panel is None:
            stack_where_needed(self.counters, wide)
            for index, card in enumerate(self.counters):
                self.put(card, x, 124 + index * 132, wide, 120)
        self._lying_panel(state, x, wide)
        paged = state.previous is not None or state.next is not None
        end = 660.0 - (96 if paged else 0)
        x, wide = 352.0, 896.0
        lines = max(1, -(-len(self.tiles) // 3))
        pitch = min(164.0, (end - 124 + 12) / lines)
        for tile in self.tiles:
            tile.fraction = tile.fraction if pitch >= 160 else -1
        self._tiles(x, 124, wide, pitch, pitch - 12)
        for button, wanted, left in ((self.previous, state.previous, x), (self.next, state.next, x + wide / 2 + 8)):
            if wanted is not None:
                self.put(button, left, 572, wide / 2 - 8, 84)

    def _list(self, state: BoardState, x: float, y: float, wide: float, limit: float) -> None:
        """Which workstations are free next, as many as there is room for."""
        pitch = (84.0, 88.0, 96.0)[look.step - 1]
        room = int((limit - y - 52) // pitch)
        shown = list(zip(self.lines, state.rows, strict=False))[: max(0, room)]
        if not shown:
            return
        self.put(self.list_title, x, y - 2, wide, 52)
        y += 52
        for line, row in shown:
            line.left.text, line.words.text = row.left, row.text
            line.tag.text, line.tag.icon = row.tag, row.tag_icon
        column = max(126.0, *(breadth(line.left) + 28 for line, _ in shown))
        for line, row in shown:
            tag = breadth(line.tag) + 4 if row.tag else 0.0
            self.put(line.rule, x, y, wide, 2)
            self.put(line.left, x, y + 2, column, pitch - 2)
            self.put(line.words, x + column, y + 2, wide - column - tag - 16, pitch - 2)
            if row.tag:
                self.put(line.tag, x + wide - tag, y + 2, tag, pitch - 2)
            y += pitch

    def _banner(self, state: BoardState, x: float, y: float, wide: float) -> float:
        """The banner of an upright sheet; its button beside it where the panel has no room for it. Returns its end."""
        panel = state.panel
        if state.banner_button is not None and panel is not None and panel.main is not None:
            width = min(400.0, max(260.0, needed(self.banner_button)))
            wide -= width + 16
            high = max(124.0, self._banner_height(wide))
            self.put(self.banner_button, x + wide + 16, y, width, high)
        else:
            high = max(124.0, self._banner_height(wide))
        self.put(self.banner, x, y, wide, high)
        return y + high

    def _banner_height(self, wide: float) -> float:
        self.banner.arrange()
        return float(self.banner.natural(wide * look.dp)[1] / look.dp)

    def _counters(self, x: float, y: float, wide: float, high: float) -> None:
        count = max(1, len(self.counters))
        each = (wide - 16 * (count - 1)) / count
        stack_where_needed(self.counters, each)
        for index, card in enumerate(self.counters):
            self.put(card, x + index * (each + 16), y, each, high)

    def _tiles(self, x: float, y: float, wide: float, pitch: float, high: float) -> None:
        each = (wide - 48) / 3 if wide > 900 else (wide - 24) / 3
        gap = 24.0 if wide > 900 else 12.0
        for index, tile in enumerate(self.tiles):
            self.put(tile, x + index % 3 * (each + gap), y + index // 3 * pitch, each, high)

    def _panel(
        self,
        state: BoardState,
        x: float,
        y: float,
        wide: float,
        first: tuple[float, float],
        second: tuple[float, float],
    ) -> None:
        """What can be done with the selected workstation; with none selected, what the banner asks."""
        if state.panel is not None:
            self.put(self.title_row, x, y - 4, wide, 60)
        shares = 3
        each = (wide / 2 - 9 - 16 * (shares - 1)) / shares
        for index, button in enumerate(self.add):
            self.put(button, x + index * (each + 16), first[0], each, first[1])
        half = wide / 2 - 9
        for widget, wanted, left, (top, high) in (
            (self.main, state.panel and state.panel.main, x + half + 18, first),
            (self.end, state.panel and state.panel.end, x, second),
            (self.service, state.panel and state.panel.service, x + half + 18, second),
        ):
            if wanted:
                self.put(widget, left, top, half, high)
        self._answer(state, x, first, wide, half)

    def _answer(self, state: BoardState, x: float, row: tuple[float, float], wide: float, half: float) -> None:
        """The banner's button: where the panel's main one would be, or alone across the panel; else it stands beside
        the banner."""
        if state.banner_button is None:
            return
        if state.panel is None:
            self.put(self.banner_button, x, row[0], wide, 128)
        elif state.panel.main is None:
            self.put(self.banner_button, x + half + 18, row[0], half, row[1])

    def _lying_panel(self, state: BoardState, x: float, wide: float) -> None:
        """The panel on the left of a lying sheet, from the bottom up; above it the banner, as far as it fits."""
        panel = state.panel
        high = 94.0 if look.step == LARGEST_STEP else 84.0
        tall = 0.0
        if state.banner is not None:
            self.banner.size_class, self.banner.line, self.banner.icon_style = NARROW, "", "bold"
            tall = self._banner_height(wide)
        answer = (self.banner_button, state.banner_button)  # who asks for help comes before a question of the staff
        main = answer if state.banner_button else (self.main, panel and panel.main)
        service = panel.service if panel else None
        pieces = [(self.service, service), (self.end, panel and panel.end), main]
        block = sum(high + 12 for _, wanted in pieces if wanted) + (84 if len(self.add) else 0)
        if service is not None and service.disabled_reason and tall > 660 - block - 136:
            pieces = pieces[1:]  # what cannot be done now makes room for who asks
        y = 660.0
        for widget, wanted in pieces:
            if wanted is not None:
                widget.role, widget.icon = "label", "" if look.step == LARGEST_STEP else widget.icon
                y -= high
                self.put(widget, x, y, wide, high)
                y -= 12
        each = (wide - 16) / 3
        if len(self.add):
            y -= 84
        for index, button in enumerate(self.add):
            button.role = "label"
            self.put(button, x + index * (each + 8), y, each, 84)
        if state.banner is not None and tall <= y - 136:  # at large text the tile alone says that help is asked
            self.put(self.banner, x, 124, wide, tall)

"""02, 20: hello, the time left, why you come, and what you want to do."""

from __future__ import annotations

from kiosk.places.states import WelcomeState
from kiosk.places.view import Ring
from screens.composition import (
    READ,
    TOUCH,
    Composition,
    Pool,
    breadth,
    breadth_of_words,
    extent,
    fit,
    height,
    title_size,
)
from screens.look import look
from screens.widgets.chip import Chip
from screens.widgets.choice_tile import ChoiceTile
from screens.widgets.flow import Flow
from screens.widgets.row import Row
from screens.widgets.time_ring import TimeRing
from screens.widgets.txt import Txt

_TILES_END = 1704.0
_GAP = 22.0
_LARGE = 3


class Welcome(Composition):
    """The first screen after the card."""

    def make(self) -> None:
        self.greeting = Txt(role="display", valign="top")
        self.line = Txt(role="lead", tone="ink2", valign="top")
        self.ring = TimeRing()
        self.purposes_title = Txt(role="h3")
        self.purposes_hint = Txt(role="body", tone="ink2")
        self.purposes_row = Row(self.purposes_title, self.purposes_hint, gap=12)
        self.flow = Flow()
        self.chips: list[Chip] = []
        self.question = Txt(role="h3")
        self.tiles = Pool(ChoiceTile)

    def fill(self, state: WelcomeState) -> None:
        self.greeting.text, self.line.text = state.greeting, state.line
        self.ring.show(state.ring)
        self.purposes_title.text, self.purposes_hint.text = state.purposes_title, state.purposes_hint
        while len(self.chips) < len(state.purposes):
            self.chips.append(Chip())
        for chip, purpose in zip(self.chips, state.purposes, strict=False):
            chip.text, chip.icon, chip.chosen = purpose.label, purpose.icon, purpose.chosen
            chip.means(self.emit, purpose.action, purpose.value)
        self.flow.fill_with(self.chips[: len(state.purposes)])
        self.question.text = state.question
        for tile, choice in zip(self.tiles.take(len(state.tiles)), state.tiles, strict=True):
            tile.title, tile.icon, tile.filled = choice.title, choice.icon, choice.filled
            tile.picture.glyph_size = 84 if choice.filled else 68
            tile.line = "" if look.step == _LARGE else choice.line
            tile.means(self.emit, choice.action)

    def upright(self, state: WelcomeState) -> None:
        beside = 588.0
        self.greeting.role = "display" if self._fits(beside) else "h1"
        self.pile([(self.greeting, 0), (self.line, 30)], 60, 251, beside)
        self.put(self.ring, 672, 216, 348, 348)
        self.put(self.purposes_row, 60, 729, 960, 64)
        chips = self._chips_height(960)
        self.put(self.flow, 60, 812, 960, chips)
        heights = self._tile_heights(_TILES_END - (812 + chips) - 110)
        y = _TILES_END - sum(heights) - _GAP * (len(heights) - 1)
        if y - 812 - chips > 90:
            high = height(self.question, 960)
            self.put(self.question, 60, y - 31 - high, 960, high)
        self._tiles(heights, 60, y, 960, _GAP)

    def lie(self, state: WelcomeState) -> None:
        x, wide = READ
        ring = state.ring
        # A small ring holds its value only; the words go into the sentence below.
        self.ring.show(Ring(ring.fraction, ring.value, tone=ring.tone))
        self.put(self.ring, x + wide - 176, 112, 176, 176)
        fit(self.greeting, wide - 200, 200, [title_size(role) for role in ("display", "h1", "h2")])
        self.line.text, self.line.role = f"{ring.above} **{ring.value}** {ring.below}", "body"
        y = max(284.0, self.pile([(self.greeting, 0)], x, 108, wide - 200) + 4)
        y = self.pile([(self.line, 0)], x, y, wide)
        self.flow.gap = self.flow.line_gap = 12
        chips = self._chips_height(wide)
        if y + 48 + chips <= 660:
            self.purposes_title.role, self.purposes_hint.role = "label", "small"
            if breadth(self.purposes_row) > wide:  # that it may be left out is the first to go
                self.purposes_hint.text = ""
            self.put(self.purposes_row, x, 660 - chips - 50, wide, 46)
            self.put(self.flow, x, 660 - chips, wide, chips)
        x, wide = TOUCH
        high = height(self.question, wide)
        self.put(self.question, x, 32, wide, high)
        count = max(1, len(self.tiles))
        each = min(188.0, (648 - 32 - high - 16 - 16 * (count - 1)) / count)
        for tile in self.tiles:
            tile.head.role = "h3" if look.step == 1 else "label"
            room = wide - 276
            words = extent(tile.title, tile.head.role, room)[1] + extent(tile.line, "small", room)[1]
            if words + 24 > each:
                tile.line = ""
        self._tiles([each] * len(self.tiles), x, 32 + high + 16, wide, 16)

    def _fits(self, width: float) -> bool:
        """Whether the longest word of the greeting stays beside the ring at the largest size."""
        self.greeting.role = "display"
        return breadth_of_words(self.greeting) <= width

    def _chips_height(self, width: float) -> float:
        """Height in dp of the chips, as the flow will wrap them."""
        x, rows, high = 0.0, 1, 84.0
        for chip in self.chips[: len(self.flow.children)]:
            wide = breadth(chip)
            high = chip.natural()[1] / look.dp
            if x and x + wide > width + 1:
                x, rows = 0.0, rows + 1
            x += wide + self.flow.gap
        return rows * high + (rows - 1) * float(self.flow.line_gap)

    def _tile_heights(self, room: float) -> list[float]:
        """188 dp for the filled tile and 152 for the others, all lower when the words need the room."""
        tall = [188.0 if tile.filled else 152.0 for tile in self.tiles]
        over = sum(tall) + _GAP * (len(tall) - 1) - room
        if over <= 0 or not tall:
            return tall
        return [max(112.0, each - over / len(tall)) for each in tall]

    def _tiles(self, heights: list[float], x: float, y: float, width: float, gap: float) -> None:
        for tile, high in zip(self.tiles, heights, strict=True):
            self.put(tile, x, y, width, high)
            y += high + gap

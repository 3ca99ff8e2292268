"""09: a parent must agree. Three ways to go on, the best one filled."""

from __future__ import annotations

from kiosk.places.states_queue import ConsentState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, extent, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y, LYING_HIGH, needed
from screens.widgets.card import Rule
from screens.widgets.choice_tile import ChoiceTile
from screens.widgets.family import ParentAndChild
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

_TILES, _TILES_END, _GAP = 984.0, 1524.0, 24.0
_FILLED, _PLAIN = 188.0, 152.0
#: dp: the way back, and the least height at which the picture still says something.
_BACK, _PICTURE = 246.0, 150.0


class Consent(Composition):
    """Nobody is sent away: each tile leads on."""

    def make(self) -> None:
        self.picture, self.threshold = ParentAndChild(), Rule(kind="threshold")
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.tiles = Pool(ChoiceTile)
        self.back = PushButton()

    def fill(self, state: ConsentState) -> None:
        self.title.text, self.line.text = state.title, state.line
        for tile, choice in zip(self.tiles.take(len(state.tiles)), state.tiles, strict=True):
            tile.title, tile.icon, tile.filled = choice.title, choice.icon, choice.filled
            tile.picture.glyph_size = 84 if choice.filled else 68
            tile.line = "" if look.step == LARGEST_STEP else choice.line
            tile.means(self.emit, choice.action)
        self.back.show(state.back, self.emit)

    def upright(self, state: ConsentState) -> None:
        words = height(self.title, 960) + 17 + height(self.line, 960)
        up = max(0.0, 695 + words + 24 - _TILES)  # longer words push the picture up
        top = max(136.0, 230 - up)
        self.put(self.picture, 392, top, 296, 642 - up - top)
        self.put(self.threshold, 60, 640 - up, 960, 6)
        y = self.pile([(self.title, 0), (self.line, 17)], 60, 695 - up, 960)
        y = max(_TILES, y + 24)
        tall = [_FILLED if tile.filled else _PLAIN for tile in self.tiles]
        over = max(0.0, sum(tall) + _GAP * (len(tall) - 1) - (_TILES_END - y))
        for tile, high in zip(self.tiles, tall, strict=True):
            each = high - over / len(tall)
            self.put(tile, 60, y, 960, each)
            y += each + _GAP
        self.put(self.back, 60, ACTIONS_Y, max(_BACK, needed(self.back)), ACTIONS_HIGH)

    def lie(self, state: ConsentState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "lead" if look.step == 1 else "body"
        words = height(self.title, wide) + 12 + height(self.line, wide)
        room = 652 - words - 24 - 128
        y = 128.0
        if room >= _PICTURE:
            room = min(300.0, room)
            y = 128 + (652 - 128 - 24 - words - room) / 2
            self.put(self.picture, x, y, wide, room)
            self.put(self.threshold, x, y + room - 3, wide, 6)
            y += room + 24
        self.pile([(self.title, 0), (self.line, 12)], x, y, wide)
        x, wide = TOUCH
        self.back.role, self.back.icon_size = "label", 36
        y = LYING_END - LYING_HIGH
        self.put(self.back, x, y, max(_BACK, needed(self.back)), LYING_HIGH)
        count = max(1, len(self.tiles))
        each = min(_FILLED, (y - 32 - 16 * count) / count)
        for index, tile in enumerate(self.tiles):
            tile.head.role = "h3" if look.step == 1 else "label"
            space = wide - 276
            if extent(tile.title, tile.head.role, space)[1] + extent(tile.line, "small", space)[1] + 24 > each:
                tile.line = ""
            self.put(tile, x, 32 + index * (each + 16), wide, each)

"""12: goodbye, what not to forget, and one question."""

from __future__ import annotations

from kiosk.places.states_bar import FeedbackState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.card import Card
from screens.widgets.face_tile import FaceTile
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.txt import Txt

_FACES, _FACES_HIGH, _FACE = 1040.0, 420.0, 304.0
_BAND, _PAD = 136.0, 48.0
_GAP = 24.0


class Belonging(Row):
    """A pictogram and its word."""

    def __init__(self) -> None:
        self.picture, self.words = Icon(glyph_size=42, tone="primary"), Txt(role="body", wrap=False)
        super().__init__(self.picture, self.words, gap=14, middle=True)


class Feedback(Composition):
    """Three faces; a touch on one is the whole answer."""

    def make(self) -> None:
        self.title = Txt(role="display", align="center", valign="top")
        self.line_icon = Icon(name="success", style="bold", tone="ink2")
        self.line_words = Txt(role="lead", tone="ink2")
        self.line = Row(gap=16, align="center", middle=True)
        self.band = Card(passive=True)
        self.band_title = Txt(role="label", weight="ExtraBold")
        self.belongings = Pool(Belonging)
        self.question = Txt(role="h1", align="center", valign="top")
        self.hint = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.faces = Pool(FaceTile)
        self.skip = PushButton()

    def fill(self, state: FeedbackState) -> None:
        self.title.text, self.line_words.text = state.title, state.line
        self.line.fill_with([self.line_icon, self.line_words])
        self.band_title.text = state.forget_title
        for row, (icon, words) in zip(self.belongings.take(len(state.belongings)), state.belongings, strict=True):
            row.picture.name, row.words.text = icon, words
        self.question.text = state.question
        self.hint.text = "" if look.step == LARGEST_STEP else state.hint
        for tile, face in zip(self.faces.take(len(state.faces)), state.faces, strict=True):
            tile.icon, tile.text = face.icon, face.label
            tile.means(self.emit, face.action, face.value)
        self.skip.show(state.skip, self.emit)

    def upright(self, state: FeedbackState) -> None:
        self.line_icon.glyph_size = 42
        words = height(self.title, 960)
        line = height(self.line_words, 900)
        asked = height(self.question, 960) + (height(self.hint, 960) + 12 if self.hint.text else 0)
        band = self._band_height(960)
        spare = max(0.0, 986 - 132 - words - line - band - asked)
        y = 120 + spare * 0.25
        self.put(self.title, 60, y, 960, words)
        y += words + spare * 0.12
        self.put(self.line, 60, y, 960, line)
        y += line + spare * 0.27
        self._band(60, y, 960, band)
        y += band + spare * 0.36
        self.pile([(self.question, 0), (self.hint, 12)], 60, y, 960)
        for index, tile in enumerate(self.faces):
            tile.role = "h2"
            self.put(tile, 60 + index * (_FACE + _GAP), _FACES, _FACE, _FACES_HIGH)
        actions(self, None, self.skip)

    def lie(self, state: FeedbackState) -> None:
        x, wide = READ
        self.title.sp = title_size("display") if look.step == 1 else title_size("h1")
        self.title.align, self.line.align = "start", "start"
        self.line_icon.glyph_size = 36
        self.line_words.role = "body" if look.step == 1 else "label"
        words, line = height(self.title, wide), height(self.line_words, wide - 56)
        band = self._band_height(wide)
        spare = max(0.0, 640 - 116 - words - line - band)
        y = 116 + min(40.0, spare * 0.3)
        self.put(self.title, x, y, wide, words)
        y += words + min(24.0, spare * 0.2)
        self.put(self.line, x, y, wide, line)
        y += line + min(40.0, spare * 0.3)
        self._band(x, y, wide, band)
        x, wide = TOUCH
        self.question.sp = title_size("h1")
        self.hint.role = "body" if look.step == 1 else "label"
        y = self.pile([(self.question, 0), (self.hint, 10)], x, 36, wide) + 24
        each = (wide - 2 * 16) / 3
        for index, tile in enumerate(self.faces):
            tile.role = "h3"
            self.put(tile, x + index * (each + 16), y, each, LYING_END - LYING_HIGH - 24 - y)
        actions(self, None, self.skip)

    def _band_height(self, wide: float) -> float:
        """One line when everything fits beside the title, else the title above what not to forget."""
        self.band_title.role = "label"
        return _BAND if self._fits(wide) else height(self.band_title, wide - 2 * _PAD) + self._tall() + 56

    def _widths(self) -> list[float]:
        return [row.natural()[0] / look.dp for row in self.belongings]

    def _tall(self) -> float:
        """dp of the rows of belongings, when they stand below their title."""
        return max((row.natural()[1] / look.dp for row in self.belongings), default=0.0) * self._rows

    _rows = 1

    def _fits(self, wide: float) -> bool:
        room, gap = wide - 2 * _PAD, 44.0
        beside = self.band_title.natural()[0] / look.dp + gap + sum(self._widths()) + gap * (len(self.belongings) - 1)
        self._rows = 1 if sum(self._widths()) + 24 * (len(self.belongings) - 1) <= room else 2
        return bool(beside <= room)

    def _band(self, x: float, y: float, wide: float, high: float) -> None:
        self.put(self.band, x, y, wide, high)
        widths, rows = self._widths(), list(self.belongings)
        if self._fits(wide):
            self.put(self.band_title, x + _PAD, y, self.band_title.natural()[0] / look.dp + 2, high)
            end = x + wide - _PAD
            for row, room in zip(reversed(rows), reversed(widths), strict=True):
                self.put(row, end - room, y, room, high)
                end -= room + 44
            return
        head = height(self.band_title, wide - 2 * _PAD)
        self.put(self.band_title, x + _PAD, y + 20, wide - 2 * _PAD, head)
        tall = self._tall() / self._rows
        left, top = x + _PAD, y + head + 32
        for row, room in zip(rows, widths, strict=True):
            if left > x + _PAD and left + room > x + wide - _PAD:
                left, top = x + _PAD, top + tall
            self.put(row, left, top, room, tall)
            left += room + 24

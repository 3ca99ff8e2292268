"""27: the languages of the house, each by its own name."""

from __future__ import annotations

from kiosk.places.states_bar import LanguageState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, extent, title_size
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.icon import Icon
from screens.widgets.language_tile import NARROW, LanguageTile
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

_TILES, _HIGH, _GAP = 780.0, 148.0, 24.0
_COLUMNS = 2
_PAGER, _LYING_PAGER = 112.0, 96.0


class Language(Composition):
    """Two columns of names; choosing one is all there is to do."""

    def make(self) -> None:
        self.picture = Icon(name="language", tone="primary")
        self.title = Txt(role="display", valign="top")
        self.words = Txt(role="h2", weight="Regular", tone="ink2", valign="top")
        self.tiles = Pool(LanguageTile)
        self.previous, self.next = (PushButton(role="label", icon_size=36) for _ in range(2))
        self.next.icon_after = True
        self.back, self.main = PushButton(), PushButton()

    def fill(self, state: LanguageState) -> None:
        self.title.text, self.words.text = state.title, state.words
        for tile, language in zip(self.tiles.take(len(state.tiles)), state.tiles, strict=True):
            tile.name, tile.rtl, tile.chosen = language.name, language.rtl, language.chosen
            tile.means(self.emit, language.action, language.value)
        for button, wanted in (
            (self.previous, state.previous),
            (self.next, state.next),
            (self.back, state.back),
            (self.main, state.main),
        ):
            button.show(wanted, self.emit)

    def upright(self, state: LanguageState) -> None:
        self.picture.glyph_size = 124
        self.put(self.picture, 60, 192, 124, 124)
        self.pile([(self.title, 0), (self.words, 20)], 60, 360, 960)
        paged = state.next is not None
        rows = -(-len(self.tiles) // _COLUMNS)
        room = 1524 - _TILES - (_PAGER + _GAP if paged else 0)
        high = min(_HIGH, (room - _GAP * (rows - 1)) / max(1, rows))
        self._tiles(60, _TILES, 960, high, _GAP)
        if paged:
            self.put(self.previous, 60, 1524 - _PAGER, 468, _PAGER)
            self.put(self.next, 552, 1524 - _PAGER, 468, _PAGER)
        actions(self, self.back, self.main)

    def lie(self, state: LanguageState) -> None:
        x, wide = READ
        self.picture.glyph_size = 84
        self.put(self.picture, x, 140, 84, 84)
        self.title.sp = title_size("display")
        self.words.role = "lead"
        self.pile([(self.title, 0), (self.words, 16)], x, 252, wide)
        x, wide = TOUCH
        end = LYING_END - LYING_HIGH - 20
        paged = state.next is not None
        rows = -(-len(self.tiles) // _COLUMNS)
        top, gap, below = (24.0, 12.0, _LYING_PAGER + 12) if paged else (40.0, 16.0, 0.0)
        room = end - top - below
        self._tiles(x, top, wide, min(_HIGH, (room - gap * (rows - 1)) / max(1, rows)), gap)
        if paged:
            half = (wide - 16) / 2
            self.put(self.previous, x, end - _LYING_PAGER, half, _LYING_PAGER)
            self.put(self.next, x + half + 16, end - _LYING_PAGER, half, _LYING_PAGER)
        actions(self, self.back, self.main)

    def _tiles(self, x: float, y: float, wide: float, high: float, gap: float) -> None:
        """In rows of two; all names in one size, in which the longest fits."""
        each = (wide - gap) / _COLUMNS
        role = next((r for r in ("h2", "h3", "label") if all(_fits(t, r, each, high) for t in self.tiles)), "small")
        for index, tile in enumerate(self.tiles):
            tile.role = role
            row, column = divmod(index, _COLUMNS)
            self.put(tile, x + column * (each + gap), y + row * (high + gap), each, high)


def _fits(tile: LanguageTile, role: str, wide: float, high: float) -> bool:
    """Whether the name has room on a tile of this size: on one line, or on two where lines are short."""
    room = tile.room(wide)
    needed = extent(tile.name, role, room if wide < NARROW else None, weight="SemiBold")
    return needed[0] <= room and needed[1] <= high

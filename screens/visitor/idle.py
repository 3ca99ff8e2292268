"""01, 19, 23: the time, what is free, and the door: show your card."""

from __future__ import annotations

import re

from kiosk.places.states_idle import IdleState
from screens.composition import (
    LYING_BAR,
    LYING_END,
    READ,
    TOUCH,
    Composition,
    Pool,
    breadth,
    fit,
    grown,
    height,
    title_size,
)
from screens.look import look
from screens.visitor.reader_arrow import reader_arrow
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.camera_preview import CameraPreview
from screens.widgets.card import Rule
from screens.widgets.icon import Icon
from screens.widgets.pictures import FreeGrid, MemberCardPicture
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.surface import Surface
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

#: "7 postes libres": at large text the number stands alone, larger.
_NUMBER_FIRST = re.compile(r"(\d+)\s+(\S.*)")
_LARGE = 3


class Line:
    """A row of the list: a day or an hour, words, and a mark at the end."""

    def __init__(self) -> None:
        self.rule = Rule()
        self.left = Txt(role="h3", wrap=False)
        self.words = Txt(role="body")
        self.tag = Tag(role="small")
        self.tag.words.weight = "SemiBold"


class Idle(Composition):
    """The one screen that strangers see: nothing on it is about a person."""

    def make(self) -> None:
        self.clock = Txt(role="clock", wrap=False)
        self.date = Txt(role="lead", tone="ink2")
        self.grid = FreeGrid()
        self.free = Txt(role="h3", weight="Regular")
        self.number = Txt(role="giant", sp=150, align="end", wrap=False)
        self.number_words = Txt(role="h3", align="end", weight="ExtraBold")
        self.number_rest = Txt(role="h3", align="end", weight="Regular")
        self.free_ground = Surface(fill="primarySoft", radius=24)
        self.free_icon = Icon(name="workstation", tone="onPrimarySoft", glyph_size=44)
        self.list_title = Txt(role="label")
        self.lines = [Line() for _ in range(3)]
        self.banner = Banner(size_class=2, stroke=4)
        self.arch = Arch()
        self.card = MemberCardPicture()
        self.camera = CameraPreview()
        self.title = Txt(role="display", tone="archTitle", align="center")
        self.hint_icon = Icon(name="readerHint", tone="onArch", glyph_size=36)
        self.hint = Txt(role="lead", weight="SemiBold", tone="onArch")
        self.hint_row = Row(self.hint_icon, self.hint, gap=18, align="center", middle=True)
        self.languages = Row(gap=28, align="center", middle=True)
        self.words = Pool(lambda: Txt(role="label", weight="Regular", tone="onArch", wrap=False))
        self.no_card = PushButton()

    def fill(self, state: IdleState) -> None:
        self.clock.text, self.date.text = state.clock, state.date
        self.grid.squares = list(state.squares)
        self.free.text = f"**{state.free_bold}** {state.free_rest}"
        self.list_title.text = state.list_title if not state.banner else ""
        self.title.text = _two_lines(state.title)
        self.hint.text = state.hint
        self.no_card.show(state.no_card, self.emit)
        self.no_card.kind = "arch"
        if state.banner:
            self.banner.show(state.banner)
        sentences = [sentence for _, sentence in state.other_languages][:3]
        texts = self.words.take(max(0, 2 * len(sentences) - 1))
        for index, text in enumerate(texts):
            text.text = "·" if index % 2 else sentences[index // 2]
        self.languages.fill_with(texts)

    def upright(self, state: IdleState) -> None:
        large = look.step == _LARGE
        fit(self.clock, 580, 224, (224, 216, 208) if large else (208,))
        self.put(self.clock, 54, 130, 580, 224 if large else 209)
        tall = height(self.date, 570)
        self.put(self.date, 60, (380 if large else 365) - tall / 2, 570, tall)
        self._count(state, large)
        end = self._list(state, 60, 960, 478 if large else 455, 790)
        self._alert(state, 60, 960, 440, end)
        self.put(self.arch, 60, 800 if large else 812, 960, 952 if large else 940)
        if look.preview:
            self.put(self.camera, 390, 862, 300, 225 if not large else 205, mirror=False)
        else:
            self.put(self.card, 390 if large else 376, 862 if large else 868, *((300, 189) if large else (328, 208)))
        high = height(self.title, 840)
        self.put(self.title, 120, (1208 if large else 1235) - high / 2, 840, high)
        self._hint_icon(state)
        tall = max(60.0, height(self.hint, 780))
        self.put(self.hint_row, 100, (1394 if large else 1411) - tall / 2, 880, tall)
        if breadth(self.languages) <= 900:
            self.put(self.languages, 90, 1446, 900, 60)
        self.put(self.no_card, 120, 1588 if large else 1584, 840, 128)

    def lie(self, state: IdleState) -> None:
        x, wide = READ
        large = look.step == _LARGE
        self.clock.sp = 168
        self.put(self.clock, x - 4, 110, wide, 160)
        tall = height(self.date, wide)
        self.put(self.date, x, 303 - tall / 2, wide, tall)
        self.free.role = "lead" if look.step == 1 else "body"
        if state.free_bold:  # not known yet in the first frame
            self.put(self.free_ground, x, 346, wide, 76)
            self.put(self.free_icon, x + 24, 346, 44, 76)
            for words in (self.free.text, f"**{state.free_bold}**"):
                self.free.text = words
                if height(self.free, wide - 100) <= 76:
                    break
            self.put(self.free, x + 86, 346, wide - 100, 76)
        self._list(state, x, wide, 432 if large else 440, 670)
        self._alert(state, x, wide, 440, 660)
        x, wide = TOUCH
        self.put(self.arch, x, 32, wide, LYING_BAR - 32)
        self.put(self.camera if look.preview else self.card, x + 182, 78, 212, 158 if look.preview else 134)
        self.title.sp = title_size("display")
        high = height(self.title, wide - 40)
        top = 235 + max(0.0, 164 - high) / 2
        self.put(self.title, x + 20, top, wide - 40, high)
        self._hint_icon(state)
        self.hint.role = "lead" if look.step == 1 else "body"
        at = max(402.0, top + high)
        tall = max(112.0, height(self.hint, wide - 60 - self.hint_icon.glyph_size - 18) + 12)
        self.put(self.hint_row, x + 30, at, wide - 60, tall)
        self.no_card.role = "button" if look.step == 1 else "label"
        low = min(540.0, max(520.0, at + tall + 6))
        self.put(self.no_card, x + 44, low, wide - 88, min(112.0, LYING_END - low))

    def _hint_icon(self, state: IdleState) -> None:
        self.hint_icon.name = reader_arrow(state.reader_position)
        self.hint_icon.glyph_size = look.type.size("lead") + 4

    def _count(self, state: IdleState, large: bool) -> None:
        """How many are free: squares with a sentence, or at large text one large number; nothing while it is not known
        (kiosk.places.opening)."""
        if not state.free_bold:
            return
        found = _NUMBER_FIRST.fullmatch(state.free_bold) if large else None
        pieces: tuple[Txt, ...] = (self.number, self.number_words, self.number_rest)
        if found:
            self.number.text, self.number_words.text = found.groups()
            self.number_rest.text = state.free_rest
            if height(self.number_words, 400) > 60:  # two lines: how many there are in all can be left out
                pieces = pieces[:2]
            for text, y, high in zip(pieces, (130, 288, 348), (152, 58, 60), strict=False):
                self.put(text, 620, y, 400, max(high, height(text, 400)))
            return
        self.put(self.grid, 654, 204, 366, 118)
        if breadth(self.free) > 930 - breadth(self.date):  # how many there are in all can be left out
            self.free.text = f"**{state.free_bold}**"
        side = max(366.0, breadth(self.free) + 2)
        self.put(self.free, 1020 - side, 335, side, 54)

    def _list(self, state: IdleState, x: float, wide: float, y: float, limit: float) -> float:
        """The list below its title, as many rows as there is room for. Returns where it ends."""
        rows = () if state.banner else state.rows
        if not (self.list_title.text and rows):
            return y
        self.put(self.list_title, x, y, wide, 48)
        y += (50 if self.lying else 55) + (17 if look.step == _LARGE and not self.lying else 0)
        pitch = 66.0 if self.lying else 92.0
        if self.lying:
            pitch = (66.0, 80.0, 88.0)[look.step - 1]
        elif look.step == _LARGE:
            pitch = 112.0
        count = int((limit - y + 8) // pitch)
        role = "label" if self.lying else "h3"
        for line, row in zip(self.lines, rows, strict=False):
            line.left.role, line.left.text, line.words.text = role, row.left, row.text
            line.words.role = "small" if self.lying else "body"
            line.tag.text, line.tag.icon = row.tag, row.tag_icon
            line.tag.look = "passive" if row.tag_icon == "full" else "success"
        lefts = [breadth(line.left) for line, _ in zip(self.lines, rows, strict=False)]
        column = max(146.0 if self.lying else grown(174), *(left + 28 for left in lefts))
        for line in self.lines[: min(count, len(rows))]:
            self.put(line.rule, x, y, wide, 2)
            self.put(line.left, x, y + 2, column - 20, pitch - 4)
            mark = self._mark(line, x + wide, y, pitch)
            self.put(line.words, x + column, y, wide - column - mark, pitch)
            y += pitch
        return y

    def _mark(self, line: Line, right: float, y: float, pitch: float) -> float:
        """The mark at the end of a row. Returns the width that it takes."""
        if not line.tag.text or (self.lying and look.step == _LARGE):
            return 0.0
        plain = self.lying or look.step == _LARGE
        line.tag.look = "plain" if plain else line.tag.look
        line.tag.pad = 0 if plain else 18
        width = breadth(line.tag)
        high = pitch - 4 if plain else 52.0
        self.put(line.tag, right - width, y + 2 + (pitch - 4 - high) / 2 - (0 if plain else 1), width, high)
        return width + 16

    def _alert(self, state: IdleState, x: float, wide: float, y: float, end: float) -> None:
        """A banner takes the place of the list."""
        if state.banner:
            self.banner.size_class = 1 if self.lying else 2
            self.put(self.banner, x, y, wide, 200 if self.lying else 260)


def _two_lines(title: str) -> str:
    """The title breaks after its first word: "Présentez / votre carte"."""
    return title.replace(" ", "\n", 1)

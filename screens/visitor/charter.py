"""04: the rules in six short sentences, and a place to sign with the finger."""

from __future__ import annotations

from kiosk.models import Stroke
from kiosk.places.states import CharterState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, extent, grown, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions, needed
from screens.widgets.arch import Arch
from screens.widgets.drawn import Drawn
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.txt import Txt

_BOX = 72.0
_LINES_END = 802.0
#: What a lying sheet is left with when even small words have no room: the title in the size of a line.
_LAST = (("h2", "small", True), ("h3", "small", True))


class RuleLine(Drawn):
    """One rule: a pictogram in a small door, and a sentence."""

    def __init__(self, **kwargs: object) -> None:
        self.door = Arch(kind="tint", tone="primary", standing=False)
        self.picture = Icon(glyph_size=42, tone="onPrimarySoft")
        self.words = Txt(role="lead", weight="SemiBold")
        super().__init__(**kwargs)
        for child in (self.door, self.picture, self.words):
            self.adopt(child)

    def arrange(self) -> None:
        side = min(_BOX, self.high) if self.wide > 700 else 56.0
        plain = not self.picture.name
        gap = 0.0 if plain else side + (28 if side == _BOX else 16)
        self.door.opacity = 0 if plain else 1
        self.picture.glyph_size = side * 0.58
        self.put(self.door, 0, (self.high - side) / 2, side, side)
        self.put(self.picture, 0, (self.high - side) / 2, side, side)
        self.put(self.words, gap, -2, self.wide - gap, self.high)


class Charter(Composition):
    """The strokes live here until they are sent or forgotten; they are never drawn again."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="top")
        self.lines = Pool(RuleLine)
        small = [PushButton(role="label", icon_size=36, gap=14) for _ in range(3)]
        self.listen, self.read_all, self.cannot = small
        self.sign_here = Txt(role="h3")
        self.erase = PushButton(kind="secondary", role="label", icon="erase", icon_size=36, gap=14)
        self.pad = SignaturePad()
        self.erase.act, self.erase.intent = self.pad.clear, ("charter.clear", None)
        self.pad.bind(on_change=lambda *_: self._signed())
        self.back, self.confirm = PushButton(), PushButton()

    def fill(self, state: CharterState) -> None:
        self.title.text = state.title
        for line, (icon, words) in zip(self.lines.take(len(state.lines)), state.lines, strict=True):
            line.picture.name, line.words.text = icon, words
        self.listen.show(state.listen, self.emit)
        self.read_all.show(state.read_all, self.emit)
        self.cannot.show(state.cannot, self.emit)
        self.sign_here.text, self.erase.text, self.pad.caption = state.sign_here, state.clear, state.pad_caption
        self.back.show(state.back, self.emit)
        self.confirm.show(state.confirm, self.emit)
        self.confirm.act = self._send
        self._signed()

    def leave(self) -> None:
        self.pad.clear()

    def _signed(self) -> None:
        """The signature is long enough, or not yet."""
        if self.state is not None:
            self.confirm.enabled = self.pad.ready
            begun = self.state.too_small if self.pad.strokes() else ""
            self.confirm.reason = begun or self.state.confirm.disabled_reason or self.state.sign_here
            self.pad.locked = self.state.confirm.busy

    def _send(self) -> None:
        strokes = tuple(Stroke(points) for points in self.pad.strokes())
        self.emit(self.state.confirm.action, strokes)

    def upright(self, state: CharterState) -> None:
        y = self.pile([(self.title, 0)], 60, 150, 960) + 40
        count = max(1, len(self.lines))
        pitch = min(92.0, (_LINES_END + 20 - max(y, 268)) / count)
        self._lines(60, max(y, 268.0), 960, pitch)
        self._small(state, 60, 834, 960, 112)
        side = max(204.0, needed(self.erase))
        self.put(self.sign_here, 60, 980, 960 - side - 24, 96)
        self.put(self.erase, 1020 - side, 980, side, 96)
        self.put(self.pad, 60, 1092, 960, 440)
        actions(self, self.back, self.confirm)

    def lie(self, state: CharterState) -> None:
        x, wide = READ
        # No room for all: the words stay, the pictograms go; then words and title become smaller.
        for title, role, plain in (("h1", "label", False), ("h1", "label", True), ("h1", "small", True), *_LAST):
            self.title.sp = title_size(title)
            room = 662 - 112 - height(self.title, wide) - 14
            for line in self.lines:
                line.words.role = role
            beside, least = (0, 0.0) if plain else (72, 64.0)
            tall = [max(least, height(line.words, wide - beside)) for line in self.lines]
            if sum(tall) <= room:
                break
        for line in self.lines:
            line.picture.name = "" if plain else line.picture.name
        y = self.pile([(self.title, 0)], x, 112, wide) + 14
        gap = min(14.0, max(0.0, (room - sum(tall)) / max(1, len(tall))))
        for line, high in zip(self.lines, tall, strict=True):
            self.put(line, x, y, wide, high)
            y += high + gap
        x, wide = TOUCH
        half = (wide - 16) / 2
        self.put(self.listen, x, 20, half, 92)
        self.put(self.read_all, x + half + 16, 20, half, 92)
        if look.step == LARGEST_STEP:
            self.erase.icon = self.listen.icon = self.read_all.icon = self.cannot.icon = ""
        self.cannot.role = "small" if look.step == LARGEST_STEP else "label"
        side = max(170.0, needed(self.erase))
        self.sign_here.role = "label"
        if state.cannot is None:
            self.put(self.sign_here, x, 116, wide - side - 16, 96)
        else:  # who signs stands in the frame too
            self.put(self.cannot, x, 120, wide - side - 16, 84)
        self.put(self.erase, x + wide - side, 120, side, 84)
        self.put(self.pad, x, 216, wide, LYING_END - LYING_HIGH - 16 - 216)
        actions(self, self.back, self.confirm)

    def _small(self, state: CharterState, x: float, y: float, wide: float, high: float) -> None:
        """Listen, read, and another way than signing, side by side; without pictograms at the largest text."""
        shown = [self.listen, self.read_all, *([self.cannot] if state.cannot else [])]
        each = (wide - 24 * (len(shown) - 1)) / len(shown)
        for index, button in enumerate(shown):
            if look.step == LARGEST_STEP:
                button.icon = ""
            self.put(button, x + index * (each + 24), y, each, high)

    def _lines(self, x: float, y: float, width: float, pitch: float) -> None:
        """The rules, one line each; all smaller when one of them would not fit."""
        fits = all(extent(line.words.text, "lead", weight="SemiBold")[0] <= width - 110 for line in self.lines)
        for line in self.lines:
            line.words.role = "lead" if fits else "body"
            self.put(line, x, y, width, min(_BOX + grown(1), pitch - 4))
            y += pitch

"""17: how every device is; the one that was touched above, what can be done below."""

from __future__ import annotations

from kiosk.places.states_devices import DevicesState, DeviceView
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, extent, height, title_size
from screens.look import LARGEST_STEP, look
from screens.widgets.arch import Arch
from screens.widgets.camera_preview import CameraPreview
from screens.widgets.device_tile import DeviceTile
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

_LINES = 4
#: The tag of each tone of a device.
_TAGS = {"success": "success", "warning": "warning", "danger": "danger", "primary": "primary"}
#: Colour of what stands in the arch.
_IN_ARCH = {"success": "success", "warning": "warning", "danger": "danger", "primary": "onPrimarySoft"}
_TOUCH, _TILE, _PITCH, _TRIALS, _MAIN = 768.0, 188.0, 208.0, 1420.0, 1572.0


class Devices(Composition):
    """Tap a tile, read above, act below."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="top")
        self.arch = Arch(kind="soft", standing=False)
        self.icon = Icon(style="regular")
        self.camera = CameraPreview()
        self.figure = Txt(role="h1", align="center", wrap=False)
        self.word = Txt(role="small", weight="SemiBold", align="center")
        self.tag = Tag(role="small", icon_style="fill")
        self.tag.words.weight = "SemiBold"
        self.matter = Txt(role="h2", valign="top")
        self.lines = [Txt(role="body", tone="ink2", valign="top") for _ in range(_LINES)]
        self.tiles = Pool(DeviceTile)
        self.trials = Pool(lambda: PushButton(icon_size=36, gap=20))
        self.main = PushButton(icon_size=40)

    def fill(self, state: DevicesState) -> None:
        self.title.text = state.title
        self._shown(state.shown)
        for tile, device in zip(self.tiles.take(len(state.tiles)), state.tiles, strict=True):
            tile.title, tile.icon, tile.line = device.title, device.icon, device.line
            tile.status, tile.short, tile.status_icon = device.status, device.short, device.status_icon
            tile.tone = str(device.tone)
            tile.chosen = device.selected
            tile.means(self.emit, device.action, device.value)
        for button, trial in zip(self.trials.take(len(state.trials)), state.trials, strict=True):
            button.show(trial, self.emit)
        self.main.show(state.main, self.emit)

    def _shown(self, shown: DeviceView) -> None:
        tone = str(shown.tone)
        self.arch.tone = tone
        self.icon.name, self.figure.text, self.word.text = shown.icon, shown.figure, shown.figure_word
        for part in (self.icon, self.figure, self.word):
            part.tone = _IN_ARCH[tone]
        self.tag.text, self.tag.icon, self.tag.look = shown.tag, shown.tag_icon, _TAGS[tone]
        self.matter.text = shown.title
        for text, line in zip(self.lines, (*shown.lines, *[""] * _LINES), strict=False):
            text.text = line

    def upright(self, state: DevicesState) -> None:
        self.put(self.title, 60, 156, 960, height(self.title, 960))
        top = 156 + height(self.title, 960) + 32
        self._door(60, top, 288, 698 - top)
        self._said(396, top, 624, 710, gaps=(24, 18))
        for index, tile in enumerate(self.tiles):
            tile.pad = 32
            self.put(tile, 60 + index % 2 * 492, _TOUCH + index // 2 * _PITCH, 468, _TILE)
        self._row(60, _TRIALS, 960, 120, 24)
        self.put(self.main, 60, _MAIN, 960, 128)

    def lie(self, state: DevicesState) -> None:
        x, wide = READ
        self.matter.role, self.matter.sp = "h2", title_size("h2")
        for line in self.lines:
            line.role = "staff"
        large = look.step == LARGEST_STEP
        end = 438.0 if large else 450.0
        self._door(x, 124, 150, end - 124)
        self._said(x + 174, 120, wide - 174, end, gaps=(12, 10))
        for button in (*self.trials, self.main):
            button.role, button.icon_size = "small" if look.step > 1 else "label", 32
            button.icon = "" if look.step > 1 else button.icon
            button.words.weight = "SemiBold"
        self._row(x, end + 14, wide, 98 if large else 86, 12)
        self.put(self.main, x, 562, wide, LYING_END - 562)
        x, wide = TOUCH
        high = (LYING_END - 124 - 24) / 3
        for index, tile in enumerate(self.tiles):
            tile.pad = 12 if large else 18
            tile.head.role = "label"
            self.put(tile, x + index % 2 * (wide / 2 + 6), 124 + index // 2 * (high + 12), wide / 2 - 6, high)

    def _door(self, x: float, y: float, wide: float, high: float) -> None:
        """The arch, with the pictogram and, where one is known, its figure; with what the camera sees when a card is
        tried in front of it."""
        self.put(self.arch, x, y, wide, high)
        if look.preview:
            across = wide - 36
            self.put(self.camera, x + 18, y + high * 0.54 - across * 0.375, across, across * 0.75, mirror=False)
            return
        glyph = 148.0 if wide > 200 else 76.0
        self.icon.glyph_size = glyph
        lying = self.lying
        self.figure.sp = 0
        for role in ("h1", "h2", "h3", "label"):  # "14:42" is wider than "12"
            self.figure.role = role
            if breadth(self.figure) <= wide - 28:
                break
        self.word.role = "staff" if lying else "small"
        if any(extent(word, self.word.role, weight="SemiBold")[0] > wide - 24 for word in self.word.text.split()):
            self.word.text = ""  # the tile says it too
        figure = self.figure.line_height / look.dp + 1 if self.figure.text else 0.0
        word = height(self.word, wide - 24)
        if glyph + figure + word > high * 0.78:
            self.icon.glyph_size = glyph = max(48.0, high * 0.78 - figure - word)
        total = glyph + figure + word + (8 if figure else 0)
        top = y + high * 0.54 - total / 2
        self.put(self.icon, x, top, wide, glyph)
        if self.figure.text:
            self.put(self.figure, x + 8, top + glyph + 8, wide - 16, figure)
        if self.word.text:
            self.put(self.word, x + 12, top + glyph + 8 + figure, wide - 24, word)

    def _said(self, x: float, y: float, wide: float, end: float, *, gaps: tuple[float, float]) -> None:
        """How pressing it is, what is the matter and what to do; as many lines as there is room for, in the middle."""
        tag = float(self.tag.natural()[1] / look.dp)
        matter = height(self.matter, wide)
        room = end - y - tag - gaps[0] - matter - gaps[1]
        shown: list[tuple[Txt, float]] = []
        for line in self.lines:
            high = height(line, wide)
            if not line.text or high > room or (look.step == LARGEST_STEP and len(shown) == 2):
                break
            shown.append((line, high))
            room -= high + 2
        top = y + max(0.0, room + 2) / 2
        self.put(self.tag, x, top, min(wide, breadth(self.tag)), tag)
        top += tag + gaps[0]
        self.put(self.matter, x, top, wide, matter)
        top += matter + gaps[1]
        for line, high in shown:
            self.put(line, x, top, wide, high)
            top += high + 2

    def _row(self, x: float, y: float, wide: float, high: float, gap: float) -> None:
        count = max(1, len(self.trials))
        each = (wide - gap * (count - 1)) / count
        for index, button in enumerate(self.trials):
            self.put(button, x + index * (each + gap), y, each, high)

"""A QR code from its matrix, always dark on white, drawn module by module without smoothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.graphics.texture import Texture
from kivy.properties import ListProperty, ObjectProperty

from screens.rules import load
from screens.theme import TOKENS
from screens.widgets.drawn import Drawn

load(__name__)

QUIET: int = TOKENS["qr"]["quietModules"]


class QrCode(Drawn):
    """`matrix` is rows of booleans, true for dark, without the quiet zone, which is added here."""

    arranged_by = ("matrix",)

    matrix = ListProperty([])
    texture = ObjectProperty(None, allownone=True)
    #: Pixels: the square drawn, a whole number of pixels per module, centred.
    drawn_pos = ListProperty([0, 0])
    drawn_size = ListProperty([0, 0])

    def __init__(self, matrix: Sequence[Sequence[bool]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fbind("matrix", self._paint)
        self.matrix = [list(row) for row in matrix]

    def _paint(self, *_: Any) -> None:
        if not self.matrix:
            self.texture = None
            return
        side = len(self.matrix) + 2 * QUIET
        light, dark = b"\xff\xff\xff\xff", b"\x00\x00\x00\xff"
        rows = [
            light * QUIET + b"".join(dark if module else light for module in row) + light * QUIET for row in self.matrix
        ]
        picture = b"".join([light * side] * QUIET + rows[::-1] + [light * side] * QUIET)
        # Four channels: one alone is drawn red by some drivers, three need padded rows.
        texture = Texture.create(size=(side, side), colorfmt="rgba")
        texture.mag_filter = texture.min_filter = "nearest"
        texture.blit_buffer(picture, colorfmt="rgba", bufferfmt="ubyte")
        self.texture = texture

    def arrange(self) -> None:
        if not self.matrix:
            self.drawn_size = [0, 0]
            return
        side = len(self.matrix) + 2 * QUIET
        module = max(1, int(min(self.size) // side))
        self.drawn_size = [module * side] * 2
        self.drawn_pos = [round(self.center_x - module * side / 2), round(self.center_y - module * side / 2)]

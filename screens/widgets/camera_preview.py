"""What the camera sees, like a mirror, so that people find the place to hold their card. Forgotten when it goes."""

from __future__ import annotations

from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture

from kiosk.preview import SmallPicture
from screens.look import look
from screens.widgets.icon import Icon
from screens.widgets.surface import Surface

_STROKE = 6.0
#: Upside down, because rows come from the top, and turned round, because a mirror does.
_MIRRORED = (1, 1, 0, 1, 0, 0, 1, 0)


class CameraPreview(Surface):
    """A frame with the newest picture in it; before the first one, a pictogram."""

    def __init__(self, **kwargs: Any) -> None:
        self.texture: Texture | None = None
        self.icon = Icon(name="scanQr", style="regular", tone="ink")
        super().__init__(**{"radius": 16, "fill": "sandDeep", "border": "ink", "border_width": _STROKE, **kwargs})
        self.adopt(self.icon)
        with self.canvas.after:
            self._colour = Color(1, 1, 1, 0)
            self._picture = Rectangle()
        look.bind(theme=self.rearrange)

    def take(self, picture: SmallPicture | None) -> None:
        """Show a picture; None forgets the one that is shown."""
        if picture is None:
            self.texture = self._picture.texture = None
            self._colour.a = 0
            return
        size = (picture.width, picture.height)
        if self.texture is None or tuple(self.texture.size) != size:
            self.texture = Texture.create(size=size, colorfmt="rgba")
        # Four channels: one alone is drawn red by some drivers.
        dots = bytearray(b"\xff") * (4 * len(picture.grey))
        for channel in range(3):
            dots[channel::4] = picture.grey
        self.texture.blit_buffer(bytes(dots), colorfmt="rgba", bufferfmt="ubyte")
        self._picture.texture, self._picture.tex_coords = self.texture, _MIRRORED
        self._colour.a = 1
        self.canvas.ask_update()

    def arrange(self) -> None:
        self.icon.glyph_size = self.high * 0.4
        self.put(self.icon, 0, 0, self.wide, self.high)
        edge = _STROKE * self.dp
        self._picture.pos = (self.x + edge, self.y + edge)
        self._picture.size = (max(0.0, self.width - 2 * edge), max(0.0, self.height - 2 * edge))

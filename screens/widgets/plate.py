"""Rounded shapes as small pictures that are stretched in nine parts: one picture, one drawing call, each pixel once.

A shape of triangles costs a software renderer three times as much, its border and its invisible parts as much again.
The picture holds the corners with their smooth edges; what lies between them is stretched. Equal shapes share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot, sqrt
from typing import Any

from kivy.graphics.texture import Texture

from screens.theme import Rgba

Corners = tuple[float, float, float, float]
#: Pixels that are stretched, in the middle of the picture; more than one, so that the corners do not shine through.
STRETCHED = 2
#: Pictures kept: the shapes of one theme are about eighty.
KEPT = 512
FULL = 255


@dataclass(frozen=True)
class Plate:
    """A shape: radii of its outer and inner corners in pixels (top left, top right, bottom right, bottom left), how
    wide its border is (left, top, right, bottom), and the colours of ground and border."""

    outer: Corners
    inner: Corners
    edges: tuple[int, int, int, int]
    fill: Rgba
    border: Rgba

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Pixels that are not stretched at the left, top, right and bottom."""
        left, top, right, bottom = self.edges
        reach = [
            max(ceil(outer), ceil(inner) + edge)
            for outer, inner, edge in zip(self.outer, self.inner, (left, right, right, left), strict=True)
        ]
        climb = [
            max(ceil(outer), ceil(inner) + edge)
            for outer, inner, edge in zip(self.outer, self.inner, (top, top, bottom, bottom), strict=True)
        ]
        return max(reach[0], reach[3]), max(climb[0:2]), max(reach[1:3]), max(climb[2:4])

    @property
    def invisible(self) -> bool:
        """Whether nothing of it can be seen."""
        return self.fill[3] == 0 and (self.border[3] == 0 or not any(self.edges))


@lru_cache(maxsize=KEPT)
def picture(plate: Plate) -> Any:
    """The texture of a shape. Screen thread."""
    left, top, right, bottom = plate.margins
    width, height = left + STRETCHED + right, top + STRETCHED + bottom
    texture = Texture.create(size=(width, height), colorfmt="rgba")
    texture.blit_buffer(b"".join(_rows(plate, width, height)), colorfmt="rgba", bufferfmt="ubyte")
    return sharp(texture)


def sharp(texture: Any) -> Any:
    """The same texture, without mixing its pixels: nothing is lost where it is drawn in its own size on whole pixels,
    and a software renderer draws it a third faster. Returns it."""
    texture.mag_filter = texture.min_filter = "nearest"
    return texture


@lru_cache(maxsize=1)
def blank() -> Any:
    """A white texture for plain rectangles, which would be drawn with Kivy's own, mixing its pixels. Screen thread."""
    texture = Texture.create(size=(1, 1), colorfmt="rgba")
    texture.blit_buffer(b"\xff\xff\xff\xff", colorfmt="rgba", bufferfmt="ubyte")
    return sharp(texture)


def _rows(plate: Plate, width: int, height: int) -> Iterator[bytes]:
    """The lines of the picture from the bottom up, as textures are filled."""
    left, top, right, bottom = plate.edges
    channels = _channels(plate.fill, plate.border if any(plate.edges) else plate.fill)
    solid = plate.fill[3] == 1 and (plate.border[3] == 1 or not any(plate.edges))
    drawn: dict[tuple[bytes, bytes], bytes] = {}  # the lower corners are mostly the upper ones again
    for row in reversed(range(height)):
        outer = _coverage(row, width, height, plate.outer)
        if not any(plate.edges):
            inner = b"\xff" * width
        elif top <= row < height - bottom:
            middle = _coverage(row - top, width - left - right, height - top - bottom, plate.inner)
            inner = bytes(left) + middle + bytes(right)
        else:
            inner = bytes(width)
        known = drawn.get((outer, inner))
        if known is not None:
            yield known
            continue
        line = bytearray(4 * width)
        for index, table in enumerate(channels[:3]):
            line[index::4] = inner.translate(table)
        line[3::4] = outer if solid else _both(outer, inner.translate(channels[3]))
        drawn[outer, inner] = bytes(line)
        yield drawn[outer, inner]


def _both(covered: bytes, opacity: bytes) -> bytes:
    """How much is seen of pixels that are covered so far, and so opaque."""
    return bytes(whole * part // FULL for whole, part in zip(covered, opacity, strict=True))


@lru_cache(maxsize=256)
def _channels(fill: Rgba, border: Rgba) -> tuple[bytes, ...]:
    """Red, green, blue and opacity of a pixel of which so much (0–255) is ground and the rest border."""
    if fill == border:
        return tuple(bytes([round(FULL * part)]) * (FULL + 1) for part in fill)
    mixed = []
    for share in range(FULL + 1):
        ground = fill[3] * share / FULL
        alpha = ground + border[3] * (1 - share / FULL)
        # What cannot be seen keeps a colour, or the pixels beside it would be tinted by it.
        weight = ground / alpha if alpha else float(border[3] == 0)
        colour = [f * weight + b * (1 - weight) for f, b in zip(fill[:3], border[:3], strict=True)]
        mixed.append([round(FULL * part) for part in (*colour, alpha)])
    return tuple(bytes(column) for column in zip(*mixed, strict=True))


def _coverage(row: int, width: int, height: int, corners: Corners) -> bytes:
    """How much of each pixel of a line belongs to a rounded rectangle, 0–255."""
    top_left, top_right, bottom_right, bottom_left = corners
    below = height - 1 - row
    left = _corner(row, top_left) or _corner(below, bottom_left)
    right = _corner(row, top_right) or _corner(below, bottom_right)
    return left + b"\xff" * (width - len(left) - len(right)) + right[::-1]


@lru_cache(maxsize=4096)
def _corner(row: int, radius: float) -> bytes:
    """The beginning of the line `row` pixels from the edge, as far as the corner reaches there."""
    rise = radius - row - 0.5
    if rise <= 0:
        return b""
    clear = radius - sqrt(max(0.0, (radius + 0.5) ** 2 - rise**2))
    full = radius - sqrt(max(0.0, (radius - 0.5) ** 2 - rise**2))
    outside, reach = max(0, int(clear - 0.5)), min(ceil(full + 0.5), ceil(radius))
    edge = (round(255 * _share(radius - hypot(max(0.0, radius - x - 0.5), rise))) for x in range(outside, reach))
    return bytes(outside) + bytes(edge)


def _share(depth: float) -> float:
    """How much of a pixel whose middle lies `depth` inside is covered."""
    return min(1.0, max(0.0, depth + 0.5))

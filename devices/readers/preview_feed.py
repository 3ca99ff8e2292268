"""From a camera's pictures to the small ones on the screen: few, and only when something moves."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.readers.frames import Picture
from kiosk.preview import Preview, SmallPicture

SHRINK = 4
"""Every fourth dot of every fourth row: 160 × 120 of 640 × 480."""
LEAST_SECONDS = 1 / 8
"""Between two pictures."""
MOVED = 4
"""Grey values, of 255, by which dots differ on average when something moved; the noise of a camera stays below."""
_EVERY = 17
"""Of how many dots one is compared."""


class PreviewFeed:
    """Called with each picture, on the reader's thread. A picture like the one that is shown is left out, so that
    nothing is drawn in front of an empty room."""

    def __init__(self, preview: Preview, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._preview = preview
        self._monotonic = monotonic
        self._shown: bytes | None = None
        self._shown_at = float("-inf")

    def __call__(self, picture: Picture) -> None:
        """Show it, if anybody wants pictures and it shows something new."""
        if not self._preview.wanted:
            self._shown = None
            return
        now = self._monotonic()
        if now - self._shown_at < LEAST_SECONDS:
            return
        small = shrunk(picture)
        sample = small.grey[::_EVERY]
        if self._shown is not None and _difference(sample, self._shown) < MOVED:
            return
        self._shown, self._shown_at = sample, now
        self._preview.put(small)


def shrunk(picture: Picture) -> SmallPicture:
    """A quarter of its width and height."""
    rows = [
        picture.grey[top * picture.width : (top + 1) * picture.width : SHRINK]
        for top in range(0, picture.height, SHRINK)
    ]
    return SmallPicture(len(rows[0]), len(rows), b"".join(rows))


def _difference(one: bytes, other: bytes) -> float:
    if len(one) != len(other):
        return float(MOVED)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / max(1, len(one))

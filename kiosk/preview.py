"""What a camera sees, small, for the screen that asks people to hold a card there. One place, nothing is kept: a
picture that nobody took is gone with the next one (docs/decisions/0018-camera-preview-is-off.md)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A picture of grey values, one byte a dot, row by row from the top, as the camera sees it."""

    width: int
    height: int
    grey: bytes


class Preview:
    """A slot for one picture. `put` belongs to the reader's thread, `take` and `want` to the screen's."""

    def __init__(self) -> None:
        self._slot: deque[SmallPicture] = deque(maxlen=1)
        self._wanted = False

    @property
    def wanted(self) -> bool:
        """Whether somebody may present a card now; otherwise nothing is to be put. Any thread."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Say whether the screen shows pictures now. What is in the slot is gone when it does not, and when it begins
        to: the reader may have been about to put one when it ended."""
        if wanted and not self._wanted:
            self._slot.clear()
        self._wanted = wanted
        if not wanted:
            self._slot.clear()

    def put(self, picture: SmallPicture) -> None:
        """Show this one, in place of one that was not taken yet."""
        if self._wanted:
            self._slot.append(picture)

    def take(self) -> SmallPicture | None:
        """The newest picture, once; None when there is no new one."""
        try:
            return self._slot.pop()
        except IndexError:
            return None

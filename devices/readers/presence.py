"""One card held in front of a reader is one fact, and a reader that runs wild is not a crowd of visitors. Pure."""

from __future__ import annotations

import enum
from collections import deque

SAME_CARD_SECONDS = 2.0
"""The same text again within this time counts once."""
STILL_THERE_SECONDS = 1.0
"""The same text repeated without a pause this long: the card still lies in front of the reader."""
MOST_PER_SECOND = 20
"""Facts that one reader may deliver in a second; nobody presents cards that fast."""


class Verdict(enum.Enum):
    """What to do with a frame."""

    NEW = "new"
    SAME = "same"
    TOO_MANY = "too-many"


class Presence:
    """Remembers what a reader saw last. Belongs to the reader's thread; time is passed in (seconds, any origin)."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._accepted_at = 0.0
        self._read_at = 0.0
        self._recent: deque[float] = deque(maxlen=MOST_PER_SECOND)

    def judge(self, text: str, now: float) -> Verdict:
        """Whether a frame is a new presentation. An unreadable frame ("") is treated as a text of its own."""
        same = text == self._text and (
            now - self._accepted_at < SAME_CARD_SECONDS or now - self._read_at < STILL_THERE_SECONDS
        )
        self._read_at = now
        if same:
            return Verdict.SAME
        self._text, self._accepted_at = text, now
        if len(self._recent) == MOST_PER_SECOND and now - self._recent[0] < 1.0:
            return Verdict.TOO_MANY
        self._recent.append(now)
        return Verdict.NEW

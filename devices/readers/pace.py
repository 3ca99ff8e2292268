"""Whether keys come from a scanner or from a hand: by their pace alone. Pure: keys and times come in.

A scanner types a character every 1 to 30 ms, a fast hand one every 80 ms. The average counts, not each gap: a screen
that was busy for a moment hands over late, and then at once, what was typed meanwhile.
"""

from __future__ import annotations

SCANNER_SECONDS = 0.05
"""Between two characters, on average, at most."""
FEWEST = 4
"""Characters of the shortest code; fewer say nothing about a pace."""
REPEAT_SECONDS = 0.15
"""A key that goes down again without having come up is a key that is held, unless it comes this soon: systems wait
200 ms or longer before they repeat one. What is sooner is a scanner's, whose fastest releases X11 takes for repeats."""


class Pace:
    """The characters of one code so far. Belongs to one thread; times in seconds, any origin."""

    def __init__(self) -> None:
        self._first = self._last = float("-inf")
        self._count = 0

    def typed(self, now: float) -> bool:
        """A character was typed. Whether it came so soon after another one that a scanner typed it."""
        soon = now - self._last <= SCANNER_SECONDS
        if not self._count:
            self._first = now
        self._last = now
        self._count += 1
        return soon

    def is_scanner(self) -> bool:
        """Whether what was typed since the last `begin` looks like a scanner's work."""
        return self._count >= FEWEST and self._last - self._first <= SCANNER_SECONDS * (self._count - 1)

    def begin(self) -> None:
        """A code has ended; the next character is the first of another one, which may follow at once."""
        self._count = 0


class Held:
    """Which keys are down, to tell a key that is held from one that is pressed again."""

    def __init__(self) -> None:
        self._down: dict[int, float] = {}

    def pressed(self, key: int, now: float) -> bool:
        """A key went down. False when it only repeats."""
        before = self._down.get(key)
        if before is not None and now - before >= REPEAT_SECONDS:
            return False
        self._down[key] = now
        return True

    def released(self, key: int) -> None:
        """A key came up."""
        self._down.pop(key, None)

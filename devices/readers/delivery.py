"""From the texts that a reader framed to facts in the inbox, the same for every kind of reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from devices.advice import advise
from devices.link import Link
from devices.readers.presence import Presence, Verdict
from kiosk.events import CardPresented, DeviceState

CALM_SECONDS = 5.0
"""A reader that flooded is well again after this long without."""


class Framing(Protocol):
    """Cuts the bytes of one reader into texts. Belongs to the reader's thread; times in seconds, any origin."""

    def data_received(self, data: bytes, now: float) -> list[str]: ...
    def idle_elapsed(self, now: float) -> list[str]: ...
    @property
    def waits(self) -> bool: ...
    def reset(self) -> None: ...


class Delivery:
    """Drops what is still the same card, holds a flood back, tells the rest. Belongs to the reader's thread."""

    def __init__(self, name: str, target: str) -> None:
        self._name = name
        self._target = target
        self._presence = Presence()
        self._flooded_at: float | None = None

    def take(self, texts: Iterable[str], now: float, link: Link) -> int:
        """Deliver texts that were read at `now` (seconds, any origin), "" for an unreadable one; also called without
        any, now and then, so that a flood ends. Returns how many were new."""
        new = 0
        for text in texts:
            verdict = self._presence.judge(text, now)
            if verdict is Verdict.TOO_MANY:
                self._flooded_at = now
                link.report(DeviceState.DEGRADED, advise("flood", self._target))
            elif verdict is Verdict.NEW:
                new += 1
                link.alive(frames=1)
                link.put(CardPresented(text, self._name))
        if self._flooded_at is not None and now - self._flooded_at > CALM_SECONDS:
            self._flooded_at = None
            link.report(DeviceState.READY)
        return new

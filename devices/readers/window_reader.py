"""A scanner in keyboard mode that types into the kiosk's own window: the second way, where the kernel's is not allowed.

The window hands over places of keys (USB usages, which SDL calls scancodes) and no characters, so that the keyboard
layout of the kiosk does not matter. A keypad may share the window: only what comes at a scanner's pace is a code
(docs/devices.md, "Scanners in keyboard mode").
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from queue import Empty, Full, Queue

from devices.link import Link
from devices.readers.delivery import Delivery
from devices.readers.keyboard import ALT, ALTGR, COMMANDS, ENDS, HID_KEYS, SHIFTS, KeyDecoder
from devices.readers.pace import Held, Pace
from kiosk.events import DeviceState

WINDOW = "keyboard://window"
LEAST_IDLE = 0.25
"""Seconds of silence that end a code without Enter: the screen may be busy as long, while keys wait."""
REST_SECONDS = 1.0
CAPACITY = 8192
"""Keys that wait for this thread at most; a key that lies on the keyboard fills no memory."""
_SILENT = SHIFTS | COMMANDS | {ALT, ALTGR}
"""Keys that type nothing by themselves."""

Key = tuple[int, bool, float]
"""The kernel's number of a key, whether it went down, when (seconds)."""


class WindowReader:
    """A device for the supervisor, and `kiosk.ports.Keys` for the window. `key` belongs to the screen thread, `serve`
    to the device's."""

    def __init__(
        self,
        *,
        name: str = "reader",
        layout: str = "us",
        idle_flush_ms: int = 100,
        max_length: int = 4096,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._idle = max(LEAST_IDLE, idle_flush_ms / 1000)
        self._decoder = KeyDecoder(layout, self._idle, max_length)
        self._pace, self._held = Pace(), Held()
        self._seen = Pace()
        self._keys: Queue[Key | None] = Queue(CAPACITY)
        self._delivery = Delivery(name, WINDOW)
        self._monotonic = monotonic

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return WINDOW

    def key(self, scancode: int, *, pressed: bool) -> bool:
        """See `kiosk.ports.Keys`."""
        code, now = HID_KEYS.get(scancode), self._monotonic()
        if code is None:
            return False
        if not pressed:
            self._held.released(code)
        elif not self._held.pressed(code, now):
            return False
        try:
            self._keys.put_nowait((code, pressed, now))
        except Full:
            return False
        return pressed and code not in _SILENT and self._seen.typed(now)

    def serve(self, link: Link) -> None:
        """Put keys together until the house closes."""
        self._decoder.reset()
        link.opened()
        link.report(DeviceState.READY)
        while link.going_on():
            try:
                key = self._keys.get(timeout=self._idle if self._decoder.waits else REST_SECONDS)
                texts = [] if key is None else self._typed(*key)
            except Empty:
                texts = self._by_scanner(self._decoder.idle_elapsed(math.inf))
            self._delivery.take(texts, self._monotonic(), link)

    def interrupt(self) -> None:
        try:
            self._keys.put_nowait(None)
        except Full:
            return  # what waits wakes the thread as well

    def _typed(self, code: int, pressed: bool, now: float) -> list[str]:
        """The codes that a key completes."""
        texts = self._by_scanner(self._decoder.idle_elapsed(now))
        ends = pressed and code in ENDS
        if pressed and not ends and code not in _SILENT:
            self._pace.typed(now)
        return texts + self._by_scanner(self._decoder.key(code, pressed, now), over=ends)

    def _by_scanner(self, texts: list[str], *, over: bool = False) -> list[str]:
        """The codes, if a scanner typed them: what a hand types is nobody's card."""
        if not texts and not over:
            return []
        scanner = self._pace.is_scanner()
        self._pace.begin()
        return texts if scanner else []

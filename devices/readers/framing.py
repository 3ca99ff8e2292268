"""Where one scan ends and the next begins. Pure: bytes and time come in, texts go out.

A scanner in serial mode sends `[code id]data[suffix]` and no length. The suffix is CR, LF, CR LF, TAB or nothing at
all, so silence ends a frame as well (docs/devices.md, "What a scanner sends").
"""

from __future__ import annotations

import re

MAX_TEXT = 512
"""Longest text that is delivered, in characters (kiosk.events.CardPresented)."""
UNREADABLE = ""
"""What stands for a frame that cannot be a card: too long, control characters, not ASCII."""

_SUFFIX = re.compile(rb"[\r\n\t]")
_AIM_ID = re.compile(rb"\][A-Za-z][0-9A-Za-z]")
_OUR_MAGIC = re.compile(rb"VS[TR]1:", re.IGNORECASE)
_PRINTABLE = re.compile(rb"[ -~]+")
_GM65_ACK = bytes.fromhex("02 00 00 01 00 33 31")
_LOOKS_LIKE_A_TAG = re.compile(rb"\s*UID:", re.IGNORECASE)


class Framer:
    """Collects the bytes of one reader. Not thread-safe: it belongs to the reader's thread.

    `idle` is the silence (seconds) that ends a frame; a frame of more than `max_length` bytes is given up and
    everything is dropped until the next silence.
    """

    def __init__(self, idle: float = 0.1, max_length: int = 4096) -> None:
        self._idle = idle
        self._max_length = max_length
        self._frame = bytearray()
        self._dropping = False
        self._last = 0.0

    def data_received(self, data: bytes, now: float) -> list[str]:
        """The frames that `data`, read at `now` (seconds, any origin), completes; UNREADABLE for a bad one."""
        texts = self.idle_elapsed(now)
        if not data:
            return texts
        self._last = now
        first, *rest = _SUFFIX.split(data)
        self._append(first, texts)
        for piece in rest:
            self._end(texts)
            self._append(piece, texts)
        return texts

    def idle_elapsed(self, now: float) -> list[str]:
        """The frame that silence has ended by `now`, if any."""
        texts: list[str] = []
        if now - self._last >= self._idle:
            self._end(texts)
            self._dropping = False
        return texts

    @property
    def waits(self) -> bool:
        """Whether silence would end something: half a frame, or what is dropped until then."""
        return bool(self._frame) or self._dropping

    def reset(self) -> None:
        """Forget half a frame: its device is gone."""
        self._frame.clear()
        self._dropping = False

    def _append(self, piece: bytes, texts: list[str]) -> None:
        if self._dropping:
            return
        self._frame += piece
        if len(self._frame) > self._max_length:
            self._frame.clear()
            self._dropping = True
            texts.append(UNREADABLE)

    def _end(self, texts: list[str]) -> None:
        if self._frame:
            text = text_of(bytes(self._frame))
            if text is not None:
                texts.append(text)
            self._frame.clear()


def text_of(frame: bytes) -> str | None:
    """What a frame without its suffix says: printable ASCII, UNREADABLE, or None when it says nothing.

    What the scanner puts before the data is taken off: acknowledgements, an AIM identifier, and anything before
    our own magic. Nothing else is changed; a card is judged by the core alone. A printed code that poses as the tag of
    a radio card is unreadable: only readers of tags deliver those.
    """
    data = frame.replace(_GM65_ACK, b"").strip(b"\0")  # NULs at the ends are line noise of a plug
    ours = _OUR_MAGIC.search(data)
    if ours:
        data = data[ours.start() :]
    elif aim := _AIM_ID.match(data):
        data = data[aim.end() :]
    if not data:
        return None
    if len(data) > MAX_TEXT or not _PRINTABLE.fullmatch(data) or _LOOKS_LIKE_A_TAG.match(data):
        return UNREADABLE
    return data.decode("ascii")

"""The frames of 125 kHz tag readers: RDM6300 and ID-2/12/20LA. Pure: bytes come in, texts go out.

`02`, ten hexadecimal digits of the tag, two of the checksum (XOR of the five bytes), `03`; the ID series has CR LF
before the `03` (docs/devices.md, "Tags of 125 kHz"). At the edge of the field frames come half or damaged, and the
reader repeats them: what is not whole is dropped without a word.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import xor

STX, ETX = 0x02, 0x03
UID_PREFIX = "UID:"
"""In front of what a tag reader delivers. No scanner may deliver it (`devices.readers.framing.text_of`)."""
LONGEST = 16
"""Bytes of the longer of the two frames."""

_FRAME = re.compile(rb"([0-9A-Fa-f]{12})(?:\r\n?|\n)?")


class TagFramer:
    """Collects the bytes of one tag reader; a `devices.readers.delivery.Framing`.

    `idle` is the silence (seconds) after which half a frame is forgotten; `swap_bytes` turns the UID round, for
    readers that send it with its last byte first.
    """

    def __init__(self, idle: float = 0.1, *, swap_bytes: bool = False) -> None:
        self._idle = idle
        self._swap_bytes = swap_bytes
        self._frame: bytearray | None = None
        self._last = 0.0

    def data_received(self, data: bytes, now: float) -> list[str]:
        self.idle_elapsed(now)
        if data:
            self._last = now
        texts = []
        for byte in data:
            if byte == STX:
                self._frame = bytearray()  # a frame that broke off does not spoil the next one
            elif self._frame is None:
                continue
            elif byte == ETX:
                text = tag_text(bytes(self._frame), swap_bytes=self._swap_bytes)
                self._frame = None
                if text is not None:
                    texts.append(text)
            elif len(self._frame) >= LONGEST - 2:
                self._frame = None
            else:
                self._frame.append(byte)
        return texts

    def idle_elapsed(self, now: float) -> list[str]:
        if now - self._last >= self._idle:
            self._frame = None
        return []

    @property
    def waits(self) -> bool:
        return self._frame is not None

    def reset(self) -> None:
        self._frame = None


def tag_text(inside: bytes, *, swap_bytes: bool = False) -> str | None:
    """What stands between `02` and `03`, as `UID:` and ten hexadecimal digits; None when it is not a whole frame."""
    found = _FRAME.fullmatch(inside)
    if found is None:
        return None
    *uid, checksum = bytes.fromhex(found[1].decode("ascii"))
    if reduce(xor, uid) != checksum:
        return None
    return uid_text(bytes(uid), swap_bytes=swap_bytes)


def uid_text(uid: bytes, *, swap_bytes: bool = False) -> str:
    """How the UID of a tag is delivered: `UID:` and upper case hexadecimal digits, first byte first."""
    return UID_PREFIX + (uid[::-1] if swap_bytes else uid).hex().upper()


def tag_frame(uid: bytes, *, id_series: bool = False) -> bytes:
    """The frame that a reader sends for a tag: 14 bytes, 16 with the CR LF of the ID series. The reverse of
    `tag_text`, for the simulated reader. Raises ValueError for a UID that is not 5 bytes."""
    if len(uid) != 5:
        raise ValueError("a tag of 125 kHz has a UID of 5 bytes")
    digits = (uid + bytes([reduce(xor, uid)])).hex().upper().encode("ascii")
    return bytes([STX]) + digits + (b"\r\n" if id_series else b"") + bytes([ETX])

"""Reads ESC/POS as a printer does, and keeps what would stand on the paper. Pure apart from Pillow.

Written from the command descriptions (docs/devices.md), not from our own generator, so that it can disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH = 576
LINE_DOTS = 30
CODE_PAGES = {0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 16: "cp1252", 18: "cp852", 19: "cp858"}

_ESC, _GS, _FS, _DLE = 0x1B, 0x1D, 0x1C, 0x10
_ARGUMENTS = {
    (_ESC, "@"): 0, (_ESC, "2"): 0, (_ESC, "3"): 1, (_ESC, "t"): 1, (_ESC, "R"): 1, (_ESC, "d"): 1, (_ESC, "J"): 1,
    (_ESC, "a"): 1, (_ESC, "E"): 1, (_ESC, "!"): 1, (_ESC, "-"): 1, (_ESC, "M"): 1, (_ESC, "G"): 1, (_ESC, "{"): 1,
    (_ESC, "V"): 1, (_ESC, " "): 1, (_GS, "!"): 1, (_GS, "B"): 1, (_GS, "b"): 1, (_GS, "a"): 1, (_GS, "r"): 1,
    (_GS, "L"): 2, (_GS, "W"): 2, (_FS, "."): 0, (_FS, "&"): 0, (_DLE, "\x04"): 1, (_DLE, "\x05"): 1,
    (_DLE, "\x14"): 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper: the bytes that made it, the picture on it (None when there is none), and its text lines."""

    number: int
    data: bytes
    picture: Image.Image | None
    text: tuple[str, ...]


@dataclass
class Paper:
    """A roll of paper that takes bytes. `feed` is to be called by one thread."""

    width: int = WIDTH
    font: Path | None = None
    """For the picture of text; None: a built-in one without accents."""
    slips: int = 0
    unknown: list[bytes] = field(default_factory=list)
    """Commands that this printer does not know, for tests: a real one would print rubbish here."""
    _buffer: bytearray = field(default_factory=bytearray)
    _job: bytearray = field(default_factory=bytearray)
    _bands: list[Image.Image] = field(default_factory=list)
    _line: bytearray = field(default_factory=bytearray)
    _lines: list[str] = field(default_factory=list)
    _codec: str = "cp437"

    @property
    def busy(self) -> bool:
        """Whether a command or a picture has begun and waits for its rest."""
        return bool(self._buffer)

    def forget(self) -> None:
        """The power went: nothing of what waited is printed."""
        self._buffer.clear()
        self._begin()

    def feed(self, data: bytes) -> Iterator[Slip | bytes]:
        """Take bytes; yields each finished slip, and what the printer answers to queued questions, in order."""
        self._buffer += data
        while self._buffer:
            length = self._length()
            if length is None or length > len(self._buffer):
                return
            command = bytes(self._buffer[:length])
            del self._buffer[:length]
            if command[0] != _DLE:  # questions in between are no part of a slip
                self._job += command
            answer = self._obey(command)
            if answer is not None:
                yield answer

    def _length(self) -> int | None:
        """Bytes of the command at the start of the buffer; None when that cannot be said yet."""
        head = bytes(self._buffer[:8])
        if head[0] not in (_ESC, _GS, _FS, _DLE):
            return 1
        if len(head) < 2:
            return None
        name = chr(head[1])
        if (head[0], name) in _ARGUMENTS:
            return 2 + _ARGUMENTS[head[0], name]
        if head[0] == _GS and name == "V":
            return None if len(head) < 3 else (4 if head[2] >= 65 else 3)
        if head[0] == _GS and name == "(":
            return None if len(head) < 5 else 5 + head[3] + 256 * head[4]
        if head[:3] == b"\x1dv0":
            return None if len(head) < 8 else 8 + (head[4] + 256 * head[5]) * (head[6] + 256 * head[7])
        self.unknown.append(head[:2])
        return 2

    def _obey(self, command: bytes) -> Slip | bytes | None:
        if command[:3] == b"\x1dv0":
            width = (command[4] + 256 * command[5]) * 8
            height = command[6] + 256 * command[7]
            ink = Image.frombytes("1", (width, height), command[8:])
            self._bands.append(ink.point(lambda dot: 0 if dot else 255))
        elif command[:2] == b"\x1dV":
            return self._cut()
        elif command[:2] == b"\x1dr":
            return b"\x00"
        elif command == b"\x1b@":
            self._codec = "cp437"
            self._line.clear()
        elif command[:2] == b"\x1bt":
            self._codec = CODE_PAGES.get(command[2], "ascii")
        elif command == b"\n":
            self._lines.append(self._line.decode(self._codec, "replace"))
            self._line.clear()
        elif len(command) == 1 and command[0] >= 0x20:
            self._line += command
        return None

    def _cut(self) -> Slip:
        self.slips += 1
        slip = Slip(self.slips, bytes(self._job), self._picture(), tuple(self._lines))
        self._begin()
        return slip

    def _begin(self) -> None:
        self._job.clear()
        self._bands.clear()
        self._line.clear()
        self._lines.clear()

    def _letters(self) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        return ImageFont.truetype(self.font, 24) if self.font else ImageFont.load_default(24)

    def _picture(self) -> Image.Image | None:
        """Text first, pictures below, white around: enough to look at, exact for a slip that is one picture."""
        if not self._bands and not self._lines:
            return None
        top = len(self._lines) * LINE_DOTS
        sheet = Image.new("1", (self.width, top + sum(band.height for band in self._bands)), 255)
        if self._lines:
            pen, font = ImageDraw.Draw(sheet), self._letters()
            for row, line in enumerate(self._lines):
                pen.text((0, row * LINE_DOTS), line, fill=0, font=font)
        for band in self._bands:
            sheet.paste(band, (0, top))
            top += band.height
        return sheet

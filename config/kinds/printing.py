"""What is particular to printers: their addresses, what may follow them, and their character sets."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult

from config.kinds.base import Kind, refuse, shown

_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", re.ASCII)
_SERIAL_NUMBER = re.compile(r"(/[\w.-]{1,64})?", re.ASCII)
_QUEUE = re.compile(r"[\w.-]{1,127}", re.ASCII)
_PAPER: Mapping[str, tuple[str, ...]] = {"paper": ("A4", "roll")}

QUERIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "serial": {"flow": ("rtscts", "xonxoff")},
    "cups": _PAPER,
    "ipp": _PAPER,
    "folder": {**_PAPER, "format": ("pdf", "png")},
}
"""What may follow the question mark of an address, by its scheme."""

CHARACTER_SETS = ("CP437", "CP850", "CP852", "CP858", "CP860", "CP863", "CP865", "CP1252", "ISO8859-15")
"""Those whose numbers nearly all printers agree about."""
_HIGHEST_NUMBER = 255


def check_query(parts: SplitResult) -> None:
    """Refuse what cannot follow an address of this scheme. Raises KindError."""
    if parts.scheme not in QUERIES:
        return
    known = QUERIES[parts.scheme]
    for part in filter(None, parts.query.split("&")):
        name, _, value = part.partition("=")
        if value not in known.get(name, ()):
            choices = " or ".join(f"?{key}={one}" for key, values in known.items() for one in values)
            raise refuse(f"{shown('?' + part)} cannot follow this address.", f"Write {choices}, or leave it out.")
    if parts.fragment:
        raise refuse("the address goes on after a #.", "Remove it.")


def _usb(parts: SplitResult) -> None:
    if not _USB.fullmatch(parts.netloc) or not _SERIAL_NUMBER.fullmatch(parts.path) or parts.query or parts.fragment:
        raise refuse("the address names no USB device.", "Write what lsusb shows, for example usb://04b8:0202.")


def _queue(parts: SplitResult) -> None:
    if not _QUEUE.fullmatch(parts.netloc) or parts.path.strip("/"):
        raise refuse("the address names no print queue.", "Write cups:// and a name that lpstat -e shows.")


def _ipp(parts: SplitResult) -> None:
    try:
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named or any(c.isspace() for c in parts.geturl()):
        raise refuse("the address names no printer.", "Write for example ipp://192.0.2.10/ipp/print.")
    if parts.username or parts.password:
        raise refuse("an address must not hold a password.", "Remove what stands before the @.")


def _folder(parts: SplitResult) -> None:
    path = Path(parts.path)
    if parts.netloc or path == path.parent or ".." in path.parts or "\0" in parts.path:
        raise refuse("the address names no folder.", "Write folder:///srv/slips with three slashes.")


PRINTERS: Mapping[str, Callable[[SplitResult], None]] = {"usb": _usb, "cups": _queue, "ipp": _ipp, "folder": _folder}
"""How addresses of printers are checked, by their scheme."""


class CharacterSet(Kind[str]):
    """The character set of a printer: `CP858`, or `CP858=13` for a printer that calls it 13."""

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(f"{shown(raw)} is not a character set.", f"Write {self.accepts}.")
        text = raw.strip()
        name, equals, number = text.partition("=")
        if not self._can_write(name):
            raise refuse(f"{shown(raw)} is not a character set.", f"Write {self.accepts}.")
        if not equals and self._plain(name) not in map(self._plain, CHARACTER_SETS):
            hint = f"Look for its number in the self-test of the printer, and write {name}=NUMBER."
            raise refuse(f"printers disagree about the number of {shown(name)}.", hint)
        if equals and not (number.isdecimal() and int(number) <= _HIGHEST_NUMBER):
            raise refuse(f"{shown(number)} is not a number from 0 to 255.", f"Write for example {name}=19.")
        return text

    @staticmethod
    def _plain(name: str) -> str:
        return name.strip().upper().replace("_", "-").replace("ISO-8859", "ISO8859")

    @staticmethod
    def _can_write(name: str) -> bool:
        try:
            return len(codecs.encode("a", name.strip())) == 1
        except (LookupError, ValueError, TypeError):
            return False

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return "a character set, for example CP858, or CP858=13 for a printer that calls it 13"

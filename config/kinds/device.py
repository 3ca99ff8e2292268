"""Where devices and folders are."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from config.kinds.base import Kind, refuse, shown
from config.kinds.printing import PRINTERS, QUERIES, check_query
from config.problems import did_you_mean

_NATIVE = re.compile(r"/dev/[\w./+:@-]+|COM[1-9]\d{0,2}")
_NAME_PART = re.compile(r"[\w .()/%-]{0,64}", re.ASCII)
_FOLDERS = {"serial": "", "rfid": "", "wedge": "input/", "camera": ""}
"""Schemes before a path, and the folder under /dev that the path must be in."""
_HIGHEST_PORT = 65535
_NETWORK = ("tcp", "socket", "rfc2217")


class Address(Kind[str | None]):
    """The address of a device, among some schemes; "none" stands for no device and reads as None.

    `schemes` may hold: native (a path under /dev or COM3), serial, rfid, wedge, camera (serial:///dev/…), tcp, socket,
    rfc2217 (host and port), keyboard (keyboard://window), pcsc (pcsc://, or a part of the reader's name behind it),
    loop (loop://, for tests), usb (usb://04b8:0202, with a serial number where there are several), cups
    (cups://QUEUE), ipp (ipp://host/path), folder (folder:///path). `example` is shown in hints.
    """

    def __init__(self, *schemes: str, example: str) -> None:
        self.schemes = schemes
        self.example = example

    def deserialize(self, raw: object) -> str | None:
        if not isinstance(raw, str) or not raw.strip():
            raise refuse(f"{shown(raw)} is not an address.", f"Write {self.accepts}.")
        address = raw.strip()
        if address == "none":
            return None
        if "://" not in address:
            return self._native(address)
        try:
            parts = urlsplit(address)
        except ValueError:
            raise refuse(f"{shown(raw)} is not an address.", f"Write {self.accepts}.") from None
        if parts.scheme not in self.schemes:
            hint = did_you_mean(parts.scheme, self.schemes) or f"Write {self.accepts}."
            raise refuse(f"{shown(parts.scheme + '://')} cannot be used here.", hint)
        check_query(parts)
        if parts.scheme in _NETWORK:
            self._network(parts)
        elif parts.scheme in _FOLDERS:
            self._path(address.partition("?")[0] if parts.scheme in QUERIES else address, parts)
        elif parts.scheme in PRINTERS:
            PRINTERS[parts.scheme](parts)
        elif parts.scheme == "pcsc" and not _NAME_PART.fullmatch(address.removeprefix("pcsc://")):
            raise refuse(f"{shown(raw)} does not name a reader.", "Write pcsc:// or for example pcsc://ACR122U.")
        elif parts.scheme == "keyboard" and address != "keyboard://window":
            raise refuse(f"{shown(raw)} is not an address.", "Write keyboard://window.")
        elif parts.scheme == "loop" and address != "loop://":
            raise refuse(f"{shown(raw)} is not an address.", "Write loop:// alone.")
        return address

    def _native(self, address: str) -> str:
        if "native" in self.schemes and _NATIVE.fullmatch(address):
            if ".." in address:
                raise refuse(f"{shown(address)} leads out of /dev.", f"Write {self.accepts}.")
            return address
        if "serial" in self.schemes and _NATIVE.fullmatch(address):
            raise refuse(f"{shown(address)} lacks its scheme.", f"Write serial://{address}.")
        raise refuse(f"{shown(address)} is not an address.", f"Write {self.accepts}.")

    def _path(self, address: str, parts: SplitResult) -> None:
        folder = f"/dev/{_FOLDERS[parts.scheme]}"
        path = address.removeprefix(f"{parts.scheme}://")
        if not _NATIVE.fullmatch(path) or not path.startswith(folder) or ".." in path:
            what = "a serial port" if parts.scheme == "serial" else "a device"
            raise refuse(
                f"{shown(address)} does not name {what}.", f"Write {parts.scheme}://{folder}… with three slashes."
            )

    def _network(self, parts: SplitResult) -> None:
        example = f"{parts.scheme}://192.0.2.10:9100"
        try:
            port = parts.port
        except ValueError:
            raise refuse(
                "the port of the address is not a number from 1 to 65535.", f"Write for example {example}."
            ) from None
        if not parts.hostname or any(c.isspace() for c in parts.netloc):
            raise refuse("the address names no machine.", f"Write for example {example}.")
        if parts.username or parts.password:
            raise refuse("an address must not hold a password.", "Remove what stands before the @.")
        if port is None or not 1 <= port <= _HIGHEST_PORT:
            raise refuse("the address needs a port from 1 to 65535 after the machine.", f"Write for example {example}.")
        if parts.path not in ("", "/") or parts.query or parts.fragment:
            raise refuse("the address goes on after the port.", f"Write for example {example}.")

    def serialize(self, value: str | None) -> object:
        return "none" if value is None else value

    @property
    def accepts(self) -> str:
        return f'a device address, for example "{self.example}", or "none"'


class Folder(Kind[Path]):
    """An absolute path of a folder; it need not exist yet."""

    def deserialize(self, raw: object) -> Path:
        if not isinstance(raw, str) or not raw.strip() or "\0" in raw:
            raise refuse(f"{shown(raw)} is not a folder.", f"Write {self.accepts}.")
        path = Path(raw.strip())
        if not path.is_absolute() or ".." in path.parts:
            raise refuse(f"{shown(raw)} is not a full path.", f"Write {self.accepts}.")
        return path

    def serialize(self, value: Path) -> object:
        return str(value)

    @property
    def accepts(self) -> str:
        return 'a full path, for example "/media"'

"""Which reader an address means: the scheme of `[reader] url` decides (docs/operations/devices.md, "A card reader")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from devices.readers.camera_reader import CameraReader
from devices.readers.preview_feed import PreviewFeed
from devices.readers.profiles import PROFILES
from devices.readers.serial_reader import SerialReader
from devices.readers.smartcard_reader import SmartcardReader
from devices.readers.tag_framing import TagFramer
from devices.readers.wedge_reader import WedgeReader
from devices.readers.window_reader import WindowReader
from kiosk.preview import Preview

Reader = SerialReader | WedgeReader | WindowReader | SmartcardReader | CameraReader


@dataclass(frozen=True, slots=True)
class Manners:
    """What the readers of a site have in common; see `devices.registry.ReaderWanted`."""

    baud: int = 9600
    idle_flush_ms: int = 100
    max_length: int = 4096
    profile: str = "generic"
    trigger: bool = False
    layout: str = "us"
    swap_bytes: bool = False
    preview: Preview | None = None
    """Where a camera shows what it sees; None: nowhere."""


def reader_at(address: str, name: str, manners: Manners) -> Reader:
    """The reader at an address, not yet opened. Raises KeyError for an unknown profile or layout."""
    scheme, mark, place = address.partition("://")
    make = _KINDS.get(scheme) if mark else None
    return make(place, name, manners) if make else _scanner(address, name, manners)


def _scanner(url: str, name: str, manners: Manners) -> Reader:
    return SerialReader(
        url,
        name=name,
        baud=manners.baud,
        idle_flush_ms=manners.idle_flush_ms,
        max_length=manners.max_length,
        profile=PROFILES[manners.profile],
        trigger=manners.trigger,
    )


def _tags(url: str, name: str, manners: Manners) -> Reader:
    framing = TagFramer(manners.idle_flush_ms / 1000, swap_bytes=manners.swap_bytes)
    return SerialReader(
        url, name=name, baud=manners.baud, idle_flush_ms=manners.idle_flush_ms, framing=framing
    )


def _keyboard(path: str, name: str, manners: Manners) -> Reader:
    return WedgeReader(
        path,
        name=name,
        layout=manners.layout,
        idle_flush_ms=manners.idle_flush_ms,
        max_length=manners.max_length,
    )


def _window(_place: str, name: str, manners: Manners) -> Reader:
    return WindowReader(
        name=name, layout=manners.layout, idle_flush_ms=manners.idle_flush_ms, max_length=manners.max_length
    )


def _smartcards(wanted: str, name: str, manners: Manners) -> Reader:
    return SmartcardReader(unquote(wanted), name=name, swap_bytes=manners.swap_bytes)


def _camera(source: str, name: str, manners: Manners) -> Reader:
    return CameraReader(source, name=name, preview=PreviewFeed(manners.preview) if manners.preview else None)


_KINDS: dict[str, Callable[[str, str, Manners], Reader]] = {
    "rfid": _tags,
    "wedge": _keyboard,
    "keyboard": _window,
    "pcsc": _smartcards,
    "camera": _camera,
}

"""Serial ports: scanners in serial mode, readers of tags, receipt printers; anything may be behind an adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from devices.advice import advise
from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, may_use, stable_names
from devices.inventory.makers import PRINTERS, SCANNERS, maker


class Port(Protocol):
    """The part of pyserial's `ListPortInfo` that is looked at."""

    @property
    def device(self) -> str: ...
    @property
    def vid(self) -> int | None: ...
    @property
    def pid(self) -> int | None: ...
    @property
    def manufacturer(self) -> str | None: ...
    @property
    def product(self) -> str | None: ...


def comports() -> Iterable[Port]:
    """The ports that pyserial finds."""
    from serial.tools import list_ports

    ports: Iterable[Port] = list_ports.comports()
    return ports


def serial_ports(roots: Roots, ports: Callable[[], Iterable[Port]] = comports) -> Iterator[Found | Unseen]:
    """The serial ports, each under the name that stays: by its own number, else by its place, else as it is."""
    names = stable_names(roots.dev / "serial" / "by-path") | stable_names(roots.dev / "serial" / "by-id")
    known = {Path(port.device): port for port in ports() if Path(port.device).is_relative_to(roots.dev)}
    for device in sorted({*known, *names}, key=str):
        yield _found(device, names.get(device), known.get(device))


def _found(device: Path, link: Path | None, port: Port | None) -> Found:
    vendor = f"{port.vid:04x}" if port is not None and port.vid is not None else ""
    place = str(link or device)
    notes = []
    if not may_use(device):
        notes.append(advise("no-permission", place).text)
    if link is None and vendor:
        notes.append("Its number may change: udev makes stable names, see docs/operations/devices.md.")
    return Found(Kind.SERIAL, place, _what(port, vendor), _proposals(place, vendor), " ".join(notes))


def _what(port: Port | None, vendor: str) -> str:
    if port is None or not vendor:
        return ""
    named = " ".join(filter(None, (port.manufacturer or maker(vendor), port.product)))
    return f"{named} ({vendor}:{port.pid or 0:04x})".strip()


def _proposals(place: str, vendor: str) -> tuple[Proposal, ...]:
    scanner = Proposal("reader", "url", place, "a scanner in serial mode")
    tags = Proposal("reader", "url", f"rfid://{place}", "a reader of 125 kHz tags")
    printer = Proposal("printer", "url", f"serial://{place}", "a receipt printer")
    if vendor in SCANNERS:
        return (scanner,)
    if vendor in PRINTERS:
        return (printer,)
    return (scanner, tags, printer)

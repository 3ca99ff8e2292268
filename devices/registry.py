"""Builds the devices of a kiosk from plain settings. An address of None means that the site has no such device."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from devices.link import Health
from devices.null import NullPrinter, NullSpeaker
from devices.printers.addresses import PageRenderer, PrinterManners, printer_at
from devices.readers.addresses import Manners, Reader, reader_at
from devices.readers.serial_reader import SerialReader
from devices.readers.sounding import SoundingScanners
from devices.readers.window_reader import WindowReader
from devices.sound.output import Output
from devices.sound.speaker import SpeakerWorker
from devices.sound.system import SystemOutput
from devices.storage import UsbStorage
from devices.supervisor import Supervisor
from kiosk.clock import Clock
from kiosk.events import Event
from kiosk.ports import Keys, Printer, Speaker
from kiosk.preview import Preview

if TYPE_CHECKING:
    from devices.printers.escpos_job import Renderer

READER = "reader"
PRINTER = "printer"
SPEAKER = "speaker"
"""The names of the devices in `kiosk.events.DeviceChanged` and `CardPresented`; a second reader is "reader-2"."""


class ReaderWanted(Protocol):
    """The settings of the card readers; `idle_flush_ms` in milliseconds, `max_length` in bytes; `also` are further
    addresses, `profile` one of `devices.readers.profiles`, `layout` one of `devices.readers.layouts`."""

    @property
    def url(self) -> str | None: ...
    @property
    def also(self) -> Sequence[str | None]: ...
    @property
    def baud(self) -> int: ...
    @property
    def idle_flush_ms(self) -> int: ...
    @property
    def max_length(self) -> int: ...
    @property
    def profile(self) -> str: ...
    @property
    def trigger(self) -> bool: ...
    @property
    def layout(self) -> str: ...
    @property
    def swap_bytes(self) -> bool: ...
    @property
    def preview(self) -> bool: ...


class PrinterWanted(PrinterManners, Protocol):
    """The settings of a receipt printer."""

    @property
    def url(self) -> str | None: ...


class SoundWanted(Protocol):
    """The settings of the sound; `speech` "always", "headphones" or "off", `volume` 0–100, `rate` in words a minute."""

    @property
    def chimes(self) -> bool: ...
    @property
    def speech(self) -> str: ...
    @property
    def volume(self) -> int: ...
    @property
    def rate(self) -> int: ...
    @property
    def voices(self) -> Path | None: ...
    @property
    def player(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """`ReaderWanted` as a value, with the defaults of the site file."""

    url: str | None = None
    baud: int = 9600
    idle_flush_ms: int = 100
    max_length: int = 4096
    also: tuple[str | None, ...] = ()
    profile: str = "generic"
    trigger: bool = False
    layout: str = "us"
    swap_bytes: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class PrinterOptions:
    """`PrinterWanted` as a value, with the defaults of the site file."""

    url: str | None = None
    baud: int = 9600
    width: int = 576
    mode: str = "raster"
    codepage: str = "CP858"
    cutter: bool = True


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """`SoundWanted` as a value, with the defaults of the site file."""

    chimes: bool = True
    speech: str = "always"
    volume: int = 70
    rate: int = 150
    voices: Path | None = None
    player: str = "auto"


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices of a kiosk. `start` and `stop` belong to the main thread; the rest to any."""

    supervisor: Supervisor
    printer: Printer
    storage: UsbStorage
    speaker: Speaker
    keys: Keys | None = None
    """Who wants the keys of the window; None when no scanner types into it."""
    preview: Preview | None = None
    """What a camera sees, where the site wants it shown."""

    def start(self) -> None:
        """Start the device threads; returns at once, devices appear as they are found."""
        self.supervisor.start()

    def stop(self, timeout: float = 3.0) -> tuple[str, ...]:
        """Let all devices go; the names of those that did not end in time (seconds)."""
        return self.supervisor.stop(timeout)

    def health(self) -> Mapping[str, Health]:
        """How every device is, by name."""
        return self.supervisor.health()


def build(
    put: Callable[[Event], bool],
    clock: Clock,
    *,
    reader: ReaderWanted,
    printer: PrinterWanted,
    usb_paths: Sequence[Path],
    render: Renderer,
    pages: PageRenderer | None = None,
    sound: SoundWanted | None = None,
    output: Output | None = None,
    storage: UsbStorage | None = None,
) -> Devices:
    """Make the devices without touching any of them. `put` is the inbox's, `render` draws a receipt at a width,
    `pages` makes it a PDF at a width on a paper; None: this kiosk has no printer of pages.
    `sound` None: a kiosk of which nobody expects any. `output` makes the sound; None: the system's programs.
    `storage` finds the sticks; None: the system's, below `usb_paths`.

    Raises ValueError when the printer's address or its code page is not one.
    """
    supervisor = Supervisor(put, clock)
    storage = storage or UsbStorage(usb_paths)
    preview = Preview() if reader.preview else None
    readers = _readers(supervisor, reader, preview)
    scanners = [each for each in readers if isinstance(each, SerialReader) and each.can_sound]
    keys = next((each for each in readers if isinstance(each, WindowReader)), None)
    if printer.url is None:
        supervisor.add_off(PRINTER)
        speaker = _speaker(supervisor, put, sound, output, scanners)
        return Devices(supervisor, NullPrinter(put), storage, speaker, keys, preview)
    worker = printer_at(printer.url, printer, PRINTER, put, render, pages)
    supervisor.add(worker)
    return Devices(supervisor, worker, storage, _speaker(supervisor, put, sound, output, scanners), keys, preview)


def _readers(supervisor: Supervisor, wanted: ReaderWanted, preview: Preview | None) -> Sequence[Reader]:
    """Take the readers under watch."""
    addresses = [address for address in (wanted.url, *wanted.also) if address is not None]
    if not addresses:
        supervisor.add_off(READER)
    manners = Manners(
        wanted.baud,
        wanted.idle_flush_ms,
        wanted.max_length,
        wanted.profile,
        wanted.trigger,
        wanted.layout,
        wanted.swap_bytes,
        preview,
    )
    readers = []
    for number, address in enumerate(addresses, start=1):
        reader = reader_at(address, READER if number == 1 else f"{READER}-{number}", manners)
        supervisor.add(reader)
        readers.append(reader)
    return readers


def _speaker(
    supervisor: Supervisor,
    put: Callable[[Event], bool],
    sound: SoundWanted | None,
    output: Output | None,
    scanners: Sequence[SerialReader],
) -> Speaker:
    speaker = _own_speaker(supervisor, put, sound, output)
    return SoundingScanners(speaker, scanners) if scanners else speaker


def _own_speaker(
    supervisor: Supervisor, put: Callable[[Event], bool], sound: SoundWanted | None, output: Output | None
) -> Speaker:
    if sound is None:
        return NullSpeaker(put)
    if sound.volume == 0 or (sound.speech == "off" and not sound.chimes):
        supervisor.add_off(SPEAKER)
        return NullSpeaker(put)
    output = output or SystemOutput(
        speech=sound.speech, volume=sound.volume, rate=sound.rate, voices=sound.voices, player=sound.player
    )
    worker = SpeakerWorker(output, put, name=SPEAKER, chimes=sound.chimes)
    supervisor.add(worker)
    return worker

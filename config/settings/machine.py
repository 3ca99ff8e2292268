"""The machine as it was understood: access, devices, storage, retention, demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StaffAccess:
    """PIN and time-out of the staff mode."""

    pin_tries: int
    pin_block_seconds: int
    idle_seconds: int


@dataclass(frozen=True, slots=True)
class Throttle:
    """Pause after `invalid_reads` invalid codes within `window_seconds`, doubling from first to longest."""

    invalid_reads: int
    window_seconds: int
    first_pause_seconds: int
    longest_pause_seconds: int


@dataclass(frozen=True, slots=True)
class ScreenTimes:
    """Seconds until the kiosk asks "still there?" or leaves a screen by itself (design guide §6)."""

    idle_seconds: int
    idle_long_seconds: int
    countdown_seconds: int
    countdown_long_seconds: int
    opened_seconds: int
    refusal_seconds: int
    feedback_seconds: int
    multisampling: bool
    """Wanted; the window ignores it where drawing is done in software, which it would slow down by half."""
    low_reach: bool
    """Whether an upright screen uses its lower third only (docs/accessibility.md, "Reach")."""


@dataclass(frozen=True, slots=True)
class KeypadSettings:
    """Keys by name (`config.vocabulary.KEYS`) for each of the five acts; `pause_ms` during which the same key counts
    once; `scan_ms` after which the focus moves by itself, 0: never."""

    next: tuple[str, ...]
    previous: tuple[str, ...]
    activate: tuple[str, ...]
    back: tuple[str, ...]
    help: tuple[str, ...]
    pause_ms: int
    scan_ms: int


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The card readers. `url` is what `serial.serial_for_url` takes, or begins with rfid://, wedge://, keyboard://,
    pcsc:// or camera://; None: no reader. `also` are further ones. `preview`: what a camera sees is shown where a card
    may be presented. `identification_only`: linked barcodes and tags are accepted as well, for members only."""

    url: str | None
    also: tuple[str | None, ...]
    baud: int
    idle_flush_ms: int
    max_length: int
    profile: str
    trigger: bool
    layout: str
    preview: bool
    swap_bytes: bool
    identification_only: bool


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The receipt printer. `url` begins with tcp://, serial://, usb://, cups://, ipp:// or folder://; None: no printer.

    `width` is in dots; `codepage` is used by the text mode only; `baud` by serial printers only. `roll_metres` is
    the length of a new roll.
    """

    url: str | None
    baud: int
    width: int
    mode: str
    codepage: str
    cutter: bool
    roll_metres: int


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """Chimes and reading aloud. `speech` is "always", "headphones" or "off"; `volume` in percent, 0: no sound at all;
    `rate` in words a minute; `voices` the folder of recordings, None: there are none; `player` a program or "auto"."""

    chimes: bool
    speech: str
    volume: int
    rate: int
    voices: Path | None
    player: str


@dataclass(frozen=True, slots=True)
class StorageSettings:
    """Folders under which a USB stick appears, in the order in which to look."""

    usb_paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """`path` is the folder of the store; None: the usual folder of the system."""

    path: Path | None


@dataclass(frozen=True, slots=True)
class Retention:
    """Days after which data are purged, by kind (docs/rules.md §9); never zero, never "for ever"."""

    workstation_use: int
    waiting_list: int
    help_requests: int
    statistical_attributes: int
    charter_signatures_after_membership: int
    staff_audit: int
    identity_after_membership: int


@dataclass(frozen=True, slots=True)
class DemoMember:
    """An invented visitor of `vestibule demo`; `needs` are workstation tags."""

    number: int
    first_name: str
    birth_year: int
    category: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """An invented colleague of `vestibule demo`; the first use of the card asks for a PIN of their own."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Demo:
    """People for `vestibule demo`; a real kiosk ignores them."""

    members: tuple[DemoMember, ...]
    staff: tuple[DemoStaff, ...]

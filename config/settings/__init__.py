"""What a kiosk understood of its site file: plain frozen values, nothing left to parse.

Every object here is complete and consistent: `config.loader.load` builds it only when the file has no
problem left. Units stand in the names or in the docstrings; minutes and seconds are whole numbers.
A `Texts` is a sentence for the public, by language code; it always holds the site's default language,
which is what to show when another language is missing. Immutable, so safe to share between threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config.settings.machine import (
    Demo,
    DemoMember,
    DemoStaff,
    KeypadSettings,
    PrinterSettings,
    ReaderSettings,
    Retention,
    ScreenTimes,
    SoundSettings,
    StaffAccess,
    StorageSettings,
    StoreSettings,
    Throttle,
)
from config.settings.place import (
    Area,
    Door,
    Holiday,
    Hours,
    HoursException,
    Interval,
    Label,
    Plan,
    Site,
    Texts,
    Wall,
    Window,
    Workstation,
    Zone,
)
from config.settings.reception import (
    Category,
    Charter,
    CharterLine,
    CharterText,
    Durations,
    Enrolment,
    Guests,
    Limits,
    Purpose,
    Reservations,
    Rule,
    Waiting,
)
from config.settings.workshops import Workshop, WorkshopFault, WorkshopReading, WorkshopSettings

__all__ = [
    "Area",
    "Category",
    "Charter",
    "CharterLine",
    "CharterText",
    "Demo",
    "DemoMember",
    "DemoStaff",
    "Door",
    "Durations",
    "Enrolment",
    "Guests",
    "Holiday",
    "Hours",
    "HoursException",
    "Interval",
    "KeypadSettings",
    "Label",
    "Limits",
    "Plan",
    "PrinterSettings",
    "Purpose",
    "ReaderSettings",
    "Reservations",
    "Retention",
    "Rule",
    "ScreenTimes",
    "Settings",
    "Site",
    "SoundSettings",
    "StaffAccess",
    "StorageSettings",
    "StoreSettings",
    "Texts",
    "Throttle",
    "Waiting",
    "Wall",
    "Window",
    "Workshop",
    "WorkshopFault",
    "WorkshopReading",
    "WorkshopSettings",
    "Workstation",
    "Zone",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a site file says."""

    source: Path
    site: Site
    hours: Hours
    zones: tuple[Zone, ...]
    workstations: tuple[Workstation, ...]
    plan: Plan
    categories: tuple[Category, ...]
    rules: tuple[Rule, ...]
    """In the order of the file; the last one matches everybody."""
    limits: Limits
    guests: Guests
    enrolment: Enrolment
    waiting: Waiting
    reservations: Reservations
    durations: Durations
    workshops: WorkshopSettings
    charter: Charter
    purposes: tuple[Purpose, ...]
    staff: StaffAccess
    throttle: Throttle
    screen: ScreenTimes
    keypad: KeypadSettings
    reader: ReaderSettings
    printer: PrinterSettings
    sound: SoundSettings
    storage: StorageSettings
    store: StoreSettings
    retention: Retention
    demo: Demo

"""Which reader an address means, and that several work side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.kinds import Choice, KindError
from config.schema import TABLES
from devices.readers.addresses import Manners, reader_at
from devices.readers.layouts import LAYOUTS
from devices.readers.profiles import PROFILES
from devices.registry import PrinterOptions, ReaderOptions, build
from devices.simulated.scanner import SimulatedScanner
from devices.simulated.tag_reader import SimulatedTagReader
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceChanged, DeviceState

[READER] = [table for table in TABLES if table.name == "reader"]
URL = READER.entry("url").kind


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/dev/serial/by-id/usb-Scanner-if00", "SerialReader"),
        ("socket://192.0.2.20:4001", "SerialReader"),
        ("loop://", "SerialReader"),
        ("rfid:///dev/ttyUSB0", "SerialReader"),
        ("wedge:///dev/input/by-id/usb-SM_2D-event-kbd", "WedgeReader"),
        ("keyboard://window", "WindowReader"),
        ("pcsc://", "SmartcardReader"),
        ("pcsc://ACS ACR122U (1)", "SmartcardReader"),
        ("camera:///dev/v4l/by-id/usb-Cam-video-index0", "CameraReader"),
    ],
)
def test_every_address_of_a_site_file_is_a_reader(address: str, kind: str) -> None:
    assert type(reader_at(URL.deserialize(address), "reader", Manners())).__name__ == kind


@pytest.mark.parametrize(
    "address",
    [
        "wedge:///dev/ttyUSB0",
        "keyboard://",
        "keyboard://window/2",
        "wedge://dev/input/event5",
        "rfid:///etc/x",
        "rfid:///dev/../etc/passwd",
        "camera:///media/film.mkv",
        "pcsc://a;b",
        "tcp://192.0.2.1:9100",
    ],
)
def test_what_is_no_address_of_a_reader_is_refused_in_the_site_file(address: str) -> None:
    with pytest.raises(KindError):
        URL.deserialize(address)


def test_every_choice_of_the_site_file_is_known_here() -> None:
    profiles, layouts = READER.entry("profile").kind, READER.entry("layout").kind
    assert isinstance(profiles, Choice)
    assert isinstance(layouts, Choice)
    assert set(profiles.options) == set(PROFILES)
    assert set(layouts.options) == set(LAYOUTS)


def test_a_scanner_and_a_tag_reader_side_by_side(tmp_path: Path, ear: Any, render: Any) -> None:
    with SimulatedScanner(tmp_path) as scanner, SimulatedTagReader(tmp_path / "tags") as tags:
        wanted = ReaderOptions(scanner.url, also=(tags.url, None))
        devices = build(
            ear.put, SystemClock(), reader=wanted, printer=PrinterOptions(), usb_paths=(tmp_path,), render=render
        )
        devices.start()
        for _ in range(2):
            ear.wait(DeviceChanged, lambda e: e.state is DeviceState.READY)
        tags.show(bytes.fromhex("01000734E0"))
        assert ear.wait(CardPresented) == CardPresented("UID:01000734E0", "reader-2")
        scanner.scan("UID:01000734E0")
        assert ear.wait(CardPresented) == CardPresented("", "reader"), "a printed code must not pose as a tag"
        assert devices.stop() == ()

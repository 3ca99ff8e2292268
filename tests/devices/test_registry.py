"""All devices together, as the program starts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.null import NullPrinter
from devices.registry import PRINTER, READER, Devices, PrinterOptions, ReaderOptions, build
from devices.simulated.printer import SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from kiosk.clock import SystemClock
from kiosk.events import CardPresented, DeviceChanged, DeviceState, PrintFinished, PrintOutcome
from kiosk.ports import Printer, Storage


@pytest.fixture
def built(ear: Any, render: Any, tmp_path: Path) -> Iterator[Any]:
    made: list[Devices] = []

    def make(reader: str | None, printer: str | None, **options: Any) -> Devices:
        devices = build(
            ear.put,
            SystemClock(),
            reader=ReaderOptions(reader),
            printer=PrinterOptions(printer, **options),
            usb_paths=[tmp_path],
            render=render,
        )
        made.append(devices)
        return devices

    yield make
    for devices in made:
        assert devices.stop() == ()


def test_a_site_without_devices(built: Any, ear: Any, job: Any) -> None:
    devices = built(None, None)
    devices.start()
    assert ear.all(DeviceChanged) == [
        DeviceChanged(READER, DeviceState.OFF),
        DeviceChanged(PRINTER, DeviceState.OFF),
    ]
    assert isinstance(devices.printer, NullPrinter)
    devices.printer.submit(job("A1"))
    assert ear.wait(PrintFinished) == PrintFinished("A1", PrintOutcome.OFF)
    assert {name: h.state for name, h in devices.health().items()} == {
        READER: DeviceState.OFF,
        PRINTER: DeviceState.OFF,
    }


def test_a_site_with_both(built: Any, ear: Any, job: Any, scanner: SimulatedScanner) -> None:
    with SimulatedPrinter() as printer:
        devices = built(scanner.url, printer.url)
        devices.start()
        for _ in range(2):
            ear.wait(DeviceChanged, lambda e: e.state is DeviceState.READY)
        scanner.scan("VST1:A")
        assert ear.wait(CardPresented) == CardPresented("VST1:A", READER)
        devices.printer.submit(job("A1"))
        assert ear.wait(PrintFinished) == PrintFinished("A1", PrintOutcome.PRINTED)
        health = devices.health()
        assert (health[READER].frames, health[PRINTER].frames) == (1, 1)
        assert devices.stop() == ()


def test_the_parts_fit_the_ports_of_the_core(built: Any) -> None:
    for devices in (built(None, None), built(None, "tcp://127.0.0.1:9")):
        printer: Printer = devices.printer
        storage: Storage = devices.storage
        assert callable(printer.submit)
        assert len(storage.sticks()) == 1


def test_a_character_set_that_is_none_is_found_before_anything_runs(built: Any) -> None:
    with pytest.raises(ValueError, match="klingon"):
        built(None, "tcp://127.0.0.1:9", mode="text", codepage="klingon")
    built(None, "tcp://127.0.0.1:9", mode="raster", codepage="klingon")


def test_the_settings_of_a_site_file_fit_as_they_are(ear: Any, render: Any) -> None:
    from config import load, sample_path

    settings = load(sample_path())
    build(ear.put, SystemClock(), reader=settings.reader, printer=settings.printer, usb_paths=(), render=render)

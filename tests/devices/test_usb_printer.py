"""Receipt printers on USB: pyusb is the real one, what lies under it is a printer on our bus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import zxingcpp

from devices.advice import Unfit
from devices.printers.conversation import Patience
from devices.printers.usb_connection import UsbAddress, UsbConnection
from devices.printers.worker import PrintWorker
from devices.simulated.printer import Mood, SimulatedPrinter
from kiosk.events import DeviceState, PrintFinished, PrintOutcome

pytest.importorskip("usb", reason="pyusb is not installed")

from devices.simulated.usb_printer import SERIAL, UsbBus

URL = f"usb://04b8:0202/{SERIAL}"
QUICK = (0.2, 0.1)
SHORT = Patience(answer=0.2, done=2.0, done_silent=0.1, look=0.1)


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter() as printer:
        yield printer


def opened(bus: UsbBus, url: str) -> UsbConnection:
    return UsbConnection(UsbAddress.of(url), 2.0, backend=bus)


def worker_on(bus: UsbBus, ear: Any, render: Any, url: str = URL) -> PrintWorker:
    return PrintWorker(
        url, render, ear.put, open_connection=partial(opened, bus), look_seconds=QUICK, patience=SHORT
    )


def outcome(ear: Any, job: str) -> PrintOutcome:
    finished: PrintFinished = ear.wait(PrintFinished, lambda e: e.job == job)
    return finished.outcome


@pytest.mark.parametrize(
    ("ways", "interface_class"), [((0x01, 0x82), 7), ((0x81, 0x03), 7), ((0x02, 0x81), 0xFF)], ids=str
)
def test_a_receipt_over_usb_whatever_its_endpoints_are(
    ways: tuple[int, ...], interface_class: int, printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    bus = UsbBus(printer, ways=ways, interface_class=interface_class)
    worker = worker_on(bus, ear, render)
    watch(worker)
    ear.state(DeviceState.READY)
    assert not bus.held_by_kernel
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.PRINTED
    [slip] = printer.slips
    assert slip.picture is not None
    assert [code.text for code in zxingcpp.read_barcodes(slip.picture.convert("L"))] == ["VSR1:A1"]


def test_what_the_printer_says_comes_back(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    worker = worker_on(UsbBus(printer), ear, render)
    watch(worker)
    printer.mood = Mood.NO_PAPER
    ear.state(DeviceState.BLOCKED, "no-paper")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.NO_PAPER


def test_a_printer_without_a_way_back_prints_and_is_asked_about(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    worker = worker_on(UsbBus(printer, ways=(0x01,)), ear, render)
    watch(worker)
    ear.state(DeviceState.DEGRADED, "no-status")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNKNOWN
    ear.wait_until(lambda: len(printer.slips) == 1)


def test_pulled_out_and_plugged_in_again(
    printer: SimulatedPrinter, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    bus = UsbBus(printer)
    worker = worker_on(bus, ear, render)
    watch(worker)
    ear.state(DeviceState.READY)
    bus.pull_out()
    ear.state(DeviceState.SEARCHING, "missing")
    worker.submit(job("A1"))
    assert outcome(ear, "A1") is PrintOutcome.UNREACHABLE
    bus.plugged_in = bus.held_by_kernel = True
    ear.state(DeviceState.READY)
    worker.submit(job("A2"))
    assert outcome(ear, "A2") is PrintOutcome.PRINTED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda bus: setattr(bus, "allowed", False), "no-usb-permission"),
        (lambda bus: setattr(bus, "plugged_in", False), "missing"),
        (lambda bus: setattr(bus, "claimed", True), "busy"),
        (lambda bus: setattr(bus, "_class", 3), "no-usb-printer"),
        (lambda bus: setattr(bus, "_ways", (0x82,)), "no-usb-printer"),
    ],
    ids=["right", "plug", "busy", "keyboard", "no way out"],
)
def test_the_sentence_names_the_cure(
    change: Any, code: str, printer: SimulatedPrinter, ear: Any, watch: Any, render: Any
) -> None:
    bus = UsbBus(printer)
    change(bus)
    watch(worker_on(bus, ear, render))
    ear.state(DeviceState.SEARCHING, code)


def test_one_of_several_alike_is_chosen_by_its_serial_number(printer: SimulatedPrinter) -> None:
    opened(UsbBus(printer), "usb://04B8:0202").close()
    with pytest.raises(FileNotFoundError):
        opened(UsbBus(printer), "usb://04b8:0202/OTHER")


@pytest.mark.parametrize("url", ["usb://", "usb://04b8", "usb://04b8:0202/", "usb://04b8:0202/a b", "usb://4b8:202"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ValueError, match="address of a USB printer"):
        UsbAddress.of(url)


def test_with_the_real_libusb_and_no_printer() -> None:
    with pytest.raises((FileNotFoundError, Unfit)) as raised:
        UsbConnection(UsbAddress(0xFFFE, 0xFFFE), 1.0)
    assert not isinstance(raised.value, Unfit) or raised.value.code == "no-libusb"


def test_without_pyusb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "usb.core", None)
    with pytest.raises(Unfit, match="no-pyusb"):
        UsbConnection(UsbAddress(0x04B8, 0x0202), 1.0)

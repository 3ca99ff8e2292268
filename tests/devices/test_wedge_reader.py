"""Scanners in keyboard mode as the kernel shows them: a pipe of real events, and a device made by umockdev."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readers.addresses import Manners, reader_at
from devices.readers.wedge_reader import EV_SYN, EVENT, SYN_DROPPED, EventStream, WedgeReader
from devices.simulated.tag_reader import ENTER, SimulatedKeyboardScanner, key_events, keys_of
from kiosk.events import CardPresented, DeviceState

CARD = "VST1:6BF 7W$%*+-./:09"


@pytest.fixture
def keyboard(tmp_path: Path) -> Iterator[SimulatedKeyboardScanner]:
    with SimulatedKeyboardScanner(tmp_path / "event5") as keyboard:
        yield keyboard


def test_a_code_is_read_and_read_again_after_a_plug(keyboard: SimulatedKeyboardScanner, ear: Any, watch: Any) -> None:
    watch(reader_at(keyboard.url, "reader", Manners()))
    ear.state(DeviceState.READY)
    keyboard.scan(CARD)
    assert ear.wait(CardPresented) == CardPresented(CARD, "reader")
    keyboard.unplug()
    ear.state(DeviceState.SEARCHING)
    keyboard.plug_in()
    ear.state(DeviceState.READY)
    keyboard.scan("VST1:AGAIN")
    assert ear.wait(CardPresented).text == "VST1:AGAIN"


def test_a_scanner_that_is_set_to_french(tmp_path: Path, ear: Any, watch: Any) -> None:
    with SimulatedKeyboardScanner(tmp_path / "event5", "fr") as keyboard:
        watch(reader_at(keyboard.url, "reader", Manners(layout="fr")))
        ear.state(DeviceState.READY)
        keyboard.scan(CARD)
        assert ear.wait(CardPresented).text == CARD


def test_events_that_the_kernel_lost_spoil_one_code(keyboard: SimulatedKeyboardScanner, ear: Any, watch: Any) -> None:
    watch(WedgeReader(keyboard.url.removeprefix("wedge://")))
    ear.state(DeviceState.READY)
    lost = EVENT.pack(0, 0, EV_SYN, SYN_DROPPED, 0)
    end = key_events([(ENTER, True), (ENTER, False)])
    keyboard.send(key_events(keys_of("VST1:HA", "us")) + lost + key_events(keys_of("LF", "us")) + end)
    for _ in range(40):
        keyboard.scan("VST1:WHOLE")
        try:
            ear.wait(CardPresented, timeout=0.5)
        except pytest.fail.Exception:
            continue
        break
    assert {e.text for e in ear.all(CardPresented)} == {"VST1:WHOLE"}


def test_half_an_event_waits_for_the_rest() -> None:
    stream, data = EventStream(), EVENT.pack(1, 2, 1, 30, 1)
    assert list(stream.feed(data[:5])) == []
    assert list(stream.feed(data[5:] + data)) == [(1.000002, 1, 30, 1)] * 2


@given(st.lists(st.binary(max_size=100), max_size=8))
def test_no_bytes_raise(pieces: list[bytes]) -> None:
    stream = EventStream()
    count = sum(len(list(stream.feed(piece))) for piece in pieces)
    assert count == sum(map(len, pieces)) // EVENT.size


@pytest.mark.parametrize(
    ("path", "code"),
    [("/dev/null", "not-keyboard"), ("missing", "missing"), ("file", "not-keyboard"), ("/dev/ptmx", "not-keyboard")],
)
def test_an_address_that_is_no_keyboard(path: str, code: str, tmp_path: Path, ear: Any, watch: Any) -> None:
    (tmp_path / "file").touch()
    watch(WedgeReader(str(tmp_path / path)))
    ear.state(DeviceState.SEARCHING, code)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(19, "No such device"), "missing"),
        (RuntimeError("inside the driver"), "driver-fault"),
        ("a text", "driver-fault"),
        (None, "driver-fault"),
    ],
    ids=["gone", "raises", "text", "nothing"],
)
def test_a_bad_driver_is_a_state(
    fault: Any, code: str, keyboard: SimulatedKeyboardScanner, ear: Any, watch: Any
) -> None:
    def read(device: int, size: int) -> Any:
        os.read(device, size)
        if isinstance(fault, Exception):
            raise fault
        return fault

    watch(WedgeReader(keyboard.url.removeprefix("wedge://"), read=read))
    ear.state(DeviceState.READY)
    keyboard.scan(CARD)
    ear.state(DeviceState.SEARCHING, code)


DEVICE = """\
P: /devices/usb0/input/input5/event5
N: input/event5
E: DEVNAME=/dev/input/event5
E: ID_INPUT=1
E: ID_INPUT_KEYBOARD=1
E: MAJOR=13
E: MINOR=69
E: SUBSYSTEM=input
A: dev=13:69

"""
PROGRAM = """
import sys, threading
from devices.link import Link
from devices.readers.wedge_reader import WedgeReader
from kiosk.clock import SystemClock
from kiosk.events import CardPresented
stop = threading.Event()
def put(event):
    if isinstance(event, CardPresented):
        print(event.text, flush=True)
        stop.set()
    return True
WedgeReader("/dev/input/event5", idle_flush_ms=1000).serve(Link("reader", put, SystemClock(), stop))
"""


def test_a_device_of_the_kernel_as_umockdev_makes_it(tmp_path: Path) -> None:
    if shutil.which("umockdev-run") is None:
        pytest.skip("umockdev is not installed")
    lines = ["E: 0.000000 0000 0000 0000"]
    for number, (key, down) in enumerate([*keys_of(CARD, "us"), (ENTER, True), (ENTER, False)], start=1):
        lines += [f"E: {number * 0.002:.6f} 0001 {key:04x} {down:04d}", f"E: {number * 0.002:.6f} 0000 0000 0000"]
    (tmp_path / "device").write_text(DEVICE)
    (tmp_path / "events").write_text("\n".join(lines) + "\n")
    command = ["umockdev-run", "-d", str(tmp_path / "device"), "-e", f"/dev/input/event5={tmp_path / 'events'}", "--"]
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [*command, sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout == CARD + "\n", run.stderr

"""Serial readers that are pulled out and plugged in again under names that stay: ptys of socat, not of ours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.readers.serial_reader import SerialReader
from kiosk.events import CardPresented, DeviceState


class Socat:
    """A scanner: `by_id` is the name that udev would give it, `window` where its codes are written."""

    def __init__(self, folder: Path, name: str) -> None:
        self.by_id = folder / "serial" / "by-id" / name
        self.by_id.parent.mkdir(parents=True, exist_ok=True)
        self._window = folder / f"window-{name}"
        self._process: subprocess.Popen[bytes] | None = None

    def plug_in(self, until: Callable[[Callable[[], bool]], None]) -> None:
        ends = [f"pty,raw,echo=0,link={end}" for end in (self.by_id, self._window)]
        self._process = subprocess.Popen(["socat", *ends], stderr=subprocess.DEVNULL)
        until(lambda: self.by_id.exists() and self._window.exists())

    def scan(self, text: str) -> None:
        with open(self._window, "wb", buffering=0) as window:
            window.write(text.encode() + b"\r")

    def pull_out(self) -> None:
        """The ptys go with the process; udev takes the name away."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        for end in (self.by_id, self._window):
            end.unlink(missing_ok=True)


@pytest.fixture
def plugged(tmp_path: Path, ear: Any) -> Iterator[Callable[[str], Socat]]:
    if shutil.which("socat") is None:
        pytest.skip("socat is not installed")
    made: list[Socat] = []

    def make(name: str) -> Socat:
        made.append(Socat(tmp_path, name))
        made[-1].plug_in(ear.wait_until)
        return made[-1]

    yield make
    for scanner in made:
        scanner.pull_out()


def heard(ear: Any, text: str) -> CardPresented:
    found: CardPresented = ear.wait(CardPresented, lambda event: event.text == text)
    return found


def test_pulled_out_and_plugged_in_again(plugged: Callable[[str], Socat], ear: Any, watch: Any) -> None:
    scanner = plugged("usb-Acme_Scanner_0001-if00")
    supervisor = watch(SerialReader(str(scanner.by_id)))
    ear.state(DeviceState.READY)
    for turn in range(2):
        scanner.scan(f"VST1:BEFORE{turn}")
        heard(ear, f"VST1:BEFORE{turn}")
        scanner.pull_out()
        assert ear.state(DeviceState.SEARCHING).code in ("lost", "missing")
        scanner.plug_in(ear.wait_until)
        ear.state(DeviceState.READY)
        scanner.scan(f"VST1:AFTER{turn}")
        heard(ear, f"VST1:AFTER{turn}")
    assert supervisor.health()["reader"].reopened == 2


def test_two_readers_keep_their_names_when_their_ports_are_swapped(
    plugged: Callable[[str], Socat], ear: Any, watch: Any
) -> None:
    first, second = plugged("usb-Acme_Scanner_0001-if00"), plugged("usb-Acme_Scanner_0002-if00")
    watch(SerialReader(str(first.by_id), name="reader"), SerialReader(str(second.by_id), name="reader-2"))
    for _ in range(2):
        ear.state(DeviceState.READY)
    for scanner in (first, second):
        scanner.pull_out()
    for _ in range(2):
        ear.state(DeviceState.SEARCHING)
    for scanner in (second, first):  # the other way round, as after a restart
        scanner.plug_in(ear.wait_until)
    for _ in range(2):
        ear.state(DeviceState.READY)
    first.scan("VST1:ONE")
    assert heard(ear, "VST1:ONE").reader == "reader"
    second.scan("VST1:TWO")
    assert heard(ear, "VST1:TWO").reader == "reader-2"


def test_a_scanner_of_another_name_is_not_taken_for_the_one_that_is_away(
    plugged: Callable[[str], Socat], ear: Any, watch: Any
) -> None:
    scanner = plugged("usb-Acme_Scanner_0001-if00")
    watch(SerialReader(str(scanner.by_id)))
    ear.state(DeviceState.READY)
    scanner.pull_out()
    ear.state(DeviceState.SEARCHING)
    plugged("usb-Other_Modem-if00")
    ear.state(DeviceState.SEARCHING, "missing")
    scanner.plug_in(ear.wait_until)
    ear.state(DeviceState.READY)
    scanner.scan("VST1:BACK")
    heard(ear, "VST1:BACK")

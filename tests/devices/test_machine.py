"""A look at the machine: the disk, the stick, the clock, what the devices did."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from devices.link import Health
from devices.machine import MachineProbe
from kiosk.clock import SystemClock, from_micros
from kiosk.events import CheckedUp, ClockState, DeviceCounts, DeviceState
from kiosk.inbox import Inbox
from kiosk.ports import Stick
from kiosk.reception.checkup import Checkup


class Sticks:
    def __init__(self, *sizes: int, broken: bool = False) -> None:
        self._sizes = sizes
        self._broken = broken

    def sticks(self) -> Sequence[Stick]:
        if self._broken:
            raise OSError(5, "the stick was pulled out")
        return [Stick(Path("/nowhere"), free, free) for free in self._sizes]

    def read_only(self) -> Sequence[Path]:
        return ()

    def release(self, path: Path) -> bool:
        return False


def probe(folder: Path, *sizes: int, **settings: object) -> MachineProbe:
    health = {"reader": Health("reader", DeviceState.READY, frames=3, errors=2, reopened=1)}
    return MachineProbe(lambda: health, Sticks(*sizes), folder, **settings)  # type: ignore[arg-type]


def test_what_is_seen(tmp_path: Path) -> None:
    seen = probe(tmp_path, 5, 9).look()
    assert seen.devices == (DeviceCounts("reader", 3, 2, 1),)
    assert seen.stick_free == 9
    assert seen.disk_total == shutil.disk_usage(tmp_path).total
    assert 0 < seen.disk_free <= seen.disk_total
    assert probe(tmp_path).look().stick_free is None


def test_what_does_not_answer_is_left_out(tmp_path: Path) -> None:
    seen = MachineProbe(dict, Sticks(broken=True), tmp_path / "gone").look()
    assert (seen.devices, seen.stick_free, seen.disk_total) == ((), None, 0)


@pytest.mark.parametrize(
    ("synchronised", "behind", "expected"),
    [
        (True, False, ClockState.SET),
        (False, False, ClockState.ALONE),
        (True, True, ClockState.BEHIND),
    ],
)
def test_the_clock(tmp_path: Path, synchronised: bool, behind: bool, expected: ClockState) -> None:
    mark = tmp_path / "synchronized"
    mark.touch()
    os.utime(mark, (1_790_000_000, 1_790_000_000))
    look = probe(tmp_path, behind=lambda: behind, synchronised=lambda: synchronised, mark=mark).look()
    assert look.clock is expected
    assert look.clock_set_at == (from_micros(1_790_000_000_000_000) if expected is ClockState.SET else None)


def test_a_clock_that_leaves_no_mark_has_no_hour(tmp_path: Path) -> None:
    look = probe(tmp_path, synchronised=lambda: True, mark=tmp_path / "none").look()
    assert (look.clock, look.clock_set_at) == (ClockState.SET, None)


def test_the_kernel_says_what_the_system_s_own_program_says() -> None:
    program = shutil.which("timedatectl")
    if program is None:
        pytest.skip("timedatectl is not installed")
    said = subprocess.run([program, "show", "-p", "NTPSynchronized"], capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("timedatectl does not answer here")
    assert SystemClock().is_synchronised() is (said.stdout.strip() == "NTPSynchronized=yes")


def test_a_look_is_told_to_the_inbox(tmp_path: Path) -> None:
    inbox = Inbox()
    checkup = Checkup(probe(tmp_path), inbox)
    checkup.ask()
    checkup.join()
    [seen] = inbox.drain()
    assert isinstance(seen, CheckedUp)
    assert seen.devices == (DeviceCounts("reader", 3, 2, 1),)


def test_a_look_that_fails_tells_nothing_and_the_next_one_goes_on() -> None:
    inbox = Inbox()

    class Broken:
        def look(self) -> object:
            raise RuntimeError("a mistake")

    checkup = Checkup(Broken(), inbox)  # type: ignore[arg-type]
    for _ in range(2):
        checkup.ask()
        checkup.join()
    assert list(inbox.drain()) == []

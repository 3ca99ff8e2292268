"""Wrong port, busy port, no right: what the kernel really says about ptys, files and folders, and the cure for it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import serial

from devices.advice import advise_error
from devices.printers.connection import connect
from devices.readers.serial_reader import SerialReader
from kiosk.events import DeviceState

ROOT = Path(__file__).parents[2]
NOBODY = 65534
PROGRAM = """
import os, sys
from devices.advice import advise_error
from devices.printers.connection import connect
from devices.readers.serial_reader import open_serial
opening, path, nobody = sys.argv[1:]
if os.geteuid() == 0:  # after the imports: the interpreter itself may be out of reach for others
    os.setgroups([])
    os.setresgid(*[int(nobody)] * 3)
    os.setresuid(*[int(nobody)] * 3)
try:
    if opening == "reader":
        open_serial(path, baudrate=9600, timeout=0.1, write_timeout=0.1, exclusive=True).close()
    else:
        connect(f"serial://{path}").close()
except Exception as error:
    print(advise_error(error, f"serial://{path}").code)
else:
    print("opened")
"""

Opened = Callable[[str, str], str]


@pytest.fixture
def pty() -> Iterator[tuple[int, Path]]:
    """The far end of a pty and its path, which anybody may open."""
    near, far = os.openpty()
    path = Path(os.ttyname(far))
    os.chmod(path, 0o666)
    yield far, path
    os.close(near)
    os.close(far)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may enter; those of pytest belong to one user."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture
def opened() -> Opened:
    """How opening ends for somebody without any right: a code, or "opened"."""

    def try_it(opening: str, path: str) -> str:
        command = [sys.executable, "-c", PROGRAM, opening, path, str(NOBODY)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return run.stdout.strip() or run.stderr

    return try_it


@pytest.mark.parametrize("opening", ["reader", "printer"])
def test_a_port_that_somebody_keeps_for_himself(opening: str, pty: tuple[int, Path], opened: Opened) -> None:
    far, path = pty
    assert opened(opening, str(path)) == "opened"
    fcntl.ioctl(far, termios.TIOCEXCL)  # as ModemManager and minicom do
    assert opened(opening, str(path)) == "busy"
    fcntl.ioctl(far, termios.TIOCNXCL)
    assert opened(opening, str(path)) == "opened"


@pytest.mark.parametrize("opening", ["reader", "printer"])
def test_a_port_that_another_program_has_locked(opening: str, pty: tuple[int, Path], opened: Opened) -> None:
    _, path = pty
    with serial.Serial(str(path), exclusive=True):
        assert opened(opening, str(path)) == "busy"


@pytest.mark.parametrize("opening", ["reader", "printer"])
def test_a_port_that_the_kiosk_may_not_open(opening: str, pty: tuple[int, Path], opened: Opened) -> None:
    _, path = pty
    os.chmod(path, 0o600 if os.geteuid() == 0 else 0o000)
    assert opened(opening, str(path)) == "no-permission"


@pytest.mark.parametrize("name", ["file", "folder", "pipe", "/dev/null", "/dev/zero"])
@pytest.mark.parametrize("opening", ["reader", "printer"])
def test_what_is_no_serial_port(opening: str, name: str, open_to_all: Path, opened: Opened) -> None:
    (open_to_all / "file").touch()
    (open_to_all / "folder").mkdir()
    os.mkfifo(open_to_all / "pipe")
    for path in open_to_all.iterdir():
        path.chmod(0o777)
    assert opened(opening, str(open_to_all / name)) == "not-serial"


@pytest.mark.parametrize(
    ("target", "group"),
    [
        ("/dev/ttyACM0", "dialout"),
        ("rfid:///dev/serial/by-id/usb-FTDI-if00", "dialout"),
        ("serial:///dev/usb/lp0", "group lp"),
        ("/dev/usb/lp1", "group lp"),
        ("/dev/video0", "group video"),
        ("/dev/v4l/by-id/usb-HD-video-index0", "group video"),
    ],
)
def test_the_group_that_opens_it_depends_on_what_it_is(target: str, group: str) -> None:
    advice = advise_error(PermissionError(13, "denied"), target)
    assert group in advice.text
    assert "usermod" in advice.text


def test_what_the_staff_read_names_the_cure(pty: tuple[int, Path], ear: Any, watch: Any) -> None:
    _, path = pty
    with serial.Serial(str(path), exclusive=True):
        watch(SerialReader(str(path)))
        advice = ear.state(DeviceState.SEARCHING, "busy").advice
    assert "vestibule devices --install-rules" in advice
    assert "fuser" in advice
    ear.state(DeviceState.READY)


def test_a_folder_where_a_printer_should_be(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory") as caught:
        connect(f"serial://{tmp_path}")
    assert advise_error(caught.value, "x").code == "not-serial"

"""The rules that ship: what udev makes of them, and that they are installed whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from devices.inventory import rules
from devices.inventory.makers import ADAPTERS, PRINTERS, SCANNERS

ROOT = Path(__file__).parents[3]
UDEV, KERNEL = (Path("etc/udev/rules.d/70-vestibule.rules"), Path("etc/modprobe.d/vestibule.conf"))


def stands(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# ----------------------------------------------------------------------------------------------- installing


def test_all_files_are_installed_and_known_to_be(tmp_path: Path) -> None:
    assert not rules.installed(tmp_path)
    assert rules.may_install(tmp_path)
    assert rules.install(tmp_path) == (tmp_path / UDEV, tmp_path / KERNEL)
    assert rules.installed(tmp_path)
    assert set(stands(tmp_path)) == {UDEV.as_posix(), KERNEL.as_posix()}
    assert (tmp_path / UDEV).stat().st_mode & 0o777 == 0o644
    (tmp_path / KERNEL).write_text("# older\n")
    assert not rules.installed(tmp_path)
    rules.install(tmp_path)
    assert rules.installed(tmp_path)


@pytest.mark.parametrize("older", [True, False])
def test_when_the_second_file_has_no_place_the_first_is_not_left_behind(tmp_path: Path, *, older: bool) -> None:
    if older:
        (tmp_path / UDEV).parent.mkdir(parents=True)
        (tmp_path / UDEV).write_text("# older\n")
    (tmp_path / KERNEL.parent).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / KERNEL.parent).write_text("a file where a folder should be")
    before = stands(tmp_path)
    with pytest.raises(OSError, match=r"exists|directory"):
        rules.install(tmp_path)
    assert stands(tmp_path) == before


@pytest.mark.parametrize("older", [True, False])
def test_when_the_second_file_gets_no_name_the_first_is_put_back(tmp_path: Path, *, older: bool) -> None:
    if older:
        (tmp_path / UDEV).parent.mkdir(parents=True)
        (tmp_path / UDEV).write_text("# older\n")
    (tmp_path / KERNEL).mkdir(parents=True)  # a folder cannot be replaced by a file
    before = stands(tmp_path)
    with pytest.raises(OSError, match="directory"):
        rules.install(tmp_path)
    assert stands(tmp_path) == before


def test_the_command_for_somebody_else_names_every_file(tmp_path: Path) -> None:
    command = rules.command()
    for name, folder in rules.PLACES.items():
        assert f"/{folder}/{name}" in command
        assert (rules.SOURCES / name).is_file()
    assert command.count("sudo") == len(rules.PLACES) + len(rules.RELOAD)
    # it is one command of a shell: tried with a sudo that only notes what it was asked
    (tmp_path / "sudo").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    (tmp_path / "sudo").chmod(0o755)
    subprocess.run(["sh", "-c", command], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    assert (tmp_path / "asked").read_text().count("install -D -m 0644") == len(rules.PLACES)


def test_a_udev_that_refuses_or_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rules.reload() is False
    for status, done in (("1", False), ("0", True)):
        (tmp_path / "udevadm").write_text(f"#!/bin/sh\nexit {status}\n")
        (tmp_path / "udevadm").chmod(0o755)
        assert rules.reload() is done


def test_the_pages_show_the_files_that_ship() -> None:
    for name in rules.PLACES:
        shown = ROOT / "docs" / "operations" / "system" / name
        assert shown.read_bytes() == (rules.SOURCES / name).read_bytes()


# ------------------------------------------------------------------------------------------- what udev makes


def test_every_known_maker_is_in_the_rules() -> None:
    text = (rules.SOURCES / "70-vestibule.rules").read_text(encoding="utf-8")
    assert [number for number in (*SCANNERS, *ADAPTERS, *PRINTERS) if number not in text] == []


DEVICES = {
    "/devices/usb1/1-1": ("usb", "", "0c2e"),
    "/devices/usb1/1-1/1-1:1.0/tty/ttyACM0": ("tty", "ttyACM0", ""),
    "/devices/usb1/1-1/1-1:1.1/input/input5/event5": ("input", "input/event5", ""),
    "/devices/usb1/1-2": ("usb", "", "12d1"),
    "/devices/usb1/1-2/1-2:1.0/tty/ttyACM1": ("tty", "ttyACM1", ""),
    "/devices/usb1/1-2/1-2:1.1/input/input6/event6": ("input", "input/event6", ""),
    "/devices/usb1/1-3/1-3:1.0/usbmisc/lp0": ("usbmisc", "usb/lp0", ""),
}
"""A scanner with both modes, a modem, a printer: path, subsystem, node, maker."""
IN_A_ROOM_OF_ITS_OWN = """
mount -t tmpfs none /run && mkdir -p /run/udev/rules.d && cp "$1" /run/udev/rules.d/ || exit 77
shift; devices=$1; udevadm=$2; shift 2
for device; do umockdev-run -d "$devices" -- "$udevadm" test --action=add "/sys$device" 2>&1; echo "END $device"; done
"""


@pytest.fixture
def heard(tmp_path: Path) -> dict[str, str]:
    """What `udevadm test` says about each device, with our rules and those of the system."""
    udevadm = shutil.which("udevadm")
    if shutil.which("umockdev-run") is None or udevadm is None:
        pytest.skip("udev or umockdev is not installed")
    if os.geteuid() != 0:
        pytest.skip("only root has a /run of its own")
    blocks = []
    for number, (path, (subsystem, node, maker)) in enumerate(DEVICES.items()):
        lines = [f"P: {path}", f"E: SUBSYSTEM={subsystem}"]
        numbers = ["E: MAJOR=13", f"E: MINOR={number}", f"A: dev=13:{number}"]
        lines += [f"N: {node}", f"E: DEVNAME=/dev/{node}", *numbers] if node else ["E: DEVTYPE=usb_device"]
        lines += [f"A: idVendor={maker}\\n", "A: idProduct=0001\\n"] if maker else []
        blocks.append("\n".join(lines) + "\n")
    (tmp_path / "devices").write_text("\n".join(blocks))
    command = ["unshare", "--mount", "sh", "-c", IN_A_ROOM_OF_ITS_OWN, "sh", str(rules.SOURCES / "70-vestibule.rules")]
    run = subprocess.run(
        [*command, str(tmp_path / "devices"), udevadm, *DEVICES], capture_output=True, text=True, check=False
    )
    if run.returncode == 77 or "unshare" in run.stderr:
        pytest.skip("no file system can be mounted here")
    said, rest = {}, run.stdout
    for path in DEVICES:
        said[path], _, rest = rest.partition(f"END {path}\n")
    return said


def test_udev_understands_them_and_keeps_modems_modems(heard: dict[str, str]) -> None:
    scanner, port, keyboard, modem, modem_port, other_keyboard, printer = (heard[path] for path in DEVICES)
    assert all("70-vestibule.rules" in said for said in heard.values()), "they were read"
    assert "ID_MM_DEVICE_IGNORE=1" in scanner
    assert "ID_MM_PORT_IGNORE=1" in port
    assert "GROUP" in port
    assert "GROUP" in keyboard
    assert "GROUP" in printer
    # a line that udev did not understand, or that meant one of the others, would be named as <file>:<line>
    assert "70-vestibule.rules:" not in scanner + modem + modem_port + other_keyboard
    assert "ID_MM" not in modem + modem_port

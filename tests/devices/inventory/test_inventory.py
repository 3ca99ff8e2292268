"""What is found on a machine made of folders and ptys, and what is said where there is nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.schema import TABLES
from devices import storage as storage_module
from devices.inventory.cameras import cameras
from devices.inventory.found import Found, Kind, Look, Proposal, Roots, Unseen
from devices.inventory.inputs import ENTER, KEYPAD_0, KEYPAD_1, TOUCH_X, A, Z, bits, inputs
from devices.inventory.look import LOOKS, look_around
from devices.inventory.printers import cups_queues, usb_printers
from devices.inventory.serial_ports import serial_ports
from devices.inventory.smartcards import smartcards
from devices.inventory.sounds import sounds
from devices.inventory.sticks import sticks
from devices.storage import MOUNT_ROOTS
from tests.devices.inventory.conftest import Machine, bitmap

KEYBOARD = bitmap(ENTER, *range(2, 12), *range(16, 26), A, Z, 57)
KEYPAD = bitmap(KEYPAD_1, KEYPAD_0, 96)


def found(look: Look, machine: Machine) -> list[Found]:
    return [one for one in look(machine.roots) if isinstance(one, Found)]


def unseen(look: Look, machine: Machine) -> list[str]:
    return [one.why for one in look(machine.roots) if isinstance(one, Unseen)]


def urls(one: Found) -> list[object]:
    return [proposal.value for proposal in one.proposals]


@dataclass(frozen=True)
class Port:
    """What pyserial tells of a port."""

    device: str
    vid: int | None = None
    pid: int | None = None
    manufacturer: str | None = None
    product: str | None = None


# ---------------------------------------------------------------------------------------------- serial ports


def test_a_serial_port_is_proposed_by_the_name_that_stays(machine: Machine) -> None:
    link = machine.serial("usb-FTDI_FT232R-if00-port0")
    [port] = [one for one in serial_ports(machine.roots, list) if isinstance(one, Found)]
    assert (port.kind, port.place, port.note) == (Kind.SERIAL, str(link), "")
    assert urls(port) == [str(link), f"rfid://{link}", f"serial://{link}"]


@pytest.mark.parametrize(
    ("vid", "schemes"), [(0x0C2E, [""]), (0x04B8, ["serial://"]), (0x1A86, ["", "rfid://", "serial://"])]
)
def test_the_maker_tells_what_it_is(vid: int, schemes: list[str], machine: Machine) -> None:
    node = machine.roots.dev / "ttyACM0"
    node.touch()
    [port] = serial_ports(machine.roots, lambda: [Port(str(node), vid, 0x0AAA, None, "1900")])
    assert isinstance(port, Found)
    assert urls(port) == [f"{scheme}{node}" for scheme in schemes]
    assert port.what.endswith(f"1900 ({vid:04x}:0aaa)")
    assert "stable names" in port.note


def test_a_name_that_leads_nowhere_is_left_out(machine: Machine) -> None:
    machine.link("serial/by-id/usb-gone", machine.roots.dev / "ttyUSB7")
    machine.link("serial/by-id/itself", machine.roots.dev / "serial" / "by-id" / "itself")
    assert list(serial_ports(machine.roots, list)) == []


# ---------------------------------------------------------------------------------------------------- inputs


def test_bits_as_the_kernel_writes_them() -> None:
    assert bits(bitmap(0, 28, 63, 64, 200)) == {0, 28, 63, 64, 200}
    assert bits("") == bits("0") == bits("no number") == frozenset()


def test_a_scanner_in_keyboard_mode_is_known_by_its_name_or_maker(machine: Machine) -> None:
    named = machine.input(3, "Acme USB Barcode Scanner", vendor="ffff", keys=KEYBOARD)
    link = machine.link("input/by-id/usb-Acme-event-kbd", named)
    made = machine.input(4, "HID", vendor="05E0", keys=KEYBOARD)
    first, second = found(inputs, machine)
    assert urls(first) == [f"wedge://{link}"]
    assert first.note == ""
    assert urls(second) == [f"wedge://{made}"]
    assert "stable names" in second.note


def test_the_keyboard_of_a_person_is_not_proposed(machine: Machine) -> None:
    node = machine.input(2, "AT Translated Set 2 keyboard", keys=KEYBOARD)
    [keyboard] = found(inputs, machine)
    assert keyboard.proposals == ()
    assert f"wedge://{node}" in keyboard.note


def test_keypads_and_touch_screens_are_named_and_mice_left_out(machine: Machine) -> None:
    machine.input(0, "USB Keypad", keys=KEYPAD)
    machine.input(1, "Touch", absolute=bitmap(0, 1, TOUCH_X))
    machine.input(2, "Mouse", keys=bitmap(272, 273))
    assert [one.what.rpartition(": ")[2] for one in found(inputs, machine)] == ["a keypad", "a touch screen"]


def test_what_the_kernel_describes_without_a_device_of_it(machine: Machine) -> None:
    machine.input(1, "Scanner", keys=KEYBOARD).unlink()
    assert "udev made no device" in found(inputs, machine)[0].note


PROGRAM = """
from devices.inventory.found import Roots
from devices.inventory.inputs import inputs
for one in inputs(Roots()):
    print(one.place, one.what, *[proposal.value for proposal in one.proposals], sep="|")
"""


def test_a_device_of_the_kernel_as_umockdev_makes_it(tmp_path: Path) -> None:
    if shutil.which("umockdev-run") is None:
        pytest.skip("umockdev is not installed")
    lines = [
        "P: /devices/usb0/input/input5", "E: SUBSYSTEM=input", "A: name=Acme Barcode Scanner\\n",
        "A: id/vendor=ffff\\n", f"A: capabilities/key={KEYBOARD}\\n", "A: capabilities/abs=0\\n", "",
        "P: /devices/usb0/input/input5/event5", "N: input/event5", "S: input/by-id/usb-Acme-event-kbd",
        "E: DEVNAME=/dev/input/event5", "E: SUBSYSTEM=input", "A: dev=13:69", "L: device=../../input5", "",
    ]  # fmt: skip
    (tmp_path / "device").write_text("\n".join(lines) + "\n")
    command = ["umockdev-run", "-d", str(tmp_path / "device"), "--", sys.executable, "-c", PROGRAM]
    root = Path(__file__).parents[3]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert "Acme Barcode Scanner: a scanner in keyboard mode|wedge:///dev/input/" in run.stdout, run.stdout + run.stderr


# --------------------------------------------------------------------------------------------------- cameras


def test_a_camera_and_not_its_second_device(machine: Machine, programs: Callable[..., None]) -> None:
    programs(ffmpeg="exit 0")
    node = machine.camera(0, "HD Webcam")
    machine.camera(1, "HD Webcam", index=1)
    link = machine.link("v4l/by-id/usb-HD-video-index0", node)
    [camera] = found(cameras, machine)
    assert urls(camera) == [f"camera://{link}"]
    assert unseen(cameras, machine) == []


def test_a_camera_without_the_program_that_reads_it(machine: Machine, programs: Callable[..., None]) -> None:
    assert unseen(cameras, machine) == [], "no camera needs nothing"
    machine.camera(0, "HD Webcam")
    assert any("ffmpeg is not installed" in why for why in unseen(cameras, machine))


# -------------------------------------------------------------------------------------------------- printers


def test_printers_that_the_kernel_drives_and_one_that_nothing_drives(machine: Machine) -> None:
    machine.usb_printer(0, "1-2", idVendor="04b8", idProduct="0e15", manufacturer="EPSON", product="TM-T20II")
    machine.usb_printer(None, "1-3", idVendor="1504", idProduct="0006", product="SRP-350")
    driven, other = found(usb_printers, machine)
    assert urls(driven) == [f"serial://{machine.roots.dev}/usb/lp0"]
    assert driven.what == "EPSON TM-T20II (04b8:0e15)"
    assert "modprobe usblp" in other.note
    assert (other.place, other.what) == ("USB 1-3", "Bixolon SRP-350 (1504:0006)")


def test_queues_of_cups(machine: Machine, programs: Callable[..., None]) -> None:
    assert "no program lpstat" in unseen(cups_queues, machine)[0]
    programs(lpstat="exit 1")
    assert "does not run" in unseen(cups_queues, machine)[0]
    programs(lpstat='[ "$1" = -e ] && printf "Accueil\\nBureau\\n"')
    assert [one.place for one in found(cups_queues, machine)] == ["CUPS queue Accueil", "CUPS queue Bureau"]


# ---------------------------------------------------------------------------------------------------- sticks


def test_sticks_that_are_mounted_elsewhere_or_not_at_all(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    media, other = machine.roots.proc.parent / "media", machine.roots.proc.parent / "other"
    monkeypatch.setattr("devices.inventory.sticks.MOUNT_ROOTS", (*MOUNT_ROOTS, media))
    monkeypatch.setattr(storage_module, "MOUNT_ROOTS", (*MOUNT_ROOTS, media))
    for place in (media / "CLÉ USB", other / "stick"):
        place.mkdir(parents=True)
    machine.disk("sda", "sda1")
    machine.disk("sdb", "sdb1")
    machine.disk("sdc", "sdc1", **{"device/vendor": "Acme", "device/model": "Stick"})
    machine.disk("sr0", size="0")
    usual = str(media / "CLÉ USB").replace(" ", r"\040")
    table = f"/dev/sda1 {usual} vfat rw 0 0\n/dev/sdb1 {other}/stick exfat rw 0 0\n/dev/nvme0n1p2 / ext4 rw 0 0\n"
    machine.files(machine.roots.proc / "self", {"mounts": table})
    first, second, third = found(sticks, machine)
    assert (first.place, first.proposals) == (str(media / "CLÉ USB"), ())
    assert "MB free of" in first.what
    assert urls(second) == [(str(other),)]
    assert (third.place, third.what) == (str(machine.roots.dev / "sdc"), "Acme Stick")
    assert "not mounted" in third.note


# ----------------------------------------------------------------------------------------------------- sound


def test_sound_cards_and_programs(machine: Machine, programs: Callable[..., None]) -> None:
    assert [why.partition(":")[0] for why in unseen(sounds, machine)] == [
        "There is no program here to play sounds with",
        "A sentence could not be read aloud",
    ]
    programs(aplay="exit 0", espeak_ng="exit 0")
    cards = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0x1\n"
    cards += " 1 [Cam            ]: USB-Audio - Webcam\n"
    pcm = "00-00: ALC : ALC : playback 1 : capture 1\n01-00: USB : USB : capture 1"
    machine.files(machine.roots.proc / "asound", {"cards": cards, "pcm": pcm})
    card, player, voice = found(sounds, machine)
    assert card.what == "PCH: HDA-Intel - HDA Intel PCH"
    assert (player.place, voice.place) == ("aplay", "espeak-ng")


# -------------------------------------------------------------------------------------------------- smartcards


class Scard:
    """pyscard with one reader, or without its service."""

    SCARD_SCOPE_USER, SCARD_S_SUCCESS, SCARD_E_NO_READERS_AVAILABLE = 0, 0, 0x8010002E
    SCARD_E_NO_SERVICE, SCARD_F_INTERNAL_ERROR, SCARD_E_SERVICE_STOPPED = 0x8010001D, 0x80100001, 0x8010001E

    def __init__(self, code: int = 0, *names: str) -> None:
        self.code, self.names = code, names

    def SCardEstablishContext(self, scope: int) -> tuple[int, object]:  # noqa: N802 - as the library calls it
        return self.code, object()

    def SCardReleaseContext(self, context: object) -> int:  # noqa: N802
        return 0

    def SCardListReaders(self, context: object, groups: list[str]) -> tuple[int, Any]:  # noqa: N802
        return (0, list(self.names)) if self.names else (self.SCARD_E_NO_READERS_AVAILABLE, None)


def test_readers_of_contactless_cards(machine: Machine) -> None:
    name = "ACS ACR122U PICC Interface [x] 00 00"
    [reader] = smartcards(machine.roots, lambda: Scard(0, name))
    assert isinstance(reader, Found)
    assert (reader.place, urls(reader)) == (name, ["pcsc://ACS ACR122U PICC Interface"])
    assert list(smartcards(machine.roots, Scard)) == []


def test_without_the_service_or_the_library(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    [why] = smartcards(machine.roots, lambda: Scard(Scard.SCARD_E_NO_SERVICE))
    assert isinstance(why, Unseen)
    assert "pcscd" in why.why
    monkeypatch.setitem(sys.modules, "smartcard.scard", None)
    assert "requirements/smartcard.txt" in unseen(smartcards, machine)[0]


# ------------------------------------------------------------------------------------------------------- all


def test_a_machine_without_anything_is_described_without_a_failure(
    tmp_path: Path, programs: Callable[..., None]
) -> None:
    nowhere = Roots(tmp_path / "no dev", tmp_path / "no sys", tmp_path / "no proc")
    seen = look_around(nowhere)
    assert [one for one in seen if isinstance(one, Found)] == []
    assert {one.kind for one in seen} >= {Kind.INPUT, Kind.PRINTER, Kind.STICK, Kind.SOUND}


def test_a_look_that_fails_is_a_line_and_the_others_go_on(machine: Machine) -> None:
    def broken(roots: Roots) -> Any:
        raise RuntimeError("inside a library")

    def works(roots: Roots) -> Any:
        yield Found(Kind.SOUND, "here")

    first, second = look_around(machine.roots, {"cameras": (Kind.CAMERA, broken), "sound": (Kind.SOUND, works)})
    assert isinstance(first, Unseen)
    assert "inside a library" in first.why
    assert second == Found(Kind.SOUND, "here")
    assert LOOKS


ADDRESSES = [
    Proposal("reader", "url", "/dev/serial/by-id/usb-Maker_Model_0001-if00", "a scanner"),
    Proposal("reader", "url", "rfid:///dev/serial/by-id/usb-FTDI-if00-port0"),
    Proposal("reader", "url", "wedge:///dev/input/by-id/usb-Maker-event-kbd"),
    Proposal("reader", "url", "camera:///dev/v4l/by-id/usb-Maker-video-index0"),
    Proposal("reader", "url", "pcsc://ACS ACR122U PICC Interface"),
    Proposal("printer", "url", "serial:///dev/usb/lp0"),
    Proposal("storage", "usb_paths", ("/srv/sticks",)),
    Proposal("sound", "player", "aplay"),
    Proposal("sound", "speech", "always"),
]


@pytest.mark.parametrize("proposal", ADDRESSES, ids=lambda proposal: str(proposal.value))
def test_a_line_that_is_proposed_is_one_that_the_site_file_takes(proposal: Proposal) -> None:
    read = tomllib.loads(f"[{proposal.table}]\n{proposal.line()}\n")[proposal.table][proposal.key]
    [kind] = [
        entry.kind for table in TABLES if table.name == proposal.table for entry in table.entries
        if entry.name == proposal.key
    ]  # fmt: skip
    assert kind.deserialize(read)

"""Contactless cards through the real pcscd and its virtual reader (vsmartcard-vpcd)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from devices.readers.smartcard_reader import SmartcardReader, is_random
from devices.simulated.virtual_card import PORT, VirtualCard
from kiosk.events import CardPresented, DeviceState

UID = bytes.fromhex("04A224B1C23E80")
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
PCSCD = shutil.which("pcscd") or shutil.which("pcscd", path="/usr/sbin")
SOCKET = "PCSCLITE_CSOCK_NAME"
A_RUN_OF_ITS_OWN = 'mount --bind "$1" /run && shift && exec "$@"'


class Pcscd:
    """The smart card service, started and killed at will, with the virtual reader alone.

    It has a /run of its own, so that it needs no rights and one that runs already is left in peace. Where no file
    system can be mounted, root starts it as the one of the machine.
    """

    def __init__(self, folder: Path) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.port = two_free_ports()
        (folder / "reader.conf").write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x{self.port:X}\n'
            f"LIBPATH {DRIVER}\nCHANNELID 0x{self.port:X}\n"
        )
        self._command = [str(PCSCD), "--foreground", "--config", str(folder)]
        options = subprocess.run([str(PCSCD), "--help"], capture_output=True, text=True, check=False).stdout
        if "--disable-polkit" in options:
            self._command.append("--disable-polkit")  # newer ones ask it, and nobody answers
        run = folder / "run"
        (run / "pcscd").mkdir(parents=True)
        room = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        room += ["sh", "-c", A_RUN_OF_ITS_OWN, "sh", str(run)]
        self.socket = run / "pcscd" / "pcscd.comm"
        if subprocess.run([*room, "true"], capture_output=True, check=False).returncode == 0:
            self._command = room + self._command
        elif os.geteuid() != 0:
            pytest.skip("only root can start pcscd where no file system can be mounted")
        else:
            self.socket = Path("/run/pcscd/pcscd.comm")
            with socket.socket(socket.AF_UNIX) as door:
                if door.connect_ex(str(self.socket)) == 0:
                    pytest.skip("pcscd runs already, with the readers of this machine")

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def insert(self, uid: bytes, **how: Any) -> VirtualCard:
        """Hold a card to the virtual reader as soon as it is there."""
        deadline = time.monotonic() + 20
        while True:
            try:
                return VirtualCard(uid, port=self.port, **how)
            except OSError:
                if time.monotonic() > deadline:
                    raise


def two_free_ports() -> int:
    """The first of two ports side by side, one for each slot of the virtual reader."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            with suppress(OSError), socket.create_server(("127.0.0.1", port + 1)):
                return port


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pcscd]:
    """One for all tests here: a process looks only once where the service is."""
    pytest.importorskip("smartcard", reason="pyscard is not installed")
    if PCSCD is None or not DRIVER.exists():
        pytest.skip("pcscd or vsmartcard-vpcd is not installed")
    service = Pcscd(tmp_path_factory.mktemp("pcscd"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SOCKET, str(service.socket))
        yield service


@pytest.fixture
def pcscd(installed: Pcscd) -> Iterator[Pcscd]:
    installed.start()
    yield installed
    installed.kill()


def test_a_card_is_its_uid(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader("virtual"))
    ear.state(DeviceState.READY)
    with pcscd.insert(UID):
        assert ear.wait(CardPresented) == CardPresented("UID:04A224B1C23E80", "reader")
    with pcscd.insert(bytes.fromhex("9F3C21AA")):
        assert ear.wait(CardPresented).text == "UID:9F3C21AA"


def test_a_uid_turned_round(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader(swap_bytes=True))
    ear.state(DeviceState.READY)
    with pcscd.insert(bytes.fromhex("9F3C21AA")):
        assert ear.wait(CardPresented).text == "UID:AA213C9F"


def test_a_card_that_lies_there_is_one_fact(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    with pcscd.insert(UID) as card:
        ear.wait(CardPresented)
    with pcscd.insert(bytes.fromhex("9F3C21AA")):
        ear.wait(CardPresented, lambda e: e.text == "UID:9F3C21AA")
    assert card.asked == 1
    assert len(ear.all(CardPresented)) == 2


@pytest.mark.parametrize(
    ("uid", "answer"),
    [
        (bytes.fromhex("08112233"), None),
        (b"", bytes.fromhex("6300")),
        (b"", bytes.fromhex("6A81")),
        (b"12345", None),
        (bytes(200), None),
    ],
    ids=["random", "failed", "unsupported", "five bytes", "much"],
)
def test_what_identifies_nobody_is_unreadable(
    uid: bytes, answer: bytes | None, pcscd: Pcscd, ear: Any, watch: Any
) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    with pcscd.insert(uid, answer=answer):
        assert ear.wait(CardPresented).text == ""
    with pcscd.insert(UID):
        assert ear.wait(CardPresented, lambda e: e.text != "").text == "UID:04A224B1C23E80"


@pytest.mark.parametrize("answer", [b"\x90"], ids=["half"])
def test_a_card_that_breaks_off_in_its_answer_harms_nobody(
    answer: bytes, pcscd: Pcscd, ear: Any, watch: Any
) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    broken = pcscd.insert(UID, answer=answer)
    ear.wait_until(lambda: broken.asked > 0)
    broken.take_away()
    with pcscd.insert(UID):
        assert ear.wait(CardPresented, lambda e: e.text != "").text == "UID:04A224B1C23E80"


def test_the_service_is_killed_and_comes_back(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    for uid in ("9F3C21AA", "9F3C21AB"):
        pcscd.kill()
        ear.state(DeviceState.SEARCHING)
        pcscd.start()
        ear.state(DeviceState.READY)
        with pcscd.insert(bytes.fromhex(uid)):
            assert ear.wait(CardPresented, lambda e, uid=uid: e.text == f"UID:{uid}")


def test_a_kiosk_that_starts_before_the_service(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    pcscd.kill()
    watch(SmartcardReader())
    assert "pcscd" in ear.state(DeviceState.SEARCHING, "no-pcscd").advice
    pcscd.start()
    ear.state(DeviceState.READY)


def test_a_reader_that_is_not_there(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader("ACR122U"))
    assert "ACR122U" in ear.state(DeviceState.SEARCHING, "no-card-reader").advice


def test_without_the_library(ear: Any, watch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "smartcard.scard", None)
    watch(SmartcardReader())
    assert "requirements/smartcard.txt" in ear.state(DeviceState.SEARCHING, "no-pyscard").advice


def test_random_uids() -> None:
    assert is_random(bytes.fromhex("08AABBCC"))
    assert not is_random(bytes.fromhex("04AABBCC"))
    assert not is_random(bytes.fromhex("08AABBCCDDEEFF"))
    assert PORT == 35963

"""Contactless cards through the real pcscd and its virtual reader (vsmartcard-vpcd)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from devices.readers.smartcard_reader import SmartcardReader, is_random
from devices.simulated.virtual_card import PORT, VirtualCard
from kiosk.events import CardPresented, DeviceState

UID = bytes.fromhex("04A224B1C23E80")
DRIVER = "/etc/reader.conf.d/vpcd"


class Pcscd:
    """The smart card service, started and killed at will."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["pcscd", "--foreground"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def pcscd() -> Iterator[Pcscd]:
    pytest.importorskip("smartcard", reason="pyscard is not installed")
    if shutil.which("pcscd") is None or not os.path.exists(DRIVER):
        pytest.skip("pcscd or vsmartcard-vpcd is not installed")
    if os.geteuid() != 0:
        pytest.skip("only root can start pcscd")
    with socket.socket(socket.AF_UNIX) as door:
        if door.connect_ex("/run/pcscd/pcscd.comm") == 0:
            pytest.skip("pcscd runs already, with the readers of this machine")
    service = Pcscd()
    service.start()
    yield service
    service.kill()


def insert(uid: bytes, **how: Any) -> VirtualCard:
    """Hold a card to the virtual reader as soon as it is there."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return VirtualCard(uid, **how)
        except OSError:
            if time.monotonic() > deadline:
                raise


def test_a_card_is_its_uid(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader("virtual"))
    ear.state(DeviceState.READY)
    with insert(UID):
        assert ear.wait(CardPresented) == CardPresented("UID:04A224B1C23E80", "reader")
    with insert(bytes.fromhex("9F3C21AA")):
        assert ear.wait(CardPresented).text == "UID:9F3C21AA"


def test_a_uid_turned_round(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader(swap_bytes=True))
    ear.state(DeviceState.READY)
    with insert(bytes.fromhex("9F3C21AA")):
        assert ear.wait(CardPresented).text == "UID:AA213C9F"


def test_a_card_that_lies_there_is_one_fact(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    with insert(UID) as card:
        ear.wait(CardPresented)
    with insert(bytes.fromhex("9F3C21AA")):
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
    with insert(uid, answer=answer):
        assert ear.wait(CardPresented).text == ""
    with insert(UID):
        assert ear.wait(CardPresented, lambda e: e.text != "").text == "UID:04A224B1C23E80"


@pytest.mark.parametrize("answer", [b"\x90"], ids=["half"])
def test_a_card_that_breaks_off_in_its_answer_harms_nobody(
    answer: bytes, pcscd: Pcscd, ear: Any, watch: Any
) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    broken = insert(UID, answer=answer)
    ear.wait_until(lambda: broken.asked > 0)
    broken.take_away()
    with insert(UID):
        assert ear.wait(CardPresented, lambda e: e.text != "").text == "UID:04A224B1C23E80"


def test_the_service_is_killed_and_comes_back(pcscd: Pcscd, ear: Any, watch: Any) -> None:
    watch(SmartcardReader())
    ear.state(DeviceState.READY)
    for uid in ("9F3C21AA", "9F3C21AB"):
        pcscd.kill()
        ear.state(DeviceState.SEARCHING)
        pcscd.start()
        ear.state(DeviceState.READY)
        with insert(bytes.fromhex(uid)):
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

"""What is said to scanners: the published bytes, SSI packets, and that no scanner needs any of it."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any

import pytest
import serial
from hypothesis import given
from hypothesis import strategies as st

from devices.readers import ssi
from devices.readers.profiles import PROFILES, Signal
from devices.readers.serial_reader import SerialReader
from devices.readers.sounding import SoundingScanners
from devices.simulated.wire import Wire
from kiosk.events import CardPresented, DeviceState
from kiosk.ports import Chime
from tests.factories import RecordingSpeaker

DECODED = bytes.fromhex("0DF30000F145504E313A414243FBFB")
"""A QR code "EPN1:ABC", worked by hand from the description of the protocol."""

PUBLISHED = [
    ("honeywell", "trigger", "16540D"),
    ("honeywell", "release", "16550D"),
    ("honeywell", "accepted", "1B362C"),
    ("honeywell", "refused", "1B342C"),
    ("datalogic", "trigger", "54"),
    ("datalogic", "release", "58"),
    ("datalogic", "accepted", "42"),
    ("datalogic", "refused", "4645"),
    ("newland", "trigger", "7E000801000201" + "02DA"),
    ("zebra-ssi", "trigger", "04E40400FF14"),
    ("zebra-ssi", "release", "04E50400FF13"),
    ("zebra-ssi", "accepted", "05E6040000FF11"),
    ("zebra-ssi", "begin", "07C60400FFEE01FD41" + "04E90400FF0F"),
]


@pytest.mark.parametrize(("family", "what", "published"), PUBLISHED)
def test_the_bytes_are_those_of_the_manuals(family: str, what: str, published: str) -> None:
    assert getattr(PROFILES[family], what) == bytes.fromhex(published)


def test_generic_says_nothing() -> None:
    generic = PROFILES["generic"]
    assert not any((generic.begin, generic.trigger, generic.release, generic.accepted, generic.refused))


class TestSsi:
    def test_published_packets(self) -> None:
        assert bytes.fromhex("04D00400FF28") == ssi.ACKNOWLEDGE
        assert bytes.fromhex("05D1040001FF25") == ssi.SEND_AGAIN

    def test_a_code(self) -> None:
        framer = ssi.SsiFramer()
        assert framer.data_received(DECODED, 1.0) == ["EPN1:ABC"]
        assert bytes(framer.answers) == ssi.ACKNOWLEDGE

    def test_a_packet_that_was_sent_again_counts_once(self) -> None:
        framer, data = ssi.SsiFramer(), b"\xf1VST1:A"
        first = ssi.packet(ssi.DECODED, data, source=ssi.SCANNER)
        again = ssi.packet(ssi.DECODED, data, source=ssi.SCANNER, status=ssi.AGAIN)
        assert framer.data_received(first + again, 1.0) == ["VST1:A"]
        assert bytes(framer.answers) == ssi.ACKNOWLEDGE * 2

    def test_a_code_in_several_packets(self) -> None:
        framer = ssi.SsiFramer()
        first = ssi.packet(ssi.DECODED, b"\xf1VST1:", source=ssi.SCANNER, status=ssi.CONTINUES)
        assert framer.data_received(first, 1.0) == []
        assert framer.data_received(ssi.packet(ssi.DECODED, b"\xf1AB", source=ssi.SCANNER), 1.0) == ["VST1:AB"]

    def test_a_damaged_packet_is_asked_for_again(self) -> None:
        framer = ssi.SsiFramer()
        assert framer.data_received(DECODED[:-1] + b"\x00", 1.0) == []
        assert bytes(framer.answers) == ssi.SEND_AGAIN
        assert framer.data_received(DECODED, 1.01) == ["EPN1:ABC"]

    def test_half_a_packet_is_asked_for_again_in_silence(self) -> None:
        framer = ssi.SsiFramer(idle=0.1)
        framer.data_received(DECODED[:5], 1.0)
        assert framer.waits
        framer.idle_elapsed(2.0)
        assert bytes(framer.answers) == ssi.SEND_AGAIN
        assert framer.data_received(DECODED, 2.0) == ["EPN1:ABC"]

    def test_a_code_without_end_is_unreadable(self) -> None:
        framer = ssi.SsiFramer(max_length=400)
        endless = ssi.packet(ssi.DECODED, b"\xf1" + b"x" * 200, source=ssi.SCANNER, status=ssi.CONTINUES)
        assert framer.data_received(endless * 3, 1.0) == [""]

    @given(data=st.binary(max_size=600), cuts=st.lists(st.integers(0, 600), max_size=8))
    def test_no_garbage_raises(self, data: bytes, cuts: list[int]) -> None:
        framer = ssi.SsiFramer()
        edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
        for start, end in itertools.pairwise(edges):
            for text in framer.data_received(data[start:end], 1.0):
                assert text.isascii()
        assert framer.data_received(DECODED, 2.0) == ["EPN1:ABC"]


@pytest.fixture
def wire(tmp_path: Path) -> Any:
    wire = Wire(tmp_path / "scanner")
    yield wire
    wire.unplug()


def heard(wire: Wire, count: int) -> bytes:
    """The next bytes that the kiosk sent."""
    data = b""
    while len(data) < count:
        piece = wire.read(20.0)
        assert piece, data
        data += piece
    return data


def test_a_whole_conversation_in_ssi(wire: Wire, ear: Any, watch: Any) -> None:
    profile = PROFILES["zebra-ssi"]
    reader = SerialReader(str(wire.link), profile=profile)
    watch(reader)
    ear.state(DeviceState.READY)
    assert heard(wire, len(profile.begin)) == profile.begin
    wire.write(DECODED)
    assert ear.wait(CardPresented).text == "EPN1:ABC"
    assert heard(wire, 6) == ssi.ACKNOWLEDGE
    reader.signal(Signal.ACCEPTED)
    assert heard(wire, len(profile.accepted)) == profile.accepted


def test_a_scanner_in_trigger_mode_is_asked_again_after_each_code(wire: Wire, ear: Any, watch: Any) -> None:
    watch(SerialReader(str(wire.link), profile=PROFILES["honeywell"], trigger=True))
    assert heard(wire, 3) == b"\x16T\r"
    wire.write(b"VST1:A\r")
    assert heard(wire, 3) == b"\x16T\r"
    assert ear.wait(CardPresented).text == "VST1:A"


def test_the_chimes_of_the_house_are_heard_at_the_scanner(wire: Wire, ear: Any, watch: Any) -> None:
    reader, speaker = SerialReader(str(wire.link), profile=PROFILES["datalogic"]), RecordingSpeaker()
    watch(reader)
    ear.state(DeviceState.READY)
    sounding = SoundingScanners(speaker, [reader])
    sounding.chime(Chime.ACCEPTED)
    assert heard(wire, 1) == b"B"
    sounding.chime(Chime.REFUSED)
    assert heard(wire, 2) == b"FE"
    assert speaker.chimes == [Chime.ACCEPTED, Chime.REFUSED]


def test_a_scanner_that_takes_no_bytes_is_listened_to_all_the_same(ear: Any, watch: Any) -> None:
    near, far = os.pipe()

    class Deaf:
        in_waiting = 0

        def read(self, size: int) -> bytes:
            return os.read(near, size)

        def write(self, data: bytes) -> int:
            raise serial.SerialTimeoutException("Write timeout")

        def close(self) -> None:
            os.close(near)

    watch(SerialReader("/dev/deaf", profile=PROFILES["honeywell"], trigger=True, open_port=lambda url, **how: Deaf()))
    ear.state(DeviceState.READY)
    os.write(far, b"VST1:A\r")
    assert ear.wait(CardPresented).text == "VST1:A"
    os.write(far, b"VST1:B\r")
    assert ear.wait(CardPresented).text == "VST1:B"
    os.close(far)


def test_a_scanner_that_disappears_while_it_is_spoken_to(ear: Any, watch: Any) -> None:
    class Gone:
        in_waiting = 0

        def read(self, size: int) -> bytes:
            return b""

        def write(self, data: bytes) -> int:
            raise serial.SerialException("write failed: [Errno 5]")

        def close(self) -> None:
            raise OSError(5, "I/O")

    watch(SerialReader("/dev/gone", profile=PROFILES["zebra-ssi"], open_port=lambda url, **how: Gone()))
    ear.state(DeviceState.SEARCHING, "lost")

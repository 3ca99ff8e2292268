"""The twins keep their own promises, as a demonstration relies on them."""

from __future__ import annotations

import itertools
import os
import threading
from pathlib import Path
from typing import Any

import pytest
import serial
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.printers.connection import TcpConnection, connect
from devices.printers.escpos_job import raster_job
from devices.simulated.paper import Paper, Slip
from devices.simulated.printer import Mood, SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from devices.simulated.wire import Wire
from kiosk.receipts import Receipt

QUESTIONS = [b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4)]


def test_a_slip_is_left_as_bytes_and_as_a_picture(tmp_path: Path, render: Any, job: Any) -> None:
    printed = threading.Event()
    with SimulatedPrinter(tmp_path / "slips", on_slip=lambda slip: printed.set()) as printer:
        connection = connect(printer.url)
        data = raster_job(job("A1").receipt, 576, render)
        connection.write(data)
        assert connection.read(20) == b"\x00"
        connection.close()
        assert printed.wait(20)
    folder = tmp_path / "slips"
    assert sorted(p.name for p in folder.iterdir()) == ["slip-0001.bin", "slip-0001.png"]
    assert data.startswith((folder / "slip-0001.bin").read_bytes())
    with Image.open(folder / "slip-0001.png") as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == ["VSR1:A1"]


@pytest.mark.parametrize(
    ("mood", "answers"),
    [
        (Mood.OK, "16121212"),
        (Mood.NEAR_END, "1612121e"),
        (Mood.NO_PAPER, "1e32127e"),
        (Mood.COVER_OPEN, "1e161212"),
    ],
)
def test_the_printer_answers_as_the_manuals_say(mood: Mood, answers: str) -> None:
    with SimulatedPrinter() as printer:
        printer.mood = mood
        connection = connect(printer.url)
        given_answers = b""
        for question in QUESTIONS:
            connection.write(question)
            given_answers += connection.read(20)
        connection.close()
        assert given_answers.hex() == answers


def test_a_question_split_in_two_is_answered_once() -> None:
    with SimulatedPrinter() as printer:
        connection = connect(printer.url)
        connection.write(b"\x10\x04")
        connection.write(b"\x01\x1d\x72\x01")
        received = b""
        while len(received) < 2:
            received += connection.read(20)
        assert received == b"\x16\x00"
        connection.close()


def test_a_printer_without_paper_prints_what_waited_when_it_has_some_again() -> None:
    printed = threading.Event()
    with SimulatedPrinter(on_slip=lambda slip: printed.set()) as printer:
        printer.mood = Mood.NO_PAPER
        connection = connect(printer.url)
        connection.write(b"\x1b@Bonjour\n\x1dV\x01\x10\x04\x04")
        assert connection.read(20) == b"\x7e"
        assert not printed.is_set()
        printer.mood = Mood.OK
        assert printed.wait(20)
        assert printer.slips[0].text == ("Bonjour",)
        connection.close()


def test_a_printer_comes_back_at_the_same_address() -> None:
    with SimulatedPrinter() as printer:
        url = printer.url
        printer.unplug()
        with pytest.raises(ConnectionRefusedError):
            connect(url)
        printer.replug()
        assert printer.url == url
        connection = connect(url)
        connection.write(QUESTIONS[0])
        assert connection.read(20) == b"\x16"
        connection.close()


@given(data=st.binary(max_size=300), cuts=st.lists(st.integers(0, 300), max_size=6))
def test_the_paper_takes_any_bytes_in_any_pieces(data: bytes, cuts: list[int]) -> None:
    whole, pieces = Paper(), Paper()
    slips = [r for r in whole.feed(data) if isinstance(r, Slip)]
    edges = [0, *sorted(min(c, len(data)) for c in cuts), len(data)]
    cut = [
        r
        for start, end in itertools.pairwise(edges)
        for r in pieces.feed(data[start:end])
        if isinstance(r, Slip)
    ]
    assert [(s.data, s.text) for s in slips] == [(s.data, s.text) for s in cut]


def test_the_paper_tells_commands_that_it_does_not_know() -> None:
    paper = Paper()
    assert list(paper.feed(b"\x1b\x7fA\n")) == []
    assert paper.unknown == [b"\x1b\x7f"]


def test_the_scanner_has_a_stable_address_that_leads_to_a_serial_port(tmp_path: Path) -> None:
    with SimulatedScanner(tmp_path) as scanner:
        assert scanner.url == str(tmp_path / "scanner")
        first = os.readlink(scanner.url)
        with serial.Serial(scanner.url, timeout=20) as port:
            scanner.scan("VST1:é", b"\r\n")
            assert port.read(8) == b"VST1:\xe9\r\n"
        assert first.startswith("/dev/")
        scanner.unplug()
        scanner.unplug()
        assert not Path(scanner.url).exists()
        with pytest.raises(OSError, match="unplugged"):
            scanner.scan("VST1:A")
        scanner.replug()
        scanner.replug()
        assert Path(scanner.url).exists()
    assert sorted(tmp_path.iterdir()) == []


def test_a_link_left_behind_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "scanner").symlink_to(tmp_path / "gone")
    with SimulatedScanner(tmp_path) as scanner, serial.Serial(scanner.url, timeout=20) as port:
        scanner.scan("A")
        assert port.read(2) == b"A\r"


def test_a_wire_that_nobody_reads_does_not_hold_the_writer(tmp_path: Path) -> None:
    wire = Wire(tmp_path / "wire")
    try:
        with pytest.raises(TimeoutError):
            wire.write(b"x" * 100_000, timeout=0.05)
    finally:
        wire.unplug()


@pytest.mark.parametrize(
    "url", ["tcp://", "tcp://host:99999", "http://x", "printer", "serial:///dev/null?flow=magic", "tcp:/x"]
)
def test_an_address_that_is_no_printers(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        connect(url)


def test_the_port_of_a_printer_is_9100_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(TcpConnection, "__init__", lambda self, host, port, timeout: asked.append((host, port)))
    connect("tcp://192.0.2.10")
    connect("tcp://[2001:db8::1]:9101")
    assert asked == [("192.0.2.10", 9100), ("2001:db8::1", 9101)]


def test_an_empty_receipt_is_refused_before_the_printer(render: Any) -> None:
    with pytest.raises(ValueError, match="fit"):
        raster_job(Receipt(()), 576, lambda receipt, width: Image.new("1", (0, 0)))

"""The reader on real ports: ptys, TCP and pyserial's own loop."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Any

import pytest
import serial

from devices.readers.serial_reader import SerialReader
from devices.simulated.scanner import SimulatedScanner, show_code
from kiosk.events import CardPresented, DeviceState


def texts(ear: Any) -> list[str]:
    return [event.text for event in ear.all(CardPresented)]


def scan_until_heard(scanner: SimulatedScanner, ear: Any, text: str) -> None:
    """Present a card as a visitor does: again until the kiosk reacts."""
    for _ in range(40):
        scanner.scan(text)
        try:
            ear.wait(CardPresented, lambda e: e.text == text, timeout=0.5)
        except pytest.fail.Exception:
            continue
        return
    pytest.fail(f"{text} never arrived")


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_a_scan_arrives_whatever_its_suffix(
    suffix: bytes, scanner: SimulatedScanner, ear: Any, watch: Any
) -> None:
    watch(SerialReader(scanner.url))
    ear.state(DeviceState.READY)
    scanner.scan("]Q1VST1:A B", suffix)
    assert ear.wait(CardPresented) == CardPresented("VST1:A B", "reader")


def test_a_scan_shown_by_another_process(scanner: SimulatedScanner, ear: Any, watch: Any) -> None:
    watch(SerialReader(scanner.url))
    ear.state(DeviceState.READY)
    show_code(scanner.window, "VST1:SHOWN")
    assert ear.wait(CardPresented).text == "VST1:SHOWN"


def test_one_card_held_in_front_is_one_fact(scanner: SimulatedScanner, ear: Any, watch: Any) -> None:
    supervisor = watch(SerialReader(scanner.url))
    ear.state(DeviceState.READY)
    for _ in range(5):
        scanner.scan("VST1:HELD")
    scanner.scan("VST1:NEXT")
    ear.wait(CardPresented, lambda e: e.text == "VST1:NEXT")
    assert texts(ear) == ["VST1:HELD", "VST1:NEXT"]
    assert supervisor.health()["reader"].frames == 2


def test_unplugged_and_plugged_in_again(scanner: SimulatedScanner, ear: Any, watch: Any) -> None:
    supervisor = watch(SerialReader(scanner.url))
    ear.state(DeviceState.READY)
    for turn in range(3):
        scanner.scan(f"VST1:BEFORE{turn}")
        ear.wait(CardPresented, lambda e, turn=turn: e.text == f"VST1:BEFORE{turn}")
        scanner.unplug()
        lost = ear.state(DeviceState.SEARCHING)
        assert lost.code in ("lost", "missing")
        scanner.replug()
        ear.state(DeviceState.READY)
        scanner.scan(f"VST1:AFTER{turn}")
        ear.wait(CardPresented, lambda e, turn=turn: e.text == f"VST1:AFTER{turn}")
    health = supervisor.health()["reader"]
    assert (health.reopened, health.errors) == (3, 3)


def test_a_reader_that_appears_after_the_kiosk(tmp_path: Path, ear: Any, watch: Any) -> None:
    watch(SerialReader(str(tmp_path / "scanner")))
    assert "plug the device in" in ear.state(DeviceState.SEARCHING, "missing").advice
    with SimulatedScanner(tmp_path) as scanner:
        ear.state(DeviceState.READY)
        scanner.scan("VST1:LATE")
        assert ear.wait(CardPresented).text == "VST1:LATE"


@pytest.mark.parametrize("what", ["/dev/null", "file"])
def test_an_address_that_is_no_serial_port(what: str, tmp_path: Path, ear: Any, watch: Any) -> None:
    (tmp_path / "file").touch()
    watch(SerialReader(str(tmp_path / what)))
    assert "serial (USB-COM) mode" in ear.state(DeviceState.SEARCHING, "not-serial").advice


def test_a_port_that_another_program_holds(scanner: SimulatedScanner, ear: Any, watch: Any) -> None:
    with serial.Serial(scanner.url, exclusive=True):
        watch(SerialReader(scanner.url))
        assert "ModemManager" in ear.state(DeviceState.SEARCHING, "busy").advice
    ear.state(DeviceState.READY)


def test_an_address_that_is_none(ear: Any, watch: Any) -> None:
    watch(SerialReader("nonsense://x"))
    ear.state(DeviceState.SEARCHING, "wrong-address")


class TestDirt:
    """Bytes that no card sends (docs/reliability.md, F12)."""

    @pytest.fixture
    def reader(self, scanner: SimulatedScanner, ear: Any, watch: Any) -> SimulatedScanner:
        watch(SerialReader(scanner.url))
        ear.state(DeviceState.READY)
        return scanner

    def test_a_line_of_one_megabyte(self, reader: SimulatedScanner, ear: Any) -> None:
        reader.send(b"x" * 1_000_000)
        assert ear.wait(CardPresented).text == ""
        scan_until_heard(reader, ear, "VST1:AFTER")
        assert set(texts(ear)) == {"", "VST1:AFTER"}

    def test_half_of_a_utf8_letter(self, reader: SimulatedScanner, ear: Any) -> None:
        reader.send(b"VST1:M\xc3\r")
        assert ear.wait(CardPresented).text == ""

    def test_every_byte_there_is(self, reader: SimulatedScanner, ear: Any) -> None:
        reader.send(bytes(range(256)))
        reader.send(b"\r")
        assert ear.wait(CardPresented).text == ""
        scan_until_heard(reader, ear, "VST1:AFTER")

    def test_a_scan_byte_by_byte(self, reader: SimulatedScanner, ear: Any) -> None:
        for byte in b"VST1:SLOW\r":
            reader.send(bytes([byte]))
        assert ear.wait(CardPresented).text == "VST1:SLOW"


def test_a_reader_behind_tcp(ear: Any, watch: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        watch(SerialReader(f"socket://127.0.0.1:{server.getsockname()[1]}"))
        for text in ("VST1:FIRST", "VST1:SECOND"):
            peer, _ = server.accept()
            ear.state(DeviceState.READY)
            with peer:
                peer.sendall(text.encode() + b"\r\n")
                assert ear.wait(CardPresented).text == text
            ear.state(DeviceState.SEARCHING, "lost")


def test_a_reader_on_pyserials_loop(ear: Any, watch: Any) -> None:
    ports: list[Any] = []

    def opened(url: str, **settings: Any) -> Any:
        ports.append(serial.serial_for_url(url, **settings))
        return ports[-1]

    watch(SerialReader("loop://", open_port=opened))
    ear.state(DeviceState.READY)
    ports[0].write(b"VST1:LOOP\r")
    assert ear.wait(CardPresented).text == "VST1:LOOP"


def test_the_traffic_can_be_spied_on(
    scanner: SimulatedScanner, ear: Any, watch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    watch(SerialReader(f"spy://{scanner.url}"))
    ear.state(DeviceState.READY)
    scanner.scan("VST1:SPY")
    assert ear.wait(CardPresented).text == "VST1:SPY"
    assert "ST1:SPY." in capsys.readouterr().err


def test_showing_a_code_where_there_is_no_reader(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        show_code(str(tmp_path / "scanner-window"), "VST1:A")
    assert caught.value.errno == errno.ENOENT

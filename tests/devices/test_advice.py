"""Every trouble has a code and a sentence with its cure."""

from __future__ import annotations

import errno
import socket
import termios
from pathlib import Path

import pytest
import serial

from devices.advice import SENTENCES, DriverError, advise, advise_error

DOCS = Path(__file__).parents[2] / "docs" / "operations" / "devices.md"


def from_pyserial(url: str) -> Exception:
    with pytest.raises((OSError, ValueError)) as caught:
        serial.serial_for_url(url, exclusive=True, timeout=0.1)
    return caught.value


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_what_pyserial_raises_for_real(tmp_path: Path) -> None:
    plain = tmp_path / "file"
    plain.touch()
    assert advise_error(from_pyserial(str(tmp_path / "none")), "x").code == "missing"
    assert advise_error(from_pyserial(str(plain)), "x").code == "not-serial"
    assert advise_error(from_pyserial("/dev/null"), "x").code == "not-serial"
    assert advise_error(from_pyserial("nonsense://x"), "x").code == "wrong-address"
    assert advise_error(from_pyserial("socket://host-without-port"), "x").code == "wrong-address"
    assert advise_error(from_pyserial(f"socket://127.0.0.1:{free_port()}"), "x").code == "refused"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "denied"), "no-permission"),
        (serial.SerialException(errno.EAGAIN, "locked"), "busy"),
        (OSError(errno.EBUSY, "busy"), "busy"),
        (OSError(errno.ENXIO, "gone"), "missing"),
        (OSError(errno.EIO, "I/O"), "lost"),
        (termios.error(errno.EIO, "I/O"), "lost"),
        (BrokenPipeError(errno.EPIPE, "pipe"), "lost"),
        (serial.SerialException("device reports readiness to read but returned no data"), "lost"),
        (TimeoutError(), "unreachable"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "unreachable"),
        (OSError(errno.EHOSTUNREACH, "no route"), "unreachable"),
        (DriverError("wrong type"), "driver-fault"),
        (RuntimeError(), "driver-fault"),
        (MemoryError(), "driver-fault"),
        (ValueError("bad url"), "wrong-address"),
    ],
)
def test_every_error_has_its_code(error: Exception, code: str) -> None:
    assert advise_error(error, "x").code == code


def test_an_error_that_is_its_own_cause_does_not_turn_for_ever() -> None:
    error = RuntimeError()
    error.__context__ = ValueError()
    error.__context__.__context__ = error
    assert advise_error(error, "x").code == "driver-fault"


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_one_sentence_and_says_what_to_do(code: str) -> None:
    text = advise(code, "/dev/ttyUSB0").text
    assert text.endswith(".")
    assert ":" in text, "first what is wrong, then the cure"
    assert "{" not in text
    assert "\n" not in text


def test_every_code_is_explained_in_the_operations_page() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert [code for code in SENTENCES if f"`{code}`" not in page] == []

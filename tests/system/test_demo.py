"""`vestibule demo`: devices without hardware, on demand."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from devices.simulated.stage import DIRECTIONS
from devices.simulated.virtual_card import GET_UID
from devices.simulated.wire import Wire
from kiosk.__main__ import main
from kiosk.commands import demo as demo_commands
from kiosk.demo.kiosk_to_try import _camera
from kiosk.demo.sample import Sample

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def invoke(*words: object, expect: int = 0) -> Result:
        result = CliRunner().invoke(main, ["demo", *map(str, words)], env={"XDG_STATE_HOME": str(tmp_path / "state")})
        assert result.exit_code == expect, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


def test_a_device_of_the_sample_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "devices").mkdir()
    stage = Wire(tmp_path / "devices" / "stage")
    try:
        assert run("device", "printer", "no-paper", "--data", tmp_path).output == "printer: no-paper\n"
        assert stage.read(5.0) == b"printer no-paper\n"
    finally:
        stage.unplug()


def test_what_devices_can_be_told_is_listed(run: Run) -> None:
    listed = dict(line.split(maxsplit=1) for line in run("device").output.splitlines())
    assert {name: tuple(words.split(", ")) for name, words in listed.items()} == dict(DIRECTIONS)
    assert "there are scanner" in run("device", "oven", "on", expect=1).output
    assert "near-end" in run("device", "printer", "dance", expect=1).output
    assert "read-only" in run("device", "stick", expect=1).output


def test_without_a_sample_it_says_how_to_start_one(run: Run) -> None:
    assert "vestibule run --sample" in run("device", "stick", "out", expect=1).output


def test_the_sample_has_a_camera_while_there_is_a_film(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\ncat >/dev/null\nfor film; do :; done\n: >"$film"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    sample = Sample(tmp_path / "sample", {})
    assert _camera(sample) == ()
    assert run("film", "amina", "--data", sample.folder).output.startswith(f"{sample.film}\n")
    assert _camera(sample) == (f"camera://{sample.film}",)
    film = tmp_path / "card.mkv"
    assert run("film", "amina", "--out", film).output == f"{film}\n"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ffmpeg: is not installed" in run("film", "amina", "--out", film, expect=1).output


class VirtualReader:
    """What vpcd asks of a card that is held to it: nothing, or its UID."""

    def __init__(self, command: bytes) -> None:
        self._command = command
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.heard = b""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        card, _ = self._door.accept()
        with card:
            card.sendall(len(self._command).to_bytes(2, "big") + self._command)
            while piece := card.recv(64):
                self.heard += piece

    def close(self) -> None:
        self._thread.join(20)
        self._door.close()


@pytest.mark.parametrize(
    ("more", "said"), [((), "04A224B1C23E809000"), (("--answer", "6300"), "6300")], ids=["its UID", "failed"]
)
def test_a_contactless_card_is_held_until_it_was_read(more: tuple[str, ...], said: str, run: Run) -> None:
    reader = VirtualReader(GET_UID)
    output = run("contactless", "04A224B1C23E80", "--port", reader.port, *more).output
    reader.close()
    assert output == "presented\n"
    assert reader.heard[2:] == bytes.fromhex(said)


def test_a_contactless_card_that_nobody_reads(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_commands, "READ_SECONDS", 0.05)
    reader = VirtualReader(b"\x01")
    assert "pcsc://" in run("contactless", "04A224B1C23E80", "--port", reader.port, expect=1).output
    reader.close()


def test_a_contactless_card_without_a_reader(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    assert "vsmartcard-vpcd" in run("contactless", "04A224B1C23E80", "--port", port, expect=1).output
    assert run("contactless", "what?", expect=1).output
    assert run("contactless", "04A224B1C23E80", "--answer", "no hex", expect=1).output

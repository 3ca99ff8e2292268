"""Simulated devices that are told to have a bad day: what the real drivers make of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from devices.readers.camera_reader import CameraReader
from devices.readers.frames import Picture
from devices.readers.serial_reader import SerialReader
from devices.simulated.film import make_film
from devices.simulated.printer import Mood, SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner, show_bytes
from devices.simulated.stage import DIRECTIONS, Stage
from devices.simulated.stick import SimulatedStick, StickMood
from kiosk.events import CardPresented, DeviceState

CARD = "VST1:CARD"


@dataclass
class Play:
    """The twins, their stage, and what the stage said that it did."""

    folder: Path
    scanner: SimulatedScanner
    tags: SimulatedScanner
    printer: SimulatedPrinter
    stick: SimulatedStick
    done: list[tuple[str, str]] = field(default_factory=list)

    def stage(self) -> Stage:
        return Stage(
            self.folder,
            scanner=self.scanner,
            tags=self.tags,
            printer=self.printer,
            stick=self.stick,
            done=lambda device, direction: self.done.append((device, direction)),
        )


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with (
        SimulatedScanner(tmp_path) as scanner,
        SimulatedScanner(tmp_path / "tags") as tags,
        SimulatedPrinter() as printer,
    ):
        yield Play(tmp_path, scanner, tags, printer, SimulatedStick(tmp_path / "stick"))


def test_another_process_directs_line_by_line(play: Play, ear: Any) -> None:
    with play.stage() as stage:
        show_bytes(stage.address, b"printer no-pa")
        show_bytes(stage.address, b"per\nprinter dance\nnonsense\n\xff\nstick out\n")
        ear.wait_until(lambda: len(play.done) == 2)
    assert play.done == [("printer", "no-paper"), ("stick", "out")]
    assert play.printer.mood is Mood.NO_PAPER
    assert play.stick.mood is StickMood.OUT
    assert not Path(stage.address).exists()


def test_every_direction_can_be_obeyed(play: Play, ear: Any, watch: Any) -> None:
    watch(SerialReader(play.scanner.url))
    watch(SerialReader(play.tags.url, name="reader-2"))
    for _ in range(2):
        ear.state(DeviceState.READY)
    with play.stage() as stage:
        for device, directions in DIRECTIONS.items():
            for direction in reversed(directions):
                stage.direct(device, direction)
    assert (play.printer.mood, play.stick.mood) == (Mood.OK, StickMood.IN)


@pytest.mark.parametrize("direction", ["half", "noise"])
def test_after_a_bad_scan_the_next_card_is_read(direction: str, play: Play, ear: Any, watch: Any) -> None:
    watch(SerialReader(play.scanner.url, idle_flush_ms=20))
    ear.state(DeviceState.READY)
    with play.stage() as stage:
        stage.direct("scanner", direction)
        assert ear.wait(CardPresented).text != CARD
        play.scanner.scan(CARD)
        ear.wait(CardPresented, lambda e: e.text == CARD)


def test_after_a_flood_a_scanner_is_pulled_out_and_plugged_in(play: Play, ear: Any, watch: Any) -> None:
    watch(SerialReader(play.scanner.url))
    ear.state(DeviceState.READY)
    with play.stage() as stage:
        stage.direct("scanner", "flood")
        assert ear.wait(CardPresented).text == ""
        stage.direct("scanner", "unplug")
        ear.state(DeviceState.SEARCHING)
        stage.direct("scanner", "plug")
        ear.state(DeviceState.READY)
        play.scanner.scan(CARD)
        assert ear.wait(CardPresented).text == CARD


@pytest.mark.parametrize("words", [("printer", "dance"), ("oven", "on"), ("", "")])
def test_what_is_no_direction(words: tuple[str, str], play: Play) -> None:
    with play.stage() as stage, pytest.raises(ValueError, match="no direction"):
        stage.direct(*words)


class TestStick:
    def test_it_is_locked_and_opened(self, tmp_path: Path) -> None:
        stick = SimulatedStick(tmp_path / "stick")
        [found] = stick.sticks()
        assert found.path == tmp_path / "stick"
        stick.mood = StickMood.READ_ONLY
        assert stick.sticks() == ()
        assert stick.read_only() == (tmp_path / "stick",)

    def test_its_files_go_and_come_with_it(self, tmp_path: Path) -> None:
        stick = SimulatedStick(tmp_path / "stick")
        with (tmp_path / "stick" / "file").open("w") as half:
            half.write("half")
            stick.mood = StickMood.OUT
            assert not (tmp_path / "stick").exists()
            assert (stick.sticks(), stick.read_only()) == ((), ())
            assert stick.release(tmp_path / "stick") is False
        stick.mood = StickMood.OUT
        stick.mood = StickMood.IN
        assert (tmp_path / "stick" / "file").read_text() == "half"

    def test_one_that_was_left_pulled_out_is_plugged_in_at_the_next_start(self, tmp_path: Path) -> None:
        folder = tmp_path / "stick"
        first = SimulatedStick(folder)
        (folder / "file").touch()
        first.mood = StickMood.OUT
        folder.mkdir()
        assert SimulatedStick(folder).sticks()
        assert (folder / "file").exists()


class TestFilm:
    @pytest.fixture(autouse=True)
    def ffmpeg(self) -> None:
        if shutil.which("ffmpeg") is None:
            pytest.skip("ffmpeg is not installed")

    def test_a_card_is_held_up_again_and_again(self, tmp_path: Path, ear: Any, watch: Any) -> None:
        film = tmp_path / "films" / "card.mkv"
        make_film(CARD, film)
        watch(CameraReader(str(film)))
        for _ in range(2):
            assert ear.wait(CardPresented).text == CARD

    def test_a_camera_out_of_focus_reads_nothing(self, tmp_path: Path, ear: Any, watch: Any) -> None:
        film = tmp_path / "card.mkv"
        shown: list[Picture] = []
        make_film(CARD, film, blurred=15)
        watch(CameraReader(str(film), preview=shown.append))
        ear.wait_until(lambda: len(shown) > 25)
        assert ear.all(CardPresented) == []

    def test_a_film_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "card.mkv").mkdir()
        with pytest.raises(OSError, match=r"card\.mkv"):
            make_film(CARD, tmp_path / "card.mkv")


def test_without_ffmpeg_there_is_no_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="ffmpeg"):
        make_film(CARD, tmp_path / "card.mkv")

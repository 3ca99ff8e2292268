"""Codes in front of a camera: films made by zint and ffmpeg, read through the same ffmpeg pipe as a camera."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.readers.camera_reader import CameraReader, texts_in
from devices.readers.frames import Frames, Picture
from kiosk.events import CardPresented, DeviceState

CARD = "VST1:6BF 7W$%*+-./:09"


def picture_of(text: str, *, turned: float = 0.0) -> Picture:
    """A code as a camera sees it: small, turned, on a grey ground."""
    code = qrcode.make(text, box_size=5).get_image().convert("L").rotate(turned, expand=True, fillcolor=255)
    frame = Image.new("L", (640, 480), 170)
    frame.paste(code, (150, 80))
    return Picture(640, 480, frame.tobytes())


class Reel:
    """A source that shows what it is given, then nothing."""

    def __init__(self, *pictures: Any) -> None:
        self.pictures = list(pictures)

    def newest(self, seconds: float) -> Any:
        shown = self.pictures.pop(0) if self.pictures else None
        if isinstance(shown, Exception):
            raise shown
        return shown


def reader(*pictures: Any, **settings: Any) -> CameraReader:
    reel = Reel(*pictures)
    return CameraReader("/dev/video9", open_source=lambda source: nullcontext(reel), **settings)


@pytest.mark.parametrize("turned", [0.0, 25.0, 90.0, 180.0])
def test_a_code_in_front_of_the_camera(turned: float, ear: Any, watch: Any) -> None:
    watch(reader(picture_of(CARD, turned=turned)))
    ear.state(DeviceState.READY)
    assert ear.wait(CardPresented) == CardPresented(CARD, "reader")


def test_a_code_that_stays_is_one_fact(ear: Any, watch: Any) -> None:
    watch(reader(*[picture_of(CARD)] * 5, picture_of("VST1:NEXT")))
    ear.wait(CardPresented, lambda e: e.text == "VST1:NEXT")
    assert [e.text for e in ear.all(CardPresented)] == [CARD, "VST1:NEXT"]


def test_what_the_camera_sees_can_be_shown(ear: Any, watch: Any) -> None:
    seen: list[Picture] = []
    watch(reader(picture_of(CARD), preview=seen.append))
    ear.wait(CardPresented)
    assert seen == [picture_of(CARD)]


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (Picture(640, 480, b"half"), "driver-fault"),
        (OSError(5, "I/O"), "lost"),
        (RuntimeError("inside the driver"), "driver-fault"),
        ("a text", "driver-fault"),
    ],
)
def test_a_bad_camera_is_a_state(shown: Any, code: str, ear: Any, watch: Any) -> None:
    watch(reader(shown))
    ear.state(DeviceState.SEARCHING, code)


def test_without_the_library(ear: Any, watch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    watch(reader(picture_of(CARD)))
    assert "requirements/camera.txt" in ear.state(DeviceState.SEARCHING, "no-zxing").advice


def test_without_ffmpeg(tmp_path: Path, ear: Any, watch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "film.mkv").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    watch(CameraReader(str(tmp_path / "film.mkv")))
    ear.state(DeviceState.SEARCHING, "no-ffmpeg")


def test_a_camera_that_is_not_there(tmp_path: Path, ear: Any, watch: Any) -> None:
    watch(CameraReader(str(tmp_path / "camera")))
    ear.state(DeviceState.SEARCHING, "missing")


def test_a_camera_without_a_picture(tmp_path: Path, ear: Any, watch: Any) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    (tmp_path / "film.mkv").write_bytes(b"no film")
    watch(CameraReader(str(tmp_path / "film.mkv")))
    ear.state(DeviceState.SEARCHING, "camera-stopped")


class TestFrames:
    """The pipe, with programs that stand for ffmpeg."""

    def frames(self, script: str, **settings: Any) -> Frames:
        return Frames(["sh", "-c", script], 4, 2, **settings)

    def test_pictures_are_cut_by_their_size_and_the_newest_counts(self) -> None:
        with self.frames("printf aaaaaaaabbbbbbbbcccc; sleep 30") as frames:
            seen = [frames.newest(5.0)]
            if seen[0] is not None and seen[0].grey[0] == ord("a"):
                seen.append(frames.newest(5.0))
            assert seen[-1] == Picture(4, 2, b"bbbbbbbb")
            assert frames.newest(0.0) is None

    def test_a_silent_program_is_given_up(self) -> None:
        with self.frames("sleep 30", patience=-1.0) as frames, pytest.raises(Exception, match="camera-stopped"):
            frames.newest(0.0)

    def test_half_a_picture_and_the_end(self) -> None:
        with self.frames("printf abc") as frames, pytest.raises(Exception, match="camera-stopped"):
            frames.newest(5.0)

    def test_an_endless_flood_is_read_picture_by_picture(self) -> None:
        with self.frames("yes xxxxxxx") as frames:
            for _ in range(50):
                picture = frames.newest(5.0)
                assert picture is not None
                assert len(picture.grey) == 8


def test_a_film_of_an_independent_encoder(tmp_path: Path, ear: Any, watch: Any) -> None:
    """zint draws the code, ffmpeg films it; only the reading is ours."""
    if shutil.which("zint") is None or shutil.which("ffmpeg") is None:
        pytest.skip("zint or ffmpeg is not installed")
    code, film = tmp_path / "code.png", tmp_path / "film.mkv"
    subprocess.run(["zint", "-b", "QRCODE", "-d", CARD, "-o", str(code), "--scale", "3", "--quietzones"], check=True)
    shape = "scale=300:300,pad=640:480:150:80:gray,format=yuvj420p"
    command = ["ffmpeg", "-loglevel", "error", "-loop", "1", "-i", str(code), "-t", "2", "-vf", shape]
    subprocess.run([*command, "-c:v", "mjpeg", str(film)], check=True)
    watch(CameraReader(str(film)))
    ear.state(DeviceState.READY)
    assert ear.wait(CardPresented).text == CARD


@given(st.binary(min_size=64 * 48, max_size=64 * 48))
def test_no_noise_raises(grey: bytes) -> None:
    for text in texts_in(Picture(64, 48, grey), zxingcpp):
        assert text.isascii()

"""From a camera's pictures to the small ones on the screen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from devices.readers.addresses import Manners
from devices.readers.camera_reader import CameraReader, open_camera
from devices.readers.frames import Picture
from devices.readers.preview_feed import LEAST_SECONDS, PreviewFeed, shrunk
from devices.registry import PrinterOptions, ReaderOptions, build
from kiosk.clock import SystemClock
from kiosk.preview import Preview, SmallPicture

WIDTH, HEIGHT = 64, 48


def flat(grey: int) -> Picture:
    return Picture(WIDTH, HEIGHT, bytes([grey]) * (WIDTH * HEIGHT))


class Room:
    """A camera, its slot, and a clock that we hold."""

    def __init__(self) -> None:
        self.now = 10.0
        self.slot = Preview()
        self.feed = PreviewFeed(self.slot, lambda: self.now)

    def see(self, picture: Picture, after: float = 1.0) -> SmallPicture | None:
        self.now += after
        self.feed(picture)
        return self.slot.take()


def test_a_picture_is_a_quarter_as_wide_and_high() -> None:
    rows = b"".join(bytes([y * 4 % 256]) * WIDTH for y in range(HEIGHT))
    small = shrunk(Picture(WIDTH, HEIGHT, rows))
    assert (small.width, small.height, len(small.grey)) == (16, 12, 16 * 12)
    assert small.grey[:: small.width] == bytes(y * 16 % 256 for y in range(12))


def test_nothing_is_put_while_nobody_wants_it() -> None:
    room = Room()
    assert room.see(flat(100)) is None
    room.slot.want(True)
    assert room.see(flat(100)) is not None
    room.slot.want(False)
    assert room.see(flat(200)) is None


def test_in_front_of_an_empty_room_nothing_is_new() -> None:
    room = Room()
    room.slot.want(True)
    assert room.see(flat(100)) is not None
    for noise in (101, 99, 102, 100):
        assert room.see(flat(noise)) is None
    assert room.see(flat(120)) is not None


def test_what_changes_slowly_is_seen_in_the_end() -> None:
    room = Room()
    room.slot.want(True)
    room.see(flat(100))
    assert [room.see(flat(100 + step)) is not None for step in range(1, 9)] == [False] * 3 + [True] + [False] * 3 + [
        True
    ]


def test_there_are_few_a_second() -> None:
    room = Room()
    room.slot.want(True)
    came = [room.see(flat(40 * index % 256), 0.03) is not None for index in range(100)]
    assert 0 < sum(came) <= 100 * 0.03 / LEAST_SECONDS + 1


def test_whoever_comes_back_sees_at_once() -> None:
    room = Room()
    room.slot.want(True)
    room.see(flat(100))
    room.slot.want(False)
    room.see(flat(100))
    room.slot.want(True)
    assert room.see(flat(100)) is not None


def test_the_slot_holds_one_picture_and_forgets() -> None:
    slot = Preview()
    slot.want(True)
    for grey in range(5):
        slot.put(SmallPicture(1, 1, bytes([grey])))
    assert slot.take() == SmallPicture(1, 1, b"\x04")
    assert slot.take() is None
    slot.put(SmallPicture(1, 1, b"\x05"))
    slot.want(False)
    assert slot.take() is None
    slot.put(SmallPicture(1, 1, b"\x06"))
    slot.want(True)
    assert slot.take() is None


def test_a_picture_that_came_just_after_the_end_is_never_shown_to_the_next_visitor() -> None:
    slot = Preview()
    slot.want(True)
    slot.want(False)
    slot._slot.append(SmallPicture(1, 1, b"\x07"))  # its reader had asked before the end
    slot.want(True)
    assert slot.take() is None


def test_a_film_in_front_of_the_reader_is_seen(tmp_path: Path, ear: Any, watch: Any) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    film = tmp_path / "film.mkv"
    order = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=640x480:rate=10:duration=2", str(film)]
    subprocess.run(order, check=True)
    slot = Preview()
    slot.want(True)
    watch(CameraReader(str(film), preview=PreviewFeed(slot), open_source=open_camera))
    seen: list[SmallPicture] = []

    def came() -> bool:
        picture = slot.take()
        if picture is not None:
            seen.append(picture)
        return len(seen) >= 2

    ear.wait_until(came)
    assert {(picture.width, picture.height, len(picture.grey)) for picture in seen} == {(160, 120, 160 * 120)}


def test_the_registry_makes_a_slot_only_where_it_is_wanted(ear: Any, render: Any) -> None:
    for wanted in (False, True):
        reader = ReaderOptions("camera:///dev/video9", preview=wanted)
        made = build(ear.put, SystemClock(), reader=reader, printer=PrinterOptions(), usb_paths=(), render=render)
        assert (made.preview is not None) is wanted
    assert Manners().preview is None

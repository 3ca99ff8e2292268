"""Which sticks are there, and when they may be taken out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from devices import storage as storage_module
from devices.storage import MOUNT_ROOTS, UsbStorage, parse_mounts


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for /media."""
    media = tmp_path / "media"
    media.mkdir()
    monkeypatch.setattr(storage_module, "MOUNT_ROOTS", (*MOUNT_ROOTS, media))
    return media


def storage(folder: Path, *mounted: tuple[str, Path, str]) -> UsbStorage:
    table = folder.parent / "mounts"
    escaped = [(s, str(p).replace(" ", r"\040"), k) for s, p, k in mounted]
    table.write_text("proc /proc proc rw 0 0\n" + "".join(f"{s} {p} {k} rw 0 0\n" for s, p, k in escaped))
    return UsbStorage([folder], table)


def test_a_stick_is_what_is_mounted_below_the_folder(media: Path) -> None:
    stick = media / "kiosk" / "CLÉ USB"
    stick.mkdir(parents=True)
    (media / "not mounted").mkdir()
    [found] = storage(media, ("/dev/sda1", stick, "vfat")).sticks()
    assert found.path == stick
    assert 0 < found.free <= found.total


def test_without_a_stick_the_folder_itself_is_none(media: Path) -> None:
    assert storage(media).sticks() == ()


@pytest.mark.parametrize("root", MOUNT_ROOTS)
def test_the_places_where_sticks_are_mounted_never_stand_for_one(root: Path, tmp_path: Path) -> None:
    assert UsbStorage([root], tmp_path / "no table").sticks() == ()


@pytest.mark.parametrize(
    ("source", "kind"), [("tmpfs", "tmpfs"), ("server:/share", "nfs4"), ("/dev/sr0", "iso9660"), ("none", "vfat")]
)
def test_what_is_mounted_but_is_no_stick(source: str, kind: str, media: Path) -> None:
    (media / "x").mkdir()
    assert storage(media, (source, media / "x", kind)).sticks() == ()


def test_a_stick_that_was_pulled_out_a_moment_ago(media: Path) -> None:
    assert storage(media, ("/dev/sda1", media / "gone", "vfat")).sticks() == ()


def test_a_folder_elsewhere_stands_for_a_stick(tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    assert storage(folder).sticks() == ()
    folder.mkdir()
    [found] = storage(folder).sticks()
    assert found.path == folder
    assert storage(folder).release(folder)


def test_the_configured_order_comes_first_then_the_room(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = {"small": 10, "large": 20}
    for name in room:
        (media / name).mkdir()
    own = tmp_path / "own"
    own.mkdir()

    class Figures:
        f_flag, f_frsize, f_blocks = 0, 1, 100

        def __init__(self, path: Any) -> None:
            self.f_bavail = room.get(Path(path).name, 1)

    monkeypatch.setattr(os, "statvfs", Figures)
    both = storage(media, ("/dev/sda1", media / "small", "vfat"), ("/dev/sdb1", media / "large", "exfat"))
    both._folders = (own, media)
    assert [stick.path.name for stick in both.sticks()] == ["own", "large", "small"]


def test_a_locked_stick_is_not_offered_but_can_be_named(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (media / "locked").mkdir()

    class Figures:
        f_flag, f_frsize, f_blocks, f_bavail = os.ST_RDONLY, 1, 100, 100

        def __init__(self, path: Any) -> None:
            pass

    monkeypatch.setattr(os, "statvfs", Figures)
    locked = storage(media, ("/dev/sda1", media / "locked", "vfat"))
    assert locked.sticks() == ()
    assert locked.read_only() == (media / "locked",)


def test_a_real_read_only_file_system_is_seen_as_one() -> None:
    read_only = [
        mount.path
        for mount in parse_mounts(Path("/proc/self/mounts").read_text())
        if mount.path.is_dir() and os.statvfs(mount.path).f_flag & os.ST_RDONLY
    ]
    for path in read_only:
        assert storage_module._writable_stick(path) is None


class TestRelease:
    """With stand-ins for the system's own programs."""

    @pytest.fixture
    def stick(self, media: Path) -> tuple[UsbStorage, Path]:
        (media / "stick").mkdir()
        return storage(media, ("/dev/nothing-of-ours", media / "stick", "vfat")), media / "stick"

    def programs(self, monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
        for name in ("udisksctl", "umount"):
            program = folder / name
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    @pytest.mark.parametrize(
        ("script", "released"),
        [
            ("exit 0", True),
            ("echo 'target is busy.' >&2; exit 32", False),
            ("echo 'only root can do that' >&2; exit 1", True),
        ],
        ids=["unmounted", "busy", "not allowed: flushed"],
    )
    def test_what_the_system_says(
        self, script: str, released: bool, stick: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.programs(monkeypatch, tmp_path, script)
        assert stick[0].release(stick[1]) is released

    def test_a_stick_that_is_gone(self, media: Path) -> None:
        assert storage(media).release(media / "gone") is False


def test_the_table_of_mounts() -> None:
    text = "/dev/sda1 /media/CL\\303\\211\\040USB vfat rw,nosuid 0 0\n\nnonsense\n/dev/sdb /a\\134b ext4 ro 0 0\n"
    assert [(m.source, str(m.path)) for m in parse_mounts(text)] == [
        ("/dev/sda1", "/media/CL\\303\\211 USB"),
        ("/dev/sdb", "/a\\b"),
    ]
    assert parse_mounts("") == ()


def test_a_table_that_cannot_be_read(tmp_path: Path, media: Path) -> None:
    assert UsbStorage([media], tmp_path / "none").sticks() == ()

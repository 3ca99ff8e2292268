"""Files on a stick: complete, checked, or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from data.exports import delivery
from data.exports.delivery import Delivery, failed
from kiosk.ports import ExportFailed

FILES = {"a.csv": b"alpha" * 40_000, "b.json": b"{}"}
NAME = "export"


def _put(target: Path, files: dict[str, bytes] = FILES) -> list[tuple[str, float]]:
    steps: list[tuple[str, float]] = []
    Delivery(target, NAME, lambda *step: steps.append(step), lambda: False).put(files)
    return steps


def _read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _code(target: Path) -> str:
    with pytest.raises(ExportFailed) as caught:
        _put(target)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_the_files_arrive_and_progress_is_heard(tmp_path: Path) -> None:
    steps = _put(tmp_path)
    assert _read(tmp_path / NAME) == FILES
    assert [p.name for p in tmp_path.iterdir()] == [NAME]
    copying = [fraction for name, fraction in steps if name == "copying"]
    checking = [fraction for name, fraction in steps if name == "checking"]
    assert copying == sorted(copying)
    assert len(copying) > 4
    assert (copying[0], copying[-1], checking) == (0.0, 1.0, [0.0, 0.5, 1.0])


def test_a_newer_export_replaces_the_older(tmp_path: Path) -> None:
    _put(tmp_path, {"a.csv": b"old", "gone.csv": b"old"})
    _put(tmp_path)
    assert _read(tmp_path / NAME) == FILES
    assert [p.name for p in tmp_path.iterdir()] == [NAME]


def test_the_same_export_touches_nothing(tmp_path: Path) -> None:
    _put(tmp_path)
    before = [(p.stat().st_ino, p.stat().st_mtime_ns) for p in sorted((tmp_path / NAME).iterdir())]
    steps = _put(tmp_path)
    assert before == [(p.stat().st_ino, p.stat().st_mtime_ns) for p in sorted((tmp_path / NAME).iterdir())]
    assert steps[-1] == ("checking", 1.0)


def test_leftovers_of_a_pulled_stick_are_cleared(tmp_path: Path) -> None:
    _put(tmp_path, {"a.csv": b"old"})
    (tmp_path / NAME).rename(tmp_path / f"{NAME}.old")
    (tmp_path / f".{NAME}.part").mkdir()
    (tmp_path / f".{NAME}.part" / "a.csv").write_bytes(b"half")
    _put(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [NAME]
    assert _read(tmp_path / NAME) == FILES


def test_the_place_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert _code(tmp_path / "file") == "not-a-folder"
    assert _code(tmp_path / "link") == "not-a-folder"
    assert _code(tmp_path / "gone") == "not-a-folder"
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.parametrize("name", [NAME, f".{NAME}.part", f"{NAME}.old"])
def test_a_link_under_one_of_our_names_is_not_followed(tmp_path: Path, name: str) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    stick.mkdir()
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("keep")
    (stick / name).symlink_to(elsewhere)
    assert _code(stick) == "not-a-folder"
    assert (elsewhere / "precious").read_text() == "keep"


def test_a_stick_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, {"a.csv": b"old"})
    real = delivery._digest_of
    monkeypatch.setattr(delivery, "_digest_of", lambda path: bytes(32) if path.name == "b.json" else real(path))
    assert _code(tmp_path) == "mismatch"
    assert _read(tmp_path / NAME) == {"a.csv": b"old"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "lost"),
        (errno.ENODEV, "lost"),
        (errno.ENOENT, "lost"),
    ],
)
def test_every_system_error_has_its_sentence(number: int, code: str) -> None:
    found = failed(OSError(number, os.strerror(number)))
    assert found.code == code
    assert str(found).endswith(".")

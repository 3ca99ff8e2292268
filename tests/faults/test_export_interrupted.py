"""F11: the stick is pulled, fails, fills up or is stopped, at every step of an export.

Under the final name stands the old export or the new one, whole; and the next export always succeeds.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.exports.delivery import Delivery
from kiosk.ports import ExportFailed
from tests.faults.conftest import Victim

OLD, NEW = "old", "new"
MOST_STEPS = 200


def _files(content: str) -> dict[str, bytes]:
    return {"sessions.csv": content.encode() * 30_000, "manifest.json": content.encode()}


def _stands(folder: Path) -> str | None:
    """Which export stands there, whole."""
    if not folder.exists():
        return None
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert found in (_files(OLD), _files(NEW)), "partial"
    return OLD if found == _files(OLD) else NEW


def _deliver(target: Path, content: str) -> None:
    Delivery(target, "week", lambda *_: None, lambda: False).put(_files(content))


@pytest.mark.parametrize("with_old", [True, False])
def test_the_process_is_killed_at_every_step(victim: Victim, tmp_path: Path, *, with_old: bool) -> None:
    outcomes = set()
    for step in range(1, MOST_STEPS):
        target = tmp_path / str(step)
        target.mkdir()
        if with_old:
            _deliver(target, OLD)
        victim.start("kill", target, NEW, step)
        *said, dead = victim.to_the_end()
        if dead == "dead 0":
            assert said == ["delivered"]
            break
        assert dead == "dead -9"
        stands = _stands(target / "week")
        if with_old and stands is None:
            assert _stands(target / "week.old") == OLD, "set aside for the moment of the rename"
        outcomes.add(stands)
        _deliver(target, NEW)
        assert _stands(target / "week") == NEW
        assert os.listdir(target) == ["week"]
    else:
        pytest.fail("the export never came to its end")
    assert step > 8
    assert (OLD in outcomes) == with_old


def test_the_stick_fails_from_every_step_on(victim: Victim, tmp_path: Path) -> None:
    for step in range(1, MOST_STEPS):
        target = tmp_path / str(step)
        target.mkdir()
        _deliver(target, OLD)
        victim.start("fail", target, NEW, step)
        *said, dead = victim.to_the_end()
        assert dead == "dead 0"
        if said == ["delivered"]:
            break
        assert said == ["failed lost"]
        assert _stands(target / "week") or _stands(target / "week.old")
        _deliver(target, NEW)
        assert _stands(target / "week") == NEW
    else:
        pytest.fail("the export never came to its end")
    assert step > 8


def _is_delivered_although(target: Path, answers: list[bool]) -> bool:
    """Whether an export is delivered to which `stopped` gives these answers, one after the other."""
    try:
        Delivery(target, "week", lambda *_: None, lambda: answers.pop(0)).put(_files(NEW))
    except ExportFailed as failure:
        return failure.code != "stopped"
    return True


def test_it_is_stopped_at_every_question(tmp_path: Path) -> None:
    _deliver(tmp_path, OLD)
    for questions in range(MOST_STEPS):
        answers = [*[False] * questions, True]
        if _is_delivered_although(tmp_path, answers):
            assert answers, "not asked that often"
            break
        assert _stands(tmp_path / "week") == OLD
        assert os.listdir(tmp_path) == ["week"]
    assert questions > 4
    assert _stands(tmp_path / "week") == NEW


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A stick of 256 KiB. Needs the right to mount."""
    target = tmp_path / "stick"
    target.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(target)], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield target
    subprocess.run(["umount", "--lazy", str(target)], check=True)


def test_a_full_stick_keeps_the_older_export(small_stick: Path) -> None:
    _deliver(small_stick, OLD)
    (small_stick / "holiday.jpg").write_bytes(bytes(100 * 1024))
    with pytest.raises(ExportFailed) as caught:
        _deliver(small_stick, NEW)
    assert caught.value.code == "full"
    assert caught.value.needed is not None
    assert caught.value.needed > sum(map(len, _files(NEW).values())), "what another stick must have room for"
    assert _stands(small_stick / "week") == OLD
    assert sorted(os.listdir(small_stick)) == ["holiday.jpg", "week"]


def test_a_stick_that_fills_up_meanwhile_keeps_the_older_export(small_stick: Path) -> None:
    _deliver(small_stick, OLD)

    def fill(step: str, fraction: float) -> None:
        if step == "copying" and not fraction:
            (small_stick / "holiday.jpg").write_bytes(bytes(130 * 1024))

    with pytest.raises(ExportFailed) as caught:
        Delivery(small_stick, "week", fill, lambda: False).put(_files(NEW))
    assert caught.value.code == "full"
    assert _stands(small_stick / "week") == OLD
    assert sorted(os.listdir(small_stick)) == ["holiday.jpg", "week"]


def test_a_write_protected_stick_is_said(small_stick: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_stick)], check=True)
    with pytest.raises(ExportFailed) as caught:
        _deliver(small_stick, NEW)
    assert caught.value.code == "read-only"

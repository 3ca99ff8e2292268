"""Slips as files, and what all printers of pages have in common."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from devices.printers.addresses import printer_at
from devices.printers.slip_folder import KEPT, SlipFolder
from devices.registry import PrinterOptions
from kiosk.events import DeviceState, PrintOutcome
from tests.devices.pages import outcome, paged


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_each_slip_is_a_file_of_its_own(
    form: str, tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    url = f"folder://{tmp_path}?format={form}"
    worker = printer_at(url, PrinterOptions(url), "printer", ear.put, render, paged)
    watch(worker)
    ear.state(DeviceState.READY)
    for name in ("A1", "A2"):
        worker.submit(job(name))
        assert outcome(ear, job(name)) is PrintOutcome.PRINTED
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"slip-000001.{form}", f"slip-000002.{form}"]
    first = tmp_path / f"slip-000001.{form}"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    if form == "png":
        assert Image.open(first).tobytes() == render(job("A1").receipt, 576).tobytes()
    else:
        assert first.read_bytes() == paged(job("A1").receipt, 576, "A4")


def test_old_slips_go(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").touch()
    folder = SlipFolder(tmp_path, "pdf")
    for _ in range(KEPT + 3):
        folder.deliver(b"%PDF", lambda seconds: True)
    slips = sorted(path.name for path in tmp_path.glob("slip-*"))
    assert (len(slips), slips[0], slips[-1]) == (KEPT, "slip-000004.pdf", f"slip-{KEPT + 3:06d}.pdf")
    assert (tmp_path / "kept.txt").exists()


def test_a_folder_that_is_not_there(tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any) -> None:
    url = f"folder://{tmp_path}/later"
    worker = printer_at(url, PrinterOptions(url), "printer", ear.put, render, paged)
    watch(worker)
    ear.state(DeviceState.SEARCHING, "no-folder")
    worker.submit(job("A1"))
    assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE
    (tmp_path / "later").mkdir()
    ear.state(DeviceState.READY)


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    url = f"folder://{tmp_path}"
    worker = printer_at(url, PrinterOptions(url), "printer", ear.put, render, lambda *_: b"")
    watch(worker)
    ear.state(DeviceState.READY)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("devices.printers.slip_folder.os.fsync", full)
    worker.submit(job("A1"))
    ear.state(DeviceState.SEARCHING, "disk-full")
    assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE
    assert list(tmp_path.iterdir()) == []


def test_a_receipt_that_cannot_be_drawn(tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any) -> None:
    url = f"folder://{tmp_path}"
    worker = printer_at(url, PrinterOptions(url), "printer", ear.put, render, lambda *_: 1 / 0)  # type: ignore[arg-type]
    watch(worker)
    worker.submit(job("A1"))
    assert outcome(ear, job("A1")) is PrintOutcome.UNREACHABLE


@pytest.mark.parametrize("url", ["cups://", "cups://a/b", "ipp:///ipp/print", "folder:///srv?format=gif", "cups://a?paper=A5"])
def test_what_is_no_address(url: str, ear: Any, render: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        printer_at(url, PrinterOptions(url), "printer", ear.put, render, paged)





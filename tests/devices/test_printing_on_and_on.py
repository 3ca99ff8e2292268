"""Many receipts, one after the other: nothing of them stays in the process."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from devices.printers.addresses import printer_at
from devices.registry import PrinterOptions
from devices.simulated.printer import SimulatedPrinter
from kiosk.events import PrintFinished, PrintOutcome
from kiosk.receipts import Receipt, Text

FEW, MANY = 5, 100
DESCRIPTORS = Path("/proc/self/fd")


@pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="the system does not tell which files are open")
@pytest.mark.parametrize("way", ["tcp", "serial", "folder"])
def test_threads_and_descriptors_do_not_grow(
    way: str, tmp_path: Path, ear: Any, watch: Any, render: Any, job: Any
) -> None:
    with SimulatedPrinter(link=tmp_path / "printer" if way == "serial" else None) as printer:
        url = f"folder://{tmp_path}" if way == "folder" else printer.url

        def words(receipt: Receipt, width: int, paper: str) -> bytes:
            return str(receipt).encode()

        worker = printer_at(url, PrinterOptions(url, mode="text"), "printer", ear.put, render, words)
        watch(worker)
        few = (0, 0)
        for number in range(MANY):
            slip = job(str(number))
            worker.submit(type(slip)(slip.id, Receipt((Text(f"Reçu {number}"),))))
            assert ear.wait(PrintFinished).outcome is PrintOutcome.PRINTED
            if number == FEW:
                few = there_is()
        ear.wait_until(lambda: no_more_than(few))  # the printer at the other end lets go a moment after us


def no_more_than(few: tuple[int, int]) -> bool:
    return all(now <= then for now, then in zip(there_is(), few, strict=True))


def there_is() -> tuple[int, int]:
    """Threads and descriptors of this process."""
    return threading.active_count(), len(list(DESCRIPTORS.iterdir()))

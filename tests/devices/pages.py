"""What tests of printers of pages share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from devices.printers.pdf import render_pdf
from kiosk.events import PrintFinished, PrintOutcome
from kiosk.receipts import PrintJob, Receipt

FONTS = Path(__file__).parents[2] / "screens" / "fonts"
MADE = datetime(2026, 10, 14, 12, 42, tzinfo=UTC)
QUICK = (0.2, 0.1)
"""Seconds between two looks at a printer."""


def paged(receipt: Receipt, width: int, paper: str) -> bytes:
    return render_pdf(receipt, width, FONTS, MADE, paper=paper)


def outcome(ear: Any, job: PrintJob) -> PrintOutcome:
    finished: PrintFinished = ear.wait(PrintFinished, lambda e: e.job == job.id)
    return finished.outcome

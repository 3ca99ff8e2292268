"""Counts the paper that goes through the printer: how long each slip is, and that it came out.

The length is worked out from the blocks of the slip, so that it is known for every kind of printer; it is within a
tenth of what is drawn (`tests/devices/test_paper.py` holds it against the drawing).
"""

from __future__ import annotations

from collections import OrderedDict
from math import ceil

from kiosk.events import PrintFinished, PrintOutcome
from kiosk.ports import Printer
from kiosk.receipts import ArchNumber, Block, Cut, Heading, Notice, PrintJob, Qr, Receipt, Rule, Text

DOTS_PER_MM = 8
REFERENCE_DOTS = 576
CUT_MM = 18
"""White from the print head to the knife, which every slip takes along."""
_EDGES, _QR, _ARCH, _HEADING, _RULE, _NOTICE_LINE, _NOTICE, _AROUND = 54, 410, 415, 103, 39, 28, 92, 32
"""Dots at 576 dots; the last is left white around a paragraph, once for several of one size."""
_TEXT = {"small": (24, 31, 46), "body": (28, 36, 40), "title": (30, 39, 37), "big": (58, 64, 18), "code": (124, 124, 9)}
"""Dots of a letter and of a line at 576 dots, and how many characters stand on it."""
_SMALLEST_LETTER = 24
"""Dots: on narrow paper everything shrinks, but letters no further than this."""
MOST_PENDING = 32
"""Jobs of which nobody ever heard again are forgotten."""
USED = frozenset({PrintOutcome.PRINTED, PrintOutcome.UNKNOWN})
"""A slip about which nobody knows may be out: counting it makes the estimate err on the safe side."""


def length_mm(receipt: Receipt, width: int = 576) -> int:
    """How much paper a slip takes, about, in millimetres, on a printer of so many dots."""
    before, share = (None, *receipt.blocks), width / REFERENCE_DOTS
    dots = _EDGES * share + sum(
        _dots(block, above, share) for above, block in zip(before, receipt.blocks, strict=False)
    )
    return round(dots / DOTS_PER_MM) + CUT_MM


def _dots(block: Block, above: Block | None, share: float) -> float:
    match block:
        case Text():
            letter, line, characters = _TEXT[block.size]
            shrunk = max(share, min(1.0, _SMALLEST_LETTER / letter))
            fit = characters * share / shrunk
            around = 0 if isinstance(above, Text) and above.size == block.size else _AROUND * share
            return around + line * shrunk * sum(max(1, ceil(len(part) / fit)) for part in block.text.split("\n"))
        case Notice(lines=lines):
            return (_NOTICE + _NOTICE_LINE * len(lines)) * share
        case Heading():
            return _HEADING * share
        case ArchNumber():
            return _ARCH * share
        case Qr():
            return _QR * share
        case Rule():
            return _RULE * share
        case Cut():
            return _EDGES * share + CUT_MM * DOTS_PER_MM


class CountedPrinter:
    """A printer that remembers how long the slips are that were given to it. `submit` as in `kiosk.ports.Printer`, but
    only from the screen thread."""

    def __init__(self, printer: Printer, width: int) -> None:
        """`width` of the paper in dots."""
        self._printer = printer
        self._width = width
        self._lengths: OrderedDict[str, int] = OrderedDict()

    def submit(self, job: PrintJob) -> None:
        self._lengths[job.id] = length_mm(job.receipt, self._width)
        while len(self._lengths) > MOST_PENDING:
            self._lengths.popitem(last=False)
        self._printer.submit(job)

    def used(self, finished: PrintFinished) -> int:
        """Millimetres that this job took from the roll; 0 when nothing came out, or the job was counted already."""
        length = self._lengths.pop(finished.job, 0)
        return length if finished.outcome in USED else 0

"""What the status bytes of an ESC/POS printer mean. Pure (docs/devices.md, "What a printer answers").

Three kinds of answers share one wire and are told apart by their fixed bits:

* DLE EOT n (real time): one byte 0xx1xx10;
* automatic status back, if somebody switched it on: four bytes, the first 0xx1xx00, the others 0xx0xxxx;
* GS r 1 (queued behind the data): one byte 0xx0xxxx.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from devices.advice import Advice, advise
from kiosk.events import DeviceState, PrintOutcome

ASK_PRINTER = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE = b"\x10\x04\x02"
ASK_ERROR = b"\x10\x04\x03"
ASK_PAPER = b"\x10\x04\x04"
ASK_WHEN_DONE = b"\x1d\x72\x01"
"""GS r 1: answered after everything sent before it was processed."""

ERROR = 0x40
"""In the answer to DLE EOT 2: an error, which DLE EOT 3 names."""
_ASB_LENGTH = 4


def is_real_time(byte: int) -> bool:
    """Whether a byte can answer DLE EOT."""
    return byte & 0x93 == 0x12


def is_automatic_head(byte: int) -> bool:
    """Whether a byte begins an automatic status of four bytes."""
    return byte & 0x93 == 0x10


def is_queued(byte: int) -> bool:
    """Whether a byte can answer GS r 1."""
    return byte & 0x90 == 0x00


class Answers:
    """Sorts what a printer sends. Stateful: an automatic status may arrive in pieces."""

    def __init__(self) -> None:
        self._skip = 0

    def sort(self, data: bytes) -> tuple[list[int], list[int]]:
        """(answers to DLE EOT, answers to GS r 1) in `data`, each in order; anything else is dropped."""
        real_time: list[int] = []
        queued: list[int] = []
        for byte in data:
            if is_real_time(byte):
                real_time.append(byte)
            elif is_automatic_head(byte):
                self._skip = _ASB_LENGTH - 1
            elif is_queued(byte) and self._skip:  # XON and XOFF may stand in between
                self._skip -= 1
            elif is_queued(byte):
                queued.append(byte)
        return real_time, queued


class Paper(StrEnum):
    """How much paper is left."""

    ENOUGH = "enough"
    NEAR_END = "near-end"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says about itself. A part that it did not answer counts as well."""

    offline: bool = False
    cover_open: bool = False
    fault: bool = False
    cutter: bool = False
    """Whether the fault is that of the cutter."""
    paper: Paper = Paper.ENOUGH

    @classmethod
    def of(
        cls, printer: int | None, cause: int | None, paper: int | None, error: int | None = None
    ) -> PrinterStatus | None:
        """From the answers to DLE EOT 1, 2, 4 and 3 (None: no answer, or not asked); None without any answer."""
        if printer is None and cause is None and paper is None:
            return None
        stopped_by_paper = cause is not None and bool(cause & 0x20)
        return cls(
            offline=printer is not None and bool(printer & 0x08),
            cover_open=cause is not None and bool(cause & 0x04),
            fault=cause is not None and bool(cause & ERROR),
            cutter=error is not None and bool(error & 0x08),
            paper=Paper.OUT if stopped_by_paper else paper_of_real_time(paper),
        )

    @property
    def refusal(self) -> PrintOutcome | None:
        """Why nothing should be sent now; None when the printer can print."""
        # an open cover also hides the paper from its sensor: close it first
        if self.cover_open:
            return PrintOutcome.COVER_OPEN
        if self.paper is Paper.OUT:
            return PrintOutcome.NO_PAPER
        return PrintOutcome.UNREACHABLE if self.fault or self.cutter or self.offline else None

    def report(self, target: str) -> tuple[DeviceState, Advice | None]:
        """The state of the device and what to do."""
        code = {
            PrintOutcome.COVER_OPEN: "cover-open",
            PrintOutcome.NO_PAPER: "no-paper",
            PrintOutcome.UNREACHABLE: "cutter-jammed" if self.cutter else "printer-fault",
        }
        if self.refusal is not None:
            return DeviceState.BLOCKED, advise(code[self.refusal], target)
        if self.paper is Paper.NEAR_END:
            return DeviceState.DEGRADED, advise("paper-near-end", target)
        return DeviceState.READY, None


def paper_of_real_time(byte: int | None) -> Paper:
    """The paper according to the answer to DLE EOT 4."""
    if byte is not None and byte & 0x60:
        return Paper.OUT
    return Paper.NEAR_END if byte is not None and byte & 0x0C else Paper.ENOUGH


def paper_of_queued(byte: int) -> Paper:
    """The paper according to the answer to GS r 1."""
    if byte & 0x0C:
        return Paper.OUT
    return Paper.NEAR_END if byte & 0x03 else Paper.ENOUGH

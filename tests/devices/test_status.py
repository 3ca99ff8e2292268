"""What status bytes mean; the values are those that the manuals and real printers give (docs/devices.md)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.status import (
    Answers,
    Paper,
    PrinterStatus,
    is_automatic_head,
    is_queued,
    is_real_time,
    paper_of_queued,
    paper_of_real_time,
)
from kiosk.events import DeviceState, PrintOutcome

AUTOMATIC = bytes.fromhex("14 00 00 0f")


def test_the_three_kinds_of_answers_cannot_be_confused() -> None:
    for byte in range(256):
        assert is_real_time(byte) + is_automatic_head(byte) + is_queued(byte) <= 1


@pytest.mark.parametrize(
    ("answers", "refusal", "state", "code"),
    [
        ((0x12, 0x12, 0x12), None, DeviceState.READY, ""),
        ((0x16, 0x12, 0x12), None, DeviceState.READY, ""),  # the drawer's pin says nothing about printing
        ((0x12, 0x12, 0x1E), None, DeviceState.DEGRADED, "paper-near-end"),
        ((0x1A, 0x32, 0x7E), PrintOutcome.NO_PAPER, DeviceState.BLOCKED, "no-paper"),
        ((0x12, 0x12, 0x72), PrintOutcome.NO_PAPER, DeviceState.BLOCKED, "no-paper"),
        ((0x1A, 0x32, 0x12), PrintOutcome.NO_PAPER, DeviceState.BLOCKED, "no-paper"),
        ((0x1A, 0x16, 0x12), PrintOutcome.COVER_OPEN, DeviceState.BLOCKED, "cover-open"),
        ((0x1A, 0x36, 0x7E), PrintOutcome.COVER_OPEN, DeviceState.BLOCKED, "cover-open"),
        ((0x1A, 0x52, 0x12), PrintOutcome.UNREACHABLE, DeviceState.BLOCKED, "printer-fault"),
        ((0x1A, None, None), PrintOutcome.UNREACHABLE, DeviceState.BLOCKED, "printer-fault"),
        ((None, None, 0x12), None, DeviceState.READY, ""),
    ],
)
def test_what_a_printer_says(
    answers: tuple[int | None, int | None, int | None],
    refusal: PrintOutcome | None,
    state: DeviceState,
    code: str,
) -> None:
    status = PrinterStatus.of(*answers)
    assert status is not None
    assert status.refusal is refusal
    reported, advice = status.report("x")
    assert (reported, advice.code if advice else "") == (state, code)


def test_no_answer_at_all_is_no_status() -> None:
    assert PrinterStatus.of(None, None, None) is None


def test_paper_bits() -> None:
    assert [paper_of_real_time(b) for b in (0x12, 0x1E, 0x7E, 0x72)] == [
        Paper.ENOUGH, Paper.NEAR_END, Paper.OUT, Paper.OUT,
    ]  # fmt: skip
    assert [paper_of_queued(b) for b in (0x00, 0x03, 0x0C, 0x0F)] == [
        Paper.ENOUGH, Paper.NEAR_END, Paper.OUT, Paper.OUT,
    ]  # fmt: skip


def test_answers_are_sorted_out_of_a_mixed_stream() -> None:
    assert Answers().sort(b"\x12" + AUTOMATIC + b"\x00" + b"\x11\x13" + b"\x1e\x03") == (
        [0x12, 0x1E],
        [0x00, 0x03],
    )


def test_flow_control_inside_an_automatic_status() -> None:
    assert Answers().sort(b"\x14\x00\x13\x00\x11\x0f\x03") == ([], [0x03])


@given(st.lists(st.integers(1, 4)))
def test_an_automatic_status_in_pieces_is_never_the_end_of_a_job(cuts: list[int]) -> None:
    stream = AUTOMATIC * 3 + b"\x00"
    sorter, queued = Answers(), []
    while stream:
        size = cuts.pop() if cuts else len(stream)
        queued += sorter.sort(stream[:size])[1]
        stream = stream[size:]
    assert queued == [0x00]

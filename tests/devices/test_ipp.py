"""IPP as bytes: examples of RFC 8010, and anything at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.ipp import CANCEL_JOB, GET_PRINTER, PRINT_JOB, Answer, IppError, answer, request

PRINTER = "ipp://forest.example.com/printers/pinetree"


def test_a_request_is_laid_out_as_in_the_rfc() -> None:
    """RFC 8010, A.1: the head, the three attributes that always come first, the end."""
    made = request(PRINT_JOB, 1, PRINTER, {"job-name": "foobar"}, job={"media": "iso_a4_210x297mm"}, document=b"%!")
    assert made == (
        b"\x02\x00\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x2a" + PRINTER.encode() + b"\x42\x00\x08job-name\x00\x06foobar"
        b"\x02\x44\x00\x05media\x00\x10iso_a4_210x297mm"
        b"\x03%!"
    )


def test_several_values_and_numbers() -> None:
    made = request(GET_PRINTER, 2, PRINTER, {"requested-attributes": ("a", "b")})
    assert made.endswith(b"\x44\x00\x14requested-attributes\x00\x01a\x44\x00\x00\x00\x01b\x03")
    made = request(CANCEL_JOB, 3, PRINTER, {"job-id": 147})
    assert made.endswith(b"\x21\x00\x06job-id\x00\x04\x00\x00\x00\x93\x03")


def test_an_answer_is_read() -> None:
    """RFC 8010, A.2, with a flag and a second value."""
    said = answer(
        b"\x02\x00\x00\x00\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x93"
        b"\x23\x00\x09job-state\x00\x04\x00\x00\x00\x03"
        b"\x44\x00\x07reasons\x00\x04none\x44\x00\x00\x00\x03low"
        b"\x22\x00\x02ok\x00\x01\x01\x03"
    )
    assert said.well
    assert said.numbers("job-id") == [0x93]
    assert said.numbers("job-state") == [3]
    assert said.texts("reasons") == ["none", "low"]
    assert said.attributes["ok"] == [True]
    assert said.texts("missing") == []


@pytest.mark.parametrize("data", [b"", b"\x02\x00\x00", b"\x02\x00\x00\x00\x00\x00\x00\x01", b"<html></html>"])
def test_what_breaks_off_is_said(data: bytes) -> None:
    with pytest.raises(IppError):
        answer(data)


@given(st.binary(max_size=80))
def test_anything_is_an_answer_or_an_error_of_ours(data: bytes) -> None:
    with suppress(IppError):
        assert isinstance(answer(b"\x02\x00\x00\x00\x00\x00\x00\x01\x01" + data), Answer)

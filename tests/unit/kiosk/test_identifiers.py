"""Other cards that identify a member: notations of a UID, what a barcode says."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identifiers import Medium, barcode_text, identifier_of, linked_barcode, linked_uid, uid_bytes

TAG = "UID:01000734E0"


def recognised(code: str, digest: bytes) -> bool:
    found = identifier_of(code)
    return found is not None and digest in found.digests


@pytest.mark.parametrize(
    "written",
    ["01000734E0", "01000734e0", "01:00:07:34:E0", "01 00 07 34 E0", "01-00-07-34-E0", "0x01000734E0",
     "0000472288d", "007,13536", "00007,13536", "007.13536", " 007,13536 ", f"{0x01000734E0:013}d"],
)  # fmt: skip
def test_every_notation_of_one_tag(written: str) -> None:
    assert recognised(TAG, linked_uid(written))


@pytest.mark.parametrize("written", ["9F3C21AA", "04:A2:24:B1:C2:3E:80", "04A224B1C23E80010203"])
def test_contactless_cards(written: str) -> None:
    assert recognised("UID:" + written.replace(":", ""), linked_uid(written))


def test_only_tags_of_125_khz_are_known_by_their_ends() -> None:
    assert not recognised("UID:04A224B1C23E80", linked_uid("B1C23E80"))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("0000472288", "two ways"),
        ("12345678", "two ways"),
        ("0x08112233", "new UID"),
        ("", "no UID"),
        ("010007", None),
        ("XYZ", "no UID"),
        ("0102", "no UID"),
        ("9999999999d", "too large"),
        ("999,00001", "out of range"),
        ("007,99999", "out of range"),
        ("²²²²²²²²d", "no UID"),
    ],
)
def test_what_is_no_uid_or_could_be_two(written: str, why: str | None) -> None:
    if why is None:
        assert uid_bytes(written) == bytes.fromhex(written)
        return
    with pytest.raises(ValueError, match=why):
        uid_bytes(written)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("3274080005003", "3274080005003"),
        ("*B00214*", "B00214"),
        ("a20214009999b", "20214009999"),
        (" b00214 ", "B00214"),
        ("123", None),
        ("x" * 65, None),
        ("é1234", None),
        ("VST1:ABC", None),
        ("UID:01000734E0", None),
        ("", None),
    ],
)
def test_what_a_barcode_says(code: str, says: str | None) -> None:
    assert barcode_text(code) == says


def test_a_barcode_is_never_a_uid() -> None:
    found = identifier_of("01000734E0")
    assert found is not None
    assert found.medium is Medium.BARCODE
    assert linked_uid("01000734E0") not in found.digests
    assert linked_barcode("01000734E0") in found.digests
    with pytest.raises(ValueError, match="barcode"):
        linked_barcode("UID:01000734E0")


@given(st.text(max_size=80))
def test_nothing_that_a_reader_delivers_raises(code: str) -> None:
    found = identifier_of(code)
    assert found is None or all(len(digest) == 32 for digest in found.digests)


@given(st.text(max_size=40))
def test_whatever_is_written_is_a_uid_or_a_value_error(written: str) -> None:
    with suppress(ValueError):
        assert len(uid_bytes(written)) in {3, 4, 5, 7, 10}


@given(st.binary(min_size=5, max_size=5))
def test_every_tag_is_found_by_every_number_printed_on_it(uid: bytes) -> None:
    code = f"UID:{uid.hex().upper()}"
    wiegand = f"{uid[-3]:03},{int.from_bytes(uid[-2:], 'big'):05}"
    for written in (f"0x{uid.hex()}", f"{int.from_bytes(uid[-4:], 'big'):010}d", wiegand):
        assert recognised(code, linked_uid(written))

"""Where a scan begins and ends."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readers.framing import MAX_TEXT, UNREADABLE, Framer, text_of

CARD = "VST1:6BF 7W$%*+-./:09"
ACK = bytes.fromhex("02000001003331")


def frames(data: bytes, **settings: float) -> list[str]:
    """All frames of bytes that arrive at once and are followed by silence."""
    framer = Framer(**settings)  # type: ignore[arg-type]
    return framer.data_received(data, 10.0) + framer.idle_elapsed(11.0)


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_every_suffix_of_the_field_ends_a_scan(suffix: bytes) -> None:
    assert frames(CARD.encode() + suffix) == [CARD]


def test_a_suffix_ends_a_scan_without_waiting() -> None:
    assert Framer().data_received(b"VST1:A\r", 5.0) == ["VST1:A"]


def test_two_scans_in_one_read() -> None:
    assert frames(b"VST1:A\r\nVST1:B\r\n") == ["VST1:A", "VST1:B"]


def test_without_suffix_only_silence_ends_a_scan() -> None:
    framer = Framer(idle=0.1)
    assert framer.data_received(b"VST1:", 1.00) == []
    assert framer.data_received(b"AB", 1.09) == []
    assert framer.idle_elapsed(1.18) == []
    assert framer.idle_elapsed(1.20) == ["VST1:AB"]
    assert framer.idle_elapsed(2.00) == []


def test_silence_between_two_reads_ends_a_scan_even_if_nobody_looked_meanwhile() -> None:
    framer = Framer(idle=0.1)
    framer.data_received(b"VST1:A", 1.0)
    assert framer.data_received(b"VST1:B\r", 2.0) == ["VST1:A", "VST1:B"]


@pytest.mark.parametrize("prefix", [b"]Q1", b"]Q2", b"]d2", b"s", b"Q", ACK, ACK + b"]Q1", b"\x02", b"junk "])
def test_what_scanners_put_before_our_code_is_taken_off(prefix: bytes) -> None:
    assert frames(prefix + CARD.encode() + b"\r") == [CARD]


def test_the_aim_identifier_is_taken_off_foreign_codes_too() -> None:
    assert frames(b"]E03274080005003\r") == ["3274080005003"]


def test_a_bracket_that_is_no_aim_identifier_stays() -> None:
    assert frames(b"]--A\r") == ["]--A"]


def test_what_was_read_is_delivered_as_it_was_read() -> None:
    assert frames(b"vst1:abc \r") == ["vst1:abc "]
    assert frames(b" VST 1\r") == [" VST 1"]


@pytest.mark.parametrize("data", [ACK, ACK * 3, ACK + b"\r", b"\r\n\r\n", b"\0", b"\0\0\r", b"]Q1\r", b""])
def test_what_says_nothing_is_no_scan(data: bytes) -> None:
    assert frames(data) == []


@pytest.mark.parametrize(
    "data", ["Médiathèque".encode(), b"M\xc3", b"\x80\xff", b"VST1:A\x1bB", b"VST1:A\0B", b"AB\x7f", b"\x1d23"]
)
def test_control_characters_and_binary_are_unreadable(data: bytes) -> None:
    assert frames(data + b"\r") == [UNREADABLE]


def test_the_longest_text() -> None:
    assert frames(b"A" * MAX_TEXT + b"\r") == ["A" * MAX_TEXT]
    assert frames(b"A" * (MAX_TEXT + 1) + b"\r") == [UNREADABLE]


def test_an_endless_line_is_one_unreadable_frame_and_dropped_until_silence() -> None:
    framer = Framer(idle=0.1, max_length=4096)
    out = []
    for i in range(256):
        out += framer.data_received(b"x" * 4096, 1.0 + i * 0.01)
    out += framer.data_received(b"tail\rVST1:STILL THE SAME BURST\r", 3.6)
    assert out == [UNREADABLE]
    assert framer.data_received(b"VST1:A\r", 3.9) == ["VST1:A"]


def test_the_limit_counts_the_bytes_of_one_frame() -> None:
    assert frames(b"A" * 10 + b"\r" + b"B" * 10 + b"\r", max_length=10) == ["A" * 10, "B" * 10]
    assert frames(b"A" * 11, max_length=10) == [UNREADABLE]


def test_reset_forgets_half_a_frame() -> None:
    framer = Framer()
    framer.data_received(b"VST1:HA", 1.0)
    framer.reset()
    assert framer.data_received(b"VST1:B\r", 1.01) == ["VST1:B"]


pieces = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"\r", b"\n", b"\r\n", b"\t", b"VST1:ABC", b"]Q1", ACK, ACK[:4], b"x" * 90]),
    ),
    max_size=12,
)


@given(data=pieces.map(b"".join), cuts=st.lists(st.integers(0, 600), max_size=20))
def test_any_chunking_of_the_same_bytes_gives_the_same_frames(data: bytes, cuts: list[int]) -> None:
    whole = frames(data, max_length=80)
    framer = Framer(max_length=80)
    edges = [0, *sorted(min(c, len(data)) for c in cuts), len(data)]
    out: list[str] = []
    for start, end in itertools.pairwise(edges):
        out += framer.data_received(data[start:end], 10.0)
    assert out + framer.idle_elapsed(11.0) == whole


@given(st.binary(max_size=5000))
def test_no_garbage_raises_and_what_comes_out_keeps_the_promise(data: bytes) -> None:
    for text in frames(data):
        assert len(text) <= MAX_TEXT
        assert text.isascii()
        assert text == UNREADABLE or text.isprintable()


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=200))
def test_every_card_comes_through_unchanged(payload: str) -> None:
    assert text_of(b"VST1:" + payload.encode()) == "VST1:" + payload

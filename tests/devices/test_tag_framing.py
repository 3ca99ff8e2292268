"""Tags of 125 kHz: the frames of RDM6300 and the ID series, and a simulated reader on a real wire."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readers.addresses import Manners, reader_at
from devices.readers.tag_framing import TagFramer, tag_frame, tag_text
from devices.simulated.tag_reader import SimulatedTagReader
from kiosk.events import CardPresented, DeviceState

PUBLISHED = [
    ("02 36 32 45 33 30 38 36 43 45 44 30 38 03", "UID:62E3086CED"),  # wiki of the maker of the module
    ("02 30 31 30 30 30 37 33 34 45 30 44 32 03", "UID:01000734E0"),
    ("02 30 31 30 30 30 37 33 34 45 30 44 32 0D 0A 03", "UID:01000734E0"),  # data sheet of the ID-12
    ("02 30 31 30 30 45 32 38 35 30 45 36 38 0D 0A 03", "UID:0100E2850E"),
]
TAG = bytes.fromhex("01000734E0")


@pytest.mark.parametrize(("frame", "text"), PUBLISHED)
def test_published_frames(frame: str, text: str) -> None:
    assert TagFramer().data_received(bytes.fromhex(frame), 1.0) == [text]


def test_the_simulated_reader_sends_published_frames() -> None:
    assert tag_frame(TAG) == bytes.fromhex(PUBLISHED[1][0])
    assert tag_frame(TAG, id_series=True) == bytes.fromhex(PUBLISHED[2][0])
    with pytest.raises(ValueError, match="5 bytes"):
        tag_frame(b"1234")


def test_bytes_turned_round() -> None:
    assert TagFramer(swap_bytes=True).data_received(tag_frame(TAG), 1.0) == ["UID:E034070001"]


@pytest.mark.parametrize(
    "damaged",
    [
        tag_frame(TAG)[:-1],
        tag_frame(TAG)[1:],
        tag_frame(TAG).replace(b"0", b"1", 1),
        tag_frame(TAG).replace(b"D2", b"D3"),
        b"\x02" + b"0" * 40 + b"\x03",
        b"\x02\x03",
        b"\x02" + b"G" * 12 + b"\x03",
        b"VST1:NOT A TAG\r",
        b"\xc3\xa9" * 8,
    ],
)
def test_a_damaged_frame_is_nothing_and_the_next_one_counts(damaged: bytes) -> None:
    framer = TagFramer()
    assert framer.data_received(damaged, 1.0) == []
    assert framer.data_received(tag_frame(TAG), 1.01) == ["UID:01000734E0"]


def test_half_a_frame_is_forgotten_in_silence() -> None:
    framer = TagFramer(idle=0.1)
    frame = tag_frame(TAG)
    assert framer.data_received(frame[:7], 1.0) == []
    assert framer.waits
    assert framer.data_received(frame[7:], 2.0) == []
    framer.data_received(frame[:7], 3.0)
    framer.reset()
    assert framer.data_received(frame[7:], 3.01) == []


@given(uid=st.binary(min_size=5, max_size=5), id_series=st.booleans(), cuts=st.lists(st.integers(0, 16), max_size=6))
def test_every_tag_comes_through_in_any_pieces(uid: bytes, id_series: bool, cuts: list[int]) -> None:
    frame, framer = tag_frame(uid, id_series=id_series), TagFramer()
    edges = [0, *sorted(min(cut, len(frame)) for cut in cuts), len(frame)]
    out = [t for a, b in itertools.pairwise(edges) for t in framer.data_received(frame[a:b], 1.0)]
    assert out == [f"UID:{uid.hex().upper()}"]


@given(st.binary(max_size=20))
def test_only_what_adds_up_is_a_tag(inside: bytes) -> None:
    text = tag_text(inside)
    assert text is None or bytes.fromhex(text.removeprefix("UID:")).hex().upper().encode() == inside[:10].upper()


@pytest.fixture(params=[False, True], ids=["RDM6300", "ID-12"])
def tags(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SimulatedTagReader]:
    with SimulatedTagReader(tmp_path / "tags", id_series=request.param) as reader:
        yield reader


def test_a_tag_on_a_wire_is_one_fact_however_often_it_is_sent(tags: SimulatedTagReader, ear: Any, watch: Any) -> None:
    watch(reader_at(tags.url, "reader", Manners()))
    ear.state(DeviceState.READY)
    tags.show(TAG)
    tags.show(TAG)
    tags.show(bytes.fromhex("62E3086CED"))
    ear.wait(CardPresented, lambda e: e.text == "UID:62E3086CED")
    assert [e.text for e in ear.all(CardPresented)] == ["UID:01000734E0", "UID:62E3086CED"]


def test_a_tag_reader_that_is_pulled_out_in_the_middle_of_a_frame(
    tags: SimulatedTagReader, ear: Any, watch: Any
) -> None:
    watch(reader_at(tags.url, "reader", Manners()))
    ear.state(DeviceState.READY)
    tags.send(b"x" * 1_000_000 + tag_frame(TAG)[:7])
    tags.unplug()
    ear.state(DeviceState.SEARCHING)
    tags.replug()
    ear.state(DeviceState.READY)
    tags.send(tag_frame(TAG)[7:])
    tags.show(bytes.fromhex("62E3086CED"))
    assert ear.wait(CardPresented).text == "UID:62E3086CED"

"""Everything that cuts bytes or keys into codes, fed with anything: some thousands of times in every run, as often as
`VESTIBULE_FUZZ` says otherwise (a million takes hours)."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.readers import ssi
from devices.readers.delivery import Framing
from devices.readers.framing import MAX_TEXT, Framer
from devices.readers.keyboard import KeyDecoder
from devices.readers.ssi import SsiFramer
from devices.readers.tag_framing import TagFramer, tag_frame
from devices.readers.wedge_reader import EventStream
from devices.simulated.tag_reader import ENTER, key_events, keys_of

EXAMPLES = int(os.environ.get("VESTIBULE_FUZZ", "2000"))
TAG = tag_frame(bytes.fromhex("01000734E0"))
PACKET = ssi.packet(ssi.DECODED, b"\xf1VST1:AB", source=ssi.SCANNER)
TYPED = key_events([*keys_of("VST1:AB", "us"), (ENTER, True), (ENTER, False)])

FRAMERS: dict[str, tuple[Callable[[], Framing], bytes, str]] = {
    "scanner": (lambda: Framer(max_length=600), b"VST1:AB\r", "VST1:AB"),
    "tags": (TagFramer, TAG, "UID:01000734E0"),
    "ssi": (lambda: SsiFramer(max_length=600), PACKET, "VST1:AB"),
}

pieces = st.lists(
    st.tuples(
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from([b"\r", b"\x02", b"\x03", b"]Q1", b"VST1:", b"\xc3", b"x" * 700, TAG, TAG[:6],
                             PACKET, PACKET[:9], PACKET[:-1] + b"!"]),
        ),
        st.sampled_from([0.0, 0.01, 0.3]),
    ),
    max_size=12,
)  # fmt: skip


def holds(text: str) -> bool:
    """What `kiosk.events.CardPresented` promises."""
    return len(text) <= MAX_TEXT and text.isascii() and (text == "" or text.isprintable())


@pytest.mark.parametrize("kind", FRAMERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=pieces)
def test_whatever_came_before_the_next_card_is_read(kind: str, pieces: list[tuple[bytes, float]]) -> None:
    make, good, text = FRAMERS[kind]
    framer, now = make(), 1.0
    for data, pause in pieces:
        now += pause
        assert all(map(holds, framer.data_received(data, now)))
    framer.idle_elapsed(now + 1.0)
    assert not framer.waits
    assert framer.data_received(good, now + 1.0) == [text]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.binary(max_size=80) | st.sampled_from([TYPED, TYPED[:30]]), max_size=8))
def test_no_events_of_a_keyboard_do_harm(pieces: list[bytes]) -> None:
    stream, decoder = EventStream(), KeyDecoder(max_length=600)
    for piece in pieces:
        for when, _, code, value in stream.feed(piece):
            assert all(map(holds, decoder.key(code, value == 1, when)))
    assert all(map(holds, decoder.idle_elapsed(float("inf"))))
    assert not decoder.waits

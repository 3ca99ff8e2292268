"""When a frame is a new presentation."""

from __future__ import annotations

from devices.readers.presence import MOST_PER_SECOND, Presence, Verdict


def verdicts(*reads: tuple[float, str]) -> list[Verdict]:
    presence = Presence()
    return [presence.judge(text, at) for at, text in reads]


def test_the_same_card_within_two_seconds_counts_once() -> None:
    assert verdicts((0.0, "A"), (1.9, "A"), (3.1, "A")) == [Verdict.NEW, Verdict.SAME, Verdict.NEW]


def test_a_card_left_in_front_of_the_reader_counts_once() -> None:
    reads = [(n * 0.4, "A") for n in range(50)]
    assert verdicts(*reads) == [Verdict.NEW] + [Verdict.SAME] * 49


def test_another_card_counts_at_once_and_the_first_one_again_after_it() -> None:
    assert verdicts((0.0, "A"), (0.1, "B"), (0.2, "A")) == [Verdict.NEW] * 3


def test_unreadable_frames_are_counted_like_a_card() -> None:
    assert verdicts((0.0, ""), (0.2, ""), (0.3, "A"), (0.4, "")) == [
        Verdict.NEW,
        Verdict.SAME,
        Verdict.NEW,
        Verdict.NEW,
    ]


def test_a_reader_that_runs_wild_is_held_back_and_heard_again_later() -> None:
    presence = Presence()
    first = [presence.judge(str(n), 1.0) for n in range(MOST_PER_SECOND + 5)]
    assert first == [Verdict.NEW] * MOST_PER_SECOND + [Verdict.TOO_MANY] * 5
    assert presence.judge("later", 2.1) is Verdict.NEW

"""The chimes are the notes of the design, and never longer than 300 ms."""

from __future__ import annotations

import io
import wave
from array import array

import pytest

from devices.sound.chimes import LOUDEST, RATE, SCORE, wav
from kiosk.ports import Chime


def samples_of(chime: Chime, volume: int = 100) -> array[int]:
    with wave.open(io.BytesIO(wav(chime, volume))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def notes_of(chime: Chime) -> list[array[int]]:
    """The samples of each note; where one ends is the only thing taken from the score."""
    samples, notes = samples_of(chime), []
    for note in SCORE[chime]:
        count = int(note.seconds * RATE)
        notes.append(samples[:count])
        samples = samples[count:]
    assert not samples
    return notes


def pitch_of(samples: array[int]) -> float:
    """By counting how often the wave rises through zero, and measuring from the first time to the last."""
    rises = [at for at in range(1, len(samples)) if samples[at - 1] < 0 <= samples[at]]
    return (len(rises) - 1) * RATE / (rises[-1] - rises[0])


@pytest.mark.parametrize("chime", Chime)
def test_a_chime_is_short_and_does_not_click(chime: Chime) -> None:
    samples = samples_of(chime)
    assert 0 < len(samples) / RATE <= 0.3
    assert max(abs(sample) for sample in samples) < LOUDEST
    for note in notes_of(chime):
        loudest = max(abs(sample) for sample in note)
        assert loudest > LOUDEST / 8
        assert abs(note[0]) < loudest / 50
        assert abs(note[-1]) < loudest / 50


@pytest.mark.parametrize(
    ("chime", "pitches"),
    [
        (Chime.ACCEPTED, [659.26, 880.0]),
        (Chime.REFUSED, [220.0]),
        (Chime.CALLED, [523.25, 659.26, 783.99]),
        (Chime.TICK, [1046.5]),
    ],
)
def test_the_notes_are_the_ones_of_the_design(chime: Chime, pitches: list[float]) -> None:
    assert [pitch_of(note) for note in notes_of(chime)] == pytest.approx(pitches, rel=0.01)


def test_the_volume_is_obeyed() -> None:
    full, half = (max(samples_of(Chime.ACCEPTED, volume)) for volume in (100, 50))
    assert half == pytest.approx(full / 2, abs=2)
    assert set(samples_of(Chime.ACCEPTED, 0)) == {0}

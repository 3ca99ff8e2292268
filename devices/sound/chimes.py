"""The chimes as sound: computed once, never recorded. Pure.

Each is at most 300 ms (design guide §6, "Sound"). A note is a sine with a soft octave above it, which small
loudspeakers carry better; it swells and fades so that nothing clicks.
"""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.ports import Chime

RATE = 22_050
"""Samples a second, mono, 16 bits."""
LOUDEST = 32_767
ATTACK_SECONDS = 0.008
OCTAVE = 0.3
"""Share of the octave above; below one half, so that it adds no zero crossing."""


@dataclass(frozen=True, slots=True)
class Note:
    """`pitch` in hertz, `seconds` long, `level` from 0 to 1."""

    pitch: float
    seconds: float
    level: float = 0.7


SCORE: Mapping[Chime, tuple[Note, ...]] = {
    Chime.ACCEPTED: (Note(659.26, 0.12), Note(880.0, 0.16)),
    Chime.REFUSED: (Note(220.0, 0.28),),
    Chime.CALLED: (Note(523.25, 0.09), Note(659.26, 0.09), Note(783.99, 0.115)),
    Chime.TICK: (Note(1046.5, 0.04, 0.35),),
}


def wav(chime: Chime, volume: int) -> bytes:
    """The chime as a WAV file; `volume` from 0 (silence) to 100."""
    samples = array("h")
    for note in SCORE[chime]:
        samples.extend(_samples(note, volume / 100))
    return pcm_wav(samples, RATE)


def pcm_wav(samples: array[int], rate: int, channels: int = 1) -> bytes:
    """A WAV file of 16-bit samples."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


def _samples(note: Note, volume: float) -> list[int]:
    count = int(note.seconds * RATE)
    attack = ATTACK_SECONDS * RATE
    top = LOUDEST * note.level * volume / (1 + OCTAVE)
    turn = math.tau * note.pitch / RATE
    return [
        round(
            top
            * min(1.0, at / attack)
            * math.cos(math.pi / 2 * at / count)  # falls to nothing at the end of the note
            * (math.sin(turn * at) + OCTAVE * math.sin(2 * turn * at))
        )
        for at in range(count)
    ]

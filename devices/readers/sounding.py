"""A speaker that lets the scanners sound as well, so that a visitor hears the answer where the card is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devices.readers.profiles import Signal
from devices.readers.serial_reader import SerialReader
from kiosk.ports import Chime, Speaker

SIGNALS: Mapping[Chime, Signal] = {Chime.ACCEPTED: Signal.ACCEPTED, Chime.REFUSED: Signal.REFUSED}


class SoundingScanners:
    """Stands before the speaker of the house. Any thread."""

    def __init__(self, speaker: Speaker, scanners: Sequence[SerialReader]) -> None:
        self._speaker = speaker
        self._scanners = scanners

    @property
    def can_speak(self) -> bool:
        return self._speaker.can_speak

    def chime(self, chime: Chime) -> None:
        if chime in SIGNALS:
            for scanner in self._scanners:
                scanner.signal(SIGNALS[chime])
        self._speaker.chime(chime)

    def speak(self, sentences: Sequence[str], language: str, loudness: int = 3) -> int:
        return self._speaker.speak(sentences, language, loudness)

    def hush(self) -> None:
        self._speaker.hush()

"""A loudspeaker without hardware: the same thread as the real one, but it only writes down what would be heard."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from devices.sound.output import Readiness, Running
from devices.sound.program import Outcome
from kiosk.events import DeviceState
from kiosk.ports import Chime

CHIME_SECONDS = 0.3
KEPT = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """A chime, or a sentence with its language."""

    chime: Chime | None = None
    sentence: str = ""
    language: str = ""


class SimulatedLoudspeaker:
    """An output for `devices.sound.speaker.SpeakerWorker` that makes no sound.

    `pace` is in seconds a character, so that a reading walks through its sentences as a voice would; 0: at once.
    What would be heard is kept in `heard`, newest last, and told to `on_heard`, on the speaker's thread.
    `plugged_in` says whether sentences may be read aloud, as headphones do; any thread may change it.
    """

    def __init__(self, pace: float = 0.0, on_heard: Callable[[Heard], None] | None = None) -> None:
        self._pace = pace
        self._on_heard = on_heard
        self.heard: deque[Heard] = deque(maxlen=KEPT)
        self.plugged_in = True

    @property
    def target(self) -> str:
        return "simulated loudspeaker"

    def look(self) -> Readiness:
        return Readiness(DeviceState.READY, self.plugged_in)

    def chime(self, chime: Chime) -> Running:
        return self._sound(Heard(chime), CHIME_SECONDS if self._pace else 0.0)

    def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
        return self._sound(Heard(None, sentence, language), self._pace * len(sentence))

    def close(self) -> None:
        """There is nothing to let go."""

    def _sound(self, heard: Heard, seconds: float) -> Running:
        self.heard.append(heard)
        if self._on_heard is not None:
            self._on_heard(heard)
        return _Silence(seconds)


class _Silence:
    """Nothing to be heard, for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def over(self) -> Outcome | None:
        return Outcome.DONE if time.monotonic() >= self._until else None

    def stop(self) -> None:
        self._until = 0.0

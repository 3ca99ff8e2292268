"""What the speaker's thread needs of whatever makes the sound: the system's programs, or their simulated twin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from devices.advice import Advice
from devices.sound.program import Outcome
from kiosk.events import DeviceState
from kiosk.ports import Chime


@dataclass(frozen=True, slots=True)
class Readiness:
    """What can be heard here now. `state` is OFF where the system has no sound, which is legal, with an advice that
    says why; `can_speak` whether sentences may be read aloud at this moment."""

    state: DeviceState
    can_speak: bool = False
    advice: Advice | None = None


class Running(Protocol):
    """Something that sounds."""

    def over(self) -> Outcome | None:
        """How it ended; None while it sounds."""

    def stop(self) -> None:
        """Silence, at once. Must not raise. Called once, at the end as well, to let go of what it held."""


class Output(Protocol):
    """Makes sound. Every method belongs to the speaker's thread, and none of them waits."""

    @property
    def target(self) -> str:
        """What makes the sound, for advice."""

    def look(self) -> Readiness:
        """How things are. Asked every few seconds."""

    def chime(self, chime: Chime) -> Running:
        """Begin to play a chime. Raises OSError."""

    def sentence(self, sentence: str, language: str, loudness: int = 3) -> Running | None:
        """Begin to say a sentence, as loud as `kiosk.ports.Speaker` says; None when nothing here can. Raises
        OSError."""

    def close(self) -> None:
        """Let go of everything; what comes afterwards opens it again. Must not raise."""

"""A USB stick without hardware: a folder that can be locked and pulled out, also in the middle of a copy."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from devices.storage import UsbStorage
from kiosk.ports import Stick


class StickMood(StrEnum):
    """How the stick is."""

    IN = "in"
    READ_ONLY = "read-only"
    """Its slide switch is closed."""
    OUT = "out"


class SimulatedStick(UsbStorage):
    """`kiosk.ports.Storage` with the one stick that `folder` stands for, plugged in when made. Any thread."""

    def __init__(self, folder: Path) -> None:
        super().__init__([folder])
        self._folder = folder
        self._drawer = folder.with_name(f".{folder.name}-pulled-out")
        with suppress(OSError):  # left pulled out by a former run, and another one is in already
            self.mood = StickMood.IN
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def mood(self) -> StickMood:
        """How the stick is. Pulling it out takes its files away at once, whoever writes them;
        plugged in it has them again. Raises OSError."""
        return self._mood

    @mood.setter
    def mood(self, mood: StickMood) -> None:
        self._mood = mood
        here, there = (self._folder, self._drawer) if mood is StickMood.OUT else (self._drawer, self._folder)
        if here.exists():
            here.rename(there)

    def sticks(self) -> Sequence[Stick]:
        return super().sticks() if self._mood is StickMood.IN else ()

    def read_only(self) -> Sequence[Path]:
        return (self._folder,) if self._mood is StickMood.READ_ONLY else ()

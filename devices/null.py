"""Devices that a site does not have: legal, quiet, and answered at once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from kiosk.events import Event, PrintFinished, PrintOutcome, SentenceSpoken
from kiosk.ports import Chime
from kiosk.receipts import PrintJob


class NullPrinter:
    """Stands where a printer would: every job ends as OFF. Any thread."""

    def __init__(self, put: Callable[[Event], bool]) -> None:
        self._put = put

    def submit(self, job: PrintJob) -> None:
        self._put(PrintFinished(job.id, PrintOutcome.OFF))


class NullSpeaker:
    """Stands where a loudspeaker would: nothing is heard, and a reading is over at once. Any thread."""

    can_speak = False

    def __init__(self, put: Callable[[Event], bool]) -> None:
        self._put = put
        self._numbers = itertools.count(1)

    def chime(self, chime: Chime) -> None:
        """Nothing."""

    def speak(self, sentences: Sequence[str], language: str, loudness: int = 3) -> int:
        number = next(self._numbers)
        self._put(SentenceSpoken(number, None))
        return number

    def hush(self) -> None:
        """Nothing."""

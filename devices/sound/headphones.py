"""Whether headphones are plugged in, where the system tells: PipeWire and PulseAudio by `pactl`, ALSA by `amixer`."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from devices.sound.program import Outcome, Program, memory_bytes, memory_file

CARDS = Path("/proc/asound/cards")
SECONDS = 2.0
"""How long a program may take to answer."""
LARGEST_ANSWER = 1_000_000
MOST_CARDS = 4

_CARD = re.compile(r"^\s*(\d+) \[", re.MULTILINE)
_PORT = re.compile(
    r"^\s+[^\n]*head(?:phone|set)[^\n]*\([^\n]*priority: \d+,[^\n]*?(not available|availability unknown|available)\)$",
    re.IGNORECASE | re.MULTILINE,
)
_JACK = re.compile(r"name='([^'\n]*(?:Headphone|Headset)[^'\n]*Jack)'[^\n]*\n[^\n]*\n\s*: values=(on|off)")

Parser = Callable[[str], "bool | None"]


def card_numbers(cards: Path = CARDS) -> tuple[int, ...]:
    """The sound cards that ALSA knows; none where there is no ALSA."""
    try:
        return tuple(int(number) for number in _CARD.findall(cards.read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return ()


def from_pactl(text: str) -> bool | None:
    """What `pactl list sinks` says: None when no port tells."""
    states = {state.lower() for state in _PORT.findall(text)} - {"availability unknown"}
    return "available" in states if states else None


def from_amixer(text: str) -> bool | None:
    """What `amixer contents` says: None when no jack tells. A "phantom" jack is one that cannot tell, and the
    microphone of a headset says nothing about where sound goes."""
    states = {state for name, state in _JACK.findall(text) if "Phantom" not in name and "Mic" not in name}
    return "on" in states if states else None


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """True when one says so, False when one denies it and none says so, None when nobody knows."""
    known = {answer for answer in answers if answer is not None}
    return True in known if known else None


class Headphones:
    """Asks again and again, without waiting for the answer. Belongs to one thread."""

    def __init__(self, cards: Path = CARDS) -> None:
        self._cards = cards
        self._asked: list[tuple[Program, int, Parser]] = []
        self._plugged: bool | None = None
        self._answered = False

    def look(self) -> bool | None:
        """What is known now: plugged in, not, or None. Starts the next question once the last one was answered."""
        answers: list[bool | None] = []
        outcomes = [program.over() for program, _, _ in self._asked]
        if None in outcomes:
            return self._plugged
        for outcome, (_, answer, parse) in zip(outcomes, self._asked, strict=True):
            if outcome is Outcome.DONE:
                with suppress(OSError):
                    answers.append(parse(memory_bytes(answer, LARGEST_ANSWER).decode(errors="replace")))
            os.close(answer)
        self._answered = self._answered or bool(self._asked)
        self._plugged = any_of(answers)
        self._asked = []
        self._ask()
        self._answered = self._answered or not self._asked  # nobody to ask is an answer too
        return self._plugged

    @property
    def answered(self) -> bool:
        """Whether the system had the time to answer once."""
        return self._answered

    def close(self) -> None:
        """Stop asking."""
        for program, answer, _ in self._asked:
            program.stop()
            os.close(answer)
        self._asked = []

    def _ask(self) -> None:
        questions: list[tuple[list[str], Parser]] = []
        if pactl := shutil.which("pactl"):
            questions.append(([pactl, "list", "sinks"], from_pactl))
        if amixer := shutil.which("amixer"):
            numbers = card_numbers(self._cards)[:MOST_CARDS]
            questions += [([amixer, "-c", str(number), "contents"], from_amixer) for number in numbers]
        for command, parse in questions:
            with suppress(OSError):
                answer = memory_file()
                try:
                    self._asked.append((Program(command, SECONDS, stdout=answer), answer, parse))
                except OSError:
                    os.close(answer)

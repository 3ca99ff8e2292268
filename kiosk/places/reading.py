"""28: the screen is read aloud, sentence by sentence; the one that is heard is marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.events import Event, SentenceSpoken
from kiosk.places.aloud import Sentence, sentences
from kiosk.places.beside import Beside
from kiosk.places.charter import Charter
from kiosk.places.desk import LOUDEST, TEXT_STEPS, Desk
from kiosk.places.place import Patience, Place
from kiosk.places.states_bar import ReadingLine, ReadingState
from kiosk.places.view import BarItem, Button, Style, View
from kiosk.places.voice import silence, unheard

ROOM = ((760, 760, 690), (430, 390, 360))
"""dp for the sentences of one page, upright and lying, by text step."""
LINE = ((47, 55, 63), (37, 43, 50))
"""dp of one line of words."""
LETTERS = ((42, 36, 31), (29, 25, 21))
"""Letters that surely fit a line."""
TITLE_LETTERS = ((22, 20, 18), (18, 16, 14))
"""Letters that surely fit a line of the title."""
TITLE_LINE = ((83, 92, 101), (58, 65, 71))
"""dp that each further line of the title takes."""
PAD = (69, 32)
"""dp that a sentence takes besides its lines."""


class Action(StrEnum):
    """What can be touched while the screen is read aloud."""

    STOP = "reading.stop"
    PREVIOUS = "reading.previous"
    NEXT = "reading.next"
    QUIETER = "reading.quieter"
    LOUDER = "reading.louder"
    BACK = "reading.back"
    SIGN = "reading.sign"


@dataclass(frozen=True)
class Reading(Beside):
    """`number` is that of the speaker's reading, None when it is over; `first` the sentence it began with, `index` the
    one that is heard, or was heard last."""

    lines: tuple[Sentence, ...] = ()
    number: int | None = None
    first: int = 0
    index: int = 0

    name: ClassVar[str] = "reading"
    patience: ClassVar[Patience] = Patience.ASK

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.STOP | Action.BACK | Action.SIGN:
                return self.back
            case Action.PREVIOUS:
                return self._from(max(0, self.index - 1), desk)
            case Action.NEXT if self.index + 1 < len(self.lines):
                return self._from(self.index + 1, desk)
            case Action.QUIETER | Action.LOUDER:
                step = 1 if action == Action.LOUDER else -1
                desk.loudness = min(LOUDEST, max(1, desk.loudness + step))
                return self if self.number is None else self._from(self.index, desk)
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        if not isinstance(event, SentenceSpoken):
            return super().heard(event, desk)
        if event.reading != self.number:
            return self
        if event.index is None:
            return replace(self, number=None)
        return replace(self, index=min(self.first + event.index, len(self.lines) - 1))

    def _from(self, index: int, desk: Desk) -> Reading:
        """Read on from that sentence."""
        texts = [line.text for line in self.lines[index:]]
        number = desk.speaker.speak(texts, desk.words.voice, desk.loudness)
        return replace(self, number=number, first=index, index=index)

    def state(self, desk: Desk) -> ReadingState:
        words, count = desk.words, len(self.lines)
        shown = page_with(self.index, [line.text for line in self.lines], desk.text_step, lying=desk.lying)
        charter = isinstance(self.back, Charter)
        return ReadingState(
            title=self._line(0),
            hint=words.t("Plug in your headphones below the screen.") if desk.text_step < TEXT_STEPS else "",
            lines=tuple(self._line(index) for index in shown),
            previous=Button(
                Action.PREVIOUS,
                words.t("Sentence before"),
                "previousSentence",
                disabled_reason="" if self.index else words.t("This is the first sentence"),
            ),
            next=Button(
                Action.NEXT,
                words.t("Sentence after"),
                "nextSentence",
                disabled_reason="" if self.index + 1 < count else words.t("This is the last sentence"),
            ),
            progress=words.t("Sentence {number} of {count}", number=self.index + 1, count=count),
            voice=words.t("Voice in English"),
            fraction=(self.index + 1) / count,
            back=Button(Action.BACK, words.t("Back"), "back"),
            main=Button(Action.SIGN, words.t("Sign the charter"), "next", Style.PRIMARY) if charter else None,
        )

    def _line(self, index: int) -> ReadingLine:
        line = self.lines[index]
        return ReadingLine(line.text, line.icon, spoken=index == self.index and self.number is not None)


def begin(view: View, place: Place, desk: Desk) -> Place:
    """Read a view of that place aloud; without a voice, say why not."""
    why_not = silence(desk)
    if why_not:
        desk.say("audio", lambda _words: why_not)
        return place
    lines = sentences(view, without=unheard(place, desk))
    return Reading(place, lines)._from(0, desk) if lines else place


def bar(desk: Desk, help_item: BarItem, quit_item: BarItem) -> tuple[BarItem, ...]:
    """The bottom bar while the screen is read: no settings that would change what is being read."""
    words, level = desk.words, desk.loudness
    large = desk.text_step == TEXT_STEPS
    sound = (
        words.t("{level} of {levels}", level=level, levels=LOUDEST)
        if large
        else words.t("Sound {level} of {levels}", level=level, levels=LOUDEST)
    )
    return (
        help_item,
        BarItem(Action.STOP, "stopReading", words.t("Stop") if large else words.t("Stop reading"), look="light"),
        BarItem(
            Action.QUIETER,
            "quieter",
            words.t("Quieter"),
            disabled_reason=words.t("It cannot be quieter") if level == 1 else "",
        ),
        BarItem("", "", sound, level=(level, LOUDEST)),
        BarItem(
            Action.LOUDER,
            "louder",
            words.t("Louder"),
            disabled_reason=words.t("It cannot be louder") if level == LOUDEST else "",
        ),
        quit_item,
    )


def page_with(index: int, texts: Sequence[str], text_step: int, *, lying: bool) -> range:
    """The sentences after the title that share a page with that one; the first page for the title itself."""
    step, way = text_step - 1, int(lying)
    letters = LETTERS[way][step]
    head = (math.ceil(len(texts[0]) / TITLE_LETTERS[way][step]) - 1) * TITLE_LINE[way][step]
    room = float(ROOM[way][step] - head)
    start, left = 1, room
    for number in range(1, len(texts)):
        high = math.ceil(len(texts[number]) / letters) * LINE[way][step] + PAD[way]
        if high > left and number > start:
            if index < number:
                return range(start, number)
            start, left = number, room
        left -= high
    return range(start, len(texts))

"""What is read aloud of a screen: its title, its content, then its buttons, in the order of reading. Pure.

The state of a screen holds every text that it shows, so this looks at the fields of any state and leaves out only what
is no text for people: actions, names of pictograms, codes of shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from kiosk.places.states import ChooseState, NoticeRow, StationRow, StationTile
from kiosk.places.states_enrol import Keyboard, TextField
from kiosk.places.view import Button, View

TITLES = ("greeting", "title")
SILENT = frozenset(
    {
        "action",
        "arch_icon",
        "disabled_reason",
        "feature",
        "icon",
        "kind",
        "line_icon",
        "look",
        "qr",
        "reader_position",
        "side",
        "style",
        "tag_icon",
        "tone",
        "value",
    }
)
"""Fields of states that hold no text, or none that is shown."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "ChooseState": ("station_word", "number"),
    "OpenedState": ("station_word", "number", "until"),
    "CalledState": ("ticket_word", "ticket"),
    "EnrolledState": ("number_word", "number"),
    "WorkshopsState": ("day", "hour"),
    "WorkshopRegisteredState": ("day", "hour"),
    "WaitingState": ("rank_word", "rank", "ordinal"),
    "IdleState": ("free_bold", "free_rest"),
    "Ring": ("above", "value", "below"),
}
"""Texts that make one sentence, by the name of their state: the first one stands for all."""

SENTENCE_END = re.compile(r"(?<=[.!?؟])[ \n]+(?=\S)|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the pictogram that stands before it on its screen ("" for none)."""

    text: str
    icon: str = ""


def sentences(view: View, *, without: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """Everything that a view shows between header and bar, but what was typed and the letters of a keyboard; a dialog
    covers the rest.

    `without` are names that must not be heard in the room (design guide §8). What is said once is not said again.
    """
    shown = view.state if view.dialog is None else view.dialog
    found: dict[str, Sentence] = {}
    for sentence in (*_content(shown, shown), *_buttons(shown)):
        for part in SENTENCE_END.split(sentence.text):
            text = plain(part, without)
            if any(letter.isalnum() for letter in text):
                found.setdefault(text, Sentence(text, sentence.icon))
    return tuple(found.values())


def _content(piece: Any, root: object) -> Iterator[Sentence]:
    """The texts of one piece, without its buttons."""
    names = [part.name for part in fields(piece)]
    names.sort(key=lambda name: name not in TITLES)
    together = TOGETHER.get(type(piece).__name__, ())
    for name in names:
        value = getattr(piece, name)
        if name in SILENT or name in together[1:] or _covered(root, name):
            continue
        if name in together:
            yield Sentence(" ".join(filter(None, (getattr(piece, part) for part in together))))
        elif isinstance(value, str):
            yield Sentence(value)
        elif isinstance(value, tuple):
            for item in value:
                yield from _item(item, root)
        elif is_dataclass(value) and not isinstance(value, Button | TextField):
            yield from _content(value, root)


def _item(item: Any, root: object) -> Iterator[Sentence]:
    """One of several: its texts are one sentence."""
    if isinstance(item, Button):
        return
    if isinstance(item, str):
        yield Sentence(item)
    elif isinstance(item, tuple):
        match item:
            case (icon, text):  # a pictogram or a language, and its text
                yield Sentence(str(text), str(icon))
            case lines:  # those of an arch
                yield Sentence(_joined([str(line) for line in lines]))
    elif is_dataclass(item) and not isinstance(item, type):
        yield Sentence(_joined(_texts(item, root)), getattr(item, "icon", ""))
        for part in fields(item):
            value = getattr(item, part.name)
            for inner in value if isinstance(value, tuple) else ():
                yield from _item(inner, root)  # the rows of a group


def _texts(item: Any, root: object) -> list[str]:
    if isinstance(item, NoticeRow) and item.is_icon:
        return [item.text]
    station = f"{root.station_word} " if isinstance(root, ChooseState) else ""
    if isinstance(item, StationTile):
        return [f"{station}{item.number}", item.label]
    if isinstance(item, StationRow):
        return [f"{station}{item.number}", item.title, item.line]
    parts = [getattr(item, part.name) for part in fields(item) if part.name not in SILENT]
    return [part for part in parts if isinstance(part, str)]


def _buttons(piece: Any) -> Iterator[Sentence]:
    """The buttons anywhere within a piece; of a keyboard, those that are no letters."""
    if isinstance(piece, Button):
        yield Sentence(piece.label)
    elif isinstance(piece, tuple):
        for item in piece:
            yield from _buttons(item)
    elif is_dataclass(piece) and not isinstance(piece, type):
        for part in fields(piece):
            if not (isinstance(piece, Keyboard) and part.name == "rows"):
                yield from _buttons(getattr(piece, part.name))


def _covered(root: object, name: str) -> bool:
    """Whether the list of the largest text replaces the floor plan."""
    return isinstance(root, ChooseState) and bool(root.rows) and name in {"plan", "stations", "legend"}


def _joined(parts: Sequence[str]) -> str:
    """Texts that stand side by side; a comma is a breath."""
    return ", ".join(part.strip() for part in parts if part.strip())


def plain(text: str, without: Sequence[str]) -> str:
    """Without marks of weight, names and spaces that nobody hears."""
    text = text.replace("**", "")
    for name in filter(None, without):
        text = re.sub(rf"[,،]?\s*\b{re.escape(name)}\b", "", text)
    return re.sub(r"[ \n\t]+", " ", text).strip()

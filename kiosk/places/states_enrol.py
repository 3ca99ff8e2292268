"""The states of the screens of enrolment: 08, and the slip at its end. What was typed stays out of `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.places.states import ReceiptCard
from kiosk.places.view import Button


@dataclass(frozen=True, slots=True)
class EnrolStep:
    """A step of the way: `kind` is "done", "current" or "todo"."""

    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class TextField:
    """What is typed. `look` is "rest", "typing" or "error"; a masked one shows the first letter and dots, and in `text`
    there is nothing else."""

    text: str = field(repr=False)
    look: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Ten keys to a row, the last row shorter; without `space` a pad of digits, three keys to a row.

    `page` turns to the other page; None when there is one page only. The keys stand alike in every direction of
    writing.
    """

    rows: tuple[tuple[Button, ...], ...]
    erase: Button
    clear: Button
    space: Button | None = None
    page: Button | None = None


@dataclass(frozen=True, slots=True)
class EnrolState:
    """08: one thing is asked at a time. `note` is below the field: how little is asked, or what is to be put right."""

    steps: tuple[EnrolStep, ...]
    title: str
    line: str
    field: TextField
    note: str
    keyboard: Keyboard
    back: Button
    next: Button


@dataclass(frozen=True, slots=True)
class EnrolledState:
    """The end of 08: the number, the code that stands for the card today, and its slip (None without a printer)."""

    number_word: str
    number: str
    title: str
    line: str
    qr: str
    qr_caption: str
    hint: str
    slip: ReceiptCard | None
    go: Button

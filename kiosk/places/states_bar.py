"""The states of the screens that the bottom bar leads to, and of the goodbye: 12, 27, 28."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.view import Button


@dataclass(frozen=True, slots=True)
class LanguageTile:
    """A language by its own name; `rtl` when that name is written from right to left."""

    action: str
    value: str
    name: str
    chosen: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class LanguageState:
    """27. `words` are the words for "language" in the other languages; `previous` and `next` turn pages, None for a
    single one."""

    title: str
    words: str
    tiles: tuple[LanguageTile, ...]
    back: Button
    main: Button
    previous: Button | None = None
    next: Button | None = None


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A sentence that is read aloud; `spoken` while it is heard. `icon` stands before it on its own screen, "" for
    none."""

    text: str
    icon: str = ""
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class ReadingState:
    """28. `title` is the first sentence; `lines` are one page of those after it. `fraction` in 0–1 of what is read."""

    title: ReadingLine
    hint: str
    lines: tuple[ReadingLine, ...]
    previous: Button
    next: Button
    progress: str
    voice: str
    fraction: float
    back: Button
    main: Button | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """One answer: a face and its word."""

    action: str
    value: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class FeedbackState:
    """12. `belongings` are (icon, word) of what people forget."""

    title: str
    line: str
    forget_title: str
    belongings: tuple[tuple[str, str], ...]
    question: str
    hint: str
    faces: tuple[Face, ...]
    skip: Button

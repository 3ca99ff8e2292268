"""The state of the resting screen: the first one that is drawn, so it brings no other along."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.view import Banner, Button


@dataclass(frozen=True, slots=True)
class IdleRow:
    """A line of the list on the idle screen; `tag` is a small pill at the right ("" for none)."""

    left: str
    text: str
    tag: str = ""
    tag_icon: str = ""


@dataclass(frozen=True, slots=True)
class IdleState:
    """01, 23: `squares` holds one flag per workstation, free first."""

    clock: str
    date: str
    open_line: str
    squares: tuple[bool, ...]
    free_bold: str
    free_rest: str
    list_title: str
    rows: tuple[IdleRow, ...]
    title: str
    hint: str
    other_languages: tuple[tuple[str, str], ...]
    """(language tag, sentence) in the other languages."""
    no_card: Button
    banner: Banner | None = None
    reader_position: str = "bottom-right"

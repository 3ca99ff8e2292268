"""The states of the screens of the workshops: 11 and 11b."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.view import Button

UPRIGHT_ROWS, LYING_ROWS = (4, 4, 3), (3, 2, 2)
"""Workshops that fit by text step, on an upright and a lying screen, while they are of `MOST_DAYS` at most."""

UPRIGHT_PAGED, LYING_PAGED = (3, 3, 2), (2, 2, 1)
"""The same beside the buttons that turn pages, whatever their days."""

MOST_DAYS = 2


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop in the list: its hour, what it is called, for whom, and how many places are left (`tag`). A `full`
    one is drawn passive; it may be chosen all the same, to wait for a place. It emits `action` with `value`."""

    action: str
    value: object
    hour: str
    title: str
    line: str
    tag: str
    tag_icon: str
    chosen: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class WorkshopDay:
    """The workshops of one day that are on this page."""

    title: str
    rows: tuple[WorkshopRow, ...]


@dataclass(frozen=True, slots=True)
class WorkshopsState:
    """11: the chosen workshop in the arch and beside it (`facts` are pictogram and words), then the list by day.
    `previous` and `next` turn its pages, None for a single one; `main` acts on the chosen workshop."""

    title: str
    day: str
    hour: str
    length: str
    name: str
    facts: tuple[tuple[str, str], ...]
    days: tuple[WorkshopDay, ...]
    back: Button
    main: Button
    previous: Button | None = None
    next: Button | None = None


@dataclass(frozen=True, slots=True)
class WorkshopRegisteredState:
    """11b: the place is noted; or, where `waits`, a place in the waiting list, and the door is not open yet.
    `rows` are pictogram and sentence. `print` is None where nothing is printed."""

    waits: bool
    hour: str
    day: str
    title: str
    line: str
    rows: tuple[tuple[str, str], ...]
    print: Button | None
    done: Button

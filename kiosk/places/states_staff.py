"""The states of the screens of the staff: the PIN, the board and the export (13, 14, 15)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.states_idle import IdleRow
from kiosk.places.view import Banner, Button


@dataclass(frozen=True, slots=True)
class PinState:
    """13. `error` colours the line; a blocked pad takes no digits."""

    title: str
    line: str
    filled: int
    digits: int
    error: bool
    blocked: bool
    clear_all: str
    erase: str
    cancel: Button


@dataclass(frozen=True, slots=True)
class Counter:
    """A figure at the top of the staff board."""

    icon: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class BoardTile:
    """A workstation on the staff board: `look` is "free", "busy", "warning", "help", "held" or "out";
    `fraction` of the time left in 0–1, None for no bar."""

    action: str
    number: int
    icon: str
    top: str
    line: str
    look: str
    fraction: float | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class BoardPanel:
    """What can be done with the selected workstation."""

    title: str
    line: str
    add: tuple[Button, ...]
    main: Button | None
    end: Button | None
    service: Button | None


@dataclass(frozen=True, slots=True)
class BoardState:
    """14."""

    counters: tuple[Counter, ...]
    banner: Banner | None
    banner_button: Button | None
    list_title: str
    rows: tuple[IdleRow, ...]
    """Which workstations are free next; empty when nobody is there."""
    stations_title: str
    tiles: tuple[BoardTile, ...]
    panel: BoardPanel | None
    previous: Button | None = None
    next: Button | None = None


@dataclass(frozen=True, slots=True)
class ExportStepRow:
    """A step of the export: `kind` is "done", "current", "todo" or "failed"."""

    kind: str
    title: str
    line: str
    fraction: float | None = None
    percent: str = ""


@dataclass(frozen=True, slots=True)
class ExportState:
    """15a: before and during the copy. The week buttons are None while it runs."""

    title: str
    line: str
    steps: tuple[ExportStepRow, ...]
    banner: Banner | None
    buttons: tuple[Button, ...]
    previous: Button | None = None
    next: Button | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file on the stick."""

    icon: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class ExportDoneState:
    """15b."""

    arch_icon: str
    arch_text: str
    title: str
    line: str
    card_title: str
    badge: str
    files: tuple[FileRow, ...]
    redo: Button
    release: Button
    banner: Banner | None = None

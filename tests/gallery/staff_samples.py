"""Samples of the staff screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kiosk.places.states_idle import IdleRow
from kiosk.places.states_staff import (
    BoardPanel,
    BoardState,
    BoardTile,
    Counter,
    ExportDoneState,
    ExportState,
    ExportStepRow,
    FileRow,
    PinState,
)
from kiosk.places.view import Banner, BarItem, Button, Dialog, Frame, Style, Tab, Tone, View
from tests.gallery.samples import Asked, bar_items, frame


def staff_frame(a: Asked, tab: str | None, clock: str, close: str, **changes: Any) -> Frame:
    """The dark header and the tabs of the staff mode."""
    tabs: tuple[tuple[str, str, str], ...] = (
        (Tab.ROOM, "staffRoom", "tab.room"),
        ("tab.queue", "staffQueue", "tab.queue"),
        ("tab.figures", "staffStats", "tab.figures"),
        (Tab.EXPORT, "staffExport", "tab.export"),
        ("tab.devices", "staffDevices", "tab.devices"),
        (Tab.LOCK, "staffLock", "tab.lock"),
    )
    settings: dict[str, Any] = {
        "staff": True,
        "title": a("staff.mode"),
        "subtitle": "Karim",
        "corner": close,
        "corner_icon": "staffLock",
        "items": tuple(BarItem(action, icon, a(key), selected=action == tab) for action, icon, key in tabs),
    }
    return frame(a, clock, **(settings | changes))


def pin(a: Asked, *, wrong: bool = False) -> View:
    """13."""
    state = PinState(
        title=a("pin.title"),
        line=a("pin.wrong") if wrong else a("pin.line"),
        filled=0 if wrong else 3,
        digits=6,
        error=wrong,
        blocked=False,
        clear_all=a("pin.clear"),
        erase=a("pin.erase"),
        cancel=Button("pin.cancel", a("cancel")),
    )
    around = staff_frame(a, None, "16:57", a("staff.close", "0:28"), subtitle=a("staff.card"), items=bar_items(a))
    return View("pin", around, state)


def pin_wrong(a: Asked) -> View:
    """13 after a wrong code."""
    return pin(a, wrong=True)


# number, icon, what is said at the top right, end, look, part of the time that is left
BOARD: tuple[tuple[int, str, int, str, str, float | None], ...] = (
    (1, "occupant", 42, "17:40", "busy", 0.70),
    (2, "occupant", 18, "17:16", "busy", 0.30),
    (3, "help", 24, "", "help", 0.40),
    (4, "timer", 4, "17:02", "warning", 0.06),
    (5, "outOfService", 0, "", "out", None),
    (6, "occupant", 55, "17:53", "busy", 0.92),
    (7, "occupant", 31, "17:29", "busy", 0.52),
    (8, "occupant", 12, "17:10", "busy", 0.20),
    (9, "ticket", 0, "", "held", 0.60),
    (10, "occupant", 27, "17:25", "busy", 0.45),
    (11, "occupant", 36, "", "busy", 0.60),
    (12, "timer", 2, "", "warning", 0.03),
)
HELPED = 3


def board_tile(a: Asked, row: tuple[int, str, int, str, str, float | None], *, selected: bool) -> BoardTile:
    """A workstation on the board."""
    number, icon, minutes, end, look, fraction = row
    hour = end.replace(":", "\u00a0h\u00a0") if a.language == "fr" else end
    words = {"help": a("board.help_tile"), "out": a("board.since"), "held": a("board.hold")}
    line = words.get(look) or (a("until", hour) if end else a("board.child"))
    top = {"out": a("choose.out_short"), "held": "A12"}.get(look) or a("min", minutes)
    return BoardTile("board.select", number, icon, top, line, look, fraction, selected and number == HELPED)


def board(a: Asked, *, busy: bool = True) -> View:
    """14."""
    counters = (
        ("occupant", "10", "busy"),
        ("ticket", "1", "held"),
        ("outOfService", "1", "out"),
        ("places", "2", "waiting"),
    )
    panel = BoardPanel(
        title=a("board.panel"),
        line=a("board.panel_line"),
        add=tuple(Button("board.add", f"+\u00a0{minutes}", value=minutes) for minutes in (15, 30, 60)),
        main=Button("board.coming", a("arrive"), "coming", Style.PRIMARY),
        end=Button("board.end", a("board.end"), "endSession", Style.DANGER),
        service=Button("board.service", a("board.service"), "outOfService"),
    )
    state = BoardState(
        counters=tuple(Counter(icon, value, a(f"board.{key}")) for icon, value, key in counters),
        banner=Banner("help", a("board.help"), a("board.help_line"), Tone.WARNING) if busy else None,
        banner_button=None,
        list_title=a("board.list"),
        rows=(
            IdleRow("12", a("board.at", "17:00" if a.language != "fr" else "17\u00a0h\u00a000"), a("min", 2), "timer"),
            IdleRow("4", a("board.at", "17:02" if a.language != "fr" else "17\u00a0h\u00a002"), a("min", 4), "timer"),
        ),
        stations_title=a("board.stations"),
        tiles=tuple(board_tile(a, row, selected=busy) for row in BOARD),
        panel=panel if busy else None,
    )
    return View("board", staff_frame(a, Tab.ROOM, "16:58", a("staff.close", "1:58")), state)


def board_quiet(a: Asked) -> View:
    """14 with nothing selected and nobody asking."""
    return board(a, busy=False)


def board_clock(a: Asked) -> View:
    """14 after the machine's clock has jumped."""
    view = board(a, busy=False)
    buttons = (
        Button("board.clock-right", a("clock.right"), "accept", Style.PRIMARY),
        Button("board.clock-wrong", a("clock.wrong")),
    )
    hour = "3\u00a0h\u00a012" if a.language == "fr" else "3:12"
    return replace(view, dialog=Dialog(a("clock.title", hour), a("clock.line"), buttons))


def step(a: Asked, kind: str, key: str, line: str, fraction: float | None = None, percent: str = "") -> ExportStepRow:
    """A step of the export."""
    return ExportStepRow(kind, a(f"export.{key}"), a(f"export.{line}"), fraction, percent)


def export_running(a: Asked) -> View:
    """15a."""
    state = ExportState(
        title=a("export.title"),
        line=a("export.line"),
        steps=(
            step(a, "done", "found", "found_line"),
            step(a, "done", "ready", "ready_line"),
            step(a, "current", "copy", "copy_line", 0.64, "64\u00a0%"),
            step(a, "todo", "check", "check_line"),
        ),
        banner=Banner("usb", a("export.keep"), a("export.keep_line"), Tone.WARNING),
        buttons=(Button("export.stop", a("export.stop")),),
    )
    return View("export", staff_frame(a, Tab.EXPORT, "17:05", a("staff.copying")), state)


def export_waiting(a: Asked) -> View:
    """15a before the stick is there."""
    state = ExportState(
        title=a("export.title"),
        line=a("export.line"),
        steps=(
            step(a, "current", "insert", "insert_line"),
            step(a, "done", "ready", "ready_line"),
            step(a, "todo", "copy_todo", "copy_line"),
            step(a, "todo", "check", "check_line"),
        ),
        banner=None,
        buttons=(Button("export.start", a("export.start"), "usb", Style.PRIMARY, disabled_reason=a("export.insert")),),
        previous=Button("export.previous", a("export.previous"), "previousWeek"),
        next=Button("export.next", a("export.next"), "nextWeek", disabled_reason=a("export.future")),
    )
    return View("export", staff_frame(a, Tab.EXPORT, "17:05", a("staff.close", "1:40")), state)


def export_done(a: Asked) -> View:
    """15b."""
    state = ExportDoneState(
        arch_icon="usb",
        arch_text=a("done.arch"),
        title=a("done.title"),
        line=a("done.line"),
        card_title=a("done.folder"),
        badge=a("done.badge"),
        files=(
            FileRow("csv", "journal.csv", a("done.mb")),
            FileRow("pdf", "bilan-semaine.pdf", a("done.kb")),
            FileRow("fingerprint", "empreintes.txt", a("done.1kb")),
        ),
        redo=Button("export.redo", a("done.redo")),
        release=Button("export.release", a("done.release"), "eject", Style.PRIMARY),
    )
    return View("export-done", staff_frame(a, Tab.EXPORT, "17:06", a("staff.close", "1:40")), state)


STAFF_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "13-pin": pin,
    "13-pin-wrong": pin_wrong,
    "14-board": board,
    "14-board-quiet": board_quiet,
    "14-board-clock": board_clock,
    "15a-export": export_running,
    "15a-export-waiting": export_waiting,
    "15b-export-done": export_done,
}

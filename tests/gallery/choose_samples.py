"""Samples of the choice of a workstation: the room of the design pictures, and its list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.places.states import (
    ChooseState,
    Plan,
    PlanArea,
    PlanLabel,
    PlanWindow,
    StationRow,
    StationTile,
)
from kiosk.places.view import Banner, Button, DurationTile, Style, Tone, View
from tests.gallery.samples import Asked, frame

# number, x, y, minutes left (0 free, None out of order), feature
STATIONS: tuple[tuple[int, int, int, int | None, str], ...] = (
    (1, 36, 100, 0, ""),
    (2, 204, 100, 32, ""),
    (3, 372, 100, 8, ""),
    (4, 540, 100, 0, "scanner"),
    (5, 770, 100, None, ""),
    (6, 770, 244, 0, "accessible"),
    (7, 770, 388, 0, ""),
    (8, 120, 268, 54, ""),
    (9, 288, 268, 0, "accessible"),
    (10, 456, 268, 17, "scanner"),
    (11, 40, 484, 0, "children"),
    (12, 214, 484, 0, "children"),
)
CHOSEN = 7
HOUR = 60


def tile(a: Asked, number: int, x: int, y: int, left: int | None, feature: str) -> StationTile:
    """A workstation on the plan."""
    if number == CHOSEN:
        kind, icon, label = "chosen", "chosen", a("choose.chosen")
    elif left is None:
        kind, icon, label = "out", "outOfService", a("choose.out_short")
    elif left:
        kind, icon, label = "busy", "busy", a("min", left)
    else:
        kind, icon, label = "free", "free", a("choose.free")
    return StationTile("choose.station", number, x, y, kind, icon, label, feature, recommended=number == CHOSEN)


def rows(a: Asked) -> tuple[StationRow, ...]:
    """The first page of the list."""
    lines = (
        (7, "screen", ""),
        (6, "accessible", "accessible"),
        (4, "with_scanner", "scanner"),
        (9, "accessible", "accessible"),
    )
    return tuple(
        StationRow("choose.station", n, a("choose.free"), a(f"choose.{key}"), "chosen" if n == CHOSEN else "free", icon)
        for n, key, icon in lines
    )


def plan(a: Asked) -> Plan:
    """The room of the pictures."""
    return Plan(
        960,
        640,
        labels=(
            PlanLabel(36, 50, a("choose.garden")),
            PlanLabel(40, 460, a("choose.corner")),
            PlanLabel(524, 626, a("choose.here"), "youAreHere"),
        ),
        areas=(PlanArea(20, 434, 364, 186),),
        windows=(*(PlanWindow("top", at, 110) for at in (56, 224, 392, 560)), PlanWindow("right", 267, 220)),
        door=(500, 210),
    )


def choose(a: Asked, *, banner: Banner | None = None) -> View:
    """03, 03b, 19b."""
    listed = a.large
    state = ChooseState(
        title=a("choose.title"),
        station_word=a("station"),
        number=str(CHOSEN),
        recommended=a("choose.recommended"),
        free=a("choose.count") if listed else a("choose.free"),
        place=a("choose.place"),
        features=(("workstation", a("choose.screen")), ("headphones", a("choose.headphones"))),
        legend=(
            ("free", a("choose.free")),
            ("busy", a("choose.busy")),
            ("outOfService", a("choose.out")),
            ("accessible", a("choose.accessible")),
            ("children", a("choose.children")),
            ("scanner", a("choose.scanner")),
        ),
        plan=plan(a),
        stations=tuple(tile(a, *station) for station in STATIONS),
        durations_title=a("choose.duration"),
        durations=(
            DurationTile("choose.length", 30, a("min", 30), a("until", a("15h12"))),
            DurationTile("choose.length", HOUR, a("1h"), a("until", a("15h42")), chosen=True),
            DurationTile("choose.length", 105, a("1h45"), a("max")),
        ),
        back=Button("choose.back", a("back"), "back"),
        confirm=Button("choose.take", a("choose.take"), "next", Style.PRIMARY),
        rows=rows(a) if listed else (),
        previous=Button("choose.previous", a("choose.previous"), "previousPage", disabled_reason=a("choose.count"))
        if listed
        else None,
        next=Button("choose.next", a("choose.next"), "nextPage") if listed else None,
        page=a("choose.page") if listed else "",
        banner=banner,
    )
    return View("choose", frame(a), state)


def choose_by_place(a: Asked) -> View:
    """03b with where each workstation stands instead of what it has."""
    view = choose(a)
    state: Any = view.state
    rows = tuple(replace(row, line=a("choose.place"), feature="accessible") for row in state.rows)
    return View(view.place, view.frame, replace(state, rows=rows))


def choose_taken(a: Asked) -> View:
    """03 when somebody else took the workstation meanwhile."""
    return choose(a, banner=Banner("info", a("choose.taken"), a("choose.taken_line"), Tone.CALM))

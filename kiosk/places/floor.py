"""The floor plan and the list of workstations, as the screen draws them."""

from __future__ import annotations

import math
from datetime import datetime

from config.settings import Window, Workstation
from kiosk.i18n import Words
from kiosk.places.desk import Desk
from kiosk.places.states import Plan, PlanArea, PlanLabel, PlanWindow, StationRow, StationTile
from kiosk.reception.outcomes import Arrived

PLAN_WIDTH, PLAN_HEIGHT = 960, 640
"""The box in which positions are given (docs/settings.md, "plan")."""

LIST_STEP = 3
"""The text step from which the plan becomes a list (design 03b)."""

ROWS_PER_PAGE = 4

FEATURES = ("accessible", "scanner", "children")
"""Tags that show as an icon on the tile; the first that fits wins."""


WORTH_WAITING_FOR = frozenset({"scanner", "large-screen", "accessible", "quiet", "express"})
"""Tags for which somebody may rather wait than take another workstation."""


def _named(words: Words) -> dict[str, tuple[str, str]]:
    """Tag → icon and name."""
    return {
        "accessible": ("accessible", words.t("Accessible")),
        "children": ("children", words.t("Children")),
        "scanner": ("scanner", words.t("Scanner")),
        "large-screen": ("workstation", words.t("Large screen")),
        "headphones": ("headphones", words.t("Headphones")),
    }


def features(workstation: Workstation, words: Words) -> tuple[tuple[str, str], ...]:
    """(icon, name) of what the workstation has."""
    return tuple(named for tag, named in _named(words).items() if tag in workstation.tags)


def legend(words: Words) -> tuple[tuple[str, str], ...]:
    """(icon, name) of every sign on the plan."""
    named = _named(words)
    return (
        ("free", words.t("Free")),
        ("busy", words.t("Taken")),
        ("outOfService", words.t("Out of order")),
        *(named[tag] for tag in ("accessible", "children", "scanner")),
    )


def plan(desk: Desk) -> Plan:
    """The fixed drawing of the room."""
    drawn = desk.site.settings.plan
    labels = [PlanLabel(label.x, label.y, desk.text(label.text)) for label in drawn.labels]
    labels += [PlanLabel(area.x + 20, area.y + 28, desk.text(area.label)) for area in drawn.areas]
    if drawn.you_are_here is not None:
        x, y = drawn.you_are_here
        labels.append(PlanLabel(x, y, desk.words.t("You are here"), "youAreHere"))
    return Plan(
        PLAN_WIDTH,
        PLAN_HEIGHT,
        tuple(labels),
        tuple(PlanArea(a.x, a.y, a.width, a.height) for a in drawn.areas),
        tuple(_window(w) for w in drawn.windows),
        (drawn.door.start, drawn.door.width) if drawn.door and drawn.door.side == "bottom" else None,
    )


def tiles(desk: Desk, arrived: Arrived, chosen: int, action: str) -> tuple[StationTile, ...]:
    """Every workstation at its place; what does not suit the visitor reads as taken."""
    best = arrived.best[0] if arrived.best else None
    found = []
    for workstation in desk.site.settings.workstations:
        kind, icon, label = _status(desk, arrived, workstation, chosen)
        found.append(
            StationTile(
                action=action,
                number=workstation.number,
                x=workstation.x,
                y=workstation.y,
                kind=kind,
                icon=icon,
                label=label,
                feature=next((tag for tag in FEATURES if tag in workstation.tags), ""),
                recommended=workstation.number == best and kind in {"free", "chosen"},
                askable=kind == "busy" and bool(worth_waiting_for(desk, arrived, workstation.number)),
            )
        )
    return tuple(found)


def worth_waiting_for(desk: Desk, arrived: Arrived, number: int) -> frozenset[str]:
    """What a workstation that somebody else has offers, and none of the free ones does: the visitor may wait for that.
    Empty when there is nothing of the kind, or no list is kept."""
    found = desk.site.workstations.get(number)
    if found is None or number not in arrived.suitable or not desk.site.settings.waiting.enabled:
        return frozenset()
    tags = found.tags & WORTH_WAITING_FOR
    alike = any(tags <= desk.site.workstations[free].tags for free in arrived.best if free != number)
    return frozenset() if alike else tags


def pages(arrived: Arrived) -> int:
    """Pages of the list, at least one."""
    return max(1, math.ceil(len(arrived.best) / ROWS_PER_PAGE))


def rows(desk: Desk, arrived: Arrived, chosen: int, page: int, action: str) -> tuple[StationRow, ...]:
    """One page of the free workstations, best first."""
    words = desk.words
    found = []
    for number in arrived.best[page * ROWS_PER_PAGE : (page + 1) * ROWS_PER_PAGE]:
        workstation = desk.site.workstations[number]
        kind, _, _ = _status(desk, arrived, workstation, chosen)
        icon, line = next(iter(features(workstation, words)), ("", desk.text(workstation.place)))
        found.append(StationRow(action, number, words.t("Free"), line, kind, icon))
    return tuple(found)


def _status(desk: Desk, arrived: Arrived, workstation: Workstation, chosen: int) -> tuple[str, str, str]:
    """(kind, icon, word) of a workstation as this visitor sees it."""
    words, room = desk.words, desk.reception.room
    number = workstation.number
    if room.is_out(number):
        return "out", "outOfService", words.t("Broken")
    session = room.session_on(number)
    if session is not None:
        return "busy", "busy", words.duration(desk.minutes_left(session))
    if number == chosen:
        return "chosen", "chosen", words.t("Chosen")
    if number not in arrived.best:  # it does not suit, rests after a session, or is kept for somebody
        return "busy", "full", words.t("Kept")
    return "free", "free", words.t("Free")


def _window(window: Window) -> PlanWindow:
    """A window's rectangle as a stretch of the wall that it is nearest to."""
    if window.width >= window.height:
        side = "top" if window.y < PLAN_HEIGHT / 2 else "bottom"
        return PlanWindow(side, window.x, window.width)
    side = "left" if window.x < PLAN_WIDTH / 2 else "right"
    return PlanWindow(side, window.y, window.height)


def since(desk: Desk, instant: datetime) -> str:
    """How long something has been so: "since 14 h 05", or "since Monday" on another day."""
    words, site = desk.words, desk.site
    if site.today(instant) == site.today(desk.moment().utc):
        return words.t("since {hour}", hour=words.hour(instant))
    return words.t("since {day}", day=words.weekday(site.today(instant)))

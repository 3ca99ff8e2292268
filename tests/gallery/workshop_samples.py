"""Samples of the workshops: the list, and the place that is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kiosk.places.states_workshops import (
    LYING_PAGED,
    LYING_ROWS,
    UPRIGHT_PAGED,
    UPRIGHT_ROWS,
    WorkshopDay,
    WorkshopRegisteredState,
    WorkshopRow,
    WorkshopsState,
)
from kiosk.places.view import Button, Style, View
from tests.gallery.samples import Asked, frame


def row(a: Asked, hour: str, title: str, line: str, places: int, **changes: Any) -> WorkshopRow:
    """A workshop with that many places left."""
    settings: dict[str, Any] = {
        "tag": a("idle.places", places) if places else a("idle.full"),
        "tag_icon": "places" if places else "full",
        "full": not places,
    }
    return WorkshopRow("workshops.choose", hour, hour, title, line, **(settings | changes))


def days(a: Asked, rows: list[WorkshopRow], limit: int) -> tuple[WorkshopDay, ...]:
    """The first rows under their days: three of today, then those of tomorrow."""
    shown = rows[:limit]
    found = (WorkshopDay(a("workshops.day"), tuple(shown[:3])), WorkshopDay(a("workshops.next_day"), tuple(shown[3:])))
    return tuple(day for day in found if day.rows)


def all_rows(a: Asked) -> list[WorkshopRow]:
    """The workshops of the picture."""
    beginners = a("workshops.beginners")
    return [
        row(a, a("15h"), a("workshops.short"), beginners, 3, chosen=True),
        row(a, a("16h30"), a("idle.cv"), beginners, 5),
        row(a, a("18h"), a("idle.coffee"), a("workshops.everyone"), 0),
        row(a, a("workshops.14h"), a("workshops.games"), a("workshops.ages"), 6),
    ]


def workshops(a: Asked, **changes: Any) -> View:
    """11."""
    limit = (LYING_ROWS if a.landscape else UPRIGHT_ROWS)[a.step - 1]
    settings: dict[str, Any] = {
        "title": a("workshops.title"),
        "day": a("workshops.today"),
        "hour": a("15h"),
        "length": a("workshops.length"),
        "name": a("idle.photos").replace(f"{a('workshops.short')} ", f"{a('workshops.short')}\n"),
        "facts": (
            ("room", a("workshops.room")),
            ("beginner", a("workshops.beginners")),
            ("bring", a("workshops.bring")),
        ),
        "days": days(a, all_rows(a), limit),
        "back": Button("workshops.back", a("back"), "back"),
        "main": Button("workshops.register", a("workshops.register"), "accept", Style.PRIMARY),
    }
    return View("workshops", frame(a), WorkshopsState(**(settings | changes)))


def paged(a: Asked) -> View:
    """11 with more workshops than fit: three days on one page, where three rows fit."""
    limit = (LYING_PAGED if a.landscape else UPRIGHT_PAGED)[a.step - 1]
    rows = all_rows(a)
    own = replace(rows[1], tag=a("workshops.noted"), tag_icon="accept", chosen=True)
    waits = replace(rows[2], title=a("workshops.long"), tag=a("workshops.rank", 2), tag_icon="busy", full=False)
    titles = (a("workshops.day"), a("workshops.next_day"), a("idle.after"))
    shown = [own, waits, rows[3]][:limit]
    return workshops(
        a,
        hour=a("16h30"),
        name=a("idle.cv"),
        days=tuple(WorkshopDay(title, (each,)) for title, each in zip(titles, shown, strict=False)),
        main=Button("workshops.give-back", a("workshops.give_back")),
        previous=Button(
            "workshops.previous", a("workshops.previous"), "previousPage", disabled_reason=a("workshops.first")
        ),
        next=Button("workshops.next", a("workshops.next"), "nextPage"),
    )


def full(a: Asked) -> View:
    """11 when a workshop without a place is chosen."""
    limit = (LYING_ROWS if a.landscape else UPRIGHT_ROWS)[a.step - 1]
    rows = [replace(each, chosen=False) for each in all_rows(a)]
    rows[0] = replace(row(a, a("15h"), a("workshops.long"), "", 0), chosen=True)
    main = Button("workshops.register", a("workshops.wait"), "busy", Style.PRIMARY)
    return workshops(a, name=a("workshops.long"), days=days(a, rows, limit), main=main)


def noted(a: Asked, **changes: Any) -> View:
    """11b."""
    settings: dict[str, Any] = {
        "waits": False,
        "hour": a("15h"),
        "day": a("workshops.today_small"),
        "title": a("noted.title"),
        "line": a("idle.photos"),
        "rows": (
            ("room", a("workshops.room_left")),
            ("bring", a("workshops.bring_it")),
            ("tellUs", a("noted.tell")),
        ),
        "print": Button("workshop-registered.print", a("noted.print"), "printer"),
        "done": Button("workshop-registered.done", a("noted.done"), "accept", Style.PRIMARY),
    }
    return View("workshop-registered", frame(a), WorkshopRegisteredState(**(settings | changes)))


def noted_waiting(a: Asked) -> View:
    """11b for a place in the waiting list, where nothing is printed."""
    rows = (("busy", a("noted.rank")), ("memberCard", a("noted.card")), ("tellUs", a("noted.tell")))
    return noted(
        a, waits=True, hour=a("16h30"), title=a("noted.waits"), line=a("workshops.long"), rows=rows, print=None
    )


WORKSHOP_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "11-workshops": workshops,
    "11-workshops-paged": paged,
    "11-workshops-full": full,
    "11b-workshop-registered": noted,
    "11b-workshop-waiting": noted_waiting,
}

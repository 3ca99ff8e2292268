"""The room: numbers and zones of the workstations, and a plan on which nothing overlaps or sticks out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from config.checks.identity import check_reference, check_unique
from config.document import Document, Row
from config.problems import Problem
from config.vocabulary import PLAN_HEIGHT, PLAN_WIDTH, TILE_HEIGHT, TILE_WIDTH


def check_room(document: Document) -> Iterator[Problem]:
    """Zones, workstations and the drawing of the room."""
    yield from check_unique(document, "zones", "id")
    for zone in document.rows("zones"):
        youngest, oldest = zone.get("min_age"), zone.get("max_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            text = f"the oldest age, {oldest}, is below the youngest, {youngest}."
            yield zone.problem("max_age", text, "Exchange the two.")
        if zone.get("accompanied") and youngest is None and "min_age" not in zone.faulty:
            text = "an adult is asked for, but there is no youngest age."
            yield zone.problem("accompanied", text, "Add min_age = …, or remove accompanied.")
    yield from check_unique(document, "workstations", "number")
    for workstation in document.rows("workstations"):
        yield from check_reference(document, workstation, "zone", "zones")
    yield from _check_tiles(document)
    yield from _check_drawing(document)


def _check_tiles(document: Document) -> Iterator[Problem]:
    placed: list[tuple[Row, int, int]] = []
    for row in document.rows("workstations"):
        if (position := row.get("position")) is None:
            continue
        x, y = position
        if x + TILE_WIDTH > PLAN_WIDTH or y + TILE_HEIGHT > PLAN_HEIGHT:
            text = f"the tile at [{x}, {y}] sticks out of the plan."
            hint = f"x is at most {PLAN_WIDTH - TILE_WIDTH} and y at most {PLAN_HEIGHT - TILE_HEIGHT}."
            yield row.problem("position", text, hint)
        placed.append((row, x, y))
    said: set[int | None] = set()
    for (first, x1, y1), (second, x2, y2) in combinations(placed, 2):
        if abs(x1 - x2) < TILE_WIDTH and abs(y1 - y2) < TILE_HEIGHT and second.index not in said:
            said.add(second.index)
            text = f"the tile lies over that of workstation {first.get('number') or first.index}."
            hint = f"Leave {TILE_WIDTH} across or {TILE_HEIGHT} down between two corners."
            yield second.problem("position", text, hint)


def _check_drawing(document: Document) -> Iterator[Problem]:
    for row in document.rows("plan.areas"):
        for start, length, full in (("x", "width", PLAN_WIDTH), ("y", "height", PLAN_HEIGHT)):
            begin, size = row.get(start), row.get(length)
            if begin is not None and size is not None and begin + size > full:
                text = f"the area ends at {begin + size}, outside the plan."
                yield row.problem(length, text, f"{start} and {length} together are at most {full}.")
    for row in document.rows("plan.door"):
        begin, size, side = row.get("start"), row.get("width"), row.get("side")
        full = PLAN_HEIGHT if side in ("left", "right") else PLAN_WIDTH
        if begin is not None and size is not None and side is not None and begin + size > full:
            text = f"the door ends at {begin + size}, beyond the {side} wall."
            yield row.problem("width", text, f"start and width together are at most {full}.")

"""The waiting list: who is called, how long it will take, who is skipped (docs/rules.md §5). Pure, over the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.models import Room, Ticket

CALLS_BEFORE_CLOSED = 2
"""A ticket is called twice; whoever did not come then is not here any more."""


@dataclass(frozen=True, slots=True)
class Call:
    """This ticket gets that workstation."""

    ticket: Ticket
    workstation: int


def calls(room: Room, ready: Iterable[int]) -> tuple[Call, ...]:
    """Who is called now: each workstation that is ready goes to the first ticket that it suits, and each ticket gets
    the one that suits it best."""
    left = set(ready)
    found = []
    for ticket in room.waiting:
        if not left:
            break
        best = next((number for number in ticket.suits if number in left), None)
        if best is not None:
            left.remove(best)
            found.append(Call(ticket, best))
    return tuple(found)


def rank(room: Room, suits: Sequence[int], ticket: Ticket | None = None) -> int:
    """The place in the list, 1 is next: counts those before who want any of the same workstations. Without a ticket,
    the place that a new one would get."""
    mine = frozenset(suits)
    return 1 + sum(not mine.isdisjoint(t.suits) for t in _before(room, ticket))


def ready_in(
    room: Room, suits: Sequence[int], frees: Mapping[int, float], typical: float, ticket: Ticket | None = None
) -> float | None:
    """Seconds until a workstation should be ready: everybody before takes the one that frees first for them, and keeps
    it for `typical` seconds. `frees` gives seconds until each workstation in service is free. None when none of
    `suits` is in service."""
    at = dict(frees)
    for before in _before(room, ticket):
        choice = min((n for n in before.suits if n in at), key=lambda n: at[n], default=None)
        if choice is not None:
            at[choice] += typical
    return min((at[number] for number in suits if number in at), default=None)


def second_place(room: Room, ticket: Ticket) -> float:
    """The order of a ticket that was called in vain: one other goes first (docs/rules.md §5). Nobody gains by it: who
    was called from further back, for what suits them alone, stays there."""
    others = [t.order for t in room.waiting if t.id != ticket.id]
    if not others:
        return ticket.order
    if len(others) == 1:
        return max(ticket.order, others[0] + 1.0)
    return max(ticket.order, (others[0] + others[1]) / 2)


def is_wanted(room: Room, workstation: int) -> bool:
    """Whether somebody waits who could use the workstation: its session is then not extended."""
    return any(workstation in ticket.suits for ticket in room.waiting)


def _before(room: Room, ticket: Ticket | None) -> tuple[Ticket, ...]:
    if ticket is None:
        return room.waiting
    return tuple(t for t in room.waiting if (t.order, t.id) < (ticket.order, ticket.id))

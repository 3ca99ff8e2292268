"""People who wait, sessions that end, and a timekeeper who looks: what the stories of the waiting list are made of."""

from __future__ import annotations

from typing import Any

from kiosk.models import Ticket
from kiosk.reception.outcomes import Kept, Waits
from tests.factories import Carried, Scene


def wait(scene: Scene, carried: Carried, **wishes: Any) -> Ticket:
    answer = scene.reception.wait(carried.member, None, scene.new_request(), **wishes)
    assert isinstance(answer, Waits), answer
    return answer.ticket


def end(scene: Scene, number: int) -> None:
    session = scene.room.session_on(number)
    assert session is not None
    scene.reception.end(session, scene.new_request())


def keep(scene: Scene, seconds: float = 0) -> Kept:
    """What the timekeeper does when it looks that much later."""
    scene.clock.advance(seconds)
    return scene.reception.keep_time()[1]


def closed(scene: Scene) -> list[tuple[int, str, int]]:
    """(ticket, how it ended, seconds waited) of every wait that is over."""
    return [(body["ticket"], body["end"], body["waited"]) for _, body in scene.journal("ticket.closed")]

"""Where a member goes who has just signed the charter."""

from __future__ import annotations

from dataclasses import replace

from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.notice import refused
from kiosk.places.place import Place
from kiosk.places.turn import begin
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.reception.outcomes import Arrived, Called, Waits
from kiosk.rules.refusals import Refused


def admitted(member: Member, desk: Desk, *, accompanied: bool = False, grew_up: bool = False) -> Place:
    """What the rules allow now; a charter that was signed is a first visit."""
    arrived = desk.reception.admit(member, accompanied=accompanied)
    match arrived:
        case Refused():
            return refused(arrived)
        case Waits():
            return Waiting(arrived)
        case Called():
            return begin(arrived, desk)
        case Arrived():
            arrived = replace(arrived, grew_up=grew_up)
            return Welcome(arrived, desk.reception.new_request(), is_first=True)

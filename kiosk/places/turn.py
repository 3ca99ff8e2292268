"""It is the visitor's turn: the workstation that was held becomes their session, without another question."""

from __future__ import annotations

from kiosk.places.desk import Desk
from kiosk.places.lengths import usual
from kiosk.places.my_session import MySession
from kiosk.places.notice import refused
from kiosk.places.opened import opened
from kiosk.places.place import HOME, Place
from kiosk.reception.outcomes import Called, Opened, SessionRuns
from kiosk.rules.refusals import Refused


def begin(called: Called, desk: Desk) -> Place:
    """Open the session on the workstation that is held (design guide §6, "01 idle": called ticket → 05)."""
    arrived, ticket = called.arrived, called.ticket
    outcome = desk.reception.open_session(
        arrived.member,
        arrived.best[0],
        usual(arrived.most, desk) * 60,
        ticket.purpose,
        desk.reception.new_request(),
        accompanied=arrived.accompanied,
    )
    match outcome:
        case Opened(session=session):
            return opened(session, arrived.member, desk)
        case SessionRuns():
            return MySession(outcome)
        case Refused():
            return refused(outcome)
    return HOME  # the hold ended in this very second: the screen shows who is called now

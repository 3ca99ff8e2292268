"""From a presented card to the place it leads to."""

from __future__ import annotations

from kiosk.places.charter import Charter
from kiosk.places.desk import Desk
from kiosk.places.my_session import MySession
from kiosk.places.notice import refused
from kiosk.places.pin import pin
from kiosk.places.place import Place
from kiosk.places.welcome import Welcome
from kiosk.reception.outcomes import Arrived, SessionRuns, StaffCard
from kiosk.rules.refusals import Reason, Refused


def present(code: str, desk: Desk) -> Place:
    """Decide on a code and go where the decision leads (design guide §6, "01 idle")."""
    answer = desk.reception.arrive(code)
    match answer:
        case Arrived():
            request = desk.reception.new_request()
            return Charter(answer, request) if answer.must_sign else Welcome(answer, request)
        case SessionRuns():
            return MySession(answer)
        case StaffCard():
            return pin(answer)
        case Refused():
            return refused(answer)


def out_of_order() -> Place:
    """The store did not confirm: nobody is refused, staff helps."""
    return refused(Refused(Reason.FAULT))

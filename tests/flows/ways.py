"""Ways that many stories take: to a session, to staff mode, to a full room."""

from __future__ import annotations

from kiosk.models import Ticket
from kiosk.places import choose, language, pin, welcome
from kiosk.places.board import Board
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.language import Language
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.place import Place
from kiosk.places.view import Bar
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from tests.factories import PIN, Colleague, Scene
from tests.flows.harness import Flow, Step


def to_opened(flow: Flow, code: str) -> Flow:
    """A member who signed before takes the workstation that is recommended."""
    return flow.run(
        Step(Idle, scan=code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )


def switch(flow: Flow, to: str = "en") -> Flow:
    """The visitor takes another language, and stands where they stood."""
    place = type(flow.place)
    return flow.run(
        Step(place, touch=Bar.LANGUAGE, leads_to=Language),
        Step(Language, touch=language.Action.CHOOSE, value=to, leads_to=place),
    )


def type_pin(flow: Flow, digits: str) -> Flow:
    """Staff type digits on the pad."""
    for digit in digits:
        flow.run(Step(Pin, touch=pin.Action.DIGIT, value=digit))
    return flow


def staff_mode(scene: Scene) -> tuple[Flow, Colleague]:
    """Somebody of the staff stands at the board."""
    colleague = scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=colleague.code, leads_to=Pin))
    return type_pin(flow, PIN).run(Step(Board)), colleague


def to_waiting(flow: Flow, code: str, at: type[Place] = Idle) -> Ticket:
    """A member who signed before takes a ticket in a full room, and stands in front of it."""
    flow.run(
        Step(at, scan=code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
    )
    assert isinstance(flow.place, Waiting)
    return flow.place.waits.ticket


def toast(flow: Flow) -> str:
    """What is said at the bottom of the screen."""
    assert flow.view.frame.toast is not None
    return flow.view.frame.toast.text

"""Somebody without a card comes for a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.cards import slip_code
from kiosk.models import Staff
from kiosk.places import charter, idle, my_session, no_card
from kiosk.places.charter import Charter
from kiosk.places.choose import Action as ChooseAction
from kiosk.places.choose import Choose
from kiosk.places.feedback import Feedback
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.no_card import NoCard
from kiosk.places.notice import Notice
from kiosk.places.opened import Action as OpenedAction
from kiosk.places.opened import SessionOpened
from kiosk.places.states import ChooseState, WelcomeState
from kiosk.places.view import Bar
from kiosk.places.waiting import Action as WaitingAction
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Action as WelcomeAction
from kiosk.places.welcome import Welcome
from kiosk.rules.refusals import Reason
from tests.factories import Scene, changed, rule, sample
from tests.flows.harness import Flow, Step, UnknownActionError

MakeScene = Callable[..., Scene]


@pytest.fixture
def scene(make_scene: MakeScene) -> Scene:
    """Guests have half an hour."""
    return make_scene(replace(sample(), rules=(rule(30, 30, category="guest"), rule(60, 120))))


def ticket(scene: Scene, staff: Staff | None = None) -> str:
    """The code on a ticket that staff gave somebody."""
    issued = scene.reception.issue_guest_ticket(staff or scene.colleague().staff, scene.new_request())
    assert issued is not None
    return slip_code(issued.token)


def to_welcome(flow: Flow, code: str) -> Flow:
    return flow.run(
        Step(Idle, scan=code, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )


def to_session(flow: Flow, code: str) -> Flow:
    return to_welcome(flow, code).run(
        Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=ChooseAction.CONFIRM, leads_to=SessionOpened),
        Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle),
    )


def reason(flow: Flow) -> tuple[Reason, bool]:
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    return flow.place.refused.reason, flow.place.refused.slip


def test_a_ticket_from_staff_admits_once(scene: Scene) -> None:
    code = ticket(scene)
    flow = to_welcome(Flow(scene), code)
    assert flow.state(WelcomeState).greeting == scene.desk.words.t("Hello")
    flow.run(Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Choose))
    assert [tile.minutes for tile in flow.state(ChooseState).durations] == [30]
    flow.run(
        Step(Choose, touch=ChooseAction.CONFIRM, leads_to=SessionOpened),
        Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle),
        Step(Idle, scan=code, leads_to=MySession),
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.END_CONFIRMED, leads_to=Feedback),
        Step(Feedback, touch=Bar.QUIT, leads_to=Idle),
        Step(Idle, scan=code, leads_to=Notice),
    )
    assert reason(flow) == (Reason.EXPIRED, True)


def test_what_a_guest_left_over_is_nobody_s(scene: Scene) -> None:
    """A ticket whose session ended by itself is over, whoever holds it."""
    code = ticket(scene)
    flow = to_session(Flow(scene), code)
    scene.clock.advance(31 * 60)
    scene.front.tick()
    assert scene.room.sessions == ()
    flow.run(Step(Idle, scan=code, leads_to=Notice))
    assert reason(flow) == (Reason.EXPIRED, True)


def test_looking_in_does_not_use_the_ticket_up(scene: Scene) -> None:
    code = ticket(scene)
    flow = to_welcome(Flow(scene), code).run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    flow.run(Step(Idle, scan=code, leads_to=Welcome))


def test_the_ticket_of_yesterday_is_over(scene: Scene) -> None:
    code = ticket(scene)
    scene.clock.advance(86_400)
    scene.front.tick()
    flow = Flow(scene).run(Step(Idle, scan=code, leads_to=Notice))
    assert reason(flow) == (Reason.EXPIRED, True)
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert flow.place.refused.until == scene.site.today(scene.clock.now).replace(day=13)


def test_a_code_that_nobody_gave_is_unknown(scene: Scene) -> None:
    ticket(scene)
    flow = Flow(scene).run(Step(Idle, scan=slip_code(bytes(12)), leads_to=Notice))
    assert reason(flow) == (Reason.UNKNOWN_CARD, True)


def test_two_guests_are_two_people(scene: Scene) -> None:
    one, two = ticket(scene), ticket(scene)
    flow = to_session(Flow(scene), one)
    to_session(flow, two)
    assert len({session.member_id for session in scene.room.sessions}) == 2


def test_a_guest_waits_like_everybody(scene: Scene) -> None:
    code = ticket(scene)
    scene.fill()
    flow = to_welcome(Flow(scene), code).run(
        Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Waiting),
        Step(Waiting, touch=WaitingAction.KEEP, leads_to=Idle),
        Step(Idle, scan=code, leads_to=Waiting),
        Step(Waiting, touch=WaitingAction.LEAVE, leads_to=Idle),
    )
    flow.run(Step(Idle, scan=code, leads_to=Welcome))


def test_a_guest_keeps_no_preferences(scene: Scene) -> None:
    flow = to_welcome(Flow(scene), ticket(scene)).run(Step(Welcome, touch=Bar.CONTRAST))
    assert flow.view.frame.toast is None or flow.view.frame.toast.undo is None


# ------------------------------------------------------------------------------------------- at the kiosk itself


def test_where_it_is_allowed_the_visitor_takes_a_ticket(make_scene: MakeScene) -> None:
    scene = make_scene(changed(guests={"tickets": "self"}))
    Flow(scene).run(
        Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard),
        Step(NoCard, touch=no_card.Action.GUEST, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
        Step(Welcome, touch=WelcomeAction.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=ChooseAction.CONFIRM, leads_to=SessionOpened),
    )
    ((_, body),) = scene.journal("guest.ticket-issued")
    assert body["staff"] is None


@pytest.mark.parametrize("tickets", ["staff", "off"])
def test_where_it_is_not_a_late_touch_gives_none(make_scene: MakeScene, tickets: str) -> None:
    scene = make_scene(changed(guests={"tickets": tickets}))
    flow = Flow(scene).run(Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard))
    with pytest.raises(UnknownActionError):
        flow.touch(no_card.Action.GUEST)
    scene.front.touch(no_card.Action.GUEST)
    flow.run(Step(NoCard))
    assert scene.journal("guest.ticket-issued") == []


def test_where_staff_give_none_either_there_is_none(make_scene: MakeScene) -> None:
    scene = make_scene(changed(guests={"tickets": "off"}))
    assert scene.reception.issue_guest_ticket(scene.colleague().staff, scene.new_request()) is None


def test_a_repeated_request_gives_one_ticket(scene: Scene) -> None:
    colleague, request = scene.colleague().staff, scene.new_request()
    assert scene.reception.issue_guest_ticket(colleague, request) is not None
    assert scene.reception.issue_guest_ticket(colleague, request) is None
    assert len(scene.rows("SELECT * FROM guest_ticket")) == 1


def test_the_code_of_a_guest_stands_nowhere(scene: Scene) -> None:
    issued = scene.reception.issue_guest_ticket(scene.colleague().staff, scene.new_request())
    assert issued is not None
    files = [path for path in scene.folder.iterdir() if path.is_file()]
    assert files
    assert not any(issued.token in path.read_bytes() for path in files)

"""It is somebody's turn: who is called, who comes, and who does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kiosk.cards import slip_code
from kiosk.events import DeviceState
from kiosk.models import Purpose, Ticket
from kiosk.places import idle, waiting, welcome
from kiosk.places.called import CalledTicket
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.no_card import NoCard
from kiosk.places.opened import Action as OpenedAction
from kiosk.places.opened import SessionOpened
from kiosk.places.states import OpenedState
from kiosk.places.states_queue import CalledState, WaitingState
from kiosk.places.view import Bar
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.ports import Chime
from kiosk.reception.outcomes import Waits
from tests.factories import Carried, Scene, changed, paris
from tests.flows.harness import Flow, Step, names_shown
from tests.flows.ways import switch, to_waiting

MakeScene = Callable[..., Scene]
HOLD = 5 * 60
GAP = 2 * 60


def waits(scene: Scene, carried: Carried, tags: frozenset[str] = frozenset()) -> Ticket:
    """Somebody took a ticket a while ago."""
    answer = scene.reception.wait(carried.member, Purpose.JOB, scene.new_request(), tags=tags)
    assert isinstance(answer, Waits), answer
    return answer.ticket


def frees(scene: Scene, *numbers: int) -> None:
    """The sessions on these workstations end, and their rest after it is over."""
    for number in numbers:
        session = scene.room.session_on(number)
        assert session is not None
        scene.reception.end(session, scene.new_request())
    scene.front.tick()
    scene.pass_time(GAP)


def test_a_call_shortly_before_the_last_entry_says_until_when(make_scene: MakeScene) -> None:
    """At 18:40 nobody is let in any more: the call does not promise five minutes."""
    scene = make_scene(now=paris("17:40"))
    carried = scene.member()
    scene.fill(minutes=55)
    waits(scene, carried)
    scene.clock.advance(55 * 60)
    scene.front.tick()
    scene.pass_time(GAP)
    flow = Flow(scene).run(Step(CalledTicket))
    assert scene.desk.words.hour(paris("18:40")) in flow.state(CalledState).line
    flow.run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))


def test_called_while_away(scene: Scene) -> None:
    carried = scene.member("Amina")
    scene.fill()
    flow = Flow(scene)
    ticket = to_waiting(flow, carried.code)
    flow.run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    frees(scene, 8)
    flow.run(Step(CalledTicket))
    assert scene.speaker.chimes[-1] is Chime.CALLED
    shown, words = flow.state(CalledState), scene.desk.words
    assert shown.ticket == scene.desk.label(ticket)
    called_at = scene.room.called[0].called_at
    assert called_at is not None
    assert words.hour(called_at + timedelta(seconds=HOLD)) in shown.line
    assert not names_shown(flow.view, "Amina")
    scene.pass_time(HOLD - 10)
    flow.run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))
    assert flow.state(OpenedState).number == "8"
    (session,) = [s for s in scene.room.sessions if s.member_id == carried.member.id]
    assert session.granted == 3600
    assert scene.room.tickets == ()
    assert scene.journal("ticket.closed")[0][1]["end"] == "served"
    flow.run(Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle))


def test_the_purpose_goes_from_the_ticket_to_the_session(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    waits(scene, carried)
    frees(scene, 8)
    Flow(scene).run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))
    (session,) = [s for s in scene.room.sessions if s.member_id == carried.member.id]
    assert session.purpose is Purpose.JOB


def test_the_printed_ticket_answers_the_call(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    ticket = waits(scene, carried)
    frees(scene, 8)
    Flow(scene).run(Step(CalledTicket, scan=slip_code(ticket.token), leads_to=SessionOpened))


def test_called_while_standing_there(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    carried = scene.member()
    session = scene.session(scene.member(), 8, minutes=10)
    scene.fill(*(number for number in scene.site.numbers if number != 8))
    scene.reception.end(session, scene.new_request())
    scene.front.tick()
    scene.pass_time(GAP - 10)
    flow = Flow(scene)
    to_waiting(flow, carried.code)
    scene.printed()
    flow.run(Step(Waiting, leaves_after=10, leads_to=SessionOpened))
    assert flow.state(OpenedState).number == "8"
    assert scene.room.tickets == ()


def test_nobody_else_gets_what_is_held(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    scene.fill()
    waits(scene, carried)
    frees(scene, 8)
    flow = Flow(scene).run(
        Step(CalledTicket, scan=other.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
    )
    assert flow.state(WaitingState).rank == "1", "the called one is not before anybody any more"
    flow.run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=CalledTicket))
    hold = scene.room.hold_on(8)
    assert hold is not None
    assert hold.member_id == carried.member.id


def test_who_comes_in_passes_nobody(scene: Scene) -> None:
    """A workstation is free after its rest; until the next tick it is nobody's, and still not the newcomer's."""
    carried, other = scene.member(), scene.member()
    session = scene.session(scene.member(), 8)
    scene.fill(*(number for number in scene.site.numbers if number != 8))
    waits(scene, carried)
    scene.reception.end(session, scene.new_request())
    scene.clock.advance(GAP + 1)
    Flow(scene).run(
        Step(Idle, scan=other.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
    )
    scene.pass_time(1)
    assert [ticket.member_id for ticket in scene.room.called] == [carried.member.id]


def test_no_answer_second_place_then_closed(scene: Scene) -> None:
    first, second, third = scene.member(), scene.member(), scene.member()
    scene.fill()
    tickets = [waits(scene, carried) for carried in (first, second, third)]
    frees(scene, 8)
    scene.pass_time(HOLD)
    assert [t.id for t in scene.room.called] == [tickets[1].id], "the next is called"
    assert [t.id for t in scene.room.waiting] == [tickets[0].id, tickets[2].id]
    flow = Flow(scene).run(Step(CalledTicket, scan=second.code, leads_to=SessionOpened))
    flow.run(Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle))
    frees(scene, 3)
    assert [t.id for t in scene.room.called] == [tickets[0].id], "called once more"
    scene.pass_time(HOLD)
    assert [t.id for t in scene.room.called] == [tickets[2].id]
    ends = [body["end"] for _, body in scene.journal("ticket.closed") if body["ticket"] == tickets[0].id]
    assert ends == ["no-answer"]
    flow.run(Step(CalledTicket, scan=first.code, leads_to=Welcome))


def test_alone_in_the_list_means_called_twice_in_a_row(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    ticket = waits(scene, carried)
    frees(scene, 8)
    flow = Flow(scene).run(Step(CalledTicket, stays=HOLD), Step(CalledTicket, leaves_after=HOLD, leads_to=Idle))
    assert scene.room.tickets == ()
    assert [kind for kind, body in scene.journal() if body.get("ticket") == ticket.id] == [
        "ticket.taken",
        "ticket.called",
        "ticket.skipped",
        "ticket.called",
        "ticket.closed",
    ]
    flow.run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )


def test_too_late_means_waiting_again_not_losing_the_place(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    scene.fill()
    waits(scene, carried)
    waits(scene, other)
    frees(scene, 8)
    scene.pass_time(HOLD + 30)
    flow = Flow(scene).run(Step(CalledTicket, scan=carried.code, leads_to=Waiting))
    assert flow.state(WaitingState).rank == "1"


def test_two_are_called_at_once(scene: Scene) -> None:
    first, second, third, fourth = (scene.member() for _ in range(4))
    scene.fill()
    tickets = [waits(scene, carried) for carried in (first, second, third, fourth)]
    frees(scene, 3, 7)
    flow = Flow(scene).run(Step(CalledTicket))
    holds = {ticket.id: ticket.workstation for ticket in scene.room.called}
    assert holds == {tickets[0].id: 7, tickets[1].id: 3}, "the first one gets the better of the two"
    shown = flow.state(CalledState)
    assert {shown.ticket, *(card.label for card in shown.called)} == {"A1", "A2"}
    flow.run(Step(CalledTicket, scan=second.code, leads_to=SessionOpened))
    assert flow.state(OpenedState).number == "3"
    flow.run(Step(SessionOpened, touch=OpenedAction.GO, leads_to=CalledTicket))
    shown = flow.state(CalledState)
    assert (shown.ticket, shown.called) == ("A1", ())
    assert [card.label for card in shown.waiting] == ["A3", "A4"]


def test_the_latest_call_stays_the_biggest(scene: Scene) -> None:
    """Also when what is over of the holds was written down meanwhile."""
    first, second = scene.member(), scene.member()
    scene.fill()
    waits(scene, first)
    waits(scene, second)
    frees(scene, 8)
    frees(scene, 3)
    flow = Flow(scene)
    for _ in range(4):
        shown = flow.state(CalledState)
        assert (shown.ticket, [card.label for card in shown.called]) == ("A2", ["A1"])
        scene.pass_time(31)


def test_each_is_called_to_what_suits(scene: Scene) -> None:
    """A workstation goes past those whom it does not suit."""
    yvette, scanning, lucas = (
        scene.member("Yvette", needs=frozenset({"accessible"})),
        scene.member(),
        scene.member("Lucas", birth_year=2016, category="minor", guardian_agreed=True),
    )
    scene.fill()
    tickets = [waits(scene, yvette), waits(scene, scanning, tags=frozenset({"scanner"})), waits(scene, lucas)]
    frees(scene, 12)
    assert [t.id for t in scene.room.called] == [tickets[2].id]
    frees(scene, 3)
    assert [t.id for t in scene.room.called] == [tickets[2].id], "neither a scanner nor accessible"
    frees(scene, 10, 6)
    assert {t.id: t.workstation for t in scene.room.called} == {tickets[2].id: 12, tickets[1].id: 10, tickets[0].id: 6}


def test_a_workstation_that_is_put_back_is_for_those_who_wait(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    scene.reception.set_service(colleague.staff, 8, in_service=False)
    scene.fill(*(number for number in scene.site.numbers if number != 8))
    ticket = waits(scene, carried)
    scene.reception.set_service(colleague.staff, 8, in_service=True)
    scene.pass_time(1)
    assert [(t.id, t.workstation) for t in scene.room.called] == [(ticket.id, 8)]


def test_what_is_held_stays_in_service(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    scene.fill()
    waits(scene, carried)
    frees(scene, 8)
    assert not scene.reception.set_service(colleague.staff, 8, in_service=False)
    Flow(scene).run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))


def test_the_other_language_is_asked_for_at_the_call(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    waits(scene, carried)
    frees(scene, 8)
    flow = Flow(scene)
    french = flow.state(CalledState)
    switch(flow)
    english = flow.state(CalledState)
    assert french.title != english.title
    assert english.title == "It is your turn"
    assert french.ticket == english.ticket
    flow.run(Step(CalledTicket, scan=carried.code, leads_to=SessionOpened))
    assert flow.state(OpenedState).title.startswith("It is yours")
    flow.run(Step(SessionOpened, touch=OpenedAction.GO, leads_to=Idle))
    assert scene.desk.language == "fr"


def test_another_language_goes_by_itself(scene: Scene) -> None:
    scene.fill()
    waits(scene, scene.member())
    frees(scene, 8)
    flow = switch(Flow(scene)).run(Step(CalledTicket, stays=44))
    assert scene.desk.language == "en"
    flow.run(Step(CalledTicket, stays=2))
    assert scene.desk.language == "fr"


def test_somebody_without_a_card_is_helped_while_others_are_called(scene: Scene) -> None:
    scene.fill()
    waits(scene, scene.member())
    frees(scene, 8)
    Flow(scene).run(
        Step(CalledTicket, touch=idle.Action.NO_CARD, leads_to=NoCard),
        Step(NoCard, touch=Bar.HELP),
        Step(NoCard, leaves_after=20, leads_to=CalledTicket),
    )


def test_a_call_that_nobody_confirmed_draws_all_the_same(scene: Scene) -> None:
    """The store closed the last call and nobody heard so; the next thing that is touched finds out."""
    scene.fill()
    waits(scene, scene.member())
    frees(scene, 8)
    scene.pass_time(HOLD)
    flow = Flow(scene).run(Step(CalledTicket, stays=HOLD - 1))
    scene.store.trouble = "unconfirmed"
    scene.pass_time(1)
    scene.store.trouble = ""
    assert scene.room.tickets == ()
    flow.run(Step(CalledTicket, touch=Bar.HELP, leads_to=Idle))


def test_leaving_after_the_call_calls_the_next(scene: Scene) -> None:
    first, second = scene.member(), scene.member()
    scene.fill()
    ticket, other = waits(scene, first), waits(scene, second)
    frees(scene, 8)
    scene.reception.leave_queue(ticket, scene.new_request(), scene.colleague().staff)
    scene.pass_time(1)
    assert [t.id for t in scene.room.called] == [other.id]


def test_a_shorter_hold_is_the_house_s_choice(make_scene: MakeScene) -> None:
    base = changed()
    scene = make_scene(replace(base, limits=replace(base.limits, hold=1)))
    first, second = scene.member(), scene.member()
    scene.fill()
    waits(scene, first)
    other = waits(scene, second)
    frees(scene, 8)
    scene.pass_time(60)
    assert [t.id for t in scene.room.called] == [other.id]

"""The room is full: a ticket, a printed slip, and what its visitor may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.cards import slip_code
from kiosk.events import DeviceState, PrintOutcome
from kiosk.models import Purpose
from kiosk.places import choose, waiting, welcome
from kiosk.places.charter import Action as CharterAction
from kiosk.places.charter import Charter
from kiosk.places.choose import Choose
from kiosk.places.feedback import Action as FeedbackAction
from kiosk.places.feedback import Feedback
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.my_session import Action as SessionAction
from kiosk.places.my_session import MySession
from kiosk.places.notice import Notice
from kiosk.places.states import MySessionState, NoticeState, WelcomeState
from kiosk.places.states_queue import WaitingState
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.receipts import ArchNumber, Qr
from kiosk.reception.outcomes import Arrived, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, changed, paris
from tests.flows.harness import Flow, Step
from tests.flows.ways import to_waiting, toast

MakeScene = Callable[..., Scene]
SCANNERS = (4, 10)
GAP = 2 * 60


def test_a_full_room_gives_a_ticket(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(minutes=30)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    words, gap = scene.desk.words, scene.settings.limits.session_gap
    wait = words.t("All are taken, about {length} to wait", length=words.duration(30 + gap))
    assert wait in [tile.line for tile in flow.state(WelcomeState).tiles]
    flow.run(
        Step(Welcome, touch=welcome.Action.PURPOSE, value="job"),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
    )
    shown = flow.state(WaitingState)
    assert (shown.rank, shown.ticket) == ("1", "A1")
    assert shown.estimate == words.t("about {length}", length=words.duration(30 + gap))
    assert shown.slip is None, "there is no printer"
    (ticket,) = scene.room.tickets
    assert (ticket.member_id, ticket.purpose, ticket.missed) == (carried.member.id, Purpose.JOB, 0)
    flow.run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    assert scene.room.tickets == (ticket,)


def test_the_ticket_carries_no_name(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    carried = scene.member("Amina")
    scene.fill()
    ticket = to_waiting(Flow(scene), carried.code)
    (job,) = scene.printer.jobs
    assert "Amina" not in repr(job)
    assert str(carried.member.number) not in repr(job)
    assert Qr(slip_code(ticket.token)) in job.receipt.blocks
    assert any(isinstance(block, ArchNumber) and block.number == "A1" for block in job.receipt.blocks)


@pytest.mark.parametrize("outcome", PrintOutcome)
def test_a_printer_that_fails_loses_nobody_s_place(scene: Scene, outcome: PrintOutcome) -> None:
    scene.device("printer", DeviceState.READY)
    carried = scene.member()
    scene.fill()
    flow = Flow(scene)
    ticket = to_waiting(flow, carried.code)
    card = flow.state(WaitingState).slip
    assert card is not None
    assert card.kind == "printing"
    scene.printed(outcome)
    card = flow.state(WaitingState).slip
    assert card is not None
    assert card.kind == ("take" if outcome is PrintOutcome.PRINTED else "problem")
    if outcome is PrintOutcome.UNKNOWN:
        flow.run(Step(Waiting, touch=waiting.Action.HAVE_IT))
    elif outcome is not PrintOutcome.PRINTED:
        assert scene.desk.words.t("Keep the number in mind.") in repr(card)
    flow.run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    assert scene.room.tickets == (ticket,)


def test_a_site_that_prints_nothing_prints_no_ticket(make_scene: MakeScene) -> None:
    scene = make_scene(changed(site={"receipts": "never"}))
    scene.device("printer", DeviceState.READY)
    carried = scene.member()
    scene.fill()
    flow = Flow(scene)
    to_waiting(flow, carried.code)
    assert scene.printer.jobs == []
    assert flow.state(WaitingState).slip is None


def test_leaving_the_list_leads_back_and_is_counted(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    flow = Flow(scene)
    ticket = to_waiting(flow, carried.code)
    flow.run(Step(Waiting, stays=30), Step(Waiting, touch=waiting.Action.LEAVE, leads_to=Welcome))
    assert scene.room.tickets == ()
    assert scene.journal("ticket.closed") == [
        ("ticket.closed", {"ticket": ticket.id, "end": "left", "waited": 30, "staff": None})
    ]
    assert scene.rows("SELECT member_id FROM ticket") == [(None,)], "what is closed says nothing of who it was"


def test_the_card_finds_its_place_again(scene: Scene) -> None:
    first, second = scene.member(), scene.member()
    scene.fill()
    flow = Flow(scene)
    for carried in (first, second):
        to_waiting(flow, carried.code)
        flow.run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    flow.run(Step(Idle, scan=second.code, leads_to=Waiting))
    shown = flow.state(WaitingState)
    assert (shown.rank, shown.ticket) == ("2", "A2")
    flow.run(
        Step(Waiting, scan=first.code),
        Step(Waiting, touch=Overlay.CHANGE, leads_to=Waiting),
    )
    assert flow.state(WaitingState).rank == "1"
    flow.run(Step(Waiting, touch=waiting.Action.LEAVE, leads_to=Idle), Step(Idle, scan=second.code, leads_to=Waiting))
    assert flow.state(WaitingState).rank == "1", "everybody moves up"


def test_the_printed_ticket_stands_for_the_card(scene: Scene) -> None:
    carried = scene.member()
    scene.fill()
    flow = Flow(scene)
    code = slip_code(to_waiting(flow, carried.code).token)
    flow.run(
        Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle),
        Step(Idle, scan=code, leads_to=Waiting),
        Step(Waiting, touch=waiting.Action.LEAVE, leads_to=Idle),
        Step(Idle, scan=code, leads_to=Notice),
    )
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert (flow.place.refused.reason, flow.place.refused.slip) == (Reason.EXPIRED, True)


def test_nobody_reads_the_list_of_the_next_visitor(scene: Scene) -> None:
    """The screen goes home by itself, and the place in the list stays."""
    carried = scene.member()
    scene.fill()
    flow = Flow(scene)
    to_waiting(flow, carried.code)
    flow.run(Step(Waiting, leaves_after=45 + 20, leads_to=Idle))
    assert len(scene.room.tickets) == 1


def test_the_charter_is_signed_before_waiting(scene: Scene) -> None:
    carried = scene.member(signed=False)
    scene.fill()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Charter),
        Step(Charter, touch=CharterAction.CONFIRM, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Waiting),
    )
    assert flow.state(WaitingState).rank == "1"


def test_a_list_that_is_full_says_when_to_come_back(make_scene: MakeScene) -> None:
    scene = make_scene(changed(waiting={"longest": 1}))
    first, second = scene.member(), scene.member()
    scene.fill()
    flow = Flow(scene)
    to_waiting(flow, first.code)
    flow.run(
        Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle),
        Step(Idle, scan=second.code, leads_to=Notice),
    )
    assert flow.state(NoticeState).title == scene.desk.words.t("All workstations are taken")
    assert len(scene.room.tickets) == 1


def test_the_room_fills_up_while_somebody_chooses(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="print"),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )
    scene.fill()
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=Waiting))
    (ticket,) = scene.room.tickets
    assert (ticket.member_id, ticket.purpose) == (carried.member.id, Purpose.PRINT)


def test_no_length_is_promised_beyond_the_last_entry(scene: Scene) -> None:
    """Staff close early while somebody waits for an hour."""
    scene.fill()
    flow = Flow(scene)
    carried = scene.member()
    to_waiting(flow, carried.code)
    words = scene.desk.words
    assert flow.state(WaitingState).estimate == words.t("about {length}", length=words.duration(62))
    scene.reception.close_early(scene.colleague().staff, paris("15:15"))
    scene.pass_time(1)
    assert flow.state(WaitingState).estimate == scene.desk.words.t("perhaps not today")


def test_the_printed_ticket_of_yesterday_is_over(scene: Scene) -> None:
    """The machine was off when the place closed: the ticket is not taken for today's."""
    scene.fill()
    flow = Flow(scene)
    code = slip_code(to_waiting(flow, scene.member().code).token)
    scene.clock.reboot(off_seconds=86_400)
    scene.reopen()
    flow = Flow(scene).run(Step(Idle, scan=code, leads_to=Notice))
    assert isinstance(flow.place, Notice)
    assert flow.place.refused == Refused(Reason.EXPIRED, until=date(2026, 10, 13), slip=True)


# --------------------------------------------------------------------------------- for something in particular


def to_scanner(flow: Flow, code: str) -> Flow:
    """A member who sees free workstations waits for a scanner all the same."""
    return flow.run(
        Step(Idle, scan=code),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.STATION, value=4),
        Step(Choose, touch=choose.Action.WAIT, leads_to=Waiting),
    )


def test_who_needs_a_scanner_waits_for_one(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(*SCANNERS)
    flow = to_scanner(Flow(scene), carried.code)
    (ticket,) = scene.room.tickets
    assert (set(ticket.suits), set(ticket.tags)) == (set(SCANNERS), {"scanner"})
    flow.run(Step(Waiting, stays=10))
    assert scene.room.called == (), "others are free, and none of them is a scanner"
    flow.run(Step(Waiting, touch=waiting.Action.LEAVE, leads_to=Choose))
    flow.run(Step(Choose, touch=choose.Action.CONFIRM))
    assert scene.room.tickets == ()


def test_nobody_waits_for_what_another_one_has_as_well(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(4)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.front.touch(choose.Action.STATION, 4)
    assert toast(flow) == scene.desk.words.t("This one is taken")
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.undo is None


def test_who_waits_for_a_scanner_may_still_take_another(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(*SCANNERS)
    flow = to_scanner(Flow(scene), carried.code).run(
        Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Waiting),
    )
    assert flow.state(WaitingState).title == scene.desk.words.t("What you asked for is taken")
    assert (flow.state(WaitingState).rank, flow.state(WaitingState).ticket) == ("1", "A1")
    flow.run(
        Step(Waiting, touch=waiting.Action.LEAVE, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.CONFIRM),
    )
    assert flow.view.place == "opened"
    assert scene.room.tickets == ()
    assert scene.journal("ticket.closed")[0][1]["end"] == "left"


def test_who_waits_for_a_scanner_is_first_offered_one_that_is_free(scene: Scene) -> None:
    """In the second before the call."""
    carried = scene.member()
    there = scene.fill(*SCANNERS)
    flow = to_scanner(Flow(scene), carried.code).run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    session = scene.room.session_on(SCANNERS[0])
    assert session is not None
    assert session.member_id == there[0].member.id
    scene.reception.end(session, scene.new_request())
    scene.clock.advance(GAP)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert answer.best[0] == SCANNERS[0]
    assert flow.view.place == "idle"


def test_asking_for_the_scanner_again_shows_the_same_ticket(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(*SCANNERS)
    flow = to_scanner(Flow(scene), carried.code).run(Step(Waiting, touch=waiting.Action.KEEP, leads_to=Idle))
    before = scene.room.tickets
    again = scene.reception.wait(carried.member, None, scene.new_request(), tags=frozenset({"scanner"}))
    assert isinstance(again, Waits)
    assert (again.ticket,) == scene.room.tickets == before
    flow.run(Step(Idle, scan=carried.code, leads_to=Waiting))


# ------------------------------------------------------------------------------------------ those who sit there


def test_extensions_rest_while_somebody_waits(scene: Scene) -> None:
    there, carried = scene.member(), scene.member()
    session = scene.session(there, 7)
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    flow = Flow(scene).run(Step(Idle, scan=there.code, leads_to=MySession))
    assert flow.state(MySessionState).durations
    outcome = scene.reception.wait(carried.member, None, scene.new_request())
    assert isinstance(outcome, Waits)
    scene.front.alive()
    flow.run(Step(MySession, stays=1))
    shown, words = flow.state(MySessionState), scene.desk.words
    assert (shown.durations, shown.add) == ((), None)
    assert shown.waiting == words.n("{count} person is waiting.", "{count} people are waiting.", 1)
    scene.front.touch(SessionAction.ADD)
    assert scene.stored(session).granted == 3600
    scene.reception.leave_queue(outcome.ticket, scene.new_request())
    flow.run(Step(MySession, stays=1))
    assert flow.state(MySessionState).durations


def test_who_waits_for_a_scanner_suspends_no_other_workstation(scene: Scene) -> None:
    there, carried = scene.member(), scene.member()
    scene.session(there, 7)
    scene.fill(*SCANNERS)
    scene.reception.wait(carried.member, None, scene.new_request(), tags=frozenset({"scanner"}))
    flow = Flow(scene).run(Step(Idle, scan=there.code, leads_to=MySession))
    assert flow.state(MySessionState).durations


def test_a_ticket_ends_with_the_day(make_scene: MakeScene) -> None:
    base = changed()
    scene = make_scene(replace(base, limits=replace(base.limits, session_gap=0)))
    carried = scene.member()
    scene.fill()
    to_waiting(Flow(scene), carried.code)
    scene.clock.advance(4 * 3600 + 41 * 60)
    scene.front.tick()
    scene.pass_time(61)
    assert scene.room.tickets == ()
    assert scene.journal("ticket.closed")[0][1]["end"] == "closing"


def test_the_end_of_a_session_leads_on_to_the_list(scene: Scene) -> None:
    """Somebody who just ended may wait like everybody else, behind those who wait."""
    carried, first = scene.member(), scene.member()
    scene.session(carried, 7, minutes=30)
    scene.fill(*(number for number in scene.site.numbers if number != 7))
    assert isinstance(scene.reception.wait(first.member, None, scene.new_request()), Waits)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=MySession),
        Step(MySession, touch=SessionAction.END),
        Step(MySession, touch=SessionAction.END_CONFIRMED, leads_to=Feedback),
        Step(Feedback, touch=FeedbackAction.SKIP, leads_to=Idle),
    )
    to_waiting(flow, carried.code)
    assert flow.state(WaitingState).rank == "2"

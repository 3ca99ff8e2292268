"""A visitor comes back to the kiosk while the session runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.cards import slip_code
from kiosk.events import DeviceState, PrintOutcome
from kiosk.explanation import why_not_more
from kiosk.models import EndReason, ExtensionReason, Session
from kiosk.places import feedback
from kiosk.places.feedback import Feedback
from kiosk.places.idle import Idle
from kiosk.places.my_session import Action, MySession
from kiosk.places.notice import Notice
from kiosk.places.states import MySessionState
from kiosk.places.view import Tone
from kiosk.rules.extension import Barrier
from tests.factories import Scene, paris
from tests.flows.harness import DisabledActionError, Flow, Step

MakeScene = Callable[..., Scene]


def at_my_session(scene: Scene, minutes: float = 60) -> tuple[Flow, Session]:
    carried = scene.member()
    session = scene.session(carried, 7, minutes)
    return Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession)), session


def toast(flow: Flow) -> str:
    assert flow.view.frame.toast is not None
    return flow.view.frame.toast.text


def test_time_is_added_as_chosen(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    assert [tile.minutes for tile in flow.state(MySessionState).durations] == [15, 30, 60]
    flow.run(Step(MySession, touch=Action.CHOOSE, value=30), Step(MySession, touch=Action.ADD))
    assert scene.stored(session).granted == 90 * 60
    words = scene.desk.words
    assert toast(flow) == words.t(
        "+ {length}: until {hour}", length=words.duration(30), hour=words.hour(paris("15:30"))
    )
    assert [tile.minutes for tile in flow.state(MySessionState).durations] == [15, 30]


def test_without_a_choice_the_shortest_is_added(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    flow.run(Step(MySession, touch=Action.ADD))
    assert scene.stored(session).granted == 75 * 60


def test_a_used_up_day_offers_nothing_and_says_why(scene: Scene) -> None:
    flow, _ = at_my_session(scene)
    for _ in range(4):
        flow.run(Step(MySession, touch=Action.ADD))
    shown = flow.state(MySessionState)
    assert (shown.add, shown.durations) == (None, ())
    assert shown.waiting == why_not_more(Barrier.DAY, scene.desk.words)


def test_near_closing_the_reason_is_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:50"))
    flow, _ = at_my_session(scene)
    shown = flow.state(MySessionState)
    assert shown.add is None
    assert shown.waiting == why_not_more(Barrier.CLOSING, scene.desk.words)


def test_what_cannot_be_added_any_more_is_said(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    flow, session = at_my_session(scene)
    scene.reception.add_time(scene.colleague().staff, session, 1200, ExtensionReason.OTHER, scene.new_request())
    flow.run(Step(MySession, touch=Action.ADD))
    assert toast(flow) == why_not_more(Barrier.CLOSING, scene.desk.words)


def test_ending_asks_first(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    flow.run(Step(MySession, touch=Action.END), Step(MySession, touch=Action.KEEP))
    assert flow.view.dialog is None
    assert scene.stored(session).closed_at is None
    flow.run(
        Step(MySession, touch=Action.END),
        Step(MySession, touch=Action.END_CONFIRMED, leads_to=Feedback),
        Step(Feedback, touch=feedback.Action.SKIP, leads_to=Idle),
    )
    closed = scene.stored(session)
    assert (closed.end_reason, closed.estimated) == (EndReason.VISITOR, False)


def test_an_end_that_nobody_asked_about_is_not_confirmed(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    scene.front.touch(Action.END_CONFIRMED)
    flow.run(Step(MySession))
    assert scene.stored(session).closed_at is None


def test_a_receipt_opens_the_same(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=slip_code(session.receipt_token), leads_to=MySession))
    assert flow.state(MySessionState).add is not None
    scene.reception.end(session, scene.new_request())
    scene.pass_time(1)
    flow.run(Step(Idle, scan=slip_code(session.receipt_token), leads_to=Notice))


def test_a_receipt_is_printed_again(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow, _ = at_my_session(scene)
    flow.run(Step(MySession, touch=Action.RECEIPT))
    with pytest.raises(DisabledActionError):
        flow.touch(Action.RECEIPT)
    scene.front.touch(Action.RECEIPT)
    assert len(scene.printer.jobs) == 1
    scene.printed()
    assert toast(flow) == scene.desk.words.t("Take your receipt")
    flow.run(Step(MySession, touch=Action.RECEIPT))
    assert len(scene.printer.jobs) == 2


@pytest.mark.parametrize("outcome", PrintOutcome)
def test_how_printing_went_is_said(scene: Scene, outcome: PrintOutcome) -> None:
    scene.device("printer", DeviceState.READY)
    flow, _ = at_my_session(scene)
    flow.touch(Action.RECEIPT)
    before = toast(flow)
    scene.printed(outcome)
    assert toast(flow) not in {"", before}


def test_without_a_printer_there_is_no_receipt(scene: Scene) -> None:
    flow, _ = at_my_session(scene)
    with pytest.raises(DisabledActionError):
        flow.touch(Action.RECEIPT)


def test_the_ring_runs_down_and_changes_its_words(scene: Scene) -> None:
    flow, _ = at_my_session(scene, minutes=11)
    tones = []
    for _ in range(11):
        ring = flow.state(MySessionState).ring
        tones.append((ring.value, ring.tone))
        for _ in range(60):
            scene.front.alive()
            scene.pass_time(1)
    assert tones[0] == ("11", Tone.CALM)
    assert tones[1:10] == [(str(minutes), Tone.WARNING) for minutes in range(10, 1, -1)]
    assert tones[10] == ("1", Tone.DANGER)
    assert type(flow.place) is Idle


def test_the_screen_goes_home_when_the_time_is_up(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7, minutes=10)
    scene.pass_time(580)
    Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession), Step(MySession, leaves_after=20, leads_to=Idle))
    assert scene.stored(session).end_reason is EndReason.TIME_UP


def test_the_screen_goes_home_when_staff_end_the_session(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    scene.reception.end(session, scene.new_request(), scene.colleague().staff)
    flow.run(Step(MySession, leaves_after=1, leads_to=Idle))


def test_time_from_staff_shows_at_once(scene: Scene) -> None:
    flow, session = at_my_session(scene)
    scene.reception.add_time(scene.colleague().staff, session, 900, ExtensionReason.FAULT, scene.new_request())
    scene.pass_time(1)
    words = scene.desk.words
    assert flow.state(MySessionState).title == words.t(
        "Workstation {number}, until {hour}", number=7, hour=words.hour(paris("15:15"))
    )

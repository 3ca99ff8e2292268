"""A visitor comes in: with and without a card, for the first time and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.cards import slip_code
from kiosk.events import DeviceState
from kiosk.models import Purpose
from kiosk.places import charter, choose, idle, opened, refusal, welcome
from kiosk.places import help as help_called
from kiosk.places.charter import Charter, CharterText
from kiosk.places.choose import Choose
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.no_card import NoCard
from kiosk.places.notice import Farewell, Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.slip import code_in_pairs
from kiosk.places.states import (
    ChooseState,
    NoticeState,
    OpenedState,
    WelcomeState,
)
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from kiosk.rules.refusals import Reason
from tests.factories import Scene, changed, paris, sample
from tests.flows.harness import Flow, Step, names_shown
from tests.flows.ways import to_opened

MakeScene = Callable[..., Scene]


def test_the_first_visit(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    carried = scene.member(signed=False)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Charter),
        Step(Charter, touch=charter.Action.READ_ALL, leads_to=CharterText),
        Step(CharterText, touch=charter.Action.CLOSE, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )
    assert flow.state(WelcomeState).line == scene.desk.words.t("Welcome.")
    flow.run(
        Step(Welcome, touch=welcome.Action.PURPOSE, value="job"),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.STATION, value=8),
        Step(Choose, touch=choose.Action.DURATION, value=30),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )
    (session,) = scene.room.sessions
    assert (session.workstation, session.granted, session.purpose) == (8, 1800, Purpose.JOB)
    shown = flow.state(OpenedState)
    assert (shown.number, shown.code, shown.qr) == (
        "8",
        code_in_pairs(session.code),
        slip_code(session.receipt_token),
    )
    assert carried.member.first_name
    assert names_shown(flow.view, carried.member.first_name)
    flow.run(Step(SessionOpened, touch=opened.Action.PRINT))
    scene.printed(fraction=0.5)
    scene.printed()
    flow.run(Step(SessionOpened, touch=opened.Action.GO, leads_to=Idle))
    assert scene.stored(session).closed_at is None


def test_the_second_visit_asks_for_no_signature(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    shown = flow.state(WelcomeState)
    assert shown.greeting == scene.desk.words.t("Hello {name}", name="Amina")
    assert shown.line == scene.desk.words.t("Good to see you again.")
    assert shown.ring.fraction == 1
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    to_opened(flow, carried.code)


def test_a_member_without_a_name_is_greeted_all_the_same(scene: Scene) -> None:
    carried = scene.member(None)
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    assert flow.state(WelcomeState).greeting == scene.desk.words.t("Hello")
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    to_opened(flow, carried.code)
    assert flow.state(OpenedState).title == scene.desk.words.t("It is yours")


def test_the_best_workstation_and_an_hour_are_chosen_already(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose)
    )
    shown = flow.state(ChooseState)
    assert shown.number == "7"
    assert shown.recommended
    assert [(tile.minutes, tile.chosen) for tile in shown.durations] == [(30, False), (60, True)]
    assert [tile.number for tile in shown.stations if tile.recommended] == [7]


def test_who_needs_an_accessible_workstation_gets_one(scene: Scene) -> None:
    carried = scene.member("Yvette", needs=frozenset({"accessible"}))
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    shown = flow.state(ChooseState)
    assert shown.number == "6"
    assert {tile.number for tile in shown.stations if tile.kind in {"free", "chosen"}} == {6, 9}


def test_a_purpose_can_be_taken_back(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="learn"),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="print"),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="print"),
    )
    assert not any(chip.chosen for chip in flow.state(WelcomeState).purposes)


def test_just_a_visit(scene: Scene) -> None:
    carried = scene.member()
    Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="learn"),
        Step(Welcome, touch=welcome.Action.VISIT, leads_to=Farewell),
        Step(Farewell, leaves_after=6, leads_to=Idle),
    )
    assert scene.rows("SELECT purpose FROM visit") == [("learn",)]


def test_back_from_the_floor_plan_keeps_the_purpose(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="job"),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.BACK, leads_to=Welcome),
    )
    assert [chip.value for chip in flow.state(WelcomeState).purposes if chip.chosen] == ["job"]


def test_the_list_of_the_largest_text_turns_its_pages(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
    )
    first = [row.number for row in flow.state(ChooseState).rows]
    flow.run(Step(Choose, touch=choose.Action.NEXT))
    second = [row.number for row in flow.state(ChooseState).rows]
    assert len(first) == len(second) == 4
    assert not set(first) & set(second)
    flow.run(Step(Choose, touch=choose.Action.PREVIOUS))
    assert [row.number for row in flow.state(ChooseState).rows] == first
    flow.run(Step(Choose, touch=choose.Action.NEXT), Step(Choose, touch=choose.Action.STATION, value=second[0]))
    assert flow.state(ChooseState).number == str(second[0])


def test_no_card(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard))
    assert len(flow.state(NoticeState).rows) == 3
    flow.run(Step(NoCard, touch=Bar.HELP), Step(NoCard, touch=help_called.Action.THANKS))
    flow.run(Step(NoCard, touch=refusal.Action.HOME, leads_to=Idle))
    assert len(scene.room.help_calls) == 1


def test_where_nobody_waits_all_taken_says_when_to_come_back(make_scene: MakeScene) -> None:
    scene = make_scene(changed(waiting={"enabled": False}))
    carried = scene.member()
    scene.fill()
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    words = scene.desk.words
    assert flow.state(NoticeState).line == words.t("One will be free at about {hour}.", hour=words.hour(paris("15:02")))
    assert scene.room.tickets == ()


def test_the_workstation_was_taken_meanwhile(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="print"),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )
    scene.session(other, 7)
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=Choose))
    shown = flow.state(ChooseState)
    assert shown.banner is not None
    assert shown.banner.title == scene.desk.words.t("Workstation {number} was just taken", number=7)
    assert shown.number not in {"", "7"}
    assert [tile.number for tile in shown.stations if tile.recommended] == [int(shown.number)]
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened))
    mine = next(s for s in scene.room.sessions if s.member_id == carried.member.id)
    assert (str(mine.workstation), mine.purpose) == (shown.number, Purpose.PRINT)


def test_a_workstation_that_was_just_taken_cannot_be_chosen(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.fill(8)
    scene.front.touch(choose.Action.STATION, 8)
    assert flow.state(ChooseState).number == "7"
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.text == scene.desk.words.t("This one is taken")


def test_the_last_one_was_taken_meanwhile(make_scene: MakeScene) -> None:
    scene = make_scene(changed(waiting={"enabled": False}))
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.fill()
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=Notice))
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    assert flow.place.refused.reason is Reason.ALL_TAKEN


def test_the_place_closed_while_somebody_was_choosing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("18:39"))
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.clock.advance(120)
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=Notice))


def test_another_session_was_opened_for_the_same_member_meanwhile(scene: Scene) -> None:
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.session(carried, 8, minutes=30)
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=MySession))
    assert isinstance(flow.place, MySession)
    assert flow.place.runs.addable_seconds == 90 * 60


def test_a_minor_whose_guardian_agreed_gets_a_shorter_session(scene: Scene) -> None:
    carried = scene.member("Lucas", birth_year=2016, category="minor", guardian_agreed=True)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    shown = flow.state(ChooseState)
    assert [tile.minutes for tile in shown.durations] == [30, 45]
    assert shown.durations[-1].line == scene.desk.words.t("the maximum")
    assert shown.number in {"11", "12"}


def test_a_length_that_is_not_the_maximum_is_not_called_so(make_scene: MakeScene) -> None:
    base = sample()
    scene = make_scene(replace(base, durations=replace(base.durations, minutes=(15, 30), offer_max=False)))
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    lines = [tile.line for tile in flow.state(ChooseState).durations]
    assert scene.desk.words.t("the maximum") not in lines

"""Children: a parent agrees, an adult comes along, and one day they turn eighteen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.events import DeviceState
from kiosk.places import charter, choose, consent, refusal, welcome
from kiosk.places.board import Board
from kiosk.places.charter import Charter
from kiosk.places.choose import Choose
from kiosk.places.consent import Consent
from kiosk.places.idle import Idle
from kiosk.places.notice import Notice, NoticeKind
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.states import CharterState, ChooseState, NoticeState, WelcomeState
from kiosk.places.states_queue import ConsentState
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from kiosk.rules.refusals import Reason
from tests.factories import PIN, SIGNATURE, Carried, Scene, changed
from tests.flows.harness import Flow, Step
from tests.flows.ways import type_pin

MakeScene = Callable[..., Scene]


def minor(scene: Scene, birth_year: int = 2012, *, agreed: bool = False, signed: bool = False) -> Carried:
    return scene.member("Lucas", birth_year=birth_year, category="minor", guardian_agreed=agreed, signed=signed)


def reason(flow: Flow) -> Reason:
    assert isinstance(flow.place, Notice)
    assert flow.place.refused is not None
    return flow.place.refused.reason


# ------------------------------------------------------------------------------------------- a parent agrees


def test_the_parent_is_there_and_signs(scene: Scene) -> None:
    carried = minor(scene)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Consent))
    age = scene.settings.limits.guardian_under_age
    assert scene.desk.words.t("You are under {age}.", age=age) in flow.state(ConsentState).line
    flow.run(Step(Consent, touch=consent.Action.PARENT, leads_to=Charter))
    assert flow.state(CharterState).sign_here == scene.desk.words.t("The parent signs here")
    flow.run(
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
        Step(Welcome, touch=Bar.QUIT, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Welcome),
    )
    assert scene.rows("SELECT guardian FROM signature") == [(1,)]


def test_a_parent_who_reads_and_leaves_has_agreed_to_nothing(scene: Scene) -> None:
    carried = minor(scene)
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Consent),
        Step(Consent, touch=consent.Action.PARENT, leads_to=Charter),
        Step(Charter, touch=charter.Action.BACK, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Consent),
    )
    flow.run(Step(Consent, touch=consent.Action.BACK, leads_to=Idle))
    assert scene.rows("SELECT count(*) FROM signature") == [(0,)]


@pytest.mark.parametrize("printer", [True, False])
def test_the_form_comes_back_signed(scene: Scene, printer: bool) -> None:
    if printer:
        scene.device("printer", DeviceState.READY)
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Consent),
        Step(Consent, touch=consent.Action.PAPER, leads_to=Notice),
    )
    assert len(scene.printer.jobs) == int(printer)
    assert "Lucas" not in repr(scene.printer.jobs)
    flow.run(Step(Notice, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(Step(Consent, touch=consent.Action.FILED, leads_to=Charter))
    assert flow.state(CharterState).sign_here == scene.desk.words.t("Sign here with your finger")
    flow.run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome))
    assert scene.journal("guardian.agreed-on-paper") == [
        ("guardian.agreed-on-paper", {"staff": colleague.staff.id, "member": carried.member.id})
    ]


def test_the_form_is_not_there_yet(scene: Scene) -> None:
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(Step(Consent, touch=consent.Action.NOT_FILED, leads_to=Idle))
    flow.run(Step(Idle, scan=carried.code, leads_to=Consent))


def test_nobody_files_a_form_without_card_and_pin(scene: Scene) -> None:
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Consent))
    scene.front.touch(consent.Action.FILED)
    flow.run(Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, "901234").run(Step(Pin))
    scene.front.touch(consent.Action.FILED)
    flow.run(Step(Pin, touch="pin.cancel", leads_to=Idle), Step(Idle, scan=carried.code, leads_to=Consent))
    assert scene.journal("guardian.agreed-on-paper") == []


def test_the_form_of_another_child_is_not_confirmed_by_mistake(scene: Scene) -> None:
    """After the notice is gone, a staff card opens staff mode, and nothing else."""
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(
        Step(Idle, scan=carried.code),
        Step(Consent, touch=consent.Action.PAPER, leads_to=Notice),
        Step(Notice, touch=refusal.Action.HOME, leads_to=Idle),
        Step(Idle, scan=colleague.code, leads_to=Pin),
    )
    type_pin(flow, PIN).run(Step(Board))


def renewed(scene: Scene) -> Carried:
    """A minor who signed, and whose house has written a new charter since."""
    carried = minor(scene, signed=True, agreed=True)
    scene.reopen(changed(charter={"version": "2027-1"}))
    return carried


def test_a_new_charter_is_signed_by_a_parent_again(scene: Scene) -> None:
    carried = renewed(scene)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Consent))
    assert scene.desk.words.t("The charter is new: a parent signs again.") in flow.state(ConsentState).line
    flow.run(
        Step(Consent, touch=consent.Action.PARENT, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
        Step(Welcome, touch=Bar.QUIT, leads_to=Idle),
        Step(Idle, scan=carried.code, leads_to=Welcome),
    )
    assert scene.rows("SELECT version, guardian FROM signature ORDER BY id")[1:] == [("2027-1", 1)]


def test_a_new_charter_may_come_back_signed_on_paper(scene: Scene) -> None:
    carried = renewed(scene)
    colleague = scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(
        Step(Consent, touch=consent.Action.FILED, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )
    assert len(scene.journal("guardian.agreed-on-paper")) == 1


def test_a_new_charter_does_not_hold_up_a_child_who_has_never_signed_one(scene: Scene) -> None:
    carried = minor(scene, agreed=True)
    scene.reopen(changed(charter={"version": "2027-1"}))
    Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Charter))


def test_who_has_grown_up_signs_a_new_charter_alone(scene: Scene) -> None:
    carried = minor(scene, 2008, signed=True, agreed=True)
    scene.reopen(changed(charter={"version": "2027-1"}))
    Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Charter))


def left_staff_mode(scene: Scene) -> list[bool]:
    """For each time that staff left: whether by itself."""
    return [body["by_itself"] for _, body in scene.journal("staff.locked")]


@pytest.mark.parametrize("answer", [consent.Action.FILED, consent.Action.NOT_FILED])
def test_who_confirmed_the_form_has_left_the_staff_mode(scene: Scene, answer: consent.Action) -> None:
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(Step(Consent, touch=answer))
    assert left_staff_mode(scene) == [False]


def test_the_question_to_the_mediator_does_not_stand_for_ever(scene: Scene) -> None:
    carried, colleague = minor(scene), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(Step(Consent))
    scene.pass_time(scene.settings.screen.idle_long_seconds + scene.settings.screen.countdown_seconds)
    flow.run(Step(Idle))
    assert left_staff_mode(scene) == [True]


def test_a_mediator_is_called(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=minor(scene).code), Step(Consent, touch=Bar.HELP))
    assert len(scene.room.help_calls) == 1
    flow.run(Step(Consent))


def test_a_notice_says_what_becomes_of_the_form(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=minor(scene).code), Step(Consent, touch=consent.Action.PAPER))
    assert isinstance(flow.place, Notice)
    assert flow.place.kind is NoticeKind.FORM
    assert len(flow.state(NoticeState).rows) == 3


# -------------------------------------------------------------------------------------------- an adult comes along


def test_a_child_comes_with_an_adult(scene: Scene) -> None:
    child, adult = minor(scene, 2022, agreed=True, signed=True), scene.member("Amina")
    flow = Flow(scene).run(Step(Idle, scan=child.code, leads_to=Notice))
    assert reason(flow) is Reason.UNDER_AGE
    flow.run(
        Step(Notice, scan=adult.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )
    shown = {t.number for t in flow.state(ChooseState).stations if t.kind in {"free", "chosen"}}
    zones = {scene.site.workstations[number].zone for number in shown}
    assert zones == {"adultes", "enfants"}
    flow.run(Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened))
    (session,) = scene.room.sessions
    assert session.member_id == child.member.id


def test_a_child_comes_with_an_adult_and_signs_first(scene: Scene) -> None:
    child, adult = minor(scene, 2022, agreed=True), scene.member("Amina")
    Flow(scene).run(
        Step(Idle, scan=child.code, leads_to=Notice),
        Step(Notice, scan=adult.code, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
    )


def test_an_adult_whose_card_is_refused_does_not_do(scene: Scene) -> None:
    child, adult = minor(scene, 2022, agreed=True, signed=True), scene.member("Amina")
    scene.suspend(adult, days=5)
    flow = Flow(scene).run(Step(Idle, scan=child.code), Step(Notice, scan=adult.code, leads_to=Notice))
    assert reason(flow) is Reason.SUSPENDED


def test_another_child_does_not_do(scene: Scene) -> None:
    child, other = minor(scene, 2022, agreed=True, signed=True), minor(scene, 2012, agreed=True, signed=True)
    flow = Flow(scene).run(Step(Idle, scan=child.code), Step(Notice, scan=other.code, leads_to=Welcome))
    assert isinstance(flow.place, Welcome)
    assert flow.place.arrived.member.id == other.member.id


def test_an_adult_without_a_birth_year_does_not_do(scene: Scene) -> None:
    child, unknown = minor(scene, 2022, agreed=True, signed=True), scene.member(None, birth_year=None)
    flow = Flow(scene).run(Step(Idle, scan=child.code), Step(Notice, scan=unknown.code, leads_to=Welcome))
    assert isinstance(flow.place, Welcome)
    assert flow.place.arrived.member.id == unknown.member.id


def test_an_adult_who_sits_at_a_workstation_does(scene: Scene) -> None:
    child, adult = minor(scene, 2022, agreed=True, signed=True), scene.member("Amina")
    scene.session(adult, 7)
    flow = Flow(scene).run(Step(Idle, scan=child.code), Step(Notice, scan=adult.code, leads_to=Welcome))
    assert isinstance(flow.place, Welcome)
    assert flow.place.arrived.member.id == child.member.id


def test_too_late_the_adult_comes_for_themselves(scene: Scene) -> None:
    child, adult = minor(scene, 2022, agreed=True, signed=True), scene.member("Amina")
    flow = Flow(scene).run(
        Step(Idle, scan=child.code),
        Step(Notice, leaves_after=20, leads_to=Idle),
        Step(Idle, scan=adult.code, leads_to=Welcome),
    )
    assert isinstance(flow.place, Welcome)
    assert flow.place.arrived.member.id == adult.member.id


# --------------------------------------------------------------------------------------------------- eighteen


def grown(scene: Scene, *, by_guardian: bool) -> Carried:
    """Somebody who was a minor at the last visit and turns 18 this year."""
    carried = minor(scene, 2008, agreed=not by_guardian)
    scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request(), guardian=by_guardian)
    return carried


def test_whose_parent_had_signed_signs_for_themselves(scene: Scene) -> None:
    carried = grown(scene, by_guardian=True)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Charter))
    assert flow.state(CharterState).sign_here == scene.desk.words.t("Sign here with your finger")
    flow.run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome))
    assert flow.state(WelcomeState).line == scene.desk.words.t(
        "You turn 18 this year: from now on you sign for yourself."
    )
    assert scene.rows("SELECT guardian FROM signature ORDER BY rowid") == [(1,), (0,)]
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle), Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).line == scene.desk.words.t("Good to see you again.")


def test_who_turns_eighteen_has_the_time_of_an_adult(scene: Scene) -> None:
    carried = grown(scene, by_guardian=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).ring.value == scene.desk.words.duration(120)
    assert scene.journal("member.grew-up") == [("member.grew-up", {"member": carried.member.id, "category": "adult"})]


def test_a_house_without_such_categories_moves_nobody(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"grown_up_category": None}))
    flow = Flow(scene).run(Step(Idle, scan=grown(scene, by_guardian=False).code, leads_to=Welcome))
    assert flow.state(WelcomeState).ring.value == scene.desk.words.duration(90)
    assert scene.journal("member.grew-up") == []

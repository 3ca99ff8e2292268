"""Nobody touches the screen, somebody else comes, or somebody leaves: what the kiosk does and what it forgets."""

from __future__ import annotations

import pytest

from kiosk.events import DeviceState, PrintOutcome
from kiosk.models import ExtensionReason
from kiosk.places import charter, choose, my_session, opened, welcome
from kiosk.places import help as help_called
from kiosk.places.charter import Charter, CharterText
from kiosk.places.choose import Choose
from kiosk.places.feedback import Feedback
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.notice import Farewell, Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.states import NoticeState
from kiosk.places.view import Bar, Theme
from kiosk.places.welcome import Welcome
from tests.factories import Carried, Scene
from tests.flows.harness import Flow, Step, names_shown
from tests.flows.ways import switch

NAME = "Zébulonette"


def dialog(flow: Flow) -> str:
    return flow.view.dialog.title if flow.view.dialog is not None else ""


def is_asking(flow: Flow) -> bool:
    return dialog(flow) == flow.scene.desk.words.t("Still there?")


def is_asking_who(flow: Flow) -> bool:
    return dialog(flow) == flow.scene.desk.words.t("Another person?")


def at_welcome(scene: Scene) -> tuple[Flow, Carried]:
    carried = scene.member(NAME)
    return Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome)), carried


def nothing_personal_is_left(flow: Flow) -> bool:
    scene = flow.scene
    desk = {name: value for name, value in vars(scene.desk).items() if name not in {"site", "reception", "printer"}}
    front = {name: value for name, value in vars(scene.front).items() if name not in {"desk", "inbox", "_watch"}}
    return NAME not in repr(flow.view) + repr(desk) + repr(front) and not front["_code"] + front["_pending_code"]


# --------------------------------------------------------------------------------------------- time-outs


def test_after_45_seconds_it_asks_and_20_seconds_later_it_closes(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, stays=44))
    assert not is_asking(flow)
    flow.run(Step(Welcome, stays=1))
    assert is_asking(flow)
    flow.run(Step(Welcome, leaves_after=20, leads_to=Idle))
    assert nothing_personal_is_left(flow)


def test_yes_restores_the_screen_as_it_was(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, touch=welcome.Action.PURPOSE, value="job"), Step(Welcome, touch=welcome.Action.WORKSTATION))
    before = flow.place
    flow.run(Step(Choose, stays=50), Step(Choose, touch=Overlay.STAY, leads_to=Choose))
    assert flow.place is before
    assert not is_asking(flow)
    flow.run(Step(Choose, stays=44))
    assert not is_asking(flow)


@pytest.mark.parametrize("way", [Overlay.LEAVE, Bar.QUIT])
def test_no_leaves_at_once(scene: Scene, way: str) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, stays=50), Step(Welcome, touch=way, leads_to=Idle))
    assert nothing_personal_is_left(flow)


def test_help_can_be_called_while_it_asks(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, stays=50), Step(Welcome, touch=Bar.HELP))
    assert len(scene.room.help_calls) == 1
    assert not is_asking(flow)


def test_a_late_touch_on_what_is_covered_does_nothing_but_say_that_somebody_is_there(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, stays=50))
    scene.front.touch(welcome.Action.VISIT)
    flow.run(Step(Welcome))
    assert not is_asking(flow)
    assert scene.rows("SELECT * FROM visit") == []


def test_the_ring_of_the_question_runs_down(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    scene.pass_time(45)
    seen = []
    for _ in range(20):
        assert flow.view.dialog is not None
        assert flow.view.dialog.ring is not None
        seen.append((flow.view.dialog.ring.value, flow.view.dialog.ring.fraction))
        scene.pass_time(1)
    assert seen == [(str(left), left / 20) for left in range(20, 0, -1)]


def test_reading_and_signing_may_take_longer(scene: Scene) -> None:
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Charter), Step(Charter, stays=89))
    assert not is_asking(flow)
    flow.run(Step(Charter, touch=charter.Action.READ_ALL), Step(CharterText, stays=90))
    assert is_asking(flow)
    flow.run(Step(CharterText, leaves_after=20, leads_to=Idle))


def test_a_finger_that_signs_is_somebody(scene: Scene) -> None:
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Charter, stays=80))
    scene.front.alive()
    flow.run(Step(Charter, stays=80))
    assert not is_asking(flow)


def test_everything_takes_twice_as_long_with_the_largest_text(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, touch=Bar.TEXT), Step(Welcome, touch=Bar.TEXT), Step(Welcome, stays=89))
    assert not is_asking(flow)
    flow.run(Step(Welcome, stays=1))
    assert is_asking(flow)
    flow.run(Step(Welcome, leaves_after=40, leads_to=Idle))


def test_the_opened_screen_closes_after_thirty_seconds(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM),
        Step(SessionOpened, leaves_after=30, leads_to=Idle),
    )
    assert nothing_personal_is_left(flow)


def opened_and_printing(scene: Scene) -> Flow:
    scene.device("printer", DeviceState.READY)
    flow, _ = at_welcome(scene)
    return flow.run(
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM),
        Step(SessionOpened, touch=opened.Action.PRINT),
    )


def test_printing_is_not_cut_off(scene: Scene) -> None:
    flow = opened_and_printing(scene).run(Step(SessionOpened, stays=50))
    scene.printed(PrintOutcome.NO_PAPER)
    flow.run(Step(SessionOpened, stays=29), Step(SessionOpened, leaves_after=1, leads_to=Idle))


def test_a_printer_that_never_answers_keeps_nobody_s_code_on_the_screen(scene: Scene) -> None:
    flow = opened_and_printing(scene)
    scene.pass_time(120)
    flow.run(Step(Idle))


def test_a_card_during_printing_is_asked_to_wait(scene: Scene) -> None:
    flow = opened_and_printing(scene)
    flow.run(Step(SessionOpened, scan=scene.member().code, leads_to=SessionOpened))
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.text == scene.desk.words.t("One moment, please")


def test_my_session_asks_as_well(scene: Scene) -> None:
    carried = scene.member()
    scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession), Step(MySession, stays=45))
    assert is_asking(flow)
    flow.run(Step(MySession, leaves_after=20, leads_to=Idle))


def test_what_changes_behind_the_question_does_not_answer_it(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=MySession), Step(MySession, stays=50))
    scene.reception.add_time(scene.colleague().staff, session, 900, ExtensionReason.OTHER, scene.new_request())
    flow.run(Step(MySession, stays=1))
    assert is_asking(flow)
    flow.run(Step(MySession, leaves_after=14, leads_to=Idle))


# ----------------------------------------------------------------------------------------- other persons


def test_another_card_during_a_visit_asks_first(scene: Scene) -> None:
    other = scene.member("Lucas")
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, scan=other.code, leads_to=Welcome))
    assert is_asking_who(flow)
    flow.run(Step(Welcome, touch=Overlay.KEEP, leads_to=Welcome))
    assert flow.view.dialog is None
    assert names_shown(flow.view, NAME)
    flow.run(Step(Welcome, scan=other.code), Step(Welcome, touch=Overlay.CHANGE, leads_to=Welcome))
    assert names_shown(flow.view, "Lucas")
    assert not names_shown(flow.view, NAME)


def test_the_own_card_once_more_changes_nothing(scene: Scene) -> None:
    flow, carried = at_welcome(scene)
    before = flow.place
    flow.run(Step(Welcome, scan=carried.code))
    assert flow.view.dialog is None
    assert flow.place is before
    assert len(scene.journal("card.accepted")) == 1


def test_the_own_card_answers_still_there(scene: Scene) -> None:
    flow, carried = at_welcome(scene)
    flow.run(Step(Welcome, stays=50), Step(Welcome, scan=carried.code))
    assert not is_asking(flow)
    flow.run(Step(Welcome, stays=44))


def test_another_card_is_asked_about_also_while_it_asks(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(Step(Welcome, stays=50), Step(Welcome, scan=scene.member("Lucas").code))
    assert is_asking_who(flow)
    flow.run(Step(Welcome, touch=Overlay.CHANGE))
    assert names_shown(flow.view, "Lucas")


def test_the_next_person_does_not_inherit_language_text_and_contrast(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    settle(flow)
    flow.run(Step(Welcome, scan=scene.member("Lucas").code), Step(Welcome, touch=Overlay.CHANGE))
    assert is_as_the_house(flow)


def test_what_was_said_to_one_person_is_not_left_for_the_next(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    flow.run(
        Step(Welcome, scan=scene.member("Lucas").code),
        Step(Welcome, touch=Bar.HELP),
        Step(Welcome, touch=Overlay.CHANGE, leads_to=Welcome),
    )
    assert flow.view.frame.toast is None


def test_the_next_person_after_an_opened_session_starts_afresh(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    settle(flow)
    flow.run(
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM, leads_to=SessionOpened),
        Step(SessionOpened, scan=scene.member("Lucas").code, leads_to=Welcome),
    )
    assert is_as_the_house(flow)
    assert not names_shown(flow.view, NAME)


def test_the_next_person_after_a_goodbye_starts_afresh(scene: Scene) -> None:
    carried = scene.member()
    scene.session(carried, 7)
    flow = Flow(scene).run(Step(Idle, scan=carried.code))
    switch(flow)
    flow.run(
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.END_CONFIRMED, leads_to=Feedback),
        Step(Feedback, scan=scene.member("Lucas").code, leads_to=Welcome),
    )
    assert is_as_the_house(flow)


def test_whoever_tries_again_keeps_their_language(scene: Scene) -> None:
    flow = switch(Flow(scene)).run(Step(Idle, scan="HELLO", leads_to=Notice))
    flow.run(Step(Notice, scan=scene.member().code, leads_to=Welcome))
    assert flow.view.frame.language == "en"


# ------------------------------------------------------------------------------------------------ leaving


def settle(flow: Flow) -> None:
    """Another language, the largest text, the other theme."""
    place = type(flow.place)
    switch(flow).run(*(Step(place, touch=item) for item in (Bar.TEXT, Bar.TEXT, Bar.CONTRAST)))
    frame = flow.view.frame
    assert (frame.language, frame.text_step, frame.theme) == ("en", 3, Theme.DARK)


def is_as_the_house(flow: Flow) -> bool:
    frame = flow.view.frame
    return (frame.language, frame.text_step, frame.theme) == ("fr", 1, Theme.LIGHT)


def test_leaving_forgets_everything_of_the_visitor(scene: Scene) -> None:
    flow, _ = at_welcome(scene)
    settle(flow)
    flow.run(Step(Welcome, touch=Bar.QUIT, leads_to=Idle))
    assert is_as_the_house(flow)
    assert flow.view.frame.toast is None
    assert nothing_personal_is_left(flow)


def test_an_abandoned_idle_screen_goes_back_to_the_house(scene: Scene) -> None:
    flow = Flow(scene)
    settle(flow)
    flow.run(Step(Idle, stays=44))
    assert not is_as_the_house(flow)
    flow.run(Step(Idle, stays=1))
    assert is_as_the_house(flow)


def test_a_name_is_on_no_screen_but_those_of_its_visit(scene: Scene) -> None:
    flow, carried = at_welcome(scene)
    flow.run(Step(Welcome, touch=welcome.Action.VISIT, leads_to=Farewell))
    assert not names_shown(flow.view, NAME)
    flow.run(Step(Farewell, leaves_after=6, leads_to=Idle))
    scene.suspend(carried, 3)
    flow.run(Step(Idle, scan=carried.code, leads_to=Notice))
    assert not names_shown(flow.view, NAME)


def test_a_toast_goes_after_six_seconds_and_follows_the_language(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP), Step(Idle, touch=help_called.Action.CANCEL))
    french = flow.view.frame.toast
    assert french is not None
    assert french.text == scene.desk.words.t("Call cancelled")
    flow.run(Step(Idle, stays=5))
    assert flow.view.frame.toast == french
    flow.run(Step(Idle, stays=1))
    assert flow.view.frame.toast is None


def test_what_is_disabled_says_why(scene: Scene) -> None:
    scene.speaker.can_speak = False
    scene.front.tick()
    flow = Flow(scene)
    reason = next(item.disabled_reason for item in flow.view.frame.items if item.action == Bar.LISTEN)
    scene.front.touch("disabled", reason)
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.text == reason


def test_warnings_of_sessions_are_said_where_they_disturb_nobody(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=20)
    flow = Flow(scene)
    scene.pass_time(600)
    words = scene.desk.words
    assert flow.view.frame.toast is not None
    assert flow.view.frame.toast.text == words.t(
        "Workstation {number}: {length} left", number=7, length=words.duration(10)
    )
    carried = scene.member()
    scene.pass_time(280)
    flow.run(Step(Idle, scan=carried.code), Step(Welcome, stays=30))
    assert flow.view.frame.toast is None


def test_the_view_counts_its_changes_and_nothing_else(scene: Scene) -> None:
    front = scene.front
    scene.pass_time(1)
    before, view = front.changed, front.view()
    front.tick()
    front.touch("no.such.action", 7)
    assert (front.changed, front.view()) == (before, view)
    front.touch(Bar.CONTRAST)
    assert front.changed == before + 1


def test_the_notice_of_help_stays_for_the_next(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, touch=Bar.HELP), Step(Idle, touch=Bar.HELP))
    assert scene.desk.words.t("Call sent") in [item.label for item in flow.view.frame.items]
    assert len(scene.room.help_calls) == 1
    flow.run(Step(Idle, scan="HELLO", leads_to=Notice))
    assert flow.state(NoticeState).main is not None

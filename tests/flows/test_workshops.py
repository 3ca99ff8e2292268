"""Stories of the workshops: from the idle screen to the place, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.events import DeviceState, PrintOutcome
from kiosk.models import RegistrationState
from kiosk.places import welcome, workshop_registered, workshops
from kiosk.places.idle import Idle
from kiosk.places.states import WelcomeState
from kiosk.places.states_idle import IdleState
from kiosk.places.states_staff import BoardState
from kiosk.places.states_workshops import WorkshopRegisteredState, WorkshopRow, WorkshopsState
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from kiosk.places.workshop_registered import WorkshopRegistered
from kiosk.places.workshops import Workshops, key
from tests.factories import Carried, Scene, changed
from tests.flows.harness import DisabledActionError, Flow, Step, names_shown
from tests.flows.ways import staff_mode, toast
from tests.flows.workshop_story import THURSDAY, WEDNESDAY, a_week, registered, tell, workshop


@pytest.fixture
def english(make_scene: Callable[..., Scene]) -> Scene:
    """The house speaks English, so that its words are those of the code."""
    return make_scene(changed(site={"languages": ("en", "fr")}))


def to_list(scene: Scene, carried: Carried) -> Flow:
    scene.desk.language = "en"
    return Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSHOP, leads_to=Workshops),
    )


def rows(flow: Flow) -> list[WorkshopRow]:
    return [row for day in flow.state(WorkshopsState).days for row in day.rows]


def test_the_idle_screen_lists_the_workshops_of_today(english: Scene) -> None:
    hours = Flow(english).state(IdleState).rows
    tell(english, workshop("photos", places=1), workshop("cv", "17:00"), workshop("jeux", day=WEDNESDAY))
    registered(english, english.member(), workshop("photos", places=1))
    shown = Flow(english).state(IdleState)
    assert shown.list_title == "Workshops today"
    assert [(row.left, row.text, row.tag, row.tag_icon) for row in shown.rows] == [
        ("15:00", "Photos", "Full", "full"),
        ("17:00", "Cv", "8 places", "places"),
    ]
    tell(english, workshop("jeux", day=WEDNESDAY))
    assert Flow(english).state(IdleState).rows == hours
    assert Flow(english).state(IdleState).list_title == "Opening hours"


def test_a_workshop_leaves_the_list_half_an_hour_after_its_start(english: Scene) -> None:
    tell(english, workshop("photos", "14:10"))
    assert len(Flow(english).state(IdleState).rows) == 1
    english.clock.advance(40 * 60 - 1)
    english.front.tick()
    assert Flow(english).state(IdleState).list_title == "Workshops today"
    english.clock.advance(1)
    english.front.tick()
    assert Flow(english).state(IdleState).list_title == "Opening hours"


def test_without_workshops_the_welcome_has_no_tile_for_them(scene: Scene) -> None:
    flow = Flow(scene).run(Step(Idle, scan=scene.member().code))
    assert len(flow.state(WelcomeState).tiles) == 2


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2026-10-13", "Photos, at 15:00"),
        (WEDNESDAY, "Photos, tomorrow at 15:00"),
        (THURSDAY, "Photos, Thursday at 15:00"),
    ],
)
def test_the_welcome_speaks_of_the_next_workshop(english: Scene, day: str, line: str) -> None:
    tell(english, workshop("photos", day=day))
    flow = Flow(english).run(Step(Idle, scan=english.member().code))
    assert flow.state(WelcomeState).tiles[1].line == line


def test_one_touch_registers(scene: Scene) -> None:
    tell(scene, *a_week())
    flow = to_list(scene, scene.member("Amina"))
    assert flow.state(WorkshopsState).main.label == "Register"
    assert flow.state(WorkshopsState).name == "Photos\nsur mon téléphone"
    assert flow.state(WorkshopsState).facts == (
        ("room", "Salle Lilas"),
        ("beginner", "For beginners"),
        ("bring", "Bring votre téléphone"),
    )
    flow.run(Step(Workshops, touch=workshops.Action.REGISTER, leads_to=WorkshopRegistered))
    shown = flow.state(WorkshopRegisteredState)
    assert (shown.waits, shown.hour, shown.day, shown.title) == (False, "15:00", "today", "It is noted, Amina")
    assert [text for _, text in shown.rows] == ["Salle Lilas.", "Bring votre téléphone.", "Cannot come? Tell us."]
    assert [r.state for r in scene.room.registrations] == [RegistrationState.REGISTERED]
    flow.run(Step(WorkshopRegistered, leaves_after=8, leads_to=Idle))
    assert not names_shown(flow.view, "Amina")


def test_with_the_largest_text_there_is_twice_the_time_to_read(scene: Scene) -> None:
    tell(scene, workshop())
    scene.desk.text_step = 3
    to_list(scene, scene.member()).run(
        Step(Workshops, touch=workshops.Action.REGISTER, leads_to=WorkshopRegistered),
        Step(WorkshopRegistered, leaves_after=16, leads_to=Idle),
    )


def test_the_next_card_is_taken_at_once(scene: Scene) -> None:
    tell(scene, workshop())
    flow = to_list(scene, scene.member("Amina")).run(Step(Workshops, touch=workshops.Action.REGISTER))
    flow.run(Step(WorkshopRegistered, scan=scene.member("Noé").code, leads_to=Welcome))
    assert not names_shown(flow.view, "Amina")


def test_a_place_is_given_back_with_one_touch(scene: Scene) -> None:
    tell(scene, *a_week())
    carried = scene.member()
    registered(scene, carried, a_week()[1])
    flow = to_list(scene, carried)
    assert flow.state(WorkshopsState).name == "Cv", "the list opens at one's own"
    assert next(row for row in rows(flow) if row.chosen).tag == "Noted"
    flow.run(Step(Workshops, touch=workshops.Action.GIVE_BACK), Step(Workshops))
    assert toast(flow) == "Your place is given back"
    assert flow.state(WorkshopsState).main.label == "Register"
    assert flow.state(WorkshopsState).name == "Cv"
    assert scene.room.registrations == ()


def test_a_full_workshop_can_be_waited_for(scene: Scene) -> None:
    there = workshop(places=1)
    tell(scene, there, workshop("cv", "16:30"))
    first, second = scene.member(), scene.member("Noé")
    registered(scene, first, there)
    flow = to_list(scene, second)
    assert flow.state(WorkshopsState).name == "Cv", "the first with a place"
    assert [(row.tag, row.full) for row in rows(flow)] == [("Full", True), ("8 places", False)]
    flow.run(Step(Workshops, touch=workshops.Action.CHOOSE, value=key(there)))
    assert flow.state(WorkshopsState).main.label == "Wait for a place"
    flow.run(Step(Workshops, touch=workshops.Action.REGISTER, leads_to=WorkshopRegistered))
    shown = flow.state(WorkshopRegisteredState)
    assert (shown.waits, shown.title) == (True, "You are in the list, Noé")
    assert shown.rows[0] == ("busy", "Your rank in the list: 1.")
    scene.reception.give_back(first.member, there, scene.new_request())
    flow.run(Step(WorkshopRegistered, touch=workshop_registered.Action.DONE, leads_to=Idle))
    scene.desk.language = "en"
    flow.run(Step(Idle, scan=second.code), Step(Welcome, touch=welcome.Action.WORKSHOP))
    assert next(row for row in rows(flow) if row.chosen).tag == "Noted"


def test_whoever_waits_sees_the_rank_and_may_leave(scene: Scene) -> None:
    there, people = workshop(places=1), [scene.member() for _ in range(3)]
    tell(scene, there)
    for carried in people:
        registered(scene, carried, there)
    flow = to_list(scene, people[2])
    assert rows(flow)[0].tag == "Rank 2"
    assert flow.state(WorkshopsState).main.label == "Leave this waiting list"
    flow.run(Step(Workshops, touch=workshops.Action.GIVE_BACK))
    assert rows(flow)[0].tag == "Full"


def test_pages_turn_and_keep_what_is_chosen(scene: Scene) -> None:
    tell(scene, *a_week())
    flow = to_list(scene, scene.member())
    assert [row.title for row in rows(flow)] == ["Photos", "Cv", "Café"]
    with pytest.raises(DisabledActionError):
        flow.touch(workshops.Action.PREVIOUS)
    flow.run(Step(Workshops, touch=workshops.Action.NEXT), Step(Workshops))
    assert [day.title for day in flow.state(WorkshopsState).days] == [
        "Tomorrow, Wednesday, 14 October",
        "Thursday, 15 October",
    ]
    assert flow.state(WorkshopsState).hour == "15:00"
    with pytest.raises(DisabledActionError):
        flow.touch(workshops.Action.NEXT)
    flow.run(Step(Workshops, touch=workshops.Action.CHOOSE, value=key(a_week()[3])))
    assert [row.title for row in rows(flow)] == ["Jeux", "Mails"]
    assert flow.state(WorkshopsState).day == "Tomorrow"
    assert [row.line for row in rows(flow)] == ["De 8 à 12 ans", "For everyone"]


def test_four_of_two_days_need_no_pages(scene: Scene) -> None:
    tell(scene, *a_week()[:4])
    flow = to_list(scene, scene.member())
    assert flow.state(WorkshopsState).next is None
    assert [len(day.rows) for day in flow.state(WorkshopsState).days] == [3, 1]


def test_the_calendar_may_change_under_the_finger(scene: Scene) -> None:
    tell(scene, workshop("photos"), workshop("cv", "16:30"))
    flow = to_list(scene, scene.member())
    tell(scene, workshop("cv", "16:30"))
    assert flow.state(WorkshopsState).name == "Cv"
    scene.front.touch(workshops.Action.CHOOSE, key(workshop("photos")))
    assert flow.state(WorkshopsState).name == "Cv"
    tell(scene)
    flow.run(Step(Workshops))
    scene.front.tick()
    flow.run(Step(Welcome))


def test_too_late_is_said(scene: Scene) -> None:
    there = workshop(hour="14:10")
    tell(scene, there, workshop("cv", "16:30"))
    flow = to_list(scene, scene.member())
    scene.clock.advance(40 * 60 - 1)
    scene.front.touch(workshops.Action.CHOOSE, key(there))
    state = flow.state(WorkshopsState)
    assert state.name == "Photos"
    scene.clock.advance(1)
    scene.front.touch(workshops.Action.REGISTER)
    assert [r.uid for r in scene.room.registrations] == ["cv"], "what the screen shows from now on"


def test_a_card_around_the_start_is_presence_and_the_visit_goes_on(scene: Scene) -> None:
    there, carried = workshop(), scene.member("Amina")
    tell(scene, there)
    registered(scene, carried, there)
    scene.clock.advance(50 * 60)
    scene.front.tick()
    scene.desk.language = "en"
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Welcome))
    assert flow.state(WelcomeState).line == "Photos: you are expected."
    assert [r.state for r in scene.room.registrations] == [RegistrationState.PRESENT]
    flow.run(Step(Welcome, touch=welcome.Action.WORKSHOP))
    assert flow.state(WorkshopsState).main.disabled_reason == "You are there already"
    flow.run(Step(Workshops, touch=Bar.QUIT))
    scene.desk.language = "en"
    flow.run(Step(Idle, scan=carried.code))
    assert flow.state(WelcomeState).line == "Good to see you again."


def test_presence_is_said_to_whoever_cannot_use_a_workstation(scene: Scene) -> None:
    there, carried = workshop(hour="14:10"), scene.member()
    scene.used_before(carried, 120)
    tell(scene, there)
    scene.reception.register(carried.member, workshop("other"), scene.new_request())
    registered_before = workshop(hour="14:20")
    tell(scene, registered_before)
    registered(scene, carried, registered_before)
    scene.clock.advance(10 * 60)
    scene.front.tick()
    scene.desk.language = "en"
    flow = Flow(scene)
    scene.scan(carried.code)
    assert toast(flow) == "Your presence is noted"


def test_the_slip_is_printed_on_request_and_carries_no_name(scene: Scene) -> None:
    tell(scene, *a_week())
    scene.device("printer", DeviceState.READY)
    flow = to_list(scene, scene.member("Amina")).run(Step(Workshops, touch=workshops.Action.REGISTER))
    assert scene.printer.jobs == []
    flow.run(Step(WorkshopRegistered, touch=workshop_registered.Action.PRINT), Step(WorkshopRegistered, stays=30))
    (job,) = scene.printer.jobs
    assert "Amina" not in repr(job)
    assert "Photos sur mon téléphone" in repr(job)
    assert flow.state(WorkshopRegisteredState).print.busy  # type: ignore[union-attr]
    scene.printed()
    assert toast(flow) == "Take your paper"
    flow.run(Step(WorkshopRegistered, leaves_after=8, leads_to=Idle))


@pytest.mark.parametrize("outcome", [o for o in PrintOutcome if o is not PrintOutcome.PRINTED])
def test_what_keeps_the_slip_from_coming_is_said(scene: Scene, outcome: PrintOutcome) -> None:
    tell(scene, workshop())
    scene.device("printer", DeviceState.READY)
    flow = to_list(scene, scene.member()).run(
        Step(Workshops, touch=workshops.Action.REGISTER),
        Step(WorkshopRegistered, touch=workshop_registered.Action.PRINT),
    )
    scene.printed(outcome)
    assert toast(flow) in {"No more paper", "The printer is open", "The printer does not answer"}
    assert not flow.state(WorkshopRegisteredState).print.busy  # type: ignore[union-attr]


def test_without_a_printer_nothing_is_offered_to_print(scene: Scene) -> None:
    tell(scene, workshop())
    flow = to_list(scene, scene.member()).run(Step(Workshops, touch=workshops.Action.REGISTER))
    assert flow.state(WorkshopRegisteredState).print is None


def test_staff_hear_of_a_calendar_that_is_broken(scene: Scene) -> None:
    tell(scene, workshop(), trouble=("ateliers.ics, « Café »", "autre.ics"))
    flow, _ = staff_mode(scene)
    scene.desk.language = "en"
    scene.front.tick()
    banner = flow.state(BoardState).banner
    assert banner is not None
    assert banner.title == "The workshop calendar needs you"
    assert "ateliers.ics, « Café »" in banner.line
    tell(scene, workshop())
    assert flow.state(BoardState).banner is None


def test_a_store_that_does_not_answer_leads_to_staff(scene: Scene) -> None:
    tell(scene, workshop())
    flow = to_list(scene, scene.member())
    scene.store.trouble = "down"
    scene.front.touch(workshops.Action.REGISTER)
    assert flow.view.place == "notice"

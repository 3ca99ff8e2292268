"""Somebody cannot sign: a mediator comes and says, with card and PIN, that they accept the charter."""

from __future__ import annotations

import pytest

from kiosk.places import charter, refusal
from kiosk.places.assisted import Assisted
from kiosk.places.charter import Charter
from kiosk.places.consent import Action as Parent
from kiosk.places.consent import Consent
from kiosk.places.idle import Idle
from kiosk.places.pin import Pin
from kiosk.places.place import Patience
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from tests.factories import PIN, Scene
from tests.flows.harness import DisabledActionError, Flow, Step, UnknownActionError
from tests.flows.ways import switch, type_pin

CANNOT = Step(Charter, touch=charter.Action.CANNOT, leads_to=Assisted)


def test_a_mediator_says_that_the_charter_is_accepted(scene: Scene) -> None:
    carried, colleague = scene.member(signed=False), scene.colleague()
    flow = switch(Flow(scene)).run(
        Step(Idle, scan=carried.code, leads_to=Charter),
        CANNOT,
        Step(Assisted, scan=colleague.code, leads_to=Pin),
    )
    assert [kind for kind, _ in scene.journal("help.called")] == ["help.called"]
    type_pin(flow, PIN).run(Step(Charter, touch=charter.Action.ACCEPTED, leads_to=Welcome))
    assert flow.view.frame.language == "en", "the visitor keeps their language"
    ((_, body),) = scene.journal("charter.accepted-with-staff")
    assert (body["member"], body["staff"], body["language"]) == (carried.member.id, colleague.staff.id, "en")
    assert scene.journal("charter.signed") == []
    flow.run(Step(Welcome, touch=Bar.QUIT), Step(Idle, scan=carried.code, leads_to=Welcome))


def test_nobody_accepts_without_a_card_and_a_pin(scene: Scene) -> None:
    carried, colleague = scene.member(signed=False), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), CANNOT)
    for action in (charter.Action.ACCEPTED, charter.Action.CONFIRM):
        scene.front.touch(action)
        flow.run(Step(Assisted))
    flow.run(Step(Assisted, touch=refusal.Action.HOME, leads_to=Charter))
    with pytest.raises((UnknownActionError, DisabledActionError)):
        flow.touch(charter.Action.ACCEPTED)
    scene.front.touch(charter.Action.ACCEPTED)
    flow.run(Step(Charter), CANNOT, Step(Assisted, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(
        Step(Charter, touch=charter.Action.NOT_ACCEPTED, leads_to=Charter),
        Step(Charter, touch=charter.Action.BACK, leads_to=Idle),
    )
    assert scene.journal("charter.accepted-with-staff") == []
    assert [body["by_itself"] for _, body in scene.journal("staff.locked")] == [False]


def test_a_staff_card_at_the_charter_opens_the_staff_mode_as_ever(scene: Scene) -> None:
    carried, colleague = scene.member(signed=False), scene.colleague()
    flow = Flow(scene).run(Step(Idle, scan=carried.code), Step(Charter, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN)
    assert flow.view.place == "board"


def test_a_parent_who_cannot_sign_agrees_before_a_mediator(scene: Scene) -> None:
    child = scene.member("Lucas", birth_year=2012, category="minor", signed=False)
    colleague = scene.colleague()
    flow = Flow(scene).run(
        Step(Idle, scan=child.code, leads_to=Consent),
        Step(Consent, touch=Parent.PARENT, leads_to=Charter),
        CANNOT,
        Step(Assisted, scan=colleague.code, leads_to=Pin),
    )
    type_pin(flow, PIN).run(Step(Charter, touch=charter.Action.ACCEPTED))
    ((_, body),) = scene.journal("charter.accepted-with-staff")
    assert body["guardian"] is True


def test_the_mediator_has_the_time_to_come(scene: Scene) -> None:
    assert Assisted.patience is Patience.ASK_LATE
    carried = scene.member(signed=False)
    flow = Flow(scene).run(Step(Idle, scan=carried.code), CANNOT, Step(Assisted, stays=60))
    assert flow.view.dialog is None

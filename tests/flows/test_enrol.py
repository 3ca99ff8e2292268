"""Somebody without a card enrols by themselves: one member of it, nothing left behind, and a slip for the day."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.cards import slip_code
from kiosk.events import DeviceState
from kiosk.models import CardType, Member
from kiosk.places import charter, consent, enrol, enrolled, idle, no_card, reading, welcome
from kiosk.places.charter import Charter
from kiosk.places.choose import Choose
from kiosk.places.consent import Consent
from kiosk.places.enrol import Enrol
from kiosk.places.enrolled import Enrolled
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.no_card import NoCard
from kiosk.places.notice import Notice
from kiosk.places.pin import Pin
from kiosk.places.reading import Reading
from kiosk.places.states_enrol import EnrolledState, EnrolState
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from kiosk.receipts import Qr
from tests.factories import PIN, SIGNATURE, Scene, changed, sample
from tests.flows.harness import Flow, Step, UnknownActionError, names_shown, texts
from tests.flows.ways import switch, type_pin

MakeScene = Callable[..., Scene]


@pytest.fixture
def nameless(make_scene: MakeScene) -> Scene:
    """A site that asks for the birth year alone, as is the default."""
    return make_scene(changed(enrolment={"names": False}))


def begin(scene: Scene) -> Flow:
    return Flow(scene).run(
        Step(Idle, touch=idle.Action.NO_CARD, leads_to=NoCard),
        Step(NoCard, touch=no_card.Action.ENROL, leads_to=Enrol),
    )


def type_text(flow: Flow, text: str) -> Flow:
    for letter in text:
        flow.run(Step(Enrol, touch=enrol.Action.KEY, value=letter))
    return flow


def answer(flow: Flow, *texts: str) -> Flow:
    for text in texts:
        type_text(flow, text).touch(enrol.Action.NEXT)
    return flow


def shown(flow: Flow) -> str:
    return flow.state(EnrolState).field.text


def members(scene: Scene) -> list[Member]:
    """Everybody that the store knows."""
    ids = [row[0] for row in scene.rows("SELECT id FROM member ORDER BY id")]
    found = scene.store.real.read(lambda uow: [uow.members.get(member_id) for member_id in ids])
    return [member for member in found if member is not None]


# --------------------------------------------------------------------------------------------- the way in


def test_somebody_enrols_signs_and_takes_a_workstation_with_the_slip(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow = begin(scene)
    answer(flow, "AMINA", "BENALI", "1991")
    flow.run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Enrolled))
    (member,) = members(scene)
    assert (member.first_name, member.birth_year, member.category) == ("Amina", 1991, "adult")
    assert scene.store.real.read(lambda uow: uow.members.family_name(member.id)) == "Benali"
    number = f"{member.number:06d}"
    assert flow.state(EnrolledState).number == f"{number[:3]} {number[3:]}"
    scene.printed()
    code = flow.state(EnrolledState).qr
    assert Qr(code) in scene.printer.jobs[-1].receipt.blocks
    flow.run(
        Step(Enrolled, touch=enrolled.Action.GO, leads_to=Welcome),
        Step(Welcome, touch=Bar.QUIT, leads_to=Idle),
        Step(Idle, scan=code, leads_to=Welcome),
        Step(Welcome, touch=welcome.Action.WORKSTATION, leads_to=Choose),
    )


def test_the_slip_carries_no_name(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    answer(begin(scene), "AMINA", "BENALI", "1991").run(Step(Charter, touch=charter.Action.CONFIRM))
    printed = " ".join(texts(scene.printer.jobs[-1].receipt)).lower()
    assert "amina" not in printed
    assert "benali" not in printed


def test_without_names_the_year_is_all_that_is_asked_for(nameless: Scene) -> None:
    flow = begin(nameless)
    assert [step.kind for step in flow.state(EnrolState).steps] == ["current", "todo"]
    answer(flow, "1991").run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Enrolled))
    (member,) = members(nameless)
    assert (member.first_name, member.birth_year) == (None, 1991)


def test_a_site_may_leave_enrolment_to_its_staff(make_scene: MakeScene) -> None:
    flow = Flow(make_scene(changed(enrolment={"at_kiosk": False}))).run(Step(Idle, touch=idle.Action.NO_CARD))
    with pytest.raises(UnknownActionError):
        flow.touch(no_card.Action.ENROL)
    flow.scene.front.touch(no_card.Action.ENROL)
    flow.run(Step(NoCard))


def test_the_ticket_for_today_stays_beside_enrolment(make_scene: MakeScene) -> None:
    scene = make_scene(changed(guests={"tickets": "self"}))
    Flow(scene).run(
        Step(Idle, touch=idle.Action.NO_CARD),
        Step(NoCard, touch=no_card.Action.GUEST, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )


# ---------------------------------------------------------------------------------------- what was typed


def test_a_name_begins_with_a_capital_and_goes_on_small(scene: Scene) -> None:
    flow = begin(scene)
    type_text(flow, "JEAN-É ")
    flow.run(Step(Enrol, touch=enrol.Action.KEY, value=" "))
    type_text(flow, "LO")
    assert shown(flow) == "Jean-É Lo"
    flow.run(Step(Enrol, touch=enrol.Action.ERASE))
    assert shown(flow) == "Jean-É L"
    flow.run(Step(Enrol, touch=enrol.Action.CLEAR))
    assert shown(flow) == ""


def test_the_keyboard_follows_the_language_and_keeps_what_was_typed(scene: Scene) -> None:
    flow = type_text(begin(scene), "AM")
    rows = flow.state(EnrolState).keyboard.rows
    switch(flow)
    assert flow.state(EnrolState).keyboard.rows != rows
    assert shown(flow) == "Am"


@pytest.mark.parametrize("speech", ["always", "headphones"])
def test_what_is_typed_is_never_read_aloud(make_scene: Callable[..., Scene], speech: str) -> None:
    scene = make_scene(changed(sound={"speech": speech}))
    flow = type_text(begin(scene), "AMINA").run(Step(Enrol, touch=Bar.LISTEN, leads_to=Reading))
    ((said, _, _),) = scene.speaker.readings
    words = scene.desk.words
    assert said[0] == words.t("What is your first name?")
    assert words.t("Next") in said
    assert not names_shown(flow.view, "Amina")
    assert not any(len(text) == 1 for text in said), "no letter of the keyboard"
    flow.run(Step(Reading, touch=reading.Action.STOP, leads_to=Enrol))
    assert shown(flow) == "Amina"


def test_the_second_page_types_digits_which_are_no_name(scene: Scene) -> None:
    flow = type_text(begin(scene), "AMI").run(Step(Enrol, touch=enrol.Action.PAGE))
    type_text(flow, "7").run(Step(Enrol, touch=enrol.Action.NEXT))
    state = flow.state(EnrolState)
    assert (state.field.look, state.note) == ("error", scene.desk.words.t("Letters only, please."))
    flow.run(Step(Enrol, touch=enrol.Action.ERASE))
    assert flow.state(EnrolState).field.look == "typing"


def test_nothing_is_no_answer(scene: Scene) -> None:
    flow = begin(scene).run(Step(Enrol, touch=enrol.Action.NEXT))
    assert flow.state(EnrolState).note == scene.desk.words.t("Please type your first name.")


@pytest.mark.parametrize("year", ["199", "1899", "2024", "2031"])
def test_a_year_that_cannot_be_is_asked_for_again(nameless: Scene, year: str) -> None:
    flow = answer(begin(nameless), year).run(Step(Enrol))
    assert flow.state(EnrolState).field.look == "error"
    assert members(nameless) == []


def test_a_name_is_no_longer_than_a_card_has_room_for(scene: Scene) -> None:
    flow = type_text(begin(scene), "A" * 40)
    assert len(shown(flow)) == 30


def test_what_the_keyboard_does_not_have_is_not_typed(scene: Scene) -> None:
    flow = type_text(begin(scene), "A")
    for nothing in (None, "", "AB", "\n", "*", 7, "{"):
        scene.front.touch(enrol.Action.KEY, nothing)
    assert shown(flow) == "A"


def test_the_name_is_hidden_a_second_after_its_last_letter(scene: Scene) -> None:
    flow = answer(begin(scene), "AMINA")
    type_text(flow, "BEN")
    assert shown(flow) == "B•n"
    flow.run(Step(Enrol, stays=1))
    assert shown(flow) == "B••"
    flow.run(Step(Enrol, touch=enrol.Action.ERASE))
    assert shown(flow) == "B•"
    assert not names_shown(flow.view, "Ben")


def test_steps_back_and_forth_keep_what_was_typed(scene: Scene) -> None:
    flow = answer(begin(scene), "AMINA", "BENALI", "1991").run(
        Step(Charter, touch=charter.Action.BACK, leads_to=Enrol),
        Step(Enrol, touch=enrol.Action.BACK),
        Step(Enrol, touch=enrol.Action.BACK),
    )
    assert shown(flow) == "Amina"
    for _ in range(3):
        flow.run(Step(Enrol, touch=enrol.Action.NEXT))
    flow.run(Step(Charter, touch=charter.Action.CONFIRM, leads_to=Enrolled))
    assert [member.birth_year for member in members(scene)] == [1991]


def test_back_from_the_first_question_leads_home(scene: Scene) -> None:
    begin(scene).run(Step(Enrol, touch=enrol.Action.BACK, leads_to=Idle))


# ------------------------------------------------------------------------------------- nothing left behind


def test_a_time_out_wipes_everything_and_keeps_nobody(scene: Scene) -> None:
    flow = answer(begin(scene), "AMINA", "BENALI")
    type_text(flow, "199").run(Step(Enrol, stays=90))
    assert flow.view.dialog is not None
    scene.pass_time(20)
    flow.run(Step(Idle))
    begin(scene)
    assert shown(flow) == ""
    assert members(scene) == []


def test_still_there_gives_back_what_was_typed(scene: Scene) -> None:
    flow = type_text(begin(scene), "AM").run(Step(Enrol, stays=90), Step(Enrol, touch=Overlay.STAY))
    assert shown(flow) == "Am"


def test_who_declines_the_charter_is_not_kept(scene: Scene) -> None:
    answer(begin(scene), "AMINA", "BENALI", "1991").run(Step(Charter, touch=Bar.QUIT, leads_to=Idle))
    assert members(scene) == []
    assert scene.journal("member.enrolled") == []


def test_what_was_typed_is_in_no_log_and_no_journal(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    flow = answer(begin(scene), "AMINA", "BENALI", "1991")
    seen = [repr(flow.place), repr(replace(flow.view, frame=flow.view.frame))]
    flow.run(Step(Charter, touch=charter.Action.BACK))
    seen += [repr(flow.place), repr(flow.view.state)]
    flow.run(Step(Enrol, touch=enrol.Action.NEXT))
    scene.store.trouble = "midway"
    scene.front.touch(charter.Action.CONFIRM, SIGNATURE)
    scene.store.trouble = ""
    assert members(scene) == []
    seen += [caplog.text, repr(scene.journal())]
    for typed in ("amina", "benali", "1991"):
        assert not any(typed in text.lower() for text in seen)


# --------------------------------------------------------------------------------------- one member of it


def test_taps_and_requests_that_come_twice_make_one_member(scene: Scene) -> None:
    flow = answer(begin(scene), "AMINA", "BENALI", "1991")
    charter_place = flow.place
    assert isinstance(charter_place, Charter)
    for _ in range(3):
        scene.front.touch(charter.Action.CONFIRM, SIGNATURE)
    flow.run(Step(Enrolled))
    charter_place.touched(charter.Action.CONFIRM, SIGNATURE, scene.desk)
    assert len(members(scene)) == 1
    assert len(scene.journal("member.enrolled")) == len(scene.journal("charter.signed")) == 1


def test_two_newcomers_have_two_numbers(scene: Scene) -> None:
    known = scene.member()
    for name in ("AMINA", "YVETTE"):
        answer(begin(scene), name, "BENALI", "1991").run(
            Step(Charter, touch=charter.Action.CONFIRM), Step(Enrolled, touch=Bar.QUIT)
        )
    numbers = [member.number for member in members(scene)]
    assert numbers == [known.member.number, known.member.number + 1, known.member.number + 2]


# ---------------------------------------------------------------------------------------------- the slip


def slip_of_somebody(scene: Scene) -> str:
    flow = answer(begin(scene), "AMINA", "BENALI", "1991").run(Step(Charter, touch=charter.Action.CONFIRM))
    code = flow.state(EnrolledState).qr
    flow.run(Step(Enrolled, touch=Bar.QUIT))
    return code


def test_the_slip_serves_on_its_day_only(scene: Scene) -> None:
    code = slip_of_somebody(scene)
    scene.clock.advance(24 * 3600)
    scene.front.tick()
    Flow(scene).run(Step(Idle, scan=code, leads_to=Notice))


def test_the_slip_ends_when_the_card_is_made(scene: Scene) -> None:
    code = slip_of_somebody(scene)
    card, _ = scene.card(CardType.MEMBER, members(scene)[0].id)
    Flow(scene).run(
        Step(Idle, scan=code, leads_to=Notice),
        Step(Notice, scan=card, leads_to=Welcome),
    )


def test_whoever_has_a_card_gets_no_slip(scene: Scene) -> None:
    carried = scene.member(signed=False)
    Flow(scene).run(
        Step(Idle, scan=carried.code, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Welcome),
    )
    assert scene.journal("slip.lent") == []


def test_the_token_is_in_no_repr_and_not_in_the_store(scene: Scene) -> None:
    flow = answer(begin(scene), "AMINA", "BENALI", "1991").run(Step(Charter, touch=charter.Action.CONFIRM))
    assert isinstance(flow.place, Enrolled)
    token = flow.place.token
    assert flow.state(EnrolledState).qr == slip_code(token)
    assert repr(token) not in repr(flow.place)
    assert scene.rows("SELECT count(*) FROM guest_ticket WHERE token_sha256 = ?", token) == [(0,)]


# --------------------------------------------------------------------------------------------- a minor


def test_a_parent_signs_for_a_child(scene: Scene) -> None:
    flow = answer(begin(scene), "LUCAS", "BENALI", "2012")
    flow.run(
        Step(Consent, touch=consent.Action.BACK, leads_to=Enrol),
        Step(Enrol, touch=enrol.Action.NEXT, leads_to=Consent),
        Step(Consent, touch=consent.Action.PARENT, leads_to=Charter),
        Step(Charter, touch=charter.Action.BACK, leads_to=Consent),
        Step(Consent, touch=consent.Action.PARENT, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Enrolled),
        Step(Enrolled, touch=enrolled.Action.GO, leads_to=Welcome),
    )
    (member,) = members(scene)
    assert (member.category, member.guardian_agreed) == ("minor", True)


def test_the_form_on_paper_carries_the_number_of_the_new_member(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    answer(begin(scene), "LUCAS", "BENALI", "2012").run(
        Step(Consent, touch=consent.Action.PAPER, leads_to=Notice),
    )
    (member,) = members(scene)
    assert not member.guardian_agreed
    number = f"{member.number:06d}"
    assert any(f"{number[:3]} {number[3:]}" in text for text in texts(scene.printer.jobs[-1].receipt))


def test_staff_say_that_the_form_is_filed_and_the_child_signs(scene: Scene) -> None:
    colleague = scene.colleague()
    flow = answer(begin(scene), "LUCAS", "BENALI", "2012").run(Step(Consent, scan=colleague.code, leads_to=Pin))
    type_pin(flow, PIN).run(
        Step(Consent, touch=consent.Action.FILED, leads_to=Charter),
        Step(Charter, touch=charter.Action.CONFIRM, leads_to=Enrolled),
    )
    (member,) = members(scene)
    assert member.guardian_agreed
    assert [body["member"] for _, body in scene.journal("guardian.agreed-on-paper")] == [member.id]


def test_the_sample_enrols_with_names() -> None:
    assert sample().enrolment.at_kiosk

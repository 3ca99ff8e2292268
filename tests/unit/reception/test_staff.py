"""What staff do: PIN, extra time and its undo, ending, out of service, calls for help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.models import EndReason, ExtensionReason, FeedbackValue, HelpCall
from kiosk.reception.outcomes import Extended, NotExtended, PinBlocked, StaffCard, Unlocked, WrongPin
from kiosk.rules.extension import Barrier
from kiosk.rules.pin import matches
from tests.factories import PIN, Colleague, Scene, paris

MakeScene = Callable[..., Scene]
WRONG = "999999"


def again(scene: Scene, colleague: Colleague) -> StaffCard:
    """The card is presented once more."""
    answer = scene.reception.arrive(colleague.code)
    assert isinstance(answer, StaffCard)
    return answer


# ---------------------------------------------------------------------------------------------------- PIN


def test_the_right_pin_opens_staff_mode(scene: Scene) -> None:
    colleague = scene.colleague()
    assert scene.reception.try_pin(colleague.staff, PIN) == Unlocked(colleague.staff)
    assert scene.journal()[-1] == ("staff.unlocked", {"staff": colleague.staff.id})


def test_three_wrong_pins_pause_the_card(scene: Scene) -> None:
    staff = scene.colleague().staff
    until = scene.clock.now + timedelta(seconds=300)
    outcomes = [scene.reception.try_pin(staff, WRONG) for _ in range(3)]
    assert outcomes == [WrongPin(2), WrongPin(1), PinBlocked(until)]


def test_the_right_pin_does_not_help_during_the_pause(scene: Scene) -> None:
    staff = scene.colleague().staff
    for _ in range(3):
        scene.reception.try_pin(staff, WRONG)
    scene.clock.advance(299)
    assert isinstance(scene.reception.try_pin(staff, PIN), PinBlocked)
    scene.clock.advance(1)
    assert isinstance(scene.reception.try_pin(staff, PIN), Unlocked)


def test_the_pause_survives_a_restart(scene: Scene) -> None:
    colleague = scene.colleague()
    for _ in range(3):
        scene.reception.try_pin(colleague.staff, WRONG)
    until = scene.clock.now + timedelta(seconds=300)
    scene.reopen()
    assert again(scene, colleague).blocked_until == until
    assert scene.reception.try_pin(colleague.staff, PIN) == PinBlocked(until)


def test_wrong_tries_are_counted_over_a_restart(scene: Scene) -> None:
    colleague = scene.colleague()
    scene.reception.try_pin(colleague.staff, WRONG)
    scene.reopen()
    assert again(scene, colleague).tries_left == 2


def test_after_the_pause_there_are_three_tries_again(scene: Scene) -> None:
    colleague = scene.colleague()
    for _ in range(3):
        scene.reception.try_pin(colleague.staff, WRONG)
    scene.clock.advance(300)
    card = again(scene, colleague)
    assert (card.tries_left, card.blocked_until) == (3, None)
    assert scene.reception.try_pin(colleague.staff, WRONG) == WrongPin(2)


def test_the_right_pin_forgives_the_wrong_ones(scene: Scene) -> None:
    colleague = scene.colleague()
    for _ in range(4):
        assert scene.reception.try_pin(colleague.staff, WRONG) == WrongPin(2)
        scene.reception.try_pin(colleague.staff, PIN)
    assert again(scene, colleague).tries_left == 3


@pytest.mark.parametrize("step", [-3600, -86_400 * 365])
def test_a_clock_that_is_set_back_cannot_stretch_the_pause(scene: Scene, step: float) -> None:
    colleague = scene.colleague()
    for _ in range(3):
        scene.reception.try_pin(colleague.staff, WRONG)
    scene.clock.step(step)
    assert again(scene, colleague).blocked_until is None
    assert isinstance(scene.reception.try_pin(colleague.staff, PIN), Unlocked)


def test_a_pin_is_chosen_once(scene: Scene) -> None:
    colleague = scene.colleague(pin=None)
    chosen = scene.reception.choose_pin(colleague.staff, PIN)
    assert chosen is not None
    assert chosen.pin_hash is not None
    assert matches(PIN, chosen.pin_hash)
    assert scene.reception.choose_pin(colleague.staff, WRONG) is None
    assert not again(scene, colleague).first_use
    assert PIN not in repr(scene.journal())


def test_without_a_pin_none_is_right(scene: Scene) -> None:
    assert scene.reception.try_pin(scene.colleague(pin=None).staff, "") == WrongPin(2)


def test_somebody_who_is_gone_gets_no_answer(scene: Scene) -> None:
    colleague = scene.colleague()
    gone = type(colleague.staff)(99, 99, "Nobody")
    assert scene.reception.try_pin(gone, PIN) is None
    assert scene.reception.choose_pin(gone, PIN) is None


# ----------------------------------------------------------------------------------------------- more time


def add(scene: Scene, colleague: Colleague, session: object, minutes: float, request: bytes = b"") -> object:
    return scene.reception.add_time(
        colleague.staff,
        session,  # type: ignore[arg-type]
        minutes * 60,
        ExtensionReason.TRAINING,
        request or scene.new_request(),
    )


def test_staff_add_time_beyond_the_allotment_of_the_day(scene: Scene) -> None:
    carried, colleague = scene.member(), scene.colleague()
    scene.used_before(carried, minutes=60)
    outcome = add(scene, colleague, scene.session(carried, 7), 30)
    assert isinstance(outcome, Extended)
    assert (outcome.seconds, outcome.session.granted) == (1800, 5400)
    assert scene.journal()[-1] == (
        "session.extended",
        {
            "session": outcome.session.id,
            "seconds": 1800,
            "by": "staff",
            "staff": colleague.staff.id,
            "reason": "training",
        },
    )


def test_staff_add_at_most_an_hour_per_member_and_day(scene: Scene) -> None:
    carried, first, second = scene.member(), scene.colleague(), scene.colleague("Maude")
    session = scene.session(carried, 7, minutes=30)
    assert isinstance(add(scene, first, session, 45), Extended)
    rest = add(scene, second, session, 30)
    assert isinstance(rest, Extended)
    assert rest.seconds == 15 * 60
    assert add(scene, first, session, 15) == NotExtended(Barrier.CAP)


def test_the_cap_holds_over_the_sessions_of_a_day_and_not_longer(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("10:00"))
    carried, colleague = scene.member(), scene.colleague()
    session = scene.session(carried, 7, minutes=30)
    add(scene, colleague, session, 60)
    scene.reception.end(session, scene.new_request())
    assert add(scene, colleague, scene.session(carried, 5, minutes=30), 15) == NotExtended(Barrier.CAP)
    scene.reception.end(scene.room.sessions[0], scene.new_request())
    scene.clock.now = paris("10:00", "2026-10-14")
    assert isinstance(add(scene, colleague, scene.session(carried, 7, minutes=30), 60), Extended)


def test_staff_add_nothing_beyond_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    colleague, session = scene.colleague(), scene.session(scene.member(), 7)
    some = add(scene, colleague, session, 30)
    assert isinstance(some, Extended)
    assert some.seconds == 20 * 60
    assert add(scene, colleague, session, 15) == NotExtended(Barrier.CLOSING)


def test_repeating_a_request_adds_nothing_more(scene: Scene) -> None:
    colleague, session, request = scene.colleague(), scene.session(scene.member(), 7), scene.new_request()
    for _ in range(3):
        add(scene, colleague, session, 15, request)
    assert scene.stored(session).granted == 75 * 60


def test_no_time_is_added_to_a_session_that_is_over(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7)
    scene.reception.end(session, scene.new_request())
    assert add(scene, colleague, session, 15) == NotExtended(Barrier.ENDED)


def test_what_was_added_can_be_taken_back_and_given_again(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7)
    add(scene, colleague, session, 60)
    taken = scene.reception.take_back_time(colleague.staff, session, 3600, scene.new_request())
    assert taken == Extended(session, -3600)
    assert scene.journal()[-1][1]["reason"] == "undo"
    again_added = add(scene, colleague, session, 60)
    assert isinstance(again_added, Extended)
    assert again_added.seconds == 3600


def test_taking_back_leaves_the_minute_that_runs(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7, minutes=10)
    add(scene, colleague, session, 15)
    scene.clock.advance(20 * 60)
    outcome = scene.reception.take_back_time(colleague.staff, session, 900, scene.new_request())
    assert isinstance(outcome, Extended)
    assert outcome.seconds == -240
    assert scene.left(session) == 60


def test_nothing_is_taken_back_in_the_last_minute(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7, minutes=10)
    scene.clock.advance(9 * 60 + 30)
    before = scene.journal()
    assert scene.reception.take_back_time(colleague.staff, session, 900, scene.new_request()) == Extended(session, 0)
    assert scene.journal() == before


def test_nothing_is_taken_back_from_a_session_that_is_over(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7)
    scene.reception.end(session, scene.new_request(), colleague.staff)
    taken = scene.reception.take_back_time(colleague.staff, session, 900, scene.new_request())
    assert taken == NotExtended(Barrier.ENDED)


# ------------------------------------------------------------------------------- ending, service and help


def test_staff_end_a_session(scene: Scene) -> None:
    colleague, session = scene.colleague(), scene.session(scene.member(), 7)
    closed = scene.reception.end(session, scene.new_request(), colleague.staff)
    assert closed is not None
    assert closed.end_reason is EndReason.STAFF
    assert scene.journal()[-1][1]["staff"] == colleague.staff.id


def test_a_workstation_goes_out_of_service_and_comes_back(scene: Scene) -> None:
    staff = scene.colleague().staff
    assert scene.reception.set_service(staff, 7, in_service=False)
    since = scene.clock.now
    scene.clock.advance(60)
    assert scene.reception.set_service(staff, 7, in_service=False)
    assert [(out.workstation, out.since) for out in scene.reception.room.out_of_service] == [(7, since)]
    scene.reopen()
    assert scene.reception.room.is_out(7)
    assert scene.reception.set_service(staff, 7, in_service=True)
    assert scene.reception.room.is_free(7)


def test_a_workstation_in_use_stays_in_service(scene: Scene) -> None:
    staff = scene.colleague().staff
    scene.fill(7)
    assert not scene.reception.set_service(staff, 7, in_service=False)
    assert not scene.room.is_out(7)


def test_a_call_for_help_is_made_once_and_answered(scene: Scene) -> None:
    staff, request = scene.colleague().staff, scene.new_request()
    for _ in range(2):
        scene.reception.call_help(request)
    scene.reception.call_help(scene.new_request())
    assert scene.room.help_calls == (HelpCall(1, scene.clock.now),)
    scene.clock.advance(95)
    for _ in range(2):
        scene.reception.answer_help(staff)
    assert scene.reception.room.help_calls == scene.room.help_calls
    assert scene.room.help_calls[0].coming_at == scene.clock.now
    assert scene.journal("help.answered") == [("help.answered", {"call": 1, "staff": staff.id, "seconds": 95})]
    scene.reception.call_help(scene.new_request())
    assert len(scene.room.help_calls) == 1, "somebody is on the way already"
    scene.reception.close_help(staff)
    assert not list(scene.reception.room.help_calls)
    said = [kind for kind, _ in scene.journal() if kind.startswith("help")]
    assert said == ["help.called", "help.answered", "help.closed"]
    scene.reception.call_help(scene.new_request())
    assert len(scene.reception.room.help_calls) == 1


def test_a_call_that_nobody_answered_is_not_closed_with_the_others(scene: Scene) -> None:
    staff = scene.colleague().staff
    scene.reception.call_help(scene.new_request())
    scene.reception.close_help(staff)
    assert len(scene.room.help_calls) == 1


def test_an_answered_call_counts_for_a_quarter_of_an_hour_and_gives_way_to_the_next(scene: Scene) -> None:
    staff = scene.colleague().staff
    scene.reception.call_help(scene.new_request())
    scene.clock.advance(14 * 60)
    scene.reception.answer_help(staff)
    scene.clock.advance(14 * 60)
    assert scene.room.help_calls[0].stands_at(scene.clock.now)
    scene.clock.advance(61)
    assert not scene.room.help_calls[0].stands_at(scene.clock.now)
    scene.reception.call_help(scene.new_request())
    assert [call.id for call in scene.room.help_calls] == [2]


def test_the_visitor_takes_the_call_back(scene: Scene) -> None:
    scene.reception.call_help(scene.new_request())
    scene.reception.cancel_help()
    assert not scene.room.help_calls
    assert scene.journal()[-1] == ("help.cancelled", {"call": 1, "workstation": None})


def test_feedback_is_a_number_of_the_day_and_nothing_else(scene: Scene) -> None:
    before = len(scene.journal())
    for value in (FeedbackValue.GOOD, FeedbackValue.BAD, FeedbackValue.GOOD):
        scene.reception.give_feedback(value)
    found = scene.rows("SELECT * FROM feedback ORDER BY value")
    assert found == [("2026-10-13", "bad", 1), ("2026-10-13", "good", 2)]
    assert len(scene.journal()) == before, "a row of the journal would say whose answer it is"


@pytest.mark.parametrize("by_itself", [False, True])
def test_leaving_staff_mode_is_written_down(scene: Scene, by_itself: bool) -> None:
    staff = scene.colleague().staff
    scene.reception.lock(staff, by_itself=by_itself)
    assert scene.journal()[-1] == ("staff.locked", {"staff": staff.id, "by_itself": by_itself})

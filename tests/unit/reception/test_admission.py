"""Who may do what now: the waiting list, a reservation, guests, and those who grow up (docs/rules.md §3–§6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.cards import slip_code
from kiosk.models import CardType, Limit, Reservation, Ticket, Why
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Arrived, Called, Line, Opened, Reserved, SessionRuns, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import SIGNATURE, Carried, Scene, changed, paris

MakeScene = Callable[..., Scene]


def arrived(scene: Scene, carried: Carried) -> Arrived:
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived), answer
    return answer


def waits(scene: Scene, carried: Carried) -> Ticket:
    answer = scene.reception.wait(carried.member, None, scene.new_request())
    assert isinstance(answer, Waits), answer
    return answer.ticket


def end(scene: Scene, *numbers: int) -> None:
    """Whoever is there leaves, and the workstations have rested."""
    for number in numbers:
        session = scene.room.session_on(number)
        assert session is not None
        scene.reception.end(session, scene.new_request())
    scene.clock.advance(120)


def reserve(scene: Scene, carried: Carried, workstation: int, hour: str, minutes: int = 60) -> Reservation:
    wish = Wish(carried.member.number, workstation, paris(hour), minutes)
    outcome = scene.reception.reserve(scene.colleague().staff, wish, scene.new_request())
    assert isinstance(outcome, Reserved), outcome
    return outcome.reservation


# ------------------------------------------------------------------------------------------ the waiting list


def test_who_finds_all_taken_learns_the_place_and_the_time(scene: Scene) -> None:
    scene.fill()
    first, second = scene.member(), scene.member()
    answer = arrived(scene, first)
    assert (answer.best, answer.line) == ((), Line(1, paris("15:02")))
    assert answer.most.seconds == 3600
    waits(scene, first)
    assert arrived(scene, second).line == Line(2, paris("15:02"))


def test_a_list_that_is_full_turns_away(make_scene: MakeScene) -> None:
    scene = make_scene(changed(waiting={"longest": 1}))
    scene.fill()
    waits(scene, scene.member())
    assert scene.reception.arrive(scene.member().code) == Refused(Reason.ALL_TAKEN, again_at=paris("15:02"))


def test_who_waits_sees_how_far_it_is(scene: Scene) -> None:
    scene.fill()
    carried = scene.member()
    ticket = waits(scene, carried)
    shown = Waits(carried.member, ticket, Line(1, paris("15:02")))
    assert scene.reception.arrive(carried.code) == shown
    assert scene.reception.arrive(slip_code(ticket.token)) == shown
    assert scene.journal()[-1] == ("ticket.shown", {"ticket": ticket.id})


def test_who_is_called_gets_the_workstation_that_is_held_and_no_other(scene: Scene) -> None:
    scene.fill()
    carried, other = scene.member(), scene.member()
    ticket = waits(scene, carried)
    end(scene, 8)
    assert scene.reception.keep_time()[1].called == scene.room.called
    end(scene, 5)
    answer = scene.reception.arrive(slip_code(ticket.token))
    assert isinstance(answer, Called)
    assert (answer.ticket.id, answer.ticket.workstation, answer.arrived.best) == (ticket.id, 8, (8,))
    assert scene.journal()[-1] == ("ticket.answered", {"ticket": ticket.id})
    assert arrived(scene, other).best == (5,)
    assert isinstance(scene.reception.open_session(carried.member, 8, 3600, None, scene.new_request()), Opened)
    assert scene.room.tickets == ()


def test_a_reservation_does_not_take_a_workstation_from_who_is_called(scene: Scene) -> None:
    """Held 15 minutes before it has to be left; whoever answers in the last second still has a useful session."""
    scene.fill()
    carried, reserver = scene.member(), scene.member()
    waits(scene, carried)
    end(scene, 8)
    reserve(scene, reserver, 8, "14:19")
    assert scene.reception.keep_time()[1].called
    scene.clock.advance(299)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Called)
    assert answer.arrived.most.limit is Limit.RESERVATION
    assert answer.arrived.most.seconds >= 600


def test_nobody_is_called_to_a_workstation_that_is_reserved_soon(scene: Scene) -> None:
    scene.fill()
    carried = scene.member()
    waits(scene, carried)
    end(scene, 8)
    reserve(scene, scene.member(), 8, "14:13")
    assert scene.reception.keep_time()[1].called == ()
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Waits)
    assert answer.line == Line(1, paris("15:02")), "not now, although nobody sits there"


def test_the_time_to_wait_counts_the_gap(scene: Scene) -> None:
    scene.fill()
    end(scene)
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.clock.advance(30)
    answer = arrived(scene, scene.member())
    assert answer.line is not None
    assert answer.line.ready_at == scene.clock.now + timedelta(seconds=90)


# ---------------------------------------------------------------------------------------------- reservations


@pytest.mark.parametrize(("hour", "first"), [("14:44", 7), ("14:45", 8), ("15:00", 8), ("15:14", 8)])
def test_who_reserved_is_given_that_workstation_first(scene: Scene, hour: str, first: int) -> None:
    carried = scene.member()
    reservation = reserve(scene, carried, 8, "15:00")
    scene.clock.now = paris(hour)
    answer = arrived(scene, carried)
    assert answer.best[0] == first
    assert answer.reserved == (reservation if first == 8 else None)


def test_others_leave_a_reserved_workstation_in_time(scene: Scene) -> None:
    reserve(scene, scene.member(), 8, "15:00")
    other = scene.member()
    session = scene.session(other, 8)
    assert (session.granted, session.why) == (58 * 60, Why(Limit.RESERVATION, 2))
    assert 8 not in arrived_at(scene, "14:50")


def arrived_at(scene: Scene, hour: str) -> tuple[int, ...]:
    scene.clock.now = paris(hour)
    return arrived(scene, scene.member()).best


def test_a_workstation_with_a_whole_session_goes_before_one_that_is_reserved_soon(scene: Scene) -> None:
    reserve(scene, scene.member(), 7, "14:30")
    carried = scene.member()
    answer = arrived(scene, carried)
    assert (answer.best[0], answer.best[-1]) == (5, 7)
    assert (answer.most.seconds, answer.most.limit) == (3600, Limit.SESSION)
    scene.fill(*(set(scene.site.workstations) - {7}))
    answer = arrived(scene, carried)
    assert answer.best == (7,)
    assert (answer.most.seconds, answer.most.limit) == (28 * 60, Limit.RESERVATION)


def test_who_waits_and_reserved_as_well_is_given_the_reserved_one_first(scene: Scene) -> None:
    carried = scene.member()
    reserve(scene, carried, 8, "14:10")
    scene.fill(4, 10)
    answer = scene.reception.wait(carried.member, None, scene.new_request(), tags=frozenset({"scanner"}))
    assert isinstance(answer, Waits)
    assert arrived(scene, carried).best[0] == 8


def test_a_reservation_is_used_up_by_its_session(scene: Scene) -> None:
    carried = scene.member()
    reservation = reserve(scene, carried, 8, "14:10")
    scene.session(carried, 8)
    assert scene.room.reservations == ()
    assert scene.journal("reservation.closed") == [
        ("reservation.closed", {"reservation": reservation.id, "end": "used"})
    ]


def test_a_session_long_before_leaves_a_reservation_alone(scene: Scene) -> None:
    carried = scene.member()
    reservation = reserve(scene, carried, 8, "16:00")
    scene.session(carried, 7)
    assert scene.room.reservations == (reservation,)


def test_the_own_reservation_goes_before_those_who_wait(scene: Scene) -> None:
    reserver = scene.member()
    reserve(scene, reserver, 8, "14:30")
    scene.fill()
    waits(scene, scene.member())
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.clock.now = paris("14:18")
    assert arrived(scene, reserver).best == (), "not before its time"
    scene.clock.now = paris("14:19")
    assert arrived(scene, reserver).best == (8,), "who waits would have no useful session on it"
    scene.clock.now = paris("14:30")
    assert arrived(scene, reserver).best == (8,)


# ------------------------------------------------------------------------------------- growing up, guardians


def test_who_turned_eighteen_is_of_another_category_and_signs_in_person(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("14:00", "2026-12-29"))
    carried = scene.member(signed=False, category="minor", birth_year=2009)
    assert scene.reception.arrive(carried.code) == Refused(Reason.GUARDIAN_MISSING, member=carried.member)
    assert scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request(), guardian=True)
    before = arrived(scene, carried)
    assert (before.must_sign, before.grew_up, before.member.guardian_agreed) == (False, False, True)
    code, _ = scene.card(CardType.MEMBER, carried.member.id, expires=date(2027, 12, 31))
    scene.clock.now = paris("14:00", "2027-01-05")
    answer = scene.reception.arrive(code)
    assert isinstance(answer, Arrived)
    assert (answer.grew_up, answer.member.category, answer.must_sign) == (True, "adult", True)
    assert scene.journal("member.grew-up")[0][1] == {"member": carried.member.id, "category": "adult"}
    scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request())
    again = scene.reception.arrive(code)
    assert isinstance(again, Arrived)
    assert (again.grew_up, again.must_sign) == (False, False)
    assert len(scene.journal("member.grew-up")) == 1


def test_who_signed_in_person_as_a_minor_signs_once_only(scene: Scene) -> None:
    carried = scene.member(category="minor", birth_year=2008, guardian_agreed=True)
    answer = arrived(scene, carried)
    assert (answer.grew_up, answer.must_sign) == (True, False)


@pytest.mark.parametrize("known", [{"birth_year": 2010, "guardian_agreed": True}, {"birth_year": None}])
def test_nobody_grows_up_who_is_not_known_to_be_of_age(scene: Scene, known: dict[str, Any]) -> None:
    carried = scene.member(category="minor", **known)
    answer = arrived(scene, carried)
    assert (answer.grew_up, answer.member.category) == (False, "minor")


def test_a_site_where_nobody_changes_category(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"minor_category": None, "grown_up_category": None}))
    carried = scene.member(category="minor", birth_year=2000)
    assert arrived(scene, carried).member.category == "minor"


# -------------------------------------------------------------------------------------------- an adult beside


def test_a_child_with_an_adult_may_use_more(scene: Scene) -> None:
    carried = scene.member(birth_year=2021, guardian_agreed=True, category="minor")
    refused = scene.reception.arrive(carried.code)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.member, refused.adult_would_do) == (Reason.UNDER_AGE, carried.member, True)
    answer = scene.reception.admit(carried.member, accompanied=True)
    assert isinstance(answer, Arrived)
    assert answer.accompanied
    assert {8, 11} <= set(answer.best)
    assert 7 not in answer.best, "the study area is for nobody under 14, accompanied or not"


def test_an_accompanied_child_opens_a_session_only_as_such(scene: Scene) -> None:
    carried = scene.member(birth_year=2021, guardian_agreed=True, category="minor")
    alone = scene.reception.open_session(carried.member, 8, 600, None, scene.new_request())
    assert isinstance(alone, Refused)
    assert alone.reason is Reason.UNDER_AGE
    beside = scene.reception.open_session(carried.member, 8, 600, None, scene.new_request(), accompanied=True)
    assert isinstance(beside, Opened)
    assert isinstance(scene.reception.arrive(carried.code), SessionRuns)


def test_an_accompanied_child_waits_and_is_called_as_such(scene: Scene) -> None:
    scene.fill()
    carried = scene.member(birth_year=2021, guardian_agreed=True, category="minor")
    answer = scene.reception.wait(carried.member, None, scene.new_request(), accompanied=True)
    assert isinstance(answer, Waits)
    end(scene, 11)
    scene.reception.keep_time()
    alone = scene.reception.arrive(carried.code)
    assert isinstance(alone, Refused)
    assert alone.adult_would_do, "the adult says again that they are there"
    called = scene.reception.admit(carried.member, accompanied=True)
    assert isinstance(called, Called)
    assert called.arrived.best == (11,)

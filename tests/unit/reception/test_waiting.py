"""The waiting list: take a ticket, give it back, be called, be skipped (docs/rules.md §5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.models import Purpose, TicketEnd
from kiosk.reception.outcomes import Arrived, Kept, Line, Opened, SessionRuns, Taken, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, changed, paris
from tests.unit.reception.waits import closed, end, keep, wait

MakeScene = Callable[..., Scene]


@pytest.fixture
def full(scene: Scene) -> Scene:
    """Somebody on every workstation, until 15:00."""
    scene.fill()
    return scene


# ------------------------------------------------------------------------------------------------- a ticket


def test_a_ticket_is_for_everything_that_suits_best_first(full: Scene) -> None:
    carried = full.member()
    answer = full.reception.wait(carried.member, Purpose.JOB, full.new_request())
    assert isinstance(answer, Waits)
    assert answer.line == Line(1, paris("15:02"))
    ticket = answer.ticket
    assert (ticket.number, ticket.suits[0], ticket.purpose, len(ticket.token)) == (1, 7, Purpose.JOB, 12)
    assert not {11, 12} & set(ticket.suits)
    assert full.room.tickets == full.reception.room.tickets == (ticket,)
    assert full.journal()[-1] == ("ticket.taken", {"ticket": ticket.id, "number": 1, "suits": 10})


def test_asking_again_gives_the_same_ticket(full: Scene) -> None:
    carried = full.member()
    ticket = wait(full, carried)
    assert wait(full, carried) == ticket
    assert len(full.journal("ticket.taken")) == 1


def test_asking_again_gives_the_same_ticket_also_while_something_else_is_free(scene: Scene) -> None:
    scene.fill(4, 10)
    carried = scene.member()
    ticket = wait(scene, carried, tags=frozenset({"scanner"}))
    assert wait(scene, carried, tags=frozenset({"scanner"})) == ticket


def test_whoever_has_a_session_sees_it_and_does_not_wait(full: Scene) -> None:
    carried = full.member()
    end(full, 8)
    full.clock.advance(120)
    full.session(carried, 8)
    assert isinstance(full.reception.wait(carried.member, None, full.new_request()), SessionRuns)
    assert full.room.tickets == ()


@pytest.mark.parametrize(
    ("wishes", "suits"),
    [
        ({"zone": "etude"}, {5, 6, 7}),
        ({"tags": frozenset({"scanner"})}, {4, 10}),
        ({"tags": frozenset({"large-screen", "quiet"})}, {7}),
        ({"zone": "adultes", "tags": frozenset({"large-screen"})}, {9}),
    ],
)
def test_somebody_may_wait_for_a_zone_or_a_feature(full: Scene, wishes: dict[str, Any], suits: set[int]) -> None:
    assert set(wait(full, full.member(), **wishes).suits) == suits


@pytest.mark.parametrize("wishes", [{"zone": "enfants"}, {"zone": "etude", "tags": frozenset({"scanner"})}])
def test_nobody_waits_for_what_there_is_not(full: Scene, wishes: dict[str, Any]) -> None:
    carried = full.member()
    answer = full.reception.wait(carried.member, None, full.new_request(), **wishes)
    assert answer == Refused(Reason.NO_SUITABLE_WORKSTATION)
    assert full.room.tickets == ()


def test_somebody_may_wait_for_a_scanner_while_others_are_free(scene: Scene) -> None:
    scene.fill(4, 10)
    carried, other = scene.member(), scene.member()
    assert set(wait(scene, carried, tags=frozenset({"scanner"})).suits) == {4, 10}
    still = scene.reception.arrive(other.code)
    assert isinstance(still, Arrived)
    assert len(still.best) == 8, "nobody is kept from what the waiting visitor did not ask for"


def test_nobody_waits_while_something_is_free(scene: Scene) -> None:
    carried = scene.member()
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Arrived)
    assert scene.room.tickets == ()


def test_nobody_waits_without_having_signed(full: Scene) -> None:
    carried = full.member(signed=False)
    answer = full.reception.wait(carried.member, None, full.new_request())
    assert answer == Refused(Reason.CHARTER_DECLINED)
    assert full.journal("ticket.refused") == [
        ("ticket.refused", {"member": carried.member.id, "reason": "charter-declined"})
    ]


def test_nobody_waits_who_has_no_time_left(full: Scene) -> None:
    carried = full.member()
    full.used_before(carried, minutes=115)
    answer = full.reception.wait(carried.member, None, full.new_request())
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.NO_TIME_LEFT


@pytest.mark.parametrize("waiting", [{"enabled": False}, {"longest": 0}])
def test_no_list_or_a_full_one(make_scene: MakeScene, waiting: dict[str, Any]) -> None:
    scene = make_scene(changed(waiting=waiting))
    scene.fill(4, 10)
    answer = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=frozenset({"scanner"}))
    assert answer == Refused(Reason.ALL_TAKEN, again_at=paris("15:02"))


def test_who_gives_up_is_counted_and_forgotten(full: Scene) -> None:
    carried = full.member()
    ticket = wait(full, carried)
    full.clock.advance(600)
    assert full.reception.leave_queue(ticket, full.new_request())
    assert not full.reception.leave_queue(ticket, full.new_request())
    assert closed(full) == [(ticket.id, TicketEnd.LEFT.value, 600)]
    assert full.rows("SELECT member_id FROM ticket") == [(None,)]
    assert isinstance(full.reception.arrive(carried.code), Arrived)


def test_staff_give_a_ticket_back_for_somebody(full: Scene) -> None:
    colleague, ticket = full.colleague(), wait(full, full.member())
    assert full.reception.leave_queue(ticket, full.new_request(), colleague.staff)
    assert full.journal()[-1][1]["staff"] == colleague.staff.id


def test_a_clock_that_was_set_back_makes_no_wait_negative(full: Scene) -> None:
    ticket = wait(full, full.member())
    full.clock.step(-3600)
    full.reception.leave_queue(ticket, full.new_request())
    assert closed(full) == [(ticket.id, "left", 0)]


# ------------------------------------------------------------------------------------------- calls and holds


def test_the_first_whom_it_suits_is_called_when_a_workstation_has_rested(full: Scene) -> None:
    scanner = wait(full, full.member(), tags=frozenset({"scanner"}))
    first, second = wait(full, full.member()), wait(full, full.member())
    end(full, 8)
    assert keep(full, 119).called == ()
    (called,) = keep(full, 1).called
    assert (called.id, called.workstation, called.called_at) == (first.id, 8, full.clock.now)
    assert full.reception.room.hold_on(8) == called
    assert not full.room.is_free(8)
    assert full.journal("ticket.called") == [("ticket.called", {"ticket": first.id, "workstation": 8})]
    assert [ticket.id for ticket in full.room.waiting] == [scanner.id, second.id]


def test_who_is_called_starts_and_the_ticket_has_served(full: Scene) -> None:
    carried = full.member()
    ticket = wait(full, carried)
    end(full, 8)
    keep(full, 120)
    assert isinstance(full.reception.open_session(carried.member, 8, 3600, None, full.new_request()), Opened)
    assert closed(full) == [(ticket.id, TicketEnd.SERVED.value, 120)]


def test_nobody_else_starts_where_a_workstation_is_held(full: Scene) -> None:
    other = full.member()
    wait(full, full.member())
    end(full, 8)
    keep(full, 120)
    assert isinstance(full.reception.open_session(other.member, 8, 3600, None, full.new_request()), Taken)


def test_nobody_overtakes_between_the_end_of_a_session_and_the_call(full: Scene) -> None:
    other = full.member()
    wait(full, full.member())
    end(full, 8)
    full.clock.advance(120)
    assert isinstance(full.reception.open_session(other.member, 8, 3600, None, full.new_request()), Taken)


def test_who_does_not_answer_is_put_second_once_and_then_closed(full: Scene) -> None:
    first, second, third = (wait(full, full.member()) for _ in range(3))
    end(full, 8)
    keep(full, 120)
    assert keep(full, 299) == Kept()
    kept = keep(full, 1)
    assert [ticket.id for ticket in kept.unanswered] == [first.id]
    assert [(ticket.id, ticket.workstation) for ticket in kept.called] == [(second.id, 8)]
    assert [ticket.id for ticket in full.room.tickets] == [second.id, first.id, third.id]
    assert full.journal("ticket.skipped") == [("ticket.skipped", {"ticket": first.id})]
    keep(full, 300)
    assert closed(full) == []
    assert [ticket.id for ticket in full.room.called] == [first.id]
    kept = keep(full, 300)
    assert [ticket.id for ticket in kept.unanswered] == [first.id]
    assert closed(full) == [(first.id, TicketEnd.NO_ANSWER.value, 120 + 3 * 300)]
    assert [ticket.id for ticket in full.room.tickets] == [second.id, third.id]
    assert [ticket.id for ticket in kept.called] == [second.id]


def test_who_waits_alone_is_called_twice_in_a_row(full: Scene) -> None:
    ticket = wait(full, full.member())
    end(full, 8)
    keep(full, 120)
    kept = keep(full, 300)
    assert [one.id for one in kept.called] == [one.id for one in kept.unanswered] == [ticket.id]
    assert keep(full, 300).called == ()
    assert full.room.tickets == ()
    assert full.room.is_free(8)


def test_two_calls_in_vain_at_once_keep_their_order(full: Scene) -> None:
    tickets = [wait(full, full.member()) for _ in range(4)]
    end(full, 8)
    end(full, 5)
    keep(full, 120)
    keep(full, 300)
    ids = [ticket.id for ticket in tickets]
    assert [ticket.id for ticket in full.room.tickets] == [ids[2], ids[0], ids[1], ids[3]]
    assert {ticket.id for ticket in full.room.called} == {ids[2], ids[0]}


def test_a_workstation_that_is_held_stays_in_service(full: Scene) -> None:
    wait(full, full.member())
    end(full, 8)
    keep(full, 120)
    assert not full.reception.set_service(full.colleague().staff, 8, in_service=False)
    assert not full.room.is_out(8)


def test_a_held_workstation_is_called_out_again_when_its_visitor_leaves(full: Scene) -> None:
    first, second = wait(full, full.member()), wait(full, full.member())
    end(full, 8)
    keep(full, 120)
    full.reception.leave_queue(first, full.new_request())
    assert [(one.id, one.workstation) for one in keep(full).called] == [(second.id, 8)]


def test_a_repaired_workstation_is_called_out(scene: Scene) -> None:
    staff = scene.colleague().staff
    scene.reception.set_service(staff, 8, in_service=False)
    scene.fill(*(set(scene.site.workstations) - {8}))
    ticket = wait(scene, scene.member())
    assert keep(scene, 10) == Kept()
    scene.reception.set_service(staff, 8, in_service=True)
    assert [(one.id, one.workstation) for one in keep(scene, 1).called] == [(ticket.id, 8)]

"""Staff close early, and change their mind (docs/rules.md §3)."""

from __future__ import annotations

import pytest

from kiosk.models import EarlyClosing, EndReason, ExtensionReason, Reservation
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Arrived, Extended, NotExtended, NotReserved, Reserved
from kiosk.rules.extension import Barrier
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, paris


@pytest.fixture
def closing(scene: Scene) -> Scene:
    """At 14:00, staff close at 16:00: sessions stop at 15:50, the last entry is at 15:40."""
    scene.reception.close_early(scene.colleague().staff, paris("16:00"))
    return scene


def test_it_is_kept_for_its_day_with_who_did_it(closing: Scene) -> None:
    assert closing.journal()[-1] == ("closing.early", {"staff": 1, "in_minutes": 120})
    closing.reopen()
    assert closing.reception.room.early_closing == EarlyClosing(paris("16:00").date(), paris("16:00"))


def test_nobody_is_let_in_who_came_too_late(closing: Scene) -> None:
    carried = closing.member()
    closing.clock.now = paris("15:40")
    assert isinstance(closing.reception.arrive(carried.code), Arrived)
    tomorrow = paris("10:00", "2026-10-14")
    closing.clock.now = paris("15:41")
    assert closing.reception.arrive(carried.code) == Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=tomorrow)
    closing.clock.now = paris("16:00")
    assert closing.reception.arrive(carried.code) == Refused(Reason.CLOSED, again_at=tomorrow)
    closing.clock.now = tomorrow
    assert isinstance(closing.reception.arrive(carried.code), Arrived)


def test_new_sessions_and_reservations_end_before_it(closing: Scene) -> None:
    closing.clock.now = paris("15:20")
    carried = closing.member()
    assert closing.session(carried, 8).granted == 30 * 60
    wish = Wish(carried.member.number, 7, paris("15:30"), 30)
    late = closing.reception.reserve(closing.colleague().staff, wish, closing.new_request())
    assert late == NotReserved("closed")


def test_running_sessions_are_shortened_and_only_those_that_would_run_longer(scene: Scene) -> None:
    long, short = scene.session(scene.member(), 7, minutes=60), scene.session(scene.member(), 8, minutes=30)
    shortened = scene.reception.close_early(scene.colleague().staff, paris("15:00"))
    assert [session.id for session in shortened] == [long.id]
    assert (scene.left(long), scene.left(short)) == (50 * 60, 30 * 60)
    assert scene.journal()[-1] == (
        "session.extended",
        {"session": long.id, "seconds": -600, "by": "staff", "reason": "early-closing"},
    )


@pytest.mark.parametrize("hour", ["14:25", "14:20", "14:00"])
def test_what_is_past_stays(scene: Scene, hour: str) -> None:
    """At 14:20 somebody has had 20 minutes; closing at that moment, or before it, takes none of them."""
    session = scene.session(scene.member(), 7)
    scene.clock.advance(20 * 60)
    scene.reception.close_early(scene.colleague().staff, paris(hour))
    assert scene.stored(session).granted == 20 * 60
    scene.clock.advance(1)
    assert scene.reception.keep_time()[1].ended == (7,)
    assert scene.stored(session).used == 20 * 60


def test_time_that_staff_gave_goes_first(scene: Scene) -> None:
    carried, staff = scene.member(), scene.colleague().staff
    session = scene.session(carried, 7, minutes=30)
    scene.reception.add_time(staff, session, 1800, ExtensionReason.FAULT, scene.new_request())
    scene.reception.close_early(staff, paris("14:50"))
    assert (scene.stored(session).granted, scene.stored(session).courtesy) == (2400, 600)


def test_the_session_ends_when_it_was_shortened_to(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.reception.close_early(scene.colleague().staff, paris("14:40"))
    scene.clock.advance(30 * 60)
    assert scene.reception.keep_time()[1].ended == (7,)
    closed = scene.stored(session)
    assert (closed.closed_at, closed.end_reason) == (paris("14:30"), EndReason.CLOSING)


def test_a_session_whose_time_is_up_before_it_ends_as_usual(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=29)
    scene.reception.close_early(scene.colleague().staff, paris("14:40"))
    scene.clock.advance(30 * 60)
    assert scene.reception.keep_time()[1].ended == (7,)
    closed = scene.stored(session)
    assert (closed.closed_at, closed.end_reason) == (paris("14:29"), EndReason.TIME_UP)


def test_no_time_is_added_beyond_it(closing: Scene) -> None:
    session = closing.session(closing.member(), 7)
    closing.clock.advance(50 * 60)
    some = closing.reception.extend_own(session, 3600, closing.new_request())
    assert isinstance(some, Extended)
    assert closing.reception.extend_own(some.session, 900, closing.new_request()) == NotExtended(Barrier.CLOSING)


def test_it_moves_when_staff_say_another_hour(closing: Scene) -> None:
    closing.reception.close_early(closing.colleague().staff, paris("17:00"))
    closing.clock.now = paris("16:30")
    assert isinstance(closing.reception.arrive(closing.member().code), Arrived)


def test_reopening_gives_nothing_back_by_itself_but_on_request(scene: Scene) -> None:
    colleague = scene.colleague()
    session = scene.session(scene.member(), 7)
    scene.reception.close_early(colleague.staff, paris("14:40"))
    scene.reception.reopen(colleague.staff)
    assert scene.journal()[-1] == ("closing.usual", {"staff": colleague.staff.id})
    assert scene.reception.room.early_closing is None
    assert scene.left(session) == 30 * 60
    asked = scene.reception.extend_own(session, 1800, scene.new_request())
    assert isinstance(asked, Extended)
    assert asked.seconds == 1800
    scene.clock.now = paris("18:00")
    assert isinstance(scene.reception.arrive(scene.member().code), Arrived)


def test_what_early_closing_took_does_not_raise_what_staff_may_give(scene: Scene) -> None:
    staff, session = scene.colleague().staff, scene.session(scene.member(), 7)
    scene.reception.add_time(staff, session, 3600, ExtensionReason.OTHER, scene.new_request())
    scene.reception.close_early(staff, paris("15:00"))
    scene.reception.reopen(staff)
    again = scene.reception.add_time(staff, session, 900, ExtensionReason.OTHER, scene.new_request())
    assert again == NotExtended(Barrier.CAP)


def test_reservations_that_end_after_it_are_cancelled_and_no_others(scene: Scene) -> None:
    staff = scene.colleague().staff
    kept: list[Reservation] = []
    cancelled: list[Reservation] = []
    for workstation, hour, day, stays in (
        (7, "15:00", "2026-10-13", True),
        (8, "15:21", "2026-10-13", False),
        (9, "17:00", "2026-10-13", False),
        (10, "17:00", "2026-10-14", True),
    ):
        wish = Wish(scene.member().member.number, workstation, paris(hour, day), 30)
        made = scene.reception.reserve(staff, wish, scene.new_request())
        assert isinstance(made, Reserved), made
        (kept if stays else cancelled).append(made.reservation)
    scene.reception.close_early(staff, paris("16:00"))
    assert list(scene.room.reservations) == kept
    assert [body for _, body in scene.journal("reservation.closed")] == [
        {"reservation": one.id, "end": "cancelled", "staff": staff.id} for one in cancelled
    ]

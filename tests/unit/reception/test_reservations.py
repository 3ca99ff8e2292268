"""Reservations: what staff can keep, and what becomes of it (docs/rules.md §2, §3)."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.models import ReservationEnd
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import NotExtended, NotReserved, Opened, Reserved, Taken, Waits
from kiosk.rules.extension import Barrier
from tests.factories import Carried, Scene, paris


def reserve(
    scene: Scene, carried: Carried, workstation: int, hour: str, minutes: int = 60, day: str = "2026-10-13"
) -> Reserved | NotReserved:
    wish = Wish(carried.member.number, workstation, paris(hour, day), minutes)
    return scene.reception.reserve(scene.colleague().staff, wish, scene.new_request())


def ends(scene: Scene) -> list[str]:
    return [body["end"] for _, body in scene.journal("reservation.closed")]


# ----------------------------------------------------------------------------------------------- made, or not


def test_a_reservation_is_made_and_stays(scene: Scene) -> None:
    carried = scene.member()
    made = reserve(scene, carried, 8, "15:00", 45)
    assert isinstance(made, Reserved)
    reservation = made.reservation
    assert (reservation.member_id, reservation.workstation, reservation.starts_at, reservation.seconds) == (
        carried.member.id,
        8,
        paris("15:00"),
        2700,
    )
    body = scene.journal("reservation.made")[0][1]
    assert body == {"reservation": reservation.id, "member": carried.member.id, "workstation": 8, "staff": 1}
    scene.reopen()
    assert scene.reception.room.reservations == (reservation,)


def test_the_same_wish_again_gives_the_same_reservation(scene: Scene) -> None:
    carried = scene.member()
    assert reserve(scene, carried, 8, "15:00") == reserve(scene, carried, 8, "15:00")
    assert len(scene.journal("reservation.made")) == 1


def test_the_same_request_again_gives_the_same_reservation_and_nobody_else_s(scene: Scene) -> None:
    staff, carried, request = scene.colleague().staff, scene.member(), scene.new_request()
    reserve(scene, scene.member(), 7, "15:00")
    wish = Wish(carried.member.number, 8, paris("15:00"), 60)
    made = scene.reception.reserve(staff, wish, request)
    assert isinstance(made, Reserved)
    assert scene.reception.reserve(staff, wish, request) == made
    assert len(scene.journal("reservation.made")) == 2


@pytest.mark.parametrize(
    ("known", "workstation"),
    [
        pytest.param({"needs": frozenset({"accessible"})}, 8, id="that the member cannot reach"),
        pytest.param({}, 11, id="in the zone of children"),
        pytest.param({}, 99, id="that there is not"),
    ],
)
def test_nobody_reserves_a_workstation(scene: Scene, known: dict[str, Any], workstation: int) -> None:
    carried = scene.member(**known)
    assert reserve(scene, carried, workstation, "15:00") == NotReserved("unsuitable")
    assert scene.journal("reservation.made") == []
    accessible = next(w.number for w in scene.settings.workstations if "accessible" in w.tags)
    assert isinstance(reserve(scene, carried, accessible, "15:00"), Reserved)


def test_a_child_may_have_what_an_adult_beside_it_would_open(scene: Scene) -> None:
    child = scene.member(birth_year=2016, guardian_agreed=True)
    assert isinstance(reserve(scene, child, 11, "15:00"), Reserved)


def test_a_member_has_one_reservation(scene: Scene) -> None:
    carried = scene.member()
    reserve(scene, carried, 8, "15:00")
    assert reserve(scene, carried, 7, "15:00") == NotReserved("has-one")
    assert reserve(scene, carried, 8, "16:00") == NotReserved("has-one")


def test_nobody_reserves_for_a_number_that_there_is_not(scene: Scene) -> None:
    wish = Wish(4711, 8, paris("15:00"), 60)
    assert scene.reception.reserve(scene.colleague().staff, wish, scene.new_request()) == NotReserved("unknown")


def test_nobody_reserves_what_is_past(scene: Scene) -> None:
    assert reserve(scene, scene.member(), 8, "13:59") == NotReserved("past")
    assert isinstance(reserve(scene, scene.member(), 8, "14:00"), Reserved)


@pytest.mark.parametrize(
    ("day", "hour", "minutes", "code"),
    [
        pytest.param("2026-10-13", "17:50", 60, "", id="until the margin before closing"),
        pytest.param("2026-10-13", "17:51", 60, "closed", id="a minute into the margin"),
        pytest.param("2026-10-13", "19:00", 10, "closed", id="after closing"),
        pytest.param("2026-10-14", "11:20", 60, "", id="until lunch"),
        pytest.param("2026-10-14", "12:00", 60, "closed", id="through the lunch break"),
        pytest.param("2026-10-14", "13:00", 10, "closed", id="in the lunch break"),
        pytest.param("2026-10-18", "15:00", 60, "closed", id="on a Sunday"),
    ],
)
def test_a_reservation_fits_into_the_opening_hours(scene: Scene, day: str, hour: str, minutes: int, code: str) -> None:
    outcome = reserve(scene, scene.member(), 8, hour, minutes, day)
    assert outcome == NotReserved(code) if code else isinstance(outcome, Reserved)


@pytest.mark.parametrize(
    ("hour", "minutes", "taken"),
    [
        pytest.param("15:00", 60, True, id="the same hour"),
        pytest.param("15:30", 10, True, id="inside it"),
        pytest.param("14:30", 120, True, id="around it"),
        pytest.param("16:01", 60, True, id="the gap after it"),
        pytest.param("16:02", 60, False, id="just after the gap"),
        pytest.param("14:29", 30, True, id="the gap before it"),
        pytest.param("14:28", 30, False, id="just before the gap"),
    ],
)
def test_two_reservations_keep_a_gap(scene: Scene, hour: str, minutes: int, taken: bool) -> None:
    reserve(scene, scene.member(), 8, "15:00")
    assert isinstance(reserve(scene, scene.member(), 7, hour, minutes), Reserved), "another workstation is free"
    assert isinstance(reserve(scene, scene.member(), 8, hour, minutes), NotReserved if taken else Reserved)


@pytest.mark.parametrize(("hour", "taken"), [("14:30", True), ("14:31", True), ("14:32", False)])
def test_a_session_runs_to_its_planned_end_first(scene: Scene, hour: str, taken: bool) -> None:
    scene.session(scene.member(), 8, minutes=30)
    outcome = reserve(scene, scene.member(), 8, hour)
    assert outcome == NotReserved("taken") if taken else isinstance(outcome, Reserved)


@pytest.mark.parametrize(("hour", "taken"), [("14:18", True), ("14:19", False)])
def test_who_was_called_has_a_useful_session_first(scene: Scene, hour: str, taken: bool) -> None:
    """Called at 14:02, the workstation is held until 14:07; ten minutes and the gap follow."""
    scene.fill()
    assert isinstance(scene.reception.wait(scene.member().member, None, scene.new_request()), Waits)
    session = scene.room.session_on(8)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.clock.advance(120)
    scene.reception.keep_time()
    outcome = reserve(scene, scene.member(), 8, hour)
    assert outcome == NotReserved("taken") if taken else isinstance(outcome, Reserved)


# ------------------------------------------------------------------------------------------- what it becomes


def test_an_unused_reservation_is_released_after_a_quarter_of_an_hour(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    reserve(scene, carried, 8, "14:10")
    scene.clock.now = paris("14:24")
    scene.reception.keep_time()
    assert ends(scene) == []
    assert isinstance(scene.reception.open_session(other.member, 8, 600, None, scene.new_request()), Taken)
    scene.clock.now = paris("14:25")
    scene.reception.keep_time()
    assert ends(scene) == [ReservationEnd.RELEASED.value]
    assert isinstance(scene.reception.open_session(other.member, 8, 600, None, scene.new_request()), Opened)


def test_who_comes_much_earlier_and_takes_the_reserved_workstation_has_used_the_reservation_up(scene: Scene) -> None:
    carried = scene.member()
    reserve(scene, carried, 8, "15:00")
    scene.session(carried, 8)
    assert (ends(scene), scene.room.reservations) == ([ReservationEnd.USED.value], ())


@pytest.mark.parametrize(
    ("workstation", "day"),
    [
        pytest.param(7, "2026-10-13", id="elsewhere"),
        pytest.param(8, "2026-10-14", id="on another day"),
    ],
)
def test_who_comes_much_earlier_keeps_the_reservation(scene: Scene, workstation: int, day: str) -> None:
    carried = scene.member()
    reserve(scene, carried, 8, "15:00", day=day)
    scene.session(carried, workstation, minutes=30)
    assert (ends(scene), len(scene.room.reservations)) == ([], 1)


@pytest.mark.parametrize(("hour", "used"), [("14:15", True), ("14:16", False)])
def test_a_quarter_of_an_hour_before_it_begins_any_workstation_uses_it_up(scene: Scene, hour: str, used: bool) -> None:
    carried = scene.member()
    reserve(scene, carried, 8, hour)
    scene.session(carried, 7, minutes=10)
    assert ends(scene) == [ReservationEnd.USED.value] * used


def test_staff_cancel_a_reservation(scene: Scene) -> None:
    colleague, carried = scene.colleague(), scene.member()
    made = reserve(scene, carried, 8, "15:00")
    assert isinstance(made, Reserved)
    scene.reception.cancel_reservation(colleague.staff, made.reservation)
    assert scene.reception.room.reservations == ()
    assert scene.journal()[-1] == (
        "reservation.closed",
        {"reservation": made.reservation.id, "end": "cancelled", "staff": colleague.staff.id},
    )
    assert isinstance(reserve(scene, carried, 7, "16:00"), Reserved), "they may have another one"


def test_no_extension_runs_into_a_reservation(scene: Scene) -> None:
    colleague = scene.colleague()
    session = scene.session(scene.member(), 8, minutes=30)
    reserve(scene, scene.member(), 8, "14:42")
    outcome = scene.reception.extend_own(session, 3600, scene.new_request())
    assert not isinstance(outcome, NotExtended)
    assert outcome.seconds == 600
    for again in (
        scene.reception.extend_own(session, 900, scene.new_request()),
        scene.reception.add_time(colleague.staff, session, 900, "other", scene.new_request()),  # type: ignore[arg-type]
    ):
        assert again == NotExtended(Barrier.RESERVATION)


def test_an_unused_reservation_of_yesterday_is_released_at_the_next_start(scene: Scene) -> None:
    reserve(scene, scene.member(), 8, "15:00")
    scene.clock.reboot(off_seconds=20 * 3600)
    scene.reopen()
    scene.reception.keep_time()
    assert ends(scene) == [ReservationEnd.RELEASED.value]

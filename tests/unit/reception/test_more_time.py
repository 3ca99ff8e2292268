"""More time by itself, the grace, and what counts in the day (docs/rules.md §2, §3, §5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.models import EndReason, ExtensionReason, Session
from kiosk.ports import StoreUnavailable
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Arrived, Extended, Kept, NotExtended, Reserved, SessionRuns, Waits
from kiosk.rules.extension import Barrier
from tests.factories import Scene, changed, paris
from tests.unit.reception.waits import keep

MakeScene = Callable[..., Scene]


def somebody_waits(scene: Scene, tag: str = "large-screen") -> None:
    """For workstation 7 or 9."""
    scene.fill(9)
    answer = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=frozenset({tag}))
    assert isinstance(answer, Waits), answer


@pytest.fixture
def automatic(make_scene: MakeScene) -> Scene:
    """Sessions go on by themselves by 15 min below 90 %, and there is a grace of 5 min."""
    return make_scene(changed(limits={"auto_extension": True, "grace": 5}))


@pytest.fixture
def graceful(make_scene: MakeScene) -> Scene:
    """Five minutes of grace."""
    return make_scene(changed(limits={"grace": 5}))


# ---------------------------------------------------------------------------------------- asked for by visitors


def test_a_visitor_adds_nothing_while_somebody_waits_for_that_workstation(scene: Scene) -> None:
    wanted, other = scene.session(scene.member(), 7), scene.session(scene.member(), 8)
    somebody_waits(scene)
    assert scene.reception.extend_own(wanted, 900, scene.new_request()) == NotExtended(Barrier.WAITING)
    assert isinstance(scene.reception.extend_own(other, 900, scene.new_request()), Extended)
    shown = scene.reception.my_session(wanted, None)
    assert isinstance(shown, SessionRuns)
    assert (shown.addable_seconds, shown.more.barrier) == (0, Barrier.WAITING)


def test_a_visitor_adds_time_again_when_nobody_waits_any_more(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    somebody_waits(scene)
    scene.reception.leave_queue(scene.room.tickets[0], scene.new_request())
    assert isinstance(scene.reception.extend_own(session, 900, scene.new_request()), Extended)


def test_a_site_where_visitors_do_not_extend(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"self_extension": False}))
    session = scene.session(scene.member(), 7)
    assert scene.reception.extend_own(session, 900, scene.new_request()) == NotExtended(Barrier.OFF)


def test_staff_add_time_also_while_somebody_waits(scene: Scene) -> None:
    staff, session = scene.colleague().staff, scene.session(scene.member(), 7)
    somebody_waits(scene)
    outcome = scene.reception.add_time(staff, session, 900, ExtensionReason.PROCEDURE, scene.new_request())
    assert isinstance(outcome, Extended)


# ------------------------------------------------------------------------------------------------- by itself


def test_a_session_goes_on_by_itself_once(automatic: Scene) -> None:
    """The day would have more, but the chair may be empty; then the grace, and the end."""
    session = automatic.session(automatic.member(), 7)
    assert keep(automatic, 59 * 60 - 1).extended == ()
    assert keep(automatic, 1).extended == ((7, 900.0),)
    assert keep(automatic).extended == ()
    assert keep(automatic, 15 * 60) == Kept(), "45 minutes are left of the day"
    assert keep(automatic, 60).extended == ((7, 300.0),)
    assert keep(automatic, 300).ended == (7,)
    closed = automatic.stored(session)
    assert (closed.granted, closed.used, closed.extended) == (80 * 60, 80 * 60, 20 * 60)
    by = [(body["by"], body["seconds"]) for _, body in automatic.journal("session.extended")]
    assert by == [("automatic", 900), ("grace", 300)]


def test_it_goes_on_only_for_what_is_left_of_the_day(automatic: Scene) -> None:
    carried = automatic.member()
    automatic.used_before(carried, minutes=52)
    session = automatic.session(carried, 7)
    assert keep(automatic, 59 * 60).extended == ((7, 480.0),)
    assert automatic.stored(session).granted == 68 * 60


def test_a_session_that_its_visitor_extended_goes_on_no_more_by_itself(automatic: Scene) -> None:
    session = automatic.session(automatic.member(), 7)
    assert isinstance(automatic.reception.extend_own(session, 900, automatic.new_request()), Extended)
    assert keep(automatic, 74 * 60) == Kept()
    assert keep(automatic, 60).extended == ((7, 300.0),), "the grace"


def test_what_staff_gave_leaves_the_one_time_by_itself(automatic: Scene) -> None:
    staff, session = automatic.colleague().staff, automatic.session(automatic.member(), 7)
    automatic.reception.add_time(staff, session, 900, ExtensionReason.FAULT, automatic.new_request())
    assert keep(automatic, 74 * 60).extended == ((7, 900.0),)
    assert keep(automatic, 15 * 60) == Kept()


def test_a_session_that_may_not_go_on_is_looked_into_once(automatic: Scene) -> None:
    carried = automatic.member()
    automatic.used_before(carried, minutes=60)
    automatic.session(carried, 7)
    keep(automatic, 59 * 60)
    writes = automatic.store.writes
    for _ in range(29):
        assert keep(automatic, 1) == Kept()
    assert automatic.store.writes == writes


def test_a_session_does_not_go_on_by_itself_while_somebody_waits_for_it(automatic: Scene) -> None:
    automatic.session(automatic.member(), 7)
    automatic.session(automatic.member(), 8)
    automatic.clock.advance(120)
    somebody_waits(automatic)
    assert keep(automatic, 57 * 60).extended == ((8, 900.0),)
    assert 7 in keep(automatic, 60).ended, "nor is there a grace"


def test_a_full_room_goes_on_with_nobody(automatic: Scene) -> None:
    automatic.fill()
    assert keep(automatic, 59 * 60).extended == ()
    assert len(keep(automatic, 60).extended) == 12, "nobody waits: a few minutes to save one's work"


def test_a_room_above_ninety_per_cent_goes_on_with_nobody(automatic: Scene) -> None:
    staff = automatic.colleague().staff
    automatic.fill(1, 2, 3, 4, 5, 6, 7, 8, 9)
    for number in (11, 12):
        automatic.reception.set_service(staff, number, in_service=False)
    assert keep(automatic, 59 * 60).extended == (), "nine of ten is not below 90 %"


def test_a_workstation_that_is_held_is_not_free(automatic: Scene) -> None:
    """Ten of twelve are busy and one is held: 92 % is too much."""
    automatic.fill(*(set(automatic.site.workstations) - {1, 12}))
    automatic.session(automatic.member(), 1, minutes=10)
    waits = automatic.reception.wait(automatic.member().member, None, automatic.new_request())
    assert isinstance(waits, Waits)
    automatic.reception.end(automatic.room.sessions[0], automatic.new_request())
    assert keep(automatic, 120).called
    assert (len(automatic.room.sessions), len(automatic.room.called)) == (10, 1)
    assert not automatic.reception.situation().is_calm


def test_the_last_step_by_itself_ends_before_a_reservation(automatic: Scene) -> None:
    automatic.session(automatic.member(), 7)
    wish = Wish(automatic.member().member.number, 7, paris("15:10"), 30)
    assert isinstance(automatic.reception.reserve(automatic.colleague().staff, wish, automatic.new_request()), Reserved)
    assert keep(automatic, 59 * 60).extended == ((7, 480.0),)
    assert keep(automatic, 9 * 60).ended == (7,)


def test_a_step_that_the_store_lost_is_given_when_it_is_back(automatic: Scene) -> None:
    automatic.session(automatic.member(), 7)
    automatic.clock.advance(59 * 60)
    automatic.store.trouble = "midway"
    with pytest.raises(StoreUnavailable):
        automatic.reception.keep_time()
    automatic.store.trouble = ""
    assert keep(automatic, 10).extended == ((7, 900.0),)


# -------------------------------------------------------------------------------------------------- the grace


def test_the_grace_is_given_once(graceful: Scene) -> None:
    session = graceful.session(graceful.member(), 7, minutes=30)
    assert keep(graceful, 1800).extended == ((7, 300.0),)
    assert graceful.stored(session).grace == 300
    assert keep(graceful, 300) == Kept(ended=(7,))
    assert graceful.stored(session).end_reason is EndReason.TIME_UP


def test_the_grace_is_on_top_of_the_day(graceful: Scene) -> None:
    carried = graceful.member()
    graceful.session(carried, 7, minutes=30)
    keep(graceful, 1800)
    keep(graceful, 300)
    answer = graceful.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert answer.left_seconds == 90 * 60


def test_no_grace_while_somebody_waits_or_the_place_closes(make_scene: MakeScene, graceful: Scene) -> None:
    graceful.session(graceful.member(), 7, minutes=10)
    somebody_waits(graceful)
    assert keep(graceful, 600).ended == (7,)
    evening = make_scene(changed(limits={"grace": 5}), paris("18:30"))
    evening.session(evening.member(), 7)
    assert keep(evening, 20 * 60).ended == (7,)


@pytest.mark.parametrize("limits", [{"grace": 5}, {"grace": 5, "auto_extension": True}])
def test_an_end_that_was_noticed_late_is_the_planned_one(make_scene: MakeScene, limits: dict[str, Any]) -> None:
    """The machine slept for three hours: whoever sat there has gone, and is charged nothing for it."""
    scene = make_scene(changed(limits=limits))
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    scene.clock.advance(3 * 3600)
    assert keep(scene) == Kept(ended=(7,))
    closed = scene.stored(session)
    assert (closed.granted, closed.used, closed.closed_at) == (1800, 1800, paris("14:30"))


def test_an_end_that_was_noticed_a_little_late_leaves_the_rest_of_the_grace(graceful: Scene) -> None:
    session = graceful.session(graceful.member(), 7, minutes=30)
    assert keep(graceful, 1800 + 90).extended == ((7, 300.0),)
    assert graceful.left(session) == 210


# ----------------------------------------------------------------------------------------- courtesy and the day


def courtesy(scene: Scene, session: Session, minutes: float) -> None:
    staff = scene.colleague().staff
    outcome = scene.reception.add_time(staff, session, minutes * 60, ExtensionReason.FAULT, scene.new_request())
    assert isinstance(outcome, Extended)


@pytest.mark.parametrize(("after", "left"), [(10, 110), (30, 90), (45, 90), (60, 90)])
def test_what_staff_add_does_not_count_in_the_day(scene: Scene, after: float, left: float) -> None:
    """30 minutes, and 30 by staff; the day has 120. The visitor leaves after so many."""
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    courtesy(scene, session, 30)
    scene.clock.advance(after * 60)
    scene.reception.end(session, scene.new_request())
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert answer.left_seconds == left * 60


def test_what_staff_add_takes_nothing_from_what_the_visitor_may_add(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    courtesy(scene, session, 60)
    shown = scene.reception.my_session(session, None)
    assert isinstance(shown, SessionRuns)
    assert shown.more.seconds == 3600


def test_what_is_taken_back_counts_no_more(scene: Scene) -> None:
    staff, session = scene.colleague().staff, scene.session(scene.member(), 7)
    courtesy(scene, session, 30)
    scene.reception.take_back_time(staff, session, 1800, scene.new_request())
    assert (scene.stored(session).granted, scene.stored(session).courtesy) == (3600, 0)
    again = scene.reception.add_time(staff, session, 3600, ExtensionReason.FAULT, scene.new_request())
    assert isinstance(again, Extended)
    assert again.seconds == 3600

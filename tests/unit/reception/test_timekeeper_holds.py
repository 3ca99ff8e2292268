"""What the timekeeper does besides ending sessions, and holds over restarts, suspends and clocks that jump."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.clock import utc
from kiosk.models import EndReason, ExtensionReason
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Called, Extended, Reserved
from kiosk.reception.timekeeper import Timekeeper
from tests.factories import Carried, Scene, changed, paris
from tests.unit.reception.waits import end, keep, wait

MakeScene = Callable[..., Scene]

STEPS = {
    "an hour on": 3600.0,
    "two hours back": -7200.0,
    "a day back": -86_400.0,
    "to 1970": (utc(1970, 1, 1) - paris("14:02")).total_seconds(),
}


def is_due(scene: Scene, timekeeper: Timekeeper | None = None) -> bool:
    """Whether there is something to write now, for a timekeeper (a new one unless given) whose last heartbeat is
    fresh."""
    timekeeper = timekeeper or Timekeeper(scene.site)
    timekeeper.kept(scene.reception.moment())
    return timekeeper.is_due(scene.room, scene.reception.moment())


def called(scene: Scene) -> Carried:
    """Somebody for whom workstation 8 has been held since 14:02; it is that time."""
    scene.fill()
    carried = scene.member()
    wait(scene, carried)
    end(scene, 8)
    assert keep(scene, 120).called
    return carried


def held(scene: Scene) -> float:
    """Seconds of the hold that are over, by the store."""
    (ticket,) = scene.room.called
    return ticket.held_at(scene.clock.boot, scene.clock.boot_name)


# ------------------------------------------------------------------------------------------------- what is due


def test_nothing_is_due_where_nothing_happens(scene: Scene) -> None:
    assert not is_due(scene)
    scene.session(scene.member(), 7)
    assert not is_due(scene)


def test_an_end_is_due(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=10)
    scene.clock.advance(599)
    assert not is_due(scene)
    scene.clock.advance(1)
    assert is_due(scene)


def test_more_time_by_itself_is_due_a_minute_before_the_end(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"auto_extension": True}))
    scene.session(scene.member(), 7, minutes=10)
    scene.clock.advance(539)
    assert not is_due(scene)
    scene.clock.advance(1)
    assert is_due(scene)


def test_a_call_is_due_when_a_workstation_has_rested_and_the_end_of_a_hold_five_minutes_later(scene: Scene) -> None:
    scene.fill()
    wait(scene, scene.member())
    end(scene, 8)
    scene.clock.advance(119)
    assert not is_due(scene)
    scene.clock.advance(1)
    assert is_due(scene)
    keep(scene)
    scene.clock.advance(299)
    assert not is_due(scene)
    scene.clock.advance(1)
    assert is_due(scene)


def test_a_call_is_not_due_for_a_workstation_that_suits_nobody(scene: Scene) -> None:
    scene.fill()
    wait(scene, scene.member())
    end(scene, 11)
    scene.clock.advance(120)
    assert not is_due(scene)


def test_the_end_of_the_list_is_due_at_the_last_entry(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    wait(scene, scene.member())
    staff = scene.colleague().staff
    for session in scene.room.sessions:
        scene.reception.add_time(staff, session, 1200, ExtensionReason.OTHER, scene.new_request())
    watching = Timekeeper(scene.site)
    scene.clock.now = paris("18:40")
    assert not is_due(scene, watching)
    scene.clock.advance(1)
    assert not is_due(scene, watching), "the clock may be wrong for a moment"
    scene.clock.advance(59)
    assert not is_due(scene, watching)
    scene.clock.advance(1)
    assert is_due(scene, watching)


def test_the_end_of_the_list_is_due_when_staff_close_early(scene: Scene) -> None:
    scene.fill()
    wait(scene, scene.member())
    scene.reception.close_early(scene.colleague().staff, paris("14:15"))
    watching = Timekeeper(scene.site)
    assert not is_due(scene, watching)
    scene.clock.advance(60)
    assert is_due(scene, watching)
    for seconds, left in ((0, 1), (59, 1), (1, 0)):  # the timekeeper of the kiosk looks for the first time
        keep(scene, seconds)
        assert len(scene.room.tickets) == left


def test_a_call_is_not_due_when_nobody_is_let_in_any_more(scene: Scene) -> None:
    scene.fill()
    wait(scene, scene.member())
    end(scene, 8)
    scene.clock.advance(120)
    assert is_due(scene)
    scene.reception.close_early(scene.colleague().staff, paris("14:15"))
    assert not is_due(scene)
    assert keep(scene).called == ()


def test_the_release_of_a_reservation_is_due(scene: Scene) -> None:
    wish = Wish(scene.member().member.number, 7, paris("14:10"), 30)
    assert isinstance(scene.reception.reserve(scene.colleague().staff, wish, scene.new_request()), Reserved)
    scene.clock.now = paris("14:24")
    assert not is_due(scene)
    scene.clock.now = paris("14:25")
    assert is_due(scene)


def test_who_waits_is_called_when_an_unused_reservation_is_released(scene: Scene) -> None:
    scene.fill(*(set(scene.site.workstations) - {8}))
    wish = Wish(scene.member().member.number, 8, paris("14:05"), 30)
    assert isinstance(scene.reception.reserve(scene.colleague().staff, wish, scene.new_request()), Reserved)
    wait(scene, scene.member())
    assert keep(scene, 19 * 60).called == ()
    assert [ticket.workstation for ticket in keep(scene, 60).called] == [8]


def test_a_session_that_ends_is_not_called_out_before_it_rested(scene: Scene) -> None:
    scene.fill(minutes=10)
    wait(scene, scene.member())
    kept = keep(scene, 600)
    assert (len(kept.ended), kept.called) == (12, ())
    assert [ticket.workstation for ticket in keep(scene, 120).called] == [7]


def test_holds_are_written_down_every_thirty_seconds_also_without_a_session(scene: Scene) -> None:
    called(scene)
    for session in scene.room.sessions:
        scene.reception.end(session, scene.new_request())
    keep(scene, 30)
    assert scene.room.called[0].held == 30
    writes = scene.store.writes
    keep(scene, 29)
    assert scene.store.writes == writes
    keep(scene, 1)
    assert scene.room.called[0].held == 60


# ---------------------------------------------------------------------------- restarts, suspend and clock steps


def test_a_restart_of_the_program_lets_a_hold_run(scene: Scene) -> None:
    called(scene)
    scene.clock.advance(100)
    scene.reopen()
    assert held(scene) == 100
    assert keep(scene, 199).unanswered == ()
    assert len(keep(scene, 1).unanswered) == 1


def test_a_power_cut_is_not_charged_to_a_hold(scene: Scene) -> None:
    carried = called(scene)
    keep(scene, 100)
    scene.clock.advance(20)
    scene.clock.reboot(off_seconds=1200)
    scene.reopen()
    assert held(scene) == 100, "what was not written down is in the visitor's favour"
    assert isinstance(scene.reception.arrive(carried.code), Called)
    assert keep(scene, 199).unanswered == ()
    assert len(keep(scene, 1).unanswered) == 1


def test_a_suspend_is_charged_to_a_hold(scene: Scene) -> None:
    """The visitor could see the screen no more than they could come; the next one waits as well."""
    called(scene)
    assert len(keep(scene, 3600).unanswered) == 1


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_step_of_the_wall_clock_changes_a_hold(scene: Scene, step: float) -> None:
    called(scene)
    keep(scene, 60)
    scene.clock.step(step)
    assert held(scene) == 60
    scene.clock.step(-step)
    assert keep(scene, 239).unanswered == ()
    assert len(keep(scene, 1).unanswered) == 1


def test_a_restart_counts_sessions_and_not_holds(scene: Scene) -> None:
    called(scene)
    scene.reopen()
    assert scene.resumed == 11
    assert scene.journal()[-1] == ("kiosk.started", {"sessions": 11})


def test_a_session_that_a_restart_prolonged_ends_at_the_early_closing(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.reception.close_early(scene.colleague().staff, paris("14:40"))
    keep(scene, 600)
    scene.clock.reboot(off_seconds=900)
    scene.reopen()
    assert scene.left(session) == 5 * 60
    keep(scene, 5 * 60)
    closed = scene.stored(session)
    assert (closed.closed_at, closed.end_reason) == (paris("14:30"), EndReason.CLOSING)


def test_a_session_that_a_restart_shortened_stays_so_after_reopening_and_may_ask_for_more(scene: Scene) -> None:
    staff, session = scene.colleague().staff, scene.session(scene.member(), 7)
    scene.reception.close_early(staff, paris("14:40"))
    keep(scene, 600)
    scene.clock.reboot(off_seconds=900)
    scene.reopen()
    scene.reception.reopen(staff)
    assert scene.left(session) == 5 * 60
    asked = scene.reception.extend_own(session, 900, scene.new_request())
    assert isinstance(asked, Extended)
    assert asked.seconds == 900
    keep(scene, 20 * 60)
    assert scene.stored(session).end_reason is EndReason.TIME_UP

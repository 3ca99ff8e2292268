"""The end of the waiting list in the evening, and a night in which nobody looks (docs/rules.md §5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.models import ExtensionReason, TicketEnd
from kiosk.reception.outcomes import Arrived, Called, Kept, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene, paris
from tests.unit.reception.waits import closed, end, keep, wait

MakeScene = Callable[..., Scene]


def test_waits_end_when_nobody_is_let_in_any_more(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    called, waiting = scene.member(), scene.member()
    first, second = wait(scene, called), wait(scene, waiting)
    staff = scene.colleague().staff
    for session in scene.room.sessions:
        scene.reception.add_time(staff, session, 1200, ExtensionReason.OTHER, scene.new_request())
    scene.clock.now = paris("18:30")
    scene.clock.boot += 3600
    end(scene, 8)
    assert [one.id for one in keep(scene, 480).called] == [first.id]
    assert keep(scene, 120) == Kept()
    assert isinstance(scene.reception.arrive(called.code), Called), "18:40 is the last minute"
    for seconds, left in ((1, 2), (59, 2), (1, 0)):  # the clock may be wrong for a moment
        keep(scene, seconds)
        assert len(scene.room.tickets) == left
    assert closed(scene) == [(one.id, TicketEnd.CLOSING.value, 4261) for one in (first, second)]
    assert scene.reception.room.is_free(8)


def test_nobody_waits_over_night(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    ticket = wait(scene, scene.member())
    scene.clock.reboot(off_seconds=17 * 3600)
    scene.reopen()
    assert scene.reception.room.tickets == (), "the kiosk was switched off before anybody was sent away"
    assert closed(scene) == [(ticket.id, TicketEnd.CLOSING.value, 5400)]


def test_nobody_waits_over_a_night_that_the_machine_slept_through(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill(4, 10)
    ticket = wait(scene, scene.member(), tags=frozenset({"scanner"}))
    for seconds, left in ((17 * 3600, [ticket]), (59, [ticket]), (1, [])):  # the clock may be wrong for a moment
        kept = keep(scene, seconds)
        assert (kept.called, kept.unanswered, list(scene.room.tickets)) == ((), (), left)
    assert closed(scene) == [(ticket.id, TicketEnd.CLOSING.value, 5400)]


def test_a_restart_on_the_same_day_keeps_the_list(scene: Scene) -> None:
    scene.fill()
    ticket = wait(scene, scene.member())
    scene.clock.reboot()
    scene.reopen()
    assert scene.reception.room.tickets == (ticket,)


@pytest.mark.parametrize("step", [3600.0, 2 * 3600.0, 86_400.0], ids=["near closing", "after closing", "a day on"])
def test_a_clock_that_is_wrong_for_a_moment_sends_nobody_away(make_scene: MakeScene, step: float) -> None:
    """At 17:45, the last entry is at 18:40."""
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    tickets = (wait(scene, scene.member()), wait(scene, scene.member()))
    keep(scene, 15 * 60)
    end(scene, 8)
    keep(scene, 61)
    scene.clock.step(step)
    assert keep(scene, 30).called == ()
    assert keep(scene, 29).called == ()
    scene.clock.step(-step)
    assert scene.room.tickets == tickets
    assert closed(scene) == []
    assert [one.id for one in keep(scene).called] == [tickets[0].id], "120 s after the end"


def test_moments_of_a_wrong_clock_do_not_add_up(scene: Scene) -> None:
    scene.fill()
    ticket = wait(scene, scene.member())
    for _ in range(4):
        scene.clock.step(86_400.0)
        keep(scene, 1)
        keep(scene, 40)
        scene.clock.step(-86_400.0)
        keep(scene, 1)
    assert [one.id for one in scene.room.tickets] == [ticket.id]


TOMORROW = paris("10:00", "2026-10-14")


@pytest.mark.parametrize(("now", "vain"), [("17:38", False), ("17:39", True), ("18:10", True)])
def test_nobody_takes_a_ticket_whose_turn_comes_too_late(make_scene: MakeScene, now: str, vain: bool) -> None:
    """A room is full for an hour, or until 18:50, and ready two minutes after that; the last entry is at 18:40."""
    scene = make_scene(now=paris(now))
    scene.fill()
    carried = scene.member()
    refused = Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=TOMORROW)
    shown, answer = (
        scene.reception.arrive(carried.code),
        scene.reception.wait(carried.member, None, scene.new_request()),
    )
    if vain:
        assert (shown, answer, scene.room.tickets) == (refused, refused, ())
    else:
        assert isinstance(shown, Arrived)
        assert isinstance(answer, Waits)


def test_those_before_count_also_when_the_turn_would_come_after_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    wishes = {"tags": frozenset({"scanner"})}
    for _ in ("4", "10"):
        wait(scene, scene.member(), **wishes)
    late = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=frozenset({"scanner"}))
    assert late == Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=TOMORROW), "the place is open: it is not closed"
    assert isinstance(scene.reception.wait(scene.member().member, None, scene.new_request()), Waits), "another one"


def test_who_has_a_ticket_keeps_it_also_when_the_turn_comes_later_than_thought(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:30"))
    scene.fill()
    carried = scene.member()
    ticket = wait(scene, carried)
    staff = scene.colleague().staff
    for session in scene.room.sessions:
        scene.reception.add_time(staff, session, 1200, ExtensionReason.OTHER, scene.new_request())
    shown = scene.reception.arrive(carried.code)
    assert isinstance(shown, Waits)
    assert shown.ticket == ticket

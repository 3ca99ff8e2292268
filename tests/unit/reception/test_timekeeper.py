"""The end of sessions: warnings, checkpoints, restarts, and clocks that jump (docs/rules.md §2, §3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.clock import utc
from kiosk.models import EndReason, ExtensionReason, Session
from kiosk.reception.outcomes import Warned
from tests.factories import Scene, changed, paris

MakeScene = Callable[..., Scene]


def keep(scene: Scene, seconds: float) -> tuple[list[tuple[int, Warned]], list[tuple[int, int]]]:
    """Look every second for that long: what was said, and where a session ended, with the second at which it was."""
    warned, ended = [], []
    for second in range(1, int(seconds) + 1):
        scene.clock.advance(1)
        said, kept = scene.reception.keep_time()
        warned += [(second, one) for one in said]
        ended += [(second, number) for number in kept.ended]
    return warned, ended


def test_it_warns_at_ten_five_and_one_and_ends_at_zero(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=30)
    started = scene.clock.now
    warned, ended = keep(scene, 31 * 60)
    assert warned == [(1200, Warned(7, 10)), (1500, Warned(7, 5)), (1740, Warned(7, 1))]
    assert ended == [(1800, 7)]
    closed = scene.stored(session)
    assert (closed.used, closed.end_reason, closed.estimated) == (1800, EndReason.TIME_UP, True)
    assert closed.closed_at is not None
    assert (closed.closed_at - started).total_seconds() == 1800
    assert scene.reception.room.is_free(7)


def test_a_session_of_ten_minutes_is_not_told_at_once_that_it_ends(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=10)
    warned, _ = keep(scene, 600)
    assert [said.minutes for _, said in warned] == [5, 1]


def test_late_looks_say_the_last_warning_only(scene: Scene) -> None:
    scene.session(scene.member(), 7, minutes=30)
    scene.clock.advance(29 * 60 + 30)
    assert scene.reception.keep_time()[0] == (Warned(7, 1),)
    assert scene.reception.keep_time()[0] == ()


def test_time_that_was_added_is_warned_about_anew(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=30)
    keep(scene, 25 * 60)
    scene.reception.extend_own(session, 900, scene.new_request())
    warned, _ = keep(scene, 15 * 60)
    assert [said.minutes for _, said in warned] == [10, 5]


def test_a_site_without_warnings(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"warnings": ()}))
    scene.session(scene.member(), 7, minutes=10)
    assert keep(scene, 600)[0] == []


def test_the_end_is_the_planned_one_also_when_it_is_noticed_late(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=30)
    planned = session.ends_at(scene.clock.now, scene.clock.boot, scene.clock.boot_name)
    scene.clock.advance(3 * 3600)
    assert scene.reception.keep_time()[1].ended == (7,)
    assert scene.stored(session).closed_at == planned


def test_seconds_are_written_down_every_thirty_seconds_and_not_more_often(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    keep(scene, 1)
    writes = scene.store.writes
    keep(scene, 29)
    assert scene.store.writes == writes
    keep(scene, 1)
    assert scene.store.writes == writes + 1
    assert scene.stored(session).used == 31


def test_an_empty_place_writes_nothing(scene: Scene) -> None:
    writes = scene.store.writes
    keep(scene, 120)
    assert scene.store.writes == writes


def test_sessions_that_run_beside_each_other_end_each_in_its_time(scene: Scene) -> None:
    scene.fill(1, minutes=10)
    scene.fill(2, minutes=20)
    _, ended = keep(scene, 25 * 60)
    assert ended == [(600, 1), (1200, 2)]


def test_a_session_stops_ten_minutes_before_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("18:30"))
    session = scene.session(scene.member(), 7)
    keep(scene, 30 * 60)
    assert scene.stored(session).closed_at == paris("18:50")


# ---------------------------------------------------------------------------------------------- restarts


def test_a_restart_of_the_program_takes_nothing_and_gives_nothing(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    keep(scene, 100)
    scene.clock.advance(55)
    scene.reopen()
    assert scene.resumed == 1
    assert scene.left(session) == 3600 - 155
    assert scene.journal()[-1] == ("kiosk.started", {"sessions": 1})


def test_a_power_cut_is_not_charged_and_gives_away_thirty_seconds_at_most(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    keep(scene, 100)
    before = scene.left(session)
    scene.clock.reboot(off_seconds=1200)
    scene.reopen()
    assert 0 <= scene.left(session) - before <= 30
    again = scene.left(session)
    keep(scene, 60)
    assert scene.left(session) == again - 60


def test_two_power_cuts_add_up(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    for _ in range(2):
        keep(scene, 301)
        scene.clock.reboot()
        scene.reopen()
    assert scene.left(session) == 3600 - 602


def test_time_that_a_power_cut_gave_back_ends_before_closing_all_the_same(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:40"))
    session = scene.session(scene.member(), 7)
    keep(scene, 600)
    scene.clock.reboot(off_seconds=1800)
    scene.reopen()
    assert scene.left(session) == 1800, "it is 18:20"
    body = {"session": session.id, "seconds": 1800 - (3600 - scene.stored(session).used), "by": "hours"}
    assert scene.journal("session.extended") == [("session.extended", body | {"reason": "early-closing"})]
    _, ended = keep(scene, 31 * 60)
    assert ended == [(1800, 7)]
    closed = scene.stored(session)
    assert (closed.closed_at, closed.end_reason, closed.estimated) == (paris("18:50"), EndReason.CLOSING, True)
    assert closed.used < 600 + 31 * 60


@pytest.mark.parametrize("again", [0.0, 120.0], ids=["in the same boot", "after another power cut"])
def test_a_second_start_keeps_what_the_first_one_shortened(make_scene: MakeScene, again: float) -> None:
    scene = make_scene(now=paris("17:40"))
    session = scene.session(scene.member(), 7)
    keep(scene, 600)
    scene.clock.reboot(off_seconds=1800)
    scene.reopen()
    keep(scene, 60)
    if again:
        scene.clock.reboot(off_seconds=again)
    scene.reopen()
    assert scene.resumed == 1
    assert scene.left(session) == 1740 - again
    keep(scene, 1740 - again)
    closed = scene.stored(session)
    assert (closed.closed_at, closed.end_reason) == (paris("18:50"), EndReason.CLOSING)


def test_a_power_cut_shortens_nothing_that_ends_before_closing(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    keep(scene, 600)
    scene.clock.reboot(off_seconds=1800)
    scene.reopen()
    assert (scene.stored(session).granted, scene.journal("session.extended")) == (3600, [])
    keep(scene, 3600)
    assert scene.stored(session).end_reason is EndReason.TIME_UP


def test_a_session_that_a_night_without_power_left_open_ended_at_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:40"))
    session = scene.session(scene.member(), 7)
    keep(scene, 31)
    scene.clock.reboot(off_seconds=15 * 3600)
    scene.reopen()
    assert (scene.resumed, scene.reception.room.sessions) == (0, ())
    assert scene.journal()[-2:] == [
        ("session.ended", {"session": session.id, "used": 31, "reason": "closing", "staff": None}),
        ("kiosk.started", {"sessions": 0}),
    ]
    closed = scene.stored(session)
    assert (closed.closed_at, closed.used, closed.end_reason) == (paris("18:50"), 31, EndReason.CLOSING)
    assert closed.estimated


# -------------------------------------------------------------------------------------------- clock steps

STEPS = {
    "an hour on": 3600.0,
    "two hours back": -7200.0,
    "a day on": 86_400.0,
    "a day back": -86_400.0,
    "to 1970": (utc(1970, 1, 1) - paris("14:00")).total_seconds(),
    "to 2038": (utc(2038, 1, 20) - paris("14:00")).total_seconds(),
}


def running(scene: Scene) -> Session:
    session = scene.session(scene.member(), 7)
    keep(scene, 45)
    return session


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_step_of_the_wall_clock_changes_the_time_left(scene: Scene, step: float) -> None:
    session = running(scene)
    before = scene.left(session)
    scene.clock.step(step)
    warned, ended = keep(scene, 600)
    assert (warned, ended) == ([], [])
    assert scene.left(session) == before - 600


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_session_ends_in_its_time_whatever_the_wall_clock_says(scene: Scene, step: float) -> None:
    session = running(scene)
    scene.clock.step(step)
    _, ended = keep(scene, 3600)
    assert [second for second, _ in ended] == [3600 - 45]
    closed = scene.stored(session)
    assert (closed.used, closed.end_reason) == (3600, EndReason.TIME_UP)
    assert closed.closed_at is not None
    assert closed.closed_at >= closed.opened_at


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_and_back_leaves_no_trace(scene: Scene, step: float) -> None:
    session = running(scene)
    scene.clock.step(step)
    keep(scene, 60)
    scene.clock.step(-step)
    keep(scene, 60)
    assert scene.left(session) == 3600 - 165


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_program_that_starts_under_a_wrong_clock_ends_nothing(scene: Scene, step: float) -> None:
    session = running(scene)
    scene.clock.step(step)
    scene.reopen()
    assert keep(scene, 60)[1] == []
    assert scene.left(session) == 3600 - 105


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_clock_that_is_set_after_a_power_cut_ends_nothing(scene: Scene, step: float) -> None:
    session = running(scene)
    scene.clock.reboot()
    scene.reopen()
    before = scene.left(session)
    scene.clock.step(step)
    assert keep(scene, 60)[1] == []
    assert scene.left(session) == before - 60


def test_an_hour_on_near_closing_takes_nobody_s_time(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:00"))
    session = scene.session(scene.member(), 7)
    scene.clock.step(2 * 3600)
    assert keep(scene, 1800)[1] == []
    assert scene.left(session) == 1800


def test_time_that_staff_gave_is_kept_over_a_step(scene: Scene) -> None:
    session = running(scene)
    scene.clock.step(3600)
    scene.reception.add_time(scene.colleague().staff, session, 900, ExtensionReason.FAULT, scene.new_request())
    assert scene.left(session) == 3600 - 45 + 900

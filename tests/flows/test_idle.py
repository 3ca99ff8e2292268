"""Nobody stands at the kiosk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.places.idle import Idle
from kiosk.places.notice import Notice
from kiosk.places.states import NoticeState
from kiosk.places.states_idle import IdleState
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Reserved, Waits
from tests.factories import Scene, paris, sample
from tests.flows.harness import Flow, Step, texts
from tests.flows.ways import switch

MakeScene = Callable[..., Scene]
GAP = 2 * 60


def test_the_idle_screen_counts_the_free_workstations(scene: Scene) -> None:
    scene.fill(1, 2, 3)
    scene.pass_time(1)
    shown = Flow(scene).state(IdleState)
    assert shown.squares == (True,) * 9 + (False,) * 3
    assert shown.free_bold == scene.desk.words.n("{count} free workstation", "{count} free workstations", 9)


def free_of(scene: Scene) -> int:
    """How many the idle screen says are free."""
    return Flow(scene).state(IdleState).squares.count(True)


def test_a_workstation_that_rests_is_not_free_yet(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.reception.end(session, scene.new_request())
    scene.pass_time(1)
    assert free_of(scene) == 11
    scene.pass_time(GAP - 1)
    assert free_of(scene) == 12


def test_what_is_about_to_be_somebody_elses_is_not_free(scene: Scene) -> None:
    wish = Wish(scene.member().member.number, 7, paris("14:10"), 60)
    assert isinstance(scene.reception.reserve(scene.colleague().staff, wish, scene.new_request()), Reserved)
    scene.pass_time(1)
    assert free_of(scene) == 11


def test_what_somebody_waits_for_is_not_free(scene: Scene) -> None:
    """In the second before the call, nor while it is held."""
    carried = scene.member()
    scene.fill()
    assert isinstance(scene.reception.wait(carried.member, None, scene.new_request()), Waits)
    session = scene.room.session_on(7)
    assert session is not None
    scene.reception.end(session, scene.new_request())
    scene.clock.advance(GAP)
    assert scene.reception.to_be_had() == ()
    scene.front.tick()
    assert [ticket.workstation for ticket in scene.room.called] == [7]
    assert scene.reception.to_be_had() == ()


@pytest.mark.parametrize(("hour", "free"), [("09:59", 0), ("10:00", 12), ("18:40", 12), ("18:41", 0), ("19:00", 0)])
def test_nothing_is_free_while_nobody_is_let_in(make_scene: MakeScene, hour: str, free: int) -> None:
    assert free_of(make_scene(now=paris(hour))) == free


@pytest.mark.parametrize("hour", ["08:00", "10:00", "12:00", "18:45", "19:00", "23:59"])
@pytest.mark.parametrize("day", range(9))
def test_the_idle_screen_has_an_answer_at_any_hour(make_scene: MakeScene, day: int, hour: str) -> None:
    scene = make_scene(now=paris(hour) + timedelta(days=day))
    flow = switch(Flow(scene))
    assert all(row.left and row.text for row in flow.state(IdleState).rows)


def test_a_long_closure_names_the_date_and_not_the_weekday_alone(make_scene: MakeScene) -> None:
    base = sample()
    hours = replace(base.hours, week=((),) * 7, exceptions=(closure_end := replace(base.hours.exceptions[0]),))
    assert closure_end.intervals
    first = closure_end.first
    scene = make_scene(replace(base, hours=hours), now=paris("12:00", (first - timedelta(days=15)).isoformat()))
    assert str(first.day) in " ".join(texts(scene.front.view().state))
    carried = scene.member()
    flow = Flow(scene).run(Step(Idle, scan=carried.code, leads_to=Notice))
    arch = flow.state(NoticeState).arch
    assert arch is not None
    assert str(first.day) in arch[1]

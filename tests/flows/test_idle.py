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
from tests.factories import Scene, paris, sample
from tests.flows.harness import Flow, Step, texts
from tests.flows.ways import switch

MakeScene = Callable[..., Scene]


def test_the_idle_screen_counts_the_free_workstations(scene: Scene) -> None:
    scene.fill(1, 2, 3)
    scene.pass_time(1)
    shown = Flow(scene).state(IdleState)
    assert shown.squares == (True,) * 9 + (False,) * 3
    assert shown.free_bold == scene.desk.words.n("{count} free workstation", "{count} free workstations", 9)


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

"""The resting screen that stands before the house does, and the house that is entered behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest

from config import load, sample_path
from kiosk.clock import ManualClock, utc
from kiosk.commands.window import LateFront
from kiosk.places.idle import Action
from kiosk.places.opening import first_view
from kiosk.places.states_idle import IdleState
from kiosk.places.view import View
from tests.factories import Scene

NOW = utc(2026, 10, 13, 12, 42)


class House:
    """What `LateFront` uses of a house: a front that remembers."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.front: Any = self
        self.store: Any = self
        self.devices: Any = self
        self.is_alive = True
        self.changed = 0

    def __getattr__(self, name: str) -> Callable[..., str]:
        def called(*values: object) -> str:
            self.heard.append(" ".join((name, *map(str, values))))
            return name

        return called


@pytest.fixture
def view() -> View:
    return first_view(load(sample_path(), calendars=False), ManualClock(NOW))


def test_first_view_is_the_resting_screen_but_for_what_takes_time_to_know(scene: Scene) -> None:
    whole = scene.front.view()
    first = first_view(scene.settings, scene.clock)
    assert isinstance(whole.state, IdleState)
    shown = whole.state
    assert shown.squares
    assert shown.rows
    assert shown.free_bold
    unknown = replace(
        shown,
        date="",
        open_line="",
        squares=(),
        free_bold="",
        free_rest="",
        list_title="",
        rows=(),
        other_languages=(),
        banner=None,
    )
    listening = whole.frame.items[-1]
    items = (*whole.frame.items[:-1], replace(listening, disabled_reason=""))
    assert first == replace(
        whole, state=unknown, frame=replace(whole.frame, corner="", corner_bold="", items=items, motion=False)
    )


def test_settings_without_calendars_are_those_of_a_place_without_holidays() -> None:
    whole, first = load(sample_path()), load(sample_path(), calendars=False)
    assert whole.hours.holidays
    assert first == replace(whole, hours=replace(whole.hours, holidays=(), holiday_week=()))


def test_house_is_entered_for_the_first_finger(view: View) -> None:
    house = House()
    front = LateFront(view, lambda: cast("Any", house), pytest.fail, lambda _: None)
    assert front.view() is view
    front.pump()
    front.tick()
    assert house.heard == []
    before = front.changed
    front.touch(Action.NO_CARD)
    assert house.heard == ["touch idle.no-card None"]
    assert front.changed != before, "the window asks for the view of the house now"
    assert str(front.view()) == "view", "that of the house"


def test_house_is_entered_once_and_closed(view: View) -> None:
    entered: list[House] = []

    def enter() -> Any:
        entered.append(House())
        return entered[-1]

    told: list[str] = []
    front = LateFront(view, enter, pytest.fail, told.append)
    front.enter()
    front.alive()
    front.tick()
    front.close()
    assert [house.heard for house in entered] == [["alive", "tick", "close"]]
    assert told == ["WATCHDOG=1"]


def test_house_that_cannot_be_entered_closes_the_window(view: View) -> None:
    given_up: list[bool] = []

    def enter() -> Any:
        raise ValueError("no store")

    front = LateFront(view, enter, lambda: given_up.append(True), lambda _: None)
    front.enter()
    front.touch(Action.NO_CARD)
    front.close()
    assert given_up == [True]
    assert str(front.failure) == "no store"
    assert front.view() is view

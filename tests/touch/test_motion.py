"""What moves on the screen, when nothing may, and that nothing is drawn when nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.places.view import Button
from tests.touch.harness import FRAME, Stage
from tests.touch.keys import Person, person

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from kivy.core.window import Window

from screens.look import look
from screens.motion import FAINT, RISE, SECONDS, TICK
from screens.widgets.push_button import PushButton
from screens.widgets.tag import Disc


@pytest.fixture
def someone(window: Stage, tmp_path: Path) -> Iterator[Person]:
    with person(window, tmp_path) as found:
        found.scene.member()
        yield found


@pytest.fixture
def drawn() -> Iterator[Callable[[], int]]:
    """How many frames were drawn since the last call."""
    frames = 0

    def count(*_: Any) -> None:
        nonlocal frames
        frames += 1

    def since() -> int:
        nonlocal frames
        found, frames = frames, 0
        return found

    Window.bind(on_draw=count)
    yield since
    Window.unbind(on_draw=count)


def shift(screen: Any) -> float:
    """How far below its place a screen is drawn, in pixels."""
    moved = [part.y for part in screen.canvas.before.children if type(part).__name__ == "Translate"]
    return -float(moved[0]) if moved else 0.0


def test_a_screen_rises_and_clears_up_and_can_be_read_in_its_first_frame(someone: Person) -> None:
    someone.scene.scan(someone.scene.member().code)
    someone.app.refresh()
    screen = someone.app.router.place
    assert screen is not None
    assert shift(screen) == pytest.approx(RISE)
    assert screen.opacity == pytest.approx(FAINT)
    former = shift(screen)
    while screen.opacity < 1:
        someone.stage.frames(1)
        assert shift(screen) <= former
        former = shift(screen)
    assert shift(screen) == 0
    assert [type(part).__name__ for part in screen.canvas.before.children].count("PushMatrix") == 0
    assert screen.pos == [0, 0], "fingers and layout never moved"


def test_it_takes_no_longer_than_it_must_and_then_draws_nothing(
    someone: Person, drawn: Callable[[], int]
) -> None:
    someone.scan(someone.scene.member().code)
    someone.stage.advance(SECONDS + FRAME, step=FRAME)
    screen = someone.app.router.place
    assert screen is not None
    assert screen.opacity == 1
    someone.stage.frames(5)
    drawn()
    someone.stage.advance(5)
    assert drawn() == 0


@pytest.mark.parametrize("calm", ["contrast", "large", "keypad"])
def test_nothing_moves_for_whom_it_would_disturb(someone: Person, calm: str) -> None:
    if calm == "contrast":
        someone.scene.front.touch("bar.contrast")
    elif calm == "large":
        someone.scene.front.touch("bar.text")
        someone.scene.front.touch("bar.text")
    else:
        someone.press("f14")
    someone.scene.scan(someone.scene.member().code)
    someone.app.refresh()
    screen = someone.app.router.place
    assert screen is not None
    assert someone.place == "welcome"
    assert (shift(screen), screen.opacity) == (0, 1)


def test_a_screen_that_is_left_while_it_comes_stands_still(someone: Person) -> None:
    someone.scene.scan(someone.scene.member().code)
    someone.app.refresh()
    screen = someone.app.router.place
    assert screen is not None
    someone.stage.frames(1)
    someone.scene.front.touch("bar.quit")
    someone.app.refresh()
    assert (shift(screen), screen.opacity) == (0, 1)


def test_the_idle_screen_draws_nothing_while_nothing_changes(someone: Person, drawn: Callable[[], int]) -> None:
    someone.stage.advance(2)
    drawn()
    for _ in range(20):
        someone.scene.clock.advance(1)
        someone.app.tick()
        someone.stage.advance(1)
    assert drawn() == 0


def test_a_minute_later_it_draws_the_clock_once(someone: Person, drawn: Callable[[], int]) -> None:
    someone.stage.advance(2)
    drawn()
    for _ in range(61):
        someone.scene.clock.advance(1)
        someone.app.tick()
        someone.stage.advance(1)
    assert 1 <= drawn() <= 3


def busy(window: Stage, *, motion: bool) -> PushButton:
    look.motion = motion
    button = PushButton()
    button.size, button.pos = (400, 128), (60, 300)
    button.show(Button("print", "Imprimer", "printer"), lambda *_: None)
    window.add(button)
    button.show(Button("print", "Imprimer", "printer", busy=True), lambda *_: None)
    window.frames(1)
    return button


def test_the_spinner_turns_while_busy_and_only_then(window: Stage, drawn: Callable[[], int]) -> None:
    button = busy(window, motion=True)
    assert button.picture.turn == 0, "the first frame waits for nothing"
    window.advance(3 * TICK, step=TICK / 4)
    assert button.picture.turn != 0
    drawn()
    window.advance(8 * TICK, step=FRAME)
    assert 6 <= drawn() <= 10, "one frame for each picture of the spinner"
    button.show(Button("print", "Imprimer", "printer"), lambda *_: None)
    window.frames()
    assert button.picture.turn == 0
    drawn()
    window.advance(2)
    assert drawn() == 0


def test_it_stands_still_where_nothing_may_move(window: Stage) -> None:
    button = busy(window, motion=False)
    window.advance(2)
    assert button.picture.turn == 0


def test_it_stops_off_the_window_and_goes_on_there(window: Stage) -> None:
    button = busy(window, motion=True)
    window.remove(button)
    window.advance(1)
    assert button.picture.turn == 0
    window.add(button)
    window.advance(2 * TICK, step=TICK / 2)
    assert button.picture.turn != 0


def test_the_step_that_runs_turns_too(window: Stage) -> None:
    look.motion = True
    disc = Disc(icon="busySpinner", look="current")
    disc.size, disc.pos = (72, 72), (60, 300)
    window.add(disc)
    window.advance(2 * TICK, step=TICK / 2)
    assert disc.picture.turn != 0
    disc.icon = "free"
    window.advance(1)
    assert disc.picture.turn == 0

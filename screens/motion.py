"""What moves: a screen that comes, and the ring of a button that is busy (design guide §6, "Motion").

Nothing moves unless `look.motion` says so, and nothing is drawn when nothing moves.
"""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.graphics import PopMatrix, PushMatrix, Translate

from screens.look import look
from screens.theme import TOKENS

_MOTION = TOKENS["motion"]
#: dp that a screen rises, and the seconds that it takes.
RISE: float = _MOTION["screenSlideDp"]
SECONDS: float = _MOTION["screenIn"]
#: Opacity of the first frame: a screen can be read from there on, so nobody waits for it.
FAINT = 0.4
#: The spinner turns by an eighth at a time: degrees, and the seconds between two pictures.
TURN = -45.0
TICK: float = _MOTION["spinnerTurn"] / 8


class Entrance:
    """Lets one screen at a time rise into its place while it clears up. Its widgets do not move: fingers and layout
    know nothing of it."""

    def __init__(self) -> None:
        self._screen: Any = None
        self._frames: Any = None
        self._shift = Translate()
        self._around = (PushMatrix(), self._shift, PopMatrix())
        self._began = 0.0

    def begin(self, screen: Any) -> None:
        """Start with the frame that comes."""
        self._screen = screen
        push, shift, pop = self._around
        screen.canvas.before.add(push)
        screen.canvas.before.add(shift)
        screen.canvas.after.add(pop)
        self._began = Clock.get_time()
        self._show(0.0)
        self._frames = Clock.schedule_interval(self._step, 0)

    def end(self) -> None:
        """Stand still at once; nothing happens when nothing moves."""
        if self._screen is None:
            return
        self._frames.cancel()
        push, shift, pop = self._around
        self._screen.canvas.before.remove(push)
        self._screen.canvas.before.remove(shift)
        self._screen.canvas.after.remove(pop)
        self._screen.opacity = 1.0
        self._screen = None

    def _step(self, _dt: float) -> None:
        done = (Clock.get_time() - self._began) / SECONDS
        if done >= 1.0:
            self.end()
        else:
            self._show(done)

    def _show(self, done: float) -> None:
        left = (1.0 - done) ** 3  # quick at first, then gently
        self._shift.y = -round(RISE * look.dp * left)
        self._screen.opacity = 1.0 - (1.0 - FAINT) * left


class Spinner:
    """Turns one pictogram while its owner is busy and on the window."""

    def __init__(self, owner: Any, picture: Any) -> None:
        self._owner, self._picture = owner, picture
        self._ticks: Any = None

    def turn(self, *, wanted: bool) -> None:
        """Start or stop; called whenever the owner is arranged."""
        wanted = wanted and bool(look.motion)
        if wanted and self._ticks is None:
            self._ticks = Clock.schedule_interval(self._tick, TICK)
        elif not wanted and self._ticks is not None:
            self._stop()

    def _tick(self, _dt: float) -> None:
        if not look.motion or self._owner.postponed():  # it is arranged again when it comes back
            self._stop()
        else:
            self._picture.turn = (self._picture.turn + TURN) % 360

    def _stop(self) -> None:
        self._ticks.cancel()
        self._ticks = None
        self._picture.turn = 0

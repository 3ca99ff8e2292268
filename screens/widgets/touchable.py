"""Everything that answers to a finger: acts on release, once, and says why when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior

from screens.look import look
from screens.theme import TOKENS
from screens.widgets.surface import Surface

DEBOUNCE: float = TOKENS["touch"]["debounce"]


class Touchable(ButtonBehavior, Surface):
    """Base of all controls. `act` is called without argument when the finger leaves inside.

    A control that cannot be used now keeps its place: `enabled` false and `reason`, one short sentence that
    is shown when it is touched. `intent` is the action and value that it emits. `leading` controls are where the focus
    begins on their screen. `inert` ones (a busy workstation) say nothing. `focused` draws the ring of the
    keyboard or of an accessibility switch; `activate` is what its key does.
    """

    act = ObjectProperty(None, allownone=True)
    enabled = BooleanProperty(True)
    reason = StringProperty("")
    inert = BooleanProperty(False)
    busy = BooleanProperty(False)
    focused = BooleanProperty(False)
    pressed = BooleanProperty(False)
    #: Seconds during which a second release on the same control is a tremor, not an intention.
    debounce = NumericProperty(DEBOUNCE)

    def __init__(self, **kwargs: Any) -> None:
        self.intent: tuple[str, object] = ("", None)
        self._last = float("-inf")
        super().__init__(**kwargs)
        for name in ("enabled", "inert", "busy", "focused", "pressed", *self.arranged_by):
            self.fbind(name, self._dress)
        self.fbind("state", self._press)
        look.bind(theme=self._dress)
        self._dress()

    def means(self, emit: Callable[..., None], action: str, value: object = None) -> None:
        """Emit this when used."""
        self.intent = action, value
        self.act = lambda: emit(action, value)

    @property
    def leading(self) -> bool:
        """Whether this is the main control of its screen."""
        return False

    def activate(self) -> None:
        """Do what a release inside does, with the same guards."""
        now = Clock.get_time()
        if self.inert or self.busy or now - self._last < self.debounce:
            return
        self._last = now
        if not self.enabled:
            look.dispatch("on_reason", self.reason)
        elif self.act is not None:
            self.act()

    def dress(self) -> None:
        """Set colours from the state; each control has its own."""

    def on_release(self) -> None:
        self.activate()

    def _press(self, *_: Any) -> None:
        self.pressed = self.state == "down" and self.enabled and not self.inert and not self.busy

    def _dress(self, *_: Any) -> None:
        self.ring_inner = "focusInner" if self.focused else ""
        self.ring_outer = "focusOuter" if self.focused else ""
        self.dress()

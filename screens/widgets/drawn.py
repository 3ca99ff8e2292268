"""The common ground of our widgets: measures in reference dp, origin top left, mirrored when the language is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

from screens.look import look
from screens.rules import load

load(__name__)


class Scaled:
    """Gives a widget `dp`, the pixels of one reference dp here; `zoom` shrinks one widget and its children.

    What changes while the widget is off the window is made good when it comes back: a new text size or language
    must not draw again the words of a dozen screens that nobody sees.
    """

    zoom = NumericProperty(1.0)
    dp = NumericProperty(1.0)
    #: Whether a change waits until the widget is on the window again.
    late = False

    def before_frame(self, draw: Callable[[], None]) -> Any:
        """A trigger that calls `draw` before the next frame, or once the widget is back on the window."""

        def due(_dt: float) -> None:
            if not self.postponed():
                draw()

        return Clock.create_trigger(due, -1)

    def postponed(self) -> bool:
        """Whether this is no time to draw, since nobody sees the widget; remembered then."""
        self.late = self.get_parent_window() is None  # type: ignore[attr-defined]
        return self.late

    def renew(self) -> None:
        """Plan what was postponed."""

    def on_parent(self, *_: Any) -> None:
        """On the window again, perhaps."""
        wake(self)


def wake(root: Any) -> None:
    """Make good what was postponed in a widget and everything under it, if it is on the window now."""
    if root.get_parent_window() is None:
        return
    for widget in root.walk(restrict=True):
        if getattr(widget, "late", False):
            widget.late = False
            widget.renew()


class Drawn(Scaled, Widget):
    """A widget that lays out its own children in `arrange`, called again whenever something it uses changes."""

    #: Names of the properties that call for a new arrangement.
    arranged_by: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        self.rearrange = self.before_frame(self.arrange)
        super().__init__(**kwargs)
        for name in ("pos", "size", "dp", *self.arranged_by):
            self.fbind(name, self.rearrange)
        look.bind(type=self.rearrange)
        self.rearrange()

    def renew(self) -> None:
        self.rearrange()

    def arrange(self) -> None:
        """Place the children. Called on the screen thread before a frame, never while drawing."""

    @property
    def wide(self) -> float:
        """Own width in reference dp."""
        return float(self.width / self.dp)

    @property
    def high(self) -> float:
        """Own height in reference dp."""
        return float(self.height / self.dp)

    def put(self, child: Any, x: float, y: float, width: float, height: float, *, mirror: bool = True) -> None:
        """Place a child in own reference dp from the top left corner, from the top right in a mirrored language."""
        left = self.wide - x - width if mirror and look.rtl else x
        child.size = (width * self.dp, height * self.dp)
        child.pos = (self.x + left * self.dp, self.top - (y + height) * self.dp)

    def adopt(self, child: Any) -> Any:
        """Add a child that shares our zoom. Returns it."""
        child.zoom = self.zoom
        self.add_widget(child)
        return child

    def on_zoom(self, *_: Any) -> None:
        """Pass it on. Not by binding each child: those that come and go would be bound once more each time."""
        for child in self.children:
            child.zoom = self.zoom

"""What a screen is: a sheet in the designer's coordinates that shows one frozen state.

A screen of the product is a subclass of `Place`:

    class Welcome(Place):
        def compose(self) -> None:                       # upright: 1080 × 1920, origin top left, unit dp
            self.greeting = self.put(Txt(role="display"), 60, 256, 560, 240)
            self.go = self.put(PushButton(), 60, 1572, 960, 128)

        def compose_landscape(self) -> None:             # lying: 1280 × 800; leave it out for the two columns
            self.greeting = self.put(Txt(role="display", sp=84), 48, 140, 560, 200)
            self.go = self.put(PushButton(), 656, 520, 576, 112)

        def show(self, state: WelcomeState) -> None:     # only copies fields, never decides
            self.greeting.text = state.greeting
            self.go.show(state.go, self.emit)

The frame (header, bottom bar, toast, dialog) is drawn around it by the router. `put` remembers where each
widget belongs and places it again when the window, the density or the reading direction changes; a right-to-left
language mirrors every position (`mirror=False` keeps one, for instance a floor plan or a clock).

On a window taller than the sheet the extra height goes above y = 768: what ends above stays in the middle of it,
what reaches below moves down. When a subclass has no `compose_landscape`, its upright composition is drawn in two
columns: what ends above y = 768 on the left, the rest on the right, both smaller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kivy.clock import Clock
from kivy.uix.widget import Widget

from screens.geometry import HEADER_END, READ_COLUMN, TOUCH_COLUMN, TOUCH_TOP, Box
from screens.look import look
from screens.widgets.drawn import wake

Emit = Callable[..., None]
W = TypeVar("W")


@dataclass(frozen=True)
class _Spot:
    """Where a widget belongs, in reference dp."""

    box: Box
    mirror: bool
    bleed: bool


class Place(Widget):
    """Base of every screen. `emit(action, value=None)` is the only way out."""

    def __init__(self, emit: Emit, **kwargs: Any) -> None:
        self.emit = emit
        self.state: Any = None
        self._spots: list[tuple[Any, _Spot]] = []
        self._columns = False
        self._lying: bool | None = None
        self._replace = Clock.create_trigger(lambda _dt: self._settle(), -1)
        super().__init__(**{"size_hint": (None, None), **kwargs})
        look.bind(geometry=self._replace, type=self._replace)
        self._settle()

    # What a screen writes.

    def compose(self) -> None:
        """Create the widgets and `put` them on the upright sheet."""
        raise NotImplementedError

    def compose_landscape(self) -> None:
        """The same on the lying sheet; by default the upright composition in two columns."""
        self._columns = True
        self.compose()

    def show(self, state: Any) -> None:
        """Copy the fields of a state to the widgets. Called for every change, on the screen thread."""

    def on_parent(self, *_: Any) -> None:
        """On the window again, perhaps: draw what has changed meanwhile."""
        wake(self)

    def leave(self) -> None:
        """Forget what the visitor left on this screen (strokes, for instance). Called when another one comes."""

    # What a screen uses.

    def put(
        self, widget: W, x: float, y: float, width: float, height: float, *, mirror: bool = True, bleed: bool = False
    ) -> W:
        """Add a widget at a place in reference dp, or move it there. Returns it.

        `bleed` stretches it to both edges of the window, for a band of colour.
        """
        spot = _Spot(Box(x, y, width, height), mirror, bleed)
        for index, (known, _) in enumerate(self._spots):
            if known is widget:
                self._spots[index] = (widget, spot)
                break
        else:
            self._spots.append((widget, spot))
        if getattr(widget, "parent", None) is None:
            self.add_widget(widget)
        self._set(widget, spot)
        return widget

    def drop(self, widget: Any) -> None:
        """Take a widget off the sheet; nothing happens when it is not there."""
        self._spots = [(known, spot) for known, spot in self._spots if known is not widget]
        if widget.parent is self:
            self.remove_widget(widget)

    @property
    def lying(self) -> bool:
        """Whether the lying sheet is in use."""
        return bool(look.geometry.landscape)

    # How it works.

    def present(self, state: Any) -> None:
        """Show a state and keep it, to show it again after a turn of the window. Called by the router."""
        self.state = state
        self.show(state)

    def _settle(self) -> None:
        """Lay the sheet out anew; compose it again when it turns from upright to lying."""
        if self._lying != self.lying:
            self._lying, self._columns = self.lying, False
            self.clear_widgets()
            self._spots = []
            if self.lying:
                self.compose_landscape()
            else:
                self.compose()
            if self.state is not None:
                self.show(self.state)
        self.size = (look.geometry.width, look.geometry.height)
        for widget, spot in self._spots:
            self._set(widget, spot)

    def _set(self, widget: Any, spot: _Spot) -> None:
        box, zoom = spot.box, 1.0
        if self._columns:
            reading = box.y + box.height <= TOUCH_TOP
            column = READ_COLUMN if reading else TOUCH_COLUMN
            box, zoom = column.place(box, HEADER_END if reading else TOUCH_TOP), column.zoom
        pixels = look.geometry.box(box.x, box.y, box.width, box.height, mirrored=spot.mirror and look.rtl)
        if hasattr(widget, "zoom"):
            widget.zoom = zoom
        if spot.bleed and not self._columns:
            pixels = Box(0, pixels.y, look.geometry.width, pixels.height)
        widget.size = (pixels.width, pixels.height)
        widget.pos = (pixels.x, pixels.y)

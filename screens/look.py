"""What every widget watches: theme, text step, reading direction, size of the window.

There is one window, so there is one `look`. Kivy rules write `#:import look screens.look.look` and mention
`look.theme`, `look.type` or `look.dp`: they follow a change in the next frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.event import EventDispatcher
from kivy.properties import (
    AliasProperty,
    BooleanProperty,
    NumericProperty,
    ObjectProperty,
)

from screens.geometry import Geometry
from screens.theme import LIGHT, ROLES, THEMES, TOKENS

LARGEST_STEP = 3


@dataclass(frozen=True)
class Type:
    """Text sizes at one step, and the paragraph direction."""

    step: int
    rtl: bool

    def size(self, role: str) -> float:
        """Size in sp of a role at this step."""
        return ROLES[role].size(self.step)


class Look(EventDispatcher):
    """The observable appearance. Screen thread only.

    `on_reason(text)` is dispatched when somebody touches a control that cannot be used now.
    """

    theme = ObjectProperty(LIGHT, rebind=True)
    type = ObjectProperty(Type(1, False), rebind=True)
    geometry = ObjectProperty(Geometry(1080, 1920))
    dp = NumericProperty(1.0)
    #: Whether anything may move: the core says so with every view.
    motion = BooleanProperty(False)
    #: Whether what the camera sees is to be shown: the core says so with every view.
    preview = BooleanProperty(False)

    __events__ = ("on_reason",)

    def on_reason(self, text: str) -> None:
        """Default handler of the event: nothing; the router shows a toast."""

    def _get_rtl(self) -> bool:
        return bool(self.type.rtl)

    def _get_step(self) -> int:
        return int(self.type.step)

    rtl: Any = AliasProperty(_get_rtl, None, bind=("type",))
    step: Any = AliasProperty(_get_step, None, bind=("type",))

    def dress(self, *, theme: str = "light", step: int = 1, language: str = "fr") -> None:
        """Apply what one visitor has chosen. Raises KeyError for an unknown theme."""
        self.theme = THEMES[theme]
        wanted = Type(step, language in TOKENS["language"]["rtl"])
        if wanted != self.type:
            self.type = wanted

    def fit(self, width: float, height: float) -> None:
        """Take the size of the window in pixels; nothing happens while it has none."""
        if width > 0 and height > 0 and (width, height) != (self.geometry.width, self.geometry.height):
            self.geometry = Geometry(width, height)
            self.dp = self.geometry.dp


look = Look()

"""The screen of last resort, drawn without the help of anything that may have failed."""

from __future__ import annotations

from typing import Any

from screens.screen import Place
from screens.widgets.arch import Arch
from screens.widgets.card import Rule
from screens.widgets.icon import Icon
from screens.widgets.txt import Txt

#: In both languages of the house at once: what the visitor speaks may be what failed.
TITLE = "La borne redémarre…"
LINE = "Patientez quelques secondes.\nRien n’est perdu."
OTHER = "The kiosk is restarting. Please wait a few seconds."


class Failsafe(Place):
    """What is true for everybody until the kiosk is back. Takes no state and no finger."""

    def compose(self) -> None:
        self.put(Arch(kind="soft", tone="warning"), 300, 180, 480, 579)
        self.put(Icon("timer", style="regular", tone="warning", glyph_size=220), 400, 360, 280, 280)
        self.put(Rule(kind="threshold"), 60, 756, 960, 6)
        self.put(Txt(TITLE, role="h1", align="center"), 60, 792, 960, 106)
        self.put(Txt(LINE, role="lead", tone="ink2", align="center"), 60, 906, 960, 132)
        self.put(Txt(OTHER, role="body", tone="ink2", align="center"), 60, 1052, 960, 116)

    def compose_landscape(self) -> None:
        self.put(Txt(TITLE, role="h1", align="center"), 60, 220, 1160, 106)
        self.put(Txt(LINE, role="lead", tone="ink2", align="center"), 60, 340, 1160, 132)
        self.put(Txt(OTHER, role="body", tone="ink2", align="center"), 60, 484, 1160, 60)

    def on_touch_down(self, touch: Any) -> bool:
        """Swallow every finger."""
        return True

"""The row of two actions at the bottom of a screen: the way back, then the way on (guide §1)."""

from __future__ import annotations

from screens.composition import LYING_END, TOUCH, Composition, breadth
from screens.widgets.push_button import PushButton

ACTIONS_Y, ACTIONS_HIGH = 1572.0, 128.0
LYING_HIGH = 96.0
_GAP = 24.0
_BACK = 246.0
_PADS = 60.0


def actions(sheet: Composition, back: PushButton | None, main: PushButton | None, *, least: float = _BACK) -> None:
    """Place *Retour* and the main button; one alone takes the whole width. `least` is the width of *Retour* in dp."""
    for button in (back, main):
        if button is not None and sheet.lying:
            button.role = "label"
            button.icon_size = 36
    x, wide = TOUCH if sheet.lying else (60.0, 960.0)
    y = LYING_END - LYING_HIGH if sheet.lying else ACTIONS_Y
    high = LYING_HIGH if sheet.lying else ACTIONS_HIGH
    if back is None or main is None:
        for button in (back, main):
            if button is not None:
                sheet.put(button, x, y, wide, high)
        return
    gap = 16.0 if sheet.lying else _GAP
    share = min(wide * 0.42, max(least if not sheet.lying else 160.0, needed(back)))
    sheet.put(back, x, y, share, high)
    sheet.put(main, x + share + gap, y, wide - share - gap, high)


def needed(button: PushButton) -> float:
    """Width in dp that a button needs for its words on one line."""
    button.arrange()
    return breadth(button.row) + _PADS

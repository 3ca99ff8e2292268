"""What must be true of every drawn screen: nothing cut, overlapping or hidden, everything large enough and in reach."""

from __future__ import annotations

from typing import Any

from kiosk.places.view import View
from tests.touch.harness import cut_texts, high_targets, overlapping_texts, small_targets, texts, walk

# isort: split
# Kivy may be imported only now that the harness has prepared its environment.
from screens.focus import controls
from screens.look import look
from screens.router import Router
from screens.widgets.txt import Txt

LEAST_TARGET = {True: 72, False: 84}
"""dp, lying and upright (docs/design.md §2 and §9)."""

LEAST_TEXT = {True: 24, False: 26}
"""sp, staff and public (docs/design.md §4)."""

LANGUAGE_CODE = 2
"""Letters of the badge of the bar, the one text that may be smaller."""

READS_ABOVE = {"choose", "board"}
"""Screens on which the design itself puts controls above the line of reach, a floor plan and a page turner."""


def small_texts(router: object, *, staff: bool) -> list[str]:
    """Texts under the smallest size that may be used."""
    least = LEAST_TEXT[staff] * look.dp - 1
    return [
        f"{widget.text!r} {widget.pixels / look.dp:.0f} sp"
        for widget in walk(router)
        if isinstance(widget, Txt) and len(widget.text.strip()) > LANGUAGE_CODE and widget.pixels < least
    ]


def hidden_texts(router: Router) -> list[str]:
    """Texts of the screen that the bottom bar covers, or a control to which they do not belong."""
    assert router.place is not None
    found = []
    own = {widget: {id(text) for text in walk(widget)} for widget in controls(router.place)}
    for text in walk(router.place):
        if not isinstance(text, Txt) or not text.text:
            continue
        high = text.natural(text.width)[1]
        low = {"top": text.top - high, "middle": text.center_y - high / 2, "bottom": text.y}[text.valign] + high * 0.15
        if low < router.bar.top - 1:
            found.append(f"{text.text!r} under the bar")
        found += [
            f"{text.text!r} under {texts(control)}"
            for control, parts in own.items()
            if id(text) not in parts
            and text.x < control.right
            and control.x < text.x + min(text.width, text.natural(text.width)[0])
            and low < control.top - 1
            and control.y < low + high * 0.7
        ]
    return found


def leaving_texts(router: Router) -> list[str]:
    """Texts that stand above or below the control to which they belong."""
    assert router.place is not None
    found = []
    for control in controls(router.place):
        for text in walk(control):
            if isinstance(text, Txt) and text.text:
                high = text.natural(text.width)[1]
                low = {"top": text.top - high, "middle": text.center_y - high / 2, "bottom": text.y}[text.valign]
                if low + high * 0.15 < control.y or low + high * 0.85 > control.top:
                    found.append(f"{text.text!r} leaves {texts(control)}")
    return found


def wrong_on(router: Router, view: View, *, lying: bool) -> dict[str, list[Any]]:
    """What is not as it must be on a drawn screen."""
    found: dict[str, list[Any]] = {
        "cut": cut_texts(router),
        "overlapping": overlapping_texts(router),
        "hidden": hidden_texts(router),
        "leaving": leaving_texts(router),
        "targets too small": small_targets(router.place, LEAST_TARGET[lying]),
        "texts too small": small_texts(router, staff=view.frame.staff),
    }
    if view.place not in READS_ABOVE:
        found["out of reach"] = high_targets(router.place)
    return {check: places for check, places in found.items() if places}

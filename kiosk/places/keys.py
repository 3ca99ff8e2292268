"""What the screens report of a keypad or a switch. Light: the screens need it before the first frame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Key(StrEnum):
    """What a keypad says that no finger can."""

    FOCUS = "key.focus"
    """The value is a `Focused`."""
    BACK = "key.back"


@dataclass(frozen=True, slots=True)
class Focused:
    """The control that has the focus now would emit `action` with `value`; `by_hand` is false when the scanning moved
    the focus by itself, which does not mean that somebody is there."""

    action: str
    value: object = None
    by_hand: bool = True

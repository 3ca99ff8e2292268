"""What can be touched on the staff board, and what it may ask."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What can be touched on the staff board."""

    SELECT = "board.select"
    ADD = "board.add"
    REASON = "board.reason"
    UNDO = "board.undo"
    END = "board.end"
    END_CONFIRMED = "board.end-confirmed"
    KEEP = "board.keep"
    SERVICE = "board.service"
    COMING = "board.coming"
    HELPED = "board.helped"
    WHY = "board.why"
    CLOCK_RIGHT = "board.clock-right"
    CLOCK_WRONG = "board.clock-wrong"
    PREVIOUS = "board.previous"
    NEXT = "board.next"


class Asking(StrEnum):
    """The question over the board."""

    NOTHING = ""
    REASON = "reason"
    END = "end"
    WHY = "why"

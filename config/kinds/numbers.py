"""Whole numbers, flags and points."""

from __future__ import annotations

from config.kinds.base import Kind, refuse, shown


class Integer(Kind[int]):
    """A whole number from `low` to `high`, both included; `unit` is for the reader only."""

    unit = ""

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def deserialize(self, raw: object) -> int:
        if isinstance(raw, str) and raw.strip().lstrip("-").isdecimal():
            raise refuse(f"{shown(raw)} is text, not a number.", f"Remove the quotes: {raw.strip()}.")
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise refuse(f"{shown(raw)} is not a whole number.", f"Write {self.accepts}.")
        if not self.low <= raw <= self.high:
            side = "less than" if raw < self.low else "more than"
            limit = self.low if raw < self.low else self.high
            raise refuse(f"{raw} is {side} {limit}.", f"Write {self.accepts}.")
        return raw

    def serialize(self, value: int) -> object:
        return value

    @property
    def accepts(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        return f"a whole number from {self.low} to {self.high}{unit}"


class Minutes(Integer):
    """A length of time in minutes."""

    unit = "minutes"


class Seconds(Integer):
    """A length of time in seconds."""

    unit = "seconds"


class Days(Integer):
    """A length of time in days."""

    unit = "days"


class NumberChoice(Kind[int]):
    """One of a few numbers."""

    def __init__(self, *options: int) -> None:
        self.options = options

    def deserialize(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or raw not in self.options:
            raise refuse(f"{shown(raw)} is not possible here.", f"Write {self.accepts}.")
        return raw

    def serialize(self, value: int) -> object:
        return value

    @property
    def accepts(self) -> str:
        return "one of " + ", ".join(str(option) for option in self.options)


class Flag(Kind[bool]):
    """Yes or no."""

    def deserialize(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise refuse(f"{shown(raw)} is neither true nor false.", "Write true or false, without quotes.")
        return raw

    def serialize(self, value: bool) -> object:
        return value

    @property
    def accepts(self) -> str:
        return "true or false"


class Point(Kind[tuple[int, int]]):
    """A place on the floor plan: `[x, y]` in dp from its top left corner, at most `width` and `height`."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height

    def deserialize(self, raw: object) -> tuple[int, int]:
        match raw:
            case [int(x), int(y)] if not isinstance(x, bool) and not isinstance(y, bool):
                if 0 <= x <= self.width and 0 <= y <= self.height:
                    return x, y
                raise refuse(f"the point [{x}, {y}] is outside the plan.", f"Write {self.accepts}.")
        raise refuse(f"{shown(raw)} is not a point.", f"Write {self.accepts}.")

    def serialize(self, value: tuple[int, int]) -> object:
        return list(value)

    @property
    def accepts(self) -> str:
        return f"[x, y] with x from 0 to {self.width} and y from 0 to {self.height}"

"""Lists of values."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from config.kinds.base import Fault, Kind, KindError, refuse, shown
from config.settings import Durations as DurationsOffered

T = TypeVar("T", bound=Hashable)


class ListOf(Kind[tuple[T, ...]]):
    """Values of one kind, each at most once, `fewest` to `most` of them, in the order of the file."""

    def __init__(self, item: Kind[T], *, fewest: int = 0, most: int = 100) -> None:
        self.item = item
        self.fewest = fewest
        self.most = most

    def deserialize(self, raw: object) -> tuple[T, ...]:
        if not isinstance(raw, list):
            hint = f'Put it between square brackets: ["{raw}"].' if isinstance(raw, str) else ""
            raise refuse(f"{shown(raw)} is not a list.", hint or f"Write {self.accepts}.")
        if not self.fewest <= len(raw) <= self.most:
            raise refuse(f"the list has {len(raw)} items.", f"Write {self.accepts}.")
        values: list[T] = []
        faults: list[Fault] = []
        for index, item in enumerate(raw, start=1):
            try:
                value = self.item.deserialize(item)
            except KindError as error:
                faults.extend(Fault(fault.text, fault.hint, f"[{index}]") for fault in error.faults)
                continue
            if value in values:
                faults.append(Fault(f"{shown(item)} stands twice.", "Remove one.", f"[{index}]"))
            values.append(value)
        if faults:
            raise KindError(*faults)
        return tuple(values)

    def serialize(self, value: tuple[T, ...]) -> object:
        return [self.item.serialize(item) for item in value]

    @property
    def accepts(self) -> str:
        return f"a list of {self.fewest} to {self.most}: {self.item.accepts}"


class Durations(Kind[DurationsOffered]):
    """The lengths that a visitor can choose: up to three, in minutes, and "max" for the longest possible."""

    most = 3

    def __init__(self, minutes: Kind[int]) -> None:
        self.minutes = minutes

    def deserialize(self, raw: object) -> DurationsOffered:
        if not isinstance(raw, list) or not 1 <= len(raw) <= self.most:
            raise refuse(f"{shown(raw)} is not a list of one to three durations.", f"Write {self.accepts}.")
        fixed = ListOf(self.minutes).deserialize([item for item in raw if item != "max"])
        if raw.count("max") > 1:
            raise refuse("« max » stands twice.", "Remove one.")
        if "max" in raw[:-1] or list(fixed) != sorted(fixed):
            raise refuse("the durations are not in order.", "Write the shortest first and « max » last.")
        return DurationsOffered(fixed, offer_max="max" in raw)

    def serialize(self, value: DurationsOffered) -> object:
        return [*value.minutes, *(["max"] if value.offer_max else [])]

    @property
    def accepts(self) -> str:
        return 'one to three lengths in minutes, "max" last, for example [30, 60, "max"]'

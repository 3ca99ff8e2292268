"""What every kind of value has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is not accepted; `sub` is the part of it, such as ``[2]`` or ``.fr``, often empty."""

    text: str
    hint: str = ""
    sub: str = ""


class KindError(Exception):
    """A value that its kind does not accept; `faults` names every part that is wrong."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.text for fault in faults))


class Kind(ABC, Generic[T]):
    """How one kind of value is read and written. Kinds hold no state and are safe to share.

    `deserialize(serialize(value)) == value` for every value that `deserialize` can return.
    """

    @abstractmethod
    def deserialize(self, raw: object) -> T:
        """The value that `raw`, as TOML gave it, stands for. Raises KindError."""

    @abstractmethod
    def serialize(self, value: T) -> object:
        """`value` as TOML writes it: text, number, flag, list or table."""

    @property
    @abstractmethod
    def accepts(self) -> str:
        """What can be written, in a few words, for the reference and for hints."""


def refuse(text: str, hint: str = "", sub: str = "") -> KindError:
    """The exception for a value with a single fault."""
    return KindError(Fault(text, hint, sub))


def shown(raw: object) -> str:
    """`raw` as a message may quote it: one line, not too long, in French quotes so that it stands out."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "a table"
    if isinstance(raw, list):
        return "a list"
    text = "".join(c if c.isprintable() else "�" for c in str(raw))
    return f"« {text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'} »"

"""What the store's thread remembers of a few rows between transactions, so that looking at the room does not read them
again (docs/decisions/0004-store-recipe.md)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Rank = tuple[Any, ...]


class Kept(Generic[T]):
    """Frozen values in the order of their rank, which no two share. `read` fetches all of them; `identity` is what
    stays when a value changes. Belongs to the thread of the connection.

    Whoever changes a row says so right after the statement: `put` and `drop` where one value changed, `forget`
    where it is simpler to read again. After a rollback everything is forgotten.
    """

    def __init__(
        self, read: Callable[[], Iterable[T]], identity: Callable[[T], int], rank: Callable[[T], Rank]
    ) -> None:
        self._read = read
        self._identity = identity
        self._rank = rank
        self._is_known = False
        self._ranks: list[Rank] = []
        self._values: list[T] = []
        self._by_identity: dict[int, T] = {}
        self._all: tuple[T, ...] | None = None

    def all(self) -> tuple[T, ...]:
        """The values, the same tuple until one changes."""
        if not self._is_known:
            self._values = sorted(self._read(), key=self._rank)
            self._ranks = [self._rank(value) for value in self._values]
            self._by_identity = {self._identity(value): value for value in self._values}
            self._is_known, self._all = True, None
        if self._all is None:
            self._all = tuple(self._values)
        return self._all

    def get(self, identity: int) -> T | None:
        """The value as remembered; None when it is none of these, or nothing is remembered."""
        return self._by_identity.get(identity)

    def put(self, value: T) -> None:
        """A value is new, or replaces the one of the same identity."""
        if not self._is_known:
            return
        rank, before = self._rank(value), self._by_identity.get(self._identity(value))
        if before is not None and self._rank(before) == rank:
            self._values[bisect_left(self._ranks, rank)] = value
        else:
            self.drop(self._identity(value))
            index = bisect_left(self._ranks, rank)
            self._ranks.insert(index, rank)
            self._values.insert(index, value)
        self._by_identity[self._identity(value)] = value
        self._all = None

    def drop(self, identity: int) -> None:
        """A value is no longer one of these; harmless when it never was."""
        if not self._is_known:
            return
        self._all = None
        value = self._by_identity.pop(identity, None)
        if value is not None:
            index = bisect_left(self._ranks, self._rank(value))
            del self._ranks[index], self._values[index]

    def forget(self) -> None:
        """Read again when asked next."""
        self._is_known = False
        self._all = None
        self._ranks, self._values, self._by_identity = [], [], {}

"""The row of lengths to choose from: 03 (one is filled) and 07 (one is tinted)."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.places.view import DurationTile
from screens.composition import Composition, Pool
from screens.widgets.choice_tile import OptionTile


class Durations:
    """One `OptionTile` per length, in equal shares of the width."""

    def __init__(self, sheet: Composition, *, role: str, soft: bool = False) -> None:
        self._sheet = sheet
        self.role = role
        self._tiles = Pool(lambda: OptionTile(role=self.role, soft=soft))

    def show(self, lengths: Sequence[DurationTile], *, large: bool) -> None:
        """Take the lengths of a state; at `large` text their second line goes (guide §4)."""
        for tile, length in zip(self._tiles.take(len(lengths)), lengths, strict=True):
            tile.title, tile.line, tile.chosen = length.title, "" if large else length.line, length.chosen
            tile.enabled, tile.reason = not length.disabled_reason, length.disabled_reason
            tile.means(self._sheet.emit, length.action, length.minutes)

    def place(self, x: float, y: float, width: float, high: float, gap: float, *, columns: int = 4) -> float:
        """Put the tiles side by side, `columns` at most in a row (dp). Returns where they end."""
        count = max(1, min(columns, len(self._tiles)))
        each = (width - gap * (count - 1)) / count
        for index, tile in enumerate(self._tiles):
            tile.role = self.role
            self._sheet.put(tile, x + index % count * (each + gap), y + index // count * (high + gap), each, high)
        return y + -(-len(self._tiles) // count) * (high + gap) - gap

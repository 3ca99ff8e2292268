"""Samples, their quantiles, and the table that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

HEAD = ("what", "product p50", "p99", "floor p50", "p99", "ratio", "target", "")


@dataclass(frozen=True)
class Samples:
    """Figures of one kind, in one unit (`ms`, `MB`, `%`)."""

    values: tuple[float, ...]
    unit: str = "ms"

    def at(self, share: float) -> float:
        """The smallest value that `share` (0–1) of the samples do not exceed. Raises ValueError without samples."""
        if not self.values:
            raise ValueError("nothing was measured")
        return sorted(self.values)[max(0, ceil(share * len(self.values)) - 1)]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def p99(self) -> float:
        """The 99th percentile; of fewer than a hundred samples the largest."""
        return self.at(0.99)

    def joined(self, others: Iterable[Samples]) -> Samples:
        """These and the others' samples together."""
        return Samples((*self.values, *(v for other in others for v in other.values)), self.unit)


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is product to floor, of the quantile that the target speaks of."""

    what: str
    product: Samples
    floor: Samples
    ratio: float
    target: float

    @property
    def met(self) -> bool:
        """Whether the ratio keeps the target."""
        return self.ratio <= self.target

    def cells(self) -> tuple[str, ...]:
        """As text, in the order of `HEAD`."""
        return (
            self.what,
            *_pair(self.product),
            *_pair(self.floor),
            f"{self.ratio:.2f}",
            f"≤ {self.target:g}",
            "met" if self.met else "not met",
        )


def median_row(what: str, product: Samples, floor: Samples, target: float) -> Row:
    """A line whose target speaks of the median."""
    return Row(what, product, floor, product.p50 / floor.p50, target)


def tail_row(what: str, product: Samples, floor: Samples, target: float) -> Row:
    """A line whose target speaks of the 99th percentile."""
    return Row(what, product, floor, product.p99 / floor.p99, target)


def table(rows: Sequence[Row]) -> str:
    """The lines as a Markdown table, which reads well in a terminal too."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(HEAD))]
    lines = ["| " + " | ".join(_aligned(line, widths)) + " |" for line in cells]
    rule = "|" + "|".join("-" * (w + 1) + ("-" if _leans_left(i) else ":") for i, w in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _aligned(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        text.ljust(width) if _leans_left(i) else text.rjust(width)
        for i, (text, width) in enumerate(zip(line, widths, strict=True))
    ]


def _leans_left(column: int) -> bool:
    return column in {0, len(HEAD) - 1}


def _pair(samples: Samples) -> tuple[str, str]:
    return _text(samples.p50, samples.unit), _text(samples.p99, samples.unit)


def _text(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"

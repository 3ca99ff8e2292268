"""A simulated stretch of time: durable visits beside the bare commits that they ask for, and whether memory grows.

`rows` is for the table of `python -m tests.bench`; alone, `python -m tests.bench.year FOLDER DAYS` prints JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from kiosk.simulation.period import Period
from kiosk.simulation.simulation import simulate
from tests.bench.figures import Row, Samples, median_row
from tests.bench.floor import Floor
from tests.bench.site import settings

FIRST = date(2026, 1, 1)
YEAR, MONTH = 365, 31
TENTH = 0.1
FLOOR_COMMITS = 300
MOST_OVER_FLOOR = 4.0
"""Times the bare commits: the rules, the journal and the checks of the simulation ride along."""
MOST_GROWTH = 1.05
"""Memory at the end over memory at a tenth of the way."""


@dataclass(frozen=True)
class Figures:
    """What one run gave: seconds, and megabytes of memory (`_memory`) at a tenth of the way and at the end."""

    visits: int
    commits: int
    seconds: float
    commit_ms: float
    early_mb: float
    late_mb: float

    @property
    def per_visit_ms(self) -> float:
        """Milliseconds for each simulated visit."""
        return self.seconds * 1000 / self.visits

    @property
    def floor_per_visit_ms(self) -> float:
        """What its commits alone would have taken."""
        return self.commit_ms * self.commits / self.visits


def measure(folder: Path, days: int) -> Figures:
    """Simulate that many days in a new folder below `folder`, which must be on a disk, with faults left out."""
    memory: list[float] = []
    tenth = max(1, round(days * TENTH))

    def watch(day: int) -> None:
        if day in {tenth, days}:
            memory.append(_memory())

    floor = Floor(folder)
    before = [floor.decide() for _ in range(FLOOR_COMMITS)]
    began = perf_counter()
    outcome = simulate(settings(), folder / "year", Period.of_days(FIRST, days), faults=0.0, on_day=watch)
    seconds = perf_counter() - began
    commits = Samples((*before, *(floor.decide() for _ in range(FLOOR_COMMITS))))
    floor.close()
    return Figures(outcome.tally.visits, outcome.commits, seconds, commits.p50, memory[0], memory[-1])


def rows(found: Figures) -> Iterator[Row]:
    """The lines of the table."""
    visit, floor = Samples((found.per_visit_ms,)), Samples((found.floor_per_visit_ms,))
    yield median_row("simulated visit, all its durable commits", visit, floor, MOST_OVER_FLOOR)
    late, early = Samples((found.late_mb,), "MB"), Samples((found.early_mb,), "MB")
    yield median_row("memory at the end of the simulation, to a tenth of the way", late, early, MOST_GROWTH)


def _memory() -> float:
    """What this process has written, in MB. The libraries that it maps are left out: their share of the proportional
    set size jumps by 20 MB whenever another Python comes or goes, and never grows by itself."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    (size,) = (int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss_Anon:"))
    return size * 1024 / 1e6


def main() -> int:
    """For `tests.bench.processes.run`: the figures as JSON."""
    folder, days = Path(sys.argv[1]), int(sys.argv[2])
    print(json.dumps(asdict(measure(folder, days))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

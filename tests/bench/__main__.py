"""`python -m tests.bench`: what must stay fast, as ratios to floors measured in the same run (docs/performance.md).

Exits with 0 whatever the times are, with 1 when something could not be measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import monotonic

from tests.bench import receipts, screens, year
from tests.bench.figures import Row, Samples, median_row, table, tail_row
from tests.bench.history import store_with
from tests.bench.machine import description
from tests.bench.processes import ROOT, NotMeasuredError, environment, run
from tests.bench.windows import Plan, Windows
from tests.bench.year import MONTH, YEAR

CACHE = ROOT / "build" / "bench"
PAST = 1_000_000
QUICK = Plan(visits=15, starts=4, rests=4, seconds=12.0)
LONG = Plan(visits=60, starts=10, rests=15, seconds=30.0)
SCANS, MANY_SCANS = 350, 1500
CHECK_INS, MANY_CHECK_INS = 200, 1000
READS, MANY_READS = 200, 1000
RECEIPTS, MANY_RECEIPTS = 30, 200
ON_END = 1000
"""Receipts printed one after the other."""


def main() -> int:
    """Measure, print the table, keep it in build/bench."""
    options = _options()
    CACHE.mkdir(parents=True, exist_ok=True)
    load, began = os.getloadavg()[0], monotonic()
    store_with(0, CACHE)
    store_with(PAST, CACHE)
    # Beside the kept store and not in memory: a commit must mean the disk.
    scratch = Path(tempfile.mkdtemp(prefix="run-", dir=CACHE))
    windows = Windows(CACHE, scratch, LONG if options.long else QUICK)
    rows: list[Row] = []
    failed = ""
    try:
        rows.extend(_scans(scratch, MANY_SCANS if options.long else SCANS))
        rows.extend(_readers(scratch, MANY_READS if options.long else READS))
        rows.extend(_crowd(scratch, MANY_CHECK_INS if options.long else CHECK_INS))
        rows.extend(_receipts(MANY_RECEIPTS if options.long else RECEIPTS))
        rows.extend(_simulated(scratch, YEAR if options.long else MONTH))
        with environment(scratch) as there:
            for row in windows.rows(there):
                rows.append(row)
            rows.extend(_screens(there, screens.MANY_CHANGES if options.long else screens.CHANGES))
    except (NotMeasuredError, TimeoutError, OSError) as error:
        failed = str(error)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    text = f"{table(rows)}\n\n{windows.notes}\n\nMeasured in {monotonic() - began:.0f} s on "
    text += description(windows.screen, load) + "\n"
    (CACHE / "table.md").write_text(text, encoding="utf-8")
    print(text)
    if failed:
        print(f"Not everything could be measured: {failed}", file=sys.stderr)
    return 1 if failed else 0


def _scans(scratch: Path, count: int) -> Iterator[Row]:
    found = run("tests.bench.scan", CACHE, scratch, PAST, count, env=os.environ)
    empty, old, floor = (Samples(tuple(found[name])) for name in ("empty", "old", "floor"))
    yield tail_row("scan → durable decision, empty store, p99", empty, floor, 3.0)
    yield tail_row("scan → durable decision, 1,000,000 sessions, p99", old, floor, 3.0)
    yield median_row("1,000,000 sessions to an empty store, median", old, empty, 1.3)


def _readers(scratch: Path, count: int) -> Iterator[Row]:
    folder = scratch / "readers"
    folder.mkdir()
    found = run("tests.bench.readers", folder, count, env=os.environ)
    port, bare_port, camera, bare_camera = (
        Samples(tuple(found[name])) for name in ("port", "bare port", "camera", "bare camera")
    )
    yield tail_row("bytes at the port → event in the core, p99", port, bare_port, 3.0)
    yield median_row("camera frame → decoded, median", camera, bare_camera, 1.3)


def _crowd(scratch: Path, count: int) -> Iterator[Row]:
    found = run("tests.bench.crowd", scratch, count, env=os.environ)
    one, hundred, thousand = (Samples(tuple(found[size])) for size in ("1", "100", "1000"))
    yield median_row("check-in, 100 workstations to 1, median", hundred, one, 1.3)
    yield median_row("check-in, 1,000 workstations to 1, median", thousand, one, 1.3)


def _receipts(count: int) -> Iterable[Row]:
    return receipts.rows(receipts.Figures(**run("tests.bench.receipts", count, ON_END, env=os.environ)))


def _simulated(scratch: Path, days: int) -> Iterable[Row]:
    folder = scratch / "simulated"
    folder.mkdir()
    return year.rows(year.Figures(**run("tests.bench.year", folder, days, env=os.environ)))


def _screens(there: Mapping[str, str], changes: int) -> Iterable[Row]:
    return screens.rows(screens.Figures(**run("tests.bench.screens", changes, env=there)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").partition("\n")[0])
    manner = parser.add_mutually_exclusive_group()
    manner.add_argument("--quick", action="store_true", help="about four minutes (default)")
    manner.add_argument("--long", action="store_true", help="about ten minutes: more of everything")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

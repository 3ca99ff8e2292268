"""A store with a long past: made once, kept under `build/bench`, copied for each measurement."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from data.journal import GENESIS, canonical, line, link
from kiosk.clock import to_micros
from kiosk.data_folder import STORE_FILE
from tests.bench.people import make_people
from tests.bench.site import START, settings

FORMAT = 1
"""Grows when what is built here changes, so that an older file is not taken for it."""
OLD_MEMBERS = 20_000
FIRST_OLD = 1_000
PER_DAY = 200
WORKSTATIONS = 12
SECONDS = 3_000

MEMBER = "INSERT INTO member (id, number, category, birth_year, added_us) VALUES (?, ?, 'adult', 1980, ?)"
SESSION = (
    "INSERT INTO session (member_id, workstation, opened_us, local_date, granted_s, used_s, mark_s, boot_id, code,"
    " receipt_token, category, birth_year, closed_us, end_reason)"
    " VALUES (?, ?, ?, ?, 3600, 3000, 3000, 'boot-0', '4821', ?, 'adult', 1980, ?, 'visitor')"
)
JOURNAL = "INSERT INTO journal (seq, kiosk, at_us, kind, request, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"


def store_with(sessions: int, cache: Path) -> Path:
    """The folder of a store with that many past sessions, each with two journal rows; made when not in `cache`."""
    folder = cache / f"store-{sessions}-{FORMAT}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        make_people(unfinished)
        if sessions:
            _add_past(unfinished / STORE_FILE, sessions)
        unfinished.rename(folder)
    return folder


def _add_past(path: Path, sessions: int) -> None:
    """Rows as the product would have written them, without waiting for the disk after each."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-262144")
        (gapless,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'journal_gapless'").fetchone()
        seq, last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        connection.execute("BEGIN")
        connection.execute("DROP TRIGGER journal_gapless")  # it looks at the last row for each of two million
        connection.executemany(MEMBER, ((FIRST_OLD + i, FIRST_OLD + i, to_micros(START)) for i in range(OLD_MEMBERS)))
        connection.executemany(SESSION, _sessions(sessions))
        connection.executemany(JOURNAL, _journal(sessions, seq, last))
        connection.execute(gapless)
        connection.execute("COMMIT")
        connection.execute("PRAGMA analysis_limit=400")
        connection.execute("PRAGMA optimize")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _opened_at(sessions: int) -> Iterator[tuple[int, str, int]]:
    """Number, local date and opening (µs) of each session, oldest first; the last one was the day before."""
    days = -(-sessions // PER_DAY)
    for number in range(sessions):
        day = START - timedelta(days=days - number // PER_DAY)
        yield number, day.date().isoformat(), to_micros(day) + number % PER_DAY * 60_000_000


def _sessions(count: int) -> Iterator[tuple[object, ...]]:
    for number, day, at in _opened_at(count):
        token = number.to_bytes(12, "big")
        yield _member(number), number % WORKSTATIONS + 1, at, day, token, at + SECONDS * 1_000_000


def _journal(count: int, seq: int, last: bytes) -> Iterator[tuple[object, ...]]:
    kiosk = settings().site.kiosk
    previous = last or GENESIS
    for number, _, at in _opened_at(count):
        for kind, body in (
            ("session.opened", {"session": number + 1, "member": _member(number), "granted": 3600.0}),
            ("session.closed", {"session": number + 1, "reason": "visitor", "used": 3000.0}),
        ):
            seq += 1
            text, request = canonical(body), seq.to_bytes(16, "big")
            previous = link(previous, line(seq, kiosk, at, kind, request, text))
            yield seq, kiosk, at, kind, request, text, previous


def _member(number: int) -> int:
    return FIRST_OLD + number * 7 % OLD_MEMBERS

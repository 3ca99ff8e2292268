"""The journal: nothing in it can be changed, left out, put in or moved without being found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.database import connect
from data.journal import GENESIS, SqlJournal, canonical, line, link, verify
from data.schema.first import JOURNAL
from data.store import SqliteStore
from kiosk.clock import utc

AT = utc(2026, 11, 16, 9)

texts = st.text(max_size=20)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
bodies = st.dictionaries(texts, st.none() | st.booleans() | numbers | texts)
kinds = st.text(min_size=1, max_size=12)


def _journal(entries: list[tuple[str, dict[str, object]]]) -> sqlite3.Connection:
    """A journal in memory whose guards are taken away: what an attacker with the file can do."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(JOURNAL)
    journal = SqlJournal(connection, "k1")
    for n, (kind, body) in enumerate(entries):
        journal.add(kind, AT + timedelta(seconds=n), body, bytes([n + 1]) * 16 if n % 2 else None)
    for trigger in ("journal_gapless", "journal_no_update", "journal_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    return connection


@pytest.fixture
def open_journal() -> Iterator[sqlite3.Connection]:
    with closing(_journal([("a", {"n": 1}), ("b", {}), ("c", {"n": 3}), ("d", {})])) as connection:
        yield connection


@given(st.lists(st.tuples(kinds, bodies), max_size=8))
@settings(max_examples=60, deadline=None)
def test_an_untouched_journal_fits(entries: list[tuple[str, dict[str, object]]]) -> None:
    with closing(_journal(entries)) as connection:
        report = verify(connection)
        assert (report.ok, report.rows, report.first_bad) == (True, len(entries), None)


@given(st.lists(st.tuples(kinds, bodies), min_size=1, max_size=6), st.data())
@settings(max_examples=150, deadline=None)
def test_any_altered_row_is_found(entries: list[tuple[str, dict[str, object]]], data: st.DataObject) -> None:
    with closing(_journal(entries)) as connection:
        seq = data.draw(st.integers(1, len(entries)))
        column = data.draw(st.sampled_from(["kiosk", "at_us", "kind", "request", "body", "hash"]))
        (before,) = connection.execute(f"SELECT {column} FROM journal WHERE seq = ?", (seq,)).fetchone()
        after = data.draw(
            {
                "kiosk": texts,
                "at_us": st.integers(-(2**62), 2**62),
                "kind": kinds,
                "request": st.none() | st.binary(min_size=1, max_size=64),
                "body": bodies.map(canonical) | texts,
                "hash": st.binary(min_size=32, max_size=32),
            }[column]
        )
        assume(after != before)
        try:
            connection.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (after, seq))
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            assume(False)
        report = verify(connection)
        assert not report.ok
        assert report.first_bad == seq


def test_the_boundary_of_kind_and_body_cannot_be_moved() -> None:
    assert line(1, "k1", 5, "a", None, '{"b":1}') != line(1, "k1", 5, 'a",null,{"b":1}', None, "")
    assert line(1, "k1", 5, "a", b"\x01", "{}") == b'[1,"k1",5,"a","01",{}]'


def test_a_row_taken_out_or_put_in_or_moved_is_found(open_journal: sqlite3.Connection) -> None:
    open_journal.execute("DELETE FROM journal WHERE seq = 2")
    assert verify(open_journal).first_bad == 2
    open_journal.execute("UPDATE journal SET seq = seq - 1 WHERE seq > 2")
    assert verify(open_journal).first_bad == 2


def test_a_row_appended_without_the_chain_is_found(open_journal: sqlite3.Connection) -> None:
    open_journal.execute(
        "INSERT INTO journal SELECT 5, kiosk, at_us, kind, NULL, body, hash FROM journal WHERE seq = 4"
    )
    assert verify(open_journal).first_bad == 5


def test_a_tail_that_was_cut_off_changes_the_head(open_journal: sqlite3.Connection) -> None:
    head = verify(open_journal).head
    open_journal.execute("DELETE FROM journal WHERE seq = 4")
    report = verify(open_journal)
    assert report.ok
    assert report.head != head


def test_the_chain_is_what_the_documentation_says(open_journal: sqlite3.Connection) -> None:
    first = link(GENESIS, b'[1,"k1",%d,"a",null,{"n":1}]' % (int(AT.timestamp()) * 1_000_000))
    assert open_journal.execute("SELECT hash FROM journal WHERE seq = 1").fetchone() == (first,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = '{}' WHERE seq = 1",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT 1, kiosk, at_us, kind, NULL, '{}', hash FROM journal WHERE seq = 1",
        "INSERT INTO journal SELECT 9, kiosk, at_us, kind, NULL, body, hash FROM journal WHERE seq = 1",
    ],
)
def test_the_engine_refuses_to_touch_a_row(store: SqliteStore, now: datetime, statement: str) -> None:
    store.write(lambda unit: unit.journal.add("kiosk.started", now, {"sessions": 0}))
    with closing(connect(store.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="journal"):
        connection.execute(statement)


def test_a_request_is_found_again_and_recorded_once(store: SqliteStore, now: datetime) -> None:
    request = b"\x01\x99" * 8
    assert store.read(lambda unit: unit.journal.of_request(request)) is None
    added = store.write(lambda unit: unit.journal.add("session.opened", now, {"session": 7}, request))
    assert added.seq == 1
    assert store.read(lambda unit: unit.journal.of_request(request)) == added
    with pytest.raises(ValueError, match="before"):
        store.write(lambda unit: unit.journal.add("session.opened", now, {"session": 8}, request))


def test_verification_can_be_stopped(open_journal: sqlite3.Connection) -> None:
    assert verify(open_journal, lambda: True).rows == 0


@pytest.mark.parametrize(("column", "value"), [("request", "text"), ("body", b"\x00"), ("at_us", "x"), ("hash", None)])
def test_damage_that_changes_a_type_is_found(
    open_journal: sqlite3.Connection, column: str, value: str | bytes | None
) -> None:
    """A flipped bit can turn a number into a text, whatever STRICT says."""
    open_journal.execute("ALTER TABLE journal RENAME TO strict_journal")
    open_journal.execute("CREATE TABLE journal AS SELECT * FROM strict_journal")
    open_journal.execute(f"UPDATE journal SET {column} = ? WHERE seq = 2", (value,))
    assert verify(open_journal).first_bad == 2

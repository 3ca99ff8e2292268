"""The schema of the store, one migration per version (docs/decisions/0004-store-recipe.md).

What must never be true is forbidden here, in the engine, so that no bug above can write it: STRICT tables, CHECKs, and
two partial unique indexes, "one open session per workstation" and "one open session per member".
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.database import APPLICATION_ID, StoreError, sync_folder, truncated

migrations = Migrations("vestibule")

DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

PEOPLE = f"""
CREATE TABLE vault (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_id BLOB NOT NULL CHECK (length(key_id) = 8)
) STRICT;
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    category TEXT NOT NULL CHECK (category <> ''),
    first_name BLOB,
    birth_year INTEGER CHECK (birth_year BETWEEN 1880 AND 2200),
    needs TEXT NOT NULL DEFAULT '',
    suspended_until TEXT CHECK (suspended_until {DAY}),
    guardian_agreed INTEGER NOT NULL DEFAULT 0 CHECK (guardian_agreed IN (0, 1)),
    added_us INTEGER NOT NULL
) STRICT;
CREATE TABLE member_key (
    member_id INTEGER PRIMARY KEY REFERENCES member (id),
    wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    name TEXT NOT NULL,
    pin_hash TEXT CHECK (pin_hash <> ''),
    failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
    blocked_until_us INTEGER,
    added_us INTEGER NOT NULL
) STRICT;
CREATE TABLE card (
    card_id BLOB PRIMARY KEY CHECK (length(card_id) = 8),
    member_id INTEGER REFERENCES member (id),
    staff_id INTEGER REFERENCES staff (id),
    issued_on TEXT NOT NULL CHECK (issued_on {DAY}),
    expires_on TEXT NOT NULL CHECK (expires_on {DAY}),
    revoked_us INTEGER,
    CHECK ((member_id IS NULL) <> (staff_id IS NULL))
) STRICT;
CREATE INDEX card_member ON card (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX card_staff ON card (staff_id) WHERE staff_id IS NOT NULL;
CREATE TABLE revocation_list (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    taken_over_us INTEGER NOT NULL
) STRICT;
CREATE TABLE revoked_card (
    card_id BLOB NOT NULL PRIMARY KEY CHECK (length(card_id) = 8),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    revoked_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE signature (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    version TEXT NOT NULL CHECK (version <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    language TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    strokes BLOB,
    strokes_sha256 TEXT NOT NULL CHECK (length(strokes_sha256) = 64)
) STRICT;
CREATE INDEX signature_member ON signature (member_id);
CREATE INDEX signature_at ON signature (at_us);
"""

TIME = f"""
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    workstation INTEGER NOT NULL,
    opened_us INTEGER NOT NULL,
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    granted_s REAL NOT NULL CHECK (granted_s >= 0),
    used_s REAL NOT NULL DEFAULT 0 CHECK (used_s >= 0),
    mark_s REAL NOT NULL,
    boot_id TEXT NOT NULL,
    code TEXT NOT NULL,
    receipt_token BLOB NOT NULL,
    purpose TEXT,
    category TEXT NOT NULL,
    birth_year INTEGER,
    extended_s REAL NOT NULL DEFAULT 0,
    closed_us INTEGER,
    end_reason TEXT,
    estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)),
    CHECK ((closed_us IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX session_open_workstation ON session (workstation) WHERE closed_us IS NULL;
CREATE UNIQUE INDEX session_open_member ON session (member_id) WHERE closed_us IS NULL;
CREATE INDEX session_day ON session (local_date, member_id);
CREATE TABLE extension (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    seconds REAL NOT NULL CHECK (seconds <> 0),
    by_staff INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL,
    at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX extension_day ON extension (local_date, member_id);
CREATE TABLE workstation_out (
    workstation INTEGER PRIMARY KEY,
    since_us INTEGER NOT NULL
) STRICT;
CREATE TABLE help_call (
    id INTEGER PRIMARY KEY,
    asked_us INTEGER NOT NULL,
    workstation INTEGER,
    coming_us INTEGER,
    closed_us INTEGER
) STRICT;
CREATE INDEX help_call_open ON help_call (id) WHERE closed_us IS NULL;
CREATE TABLE throttle (
    key TEXT PRIMARY KEY,
    failures TEXT NOT NULL,
    pauses INTEGER NOT NULL CHECK (pauses >= 0),
    paused_until_us INTEGER
) STRICT;
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL,
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    purpose TEXT,
    category TEXT
) STRICT;
CREATE INDEX visit_day ON visit (local_date);
"""

JOURNAL = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    kiosk TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    request BLOB UNIQUE CHECK (length(request) BETWEEN 1 AND 64),
    body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX journal_at ON journal (at_us);
CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal grows by one'); END;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


@migrations()
def m0001_reception(db: Database) -> None:
    """People, their time, and the journal."""
    for script in (PEOPLE, TIME, JOURNAL):
        db.executescript(script)  # sqlite-utils keeps an open transaction open, unlike sqlite3 itself


SCHEMA = 1
"""The number of migrations: what `user_version` says in an up-to-date file."""


def migrate(db: Database, path: Path) -> None:
    """Bring the schema up to date: one transaction, after a checked copy when there is something to lose.

    The copy stays beside the store as `<name>.before-<schema>`. Raises StoreError for a newer or damaged file.
    """
    connection = db.conn
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise StoreError(
            "newer",
            f"{path} was written by a newer Vestibule (schema {version}, this one knows {SCHEMA}); "
            "nothing was changed in it: install that version again.",
        )
    if version == SCHEMA:
        return
    if version:
        keep_copy(connection, path, path.with_name(f"{path.name}.before-{SCHEMA}"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        if not is_sound(connection):
            raise truncated(path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no contradiction in the whole file: 3 s per million sessions."""
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return bool(answer == "ok")


def keep_copy(connection: sqlite3.Connection, path: Path, copy: Path) -> None:
    """Copy the whole store and check the copy. Raises StoreError when the copy is not sound."""
    fd = os.open(copy, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.close(fd)
    target = sqlite3.connect(copy)
    try:
        connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        sound = is_sound(target)
    finally:
        target.close()
    if not sound:
        raise truncated(path)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    sync_folder(copy.parent)

"""The schema of the store, one migration per version (docs/decisions/0004-store-recipe.md).

What must never be true is forbidden in the engine, so that no bug above can write it: STRICT tables, CHECKs, and
partial unique indexes, such as "one open session per workstation" and "one open session per member". The texts are in
`data.schema`, one module per migration. Imported only for a file that is not up to date (data.versions): sqlite-utils
takes longer to import than the store to open.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data import versions
from data.database import APPLICATION_ID, StoreError, sync_folder, truncated
from data.schema import fifth, first, fourth, second, sixth, third

migrations = Migrations("vestibule")


@migrations()
def m0001_reception(db: Database) -> None:
    """People, their time, and the journal."""
    for script in (first.PEOPLE, first.TIME, first.JOURNAL):
        db.executescript(script)  # sqlite-utils keeps an open transaction open, unlike sqlite3 itself


@migrations()
def m0002_waiting(db: Database) -> None:
    """Tickets, reservations, guests, preferences, early closing."""
    for script in (second.TIME, second.PEOPLE, second.WAITING):
        db.executescript(script)


@migrations()
def m0003_feedback(db: Database) -> None:
    """What visitors say at the end."""
    db.executescript(third.FEEDBACK)


@migrations()
def m0004_workshops(db: Database) -> None:
    """Who registers for workshops."""
    db.executescript(fourth.WORKSHOPS)


@migrations()
def m0005_identifiers(db: Database) -> None:
    """Other cards that identify members."""
    db.executescript(fifth.IDENTIFIERS)


@migrations()
def m0006_paper(db: Database) -> None:
    """How much of the printer's roll is used up."""
    db.executescript(sixth.PAPER)


SCHEMA = versions.SCHEMA
"""What `migrate` leads to."""


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date: one transaction, after a checked copy when there is something to lose.

    The copy stays beside the store as `<name>.before-<schema>`. Raises StoreError for a newer or damaged file.
    """
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
        migrations.apply(Database(connection, execute_plugins=False))
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

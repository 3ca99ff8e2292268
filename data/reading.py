"""A store that is only read, as a command beside the running kiosk does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from data.database import StoreError, connect_reading
from data.store import KEY_FILE
from data.unit_of_work import SqlUnitOfWork
from data.vault import Vault
from data.versions import SCHEMA
from kiosk.ports import UnitOfWork

T = TypeVar("T")


def vault_beside(path: Path) -> Vault | None:
    """The vault of the store at `path`, opened without writing; None when the store cannot be read."""
    try:
        with closing(connect_reading(path)) as connection:
            return Vault.open(path.with_name(KEY_FILE), connection, only_look=True)
    except sqlite3.Error:
        return None


def read_beside(path: Path, kiosk: str, work: Callable[[UnitOfWork], T]) -> T:
    """Run `work` on the state of one instant, over a connection that cannot write. Sealed names are left sealed.

    Raises StoreError when there is no store at `path`, or one of another schema.
    """
    if not path.exists():
        raise StoreError("missing", f"{path} does not exist: start the kiosk once, or name its folder with --data.")
    with closing(connect_reading(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != SCHEMA:
            raise StoreError("schema", f"{path} has schema {version}, not {SCHEMA}: start this kiosk once.")
        connection.execute("BEGIN")
        unit = SqlUnitOfWork(connection, Vault.open(path.with_name(KEY_FILE), connection, only_look=True), kiosk)
        return work(unit)

"""The vault of a store that is only read, as a command beside the running kiosk does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from data.database import connect_reading
from data.store import KEY_FILE
from data.vault import Vault


def vault_beside(path: Path) -> Vault | None:
    """The vault of the store at `path`, opened without writing; None when the store cannot be read."""
    try:
        with closing(connect_reading(path)) as connection:
            return Vault.open(path.with_name(KEY_FILE), connection, only_look=True)
    except sqlite3.Error:
        return None

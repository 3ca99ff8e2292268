"""Sealed fields: one key per member, so that forgetting a key forgets the person (docs/decisions/0004-store-recipe.md).

The key file beside the store holds the key-encryption key; the store holds each member's own key, wrapped by it. A copy
of the store alone therefore tells no name. Without the key file the kiosk goes on: sealed fields read as None.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.database import folder_error, sync_folder

VERSION = 1
NONCE_BYTES = 12
KEY_BYTES = 32
KEY_ID_BYTES = 8
MARK = "vestibule-key-1"

log = logging.getLogger(__name__)


class KeyState(StrEnum):
    """How the key file is."""

    READY = "ready"
    MISSING = "missing"
    FOREIGN = "foreign"
    """There is a key file, but it is not the one that this store was sealed with, or it is damaged."""


ADVICE = {
    KeyState.READY: "",
    KeyState.MISSING: (
        "The key file {path} is missing: names and signatures cannot be read or kept until it is put back "
        "from its safe copy."
    ),
    KeyState.FOREIGN: (
        "The key file {path} does not belong to this store: names and signatures cannot be read or kept until the "
        "right one is put back from its safe copy."
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives. It is authenticated with the value, which therefore opens nowhere else."""

    table: str
    row: int
    field: str

    def bound(self) -> bytes:
        """The associated data: table|row|field|version."""
        return f"{self.table}|{self.row}|{self.field}|{VERSION}".encode()


class Vault:
    """The keys of one store. Immutable once open, so safe from any thread; its methods that take a connection
    belong to the transaction of that connection."""

    def __init__(self, key: bytes | None, state: KeyState, path: Path) -> None:
        self.state = state
        self.advice = ADVICE[state].format(path=path)
        self._key = key
        self._wrapping = AESGCM(key) if key is not None else None

    @classmethod
    def open(cls, path: Path, connection: sqlite3.Connection, *, only_look: bool = False) -> Vault:
        """Read the key file; on the very first run, create it, unless told to only look.

        Raises StoreError when it cannot be created.
        """
        row = connection.execute("SELECT key_id FROM vault").fetchone()
        try:
            key = read_key(path)
        except FileNotFoundError:
            if row is not None or only_look:
                log.error(ADVICE[KeyState.MISSING].format(path=path))
                return cls(None, KeyState.MISSING, path)
            key = create_key(path)
        except (OSError, ValueError) as error:
            log.error("%s (%s)", ADVICE[KeyState.FOREIGN].format(path=path), type(error).__name__)
            return cls(None, KeyState.FOREIGN, path)
        if row is None and not only_look:
            connection.execute("INSERT INTO vault (id, key_id) VALUES (1, ?)", (key_id(key),))
        elif row is None or not hmac.compare_digest(row[0], key_id(key)):
            log.error(ADVICE[KeyState.FOREIGN].format(path=path))
            return cls(None, KeyState.FOREIGN, path)
        return cls(key, KeyState.READY, path)

    def seal(self, connection: sqlite3.Connection, member_id: int, place: Place, plain: bytes) -> bytes | None:
        """Seal a value with the member's key, which is made at its first use. None while the key file is missing."""
        own = self._member_key(connection, member_id, create=True)
        return None if own is None else _encrypt(AESGCM(own), place, plain)

    def unseal(
        self, connection: sqlite3.Connection, member_id: int, place: Place, sealed: bytes | None
    ) -> bytes | None:
        """The plain value; None when there is none, when its key was forgotten or is missing, or when somebody
        altered it."""
        if sealed is None:
            return None
        own = self._member_key(connection, member_id, create=False)
        return None if own is None else _decrypt(AESGCM(own), place, sealed)

    def forget(self, connection: sqlite3.Connection, member_id: int) -> None:
        """Erase what is sealed for a member: the key, and the sealed values as well.

        The bytes are gone from the file once the write-ahead log is emptied (`SqliteStore.erase_member` does both).
        """
        connection.execute("UPDATE member SET first_name = NULL WHERE id = ?", (member_id,))
        connection.execute("UPDATE signature SET strokes = NULL WHERE member_id = ?", (member_id,))
        connection.execute("DELETE FROM member_key WHERE member_id = ?", (member_id,))

    def week_key(self, week: str) -> bytes | None:
        """The key of a week's pseudonyms, the same at every export of that week. None while the key is missing."""
        if self._key is None:
            return None
        return hmac.digest(self._key, b"vestibule pseudonyms of week " + week.encode(), "sha256")

    def _member_key(self, connection: sqlite3.Connection, member_id: int, *, create: bool) -> bytes | None:
        if self._wrapping is None:
            return None
        place = Place("member_key", member_id, "wrapped")
        row = connection.execute("SELECT wrapped FROM member_key WHERE member_id = ?", (member_id,)).fetchone()
        if row is not None:
            return _decrypt(self._wrapping, place, row[0])
        if not create:
            return None
        own = os.urandom(KEY_BYTES)
        wrapped = _encrypt(self._wrapping, place, own)
        connection.execute("INSERT INTO member_key (member_id, wrapped) VALUES (?, ?)", (member_id, wrapped))
        return own


def _encrypt(cipher: AESGCM, place: Place, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return bytes([VERSION]) + nonce + cipher.encrypt(nonce, plain, place.bound())


def _decrypt(cipher: AESGCM, place: Place, sealed: bytes) -> bytes | None:
    if not sealed or sealed[0] != VERSION:
        return None
    try:
        return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place.bound())
    except (InvalidTag, ValueError):
        log.error("a sealed field of table %s, row %d, does not open: altered or damaged", place.table, place.row)
        return None


def key_id(key: bytes) -> bytes:
    """The name by which a store knows its key again; it tells nothing about the key."""
    return hashlib.sha256(b"vestibule key id" + key).digest()[:KEY_ID_BYTES]


def read_key(path: Path) -> bytes:
    """The key in a key file. Raises OSError, or ValueError when it is no key file."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(fd, "rb") as file:
        if os.fstat(fd).st_mode & 0o077:
            os.fchmod(fd, 0o600)
            log.warning("the key file was open to other accounts; it is closed now")
        content = file.read(1024)
    mark, _, digits = content.decode("ascii", "replace").strip().partition("\n")
    if mark != MARK or len(digits) != 2 * KEY_BYTES:
        raise ValueError("not a key file")
    return bytes.fromhex(digits)


def create_key(path: Path) -> bytes:
    """Write a new key file, closed to other accounts, durable on return. Raises StoreError."""
    key = os.urandom(KEY_BYTES)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(f"{MARK}\n{key.hex()}\n".encode())
            file.flush()
            os.fsync(fd)
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise folder_error(path.parent, error) from error
    return key


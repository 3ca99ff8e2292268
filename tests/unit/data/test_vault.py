"""Sealed fields: they open where they were sealed, with the key, unaltered; and nowhere else."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from data.database import connect_reading
from data.store import SqliteStore
from data.vault import KeyState, Place, _decrypt, _encrypt, create_key, read_key
from kiosk.models import Stroke

PLACE = Place("member", 7, "first_name")
KEY = AESGCM(bytes(range(32)))


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_what_was_sealed_opens(plain: bytes) -> None:
    assert _decrypt(KEY, PLACE, _encrypt(KEY, PLACE, plain)) == plain


@given(st.binary(min_size=1, max_size=40), st.data())
@settings(deadline=None)
def test_an_altered_value_does_not_open(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(_encrypt(KEY, PLACE, plain))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    assert _decrypt(KEY, PLACE, bytes(sealed)) is None


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_garbage_does_not_open(sealed: bytes) -> None:
    assert _decrypt(KEY, PLACE, sealed) is None


@pytest.mark.parametrize(
    "elsewhere",
    [Place("staff", 7, "first_name"), Place("member", 8, "first_name"), Place("member", 7, "last_name")],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere: Place) -> None:
    assert _decrypt(KEY, elsewhere, _encrypt(KEY, PLACE, "Zoé".encode())) is None


def _with_zoe(store: SqliteStore, now: datetime) -> int:
    return store.write(
        lambda unit: unit.members.add(number=12, category="adult", at=now, first_name="Zoé-Marguerite")
    ).id


def _again(store: SqliteStore) -> SqliteStore:
    store.close()
    return SqliteStore(store.path, kiosk="k1", ballast_bytes=0)


def test_no_name_stands_in_the_file(store: SqliteStore, now: datetime) -> None:
    _with_zoe(store, now)
    store.close()
    assert b"Marguerite" not in store.path.read_bytes()


def test_the_key_file_is_closed_to_others_and_closed_again_when_it_was_not(store: SqliteStore) -> None:
    key_file = store.path.with_name("vault.key")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    key_file.chmod(0o644)
    _again(store).close()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_without_its_key_file_the_kiosk_goes_on(store: SqliteStore, now: datetime) -> None:
    member = _with_zoe(store, now)
    key_file = store.path.with_name("vault.key")
    kept = key_file.rename(key_file.with_name("kept"))
    blind = _again(store)
    assert blind.vault.state is KeyState.MISSING
    assert "vault.key" in blind.vault.advice
    found = blind.read(lambda unit: unit.members.get(member))
    assert found is not None
    assert (found.number, found.first_name) == (12, None)
    other = blind.write(lambda unit: unit.members.add(number=13, category="adult", at=now, first_name="Ali"))
    assert other.first_name is None
    digest = blind.write(
        lambda unit: unit.signatures.add(
            member_id=member, version="1", sha256="a" * 64, language="fr", at=now, strokes=[Stroke(((0, 0, 0),))]
        )
    )
    assert len(digest) == 64
    assert blind.vault.week_key("2026-W47") is None
    kept.rename(key_file)
    whole = _again(blind)
    assert whole.vault.advice == ""
    found = whole.read(lambda unit: unit.members.get(member))
    assert found is not None
    assert found.first_name == "Zoé-Marguerite"
    whole.close()


@pytest.mark.parametrize("content", [None, b"", b"not a key", b"vestibule-key-1\nzz" + b"0" * 62])
def test_another_key_is_recognised(store: SqliteStore, now: datetime, content: bytes | None) -> None:
    member = _with_zoe(store, now)
    key_file = store.path.with_name("vault.key")
    if content is None:
        create_key(key_file)
    else:
        key_file.write_bytes(content)
    before = key_file.read_bytes()
    blind = _again(store)
    assert blind.vault.state is KeyState.FOREIGN
    found = blind.read(lambda unit: unit.members.get(member))
    assert found is not None
    assert found.first_name is None
    assert key_file.read_bytes() == before
    blind.close()


def test_an_erased_member_leaves_no_key_behind(store: SqliteStore, now: datetime) -> None:
    member = _with_zoe(store, now)
    store.write(
        lambda unit: unit.signatures.add(
            member_id=member, version="1", sha256="a" * 64, language="fr", at=now, strokes=[Stroke(((0, 0, 0),))]
        )
    )
    with closing(connect_reading(store.path)) as reader:
        (wrapped,) = reader.execute("SELECT wrapped FROM member_key").fetchone()
        (name,) = reader.execute("SELECT first_name FROM member").fetchone()
        (strokes,) = reader.execute("SELECT strokes FROM signature").fetchone()
    assert store.erase_member(member, now)
    found = store.read(lambda unit: unit.members.get(member))
    assert found is not None
    assert found.first_name is None
    store.close()
    left = store.path.read_bytes()
    for secret in (wrapped, name, strokes):
        assert secret not in left
    assert not store.path.with_name("vestibule.db-wal").exists()


def test_a_reader_in_the_way_is_not_waited_for(store: SqliteStore, now: datetime) -> None:
    member = _with_zoe(store, now)
    with closing(connect_reading(store.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM member").fetchone()
        assert not store.erase_member(member, now)
    assert store.clear_log()


def test_the_keys_of_weeks_differ_and_stay(store: SqliteStore) -> None:
    keys = {store.vault.week_key(week) for week in ("2026-W46", "2026-W47", "2026-W47")}
    assert len(keys) == 2


def test_a_key_file_survives_reading(tmp_path: Path) -> None:
    key = create_key(tmp_path / "vault.key")
    assert read_key(tmp_path / "vault.key") == key
    assert len(key) == 32
    assert key != create_key(tmp_path / "other.key")
    assert sorted(os.listdir(tmp_path)) == ["other.key", "vault.key"]

"""The weekly export from a real store: what stands in it, byte for byte the same each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.database import connect_reading
from data.exports.weekly import WeeklyExporter, pseudonym
from data.journal import verify
from data.store import SqliteStore
from kiosk.models import EndReason, ExtensionReason, Purpose, Session
from kiosk.ports import Exporter, ExportFailed, UnitOfWork
from tests.unit.data.exports import FOLDER, PARIS, WEEK, rows, silent, totals, weekly_exporter

Opener = Callable[..., Session]


@pytest.fixture
def lived_in(store: SqliteStore, now: datetime, open_session: Opener) -> SqliteStore:
    """A week with two members, and something before and after it."""

    def live(unit: UnitOfWork) -> None:
        zoe = unit.members.add(number=11, category="adult", at=now, first_name="=HYPERLINK(1)", birth_year=1980).id
        ali = unit.members.add(number=12, category="=cmd|x", at=now).id
        staff = unit.staff.add(number=1, name="Samia", at=now).id
        for at, day, kind in (
            (now - timedelta(days=1), date(2026, 11, 15), "card.refused"),
            (now, date(2026, 11, 16), "session.refused"),
            (now + timedelta(days=6, hours=13, minutes=30), date(2026, 11, 22), "ticket.refused"),
            (now + timedelta(days=7), date(2026, 11, 23), "card.refused"),
        ):
            session = open_session(unit, zoe, 3, at=at, day=day)
            unit.sessions.extend(session.id, 900.0, by_staff=staff, reason=ExtensionReason.PROCEDURE, at=at)
            unit.sessions.close(
                session.id, at=at + timedelta(minutes=50), used=2730.0, reason=EndReason.TIME_UP, estimated=True
            )
            unit.journal.add(kind, at, {"reason": "closed"})
        open_session(unit, ali, 4, at=now, day=date(2026, 11, 16), purpose=None)
        unit.visits.add(at=now, local_date=date(2026, 11, 16), purpose=Purpose.PRINT, category="adult")

    store.write(live)
    return store


def test_the_sessions_of_the_week(lived_in: SqliteStore, exporter: Exporter, stick: Path) -> None:
    written = exporter.write(WEEK, stick, silent)
    assert written.folder == FOLDER
    assert [name for name, _ in written.files] == ["sessions.csv", "totals.csv", "manifest.json"]
    header, zoe, sunday, ali = rows(stick / FOLDER / "sessions.csv")
    assert len(header) == len(zoe) == 14
    assert zoe[1:] == [
        "2026-11-16",
        "2026-11-16T10:00:00+01:00",
        "2026-11-16T10:50:00+01:00",
        "45,50",
        "3",
        "Espace adultes",
        "Adulte",
        "40 – 59 ans",
        "Emploi",
        "15,00",
        "Temps écoulé",
        "oui",
        "15,00",
    ]
    assert (sunday[1], sunday[2]) == ("2026-11-22", "2026-11-22T23:30:00+01:00")
    assert ali[3:8] == ["", "0,00", "4", "jeunesse", "'=cmd|x"]
    assert ali[8:] == ["Non communiqué", "Non communiqué", "0,00", "", "non", "0,00"]
    assert zoe[0] == sunday[0] != ali[0]
    assert zoe[0] == pseudonym(lived_in.vault.week_key(WEEK), 1)
    assert b"HYPERLINK" not in (stick / FOLDER / "sessions.csv").read_bytes()


def test_a_pseudonym_holds_for_one_week(lived_in: SqliteStore, exporter: Exporter, stick: Path) -> None:
    for week in (WEEK, "2026-W48"):
        exporter.write(week, stick, silent)
    this = {row[0] for row in rows(stick / FOLDER / "sessions.csv")[1:]}
    following = {row[0] for row in rows(stick / "vestibule-k1-2026-W48" / "sessions.csv")[1:]}
    assert len(following) == 1
    assert not this & following


def test_the_totals(lived_in: SqliteStore, exporter: Exporter, stick: Path) -> None:
    found = totals(exporter, stick)
    assert found["semaine", "sessions", ""] == "3"
    assert found["semaine", "personnes distinctes", ""] == "2"
    assert found["semaine", "heures utilisées", ""] == "1,52"
    assert found["semaine", "heures offertes", ""] == "70,00"
    assert found["semaine", "prolongations", ""] == "2"
    assert found["semaine", "refus par motif", "Lieu fermé"] == "2"
    assert found["2026-11-16", "visites sans poste", ""] == "1"
    assert found["semaine", "sessions par espace", "Regroupé"] == "moins de 5"
    assert exporter.totals(WEEK).sessions == 3
    assert round(exporter.totals(WEEK).hours, 2) == 1.52


def test_the_manifest_vouches_for_the_files_and_the_chain(
    lived_in: SqliteStore, exporter: Exporter, stick: Path
) -> None:
    exporter.write(WEEK, stick, silent)
    manifest = json.loads((stick / FOLDER / "manifest.json").read_text())
    for entry in manifest["files"]:
        data = (stick / FOLDER / entry["name"]).read_bytes()
        assert entry["size"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["rows"] == len(rows(stick / FOLDER / entry["name"])) - 1
    assert (manifest["week"], manifest["kiosk"], manifest["product"]["version"]) == (WEEK, "k1", "1.2.3")
    with closing(connect_reading(lived_in.path)) as connection:
        (hashed,) = connection.execute("SELECT hash FROM journal WHERE seq = 3").fetchone()
        assert verify(connection).rows == 4
    assert manifest["journal"] == {"seq": 3, "hash": hashed.hex()}


def test_the_same_week_gives_the_same_bytes(
    lived_in: SqliteStore, exporter: Exporter, stick: Path, tmp_path: Path, now: datetime
) -> None:
    exporter.write(WEEK, stick, silent)
    lived_in.write(lambda unit: unit.journal.add("week.exported", now + timedelta(days=8), {"week": WEEK}))
    lived_in.write(lambda unit: unit.members.suspend(1, date(2027, 1, 1)))
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    exporter.write(WEEK, elsewhere, silent)
    for name in ("sessions.csv", "totals.csv", "manifest.json"):
        assert (stick / FOLDER / name).read_bytes() == (elsewhere / FOLDER / name).read_bytes()


def test_without_the_key_there_are_no_pseudonyms(lived_in: SqliteStore, stick: Path) -> None:
    weekly_exporter(lived_in, None).write(WEEK, stick, silent)
    assert {row[0] for row in rows(stick / FOLDER / "sessions.csv")[1:]} == {""}


def test_an_empty_week_is_an_export_too(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    exporter.write("2026-W53", stick, silent)
    assert len(rows(stick / "vestibule-k1-2026-W53" / "sessions.csv")) == 1
    manifest = json.loads((stick / "vestibule-k1-2026-W53" / "manifest.json").read_text())
    assert manifest["journal"]["seq"] == 0
    assert exporter.totals("2026-W53").sessions == 0


def test_what_is_no_week_is_said(exporter: Exporter, stick: Path) -> None:
    for attempt in (lambda: exporter.totals("2025-W53"), lambda: exporter.write("47", stick, silent)):
        with pytest.raises(ExportFailed) as caught:
            attempt()
        assert caught.value.code == "week"
    assert list(stick.iterdir()) == []


def test_a_store_that_cannot_be_read_is_said(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    store.close()
    store.path.write_bytes(b"not a database, and long enough to look at" * 100)
    for attempt in (lambda: exporter.totals(WEEK), lambda: exporter.write(WEEK, stick, silent)):
        with pytest.raises(ExportFailed) as caught:
            attempt()
        assert caught.value.code == "store"


@pytest.mark.parametrize("kiosk", ["", "..", "a/b", "a b", "-k", "é", "x" * 33])
def test_a_kiosk_that_is_no_file_name_is_refused(store: SqliteStore, kiosk: str) -> None:
    with pytest.raises(ValueError, match="kiosk"):
        WeeklyExporter(
            store.path,
            kiosk=kiosk,
            version="1",
            zone=PARIS,
            offered_hours=lambda _: 0.0,
            workstation_zones={},
        )

"""The weekly export from a real store: what stands in it, byte for byte the same each time."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.database import connect_reading
from data.exports.labels import Labels
from data.exports.weekly import WeeklyExporter, pseudonym
from data.journal import verify
from data.store import SqliteStore
from data.vault import Vault
from kiosk.models import (
    EndReason,
    ExtensionReason,
    FeedbackValue,
    Purpose,
    RegistrationState,
    ReservationEnd,
    Session,
    TicketEnd,
)
from kiosk.ports import Exporter, ExportFailed, NewTicket, UnitOfWork

WEEK = "2026-W47"
FOLDER = "vestibule-k1-2026-W47"
PARIS = ZoneInfo("Europe/Paris")

Opener = Callable[..., Session]


def _silent(step: str, fraction: float) -> None:
    del step, fraction


def _exporter(store: SqliteStore, vault: Vault | None) -> Exporter:
    return WeeklyExporter(
        store.path,
        kiosk="k1",
        version="1.2.3",
        zone=PARIS,
        offered_hours=lambda day: 14.0 if day.weekday() < 5 else 0.0,
        workstation_zones={3: "adultes", 4: "jeunesse"},
        vault=vault,
        labels=Labels(zones={"adultes": "Espace adultes"}, categories={"adult": "Adulte"}),
    )


@pytest.fixture
def exporter(store: SqliteStore) -> Exporter:
    return _exporter(store, store.vault)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def lived_in(store: SqliteStore, now: datetime, open_session: Opener) -> SqliteStore:
    """A week with two members, and something before and after it."""

    def live(unit: UnitOfWork) -> None:
        zoe = unit.members.add(number=11, category="adult", at=now, first_name="=HYPERLINK(1)", birth_year=1980).id
        ali = unit.members.add(number=12, category="=cmd|x", at=now).id
        staff = unit.staff.add(number=1, name="Samia", at=now).id
        for at, day in (
            (now - timedelta(days=1), date(2026, 11, 15)),
            (now, date(2026, 11, 16)),
            (now + timedelta(days=6, hours=13, minutes=30), date(2026, 11, 22)),
            (now + timedelta(days=7), date(2026, 11, 23)),
        ):
            session = open_session(unit, zoe, 3, at=at, day=day)
            unit.sessions.extend(session.id, 900.0, by_staff=staff, reason=ExtensionReason.PROCEDURE, at=at)
            unit.sessions.close(
                session.id, at=at + timedelta(minutes=50), used=2730.0, reason=EndReason.TIME_UP, estimated=True
            )
            unit.journal.add("card.refused", at, {"reason": "closed"})
        open_session(unit, ali, 4, at=now, day=date(2026, 11, 16), purpose=None)
        unit.visits.add(at=now, local_date=date(2026, 11, 16), purpose=Purpose.PRINT, category="adult")

    store.write(live)
    return store


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_the_sessions_of_the_week(lived_in: SqliteStore, exporter: Exporter, stick: Path) -> None:
    written = exporter.write(WEEK, stick, _silent)
    assert written.folder == FOLDER
    assert [name for name, _ in written.files] == ["sessions.csv", "totals.csv", "manifest.json"]
    header, *rows = _rows(stick / FOLDER / "sessions.csv")
    zoe, sunday, ali = rows
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
        exporter.write(week, stick, _silent)
    this = {row[0] for row in _rows(stick / FOLDER / "sessions.csv")[1:]}
    following = {row[0] for row in _rows(stick / "vestibule-k1-2026-W48" / "sessions.csv")[1:]}
    assert len(following) == 1
    assert not this & following


def test_the_totals(lived_in: SqliteStore, exporter: Exporter, stick: Path) -> None:
    exporter.write(WEEK, stick, _silent)
    found = {tuple(row[:3]): row[3] for row in _rows(stick / FOLDER / "totals.csv")}
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


def _totals(exporter: Exporter, stick: Path) -> dict[tuple[str, ...], str]:
    exporter.write(WEEK, stick, _silent)
    return {tuple(row[:3]): row[3] for row in _rows(stick / FOLDER / "totals.csv")}


def _wait(unit: UnitOfWork, member: int, *, taken: datetime, call: int | None, end: TicketEnd | None) -> None:
    """Somebody waits: called after `call` minutes, over one minute later (after 30 when never called)."""
    token = f"{member} {taken}".encode()
    day = (taken + timedelta(hours=1)).date()
    ticket = unit.tickets.add(NewTicket(member, taken, day, (3,), token, Purpose.JOB))
    if call is not None:
        at = taken + timedelta(minutes=call)
        unit.tickets.call(ticket.id, 3, at=at, boottime=1.0, boot_id="b")
        unit.tickets.skip(ticket.id, 2.0)
        unit.tickets.call(ticket.id, 3, at=at + timedelta(minutes=1), boottime=61.0, boot_id="b")
    if end is not None:
        unit.tickets.close(ticket.id, end, taken + timedelta(minutes=30 if call is None else call + 2))


def test_waiting_guests_and_reservations_are_counted(
    store: SqliteStore, exporter: Exporter, stick: Path, now: datetime
) -> None:
    tuesday, next_week = now + timedelta(days=1), now + timedelta(days=7)

    def live(unit: UnitOfWork) -> None:
        staff = unit.staff.add(number=1, name="Samia", at=now).id
        zoe, ali = (unit.members.add(number=n, category="adult", at=now).id for n in (11, 12))
        _wait(unit, zoe, taken=now, call=4, end=TicketEnd.SERVED)
        _wait(unit, zoe, taken=now + timedelta(hours=1), call=8, end=TicketEnd.NO_ANSWER)
        _wait(unit, zoe, taken=tuesday, call=None, end=TicketEnd.CLOSING)
        _wait(unit, zoe, taken=next_week, call=9, end=TicketEnd.SERVED)
        _wait(unit, ali, taken=tuesday, call=None, end=None)
        for token, at in ((b"a", now), (b"b", now), (b"c", tuesday), (b"d", next_week)):
            unit.guests.add(token=token, category="guest", local_date=at.date(), by_staff=None, at=at)
        for starts_at, end in (
            (now, ReservationEnd.USED),
            (tuesday, ReservationEnd.RELEASED),
            (tuesday, ReservationEnd.CANCELLED),
            (next_week, ReservationEnd.USED),
            (tuesday, None),
        ):
            kept = unit.reservations.add(
                member_id=zoe, workstation=3, starts_at=starts_at, seconds=60.0, by_staff=staff, at=now
            )
            if end is not None:
                unit.reservations.close(kept.id, end, now)

    store.write(live)
    found = _totals(exporter, stick)
    monday = "2026-11-16"
    assert found["semaine", "tickets d’attente", ""] == "4"
    assert found[monday, "tickets d’attente", ""] == "2"
    assert found["semaine", "tickets par issue", "Servi"] == "1"
    assert found["semaine", "tickets par issue", "Sans réponse à l’appel"] == "1"
    assert found["semaine", "tickets par issue", "Fermeture"] == "1"
    assert ("semaine", "tickets par issue", "Place rendue") not in found
    assert found["semaine", "attentes abandonnées", ""] == "2"
    assert found["semaine", "attente moyenne", ""] == "14,00"
    assert found["semaine", "attente la plus longue", ""] == "30,00"
    assert found[monday, "attente la plus longue", ""] == "8,00"
    assert found["2026-11-18", "attente moyenne", ""] == ""
    assert (found["semaine", "invités", ""], found[monday, "invités", ""]) == ("3", "2")
    assert found["semaine", "réservations", ""] == "4"
    assert found["semaine", "réservations par issue", "Utilisée"] == "1"
    assert found["semaine", "réservations par issue", "Libérée, personne n’est venu"] == "1"
    assert found["semaine", "réservations par issue", "Annulée"] == "1"


def test_workshops_are_counted_by_the_day_they_take_place(
    store: SqliteStore, exporter: Exporter, stick: Path, now: datetime
) -> None:
    present, absent = RegistrationState.PRESENT, RegistrationState.ABSENT
    ends = (present, present, absent, RegistrationState.UNSERVED, RegistrationState.CANCELLED, None)

    def live(unit: UnitOfWork) -> None:
        for number, end in enumerate(ends, start=11):
            member = unit.members.add(number=number, category="adult", at=now).id
            for starts in (now + timedelta(days=1), now + timedelta(days=7)):
                made = unit.registrations.add(
                    uid="photos",
                    starts_at=starts,
                    local_date=starts.date(),
                    member_id=member,
                    state=RegistrationState.REGISTERED,
                    at=now,
                )
                if end is present:
                    unit.registrations.change(made.id, present, starts)
                if end is not None:
                    unit.registrations.close(made.id, end, starts)

    store.write(live)
    found = _totals(exporter, stick)
    for period in ("semaine", "2026-11-17"):
        assert found[period, "ateliers, inscriptions", ""] == "4", "one is still to come"
        assert found[period, "ateliers, présences", ""] == "2"
        assert found[period, "ateliers, absences", ""] == "1"
        assert found[period, "ateliers, sans place", ""] == "1"
    assert found["2026-11-16", "ateliers, inscriptions", ""] == "0"


def test_calls_for_help_and_what_visitors_say(
    store: SqliteStore, exporter: Exporter, stick: Path, now: datetime
) -> None:
    def live(unit: UnitOfWork) -> None:
        for seconds in (60, 180, None):
            call = unit.help_calls.add(now, None)
            if seconds is not None:
                unit.help_calls.mark_coming(call.id, now + timedelta(seconds=seconds))
        for value, count in ((FeedbackValue.GOOD, 7), (FeedbackValue.MEDIUM, 3), (FeedbackValue.BAD, 2)):
            for day in range(count):
                unit.feedback.add(date(2026, 11, 16) + timedelta(days=day % 2), value)
        unit.feedback.add(date(2026, 11, 23), FeedbackValue.BAD)

    store.write(live)
    found = _totals(exporter, stick)
    assert (found["semaine", "appels à l’aide", ""], found["2026-11-17", "appels à l’aide", ""]) == ("3", "0")
    assert found["semaine", "réponse aux appels, moyenne", ""] == "2,00"
    assert found["2026-11-17", "réponse aux appels, moyenne", ""] == ""
    said = {key[2]: value for key, value in found.items() if key[1] == "avis"}
    assert said == {"Ça s’est bien passé": "7", "Regroupé : Moyen, Ça ne s’est pas bien passé": "5"}


def test_a_few_answers_say_only_that_they_are_few(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    store.write(lambda unit: unit.feedback.add(date(2026, 11, 16), FeedbackValue.BAD))
    said = [(key, value) for key, value in _totals(exporter, stick).items() if key[1] == "avis"]
    assert said == [(("semaine", "avis", "Regroupé"), "moins de 5")]


def test_extensions_by_reason_and_what_an_early_closing_cut(
    store: SqliteStore, exporter: Exporter, stick: Path, now: datetime, open_session: Opener
) -> None:
    def live(unit: UnitOfWork) -> None:
        staff = unit.staff.add(number=1, name="Samia", at=now).id
        member = unit.members.add(number=11, category="adult", at=now).id
        session = open_session(unit, member, 3).id
        for by, reason in (
            (staff, ExtensionReason.FAULT),
            (staff, ExtensionReason.TRAINING),
            (None, ExtensionReason.AUTOMATIC),
            (None, ExtensionReason.GRACE),
        ):
            unit.sessions.extend(session, 300.0, by_staff=by, reason=reason, at=now)
        unit.sessions.take_back(session, 300.0, by_staff=staff, at=now)
        for _ in range(2):
            unit.sessions.shorten(session, 1200.0, by_staff=staff, at=now)

    store.write(live)
    found = _totals(exporter, stick)
    assert found["semaine", "prolongations", ""] == "3"
    assert found["semaine", "temps prolongé", ""] == "15,00"
    by_reason = {key[2]: value for key, value in found.items() if key[:2] == ("semaine", "prolongations par motif")}
    assert by_reason == {
        "Problème technique": "1",
        "Automatique, personne n’attendait": "1",
        "Minutes de grâce": "1",
    }
    assert found["semaine", "sessions écourtées", "Fermeture anticipée"] == "1"


def test_a_guest_is_another_person_each_day(
    store: SqliteStore, exporter: Exporter, stick: Path, now: datetime, open_session: Opener
) -> None:
    def live(unit: UnitOfWork) -> None:
        for days, token in enumerate((b"monday", b"tuesday")):
            at = now + timedelta(days=days)
            guest = unit.guests.add(token=token, category="guest", local_date=at.date(), by_staff=None, at=at)
            session = open_session(unit, guest.member_id, 3, at=at)
            unit.sessions.close(session.id, at=at, used=60.0, reason=EndReason.VISITOR, estimated=False)

    store.write(live)
    assert _totals(exporter, stick)["semaine", "personnes distinctes", ""] == "2"
    assert len({row[0] for row in _rows(stick / FOLDER / "sessions.csv")[1:]}) == 2


def test_the_manifest_vouches_for_the_files_and_the_chain(
    lived_in: SqliteStore, exporter: Exporter, stick: Path
) -> None:
    exporter.write(WEEK, stick, _silent)
    manifest = json.loads((stick / FOLDER / "manifest.json").read_text())
    for entry in manifest["files"]:
        data = (stick / FOLDER / entry["name"]).read_bytes()
        assert entry["size"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["rows"] == len(_rows(stick / FOLDER / entry["name"])) - 1
    assert (manifest["week"], manifest["kiosk"], manifest["product"]["version"]) == (WEEK, "k1", "1.2.3")
    with closing(connect_reading(lived_in.path)) as connection:
        (hashed,) = connection.execute("SELECT hash FROM journal WHERE seq = 3").fetchone()
        assert verify(connection).rows == 4
    assert manifest["journal"] == {"seq": 3, "hash": hashed.hex()}


def test_the_same_week_gives_the_same_bytes(
    lived_in: SqliteStore, exporter: Exporter, stick: Path, tmp_path: Path, now: datetime
) -> None:
    exporter.write(WEEK, stick, _silent)
    lived_in.write(lambda unit: unit.journal.add("week.exported", now + timedelta(days=8), {"week": WEEK}))
    lived_in.write(lambda unit: unit.members.suspend(1, date(2027, 1, 1)))
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    exporter.write(WEEK, elsewhere, _silent)
    for name in ("sessions.csv", "totals.csv", "manifest.json"):
        assert (stick / FOLDER / name).read_bytes() == (elsewhere / FOLDER / name).read_bytes()


def test_without_the_key_there_are_no_pseudonyms(lived_in: SqliteStore, stick: Path) -> None:
    _exporter(lived_in, None).write(WEEK, stick, _silent)
    assert {row[0] for row in _rows(stick / FOLDER / "sessions.csv")[1:]} == {""}


def test_an_empty_week_is_an_export_too(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    exporter.write("2026-W53", stick, _silent)
    assert len(_rows(stick / "vestibule-k1-2026-W53" / "sessions.csv")) == 1
    manifest = json.loads((stick / "vestibule-k1-2026-W53" / "manifest.json").read_text())
    assert manifest["journal"]["seq"] == 0
    assert exporter.totals("2026-W53").sessions == 0


def test_what_is_no_week_is_said(exporter: Exporter, stick: Path) -> None:
    for attempt in (lambda: exporter.totals("2025-W53"), lambda: exporter.write("47", stick, _silent)):
        with pytest.raises(ExportFailed) as caught:
            attempt()
        assert caught.value.code == "week"
    assert list(stick.iterdir()) == []


def test_a_store_that_cannot_be_read_is_said(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    store.close()
    store.path.write_bytes(b"not a database, and long enough to look at" * 100)
    for attempt in (lambda: exporter.totals(WEEK), lambda: exporter.write(WEEK, stick, _silent)):
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

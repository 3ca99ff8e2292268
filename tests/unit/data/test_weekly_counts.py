"""What the weekly export counts beside the sessions: waits, guests, workshops, help, answers, extensions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from data.store import SqliteStore
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
from kiosk.ports import Exporter, NewTicket, UnitOfWork
from tests.unit.data.exports import FOLDER, rows, totals

Opener = Callable[..., Session]


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
    found = totals(exporter, stick)
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
    found = totals(exporter, stick)
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
    found = totals(exporter, stick)
    assert (found["semaine", "appels à l’aide", ""], found["2026-11-17", "appels à l’aide", ""]) == ("3", "0")
    assert found["semaine", "réponse aux appels, moyenne", ""] == "2,00"
    assert found["2026-11-17", "réponse aux appels, moyenne", ""] == ""
    said = {key[2]: value for key, value in found.items() if key[1] == "avis"}
    assert said == {"Ça s’est bien passé": "7", "Regroupé : Moyen, Ça ne s’est pas bien passé": "5"}


def test_a_few_answers_say_only_that_they_are_few(store: SqliteStore, exporter: Exporter, stick: Path) -> None:
    store.write(lambda unit: unit.feedback.add(date(2026, 11, 16), FeedbackValue.BAD))
    said = [(key, value) for key, value in totals(exporter, stick).items() if key[1] == "avis"]
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
    found = totals(exporter, stick)
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
    assert totals(exporter, stick)["semaine", "personnes distinctes", ""] == "2"
    assert len({row[0] for row in rows(stick / FOLDER / "sessions.csv")[1:]}) == 2

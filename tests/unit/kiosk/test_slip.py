"""The slips: the receipt of a session, a waiting ticket, a parent's form; what stands on it, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Settings
from data.store import SqliteStore
from kiosk.cards import slip_token
from kiosk.clock import ManualClock, utc
from kiosk.models import Member, Session, Ticket
from kiosk.places.desk import Desk
from kiosk.places.printing import started
from kiosk.places.slip import code_in_pairs, consent_form, receipt, ticket
from kiosk.receipts import ArchNumber, Heading, Notice, PrintJob, Qr, Receipt, Rule, Text
from kiosk.reception.outcomes import Line, Waits
from kiosk.reception.reception import Reception
from kiosk.site import Site
from tests.factories import RecordingSpeaker

NOW = utc(2026, 10, 14, 12, 42)
TOKEN = b"twelve bytes"
SESSION = Session(
    id=87,
    member_id=1,
    member_number=214,
    category="adult",
    workstation=7,
    opened_at=NOW,
    granted=3600.0,
    used=0.0,
    mark=1000.0,
    boot_id="boot-1",
    code="4817",
    receipt_token=TOKEN,
)


@dataclass
class Tray:
    """Where print jobs end up in this test."""

    jobs: list[PrintJob] = field(default_factory=list)

    def submit(self, job: PrintJob) -> None:
        self.jobs.append(job)


class NoExports:
    """A kiosk without a stick."""

    def start(self, week: str) -> None: ...

    def stop(self) -> None: ...

    def release(self) -> None: ...


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def desk(settings: Settings, card_desk, clock: ManualClock, tray: Tray, tmp_path: Path) -> Iterator[Desk]:
    store = SqliteStore(tmp_path / "data" / "vestibule.db", kiosk="k1", ballast_bytes=0)
    site = Site(settings)
    reception = Reception(store, site, clock, card_desk.ring, lambda: b"request")
    yield Desk(site, reception, tray, NoExports(), RecordingSpeaker())
    store.close()


def texts(slip: Receipt) -> list[str]:
    return [block.text.replace("\u00a0", " ") for block in slip.blocks if isinstance(block, Text)]


def test_the_slip_reads_like_its_picture(desk: Desk) -> None:
    slip = receipt(desk, SESSION)
    assert slip.language == "fr"
    assert [type(block) for block in slip.blocks] == [
        *(Heading, ArchNumber, Text, Text, Rule),
        *(Text, Text, Qr, Text, Text, Rule),
        *(Text, Text, Text, Notice, Text),
    ]
    assert slip.blocks[:2] == (Heading("Médiathèque des Tilleuls", "Espace numérique"), ArchNumber("Poste", "7"))
    assert texts(slip) == [
        "jusqu’à 15 h 42",
        "mercredi 14 octobre, de 14 h 42",
        "Votre code sur le poste 7",
        "48 17",
        "Gardez ce reçu.",
        "Il sert à finir ou à prolonger.",
        "À 15 h 37, un message vous prévient.",
        "Enregistrez vos fichiers sur une clé.",
        "À la fin, tout est effacé.",
        "Reçu 87, sans votre nom",
    ]


def test_the_slip_speaks_the_language_that_is_shown(desk: Desk) -> None:
    desk.language = "en"
    slip = receipt(desk, SESSION)
    assert slip.language == "en"
    assert texts(slip)[:2] == ["until 15:42", "Wednesday, 14 October, from 14:42"]
    assert slip.blocks[0] == Heading("Médiathèque des Tilleuls", "Digital space")


def test_the_code_on_the_slip_opens_this_session(desk: Desk) -> None:
    (code,) = [block.data for block in receipt(desk, SESSION).blocks if isinstance(block, Qr)]
    assert slip_token(code) == TOKEN


def test_the_slip_says_nothing_of_the_member(desk: Desk) -> None:
    assert "214" not in str(receipt(desk, SESSION))
    assert "adult" not in str(receipt(desk, SESSION))


def test_a_slip_printed_later_has_the_end_as_it_is_then(desk: Desk, clock: ManualClock) -> None:
    clock.advance(600)
    assert texts(receipt(desk, SESSION))[0] == "jusqu’à 15 h 42"
    assert texts(receipt(desk, replace(SESSION, granted=4500.0)))[0] == "jusqu’à 15 h 57"
    clock.step(3600)  # the wall clock was put right: the time left is the same
    assert texts(receipt(desk, SESSION))[0] == "jusqu’à 16 h 42"


@pytest.mark.parametrize(
    ("warnings", "minutes", "warned"),
    [
        pytest.param((10, 5, 1), 60, "À 15 h 37, un message vous prévient.", id="five minutes before"),
        pytest.param((10,), 60, "À 15 h 32, un message vous prévient.", id="the only one there is"),
        pytest.param((10, 5, 1), 5, None, id="too short to be warned"),
        pytest.param((), 60, None, id="a site without warnings"),
    ],
)
def test_the_slip_promises_a_warning_that_comes(
    desk: Desk, settings: Settings, warnings: tuple[int, ...], minutes: int, warned: str | None
) -> None:
    desk.site = Site(replace(settings, limits=replace(settings.limits, warnings=warnings)))
    found = [text for text in texts(receipt(desk, replace(SESSION, granted=minutes * 60.0))) if "message" in text]
    assert found == ([warned] if warned else [])


def test_each_print_is_a_job_of_its_own(desk: Desk, tray: Tray) -> None:
    names = [started(desk, receipt(desk, SESSION)).job for _ in range(2)]
    assert names == [job.id for job in tray.jobs]
    assert len(set(names)) == 2
    assert all(job.receipt == receipt(desk, SESSION) for job in tray.jobs)


@pytest.mark.parametrize(("code", "pairs"), [("4817", "48 17"), ("0000", "00 00"), ("123456", "12 34 56"), ("", "")])
def test_codes_are_shown_in_pairs(code: str, pairs: str) -> None:
    assert code_in_pairs(code) == pairs


def test_the_end_of_a_session_over_a_change_of_the_clock_is_a_wall_clock_hour(desk: Desk, clock: ManualClock) -> None:
    clock.now = utc(2026, 3, 29, 0, 30)  # 1:30 in Paris, half an hour before the missing hour
    session = replace(SESSION, opened_at=clock.now)
    assert texts(receipt(desk, session))[0] == "jusqu’à 3 h 30"
    assert session.ends_at(clock.now, 1000.0, "boot-1") - clock.now == timedelta(hours=1)


MEMBER = Member(1, 214, "minor", first_name="Lucas", birth_year=2015)
TICKET = Ticket(5, 12, 1, 214, NOW, 1.0, (7, 8), TOKEN)


@pytest.mark.parametrize("ready", [None, NOW + timedelta(minutes=25)])
def test_a_ticket_tells_its_number_and_the_wait_but_not_who_waits(desk: Desk, ready: datetime | None) -> None:
    slip = ticket(desk, Waits(MEMBER, TICKET, Line(3, ready)))
    assert ArchNumber("Ticket", desk.label(TICKET)) in slip.blocks
    assert desk.label(TICKET).startswith("A")
    assert any("25" in text for text in texts(slip)) is (ready is not None)
    (code,) = [block.data for block in slip.blocks if isinstance(block, Qr)]
    assert slip_token(code) == TOKEN
    assert "Lucas" not in str(slip)
    assert "214" not in str(slip)


def test_a_parents_form_names_the_card_and_nobody(desk: Desk) -> None:
    slip = consent_form(desk, MEMBER)
    assert any("000 214" in text for text in texts(slip))
    assert "Lucas" not in str(slip)
    lines = desk.site.charter_text("fr").lines
    assert all(any(line.text in text for text in texts(slip)) for line in lines)

"""A kiosk without a window for tests: the sample site, a clock that is told, a real store, real signed cards."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from config import Settings, load, sample_path
from config.settings import Rule
from data.store import SqliteStore
from kiosk.believed_clock import BelievedClock
from kiosk.cards import Issuer, KeyRing
from kiosk.clock import ManualClock, at
from kiosk.events import (
    CardPresented,
    DeviceChanged,
    DeviceState,
    PrintFinished,
    PrintOutcome,
    PrintProgressed,
    SentenceSpoken,
)
from kiosk.inbox import Inbox
from kiosk.models import Card, CardType, EndReason, Member, Room, Session, Staff, Stroke
from kiosk.places.desk import Desk
from kiosk.places.front import Front
from kiosk.ports import Chime, NewSession, StoreUnavailable, UnitOfWork
from kiosk.receipts import PrintJob
from kiosk.reception import card_desk
from kiosk.reception.outcomes import Opened
from kiosk.reception.reception import Reception
from kiosk.site import Site

T = TypeVar("T")

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = "2026-10-13"
"""Open from 10 to 19."""
KID = 1
ISSUED, EXPIRES = date(2026, 1, 5), date(2027, 1, 4)
PIN = "480713"

SIGNATURE = (
    Stroke(tuple((0.1 + 0.02 * i, 0.5 + 0.1 * (i % 3), 16 * i) for i in range(20))),
    Stroke(((0.6, 0.4, 400), (0.7, 0.6, 416))),
)


def paris(hour: str, day: str = TUESDAY) -> datetime:
    """The instant at which the wall clock of the site shows that hour."""
    return at(date.fromisoformat(day), time.fromisoformat(hour), PARIS)


def rule(session: int, day: int, **matched: Any) -> Rule:
    """A rule for everybody, or for what `matched` names."""
    everybody: dict[str, Any] = {"category": None, "zone": None, "tag": None, "weekdays": frozenset(), "hours": ()}
    return Rule(**everybody | matched, session_minutes=session, day_minutes=day, reason={"fr": "", "en": ""})


@cache
def sample() -> Settings:
    """The settings of the sample site, read once; the lengths are of the tests, so that the sample may change, and a
    session ends when its time is up: grace and automatic extension have tests of their own."""
    settings = load(sample_path())
    limits = replace(settings.limits, auto_extension=False, grace=0)
    return replace(settings, rules=(rule(45, 90, category="minor"), rule(60, 120)), limits=limits)


def quick_pin_hash(pin: str) -> str:
    """A hash that `kiosk.rules.pin.matches` understands, at a cost that suits tests."""
    key = hashlib.scrypt(pin.encode(), salt=b"salt", n=16, r=1, p=1, dklen=32)
    return f"scrypt$16$1$1${b'salt'.hex()}${key.hex()}"


class ShakyStore:
    """A real store whose disk fails when told: `trouble` is "" (well), "down" (nothing arrives), "midway" (the work
    ran, the transaction did not), or "unconfirmed" (it is durable, but nobody heard so)."""

    def __init__(self, store: SqliteStore) -> None:
        self.real = store
        self.trouble = ""
        self.writes = 0

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        self.writes += 1
        if self.trouble == "down":
            raise StoreUnavailable("the disk is away")

        def broken(uow: UnitOfWork) -> T:
            work(uow)
            raise StoreUnavailable("the disk went away in the middle")

        outcome = self.real.write(broken if self.trouble == "midway" else work)
        if self.trouble == "unconfirmed":
            raise StoreUnavailable("the disk did not answer")
        return outcome

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.trouble == "down":
            raise StoreUnavailable("the disk is away")
        return self.real.read(work)

    def close(self) -> None:
        self.real.close()


@dataclass
class RecordingPrinter:
    """Keeps what it was given."""

    jobs: list[PrintJob] = field(default_factory=list)

    def submit(self, job: PrintJob) -> None:
        self.jobs.append(job)


@dataclass
class RecordingSpeaker:
    """Notes what would be heard."""

    chimes: list[Chime] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    readings: list[tuple[tuple[str, ...], str, int]] = field(default_factory=list)
    can_speak: bool = True

    def chime(self, chime: Chime) -> None:
        self.chimes.append(chime)

    def speak(self, sentences: Sequence[str], language: str, loudness: int = 3) -> int:
        self.spoken.extend(sentences)
        self.readings.append((tuple(sentences), language, loudness))
        return len(self.readings)

    def hush(self) -> None:
        self.spoken.append("")


@dataclass
class RecordingExports:
    """Notes what staff asked for."""

    calls: list[str] = field(default_factory=list)

    def start(self, week: str) -> None:
        self.calls.append(f"start {week}")

    def stop(self) -> None:
        self.calls.append("stop")

    def release(self) -> None:
        self.calls.append("release")


@dataclass
class RecordingLooks:
    """Notes how often somebody wanted to look at the machine."""

    asked: int = 0

    def ask(self) -> None:
        self.asked += 1


@dataclass(frozen=True)
class Carried:
    """A member with what they carry: the code on their card."""

    member: Member
    code: str
    card: Card


@dataclass(frozen=True)
class Colleague:
    """A member of staff with their card."""

    staff: Staff
    code: str
    card: Card


class Scene:
    """Everything that stands behind the screen of one kiosk."""

    def __init__(self, folder: Path, settings: Settings | None = None, now: datetime | None = None) -> None:
        self.folder = folder
        self.settings = settings or sample()
        self.site = Site(self.settings)
        self.clock = ManualClock(now or paris("14:00"))
        self.issuer = Issuer.generate(self.settings.site.network, KID)
        self.keys = KeyRing(self.settings.site.network, [self.issuer.public_key(ISSUED, EXPIRES)])
        self.printer = RecordingPrinter()
        self.exports = RecordingExports()
        self.speaker = RecordingSpeaker()
        self.looks = RecordingLooks()
        self._numbers = itertools.count(214)
        self._card_ids = itertools.count(1)
        self._requests = itertools.count(1)
        self._switch_on()

    def _switch_on(self) -> None:
        store = SqliteStore(self.folder / "vestibule.db", kiosk=self.settings.site.kiosk, ballast_bytes=0)
        self.store = ShakyStore(store)
        self.inbox = Inbox()
        clock = BelievedClock(self.clock, store.recorded_until(), self.site.opening.open_hours_between)
        self.reception = Reception(self.store, self.site, clock, self.keys, self.new_request)
        self.resumed = self.reception.start()
        self.desk = Desk(self.site, self.reception, self.printer, self.exports, self.speaker, self.looks)
        self.front = Front(self.desk, self.inbox)

    def reopen(self, settings: Settings | None = None) -> None:
        """Let the process die and start again on the same files, maybe with other settings."""
        self.close()
        if settings is not None:
            self.settings, self.site = settings, Site(settings)
        self._switch_on()

    def close(self) -> None:
        self.store.close()

    # ------------------------------------------------------------------------------------ people and cards

    def _is_known(self, number: int) -> bool:
        """Whether somebody who enrolled at the kiosk has the number."""
        return self.store.real.read(lambda uow: uow.members.by_number(number)) is not None

    def new_request(self) -> bytes:
        return next(self._requests).to_bytes(16)

    def member(
        self, first_name: str | None = "Amina", *, signed: bool = True, category: str = "adult", **known: Any
    ) -> Carried:
        """A member with a valid card; `known` goes to `Members.add`."""
        known.setdefault("birth_year", 1991)
        number = next(n for n in self._numbers if not self._is_known(n))
        member = self.store.real.write(
            lambda uow: uow.members.add(
                number=number, category=category, at=self.clock.now, first_name=first_name, **known
            )
        )
        if signed:
            self.reception.sign_charter(member, "fr", SIGNATURE, self.new_request())
        code, card = self.card(CardType.MEMBER, member.id)
        return Carried(member, code, card)

    def colleague(self, name: str = "Karim", *, pin: str | None = PIN) -> Colleague:
        """A member of staff with a valid card, and a PIN unless it is None."""
        number = next(self._numbers)

        def work(uow: UnitOfWork) -> Staff:
            added = uow.staff.add(number=number, name=name, at=self.clock.now)
            if pin is not None:
                uow.staff.set_pin(added.id, quick_pin_hash(pin))
            found = uow.staff.get(added.id)
            assert found is not None
            return found

        staff = self.store.real.write(work)
        code, card = self.card(CardType.STAFF, staff.id)
        return Colleague(staff, code, card)

    def card(
        self,
        type_: CardType,
        holder: int,
        *,
        issuer: Issuer | None = None,
        expires: date = EXPIRES,
        recorded: bool = True,
    ) -> tuple[str, Card]:
        """A card that the desk signed, taken into the store when `recorded`."""
        card = Card(next(self._card_ids).to_bytes(8), type_, holder, ISSUED, expires)
        code = (issuer or self.issuer).sign_card(type_, card.card_id, ISSUED, expires)
        if recorded:
            self.store.real.write(lambda uow: card_desk.issue(uow, self.reception.moment(), card))
        return code, card

    def session(self, carried: Carried, workstation: int, minutes: float = 60) -> Session:
        """Open a session as the use case does. Fails when it is refused."""
        outcome = self.reception.open_session(carried.member, workstation, minutes * 60, None, self.new_request())
        assert isinstance(outcome, Opened), outcome
        return outcome.session

    def used_before(self, carried: Carried, minutes: float) -> None:
        """The member had that much today, on a workstation that is gone since."""
        now = self.reception.moment()
        new = NewSession(
            member_id=carried.member.id,
            workstation=99,
            opened_at=now.utc,
            local_date=self.site.today(now.utc),
            granted=minutes * 60,
            boottime=now.boottime,
            boot_id=now.boot_id,
            code="0000",
            receipt_token=bytes(12),
            purpose=None,
        )

        def work(uow: UnitOfWork) -> None:
            session = uow.sessions.open(new)
            uow.sessions.close(session.id, at=now.utc, used=minutes * 60, reason=EndReason.VISITOR, estimated=False)

        self.store.real.write(work)

    def fill(self, *numbers: int, minutes: float = 60) -> list[Carried]:
        """Somebody on each of these workstations; all of them unless named."""
        there = []
        for number in numbers or sorted(self.site.workstations):
            zone = self.site.zones[self.site.workstations[number].zone]
            age: dict[str, Any] = {"birth_year": 2016, "guardian_agreed": True} if zone.max_age is not None else {}
            carried = self.member(None, **age)
            self.session(carried, number, minutes)
            there.append(carried)
        return there

    # ------------------------------------------------------------------------------------------- what happens

    def pass_time(self, seconds: float) -> None:
        """Let seconds pass, with a tick of the screen after each."""
        whole, rest = divmod(seconds, 1)
        for _ in range(int(whole)):
            self.clock.advance(1)
            self.front.tick()
        if rest:
            self.clock.advance(rest)
            self.front.tick()

    def scan(self, code: str) -> None:
        """A reader framed a code, and the screen took it in."""
        self.inbox.put(CardPresented(code, "reader"))
        self.front.pump()

    def device(self, name: str, state: DeviceState, code: str = "") -> None:
        """A device changed its state."""
        self.inbox.put(DeviceChanged(name, state, code))
        self.front.pump()

    def printed(self, outcome: PrintOutcome = PrintOutcome.PRINTED, *, fraction: float | None = None) -> None:
        """The printer says how the last job went, or how far it is."""
        job = self.printer.jobs[-1].id
        event = PrintFinished(job, outcome) if fraction is None else PrintProgressed(job, fraction)
        self.inbox.put(event)
        self.front.pump()

    def heard(self, index: int | None) -> None:
        """The speaker says which sentence of its last reading it has begun, None at the end."""
        self.inbox.put(SentenceSpoken(len(self.speaker.readings), index))
        self.front.pump()

    # -------------------------------------------------------------------------------------------- what is there

    @property
    def room(self) -> Room:
        """What the store holds, not what the kiosk remembers."""
        return self.store.real.read(lambda uow: uow.room())

    def stored(self, session: Session) -> Session:
        """The session as the store has it now."""
        found = self.store.real.read(lambda uow: uow.sessions.get(session.id))
        assert found is not None
        return found

    def left(self, session: Session) -> float:
        """Seconds left of a session, by the store and the clock."""
        return self.stored(session).left_at(self.clock.boot, self.clock.boot_name)

    def rows(self, sql: str, *values: object) -> list[Any]:
        """A look into the file over a connection of its own."""
        path = self.folder / "vestibule.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def journal(self, kind: str | None = None) -> list[tuple[str, dict[str, Any]]]:
        """(kind, body) of every row, or of one kind, oldest first."""
        rows = self.rows("SELECT kind, body FROM journal ORDER BY seq")
        return [(found, json.loads(body)) for found, body in rows if kind in {None, found}]

    def suspend(self, carried: Carried, days: int) -> date:
        """Suspend a member; returns the day from which on they may come back."""
        until = self.site.today(self.clock.now) + timedelta(days=days)
        self.store.real.write(lambda uow: uow.members.suspend(carried.member.id, until))
        return until


def scenes(folder: Path) -> Iterator[Callable[..., Scene]]:
    """For fixtures: a maker of scenes in folders of their own, which closes their stores at the end."""
    made: list[Scene] = []

    def make(settings: Settings | None = None, now: datetime | None = None) -> Scene:
        scene = Scene(folder / f"kiosk-{len(made)}", settings, now)
        made.append(scene)
        return scene

    yield make
    for scene in made:
        scene.close()


def changed(settings: Settings | None = None, **parts: dict[str, Any]) -> Settings:
    """Settings with some entries replaced: `changed(limits={"smallest_slot": 5})`."""
    base = settings or sample()
    return replace(base, **{name: replace(getattr(base, name), **new) for name, new in parts.items()})

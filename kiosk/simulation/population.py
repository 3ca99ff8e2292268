"""The invented members and staff of a place, with genuine cards, taken into the store as a card desk does."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kiosk.cards import Issuer, PublicKey
from kiosk.models import Card, CardType, Member, Staff, Stroke
from kiosk.ports import UnitOfWork
from kiosk.reception import card_desk
from kiosk.reception.sessions import sign_charter
from kiosk.simulation import profile
from kiosk.simulation.house import House
from kiosk.simulation.profile import Group

FIRST_NUMBER = 1000
KEY_YEARS = 20
PIN = "480713"
STAFF_NAMES = ("Karim", "Maud", "Ines")

SIGNATURE = (
    Stroke(tuple((0.1 + 0.02 * i, 0.5 + 0.1 * math.sin(i), 16 * i) for i in range(24))),
    Stroke(((0.6, 0.4, 500), (0.7, 0.6, 516))),
)


@dataclass
class Person:
    """A member with what they carry; `weight` is how often they come. `busy` while they are in the place."""

    member: Member
    code: str
    group: Group
    weight: float
    signed: bool
    busy: bool = False
    visits_today: int = 0


@dataclass
class Colleague:
    """A member of staff with their card."""

    staff: Staff
    code: str


def network_key(issuer: int, first: date) -> tuple[Issuer, PublicKey]:
    """A new key of the network, good for cards issued long before and after."""
    key = Issuer.generate(issuer, 1)
    span = timedelta(days=365 * KEY_YEARS // 2)
    return key, key.public_key(first - span, first + span)


class CardDesk:
    """Enrols people and hands out cards. Everything random comes from `rng`."""

    def __init__(self, house: House, issuer: Issuer, rng: Random) -> None:
        self._house = house
        self._issuer = issuer
        self._rng = rng
        self._number = FIRST_NUMBER
        known = {c.id for c in house.settings.categories}
        self._groups = [g for g in profile.GROUPS if g.category in known]
        if not self._groups:
            first = house.settings.categories[0].id
            self._groups = [Group(first, 1.0, (18, 75), 0.03)]
        self._tags = frozenset(tag for w in house.settings.workstations for tag in w.tags)

    def members(self, count: int) -> list[Person]:
        """That many members, in one transaction; their cards are up to a year old."""
        today = self._house.site.today(self._house.civil)
        ages = [self._rng.randrange(profile.CARD_DAYS) for _ in range(count)]
        return self._house.store.write(
            lambda uow: [self._enrol(uow, today - timedelta(days=age), known=True) for age in ages]
        )

    def newcomer(self) -> Person:
        """Somebody who enrols today."""
        today = self._house.site.today(self._house.civil)
        return self._house.store.write(lambda uow: self._enrol(uow, today, known=False))

    def staff(self) -> list[Colleague]:
        """The colleagues, each with a PIN whose hash costs little: a year has thousands of them."""

        def work(uow: UnitOfWork) -> list[Colleague]:
            found = []
            for number, name in enumerate(STAFF_NAMES, start=1):
                added = uow.staff.add(number=number, name=name, at=self._house.moment.utc)
                uow.staff.set_pin(added.id, _quick_hash(PIN))
                since = self._house.site.today(self._house.civil) - timedelta(days=1)
                code, _ = self._card(uow, CardType.STAFF, added.id, since, KEY_YEARS // 4 * 365)
                staff = uow.staff.get(added.id)
                assert staff is not None, "it was added a statement ago"
                found.append(Colleague(staff, code))
            return found

        return self._house.store.write(work)

    def renew(self, person: Person) -> str:
        """A new card for somebody whose card expired or was lost. Returns the code of the old one."""
        old, today = person.code, self._house.site.today(self._house.civil)
        person.code = self._house.store.write(
            lambda uow: self._card(uow, CardType.MEMBER, person.member.id, today, profile.CARD_DAYS)[0]
        )
        return old

    def unknown_code(self) -> str:
        """A genuine card of the network that this place never heard of."""
        today = self._house.site.today(self._house.civil)
        return self._issuer.sign_card(CardType.MEMBER, self._rng.randbytes(8), today, today)

    def code_of(self, issuer: Issuer) -> str:
        """A card that somebody else signed: another network, or a forger who calls himself this one."""
        today = self._house.site.today(self._house.civil)
        return issuer.sign_card(CardType.MEMBER, self._rng.randbytes(8), today, today + timedelta(days=30))

    def _enrol(self, uow: UnitOfWork, issued: date, *, known: bool) -> Person:
        rng, year = self._rng, self._house.site.today(self._house.civil).year
        group = rng.choices(self._groups, [g.share for g in self._groups])[0]
        needs = {tag for tag, share in profile.NEEDS.items() if tag in self._tags and rng.random() < share}
        if "accessible" in self._tags and rng.random() < group.accessible:
            needs.add("accessible")
        member = uow.members.add(
            number=self._number,
            category=group.category,
            at=self._house.moment.utc,
            birth_year=year - rng.randint(*group.ages),
            needs=frozenset(needs),
            guardian_agreed=rng.random() < profile.GUARDIAN_AGREED,
        )
        self._number += 1
        if known and rng.random() < profile.SUSPENDED:
            uow.members.suspend(member.id, issued + timedelta(days=400))
        code, _ = self._card(uow, CardType.MEMBER, member.id, issued, profile.CARD_DAYS)
        signed = known and rng.random() < profile.SIGNED_BEFORE
        if signed:
            house = self._house
            sign_charter(uow, house.site, house.moment, member.id, "fr", SIGNATURE, house.new_request())
        habit = rng.choices(profile.HABITS, [h.share for h in profile.HABITS])[0]
        return Person(member, code, group, habit.weight * rng.uniform(0.5, 1.5), signed)

    def _card(self, uow: UnitOfWork, type_: CardType, holder: int, issued: date, days: int) -> tuple[str, Card]:
        card = Card(self._rng.randbytes(8), type_, holder, issued, issued + timedelta(days=days))
        card_desk.issue(uow, self._house.moment, card)
        return self._issuer.sign_card(type_, card.card_id, card.issued_on, card.expires_on), card


class Population:
    """Everybody who may come, and who comes next."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = list(people)
        self._weights: dict[str, list[float]] = {}

    def add(self, person: Person) -> None:
        """Somebody new."""
        self.people.append(person)
        self._weights.clear()

    def pick(self, rng: Random, occasion: str) -> Person:
        """Somebody who comes on that occasion: "morning", "after_school" or "school_hours"."""
        if occasion not in self._weights:
            running = 0.0
            weights = [running := running + p.weight * getattr(p.group, occasion) for p in self.people]
            self._weights[occasion] = weights
        return rng.choices(self.people, cum_weights=self._weights[occasion])[0]


def _quick_hash(pin: str) -> str:
    """As `kiosk.rules.pin.matches` reads it, at a cost that is no protection: for invented colleagues alone."""
    key = hashlib.scrypt(pin.encode(), salt=b"simulation", n=16, r=1, p=1, dklen=32)
    return f"scrypt$16$1$1${b'simulation'.hex()}${key.hex()}"

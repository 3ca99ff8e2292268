"""The simulation notices when the product does what it must never do: here something else writes into the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from config import load, sample_path
from kiosk.cards import KeyRing
from kiosk.clock import ManualClock, at
from kiosk.models import EndReason
from kiosk.ports import NewSession
from kiosk.simulation.house import House
from kiosk.simulation.invariants import Auditor, BrokenInvariant
from kiosk.simulation.period import day_of
from kiosk.simulation.population import CardDesk, Person, network_key
from kiosk.simulation.tally import Tally

TUESDAY = date(2026, 10, 13)


class Inhabited(House):
    """A house with three members."""

    people: list[Person]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Inhabited]:
    settings = load(sample_path())
    issuer, public = network_key(settings.site.network, TUESDAY)
    clock = ManualClock(at(TUESDAY, time(14), ZoneInfo(settings.site.timezone)))
    house = Inhabited(settings, tmp_path / "data", clock, KeyRing(settings.site.network, [public]))
    house.people = CardDesk(house, issuer, Random(1)).members(3)
    yield house
    house.close()


@pytest.fixture
def auditor(house: Inhabited) -> Auditor:
    auditor = Auditor(house, Tally())
    auditor.check()
    return auditor


def person(house: Inhabited, number: int = 0) -> Person:
    return house.people[number]


def smuggle(house: Inhabited, who: Person, minutes: float, workstation: int = 1) -> int:
    """Open a session behind the back of the rules. Returns its id."""
    moment = house.moment
    new = NewSession(
        member_id=who.member.id,
        workstation=workstation,
        opened_at=moment.utc,
        local_date=TUESDAY,
        granted=minutes * 60,
        boottime=moment.boottime,
        boot_id=moment.boot_id,
        code="0000",
        receipt_token=who.member.id.to_bytes(12),
        purpose=None,
    )
    house.store.unconfirmed = False
    return house.store.write(lambda uow: uow.sessions.open(new)).id


def look_again(house: Inhabited) -> None:
    """The kiosk learns what is in the store."""
    house.reception.note_visit(person(house, 2).member, None, house.new_request())


def test_what_the_rules_allow_passes(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 30)
    look_again(house)
    auditor.check()
    assert auditor.used_today(person(house).member.id) == 30 * 60


def test_more_than_the_rule_grants(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 121)
    look_again(house)
    with pytest.raises(BrokenInvariant, match="its rule grants"):
        auditor.check()


def test_a_session_past_closing(house: Inhabited, auditor: Auditor) -> None:
    house.clock.advance(4.5 * 3600)
    auditor.running += 4.5 * 3600
    smuggle(house, person(house), 30)
    look_again(house)
    with pytest.raises(BrokenInvariant, match="would end at"):
        auditor.check()


def test_screens_that_show_something_else(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 30)
    with pytest.raises(BrokenInvariant, match="the screens show"):
        auditor.check()


def test_time_that_is_not_counted(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 30)
    look_again(house)
    auditor.check()
    house.clock.advance(60)
    auditor.running += 90  # the machine was on for longer than the kiosk noticed
    look_again(house)
    with pytest.raises(BrokenInvariant, match="went by"):
        auditor.check()


def test_an_end_with_the_wrong_time(house: Inhabited, auditor: Auditor) -> None:
    session = smuggle(house, person(house), 30)
    look_again(house)
    auditor.check()
    house.clock.advance(600)
    auditor.running += 600
    now = house.moment.utc
    house.store.write(
        lambda uow: uow.sessions.close(session, at=now, used=500, reason=EndReason.VISITOR, estimated=False)
    )
    look_again(house)
    with pytest.raises(BrokenInvariant, match="went by"):
        auditor.check()


def test_somebody_is_told_another_rest_of_the_day(house: Inhabited, auditor: Auditor) -> None:
    with pytest.raises(BrokenInvariant, match="is told"):
        auditor.same_left(1, 3600.0, 3500.0)


def test_a_session_after_closing(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 30)
    day = day_of(house.site, TUESDAY)
    assert day is not None
    with pytest.raises(BrokenInvariant, match="after the closing of 2026-10-13"):
        auditor.closed(day)


def test_a_power_cut_that_gives_away_too_much(house: Inhabited, auditor: Auditor) -> None:
    smuggle(house, person(house), 30)
    look_again(house)
    auditor.check()
    house.clock.advance(45)  # and no heartbeat was written
    auditor.running += 45
    with pytest.raises(BrokenInvariant, match="back, more than"):
        auditor.before_power_goes(0.0)


def test_a_power_cut_keeps_what_was_confirmed(house: Inhabited) -> None:
    session = smuggle(house, person(house), 30)
    house.clock.advance(20)
    house.cut_power(60.0)
    [running] = house.reception.room.sessions
    assert running.id == session
    assert running.left_at(house.moment.boottime, house.moment.boot_id) == 30 * 60

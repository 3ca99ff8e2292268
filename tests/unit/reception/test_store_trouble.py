"""When the store does not confirm: no half state, and the kiosk finds out what is true (docs/reliability.md)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.models import Purpose
from kiosk.ports import StoreUnavailable
from kiosk.reception.outcomes import Ended, Opened, SessionRuns
from kiosk.reception.staff import ExtensionReason
from tests.factories import PIN, SIGNATURE, Scene

TABLES = (
    "session",
    "extension",
    "signature",
    "visit",
    "help_call",
    "workstation_out",
    "throttle",
    "journal",
    "staff",
)


def everything(scene: Scene) -> dict[str, list[Any]]:
    return {table: scene.rows(f"SELECT * FROM {table}") for table in TABLES}


class Cast:
    """Who takes part in the use cases below."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.staff = scene.colleague().staff
        self.there = scene.member()
        self.coming = scene.member()
        self.new = scene.member(signed=False)
        self.session = scene.session(self.there, 7)
        self.request = scene.new_request()
        scene.clock.advance(60)


USE_CASES: dict[str, Callable[[Cast], object]] = {
    "arrive": lambda c: c.scene.reception.arrive(c.coming.code),
    "arrive, refused": lambda c: c.scene.reception.arrive("HELLO"),
    "sign": lambda c: c.scene.reception.sign_charter(c.new.member, "fr", SIGNATURE, c.request),
    "open": lambda c: c.scene.reception.open_session(c.coming.member, 8, 3600, None, c.request),
    "extend": lambda c: c.scene.reception.extend_own(c.session, 900, c.request),
    "end": lambda c: c.scene.reception.end(c.session, c.request),
    "visit": lambda c: c.scene.reception.note_visit(c.coming.member, Purpose.JOB, c.request),
    "call help": lambda c: c.scene.reception.call_help(c.request),
    "answer help": lambda c: c.scene.reception.answer_help(c.staff),
    "PIN": lambda c: c.scene.reception.try_pin(c.staff, PIN),
    "wrong PIN": lambda c: c.scene.reception.try_pin(c.staff, "111213"),
    "add time": lambda c: c.scene.reception.add_time(c.staff, c.session, 900, ExtensionReason.OTHER, c.request),
    "take back": lambda c: c.scene.reception.take_back_time(c.staff, c.session, 60),
    "service": lambda c: c.scene.reception.set_service(c.staff, 9, in_service=False),
    "lock": lambda c: c.scene.reception.lock(c.staff, by_itself=False),
    "keep time": lambda c: c.scene.reception.keep_time(),
    "start": lambda c: c.scene.reception.start(),
}


@pytest.mark.parametrize("trouble", ["down", "midway"])
@pytest.mark.parametrize("use_case", USE_CASES.values(), ids=USE_CASES)
def test_no_use_case_leaves_half_a_state(scene: Scene, use_case: Callable[[Cast], object], trouble: str) -> None:
    cast = Cast(scene)
    if use_case is USE_CASES["answer help"]:
        scene.reception.call_help(scene.new_request())
    before, room = everything(scene), scene.reception.room
    scene.store.trouble = trouble
    with pytest.raises(StoreUnavailable):
        use_case(cast)
    assert everything(scene) == before
    assert scene.reception.room == room
    scene.store.trouble = ""
    use_case(cast)
    assert everything(scene) != before


REPEATABLE = ("sign", "open", "extend", "end", "visit", "call help", "add time")


@pytest.mark.parametrize("name", REPEATABLE)
def test_a_request_whose_answer_was_lost_is_done_once(scene: Scene, name: str) -> None:
    cast, use_case = Cast(scene), USE_CASES[name]
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        use_case(cast)
    done = everything(scene)
    scene.store.trouble = ""
    use_case(cast)
    assert everything(scene) == done


def test_a_session_whose_opening_was_not_confirmed_is_found_again(scene: Scene) -> None:
    carried, request = scene.member(), scene.new_request()
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        scene.reception.open_session(carried.member, 7, 600, None, request)
    scene.store.trouble = ""
    assert isinstance(scene.reception.arrive(carried.code), SessionRuns)
    assert isinstance(scene.reception.open_session(carried.member, 7, 600, None, request), Opened)


def test_a_session_that_nobody_heard_of_ends_in_its_time(scene: Scene) -> None:
    carried = scene.member()
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        scene.reception.open_session(carried.member, 7, 600, None, scene.new_request())
    scene.store.trouble = ""
    scene.clock.advance(600)
    assert scene.reception.keep_time()[1] == (Ended(7),)


def test_the_room_is_looked_up_as_soon_as_the_store_is_back(scene: Scene) -> None:
    carried = scene.member()
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        scene.reception.open_session(carried.member, 7, 600, None, scene.new_request())
    scene.store.trouble = "down"
    with pytest.raises(StoreUnavailable):
        scene.reception.keep_time()
    scene.store.trouble = ""
    scene.clock.advance(5)
    scene.reception.keep_time()
    assert scene.reception.room == scene.room
    assert not scene.reception.room.is_free(7)


def test_the_room_is_looked_up_also_when_something_else_went_well_meanwhile(scene: Scene) -> None:
    carried, other = scene.member(), scene.member()
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        scene.reception.open_session(carried.member, 7, 600, None, scene.new_request())
    scene.store.trouble = ""
    scene.reception.arrive(other.code)
    scene.reception.keep_time()
    assert not scene.reception.room.is_free(7)


def test_a_store_that_fails_is_asked_every_five_seconds_and_not_at_every_tick(scene: Scene) -> None:
    scene.session(scene.member(), 7)
    scene.store.trouble = "down"
    scene.clock.advance(60)
    before = scene.store.writes
    for _ in range(60):
        with contextlib.suppress(StoreUnavailable):
            scene.reception.keep_time()
        assert scene.reception.in_trouble
        scene.clock.advance(1)
    assert scene.store.writes - before <= 60 / 5 + 1
    scene.store.trouble = ""
    scene.clock.advance(5)
    scene.reception.keep_time()
    assert not scene.reception.in_trouble


def test_an_end_that_the_store_missed_is_made_up_for(scene: Scene) -> None:
    session = scene.session(scene.member(), 7, minutes=10)
    planned = session.ends_at(scene.clock.now, scene.clock.boot, scene.clock.boot_name)
    scene.store.trouble = "midway"
    scene.clock.advance(600)
    with pytest.raises(StoreUnavailable):
        scene.reception.keep_time()
    scene.store.trouble = ""
    scene.clock.advance(120)
    assert scene.reception.keep_time()[1] == (Ended(7),)
    assert scene.stored(session).closed_at == planned

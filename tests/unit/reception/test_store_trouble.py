"""When the store does not confirm: no half state, and the kiosk finds out what is true (docs/reliability.md)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.models import ExtensionReason, FeedbackValue, Preferences, Purpose
from kiosk.ports import StoreUnavailable
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import Opened, Reserved, SessionRuns, Waits
from tests.factories import PIN, SIGNATURE, Scene, paris

TABLES = (
    "session",
    "extension",
    "signature",
    "visit",
    "feedback",
    "help_call",
    "workstation_out",
    "throttle",
    "journal",
    "staff",
    "ticket",
    "reservation",
    "guest_ticket",
    "early_closing",
    "member_preference",
    "member",
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
        scene.fill(4, 10)
        waits = scene.reception.wait(scene.member().member, None, scene.new_request(), tags=frozenset({"scanner"}))
        assert isinstance(waits, Waits)
        self.ticket = waits.ticket
        made = scene.reception.reserve(self.staff, self.wish(scene.member().member.number, 8), scene.new_request())
        assert isinstance(made, Reserved)
        self.reservation = made.reservation
        scene.reception.close_early(self.staff, paris("18:00"))
        self.request = scene.new_request()
        scene.clock.advance(60)

    @staticmethod
    def wish(number: int, workstation: int) -> Wish:
        return Wish(number, workstation, paris("16:00"), 30)

    def wait(self) -> object:
        return self.scene.reception.wait(self.coming.member, None, self.request, tags=frozenset({"scanner"}))


def _call_and_cancel(cast: Cast) -> None:
    cast.scene.reception.call_help(cast.request)
    cast.scene.reception.cancel_help()


USE_CASES: dict[str, Callable[[Cast], object]] = {
    "arrive": lambda c: c.scene.reception.arrive(c.coming.code),
    "arrive, refused": lambda c: c.scene.reception.arrive("HELLO"),
    "sign": lambda c: c.scene.reception.sign_charter(c.new.member, "fr", SIGNATURE, c.request),
    "decline the charter": lambda c: c.scene.reception.decline_charter(c.new.member),
    "open": lambda c: c.scene.reception.open_session(c.coming.member, 8, 3600, None, c.request),
    "extend": lambda c: c.scene.reception.extend_own(c.session, 900, c.request),
    "end": lambda c: c.scene.reception.end(c.session, c.request),
    "visit": lambda c: c.scene.reception.note_visit(c.coming.member, Purpose.JOB, c.request),
    "call help": lambda c: c.scene.reception.call_help(c.request),
    "answer help": lambda c: c.scene.reception.answer_help(c.staff),
    "cancel help": _call_and_cancel,
    "feedback": lambda c: c.scene.reception.give_feedback(FeedbackValue.GOOD),
    "PIN": lambda c: c.scene.reception.try_pin(c.staff, PIN),
    "wrong PIN": lambda c: c.scene.reception.try_pin(c.staff, "111213"),
    "add time": lambda c: c.scene.reception.add_time(c.staff, c.session, 900, ExtensionReason.OTHER, c.request),
    "take back": lambda c: c.scene.reception.take_back_time(c.staff, c.session, 60, c.request),
    "service": lambda c: c.scene.reception.set_service(c.staff, 2, in_service=False),
    "lock": lambda c: c.scene.reception.lock(c.staff, by_itself=False),
    "wait": lambda c: c.wait(),
    "leave the list": lambda c: c.scene.reception.leave_queue(c.ticket, c.request),
    "reserve": lambda c: c.scene.reception.reserve(c.staff, c.wish(c.coming.member.number, 1), c.request),
    "cancel": lambda c: c.scene.reception.cancel_reservation(c.staff, c.reservation),
    "guest ticket": lambda c: c.scene.reception.issue_guest_ticket(c.staff, c.request),
    "close early": lambda c: c.scene.reception.close_early(c.staff, paris("17:00")),
    "reopen": lambda c: c.scene.reception.reopen(c.staff),
    "agree on paper": lambda c: c.scene.reception.agree_on_paper(c.staff, c.coming.member),
    "preferences": lambda c: c.scene.reception.keep_preferences(c.coming.member, Preferences("en", "dark", 2)),
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


REPEATABLE = (
    *("sign", "open", "extend", "end", "visit", "call help", "add time", "take back"),
    *("wait", "leave the list", "reserve", "guest ticket"),
)


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
    assert scene.reception.keep_time()[1].ended == (7,)


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
    assert scene.reception.keep_time()[1].ended == (7,)
    assert scene.stored(session).closed_at == planned

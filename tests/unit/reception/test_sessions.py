"""Signing the charter, and opening a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from config.settings import Interval
from kiosk.models import Purpose, Stroke
from kiosk.reception.outcomes import Arrived, Line, Opened, SessionRuns, Taken
from kiosk.rules.extension import Barrier, Headroom
from kiosk.rules.refusals import Reason, Refused
from tests.factories import SIGNATURE, Carried, Scene, changed, paris, rule, sample

MakeScene = Callable[..., Scene]


def open_session(scene: Scene, carried: Carried, workstation: int, minutes: float, request: bytes = b"") -> object:
    request = request or scene.new_request()
    return scene.reception.open_session(carried.member, workstation, minutes * 60, Purpose.JOB, request)


# ------------------------------------------------------------------------------------------------ charter


def test_a_charter_is_signed_once(scene: Scene) -> None:
    carried = scene.member(signed=False)
    assert scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request())
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert not arrived.must_sign


def test_a_new_version_is_signed_again(scene: Scene) -> None:
    carried = scene.member()
    scene.reopen(changed(charter={"version": "2027-01"}))
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert arrived.must_sign
    scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request())
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert not arrived.must_sign


def test_repeating_a_request_signs_nothing_more(scene: Scene) -> None:
    carried, request = scene.member(signed=False), scene.new_request()
    for _ in range(3):
        assert scene.reception.sign_charter(carried.member, "fr", SIGNATURE, request)
    assert scene.rows("SELECT count(*) FROM signature") == [(1,)]
    assert len(scene.journal("charter.signed")) == 1


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        (Stroke(tuple((0.1 * i, 0.5, i) for i in range(10))),),
        (Stroke(tuple((0.5 + 0.001 * i, 0.5, i) for i in range(40))),),
    ],
    ids=["nothing", "too few points", "too short"],
)
def test_a_dot_is_no_signature(scene: Scene, strokes: tuple[Stroke, ...]) -> None:
    carried = scene.member(signed=False)
    before = scene.journal()
    assert not scene.reception.sign_charter(carried.member, "fr", strokes, scene.new_request())
    assert scene.journal() == before
    assert scene.rows("SELECT count(*) FROM signature") == [(0,)]


@pytest.mark.parametrize(("shown", "kept"), [("fr", "fr"), ("en", "en"), ("ro", "fr")])
def test_the_text_that_was_shown_is_the_one_that_was_signed(scene: Scene, shown: str, kept: str) -> None:
    carried = scene.member(signed=False)
    scene.reception.sign_charter(carried.member, shown, SIGNATURE, scene.new_request())
    ((_, body),) = scene.journal("charter.signed")
    assert (body["language"], body["charter"]) == (kept, scene.site.charter_hashes[kept])


# ------------------------------------------------------------------------------------------------ opening


def test_a_session_is_opened_and_stays(scene: Scene) -> None:
    carried = scene.member()
    outcome = open_session(scene, carried, 7, 60)
    assert isinstance(outcome, Opened)
    session = outcome.session
    assert (session.workstation, session.granted, session.purpose) == (7, 3600, Purpose.JOB)
    assert (len(session.code), session.code.isdigit()) == (4, True)
    assert scene.reception.room.sessions == scene.room.sessions == (session,)
    scene.reopen()
    assert scene.room.sessions == (session,)


def test_the_same_request_gives_the_same_session(scene: Scene) -> None:
    carried, request = scene.member(), scene.new_request()
    first, second = (open_session(scene, carried, 7, 60, request) for _ in range(2))
    assert first == second
    assert len(scene.journal("session.opened")) == 1


def test_a_second_session_is_not_opened(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    outcome = open_session(scene, carried, 8, 30)
    assert isinstance(outcome, SessionRuns)
    assert outcome == SessionRuns(session, carried.member, Headroom(5400.0, Barrier.DAY))
    assert scene.room.is_free(8)


def test_a_workstation_that_was_taken_meanwhile(scene: Scene) -> None:
    early, late = scene.member(), scene.member()
    seen = scene.reception.admit(late.member)
    assert isinstance(seen, Arrived)
    scene.session(early, 7)
    outcome = open_session(scene, late, 7, 60)
    assert isinstance(outcome, Taken)
    assert outcome.arrived.best == seen.best[1:]
    assert len(scene.room.sessions) == 1


def test_a_workstation_that_broke_meanwhile(scene: Scene) -> None:
    carried = scene.member()
    scene.reception.set_service(scene.colleague().staff, 7, in_service=False)
    assert isinstance(open_session(scene, carried, 7, 60), Taken)


def test_a_workstation_that_does_not_suit_is_not_given(scene: Scene) -> None:
    assert isinstance(open_session(scene, scene.member(), 11, 60), Taken)
    assert scene.room.sessions == ()


def test_the_last_free_workstation_was_taken_meanwhile(scene: Scene) -> None:
    late = scene.member()
    scene.fill()
    outcome = open_session(scene, late, 7, 60)
    assert isinstance(outcome, Taken)
    assert (outcome.arrived.best, outcome.arrived.line) == ((), Line(1, paris("15:02")))


def test_the_last_free_workstation_was_taken_meanwhile_where_nobody_waits(make_scene: MakeScene) -> None:
    scene = make_scene(changed(waiting={"enabled": False}))
    late = scene.member()
    scene.fill()
    assert open_session(scene, late, 7, 60) == Refused(Reason.ALL_TAKEN, again_at=paris("15:02"))


def test_the_rules_hold_inside_the_transaction(scene: Scene) -> None:
    carried = scene.member()
    assert isinstance(scene.reception.arrive(carried.code), Arrived)
    scene.clock.now = paris("18:41")
    outcome = open_session(scene, carried, 7, 60)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.TOO_CLOSE_TO_CLOSING
    assert scene.room.sessions == ()


def test_nobody_starts_without_having_signed(scene: Scene) -> None:
    assert open_session(scene, scene.member(signed=False), 7, 60) == Refused(Reason.CHARTER_DECLINED)
    assert scene.room.sessions == ()


@pytest.mark.parametrize("asked", [-5, 0, 1, 9.9])
def test_a_session_is_never_shorter_than_the_smallest_useful_slot(scene: Scene, asked: float) -> None:
    outcome = open_session(scene, scene.member(), 7, asked)
    assert isinstance(outcome, Opened)
    assert outcome.session.granted == 600


@pytest.mark.parametrize("asked", [61, 1e9])
def test_a_session_is_never_longer_than_its_allotment(scene: Scene, asked: float) -> None:
    outcome = open_session(scene, scene.member(), 7, asked)
    assert isinstance(outcome, Opened)
    assert outcome.session.granted == 3600


def test_what_is_left_of_the_day_bounds_a_session(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, minutes=85)
    assert scene.session(carried, 7, minutes=60).granted == 35 * 60


def test_closing_bounds_a_session(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("18:20"))
    assert scene.session(scene.member(), 7, minutes=60).granted == 30 * 60


def test_lunch_bounds_a_session_too(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("12:00", "2026-10-14"))
    assert scene.session(scene.member(), 7, minutes=60).granted == 20 * 60


def test_a_rule_may_be_about_the_zone_of_the_workstation(make_scene: MakeScene) -> None:
    rules = (rule(20, 40, zone="etude"), rule(60, 120))
    scene = make_scene(replace(sample(), rules=rules))
    assert scene.session(scene.member(), 7).granted == 20 * 60
    assert scene.session(scene.member(), 8).granted == 60 * 60


def test_a_session_that_ended_early_gives_its_rest_back(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    scene.clock.advance(20 * 60)
    scene.reception.end(session, scene.new_request())
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert arrived.left_seconds == 100 * 60


@pytest.mark.parametrize(("day", "minutes"), [("2026-10-25", 230), ("2027-03-28", 110), ("2026-10-24", 170)])
def test_a_night_has_its_true_length_when_the_clocks_change(make_scene: MakeScene, day: str, minutes: int) -> None:
    """From 1 to 4 o'clock is four hours in the autumn night, two in the spring night."""
    night = (Interval(time(0, 30), time(4)),)
    hours = replace(sample().hours, week=(night,) * 7, exceptions=(), holidays=())
    scene = make_scene(replace(sample(), hours=hours, rules=(rule(600, 600),)), now=paris("01:00", day))
    session = scene.session(scene.member(), 7, minutes=600)
    assert session.granted == minutes * 60
    assert session.ends_at(scene.clock.now, scene.clock.boot, scene.clock.boot_name) == paris("03:50", day)

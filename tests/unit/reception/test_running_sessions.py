"""Extending and ending a session, and a visit without a workstation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.models import EndReason, Purpose
from kiosk.reception.outcomes import Extended, NotExtended
from kiosk.rules.extension import Barrier
from tests.factories import Scene, paris

MakeScene = Callable[..., Scene]


# ---------------------------------------------------------------------------------------------- extending


def test_a_visitor_adds_time_within_the_day(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    outcome = scene.reception.extend_own(session, 15 * 60, scene.new_request())
    assert isinstance(outcome, Extended)
    assert (outcome.seconds, outcome.session.granted) == (900, 75 * 60)
    assert scene.reception.room.sessions == (outcome.session,)


def test_repeating_a_request_adds_nothing_more(scene: Scene) -> None:
    session, request = scene.session(scene.member(), 7), scene.new_request()
    scene.reception.extend_own(session, 900, request)
    again = scene.reception.extend_own(session, 900, request)
    assert isinstance(again, Extended)
    assert (again.seconds, again.session.granted) == (0, 75 * 60)


def test_a_visitor_gets_the_rest_when_they_ask_for_more(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, minutes=50)
    outcome = scene.reception.extend_own(scene.session(carried, 7), 3600, scene.new_request())
    assert isinstance(outcome, Extended)
    assert outcome.seconds == 600


def test_no_time_is_added_to_a_used_up_day(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, minutes=60)
    session = scene.session(carried, 7)
    assert scene.reception.extend_own(session, 900, scene.new_request()) == NotExtended(Barrier.DAY)


def test_no_time_is_added_beyond_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("17:45"))
    session = scene.session(scene.member(), 7)
    some = scene.reception.extend_own(session, 900, scene.new_request())
    assert isinstance(some, Extended)
    assert some.seconds == 300
    assert scene.reception.extend_own(session, 900, scene.new_request()) == NotExtended(Barrier.CLOSING)


@pytest.mark.parametrize("asked", [-900, 0, 59])
def test_less_than_a_minute_is_no_extension(scene: Scene, asked: float) -> None:
    session = scene.session(scene.member(), 7)
    assert isinstance(scene.reception.extend_own(session, asked, scene.new_request()), NotExtended)
    assert scene.stored(session).granted == 3600


def test_no_time_is_added_to_a_session_that_is_over(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.reception.end(session, scene.new_request())
    assert scene.reception.extend_own(session, 900, scene.new_request()) == NotExtended(Barrier.ENDED)


# ------------------------------------------------------------------------------------------------- ending


def test_a_visitor_ends_the_session(scene: Scene) -> None:
    session = scene.session(scene.member(), 7)
    scene.clock.advance(600)
    closed = scene.reception.end(session, scene.new_request())
    assert closed is not None
    assert (closed.used, closed.closed_at, closed.end_reason) == (600, scene.clock.now, EndReason.VISITOR)
    assert not closed.estimated
    assert scene.reception.room.is_free(7)


def test_ending_twice_changes_nothing(scene: Scene) -> None:
    session, request = scene.session(scene.member(), 7), scene.new_request()
    first = scene.reception.end(session, request)
    scene.clock.advance(60)
    assert scene.reception.end(session, request) is None
    assert scene.reception.end(session, scene.new_request()) is None
    assert scene.stored(session) == first
    assert len(scene.journal("session.ended")) == 1


def test_the_running_session_is_looked_up_anew(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    scene.reception.extend_own(session, 900, scene.new_request())
    runs = scene.reception.my_session(session, carried.member)
    assert runs is not None
    assert (runs.session.granted, runs.addable_seconds) == (75 * 60, 45 * 60)
    scene.reception.end(session, scene.new_request())
    assert scene.reception.my_session(session, carried.member) is None


# ------------------------------------------------------------------------------------------------- visits


def test_a_visit_is_counted_once_and_without_the_member(scene: Scene) -> None:
    carried, request = scene.member(), scene.new_request()
    for _ in range(2):
        scene.reception.note_visit(carried.member, Purpose.LEARN, request)
    assert scene.rows("SELECT local_date, purpose, category FROM visit") == [("2026-10-13", "learn", "adult")]
    assert scene.journal("visit.noted") == [("visit.noted", {"purpose": "learn"})]


def test_a_visit_needs_no_purpose(scene: Scene) -> None:
    scene.reception.note_visit(scene.member().member, None, scene.new_request())
    assert scene.rows("SELECT purpose FROM visit") == [(None,)]

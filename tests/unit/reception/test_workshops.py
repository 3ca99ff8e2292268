"""Workshops with the real store: places, the waiting list, who came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.models import Registration, RegistrationState
from kiosk.ports import StoreUnavailable
from kiosk.reception.workshops import TooLate
from kiosk.rules import workshops
from tests.factories import Carried, Scene, paris
from tests.flows.workshop_story import registered, workshop

MakeScene = Callable[..., Scene]

REGISTERED, WAITING, PRESENT = (
    RegistrationState.REGISTERED,
    RegistrationState.WAITING,
    RegistrationState.PRESENT,
)


def states(scene: Scene, *people: Carried) -> list[RegistrationState | None]:
    """Where each of them stands."""
    open_ones = scene.room.registrations
    return [getattr(workshops.of_member(open_ones, carried.member.id), "state", None) for carried in people]


def closed(scene: Scene) -> list[tuple[str, int | None]]:
    return scene.rows("SELECT state, member_id FROM workshop_registration WHERE closed_us IS NOT NULL ORDER BY id")


def test_places_are_given_until_there_is_none(scene: Scene) -> None:
    there, people = workshop(places=2), [scene.member() for _ in range(4)]
    assert [registered(scene, carried, there).state for carried in people] == [REGISTERED, REGISTERED, WAITING, WAITING]
    assert scene.reception.room == scene.room


def test_asking_twice_keeps_one_place(scene: Scene) -> None:
    there, carried = workshop(), scene.member()
    assert registered(scene, carried, there) == registered(scene, carried, there)
    assert len(scene.journal("workshop.registered")) == 1


def test_a_place_that_is_given_back_goes_to_the_first_who_waits(scene: Scene) -> None:
    there, people = workshop(places=1), [scene.member() for _ in range(3)]
    for carried in people:
        registered(scene, carried, there)
    assert scene.reception.give_back(people[0].member, there, scene.new_request())
    assert states(scene, *people) == [None, REGISTERED, WAITING]
    assert closed(scene) == [("cancelled", None)]
    kinds = [kind for kind, _ in scene.journal()]
    assert kinds[-2:] == ["workshop.given-back", "workshop.moved-up"]
    assert not scene.reception.give_back(people[0].member, there, scene.new_request())


def test_whoever_leaves_the_waiting_list_lets_nobody_past(scene: Scene) -> None:
    there, people = workshop(places=1), [scene.member() for _ in range(3)]
    for carried in people:
        registered(scene, carried, there)
    scene.reception.give_back(people[1].member, there, scene.new_request())
    assert states(scene, *people) == [REGISTERED, None, WAITING]


def test_more_places_are_for_those_who_wait(scene: Scene) -> None:
    people = [scene.member() for _ in range(3)]
    for carried in people[:2]:
        registered(scene, carried, workshop(places=1))
    newest = registered(scene, people[2], workshop(places=3))
    assert newest.state is REGISTERED
    assert states(scene, *people) == [REGISTERED] * 3


def test_two_times_of_a_workshop_are_two_lists(scene: Scene) -> None:
    carried = scene.member()
    registered(scene, carried, workshop(places=1))
    registered(scene, carried, workshop(hour="17:00", places=1))
    assert len(scene.room.registrations) == 2


@pytest.mark.parametrize(("hour", "state"), [("14:44", REGISTERED), ("14:45", PRESENT), ("15:29", PRESENT)])
def test_a_card_around_the_start_says_that_somebody_is_there(
    make_scene: MakeScene, hour: str, state: RegistrationState
) -> None:
    scene = make_scene()
    carried = scene.member()
    registered(scene, carried, workshop())
    scene.clock.advance((paris(hour) - scene.clock.now).total_seconds())
    scene.reception.arrive(carried.code)
    assert states(scene, carried) == [state]
    assert (scene.reception.attended is not None) == (state is PRESENT)
    scene.reception.arrive(carried.code)
    assert scene.reception.attended is None, "said once"
    assert len(scene.journal("workshop.attended")) == (state is PRESENT)


def test_whoever_has_no_time_left_still_comes_to_the_workshop(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, 120)
    registered(scene, carried, workshop(hour="14:10"))
    scene.reception.arrive(carried.code)
    assert states(scene, carried) == [PRESENT]


def test_a_suspended_member_is_not_counted_as_there(scene: Scene) -> None:
    carried = scene.member()
    registered(scene, carried, workshop(hour="14:20"))
    scene.suspend(carried, 3)
    scene.clock.advance(600)
    scene.reception.arrive(carried.code)
    assert states(scene, carried) == [REGISTERED]


def test_whoever_waits_is_not_there_by_a_card(scene: Scene) -> None:
    there, people = workshop(hour="14:20", places=1), [scene.member() for _ in range(2)]
    for carried in people:
        registered(scene, carried, there)
    scene.clock.advance(600)
    scene.reception.arrive(people[1].code)
    assert states(scene, *people) == [REGISTERED, WAITING]


def test_joining_at_the_last_moment_is_being_there(scene: Scene) -> None:
    carried, there = scene.member(), workshop(hour="14:10")
    assert registered(scene, carried, there).state is PRESENT
    assert not scene.reception.give_back(carried.member, there, scene.new_request())


def test_half_an_hour_after_the_start_it_is_too_late(scene: Scene) -> None:
    answer = scene.reception.register(scene.member().member, workshop(hour="13:30"), scene.new_request())
    assert answer == TooLate()
    assert scene.rows("SELECT count(*) FROM workshop_registration") == [(0,)]


def test_half_an_hour_after_the_start_it_is_settled_who_came(scene: Scene) -> None:
    there, people = workshop(places=2), [scene.member() for _ in range(3)]
    for carried in people:
        registered(scene, carried, there)
    scene.clock.advance(3600)
    scene.reception.arrive(people[0].code)
    scene.clock.advance(30 * 60 - 1)
    scene.reception.keep_time()
    assert closed(scene) == []
    scene.clock.advance(1)
    scene.reception.keep_time()
    assert scene.room.registrations == ()
    assert closed(scene) == [("present", people[0].member.id), ("absent", people[1].member.id), ("unserved", None)]
    assert scene.journal("workshop.settled") == [("workshop.settled", {"absent": 1, "present": 1, "unserved": 1})]


def test_who_came_is_forgotten_after_a_month(scene: Scene) -> None:
    carried = scene.member()
    registered(scene, carried, workshop(hour="14:10"))
    scene.clock.advance(3600)
    scene.reception.keep_time()
    assert closed(scene) == [("present", carried.member.id)]
    later = workshop("cv", day=str((scene.clock.now + workshops.KEPT).date()))
    registered(scene, carried, later)
    scene.clock.advance((later.starts_at + timedelta(hours=1) - scene.clock.now).total_seconds())
    scene.reception.keep_time()
    assert closed(scene) == [("present", None), ("absent", carried.member.id)]


def test_a_registration_outlives_a_restart(scene: Scene) -> None:
    carried, there = scene.member(), workshop()
    made = registered(scene, carried, there)
    scene.reopen()
    assert scene.reception.room.registrations == (made,)


def test_what_was_not_confirmed_is_looked_up(scene: Scene) -> None:
    carried, there = scene.member(), workshop()
    scene.store.trouble = "unconfirmed"
    with pytest.raises(StoreUnavailable):
        scene.reception.register(carried.member, there, scene.new_request())
    scene.store.trouble = ""
    again = scene.reception.register(carried.member, there, scene.new_request())
    assert isinstance(again, Registration)
    assert len(scene.room.registrations) == 1

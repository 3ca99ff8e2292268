"""Cards that people have already identify a member, and nothing more."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from config import Settings
from kiosk.clock import Moment
from kiosk.identifiers import Medium, linked_barcode, linked_uid
from kiosk.reception import card_desk
from kiosk.reception.outcomes import Arrived, SessionRuns
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Carried, Scene, sample

MakeScene = Callable[..., Scene]
TAG, BARCODE = "UID:01000734E0", "3274080005003"


def accepting() -> Settings:
    return replace(sample(), reader=replace(sample().reader, identification_only=True))


def link(scene: Scene, carried: Carried, medium: Medium, digest: bytes) -> None:
    moment = Moment.of(scene.clock)
    scene.store.write(lambda uow: card_desk.link(uow, moment, medium, digest, carried.member.id))


@pytest.fixture
def linked(make_scene: MakeScene) -> tuple[Scene, Carried]:
    scene = make_scene(accepting())
    carried = scene.member()
    link(scene, carried, Medium.UID, linked_uid("007,13536"))
    link(scene, carried, Medium.BARCODE, linked_barcode(BARCODE))
    return scene, carried


@pytest.mark.parametrize(("code", "by"), [(TAG, "uid"), (BARCODE, "barcode"), (f"*{BARCODE}*", "barcode")])
def test_a_linked_card_is_its_member_and_the_journal_says_how(
    code: str, by: str, linked: tuple[Scene, Carried]
) -> None:
    scene, carried = linked
    answer = scene.reception.arrive(code)
    assert isinstance(answer, Arrived)
    assert answer.member == carried.member
    assert scene.reception.is_genuine(code)
    last = scene.journal()[-1]
    assert last == ("card.accepted", {"member": carried.member.id, "by": by})
    assert code not in json.dumps(last)


def test_a_linked_card_is_refused_where_the_site_does_not_accept_it(make_scene: MakeScene) -> None:
    scene = make_scene()
    link(scene, scene.member(), Medium.BARCODE, linked_barcode(BARCODE))
    assert scene.reception.arrive(BARCODE) == Refused(Reason.UNREADABLE)
    assert not scene.reception.is_genuine(BARCODE)


def test_an_unknown_card_is_unknown_and_counts_as_a_try(linked: tuple[Scene, Carried]) -> None:
    scene, _ = linked
    tries = scene.settings.throttle.invalid_reads
    answers = [scene.reception.arrive(f"327408000{n:04}") for n in range(tries + 1)]
    assert answers[0] == Refused(Reason.UNKNOWN_CARD)
    assert isinstance(answers[-1], Refused)
    assert answers[-1].reason is Reason.PAUSED
    assert not scene.reception.is_genuine("3274080009999")
    paused = scene.reception.arrive(BARCODE)
    assert isinstance(paused, Refused), "guessing numbers must not go on during the pause"


def test_a_running_session_is_found(linked: tuple[Scene, Carried]) -> None:
    scene, carried = linked
    scene.session(carried, 3)
    assert isinstance(scene.reception.arrive(TAG), SessionRuns)


def test_a_linked_card_is_never_staff(linked: tuple[Scene, Carried]) -> None:
    scene, _ = linked
    for code in (TAG, BARCODE):
        assert not scene.reception.is_staff(code)


def test_our_own_codes_are_judged_as_ever(linked: tuple[Scene, Carried]) -> None:
    scene, carried = linked
    assert isinstance(scene.reception.arrive(carried.code), Arrived)
    assert scene.reception.arrive("VST1:NONSENSE") == Refused(Reason.UNREADABLE)
    assert scene.reception.arrive("") == Refused(Reason.UNREADABLE)


def test_a_card_belongs_to_one_member(linked: tuple[Scene, Carried]) -> None:
    scene, _ = linked
    other = scene.member("Lucas")
    with pytest.raises(ValueError, match="linked before"):
        link(scene, other, Medium.BARCODE, linked_barcode(BARCODE))


def test_unlinking_and_erasing_forget(linked: tuple[Scene, Carried]) -> None:
    scene, carried = linked
    moment = Moment.of(scene.clock)
    assert scene.store.write(lambda uow: card_desk.unlink(uow, moment, carried.member.id)) == 2
    assert scene.store.write(lambda uow: card_desk.unlink(uow, moment, carried.member.id)) == 0
    assert scene.reception.arrive(TAG) == Refused(Reason.UNKNOWN_CARD)
    link(scene, carried, Medium.UID, linked_uid(TAG.removeprefix("UID:")))
    scene.store.real.erase_member(carried.member.id, moment.utc)
    assert scene.reception.arrive(TAG) == Refused(Reason.UNKNOWN_CARD)

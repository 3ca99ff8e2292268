"""A card is presented: every reason of the closed list, in its order, and who is let in (docs/rules.md §4)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from config import Settings
from kiosk.cards import Issuer, slip_code
from kiosk.models import CardType, Member
from kiosk.ports import NewSession
from kiosk.reception import card_desk
from kiosk.reception.outcomes import Arrived, SessionRuns, StaffCard
from kiosk.rules.extension import Barrier, Headroom
from kiosk.rules.refusals import Reason, Refused
from tests.factories import EXPIRES, ISSUED, KID, Scene, changed, paris, sample

MakeScene = Callable[..., Scene]

ORDER = (
    Reason.UNREADABLE,
    Reason.OTHER_NETWORK,
    Reason.BAD_SIGNATURE,
    Reason.UNKNOWN_CARD,
    Reason.REVOKED,
    Reason.EXPIRED,
    Reason.SUSPENDED,
    Reason.CLOSED,
    Reason.TOO_CLOSE_TO_CLOSING,
    Reason.GUARDIAN_MISSING,
    Reason.UNDER_AGE,
    Reason.NO_TIME_LEFT,
    Reason.NO_SUITABLE_WORKSTATION,
    Reason.ALL_TAKEN,
)
"""What a card may be answered, in the documented order."""

ELSEWHERE = {
    Reason.CHARTER_DECLINED: "a visitor who has not signed is not refused but shown the charter: test_sessions.py",
    Reason.PAUSED: "about codes, not about a card: test_throttle.py",
    Reason.FAULT: "said by the screen when the store does not answer: tests/flows/test_faults.py",
}


def test_every_reason_is_either_here_or_excused() -> None:
    assert {*ORDER, *ELSEWHERE} == set(Reason)
    assert list(ORDER) == [reason for reason in Reason if reason in ORDER]


def situation(make_scene: MakeScene, *reasons: Reason) -> tuple[Scene, str]:
    """A scene in which all of these reasons hold at once, and the code that is presented."""
    settings = changed(waiting={"enabled": False}) if Reason.ALL_TAKEN in reasons else sample()
    if Reason.NO_SUITABLE_WORKSTATION in reasons:
        settings = _without_accessible(settings)
    scene = make_scene(settings)
    if Reason.ALL_TAKEN in reasons:
        scene.fill()
    carried = scene.member(
        birth_year=2025 if Reason.UNDER_AGE in reasons else 2010,
        guardian_agreed=Reason.GUARDIAN_MISSING not in reasons,
        needs=frozenset({"accessible"}) if Reason.NO_SUITABLE_WORKSTATION in reasons else frozenset(),
    )
    if Reason.NO_TIME_LEFT in reasons:
        scene.used_before(carried, minutes=115)
    if Reason.SUSPENDED in reasons:
        scene.suspend(carried, days=3)
    code = _code(scene, carried.member, reasons)
    if Reason.CLOSED in reasons:
        scene.clock.now = paris("09:30")
    if Reason.TOO_CLOSE_TO_CLOSING in reasons:
        scene.clock.now = paris("18:41")
    return scene, code


def _code(scene: Scene, member: Member, reasons: tuple[Reason, ...]) -> str:
    network = scene.settings.site.network
    issuer = scene.issuer
    if Reason.BAD_SIGNATURE in reasons:
        issuer = Issuer.generate(network, KID)
    if Reason.OTHER_NETWORK in reasons:
        issuer = Issuer.generate(network + 1, KID)
    expires = date(2026, 10, 12) if Reason.EXPIRED in reasons else EXPIRES
    recorded = Reason.UNKNOWN_CARD not in reasons
    code, card = scene.card(CardType.MEMBER, member.id, issuer=issuer, expires=expires, recorded=recorded)
    if Reason.REVOKED in reasons:
        now = scene.clock.now
        scene.store.write(lambda uow: uow.cards.take_over_revocations(1, [card.card_id], now))
    return code[:-3] if Reason.UNREADABLE in reasons else code


def _without_accessible(settings: Settings) -> Settings:
    stations = tuple(replace(w, tags=w.tags - {"accessible"}) for w in settings.workstations)
    return replace(settings, workstations=stations)


@pytest.mark.parametrize("reason", ORDER)
def test_a_reason_alone(make_scene: MakeScene, reason: Reason) -> None:
    scene, code = situation(make_scene, reason)
    answer = scene.reception.arrive(code)
    assert isinstance(answer, Refused)
    assert answer.reason is reason
    assert scene.journal("card.refused") == [("card.refused", {"reason": reason.value})]


PAIRS = [
    pair
    for pair in itertools.combinations(ORDER, 2)
    if pair != (Reason.CLOSED, Reason.TOO_CLOSE_TO_CLOSING)  # never both
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_earlier_of_two_reasons_is_said(make_scene: MakeScene, first: Reason, second: Reason) -> None:
    scene, code = situation(make_scene, first, second)
    answer = scene.reception.arrive(code)
    assert isinstance(answer, Refused)
    assert answer.reason is first


def test_nothing_speaks_against_the_others(make_scene: MakeScene) -> None:
    """The situation without any reason is one in which somebody is let in: each reason above decides alone."""
    scene, code = situation(make_scene)
    assert isinstance(scene.reception.arrive(code), Arrived)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.EXPIRED, Refused(Reason.EXPIRED, until=date(2026, 10, 12))),
        (Reason.SUSPENDED, Refused(Reason.SUSPENDED, until=date(2026, 10, 16))),
        (Reason.CLOSED, Refused(Reason.CLOSED, again_at=paris("10:00"))),
        (
            Reason.TOO_CLOSE_TO_CLOSING,
            Refused(Reason.TOO_CLOSE_TO_CLOSING, again_at=paris("10:00", "2026-10-14")),
        ),
        (Reason.NO_TIME_LEFT, Refused(Reason.NO_TIME_LEFT, again_at=paris("10:00", "2026-10-14"), minutes=120)),
        (Reason.ALL_TAKEN, Refused(Reason.ALL_TAKEN, again_at=paris("15:02"))),
    ],
)
def test_a_refusal_says_until_when(make_scene: MakeScene, reason: Reason, expected: Refused) -> None:
    scene, code = situation(make_scene, reason)
    assert scene.reception.arrive(code) == expected


def test_who_is_let_in_learns_how_long_and_where(scene: Scene) -> None:
    carried = scene.member(signed=False)
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert arrived.member == carried.member
    assert (arrived.most.seconds, arrived.day_seconds, arrived.left_seconds) == (3600, 7200, 7200)
    assert arrived.must_sign
    assert arrived.best == arrived.suitable
    assert arrived.best[0] == 7
    assert not {11, 12} & set(arrived.suitable)
    assert scene.journal()[-1] == ("card.accepted", {"member": carried.member.id})


def test_taken_and_broken_workstations_are_not_offered(scene: Scene) -> None:
    colleague, carried = scene.colleague(), scene.member()
    scene.fill(7)
    scene.reception.set_service(colleague.staff, 1, in_service=False)
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert {1, 7} <= set(arrived.suitable)
    assert not {1, 7} & set(arrived.best)


@pytest.mark.parametrize("hour", ["18:41", "18:55", "19:30"])
def test_a_running_session_is_shown_also_when_the_place_closes(scene: Scene, hour: str) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    scene.clock.now = paris(hour)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, SessionRuns)
    assert (answer.session.id, answer.addable_seconds) == (session.id, 0)


def test_a_running_session_comes_before_a_used_up_day(scene: Scene) -> None:
    carried = scene.member()
    scene.used_before(carried, minutes=60)
    session = scene.session(carried, 7)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, SessionRuns)
    assert (answer.session, answer.member, answer.addable_seconds) == (session, carried.member, 0)


@pytest.mark.parametrize("reason", [Reason.REVOKED, Reason.EXPIRED])
def test_a_card_that_is_no_longer_good_shows_no_session(make_scene: MakeScene, reason: Reason) -> None:
    scene, code = situation(make_scene, reason)
    ((member_id,),) = scene.rows("SELECT id FROM member")
    now = scene.reception.moment()
    new = NewSession(
        member_id, 7, now.utc, date(2026, 10, 13), 600.0, now.boottime, now.boot_id, "1234", bytes(12), None
    )
    scene.store.write(lambda uow: uow.sessions.open(new))
    answer = scene.reception.arrive(code)
    assert isinstance(answer, Refused)
    assert answer.reason is reason


def test_who_was_suspended_meanwhile_still_sees_the_session_and_no_next_one(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7)
    until = scene.suspend(carried, days=3)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, SessionRuns)
    assert answer.session == session
    scene.reception.end(session, scene.new_request())
    assert scene.reception.arrive(carried.code) == Refused(Reason.SUSPENDED, until=until)


def test_a_receipt_shows_its_session_while_it_runs_and_says_afterwards_that_it_is_over(scene: Scene) -> None:
    carried = scene.member()
    session = scene.session(carried, 7, minutes=30)
    code = slip_code(session.receipt_token)
    assert scene.reception.arrive(code) == SessionRuns(session, carried.member, Headroom(5400.0, Barrier.DAY))
    scene.reception.end(session, scene.new_request())
    assert scene.reception.arrive(code) == Refused(Reason.EXPIRED, until=date(2026, 10, 13), slip=True)


def test_a_staff_card_asks_for_its_pin(scene: Scene) -> None:
    colleague = scene.colleague()
    assert scene.reception.arrive(colleague.code) == StaffCard(colleague.staff, 3, first_use=False, blocked_until=None)
    assert scene.journal()[-1] == ("staff.recognised", {"staff": colleague.staff.id})


def test_a_new_staff_card_asks_to_choose_one(scene: Scene) -> None:
    answer = scene.reception.arrive(scene.colleague(pin=None).code)
    assert isinstance(answer, StaffCard)
    assert answer.first_use


def test_staff_come_in_at_any_hour(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("06:00"))
    assert isinstance(scene.reception.arrive(scene.colleague().code), StaffCard)


def test_the_expiry_that_the_desk_recorded_counts_when_it_is_the_earlier_one(scene: Scene) -> None:
    carried = scene.member()
    code, card = scene.card(CardType.MEMBER, carried.member.id, recorded=False)
    shorter = replace(card, expires_on=date(2026, 10, 12))
    scene.store.write(lambda uow: card_desk.issue(uow, scene.reception.moment(), shorter))
    assert scene.reception.arrive(code) == Refused(Reason.EXPIRED, until=date(2026, 10, 12))


def test_a_card_is_good_until_the_end_of_its_last_day(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("10:00", "2026-10-14"))
    carried = scene.member()
    code, _ = scene.card(CardType.MEMBER, carried.member.id, expires=date(2026, 10, 14))
    assert isinstance(scene.reception.arrive(code), Arrived)


def test_a_member_card_of_a_staff_id_is_unknown(scene: Scene) -> None:
    """A card is what the desk recorded, not what its bytes say it is."""
    carried = scene.member()
    forged = scene.issuer.sign_card(CardType.STAFF, carried.card.card_id, ISSUED, EXPIRES)
    assert scene.reception.arrive(forged) == Refused(Reason.UNKNOWN_CARD)


def test_an_accompanied_zone_is_not_for_a_child_alone(scene: Scene) -> None:
    carried = scene.member(birth_year=2022, guardian_agreed=True)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.UNDER_AGE


def test_a_child_gets_a_workstation_of_the_childrens_corner(scene: Scene) -> None:
    carried = scene.member(birth_year=2016, guardian_agreed=True, category="minor")
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert set(arrived.suitable) == {11, 12}
    assert arrived.most.seconds == 45 * 60


def test_the_last_entry_is_one_minute_more_generous_than_too_late(scene: Scene) -> None:
    carried = scene.member()
    scene.clock.now = paris("18:40")
    arrived = scene.reception.arrive(carried.code)
    assert isinstance(arrived, Arrived)
    assert arrived.most.seconds == timedelta(minutes=10).total_seconds()


def test_a_site_that_asks_no_guardian(make_scene: MakeScene) -> None:
    scene = make_scene(changed(limits={"guardian_under_age": 0}))
    carried = scene.member(birth_year=2010)
    assert isinstance(scene.reception.arrive(carried.code), Arrived)


def test_no_refusal_leaves_a_name_in_the_journal(make_scene: MakeScene) -> None:
    for reason in ORDER:
        scene, code = situation(make_scene, reason)
        scene.reception.arrive(code)
        assert "Amina" not in repr(scene.journal())

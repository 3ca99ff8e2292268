"""Guests: a ticket for one day and one session, by staff or by the kiosk itself (docs/rules.md §2, §10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.cards import slip_code
from kiosk.models import GUEST_NUMBERS, Member
from kiosk.reception.outcomes import Arrival, Arrived, Opened, SessionRuns
from kiosk.rules.refusals import Reason, Refused
from tests.factories import SIGNATURE, Scene, changed, paris, rule, sample

MakeScene = Callable[..., Scene]


@pytest.fixture
def scene(make_scene: MakeScene) -> Scene:
    """A guest has 30 minutes."""
    return make_scene(replace(sample(), rules=(rule(30, 30, category="guest"), rule(60, 120))))


def give(scene: Scene) -> str:
    """The code of a new ticket from staff."""
    issued = scene.reception.issue_guest_ticket(scene.colleague().staff, scene.new_request())
    assert issued is not None
    return slip_code(issued.token)


def admitted(answer: Arrival) -> Arrived:
    assert isinstance(answer, Arrived), answer
    return answer


def started(scene: Scene, code: str) -> Member:
    """The guest signs and starts on workstation 8."""
    member = admitted(scene.reception.arrive(code)).member
    scene.reception.sign_charter(member, "fr", SIGNATURE, scene.new_request())
    outcome = scene.reception.open_session(member, 8, 1800, None, scene.new_request())
    assert isinstance(outcome, Opened), outcome
    return member


def test_a_ticket_admits_somebody_without_a_name(scene: Scene) -> None:
    answer = admitted(scene.reception.arrive(give(scene)))
    assert answer.member.is_guest
    assert answer.member.number >= GUEST_NUMBERS
    assert (answer.member.first_name, answer.member.birth_year, answer.member.category) == (None, None, "guest")
    assert (answer.most.seconds, answer.must_sign) == (1800, True)


def test_a_ticket_is_journalled_with_who_gave_it_and_without_its_code(scene: Scene) -> None:
    colleague = scene.colleague()
    issued = scene.reception.issue_guest_ticket(colleague.staff, scene.new_request())
    assert issued is not None
    assert (len(issued.token), issued.ticket.local_date) == (12, date(2026, 10, 13))
    assert scene.journal()[-1] == (
        "guest.ticket-issued",
        {"member": issued.ticket.member_id, "staff": colleague.staff.id},
    )
    assert issued.token not in (scene.folder / "vestibule.db").read_bytes()


def test_two_tickets_are_two_guests(scene: Scene) -> None:
    first, second = (admitted(scene.reception.arrive(give(scene))).member for _ in range(2))
    assert (first.id, first.number) != (second.id, second.number)


def test_a_ticket_shows_its_running_session(scene: Scene) -> None:
    code = give(scene)
    started(scene, code)
    assert isinstance(scene.reception.arrive(code), SessionRuns)


def test_a_ticket_serves_once_also_after_an_early_end(scene: Scene) -> None:
    code = give(scene)
    member = started(scene, code)
    scene.clock.advance(300)
    scene.reception.end(scene.room.sessions[0], scene.new_request())
    scene.clock.advance(120)
    assert scene.reception.arrive(code) == Refused(Reason.EXPIRED, until=date(2026, 10, 13), slip=True)
    refused = Refused(Reason.NO_TIME_LEFT, again_at=paris("10:00", "2026-10-14"), minutes=30)
    assert scene.reception.admit(member) == refused
    assert scene.reception.open_session(member, 8, 1800, None, scene.new_request()) == refused
    assert scene.reception.wait(member, None, scene.new_request()) == refused


def test_a_ticket_that_was_only_looked_at_is_still_good(scene: Scene) -> None:
    code = give(scene)
    for _ in range(3):
        admitted(scene.reception.arrive(code))
        scene.clock.advance(600)
    started(scene, code)


def test_a_ticket_of_yesterday_says_so_and_is_no_mischief(scene: Scene) -> None:
    code = give(scene)
    scene.clock.now = paris("10:00", "2026-10-14")
    for _ in range(scene.settings.throttle.invalid_reads + 1):
        assert scene.reception.arrive(code) == Refused(Reason.EXPIRED, until=date(2026, 10, 13), slip=True)


@pytest.mark.parametrize(
    ("tickets", "by_staff", "by_kiosk"), [("staff", True, False), ("self", True, True), ("off", False, False)]
)
def test_who_may_give_tickets(make_scene: MakeScene, tickets: str, by_staff: bool, by_kiosk: bool) -> None:
    scene = make_scene(changed(guests={"tickets": tickets}))
    staff = scene.colleague().staff
    assert (scene.reception.issue_guest_ticket(staff, scene.new_request()) is not None) is by_staff
    assert (scene.reception.issue_guest_ticket(None, scene.new_request()) is not None) is by_kiosk
    assert len(scene.journal("guest.ticket-issued")) == by_staff + by_kiosk


def test_a_guest_waits_like_everybody(scene: Scene) -> None:
    code = give(scene)
    scene.fill()
    answer = admitted(scene.reception.arrive(code))
    assert answer.line is not None
    assert answer.line.rank == 1


def test_a_code_that_nobody_gave_is_unknown(scene: Scene) -> None:
    assert scene.reception.arrive(slip_code(bytes(12))) == Refused(Reason.UNKNOWN_CARD, slip=True)

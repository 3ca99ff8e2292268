"""Repeated codes that are no cards: a pause that doubles and survives a restart (docs/security.md)."""

from __future__ import annotations

import pytest

from kiosk.cards import slip_code
from kiosk.models import CardType
from kiosk.reception.outcomes import Arrived, SessionRuns, StaffCard, Waits
from kiosk.rules.refusals import Reason, Refused
from tests.factories import Scene

WRONG = "HELLO"


def wrong(scene: Scene, times: int) -> Refused:
    answer = None
    for _ in range(times):
        answer = scene.reception.arrive(WRONG)
    assert isinstance(answer, Refused)
    return answer


def pause(scene: Scene) -> float:
    """Seconds of the pause that five wrong codes start."""
    assert wrong(scene, 5).reason is Reason.UNREADABLE
    answer = wrong(scene, 1)
    assert answer.reason is Reason.PAUSED
    assert answer.again_at is not None
    return (answer.again_at - scene.clock.now).total_seconds()


def test_the_fifth_wrong_code_starts_a_pause_that_a_genuine_card_passes(scene: Scene) -> None:
    carried = scene.member()
    assert pause(scene) == 10
    assert isinstance(scene.reception.arrive(carried.code), Arrived)
    assert wrong(scene, 1).reason is Reason.PAUSED, "the pause goes on for everything else"
    scene.clock.advance(10)
    assert wrong(scene, 1).reason is Reason.UNREADABLE


def test_known_slips_and_staff_pass_during_a_pause(scene: Scene) -> None:
    session, colleague = scene.session(scene.member(), 7), scene.colleague()
    issued = scene.reception.issue_guest_ticket(colleague.staff, scene.new_request())
    assert issued is not None
    pause(scene)
    assert isinstance(scene.reception.arrive(slip_code(session.receipt_token)), SessionRuns)
    assert isinstance(scene.reception.arrive(slip_code(issued.token)), Arrived)
    assert isinstance(scene.reception.arrive(colleague.code), StaffCard)
    assert wrong(scene, 1).reason is Reason.PAUSED


def test_a_waiting_ticket_passes_during_a_pause(scene: Scene) -> None:
    scene.fill()
    waits = scene.reception.wait(scene.member().member, None, scene.new_request())
    assert isinstance(waits, Waits)
    pause(scene)
    assert isinstance(scene.reception.arrive(slip_code(waits.ticket.token)), Waits)


def test_slips_that_nobody_knows_start_no_pause_and_do_not_meet_one(scene: Scene) -> None:
    unknown = Refused(Reason.UNKNOWN_CARD, slip=True)
    for number in range(20):
        assert scene.reception.arrive(slip_code(number.to_bytes(12))) == unknown
    assert wrong(scene, 1).reason is Reason.UNREADABLE
    scene.clock.advance(60)
    pause(scene)
    assert scene.reception.arrive(slip_code(bytes(12))) == unknown


def test_a_card_that_the_store_does_not_know_counts_and_is_no_slip(scene: Scene) -> None:
    for _ in range(5):
        code, _ = scene.card(CardType.MEMBER, 4711, recorded=False)
        assert scene.reception.arrive(code) == Refused(Reason.UNKNOWN_CARD)
    assert wrong(scene, 1).reason is Reason.PAUSED


def test_codes_during_a_pause_are_not_counted_and_not_written_down(scene: Scene) -> None:
    pause(scene)
    before = scene.journal()
    wrong(scene, 20)
    assert scene.journal() == before
    scene.clock.advance(10)
    assert wrong(scene, 1).reason is Reason.UNREADABLE


def test_a_pause_survives_a_restart(scene: Scene) -> None:
    pause(scene)
    scene.clock.advance(4)
    scene.reopen()
    answer = wrong(scene, 1)
    assert answer.reason is Reason.PAUSED
    assert answer.again_at is not None
    assert (answer.again_at - scene.clock.now).total_seconds() == 6


def test_failures_are_counted_over_a_restart(scene: Scene) -> None:
    wrong(scene, 4)
    scene.reopen()
    wrong(scene, 1)
    assert wrong(scene, 1).reason is Reason.PAUSED


def test_pauses_double_up_to_the_longest_and_start_anew_when_it_is_calm(scene: Scene) -> None:
    lengths = []
    for _ in range(7):
        lengths.append(pause(scene))
        scene.clock.advance(lengths[-1])
    assert lengths == [10, 20, 40, 80, 160, 300, 300]
    scene.clock.advance(301)
    assert pause(scene) == 10


def test_a_good_card_forgives_what_was_misread_before(scene: Scene) -> None:
    carried = scene.member()
    wrong(scene, 4)
    scene.reception.arrive(carried.code)
    assert wrong(scene, 4).reason is Reason.UNREADABLE


def test_misreadings_far_apart_are_no_attack(scene: Scene) -> None:
    for _ in range(10):
        assert wrong(scene, 1).reason is Reason.UNREADABLE
        scene.clock.advance(20)


@pytest.mark.parametrize("step", [-3600, -5 * 86_400, 3600])
def test_a_clock_that_is_set_cannot_stretch_a_pause(scene: Scene, step: float) -> None:
    carried = scene.member()
    pause(scene)
    scene.clock.step(step)
    assert isinstance(scene.reception.arrive(carried.code), Arrived)

"""What a member asks to keep, and a parent's agreement (docs/rules.md §6, §9)."""

from __future__ import annotations

import pytest

from kiosk.models import Preferences
from kiosk.reception.outcomes import Arrived
from kiosk.rules.refusals import Reason, Refused
from tests.factories import SIGNATURE, Scene

LARGE = Preferences("en", "dark", 3, audio=True)


def test_preferences_are_found_at_the_next_visit(scene: Scene) -> None:
    carried = scene.member()
    scene.reception.keep_preferences(carried.member, LARGE)
    scene.reopen()
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert answer.member.preferences == LARGE
    assert scene.journal("preferences.kept") == [
        ("preferences.kept", {"member": carried.member.id, "kept": True}),
    ]


def test_the_last_preferences_count(scene: Scene) -> None:
    carried = scene.member()
    scene.reception.keep_preferences(carried.member, LARGE)
    scene.reception.keep_preferences(carried.member, Preferences("fr", "light", 1))
    answer = scene.reception.admit(carried.member)
    assert isinstance(answer, Arrived)
    assert answer.member.preferences == Preferences("fr", "light", 1)


def test_preferences_are_forgotten_on_request(scene: Scene) -> None:
    carried = scene.member()
    scene.reception.keep_preferences(carried.member, LARGE)
    scene.reception.keep_preferences(carried.member, None)
    answer = scene.reception.admit(carried.member)
    assert isinstance(answer, Arrived)
    assert answer.member.preferences is None
    assert [body["kept"] for _, body in scene.journal("preferences.kept")] == [True, False]


def test_nothing_is_kept_that_nobody_asked_for(scene: Scene) -> None:
    assert scene.member().member.preferences is None


# ------------------------------------------------------------------------------------------- a parent's agreement


def test_staff_note_a_form_on_paper_and_the_minor_signs_in_person(scene: Scene) -> None:
    colleague, carried = scene.colleague(), scene.member(signed=False, category="minor", birth_year=2012)
    assert scene.reception.arrive(carried.code) == Refused(Reason.GUARDIAN_MISSING, member=carried.member)
    scene.reception.agree_on_paper(colleague.staff, carried.member)
    assert scene.journal()[-1] == (
        "guardian.agreed-on-paper",
        {"staff": colleague.staff.id, "member": carried.member.id},
    )
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert (answer.member.guardian_agreed, answer.must_sign) == (True, True)


def test_a_guardian_signs_and_the_minor_may_come(scene: Scene) -> None:
    carried = scene.member(signed=False, category="minor", birth_year=2012)
    assert scene.reception.sign_charter(carried.member, "fr", SIGNATURE, scene.new_request(), guardian=True)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Arrived)
    assert (answer.member.guardian_agreed, answer.must_sign) == (True, False)
    assert scene.journal("charter.signed")[0][1]["guardian"] is True


@pytest.mark.parametrize("guardian", [False, True])
def test_a_dot_is_no_agreement(scene: Scene, guardian: bool) -> None:
    carried = scene.member(signed=False, category="minor", birth_year=2012)
    assert not scene.reception.sign_charter(carried.member, "fr", (), scene.new_request(), guardian=guardian)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.GUARDIAN_MISSING


def test_what_a_minor_signs_is_no_guardians_agreement(scene: Scene) -> None:
    carried = scene.member(signed=True, category="minor", birth_year=2012)
    answer = scene.reception.arrive(carried.code)
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.GUARDIAN_MISSING

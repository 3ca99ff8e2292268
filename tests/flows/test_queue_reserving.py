"""Staff keep a workstation for a member, and give it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.places.queue import Action, Queue
from kiosk.places.queue_reserving import Asks, Reserving, why_not_reserved
from kiosk.places.states_queue import Choice
from kiosk.places.view import DurationTile
from tests.factories import Carried, Scene, paris
from tests.flows.harness import DisabledActionError, Step
from tests.flows.queue_story import (
    QueueFlow,
    at_queue,
    panel,
    reserved,
    state,
    toast,
    touch,
    values,
)

MakeScene = Callable[..., Scene]


UNKNOWN = "777777"


def type_number(flow: QueueFlow, number: str) -> None:
    for digit in number:
        touch(flow, Action.DIGIT, digit)
    touch(flow, Action.CONFIRM)


def asked(flow: QueueFlow) -> Asks:
    assert isinstance(flow.place, Queue)
    assert isinstance(flow.place.step, Reserving), flow.place
    return flow.place.step.asks


def to_length(flow: QueueFlow, carried: Carried, workstation: int = 4, hour: str = "16:00") -> None:
    """All that is told before the length."""
    touch(flow, Action.RESERVE)
    type_number(flow, str(carried.member.number))
    touch(flow, Action.STATION, workstation)
    while paris(hour) not in values(flow):
        touch(flow, Action.MORE)
    touch(flow, Action.HOUR, paris(hour))


def test_a_workstation_is_reserved_for_a_member(scene: Scene) -> None:
    carried = scene.member("Amina")
    flow, colleague = at_queue(scene)
    to_length(flow, carried)
    with pytest.raises(DisabledActionError):
        flow.touch(Action.CONFIRM)
    touch(flow, Action.LENGTH, 60)
    assert [t.minutes for t in panel(flow).choices if isinstance(t, DurationTile) and t.chosen] == [60]
    words = scene.desk.words
    assert words.t("workstation {number}", number=4) in panel(flow).line
    touch(flow, Action.CONFIRM)
    assert toast(flow) == words.t(
        "Workstation {number} is reserved for {hour}", number=4, hour=words.hour(paris("16:00"))
    )
    (kept,) = scene.room.reservations
    assert (kept.member_id, kept.workstation, kept.starts_at, kept.seconds) == (
        carried.member.id,
        4,
        paris("16:00"),
        3600,
    )
    assert scene.journal("reservation.made")[0][1]["staff"] == colleague.staff.id
    (row,) = state(flow).reservations
    number = f"{carried.member.number:06d}"
    assert (row.lead, row.text) == (
        words.hour(paris("16:00")),
        words.t("Workstation {number}, card {card}.", number=4, card=f"{number[:3]} {number[3:]}"),
    )
    assert state(flow).panel is None
    assert "Amina" not in repr(flow.view)


def test_the_hours_are_the_quarters_to_come_before_closing(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("16:50"))
    carried = scene.member()
    flow, _ = at_queue(scene)
    touch(flow, Action.RESERVE)
    type_number(flow, str(carried.member.number))
    touch(flow, Action.STATION, 4)
    shortest = min(scene.settings.durations.minutes)
    hours = ["17:00", "17:15", "17:30", "17:45", "18:00", "18:15", "18:30"]
    last_end = 19 * 60 - scene.settings.limits.session_stop_margin
    expected = [h for h in hours if int(h[:2]) * 60 + int(h[3:]) + shortest <= last_end]
    assert values(flow) == [paris(hour) for hour in expected]
    touch(flow, Action.HOUR, paris(expected[-1]))
    reasons = {t.minutes: t.disabled_reason for t in panel(flow).choices if isinstance(t, DurationTile)}
    assert not reasons[shortest]
    assert reasons[max(reasons)] == why_not_reserved("closed", scene.desk.words)


def test_tiles_have_pages(two_rooms: Scene) -> None:
    carried = two_rooms.member()
    flow, _ = at_queue(two_rooms)
    touch(flow, Action.RESERVE)
    type_number(flow, str(carried.member.number))
    assert values(flow) == list(range(1, 13))
    with pytest.raises(DisabledActionError):
        flow.touch(Action.FEWER)
    touch(flow, Action.MORE)
    assert values(flow) == list(range(21, 33))
    touch(flow, Action.FEWER)
    touch(flow, Action.STATION, 1)
    first = values(flow)
    assert len(first) == 12
    touch(flow, Action.MORE)
    assert not set(first) & set(values(flow))


def test_one_question_back_keeps_what_was_told_before(scene: Scene) -> None:
    carried = scene.member()
    flow, _ = at_queue(scene)
    to_length(flow, carried)
    found = []
    for _ in range(3):
        touch(flow, Action.BACK)
        found.append(asked(flow))
    assert found == [Asks.HOUR, Asks.WORKSTATION, Asks.CARD]
    digits = panel(flow).digits
    assert digits is not None
    assert digits.typed == str(carried.member.number)
    touch(flow, Action.BACK)
    assert state(flow).panel is None


def test_a_number_can_be_corrected(scene: Scene) -> None:
    flow, _ = at_queue(scene)
    touch(flow, Action.RESERVE)
    with pytest.raises(DisabledActionError):
        flow.touch(Action.CONFIRM)
    typed = []
    for name, digit in [*((Action.DIGIT, d) for d in "12345678901"), (Action.ERASE, None), (Action.CLEAR, None)]:
        touch(flow, name, digit)
        digits = panel(flow).digits
        assert digits is not None
        typed.append(digits.typed)
    assert typed[3] == "123 4"
    assert typed[10] == "123 456 789"
    assert typed[11:] == ["123 456 78", ""]
    scene.front.touch(Action.DIGIT, "x")
    assert panel(flow).digits == digits


def test_a_card_that_nobody_has_is_asked_for_again(scene: Scene) -> None:
    carried = scene.member()
    flow, _ = at_queue(scene)
    touch(flow, Action.RESERVE)
    type_number(flow, UNKNOWN)
    touch(flow, Action.STATION, 4)
    touch(flow, Action.HOUR, paris("14:30"))
    touch(flow, Action.LENGTH, 30)
    touch(flow, Action.CONFIRM)
    digits = panel(flow).digits
    assert digits is not None
    assert digits.error == why_not_reserved("unknown", scene.desk.words)
    assert not scene.room.reservations
    touch(flow, Action.CLEAR)
    type_number(flow, str(carried.member.number))
    assert asked(flow) is Asks.LENGTH, "what was told is still there"
    touch(flow, Action.CONFIRM)
    assert [r.member_id for r in scene.room.reservations] == [carried.member.id]


def test_one_card_has_one_reservation(scene: Scene) -> None:
    flow, colleague = at_queue(scene)
    kept = reserved(scene, colleague)
    touch(flow, Action.RESERVE)
    type_number(flow, str(kept.member_number))
    digits = panel(flow).digits
    assert digits is not None
    assert digits.error == why_not_reserved("has-one", scene.desk.words)
    assert asked(flow) is Asks.CARD


def test_a_workstation_that_somebody_has_is_said_so(scene: Scene) -> None:
    carried = scene.member()
    scene.fill(4)
    flow, colleague = at_queue(scene)
    reserved(scene, colleague, "16:00")
    scene.reception.set_service(colleague.staff, 5, in_service=False)
    touch(flow, Action.RESERVE)
    type_number(flow, str(carried.member.number))
    with pytest.raises(DisabledActionError):
        flow.touch(Action.STATION, 5)
    scene.front.touch(Action.STATION, 5)
    assert asked(flow) is Asks.WORKSTATION
    touch(flow, Action.STATION, 4)
    taken = {tile.value for tile in panel(flow).choices if isinstance(tile, Choice) and tile.disabled_reason}
    assert taken == {paris(hour) for hour in ("14:15", "14:30", "14:45", "16:00", "16:15")}
    touch(flow, Action.HOUR, paris("15:45"))
    touch(flow, Action.LENGTH, 30)
    touch(flow, Action.CONFIRM)
    assert toast(flow) == why_not_reserved("taken", scene.desk.words)
    assert asked(flow) is Asks.HOUR
    assert len(scene.room.reservations) == 1


def test_an_hour_that_passes_meanwhile_is_asked_for_again(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("14:14"))
    carried = scene.member()
    flow, _ = at_queue(scene)
    to_length(flow, carried, hour="14:15")
    touch(flow, Action.LENGTH, 30)
    flow.run(Step(Queue, stays=61))
    touch(flow, Action.CONFIRM)
    assert toast(flow) == why_not_reserved("past", scene.desk.words)
    assert paris("14:15") not in values(flow)


def test_every_refusal_has_its_own_sentence(scene: Scene) -> None:
    codes = ("unknown", "has-one", "taken", "closed", "past")
    assert len({why_not_reserved(code, scene.desk.words) for code in codes}) == len(codes)


def test_a_reservation_is_cancelled_after_asking(scene: Scene) -> None:
    flow, colleague = at_queue(scene)
    kept = reserved(scene, colleague)
    touch(flow, Action.DROP, kept.id)
    assert flow.view.dialog is not None
    touch(flow, Action.KEEP)
    assert scene.room.reservations
    touch(flow, Action.DROP, kept.id)
    touch(flow, Action.DROP_CONFIRMED)
    assert not scene.room.reservations
    assert toast(flow) == scene.desk.words.t("The reservation is cancelled")
    ((_, body),) = scene.journal("reservation.closed")
    assert (body["end"], body["staff"]) == ("cancelled", colleague.staff.id)


def test_a_reservation_whose_hour_has_come_says_how_long_it_is_kept(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("15:58"))
    flow, colleague = at_queue(scene)
    kept = reserved(scene, colleague)
    touch(flow, Action.DROP, kept.id)
    scene.pass_time(119)
    scene.front.touch(Action.KEEP)
    scene.pass_time(2)
    words = scene.desk.words
    number = f"{kept.member_number:06d}"
    assert state(flow).reservations[0].text == words.t(
        "Workstation {number}, card {card}. Kept until {hour}.",
        number=4,
        card=f"{number[:3]} {number[3:]}",
        hour=words.hour(paris("16:15")),
    )

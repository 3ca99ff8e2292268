"""The queue of the staff: who waits, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from kiosk.clock import ManualClock
from kiosk.places.board import Board
from kiosk.places.export import Export
from kiosk.places.idle import Idle
from kiosk.places.queue import Action, Queue
from kiosk.places.states_queue import LYING_ROWS, UPRIGHT_ROWS
from kiosk.places.view import Tab
from tests.factories import Scene, changed
from tests.flows.harness import DisabledActionError, Step
from tests.flows.queue_story import (
    QueueFlow,
    at_queue,
    full,
    reserved,
    state,
    toast,
    touch,
    waits,
)
from tests.flows.ways import switch

MakeScene = Callable[..., Scene]


def test_the_tabs_lead_to_the_queue_and_on(scene: Scene) -> None:
    flow, colleague = at_queue(scene)
    assert [item.selected for item in flow.view.frame.items] == [False, True, False, False, False]
    assert flow.view.frame.subtitle == "Karim"
    flow.run(
        Step(Queue, touch=Tab.EXPORT, leads_to=Export),
        Step(Export, touch=Tab.QUEUE, leads_to=Queue),
        Step(Queue, touch=Tab.ROOM, leads_to=Board),
        Step(Board, touch=Tab.QUEUE, leads_to=Queue),
        Step(Queue, touch=Tab.LOCK, leads_to=Idle),
    )
    assert scene.journal()[-1] == ("staff.locked", {"staff": colleague.staff.id, "by_itself": False})


def test_the_queue_closes_by_itself_as_the_board_does(scene: Scene) -> None:
    flow, colleague = at_queue(scene)
    flow.run(Step(Queue, stays=119), Step(Queue, touch=Action.RESERVE), Step(Queue, leaves_after=120, leads_to=Idle))
    assert scene.journal()[-1] == ("staff.locked", {"staff": colleague.staff.id, "by_itself": True})


def test_a_card_waits_until_staff_mode_is_closed(scene: Scene) -> None:
    carried = scene.member()
    flow, _ = at_queue(scene)
    flow.run(Step(Queue, scan=carried.code, leads_to=Queue))
    assert toast(flow) == scene.desk.words.t("Close the staff mode first")


def test_the_actions_of_staff_do_nothing_for_visitors(scene: Scene) -> None:
    full(scene)
    ticket = waits(scene)
    before = scene.journal()
    for name in Action:
        for value in (ticket.id, None):
            scene.front.touch(name, value)
    assert isinstance(scene.front.place, Idle)
    assert scene.journal() == before


def test_nobody_waits_and_nothing_is_reserved(scene: Scene) -> None:
    flow, _ = at_queue(scene)
    shown, words = state(flow), scene.desk.words
    assert [counter.value for counter in shown.counters] == ["0", "0", "0", "12"]
    assert shown.tickets == shown.reservations == ()
    assert (shown.no_tickets, shown.no_reservations) == (
        words.t("Nobody waits."),
        words.t("Nothing is reserved today."),
    )
    assert shown.tickets_title
    assert shown.reservations_title
    assert (shown.previous, shown.next, shown.banner, shown.panel) == (None, None, None, None)
    assert shown.line == words.t("Whoever comes now gets a workstation at once.")


class RunningClock(ManualClock):
    """A clock on which time passes from one reading to the next, as on every machine."""

    def utc_now(self) -> datetime:
        self.advance(0.001)
        return self.now


def test_a_free_workstation_is_there_at_once_although_time_passes_while_the_screen_is_made(scene: Scene) -> None:
    scene.clock = RunningClock(scene.clock.now)
    scene.reopen()
    flow, _ = at_queue(scene)
    assert state(flow).line == scene.desk.words.t("Whoever comes now gets a workstation at once.")


def test_the_line_says_how_long_somebody_would_wait(scene: Scene) -> None:
    scene.fill(minutes=30)
    flow, colleague = at_queue(scene)
    words = scene.desk.words
    gap = scene.settings.limits.session_gap
    expected = words.t("Whoever comes now waits for about {length}.", length=words.duration(30 + gap))
    assert state(flow).line == expected
    for session in scene.room.sessions:
        scene.reception.end(session, scene.new_request())
    for number in scene.site.numbers:
        scene.reception.set_service(colleague.staff, number, in_service=False)
    scene.front.tick()
    assert state(flow).line == words.t("No workstation is in service.")


# ------------------------------------------------------------------------------------------------ tickets


def test_a_row_says_how_long_and_what_for(scene: Scene) -> None:
    full(scene)
    waits(scene, zone="adultes", tags=frozenset({"scanner"}))
    scene.pass_time(6 * 60 + 30)
    flow, _ = at_queue(scene)
    (row,), words = state(flow).tickets, scene.desk.words
    assert row.lead == f"{scene.settings.waiting.letter}1"
    assert words.t("Waits for {length}.", length=words.duration(6)) in row.text
    wishes = f"{scene.desk.text(scene.site.zones['adultes'].name)}, {words.t('a scanner')}"
    assert words.t("Wants: {things}.", things=wishes) in row.text
    assert state(flow).counters[0].value == "1"


def test_a_called_ticket_stands_first_with_its_workstation(scene: Scene) -> None:
    sessions = full(scene)
    first, second = waits(scene), waits(scene, tags=frozenset({"scanner"}))
    freed = next(s for s in sessions if "scanner" in scene.site.workstations[s.workstation].tags)
    assert freed.workstation in second.suits
    scene.reception.end(freed, scene.new_request())
    scene.pass_time(scene.settings.limits.session_gap * 60 + 1)
    called = scene.room.called[0]
    scene.pass_time(100)
    flow, _ = at_queue(scene)
    words, shown = scene.desk.words, state(flow)
    assert shown.tickets[0].lead == scene.desk.label(called)
    assert called.called_at is not None
    assert shown.tickets[0].text == words.t(
        "Called at {hour}. Workstation {number} is kept for {length} more.",
        hour=words.hour(called.called_at),
        number=freed.workstation,
        length=words.duration(4),
    )
    assert [counter.value for counter in shown.counters] == ["1", "1", "0", "0"]
    assert {row.lead for row in shown.tickets} == {scene.desk.label(first), scene.desk.label(second)}


def test_staff_close_the_ticket_of_somebody_who_left(scene: Scene) -> None:
    full(scene)
    first, second = waits(scene), waits(scene)
    flow, colleague = at_queue(scene)
    touch(flow, Action.CLOSE, first.id)
    dialog, words = flow.view.dialog, scene.desk.words
    assert dialog is not None
    assert dialog.title == words.t("Close ticket {label}?", label=scene.desk.label(first))
    touch(flow, Action.KEEP)
    assert flow.view.dialog is None
    assert len(scene.room.tickets) == 2
    touch(flow, Action.CLOSE, first.id)
    touch(flow, Action.CLOSE_CONFIRMED)
    assert [ticket.id for ticket in scene.room.tickets] == [second.id]
    assert toast(flow) == words.t("Ticket {label} is closed", label=scene.desk.label(first))
    ((_, body),) = scene.journal("ticket.closed")
    assert (body["ticket"], body["end"], body["staff"]) == (first.id, "left", colleague.staff.id)
    assert flow.view.dialog is None


def test_the_question_goes_when_the_ticket_does(scene: Scene) -> None:
    full(scene)
    ticket = waits(scene)
    flow, _ = at_queue(scene)
    touch(flow, Action.CLOSE, ticket.id)
    scene.reception.leave_queue(ticket, scene.new_request())
    flow.run(Step(Queue, stays=1))
    assert flow.view.dialog is None
    assert isinstance(flow.place, Queue)
    assert flow.place.step is None
    scene.front.touch(Action.CLOSE, ticket.id)
    assert flow.place.step is None


def test_a_confirmation_that_nobody_asked_for_changes_nothing(scene: Scene) -> None:
    full(scene)
    waits(scene)
    flow, colleague = at_queue(scene)
    reserved(scene, colleague, "17:30")
    before = scene.journal()
    for name in (Action.CLOSE_CONFIRMED, Action.DROP_CONFIRMED, Action.SHUT_CONFIRMED, Action.CONFIRM, Action.REOPEN):
        scene.front.touch(name, 1)
    assert scene.journal() == before
    assert isinstance(flow.place, Queue)


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_long_lists_have_pages_that_hold_everything_once(make_scene: MakeScene, step: int, *, lying: bool) -> None:
    scene = make_scene(changed(waiting={"longest": 20}))
    scene.desk.lying = lying
    full(scene)
    tickets = [waits(scene) for _ in range(7)]
    flow, colleague = at_queue(scene)
    kept = [reserved(scene, colleague, hour, 4) for hour in ("16:00", "17:00", "18:00")]
    scene.desk.text_step = step
    scene.front.tick()
    limit = (LYING_ROWS if lying else UPRIGHT_ROWS)[step - 1]
    leads: list[str] = []
    while True:
        shown = state(flow)
        rows = [*shown.tickets, *shown.reservations]
        assert 0 < len(rows) <= limit
        assert bool(shown.tickets) == bool(shown.tickets_title)
        assert bool(shown.reservations) == bool(shown.reservations_title)
        leads += [row.lead for row in rows]
        if shown.next is None or shown.next.disabled_reason:
            break
        touch(flow, Action.NEXT)
    words = scene.desk.words
    assert leads == [*(scene.desk.label(t) for t in tickets), *(words.hour(r.starts_at) for r in kept)]
    with pytest.raises(DisabledActionError):
        flow.touch(Action.NEXT)
    touch(flow, Action.PREVIOUS)
    for ticket in tickets:
        scene.reception.leave_queue(ticket, scene.new_request())
    scene.front.tick()
    assert state(flow).reservations, "a page that is there no more gives way to the last one"


def test_the_sentence_of_an_empty_list_takes_the_room_of_a_row(scene: Scene) -> None:
    full(scene)
    for _ in range(UPRIGHT_ROWS[0]):
        waits(scene)
    flow, _ = at_queue(scene)
    assert (len(state(flow).tickets), state(flow).reservations_title) == (UPRIGHT_ROWS[0], "")
    touch(flow, Action.NEXT)
    assert (state(flow).tickets_title, state(flow).reservations) == ("", ())
    assert state(flow).reservations_title


def test_the_texts_are_ready_in_every_language(scene: Scene) -> None:
    full(scene)
    waits(scene)
    switch(QueueFlow(scene))
    assert scene.desk.language == "en"
    language = scene.desk.language
    flow, colleague = at_queue(scene)
    reserved(scene, colleague, "18:00")
    scene.desk.language = language
    for name in (Action.RESERVE, Action.SHUT, Action.GUEST):
        touch(flow, name)
        touch(flow, Action.BACK)
    assert state(flow).title == "Waiting list and reservations"

"""Guest tickets, and a day that ends early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.cards import slip_code
from kiosk.events import DeviceState, PrintOutcome
from kiosk.places.idle import Idle
from kiosk.places.queue import Action, Queue
from kiosk.places.queue_day import GuestGiven
from kiosk.places.view import Tab
from kiosk.receipts import Qr
from tests.factories import Scene, changed, paris, sample
from tests.flows.harness import Step
from tests.flows.queue_story import (
    action,
    at_queue,
    panel,
    state,
    toast,
    touch,
    values,
)

MakeScene = Callable[..., Scene]


def test_a_guest_ticket_is_printed_and_opens_the_kiosk(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow, colleague = at_queue(scene)
    touch(flow, Action.GUEST)
    shown, words = panel(flow), scene.desk.words
    (job,) = scene.printer.jobs
    assert Qr(shown.qr) in job.receipt.blocks
    assert words.t("It is printing.") in shown.line
    assert shown.confirm is None
    scene.printed()
    assert words.t("It is printed.") in panel(flow).line
    ((_, body),) = scene.journal("guest.ticket-issued")
    assert body["staff"] == colleague.staff.id
    touch(flow, Action.BACK)
    assert state(flow).panel is None
    flow.run(Step(Queue, touch=Tab.LOCK, leads_to=Idle), Step(Idle, scan=shown.qr))
    assert flow.place.visitor is not None
    assert flow.place.visitor.is_guest


def test_the_code_of_a_guest_ticket_is_in_nobody_s_log(scene: Scene) -> None:
    flow, _ = at_queue(scene)
    touch(flow, Action.GUEST)
    assert isinstance(flow.place, Queue)
    assert isinstance(flow.place.step, GuestGiven)
    assert slip_code(flow.place.step.token) == panel(flow).qr
    assert repr(flow.place.step.token) not in repr(flow.place)
    assert panel(flow).qr not in repr(scene.journal())


def test_without_a_printer_the_code_is_to_be_photographed(scene: Scene) -> None:
    flow, _ = at_queue(scene)
    touch(flow, Action.GUEST)
    shown = panel(flow)
    assert shown.qr
    assert shown.confirm is None
    assert scene.desk.words.t("The visitor takes a photo of this code.") in shown.line
    assert not scene.printer.jobs


def test_a_site_that_never_prints_prints_no_guest_ticket(make_scene: MakeScene) -> None:
    scene = make_scene(changed(site={"receipts": "never"}))
    scene.device("printer", DeviceState.READY)
    flow, _ = at_queue(scene)
    touch(flow, Action.GUEST)
    assert panel(flow).qr
    assert not scene.printer.jobs


@pytest.mark.parametrize("outcome", [o for o in PrintOutcome if o is not PrintOutcome.PRINTED])
def test_a_slip_that_did_not_come_out_is_printed_again_on_demand(scene: Scene, outcome: PrintOutcome) -> None:
    scene.device("printer", DeviceState.READY)
    flow, _ = at_queue(scene)
    touch(flow, Action.GUEST)
    code = panel(flow).qr
    scene.printed(outcome)
    words = scene.desk.words
    trouble = "It could not be printed."
    if outcome is PrintOutcome.UNKNOWN:
        trouble = "Look whether it came out before you print again."
    assert words.t(trouble) in panel(flow).line
    touch(flow, Action.PRINT)
    scene.front.touch(Action.PRINT)
    assert [Qr(code) in job.receipt.blocks for job in scene.printer.jobs] == [True, True]
    assert panel(flow).qr == code
    assert len(scene.journal("guest.ticket-issued")) == 1


def test_a_printer_that_says_nothing_holds_nobody_up(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow, _ = at_queue(scene)
    touch(flow, Action.GUEST)
    flow.run(Step(Queue, stays=61))
    assert scene.desk.words.t("The visitor takes a photo of this code.") in panel(flow).line


def test_no_guest_tickets_where_there_are_none(make_scene: MakeScene) -> None:
    scene = make_scene(changed(guests={"tickets": "off"}))
    flow, _ = at_queue(scene)
    assert action(flow, Action.GUEST).disabled_reason == scene.desk.words.t("No guest tickets are given here")
    scene.front.touch(Action.GUEST)
    assert state(flow).panel is None
    assert not scene.journal("guest.ticket-issued")


def test_staff_close_early_and_think_better_of_it(scene: Scene) -> None:
    long, short = scene.session(scene.member(), 7, minutes=60), scene.session(scene.member(), 8, minutes=20)
    flow, colleague = at_queue(scene)
    touch(flow, Action.SHUT)
    touch(flow, Action.HOUR, paris("14:45"))
    dialog, words = flow.view.dialog, scene.desk.words
    assert dialog is not None
    assert dialog.line == words.n("{count} session is shortened.", "{count} sessions are shortened.", 1)
    touch(flow, Action.KEEP)
    assert scene.room.early_closing is None
    touch(flow, Action.HOUR, paris("14:45"))
    touch(flow, Action.SHUT_CONFIRMED)
    assert toast(flow) == words.n(
        "Closing at {hour}. {count} session ends earlier.",
        "Closing at {hour}. {count} sessions end earlier.",
        1,
        hour=words.hour(paris("14:45")),
    )
    stop = 45 - scene.settings.limits.session_stop_margin
    assert [round(scene.left(s) / 60) for s in (long, short)] == [stop, 20]
    shown = state(flow)
    assert shown.panel is None
    assert shown.banner is not None
    assert shown.banner.title == words.t("We close at {hour} today", hour=words.hour(paris("14:45")))
    assert words.hour(paris("19:00")) in shown.banner.line
    assert scene.journal("closing.early")[0][1]["staff"] == colleague.staff.id
    touch(flow, Action.REOPEN)
    assert scene.room.early_closing is None
    assert state(flow).banner is None
    assert toast(flow) == words.t("We close at the usual hour")
    assert scene.journal("closing.usual")[0][1] == {"staff": colleague.staff.id}
    assert action(flow, Action.SHUT).disabled_reason == ""


def test_the_hours_of_an_early_closing_go_to_the_end_of_the_day(scene: Scene) -> None:
    flow, _ = at_queue(scene)
    touch(flow, Action.SHUT)
    hours = values(flow)
    touch(flow, Action.MORE)
    hours += values(flow)
    assert (hours[0], hours[-1], len(hours)) == (paris("14:15"), paris("18:45"), 19)
    touch(flow, Action.FEWER)
    touch(flow, Action.BACK)
    assert state(flow).panel is None


def test_a_day_in_two_parts_may_end_with_its_morning(make_scene: MakeScene) -> None:
    week = sample().hours.week
    two_parts = next(day for day in week if len(day) > 1)
    morning, afternoon = two_parts[0], two_parts[-1]
    settings = replace(sample(), hours=replace(sample().hours, week=(two_parts,) * 7))
    scene = make_scene(settings, now=paris(f"{morning.start:%H:%M}"))
    flow, _ = at_queue(scene)
    touch(flow, Action.SHUT)
    hours = values(flow)
    while (more := panel(flow).next) is not None and not more.disabled_reason:
        touch(flow, Action.MORE)
        hours += values(flow)
    assert paris(f"{morning.end:%H:%M}") in hours
    assert paris(f"{afternoon.start:%H:%M}") not in hours
    assert len(hours) == len(set(hours))


def test_an_hour_that_comes_while_it_is_asked_about_is_not_confirmed(make_scene: MakeScene) -> None:
    scene = make_scene(now=paris("14:14"))
    flow, _ = at_queue(scene)
    touch(flow, Action.SHUT)
    touch(flow, Action.HOUR, paris("14:15"))
    flow.run(Step(Queue, stays=61))
    assert flow.view.dialog is None
    scene.front.touch(Action.SHUT_CONFIRMED)
    assert scene.room.early_closing is None


@pytest.mark.parametrize("hour", ["18:50", "20:00"])
def test_there_is_no_time_left_for_either_before_closing(make_scene: MakeScene, hour: str) -> None:
    scene = make_scene(now=paris(hour))
    flow, _ = at_queue(scene)
    late = scene.desk.words.t("There is not enough time before we close.")
    assert action(flow, Action.RESERVE).disabled_reason == action(flow, Action.SHUT).disabled_reason == late
    for name in (Action.RESERVE, Action.SHUT):
        scene.front.touch(name)
    assert state(flow).panel is None

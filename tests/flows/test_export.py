"""The weekly export at the kiosk, as the export desk tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.events import ExportedFile, ExportProgressed, ExportStep, StickReleased
from kiosk.places import export
from kiosk.places.board import Board
from kiosk.places.export import Action, Export, ExportDone
from kiosk.places.idle import Idle
from kiosk.places.states_staff import ExportDoneState, ExportState
from kiosk.places.view import Tab, Tone
from tests.factories import PIN, Scene, paris
from tests.flows.harness import DisabledActionError, Flow, Step, UnknownActionError
from tests.flows.ways import staff_mode

MakeScene = Callable[..., Scene]
WEEK = "2026-W41"
FOUND = ExportProgressed(WEEK, ExportStep.LOOKING_FOR_STICK)
PREPARING = replace(FOUND, step=ExportStep.PREPARING, free_bytes=14_200_000_000, total_bytes=16_000_000_000)
COPYING = replace(PREPARING, step=ExportStep.COPYING, sessions=213, hours=148.25)
CHECKING = replace(COPYING, step=ExportStep.CHECKING, fraction=1.0)
DONE = replace(
    CHECKING,
    step=ExportStep.DONE,
    folder="vestibule-2026-W41",
    files=(ExportedFile("sessions.csv", 18_300), ExportedFile("report.pdf", 1_800_000), ExportedFile("odd", 1)),
)


def at_export(scene: Scene) -> Flow:
    flow, _ = staff_mode(scene)
    return flow.run(Step(Board, touch=Tab.EXPORT, leads_to=Export))


def told(scene: Scene, *events: ExportProgressed | StickReleased) -> None:
    for event in events:
        scene.inbox.put(event)
    scene.front.pump()


def kinds(flow: Flow) -> list[str]:
    return [row.kind for row in flow.state(ExportState).steps]


def test_a_week_goes_to_the_stick(scene: Scene) -> None:
    flow = at_export(scene)
    assert kinds(flow) == ["todo"] * 4
    flow.run(Step(Export, touch=Action.START))
    assert scene.exports.calls == [f"start {WEEK}"]
    assert kinds(flow) == ["current", "todo", "todo", "todo"]
    for event, expected in (
        (PREPARING, ["done", "current", "todo", "todo"]),
        (COPYING, ["done", "done", "current", "todo"]),
        (CHECKING, ["done", "done", "done", "current"]),
    ):
        told(scene, event)
        flow.run(Step(Export))
        assert kinds(flow) == expected
    told(scene, DONE)
    flow.run(Step(ExportDone))
    shown = flow.state(ExportDoneState)
    assert [row.name for row in shown.files] == ["sessions.csv", "report.pdf", "odd"]
    flow.run(Step(ExportDone, touch=Action.RELEASE))
    with pytest.raises(DisabledActionError):
        flow.touch(Action.RELEASE)
    told(scene, StickReleased(removable=True))
    banner = flow.state(ExportDoneState).banner
    assert banner is not None
    assert banner.tone is Tone.SUCCESS
    flow.run(Step(ExportDone, touch=Tab.ROOM, leads_to=Board))


def test_how_far_the_copy_is(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, replace(COPYING, fraction=0.42))
    row = flow.state(ExportState).steps[2]
    assert (row.fraction, row.percent) == (0.42, "42\u00a0%")


def test_a_stick_that_is_still_in_use(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, DONE)
    flow.run(Step(ExportDone, touch=Action.RELEASE))
    told(scene, StickReleased(removable=False))
    banner = flow.state(ExportDoneState).banner
    assert banner is not None
    assert banner.tone is Tone.WARNING


@pytest.mark.parametrize("problem", ["full", "read-only", "stopped", "lost", "fault", "something new"])
@pytest.mark.parametrize("failed_at", [None, *export.ORDER])
def test_a_failure_names_the_step_and_offers_another_try(
    scene: Scene, problem: str, failed_at: ExportStep | None
) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, PREPARING, replace(COPYING, step=ExportStep.FAILED, problem=problem, failed_at=failed_at))
    flow.run(Step(Export))
    shown = flow.state(ExportState)
    assert shown.banner is not None
    assert shown.banner.tone is Tone.DANGER
    assert kinds(flow).count("failed") == (failed_at is not None)
    flow.run(Step(Export, touch=Action.START))
    assert scene.exports.calls == [f"start {WEEK}"] * 2


def test_a_full_stick_names_the_room_that_is_needed(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    full = replace(COPYING, step=ExportStep.FAILED, problem="full", failed_at=ExportStep.COPYING, free_bytes=300_000)
    told(scene, replace(full, needed_bytes=1_800_000))
    banner = flow.state(ExportState).banner
    assert banner is not None
    size = scene.desk.words.size
    assert size(1_800_000) in banner.line
    assert size(300_000) in banner.line


def test_a_stick_that_refuses_writing_is_said_while_another_one_is_waited_for(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, replace(FOUND, problem="read-only"))
    banner = flow.state(ExportState).banner
    assert banner is not None
    assert banner.title == scene.desk.words.t("The stick is write-protected")
    assert kinds(flow)[0] == "current"
    told(scene, PREPARING)
    assert kinds(flow)[0] == "done"


def test_stopping(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, PREPARING)
    flow.run(Step(Export, touch=Action.STOP))
    assert scene.exports.calls[-1] == "stop"
    assert kinds(flow) == ["todo"] * 4
    told(scene, COPYING, DONE)
    flow.run(Step(Export))
    assert kinds(flow) == ["todo"] * 4


def test_weeks_are_turned_back_and_forth(scene: Scene) -> None:
    flow = at_export(scene)
    flow.run(Step(Export, touch=Action.PREVIOUS), Step(Export, touch=Action.PREVIOUS), Step(Export, touch=Action.NEXT))
    flow.run(Step(Export, touch=Action.START))
    assert scene.exports.calls == ["start 2026-W40"]
    with pytest.raises(UnknownActionError):
        flow.touch(Action.NEXT)


def test_the_future_is_not_exported(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.NEXT))
    with pytest.raises(DisabledActionError):
        flow.touch(Action.NEXT)
    scene.front.touch(Action.NEXT)
    flow.run(Step(Export, touch=Action.START))
    assert scene.exports.calls == ["start 2026-W42"]


@pytest.mark.parametrize(
    ("day", "week"), [("2027-01-01", "2026-W52"), ("2027-01-04", "2026-W53"), ("2027-01-11", "2027-W01")]
)
def test_weeks_at_the_turn_of_the_year(make_scene: MakeScene, day: str, week: str) -> None:
    scene = make_scene(now=paris("09:00", day) if day < "2027-01-04" else paris("09:00"))
    flow = at_export(scene)
    scene.clock.now = paris("09:00", day)
    flow.run(Step(Export, touch=Action.START))
    assert scene.exports.calls == [f"start {week}"]


def test_once_more(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.PREVIOUS), Step(Export, touch=Action.START))
    told(scene, replace(DONE, week="2026-W40"))
    flow.run(Step(ExportDone, touch=Action.REDO, leads_to=Export), Step(Export, touch=Action.START))
    assert scene.exports.calls == ["start 2026-W40"] * 2


def test_what_is_told_of_another_week_changes_nothing(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, replace(DONE, week="2026-W01"))
    flow.run(Step(Export))
    assert kinds(flow)[0] == "current"


def test_staff_mode_stays_open_during_the_copy(scene: Scene) -> None:
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    told(scene, COPYING)
    flow.run(Step(Export, stays=300))
    assert flow.view.frame.corner == scene.desk.words.t("Open during the copy")
    for tab in (Tab.ROOM, Tab.LOCK):
        with pytest.raises(DisabledActionError):
            flow.touch(tab)
        scene.front.touch(tab)
        flow.run(Step(Export))
    told(scene, DONE)
    flow.run(Step(ExportDone, leaves_after=120, leads_to=Idle))


@pytest.mark.parametrize("way_out", [Tab.ROOM, Tab.LOCK, None])
def test_nothing_is_copied_when_nobody_of_the_staff_is_there(scene: Scene, way_out: str | None) -> None:
    """A stick that somebody plugs in later must not receive the week."""
    flow = at_export(scene).run(Step(Export, touch=Action.START))
    if way_out:
        flow.touch(way_out)
    else:
        flow.run(Step(Export, leaves_after=120, leads_to=Idle))
    assert scene.exports.calls[-1] == "stop"


def test_the_tabs(scene: Scene) -> None:
    flow = at_export(scene)
    assert [(item.action, item.selected) for item in flow.view.frame.items] == [
        (Tab.ROOM, False),
        (Tab.QUEUE, False),
        (Tab.EXPORT, True),
        (Tab.DEVICES, False),
        (Tab.LOCK, False),
    ]
    flow.run(
        Step(Export, touch=Tab.EXPORT, leads_to=Export),
        Step(Export, touch=Tab.ROOM, leads_to=Board),
        Step(Board, touch=Tab.EXPORT, leads_to=Export),
        Step(Export, touch=Tab.LOCK, leads_to=Idle),
    )
    assert PIN not in repr(flow.view)

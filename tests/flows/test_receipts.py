"""The receipt of a session that was just opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.cards import slip_code
from kiosk.events import DeviceState, PrintOutcome
from kiosk.places import opened
from kiosk.places.opened import SessionOpened
from kiosk.places.slip import code_in_pairs
from kiosk.places.states import (
    OpenedState,
)
from kiosk.receipts import Heading, Qr, Text
from tests.factories import Scene, changed
from tests.flows.harness import Flow, Step
from tests.flows.ways import to_opened

MakeScene = Callable[..., Scene]


def test_without_a_printer_no_receipt_is_offered(scene: Scene) -> None:
    flow = to_opened(Flow(scene), scene.member().code)
    assert flow.state(OpenedState).receipt is None


def test_nothing_is_printed_unless_it_is_asked_for(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member().code)
    assert scene.printer.jobs == []
    card = flow.state(OpenedState).receipt
    assert card is not None
    assert card.kind == "offer"


@pytest.mark.parametrize(("receipts", "jobs"), [("always", 1), ("on-request", 0), ("never", 0)])
def test_the_site_decides_about_receipts(make_scene: MakeScene, receipts: str, jobs: int) -> None:
    scene = make_scene(changed(site={"receipts": receipts}))
    scene.device("printer", DeviceState.READY)
    to_opened(Flow(scene), scene.member().code)
    assert len(scene.printer.jobs) == jobs


def test_a_receipt_carries_no_name(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member("Amina").code)
    flow.touch(opened.Action.PRINT)
    (job,) = scene.printer.jobs
    (session,) = scene.room.sessions
    assert "Amina" not in repr(job)
    blocks = job.receipt.blocks
    assert isinstance(blocks[0], Heading)
    assert Qr(slip_code(session.receipt_token)) in blocks
    assert any(isinstance(b, Text) and b.text == code_in_pairs(session.code) for b in blocks)


@pytest.mark.parametrize("outcome", PrintOutcome)
def test_every_outcome_of_printing_is_shown(scene: Scene, outcome: PrintOutcome) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member().code)
    flow.run(Step(SessionOpened, touch=opened.Action.PRINT))
    card = flow.state(OpenedState).receipt
    assert card is not None
    assert card.kind == "printing"
    scene.printed(outcome)
    flow.run(Step(SessionOpened))
    card = flow.state(OpenedState).receipt
    assert card is not None
    assert card.title
    assert card.kind == ("take" if outcome is PrintOutcome.PRINTED else "problem")
    assert (card.button is not None) == (outcome is PrintOutcome.UNKNOWN)


@pytest.mark.parametrize(("answer", "jobs"), [(opened.Action.HAVE_IT, 1), (opened.Action.PRINT, 2)])
def test_a_receipt_that_may_be_out_is_asked_about(scene: Scene, answer: str, jobs: int) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member().code)
    flow.run(Step(SessionOpened, touch=opened.Action.PRINT))
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(Step(SessionOpened, touch=answer))
    assert len(scene.printer.jobs) == jobs
    card = flow.state(OpenedState).receipt
    assert card is not None
    assert card.kind == ("take" if jobs == 1 else "printing")


def test_what_is_said_of_another_job_changes_nothing(scene: Scene) -> None:
    scene.device("printer", DeviceState.READY)
    flow = to_opened(Flow(scene), scene.member().code)
    flow.touch(opened.Action.PRINT)
    first = scene.printer.jobs[-1]
    flow.run(Step(SessionOpened, touch=opened.Action.GO))
    to_opened(flow, scene.member().code)
    flow.touch(opened.Action.PRINT)
    second = scene.printer.jobs.pop()
    assert first.id != second.id
    scene.printed(PrintOutcome.NO_PAPER)
    card = flow.state(OpenedState).receipt
    assert card is not None
    assert card.kind == "printing"

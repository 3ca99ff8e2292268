"""Every touchable action and every place is reached by one tour; what is new and not in it shows here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

from kiosk import places
from kiosk.events import DeviceState, ExportedFile, ExportProgressed, ExportStep, PrintOutcome
from kiosk.places import (
    board,
    choose,
    devices,
    devices_paper,
    export,
    idle,
    opened,
    pin,
    queue,
    states,
    states_bar,
    states_devices,
    states_enrol,
    states_idle,
    states_queue,
    states_staff,
    states_workshops,
    waiting,
    welcome,
)
from kiosk.places.board import Board
from kiosk.places.called import CalledTicket
from kiosk.places.choose import Choose
from kiosk.places.devices import Devices
from kiosk.places.devices_paper import PaperChange
from kiosk.places.export import Export, ExportDone
from kiosk.places.idle import Idle
from kiosk.places.no_card import NoCard
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.place import Home, Patience, Place
from kiosk.places.queue import Queue
from kiosk.places.view import Bar, Tab
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from tests.factories import PIN, Carried, Colleague, Scene
from tests.flows.harness import Flow, Step
from tests.flows.visitor_tour import (
    child_alone,
    first_visit,
    forms_and_help,
    newcomer,
    two_at_the_kiosk,
    two_sessions,
    workshop,
)
from tests.flows.ways import type_pin


def action_enums() -> Iterator[type[StrEnum]]:
    for found in pkgutil.iter_modules(places.__path__):
        module = importlib.import_module(f"{places.__name__}.{found.name}")
        for name in ("Action", "Overlay", "Bar", "Tab"):
            kind = getattr(module, name, None)
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__:
                yield kind


def place_kinds(kind: type[Place] = Place) -> Iterator[type[Place]]:
    """Where somebody may stand: what has a name of its own or from its parent; `AtRest` is only what two share."""
    for found in kind.__subclasses__():
        if hasattr(found, "name"):
            yield found
        yield from place_kinds(found)


def tour(scene: Scene) -> tuple[set[str], set[type[Place]]]:
    """A day at the kiosk. Returns the actions that were touched and the places that were stood at."""
    for name in ("printer", "reader", "speaker"):
        scene.device(name, DeviceState.READY)
    flow = Flow(scene)
    steps = (*first_visit(scene), *two_sessions(scene), *two_at_the_kiosk(scene), *child_alone(scene))
    stood = {step.at for step in steps}
    flow.run(*steps)
    stood |= forms_and_help(scene, flow)
    stood |= newcomer(scene, flow)
    stood |= workshop(scene, flow)
    stood |= _staff(scene, flow)
    stood |= _list(scene, flow)
    _clock(scene, flow)
    return {action for _, action in flow.reached}, stood


def _staff(scene: Scene, flow: Flow) -> set[type[Place]]:
    colleague, carried = scene.colleague(), scene.member()
    flow.run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM),
        Step(SessionOpened, touch=opened.Action.PRINT),
    )
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(
        Step(SessionOpened, touch=opened.Action.HAVE_IT),
        Step(SessionOpened, touch=opened.Action.GO),
        Step(Idle, scan=colleague.code),
        Step(Pin, touch=pin.Action.CANCEL),
        Step(Idle, scan=colleague.code),
        Step(Pin, touch=pin.Action.DIGIT, value="1"),
        Step(Pin, touch=pin.Action.ERASE),
        Step(Pin, touch=pin.Action.CLEAR),
        *(Step(Pin, touch=pin.Action.DIGIT, value=digit) for digit in PIN),
        Step(Board, touch=board.Action.COMING),
        Step(Board, touch=board.Action.HELPED),
        Step(Board, touch=board.Action.NEXT),
        Step(Board, touch=board.Action.PREVIOUS),
        Step(Board, touch=board.Action.SELECT, value=scene.room.sessions[0].workstation),
        Step(Board, touch=board.Action.WHY),
        Step(Board, touch=board.Action.KEEP),
        Step(Board, touch=board.Action.ADD, value=15),
        Step(Board, touch=board.Action.REASON, value="other"),
        Step(Board, touch=board.Action.UNDO),
        Step(Board, touch=board.Action.WHY),
        Step(Board, touch=board.Action.KEEP),
        Step(Board, touch=board.Action.END),
        Step(Board, touch=board.Action.KEEP),
        Step(Board, touch=board.Action.END),
        Step(Board, touch=board.Action.END_CONFIRMED),
        Step(Board, touch=board.Action.SERVICE),
        Step(Board, touch=Tab.EXPORT),
        Step(Export, touch=export.Action.PREVIOUS),
        Step(Export, touch=export.Action.NEXT),
        Step(Export, touch=export.Action.START),
        Step(Export, touch=export.Action.STOP),
        Step(Export, touch=export.Action.START),
    )
    files = (ExportedFile("sessions.csv", 1),)
    scene.inbox.put(ExportProgressed("2026-W41", ExportStep.DONE, folder="week", files=files))
    scene.front.pump()
    flow.run(
        Step(ExportDone, touch=export.Action.RELEASE),
        Step(ExportDone, touch=export.Action.REDO),
        Step(Export, touch=Tab.DEVICES),
    )
    _devices(scene, flow)
    return {Pin, Board, Export, ExportDone, Devices, PaperChange}


def _devices(scene: Scene, flow: Flow) -> None:
    flow.run(
        Step(Devices, touch=devices.Action.SELECT, value="speaker"),
        Step(Devices, touch=devices.Action.SOUND),
        Step(Devices, touch=devices.Action.CARD),
        Step(Devices, touch=devices.Action.STOP),
        Step(Devices, touch=devices.Action.SELECT, value="printer"),
        Step(Devices, touch=devices.Action.PRINT),
    )
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(
        Step(Devices, touch=devices.Action.CAME_OUT),
        Step(Devices, touch=devices.Action.PAPER),
        Step(PaperChange, touch=devices_paper.Action.NEXT),
        Step(PaperChange, touch=devices_paper.Action.BACK),
        *(Step(PaperChange, touch=devices_paper.Action.NEXT) for _ in range(3)),
        Step(PaperChange, touch=devices_paper.Action.DONE),
        Step(Devices, touch=Tab.ROOM),
        Step(Board, touch=Tab.LOCK),
        Step(Idle),
    )


def _clock(scene: Scene, flow: Flow) -> None:
    """The clock of the machine jumps, and nobody vouches for it."""
    colleague = scene.colleague()
    scene.clock.synchronised = False
    scene.clock.step(86_400)
    scene.pass_time(1)
    for answer in (board.Action.CLOCK_WRONG, board.Action.CLOCK_RIGHT):
        scene.scan(colleague.code)
        type_pin(flow, PIN).run(Step(Board, touch=answer), Step(Board, touch=Tab.LOCK))


def _list(scene: Scene, flow: Flow) -> set[type[Place]]:
    """A full room: the waiting list, and the queue of the staff."""
    scanning, colleague, waiters = scene.member(), scene.colleague(), [scene.member() for _ in range(8)]
    scene.pass_time(scene.settings.limits.session_gap * 60)
    scene.fill(4, 10, 24, 30)
    flow.run(Step(Idle, scan=scanning.code), Step(Welcome, touch=welcome.Action.WORKSTATION))
    scene.front.touch(choose.Action.STATION, 4)
    flow.run(
        Step(Choose, touch=choose.Action.WAIT),
        Step(Waiting, touch=waiting.Action.LEAVE),
        Step(Choose, touch=Bar.QUIT),
    )
    scene.pass_time(scene.settings.limits.session_gap * 60)
    scene.fill(*(number for number in scene.site.numbers if scene.room.is_free(number)))
    flow.run(
        Step(Idle, scan=waiters[0].code),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
    )
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(Step(Waiting, touch=waiting.Action.PRINT))
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(Step(Waiting, touch=waiting.Action.HAVE_IT), Step(Waiting, touch=waiting.Action.KEEP))
    for carried in waiters[1:]:
        scene.reception.wait(carried.member, None, scene.new_request())
    _queue(scene, flow, colleague, waiters[1])
    scene.reception.end(scene.room.sessions[0], scene.new_request())
    scene.pass_time(scene.settings.limits.session_gap * 60 + 1)
    flow.run(Step(CalledTicket, touch=idle.Action.NO_CARD), Step(NoCard, touch=Bar.QUIT), Step(CalledTicket))
    return {Waiting, Queue, CalledTicket}


def _queue(scene: Scene, flow: Flow, colleague: Colleague, member: Carried) -> None:
    flow.run(Step(Idle, scan=colleague.code))
    type_pin(flow, PIN).run(
        Step(Board, touch=Tab.QUEUE),
        Step(Queue, touch=queue.Action.NEXT),
        Step(Queue, touch=queue.Action.PREVIOUS),
        Step(Queue, touch=queue.Action.CLOSE),
        Step(Queue, touch=queue.Action.KEEP),
        Step(Queue, touch=queue.Action.CLOSE),
        Step(Queue, touch=queue.Action.CLOSE_CONFIRMED),
        Step(Queue, touch=queue.Action.GUEST),
    )
    scene.printed()
    flow.run(
        Step(Queue, touch=queue.Action.PRINT),
        Step(Queue, touch=queue.Action.BACK),
        Step(Queue, touch=queue.Action.RESERVE),
        Step(Queue, touch=queue.Action.DIGIT, value="1"),
        Step(Queue, touch=queue.Action.ERASE),
        Step(Queue, touch=queue.Action.CLEAR),
        *(Step(Queue, touch=queue.Action.DIGIT, value=digit) for digit in str(member.member.number)),
        Step(Queue, touch=queue.Action.CONFIRM),
        Step(Queue, touch=queue.Action.MORE),
        Step(Queue, touch=queue.Action.FEWER),
        Step(Queue, touch=queue.Action.STATION, value=8),
        Step(Queue, touch=queue.Action.MORE),
        Step(Queue, touch=queue.Action.HOUR),
        Step(Queue, touch=queue.Action.LENGTH, value=30),
        Step(Queue, touch=queue.Action.CONFIRM),
        Step(Queue, touch=queue.Action.NEXT),
        Step(Queue, touch=queue.Action.DROP),
        Step(Queue, touch=queue.Action.DROP_CONFIRMED),
        Step(Queue, touch=queue.Action.SHUT),
        Step(Queue, touch=queue.Action.MORE),
        Step(Queue, touch=queue.Action.HOUR),
        Step(Queue, touch=queue.Action.SHUT_CONFIRMED),
        Step(Queue, touch=queue.Action.REOPEN),
        Step(Queue, touch=Tab.LOCK),
    )
    assert scene.room.early_closing is None


def test_every_action_and_every_place_is_reached(two_rooms: Scene) -> None:
    touched, stood = tour(two_rooms)
    known = {str(action) for kind in action_enums() for action in kind}
    assert len(known) > 50
    assert known == touched & known
    assert set(place_kinds()) - stood == {Home}, "Home is a sign, nobody stands there"


def test_every_place_has_a_state_of_its_own_module() -> None:
    """The screen of a place is found by its name, and draws a state of `kiosk.places.states` or one beside it."""
    names = {kind.name for kind in place_kinds()} - {Home.name}
    modules = (
        states,
        states_bar,
        states_devices,
        states_enrol,
        states_idle,
        states_queue,
        states_staff,
        states_workshops,
    )
    kinds = {name for module in modules for name in vars(module) if name.endswith("State")}
    expected = {name.title().replace("-", "") + "State" for name in names}
    assert expected | {"FailsafeState"} == kinds


def test_every_patience_is_somebody_s() -> None:
    assert {kind.patience for kind in place_kinds() if kind is not Home} == set(Patience)

"""Every place and every action of every place is reached by one tour; what is new and not in it shows here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from enum import StrEnum

from kiosk import places
from kiosk.events import DeviceState, ExportedFile, ExportProgressed, ExportStep, PrintOutcome
from kiosk.places import board, charter, choose, export, idle, my_session, opened, pin, refusal, states, welcome
from kiosk.places.board import Board
from kiosk.places.charter import Charter, CharterText
from kiosk.places.choose import Choose
from kiosk.places.export import Export, ExportDone
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.my_session import MySession
from kiosk.places.notice import Farewell, Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.place import Home, Patience, Place
from kiosk.places.view import Bar, Tab
from kiosk.places.welcome import Welcome
from tests.factories import PIN, Scene
from tests.flows.harness import Flow, Step

UNREACHED = {
    Bar.LISTEN: "disabled until the kiosk has a voice",
}
"""Actions that no finger can reach, and why."""


def action_enums() -> Iterator[type[StrEnum]]:
    for found in pkgutil.iter_modules(places.__path__):
        module = importlib.import_module(f"{places.__name__}.{found.name}")
        for name in ("Action", "Overlay", "Bar", "Tab"):
            kind = getattr(module, name, None)
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__:
                yield kind


def place_kinds(kind: type[Place] = Place) -> Iterator[type[Place]]:
    for found in kind.__subclasses__():
        yield found
        yield from place_kinds(found)


def tour(scene: Scene) -> tuple[set[str], set[type[Place]]]:
    """A day at the kiosk. Returns the actions that were touched and the places that were stood at."""
    scene.device("printer", DeviceState.READY)
    flow = Flow(scene)
    steps = (*_visitor(scene, flow), *_session(scene), *_person(scene))
    stood = {step.at for step in steps}
    flow.run(*steps)
    stood |= _staff(scene, flow)
    return {action for _, action in flow.reached}, stood


def _visitor(scene: Scene, flow: Flow) -> tuple[Step, ...]:
    new = scene.member(signed=False)
    return (
        *(Step(Idle, touch=item) for item in (Bar.LANGUAGE, Bar.TEXT, Bar.CONTRAST, Bar.HELP)),
        Step(Idle, touch=idle.Action.NO_CARD),
        Step(Notice, touch=refusal.Action.HOME),
        Step(Idle, scan=new.code),
        Step(Charter, touch=charter.Action.LISTEN),
        Step(Charter, touch=charter.Action.BACK),
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, scan=new.code),
        Step(Charter, touch=charter.Action.READ_ALL),
        Step(CharterText, touch=charter.Action.NEXT),
        Step(CharterText, touch=charter.Action.PREVIOUS),
        Step(CharterText, touch=charter.Action.CLOSE),
        Step(Charter, touch=charter.Action.CONFIRM),
        Step(Welcome, touch=welcome.Action.PURPOSE, value="job"),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.NEXT),
        Step(Choose, touch=choose.Action.PREVIOUS),
        Step(Choose, touch=choose.Action.STATION, value=8),
        Step(Choose, touch=choose.Action.DURATION, value=30),
        Step(Choose, touch=choose.Action.BACK),
        Step(Welcome, touch=welcome.Action.WORKSTATION),
        Step(Choose, touch=choose.Action.CONFIRM),
        Step(SessionOpened, touch=opened.Action.PRINT),
    )


def _session(scene: Scene) -> tuple[Step, ...]:
    there = scene.member()
    scene.session(there, 1)
    return (
        Step(SessionOpened, touch=opened.Action.GO),
        Step(Idle, scan=there.code),
        Step(MySession, touch=my_session.Action.CHOOSE, value=15),
        Step(MySession, touch=my_session.Action.ADD),
        Step(MySession, touch=my_session.Action.RECEIPT),
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.KEEP),
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.END_CONFIRMED),
        Step(Farewell, touch=Bar.QUIT),
    )


def _person(scene: Scene) -> tuple[Step, ...]:
    one, two = scene.member(), scene.member()
    return (
        Step(Idle, scan=one.code),
        Step(Welcome, stays=45),
        Step(Welcome, touch=Overlay.STAY),
        Step(Welcome, stays=45),
        Step(Welcome, touch=Overlay.LEAVE),
        Step(Idle, scan=one.code),
        Step(Welcome, scan=two.code),
        Step(Welcome, touch=Overlay.KEEP),
        Step(Welcome, scan=two.code),
        Step(Welcome, touch=Overlay.CHANGE),
        Step(Welcome, touch=welcome.Action.VISIT),
        Step(Farewell, leaves_after=6),
    )


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
        Step(Board, touch=board.Action.NEXT),
        Step(Board, touch=board.Action.PREVIOUS),
        Step(Board, touch=board.Action.SELECT, value=scene.room.sessions[0].workstation),
        Step(Board, touch=board.Action.ADD, value=15),
        Step(Board, touch=board.Action.REASON, value="other"),
        Step(Board, touch=board.Action.UNDO),
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
        Step(Export, touch=Tab.ROOM),
        Step(Board, touch=Tab.LOCK),
        Step(Idle),
    )
    return {Pin, Board, Export, ExportDone}


def test_every_action_and_every_place_is_reached(two_rooms: Scene) -> None:
    touched, stood = tour(two_rooms)
    known = {str(action) for kind in action_enums() for action in kind}
    assert len(known) > 50
    assert known - touched == {str(action) for action in UNREACHED}
    assert set(place_kinds()) - stood == {Home}, "Home is a sign, nobody stands there"


def test_every_place_has_a_state_of_its_own_module() -> None:
    """The screen of a place is found by its name, and draws a state of `kiosk.places.states`."""
    names = {kind.name for kind in place_kinds()} - {Home.name}
    kinds = {name for name in vars(states) if name.endswith("State")}
    expected = {name.title().replace("-", "") + "State" for name in names}
    assert expected | {"FailsafeState"} == kinds


def test_every_patience_is_somebody_s() -> None:
    assert {kind.patience for kind in place_kinds() if kind is not Home} == set(Patience)

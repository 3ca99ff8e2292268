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
    charter,
    choose,
    consent,
    enrol,
    enrolled,
    export,
    feedback,
    idle,
    language,
    my_session,
    no_card,
    opened,
    pin,
    preferences,
    queue,
    reading,
    refusal,
    states,
    states_bar,
    states_enrol,
    states_queue,
    states_staff,
    states_workshops,
    waiting,
    welcome,
    workshop_registered,
    workshops,
)
from kiosk.places import help as help_called
from kiosk.places.assisted import Assisted
from kiosk.places.board import Board
from kiosk.places.called import CalledTicket
from kiosk.places.charter import Charter, CharterText
from kiosk.places.choose import Choose
from kiosk.places.consent import Consent
from kiosk.places.enrol import Enrol
from kiosk.places.enrolled import Enrolled
from kiosk.places.export import Export, ExportDone
from kiosk.places.feedback import Feedback, Thanks
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.language import Language
from kiosk.places.my_session import MySession
from kiosk.places.no_card import NoCard
from kiosk.places.notice import Farewell, Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.place import Home, Patience, Place
from kiosk.places.queue import Queue
from kiosk.places.reading import Reading
from kiosk.places.view import Bar, Tab
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.places.workshop_registered import WorkshopRegistered
from kiosk.places.workshops import Workshops
from tests.factories import PIN, Carried, Colleague, Scene
from tests.flows.harness import Flow, Step
from tests.flows.ways import type_pin
from tests.flows.workshop_story import a_week, tell


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
    scene.device("printer", DeviceState.READY)
    flow = Flow(scene)
    steps = (*_visitor(scene), *_session(scene), *_person(scene), *_child(scene))
    stood = {step.at for step in steps}
    flow.run(*steps)
    stood |= _form(scene, flow)
    stood |= _newcomer(scene, flow)
    stood |= _workshops(scene, flow)
    stood |= _staff(scene, flow)
    stood |= _list(scene, flow)
    return {action for _, action in flow.reached}, stood


def _visitor(scene: Scene) -> tuple[Step, ...]:
    new = scene.member(signed=False)
    return (
        *(Step(Idle, touch=item) for item in (Bar.TEXT, Bar.CONTRAST, Bar.HELP)),
        Step(Idle, touch=help_called.Action.CANCEL),
        Step(Idle, touch=Bar.HELP),
        Step(Idle, touch=help_called.Action.THANKS),
        *_languages(),
        Step(Idle, touch=idle.Action.NO_CARD),
        Step(NoCard, touch=Bar.QUIT),
        Step(Idle, touch=idle.Action.NO_CARD),
        Step(NoCard, touch=no_card.Action.GUEST),
        Step(Charter, touch=charter.Action.BACK),
        Step(Idle, scan=new.code),
        Step(Charter, touch=Bar.LISTEN),
        *(Step(Reading, touch=item) for item in (reading.Action.LOUDER, reading.Action.QUIETER)),
        *(Step(Reading, touch=item) for item in (reading.Action.NEXT, reading.Action.PREVIOUS, reading.Action.STOP)),
        Step(Charter, touch=Bar.LISTEN),
        Step(Reading, touch=reading.Action.BACK),
        Step(Charter, touch=Bar.LISTEN),
        Step(Reading, touch=reading.Action.SIGN),
        Step(Charter, touch=charter.Action.BACK),
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, touch=Bar.TEXT),
        Step(Idle, scan=new.code),
        Step(Charter, touch=charter.Action.READ_ALL),
        Step(CharterText, touch=charter.Action.NEXT),
        Step(CharterText, touch=charter.Action.PREVIOUS),
        Step(CharterText, touch=charter.Action.CLOSE),
        Step(Charter, touch=charter.Action.CONFIRM),
        Step(Welcome, touch=Bar.CONTRAST),
        Step(Welcome, touch=preferences.Action.KEEP),
        Step(Welcome, touch=preferences.Action.FORGET),
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


def _languages() -> tuple[Step, ...]:
    return (
        Step(Idle, touch=Bar.LANGUAGE),
        Step(Language, touch=language.Action.NEXT),
        Step(Language, touch=language.Action.PREVIOUS),
        Step(Language, touch=language.Action.BACK),
        Step(Idle, touch=Bar.LANGUAGE),
        Step(Language, touch=language.Action.CONTINUE),
        Step(Idle, touch=Bar.LANGUAGE),
        Step(Language, touch=language.Action.CHOOSE, value="en"),
    )


def _session(scene: Scene) -> tuple[Step, ...]:
    there, other = scene.member(), scene.member()
    scene.session(there, 1)
    scene.session(other, 2)
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
        Step(Feedback, touch=feedback.Action.ANSWER, value="good"),
        Step(Thanks, leaves_after=2),
        Step(Idle, scan=other.code),
        Step(MySession, touch=my_session.Action.END),
        Step(MySession, touch=my_session.Action.END_CONFIRMED),
        Step(Feedback, touch=feedback.Action.SKIP),
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


def _child(scene: Scene) -> tuple[Step, ...]:
    child = scene.member("Lucas", birth_year=2012, category="minor", signed=False)
    return (
        Step(Idle, scan=child.code),
        Step(Consent, touch=consent.Action.BACK),
        Step(Idle, scan=child.code),
        Step(Consent, touch=consent.Action.PARENT),
        Step(Charter, touch=charter.Action.BACK),
        Step(Idle, scan=child.code),
        Step(Consent, touch=consent.Action.PAPER),
        Step(Notice, touch=refusal.Action.HOME),
    )


def _form(scene: Scene, flow: Flow) -> set[type[Place]]:
    """The form comes back; at first somebody has it at home still."""
    child = scene.member("Noé", birth_year=2012, category="minor", signed=False)
    colleague = scene.colleague()
    for answer in (consent.Action.NOT_FILED, consent.Action.FILED):
        flow.run(Step(Idle, scan=child.code), Step(Consent, scan=colleague.code))
        type_pin(flow, PIN).run(Step(Consent, touch=answer))
    flow.run(Step(Charter, touch=charter.Action.BACK))
    for said in (charter.Action.NOT_ACCEPTED, charter.Action.ACCEPTED):
        new = scene.member(signed=False)
        flow.run(
            Step(Idle, scan=new.code),
            Step(Charter, touch=charter.Action.CANNOT),
            Step(Assisted, scan=colleague.code),
        )
        type_pin(flow, PIN).run(Step(Charter, touch=said))
        flow.touch(Bar.QUIT)
    return {Consent, Pin, Charter, Assisted}


def _newcomer(scene: Scene, flow: Flow) -> set[type[Place]]:
    """Somebody enrols, and tries every key that is no letter."""
    flow.run(
        Step(Idle, touch=idle.Action.NO_CARD),
        Step(NoCard, touch=no_card.Action.ENROL),
        Step(Enrol, touch=enrol.Action.PAGE),
        Step(Enrol, touch=enrol.Action.PAGE),
        Step(Enrol, touch=enrol.Action.KEY, value="A"),
        Step(Enrol, touch=enrol.Action.ERASE),
        Step(Enrol, touch=enrol.Action.KEY, value="A"),
        Step(Enrol, touch=enrol.Action.CLEAR),
        Step(Enrol, touch=enrol.Action.KEY, value="A"),
        Step(Enrol, touch=enrol.Action.NEXT),
        Step(Enrol, touch=enrol.Action.BACK),
        Step(Enrol, touch=enrol.Action.NEXT),
        Step(Enrol, touch=enrol.Action.KEY, value="B"),
        Step(Enrol, touch=enrol.Action.NEXT),
        *(Step(Enrol, touch=enrol.Action.KEY, value=digit) for digit in "1991"),
        Step(Enrol, touch=enrol.Action.NEXT),
        Step(Charter, touch=charter.Action.CONFIRM),
    )
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(Step(Enrolled, touch=enrolled.Action.PRINT))
    scene.printed(PrintOutcome.UNKNOWN)
    flow.run(
        Step(Enrolled, touch=enrolled.Action.HAVE_IT),
        Step(Enrolled, touch=enrolled.Action.GO),
        Step(Welcome, touch=Bar.QUIT),
    )
    return {Enrol, Enrolled}


def _workshops(scene: Scene, flow: Flow) -> set[type[Place]]:
    """Somebody registers, prints it, and changes their mind."""
    carried, week = scene.member(), a_week()
    tell(scene, *week)
    flow.run(
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.WORKSHOP),
        Step(Workshops, touch=workshops.Action.BACK),
        Step(Welcome, touch=welcome.Action.WORKSHOP),
        Step(Workshops, touch=workshops.Action.NEXT),
        Step(Workshops, touch=workshops.Action.PREVIOUS),
        Step(Workshops, touch=workshops.Action.CHOOSE, value=workshops.key(week[1])),
        Step(Workshops, touch=workshops.Action.REGISTER),
        Step(WorkshopRegistered, touch=workshop_registered.Action.PRINT),
    )
    scene.printed()
    flow.run(
        Step(WorkshopRegistered, touch=workshop_registered.Action.DONE),
        Step(Idle, scan=carried.code),
        Step(Welcome, touch=welcome.Action.WORKSHOP),
        Step(Workshops, touch=workshops.Action.GIVE_BACK),
        Step(Workshops, touch=Bar.QUIT),
    )
    tell(scene)
    return {Workshops, WorkshopRegistered}


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
        Step(Export, touch=Tab.ROOM),
        Step(Board, touch=Tab.LOCK),
        Step(Idle),
    )
    return {Pin, Board, Export, ExportDone}


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
    modules = (states, states_bar, states_enrol, states_queue, states_staff, states_workshops)
    kinds = {name for module in modules for name in vars(module) if name.endswith("State")}
    expected = {name.title().replace("-", "") + "State" for name in names}
    assert expected | {"FailsafeState"} == kinds


def test_every_patience_is_somebody_s() -> None:
    assert {kind.patience for kind in place_kinds() if kind is not Home} == set(Patience)

"""A visitor's part of the tour: cards, charter, sessions, children, enrolment, workshops, with everything touched."""

from __future__ import annotations

from kiosk.events import PrintOutcome
from kiosk.places import (
    charter,
    choose,
    consent,
    enrol,
    enrolled,
    feedback,
    idle,
    language,
    my_session,
    no_card,
    opened,
    preferences,
    reading,
    refusal,
    welcome,
    workshop_registered,
    workshops,
)
from kiosk.places import help as help_called
from kiosk.places.assisted import Assisted
from kiosk.places.charter import Charter, CharterText
from kiosk.places.choose import Choose
from kiosk.places.consent import Consent
from kiosk.places.enrol import Enrol
from kiosk.places.enrolled import Enrolled
from kiosk.places.feedback import Feedback, Thanks
from kiosk.places.frame import Overlay
from kiosk.places.idle import Idle
from kiosk.places.language import Language
from kiosk.places.my_session import MySession
from kiosk.places.no_card import NoCard
from kiosk.places.notice import Farewell, Notice
from kiosk.places.opened import SessionOpened
from kiosk.places.pin import Pin
from kiosk.places.place import Place
from kiosk.places.reading import Reading
from kiosk.places.view import Bar
from kiosk.places.welcome import Welcome
from kiosk.places.workshop_registered import WorkshopRegistered
from kiosk.places.workshops import Workshops
from tests.factories import PIN, Scene
from tests.flows.harness import Flow, Step
from tests.flows.ways import type_pin
from tests.flows.workshop_story import a_week, tell


def first_visit(scene: Scene) -> tuple[Step, ...]:
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
        Step(Welcome, touch=preferences.Action.UNDO),
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


def two_sessions(scene: Scene) -> tuple[Step, ...]:
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


def two_at_the_kiosk(scene: Scene) -> tuple[Step, ...]:
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


def child_alone(scene: Scene) -> tuple[Step, ...]:
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


def forms_and_help(scene: Scene, flow: Flow) -> set[type[Place]]:
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


def newcomer(scene: Scene, flow: Flow) -> set[type[Place]]:
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


def workshop(scene: Scene, flow: Flow) -> set[type[Place]]:
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

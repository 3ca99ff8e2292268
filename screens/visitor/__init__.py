"""The screens of the visitors, one module per place."""

from __future__ import annotations

from screens.screen import Place
from screens.visitor.called import Called
from screens.visitor.charter import Charter
from screens.visitor.charter_text import CharterText
from screens.visitor.choose import Choose
from screens.visitor.consent import Consent
from screens.visitor.enrol import Enrol
from screens.visitor.enrolled import Enrolled
from screens.visitor.feedback import Feedback
from screens.visitor.idle import Idle
from screens.visitor.language import Language
from screens.visitor.my_session import MySession
from screens.visitor.notice import Notice
from screens.visitor.opened import Opened
from screens.visitor.reading import Reading
from screens.visitor.waiting import Waiting
from screens.visitor.welcome import Welcome
from screens.visitor.workshop_registered import WorkshopRegistered
from screens.visitor.workshops import Workshops

#: By the name of the place that they show (kiosk.places).
PLACES: dict[str, type[Place]] = {
    "idle": Idle,
    "called": Called,
    "welcome": Welcome,
    "choose": Choose,
    "charter": Charter,
    "charter-text": CharterText,
    "consent": Consent,
    "enrol": Enrol,
    "enrolled": Enrolled,
    "opened": Opened,
    "waiting": Waiting,
    "my-session": MySession,
    "notice": Notice,
    "workshops": Workshops,
    "workshop-registered": WorkshopRegistered,
    "feedback": Feedback,
    "language": Language,
    "reading": Reading,
}

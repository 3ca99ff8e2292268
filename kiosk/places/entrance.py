"""From a presented card to the place it leads to."""

from __future__ import annotations

from dataclasses import replace

from kiosk.models import Member
from kiosk.places.charter import Charter
from kiosk.places.consent import Consent
from kiosk.places.desk import CardOutcome, Desk, LastCard
from kiosk.places.my_session import MySession
from kiosk.places.notice import refused
from kiosk.places.pin import pin
from kiosk.places.place import Place
from kiosk.places.turn import begin
from kiosk.places.waiting import Waiting
from kiosk.places.welcome import Welcome
from kiosk.places.workshop_list import attended
from kiosk.ports import Chime
from kiosk.reception.outcomes import Arrival, Arrived, Called, SessionRuns, StaffCard, Waits
from kiosk.rules.minors import is_adult
from kiosk.rules.refusals import Reason, Refused


def present(
    code: str,
    desk: Desk,
    child: Member | None = None,
    minor: Member | None = None,
    charter: Charter | None = None,
) -> Place:
    """Decide on a code and go where the decision leads (design guide §6, "01 idle").

    `child` is somebody who was just told to come with an adult: an adult's card admits them. `minor` waits for the
    staff to say that the parent's form is there, `charter` to say that it is accepted.
    """
    answer = desk.reception.arrive(code)
    desk.speaker.chime(Chime.REFUSED if isinstance(answer, Refused) else Chime.ACCEPTED)
    desk.last_card = LastCard(desk.moment().utc, _outcome(answer))
    if child is not None and _is_adult(answer, desk):
        return place_of(desk.reception.admit(child, accompanied=True), desk)
    if isinstance(answer, StaffCard):
        return pin(answer, minor, charter)
    return _expected(place_of(answer, desk), desk)


def _outcome(answer: Arrival) -> CardOutcome:
    """What the staff may hear of it."""
    if not isinstance(answer, Refused):
        return CardOutcome.ACCEPTED
    return CardOutcome.UNREADABLE if answer.reason is Reason.UNREADABLE else CardOutcome.REFUSED


def _expected(place: Place, desk: Desk) -> Place:
    """The same place; who came for a workshop hears that it is noted."""
    if desk.reception.attended is None:
        return place
    title = attended(desk)
    if isinstance(place, Welcome) and title:
        return replace(place, attends=title)
    desk.say("accept", lambda words: words.t("Your presence is noted"))
    return place


def place_of(answer: Arrival, desk: Desk) -> Place:
    """The place that an arrival leads to; shown as the member wants it."""
    member = _member(answer)
    if member is not None:
        desk.prefer(member.preferences)
    match answer:
        case Arrived(must_sign=True) | Called(arrived=Arrived(must_sign=True)) if member is not None:
            arrived = answer if isinstance(answer, Arrived) else answer.arrived
            return Charter(
                member, desk.reception.new_request(), accompanied=arrived.accompanied, grew_up=arrived.grew_up
            )
        case Arrived():
            return Welcome(answer, desk.reception.new_request())
        case Called():
            return begin(answer, desk)
        case Waits(instead=instead):
            return Waiting(answer, back=Welcome(instead, desk.reception.new_request()) if instead else None)
        case SessionRuns():
            return MySession(answer)
        case StaffCard():
            return pin(answer)
        case Refused(reason=Reason.GUARDIAN_MISSING, member=minor) if minor is not None:
            return Consent(minor, renewed=answer.renewed)
    return refused(answer)


def _member(answer: Arrival) -> Member | None:
    """Who stands here, when it is a member who was let in."""
    match answer:
        case Arrived(member=member) | Waits(member=member) | Called(arrived=Arrived(member=member)):
            return member
        case SessionRuns(member=runner):
            return runner
    return None


def _is_adult(answer: Arrival, desk: Desk) -> bool:
    member = _member(answer)
    return member is not None and is_adult(member, desk.site.today(desk.moment().utc))


def out_of_order() -> Place:
    """The store did not confirm: nobody is refused, staff helps."""
    return refused(Refused(Reason.FAULT))

"""What staff do at the kiosk: PIN, extra time within the cap, ending a session, out of service, help calls.

Every act is journalled with the member of staff who did it (docs/security.md, "Staff").
"""

from __future__ import annotations

from enum import StrEnum

from kiosk.clock import Moment
from kiosk.models import Staff
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import Extended, NotExtended, PinBlocked, PinOutcome, Unlocked, WrongPin
from kiosk.rules import allotment, pin
from kiosk.site import Site


class ExtensionReason(StrEnum):
    """Why staff add time; part of the activity report."""

    PROCEDURE = "procedure"
    TRAINING = "training"
    FAULT = "fault"
    OTHER = "other"


def record_pin(uow: UnitOfWork, site: Site, moment: Moment, staff_id: int, *, right: bool) -> PinOutcome | None:
    """Write down a try. `right` was worked out before the transaction; None when the person is gone."""
    staff = uow.staff.get(staff_id)
    if staff is None:
        return None
    blocked = pin.blocked_until(staff, site.settings.staff, moment.utc)
    if blocked is not None:
        return PinBlocked(blocked)
    if right:
        uow.staff.record_tries(staff_id, 0, None)
        uow.journal.add("staff.unlocked", moment.utc, {"staff": staff_id})
        return Unlocked(staff)
    after = pin.after_wrong(staff, site.settings.staff, moment.utc)
    uow.staff.record_tries(staff_id, after.failed, after.blocked_until)
    uow.journal.add("staff.wrong-pin", moment.utc, {"staff": staff_id, "left": after.left})
    return PinBlocked(after.blocked_until) if after.blocked_until else WrongPin(after.left)


def choose_pin(uow: UnitOfWork, moment: Moment, staff_id: int, pin_hash: str) -> Staff | None:
    """Set the first PIN; None when one is set already (nobody overwrites a PIN with the card alone)."""
    staff = uow.staff.get(staff_id)
    if staff is None or staff.pin_hash is not None:
        return None
    uow.staff.set_pin(staff_id, pin_hash)
    uow.journal.add("staff.pin-chosen", moment.utc, {"staff": staff_id})
    return uow.staff.get(staff_id)


def add_time(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    staff_id: int,
    session_id: int,
    seconds: float,
    reason: ExtensionReason,
    request: bytes,
) -> Extended | NotExtended:
    """Add time to somebody's session: at most the daily cap per member, never past closing (docs/rules.md §2)."""
    session = uow.sessions.get(session_id)
    if session is None or session.closed_at is not None:
        return NotExtended("ended")
    if uow.journal.of_request(request) is not None:
        return Extended(session, 0.0)
    limits = site.settings.limits
    given = uow.sessions.seconds_by_staff_on(session.member_id, site.today(moment.utc))
    left = session.left_at(moment.boottime, moment.boot_id)
    added = min(seconds, allotment.staff_extension(given, left, moment.utc, site.opening, limits))
    if added < allotment.SMALLEST_EXTENSION:
        rest = limits.staff_daily_cap * 60 - given
        return NotExtended("cap" if rest < allotment.SMALLEST_EXTENSION else "closing")
    session = uow.sessions.extend(session_id, added, by_staff=staff_id, reason=reason.value, at=moment.utc)
    body = {"session": session_id, "seconds": added, "by": "staff", "staff": staff_id, "reason": reason.value}
    uow.journal.add("session.extended", moment.utc, body, request)
    return Extended(session, added)


def take_back_time(
    uow: UnitOfWork, moment: Moment, staff_id: int, session_id: int, seconds: float
) -> Extended | NotExtended:
    """Undo an extension that was just given; a session keeps at least the minute that runs."""
    session = uow.sessions.get(session_id)
    if session is None or session.closed_at is not None:
        return NotExtended("ended")
    taken = min(seconds, max(0.0, session.left_at(moment.boottime, moment.boot_id) - 60))
    if taken == 0:
        return Extended(session, 0.0)
    session = uow.sessions.take_back(session_id, taken, by_staff=staff_id, at=moment.utc)
    body = {"session": session_id, "seconds": -taken, "by": "staff", "staff": staff_id, "reason": "undo"}
    uow.journal.add("session.extended", moment.utc, body)
    return Extended(session, -taken)


def set_service(uow: UnitOfWork, moment: Moment, staff_id: int, workstation: int, *, in_service: bool) -> bool:
    """Take a workstation out of service or put it back. False while a session runs on it: end that first."""
    if not in_service and uow.room().session_on(workstation) is not None:
        return False
    if in_service:
        uow.workstations.put_back(workstation)
    else:
        uow.workstations.take_out(workstation, moment.utc)
    kind = "workstation.in-service" if in_service else "workstation.out-of-service"
    uow.journal.add(kind, moment.utc, {"staff": staff_id, "workstation": workstation})
    return True


def call_help(uow: UnitOfWork, moment: Moment, workstation: int | None, request: bytes) -> None:
    """A visitor asks for somebody; while a call from the same place stands, another one changes nothing."""
    if any(c.workstation == workstation and c.stands_at(moment.utc) for c in uow.help_calls.open_calls()):
        return
    call = uow.help_calls.add(moment.utc, workstation)
    uow.journal.add("help.called", moment.utc, {"call": call.id, "workstation": workstation}, request)


def answer_help(uow: UnitOfWork, moment: Moment, staff_id: int) -> None:
    """Somebody is on the way: every open call is answered and leaves the board."""
    for call in uow.help_calls.open_calls():
        uow.journal.add("help.answered", moment.utc, {"call": call.id, "staff": staff_id})
    uow.help_calls.close_all(moment.utc)


def lock(uow: UnitOfWork, moment: Moment, staff_id: int, *, by_itself: bool) -> None:
    """Staff mode was left."""
    uow.journal.add("staff.locked", moment.utc, {"staff": staff_id, "by_itself": by_itself})

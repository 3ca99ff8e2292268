"""What staff do at the kiosk: PIN, out of service, help calls, a parent's agreement on paper.

Every act is journalled with the member of staff who did it (docs/security.md, "Staff").
"""

from __future__ import annotations

from kiosk.clock import Moment
from kiosk.models import Staff
from kiosk.ports import UnitOfWork
from kiosk.reception.outcomes import PinBlocked, PinOutcome, Unlocked, WrongPin
from kiosk.rules import pin
from kiosk.site import Site


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


def set_service(uow: UnitOfWork, moment: Moment, staff_id: int, workstation: int, *, in_service: bool) -> bool:
    """Take a workstation out of service or put it back. False while a session runs on it, or while it is held for a
    called ticket: end that first."""
    room = uow.room()
    if not in_service and (room.session_on(workstation) is not None or room.hold_on(workstation) is not None):
        return False
    if in_service:
        uow.workstations.put_back(workstation)
    else:
        uow.workstations.take_out(workstation, moment.utc)
    kind = "workstation.in-service" if in_service else "workstation.out-of-service"
    uow.journal.add(kind, moment.utc, {"staff": staff_id, "workstation": workstation})
    return True


def agree_on_paper(uow: UnitOfWork, moment: Moment, staff_id: int, member_id: int) -> None:
    """The parent's form is signed and filed (docs/rules.md §6); the minor still signs the charter in person."""
    uow.members.agree(member_id)
    uow.journal.add("guardian.agreed-on-paper", moment.utc, {"staff": staff_id, "member": member_id})


def call_help(uow: UnitOfWork, moment: Moment, workstation: int | None, request: bytes) -> None:
    """A visitor asks for somebody; while a call from the same place stands, another one changes nothing."""
    if any(c.workstation == workstation and c.stands_at(moment.utc) for c in uow.help_calls.open_calls()):
        return
    for old in uow.help_calls.open_calls():
        if old.coming and not old.stands_at(moment.utc):
            uow.help_calls.close(old.id, moment.utc)
    call = uow.help_calls.add(moment.utc, workstation)
    uow.journal.add("help.called", moment.utc, {"call": call.id, "workstation": workstation}, request)


def cancel_help(uow: UnitOfWork, moment: Moment, workstation: int | None) -> None:
    """The visitor needs nobody after all: the open calls from that place are over."""
    for call in uow.help_calls.open_calls():
        if call.workstation == workstation:
            uow.help_calls.close(call.id, moment.utc)
            uow.journal.add("help.cancelled", moment.utc, {"call": call.id, "workstation": workstation})


def answer_help(uow: UnitOfWork, moment: Moment, staff_id: int) -> None:
    """Somebody is on the way: every open call is answered, and stays on the board until it is closed."""
    for call in uow.help_calls.open_calls():
        if not call.coming:
            uow.help_calls.mark_coming(call.id, moment.utc)
            waited = max(0, round((moment.utc - call.asked_at).total_seconds()))
            uow.journal.add("help.answered", moment.utc, {"call": call.id, "staff": staff_id, "seconds": waited})


def close_help(uow: UnitOfWork, moment: Moment, staff_id: int) -> None:
    """Somebody was there: the calls that were answered leave the board."""
    for call in uow.help_calls.open_calls():
        if call.coming:
            uow.help_calls.close(call.id, moment.utc)
            uow.journal.add("help.closed", moment.utc, {"call": call.id, "staff": staff_id})


def lock(uow: UnitOfWork, moment: Moment, staff_id: int, *, by_itself: bool) -> None:
    """Staff mode was left."""
    uow.journal.add("staff.locked", moment.utc, {"staff": staff_id, "by_itself": by_itself})

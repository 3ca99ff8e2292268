"""Enrolment at the kiosk: a new member, and the slip that is their card until the desk has made one.

The kiosk cannot sign cards: it does not hold the key (docs/decisions/0016-enrolment-at-the-kiosk.md).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from kiosk.cards import SLIP_TOKEN_BYTES
from kiosk.clock import Moment
from kiosk.models import Member, Newcomer, Stroke
from kiosk.ports import UnitOfWork
from kiosk.reception.sessions import sign_charter
from kiosk.rules import charter
from kiosk.site import Site


def enrol(uow: UnitOfWork, moment: Moment, newcomer: Newcomer) -> Member:
    """Make a member of a newcomer, with the next free number. Repeating the request gives the same member.

    Raises ValueError when every number is taken.
    """
    done = uow.journal.of_request(newcomer.request)
    known = uow.members.get(int(done.body["member"])) if done is not None else None
    if known is not None:
        return known
    member = uow.members.add(
        number=uow.members.next_number(),
        category=newcomer.category,
        at=moment.utc,
        first_name=newcomer.first_name,
        family_name=newcomer.family_name,
        birth_year=newcomer.birth_year,
    )
    uow.journal.add("member.enrolled", moment.utc, {"member": member.id}, newcomer.request)
    return member


def enrol_signing(
    uow: UnitOfWork,
    site: Site,
    moment: Moment,
    newcomer: Newcomer,
    language: str,
    strokes: Sequence[Stroke],
    request: bytes,
    *,
    guardian: bool = False,
) -> Member | None:
    """Make a member of a newcomer who signs the charter, or whose guardian does: both, or nothing at all.

    None when the strokes are no signature (docs/rules.md §6).
    """
    if not charter.is_signature(strokes):
        return None
    member = enrol(uow, moment, newcomer)
    sign_charter(uow, site, moment, member.id, language, strokes, request, guardian=guardian)
    return uow.members.get(member.id)


def lend_slip(uow: UnitOfWork, site: Site, moment: Moment, member_id: int) -> bytes | None:
    """The code of a slip that stands for the member's card today, and replaces a former one; it is shown and printed
    now, and kept nowhere. None for whoever has a card, or a guest ticket."""
    member = uow.members.get(member_id)
    if member is None or member.is_guest or uow.cards.of_member(member_id):
        return None
    token = secrets.token_bytes(SLIP_TOKEN_BYTES)
    uow.guests.lend(member_id, token=token, local_date=site.today(moment.utc), at=moment.utc)
    uow.journal.add("slip.lent", moment.utc, {"member": member_id})
    return token

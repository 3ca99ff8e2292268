"""A network with one key, and members who signed the charter: what every measured store begins with."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from kiosk.bootstrap import House, new_request, open_store
from kiosk.cards import Issuer, KeyRing
from kiosk.clock import ManualClock, Moment
from kiosk.commands.keys import add_key
from kiosk.data_folder import KEY_RING_FILE
from kiosk.demo.visit import SIGNATURE
from kiosk.models import Card, CardType, Stroke
from kiosk.ports import UnitOfWork
from kiosk.reception import card_desk
from kiosk.reception.outcomes import Arrived
from kiosk.reception.sessions import sign_charter
from kiosk.site import Site
from tests.bench.site import CODES_FILE, START, settings

MEMBERS = 120
_STROKES = tuple(Stroke(tuple((x, y, 8 * i) for i, (x, y) in enumerate(line))) for line in SIGNATURE)


def make_people(folder: Path) -> None:
    """Fill `folder` with a store, its key ring and the codes of the members' cards."""
    site = Site(settings())
    moment = Moment.of(ManualClock(START - timedelta(minutes=1)))
    today = site.today(moment.utc)
    issuer, ring = add_key(KeyRing(site.settings.site.network, ()), today - timedelta(days=30), 3650)
    (folder / KEY_RING_FILE).write_text(ring.to_json(), encoding="utf-8")
    store = open_store(folder, site.settings)
    try:
        codes = store.write(lambda uow: [_member(uow, site, moment, issuer, n) for n in range(1, MEMBERS + 1)])
    finally:
        store.close()
    (folder / CODES_FILE).write_text(json.dumps(codes), encoding="utf-8")


def _member(uow: UnitOfWork, site: Site, moment: Moment, issuer: Issuer, number: int) -> str:
    member = uow.members.add(
        number=number, category="adult", at=moment.utc, first_name=f"Membre {number}", birth_year=1980
    )
    today = site.today(moment.utc)
    card = Card(secrets.token_bytes(8), CardType.MEMBER, member.id, today, today + timedelta(days=700))
    card_desk.issue(uow, moment, card)
    sign_charter(uow, site, moment, member.id, "fr", _STROKES, new_request())
    return issuer.sign_card(card.type, card.card_id, card.issued_on, card.expires_on)


def sit_down(house: House, codes: Sequence[str]) -> None:
    """Give the bearers of these cards a running session, so that the room is a room."""
    reception = house.reception
    for code in codes:
        answer = reception.arrive(code)
        assert isinstance(answer, Arrived), f"the sample site admits everybody now, but said {answer}"
        reception.open_session(answer.member, answer.best[0], 3600.0, None, reception.new_request())

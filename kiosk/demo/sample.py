"""The invented people of a site file, with genuine cards: a key of their own, signed codes, printed faces."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import platformdirs

from config.settings import Settings
from data.store import SqliteStore
from kiosk.bootstrap import open_store
from kiosk.cards import Issuer, KeyRing
from kiosk.clock import Clock, Moment
from kiosk.commands.card_files import write_card_files
from kiosk.commands.keys import add_key, write_private
from kiosk.data_folder import KEY_RING_FILE, STORE_FILE
from kiosk.models import Card, CardType, Member, Staff
from kiosk.reception import card_desk
from kiosk.site import Site

CODES_FILE = "codes.json"
CARD_DAYS = 730
KEY_DAYS = 3650
FILM = Path("devices", "camera.mkv")
"""In the folder of the sample: what its camera sees."""


@dataclass(frozen=True)
class Sample:
    """Where the sample lives, and the codes of its cards by name in lower case."""

    folder: Path
    codes: Mapping[str, str]

    @property
    def cards(self) -> Path:
        """Pictures of the cards."""
        return self.folder / "cards"

    @property
    def devices(self) -> Path:
        """Where the simulated devices are plugged in."""
        return self.folder / "devices"

    @property
    def film(self) -> Path:
        """What the camera sees; the sample has one while there is this file."""
        return self.folder / FILM

    @property
    def stick(self) -> Path:
        """A folder that stands for a USB stick."""
        return self.folder / "usb-stick"


def sample_folder() -> Path:
    """Where `vestibule run --sample` keeps its data."""
    return platformdirs.user_state_path("vestibule") / "sample"


def prepare(settings: Settings, folder: Path, clock: Clock) -> Sample:
    """Make the invented people and their cards, once; later calls find them again.

    Raises ValueError when the folder is a real kiosk's, `data.database.StoreError` and OSError when it cannot be used.
    """
    codes_file = folder / CODES_FILE
    if not codes_file.exists():
        if any((folder / name).exists() for name in (STORE_FILE, KEY_RING_FILE)):
            raise ValueError(f"{folder} holds the data of a real kiosk; choose another folder for the sample")
        _make(settings, folder, clock, codes_file)
    sample = Sample(folder, json.loads(codes_file.read_text(encoding="utf-8")))
    sample.stick.mkdir(exist_ok=True)
    return sample


def _make(settings: Settings, folder: Path, clock: Clock, codes_file: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = Moment.of(clock)
    today = Site(settings).today(moment.utc)
    issuer, ring = add_key(KeyRing(settings.site.network, ()), today - timedelta(days=KEY_DAYS // 2), KEY_DAYS)
    (folder / KEY_RING_FILE).write_text(ring.to_json(), encoding="utf-8")
    desk_key = folder / "card-desk" / "key.pem"
    desk_key.unlink(missing_ok=True)
    write_private(desk_key, issuer.to_pem())
    store = open_store(folder, settings)
    try:
        issued = _people(settings, store, issuer, moment, today)
    finally:
        store.close()
    write_card_files(settings, list(issued), folder / "cards", moment.utc)
    codes = {_name(holder).lower(): code for holder, code in issued}
    codes_file.write_text(json.dumps(codes, indent=1, ensure_ascii=False), encoding="utf-8")
    codes_file.chmod(0o600)


def _people(
    settings: Settings, store: SqliteStore, issuer: Issuer, moment: Moment, today: date
) -> list[tuple[Member | Staff, str]]:
    issued: list[tuple[Member | Staff, str]] = []
    for person in settings.demo.members:
        member = store.write(
            lambda uow, p=person: (
                uow.members.by_number(p.number)  # type: ignore[misc]
                or uow.members.add(
                    number=p.number,
                    category=p.category,
                    at=moment.utc,
                    first_name=p.first_name,
                    birth_year=p.birth_year,
                    needs=p.needs,
                    guardian_agreed=True,
                )
            )
        )
        issued.append((member, _card(store, issuer, moment, CardType.MEMBER, member.id, today)))
    for colleague in settings.demo.staff:
        staff = store.write(
            lambda uow, c=colleague: (
                uow.staff.by_number(c.number)  # type: ignore[misc]
                or uow.staff.add(number=c.number, name=c.name, at=moment.utc)
            )
        )
        issued.append((staff, _card(store, issuer, moment, CardType.STAFF, staff.id, today)))
    return issued


def _card(store: SqliteStore, issuer: Issuer, moment: Moment, type_: CardType, holder: int, today: date) -> str:
    card = Card(secrets.token_bytes(8), type_, holder, today, today + timedelta(days=CARD_DAYS))
    store.write(lambda uow: card_desk.issue(uow, moment, card))
    return issuer.sign_card(type_, card.card_id, card.issued_on, card.expires_on)


def _name(holder: Member | Staff) -> str:
    name = holder.name if isinstance(holder, Staff) else holder.first_name
    return name or str(holder.number)

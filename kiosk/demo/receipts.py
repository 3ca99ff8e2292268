"""The receipt of an invented session, in every form: how a site's slips look before any printer is there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from config.settings import Settings
from devices.null import NullPrinter, NullSpeaker
from devices.printers.pdf import PAPERS, render_pdf
from devices.printers.plain_text import plain_text
from devices.printers.raster import render_png
from devices.registry import Devices
from devices.storage import UsbStorage
from devices.supervisor import Supervisor
from kiosk.bootstrap import build, fonts_folder
from kiosk.cards import KeyRing
from kiosk.clock import Clock, SystemClock
from kiosk.demo.shifted import opening_clock
from kiosk.inbox import Inbox
from kiosk.models import Session
from kiosk.places.slip import receipt
from kiosk.receipts import Receipt
from kiosk.site import Site

WIDTHS = {"80mm": 576, "58mm": 384}
MINUTES = 60
CODE = "4817"


def sample_receipt(settings: Settings, language: str) -> Receipt:
    """What is printed for an hour on the first workstation, from now, in a language of the site.

    Raises ValueError when the site does not speak it.
    """
    if language not in settings.site.languages:
        raise ValueError(f"{settings.site.name} speaks {', '.join(settings.site.languages)}; choose one of them")
    clock = opening_clock(SystemClock(), Site(settings), None)
    with tempfile.TemporaryDirectory(prefix="vestibule-receipt-") as folder:
        keys = KeyRing(settings.site.network, ())  # nobody presents a card here
        house = build(settings, Path(folder), clock=clock, keys=keys, make_devices=_no_devices)
        try:
            desk = house.front.desk
            desk.language = language
            now = desk.moment()
            session = Session(
                id=1,
                member_id=1,
                member_number=1,
                category=settings.categories[0].id,
                workstation=settings.workstations[0].number,
                opened_at=now.utc,
                granted=MINUTES * 60.0,
                used=0.0,
                mark=now.boottime,
                boot_id=now.boot_id,
                code=CODE,
                receipt_token=bytes(16),
            )
            return receipt(desk, session)
        finally:
            house.close()


def _no_devices(_settings: Settings, inbox: Inbox, clock: Clock) -> Devices:
    put = inbox.put
    return Devices(Supervisor(put, clock), NullPrinter(put), UsbStorage(()), NullSpeaker(put))


def write_forms(slip: Receipt, out: Path) -> list[Path]:
    """Write the slip as pictures, PDF and text into `out`; returns the files. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    made = {f"receipt-{paper}.png": render_png(slip, width, fonts_folder()) for paper, width in WIDTHS.items()}
    now = SystemClock().utc_now()
    for paper in PAPERS:
        name = f"receipt-{paper.lower()}.pdf"
        made[name] = render_pdf(slip, WIDTHS["80mm"], fonts_folder(), now, paper=paper)
    made["receipt.txt"] = plain_text(slip).encode()
    for name, data in made.items():
        (out / name).write_bytes(data)
    return [out / name for name in made]

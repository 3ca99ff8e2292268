"""The files of a printed card: two pictures each, and sheets of ten as PDF (design 25a, 25b)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from config.settings import Settings
from devices.printers.member_card import CardFace, save_png, save_sheet
from kiosk.bootstrap import fonts_folder
from kiosk.i18n import Words
from kiosk.models import Member, Staff
from kiosk.places.hours import week_lines
from kiosk.site import Site


def write_card_files(
    settings: Settings, cards: Sequence[tuple[Member | Staff, str]], folder: Path, made_at: datetime
) -> list[Path]:
    """Write the cards of (holder, code) into `folder`; returns what was written. File names hold no name."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = fonts_folder()
    faces = [face(settings, holder, code) for holder, code in cards]
    paths = [path for each in faces for path in save_png(each, folder, fonts)]
    sheet = folder / "cards.pdf"
    save_sheet(faces, sheet, fonts, made_at)
    return [*paths, sheet]


def face(settings: Settings, holder: Member | Staff, code: str) -> CardFace:
    """What is on a card, in the language of the house: an initial and a number, never a name."""
    site = Site(settings)
    language = settings.site.default_language
    words = Words(language, site.zone)
    staff = isinstance(holder, Staff)
    number = f"{holder.number:06d}"
    name = "" if isinstance(holder, Staff) else holder.first_name or ""
    return CardFace(
        site=settings.site.name,
        site_line=site.text(settings.site.line, language),
        initial=name[:1].upper(),
        number=f"{'E ' if staff else ''}{number[:3]} {number[3:]}",
        qr=code,
        hours=week_lines(site, words),
        phone=settings.site.phone or "",
        reader_side=words.t("This side to the reader"),
        number_label=words.t("Card no."),
        welcome=words.t("Welcome"),
        lines=(words.t("This card is free and personal."), words.t("It gives time on a workstation every day.")),
        lost=words.t("Card lost? Tell the front desk."),
        language=language,
    )

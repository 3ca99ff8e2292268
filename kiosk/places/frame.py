"""What surrounds every screen: header, bottom bar, toast, and the two questions that any place may be covered by."""

from __future__ import annotations

from enum import StrEnum

from kiosk.places import help as help_called
from kiosk.places import preview, reading
from kiosk.places.bar_items import bar_items
from kiosk.places.desk import TEXT_STEPS, Desk
from kiosk.places.devices import Devices
from kiosk.places.devices_paper import PaperChange
from kiosk.places.hours import open_line
from kiosk.places.idle import AtRest
from kiosk.places.patience import Watch
from kiosk.places.pin import Pin
from kiosk.places.place import Patience, Place
from kiosk.places.queue import Queue
from kiosk.places.reading import Reading
from kiosk.places.view import Bar, BarItem, Button, Dialog, Frame, Ring, Style, Tab, View
from kiosk.places.voice import silence

__all__ = ["TEXT_STEPS", "Overlay", "view"]


class Overlay(StrEnum):
    """Answers to the questions over the screen."""

    STAY = "overlay.stay"
    LEAVE = "overlay.leave"
    CHANGE = "overlay.change"
    KEEP = "overlay.keep"


def view(place: Place, desk: Desk, watch: Watch, pending_code: str, *, helped: bool = False) -> View:
    """Everything on the screen, as one value. `helped`: the visitor is being told of their call for help."""
    dialog = place.dialog(desk)
    call = help_called.standing(desk) if helped else None
    if call is not None:
        dialog = help_called.dialog(call, desk)
    if watch.asking:
        dialog = _still_there(desk, watch)
    elif pending_code:
        dialog = _other_person(desk)
    return View(place.name, _frame(place, desk, watch), place.state(desk), dialog)


def _frame(place: Place, desk: Desk, watch: Watch) -> Frame:
    words, site = desk.words, desk.site.settings.site
    idle = isinstance(place, AtRest)
    now = desk.moment()
    corner, bold, icon = "", words.clock(now.utc), ""
    if idle:
        corner, bold = open_line(desk)
    elif place.staff_only:
        icon = "staffLock"
        corner = words.t("Open during the copy")
        left = watch.closes_in(place, now)
        if left is not None and not place.busy(desk):
            corner = words.t("Closes in {time}", time=f"{left // 60}:{left % 60:02d}")
    staff = place.staff_only
    return Frame(
        language=desk.language,
        rtl=words.rtl,
        theme=desk.theme,
        text_step=desk.text_step,
        staff=staff,
        title=words.t("Staff mode") if staff else site.name,
        subtitle=place.subtitle(desk) or desk.text(site.line),
        corner=corner,
        corner_bold=bold,
        corner_icon=icon,
        items=_tabs(place, desk) if staff and not isinstance(place, Pin) else _bar(place, desk),
        reader=words.t("Reader") if idle else "",
        reader_position=site.reader_position,
        toast=desk.toast(),
        keypad=desk.keypad,
        motion=not desk.calm,
        preview=preview.is_shown(place, desk),
    )


def _bar(place: Place, desk: Desk) -> tuple[BarItem, ...]:
    words = desk.words
    large = desk.text_step == TEXT_STEPS
    aloud = isinstance(place, Reading)
    help_item = BarItem(Bar.HELP, "help", help_called.label(help_called.standing(desk), desk, short=large or aloud))
    quit_item = BarItem(Bar.QUIT, "quit", words.t("Leave"))
    if aloud:
        return reading.bar(desk, help_item, quit_item)
    items = bar_items(words, desk.site.settings, help_item, silence=silence(desk))
    return items if place.patience is Patience.FOREVER else (*items, quit_item)


def _tabs(place: Place, desk: Desk) -> tuple[BarItem, ...]:
    words = desk.words
    wait = words.t("Wait until the copy is done") if place.busy(desk) else ""
    exporting, queue = place.name.startswith("export"), isinstance(place, Queue)
    devices = isinstance(place, Devices | PaperChange)
    room = not (exporting or queue or devices)
    return (
        BarItem(Tab.ROOM, "staffRoom", words.t("Room"), selected=room, disabled_reason=wait),
        BarItem(Tab.QUEUE, "staffQueue", words.t("Queue"), selected=queue, disabled_reason=wait),
        BarItem(Tab.EXPORT, "staffExport", words.t("Export"), selected=exporting),
        BarItem(Tab.DEVICES, "staffDevices", words.t("Devices"), selected=devices, disabled_reason=wait),
        BarItem(Tab.LOCK, "staffLock", words.t("Close"), disabled_reason=wait),
    )


def _still_there(desk: Desk, watch: Watch) -> Dialog:
    words = desk.words
    seconds = watch.seconds_left(desk.moment())
    return Dialog(
        title=words.t("Still there?"),
        line=words.t("The screen closes to protect your information."),
        buttons=(
            Button(Overlay.STAY, words.t("Yes, I continue"), "stillThere", Style.PRIMARY),
            Button(Overlay.LEAVE, words.t("No, I am done")),
        ),
        ring=Ring(seconds / watch.countdown(), str(seconds), below=words.n("second", "seconds", seconds)),
    )


def _other_person(desk: Desk) -> Dialog:
    words = desk.words
    return Dialog(
        title=words.t("Another person?"),
        line=words.t("Another card was presented. Do you want to close this visit?"),
        buttons=(
            Button(Overlay.CHANGE, words.t("Yes, change"), "memberCard", Style.PRIMARY),
            Button(Overlay.KEEP, words.t("No, I continue")),
        ),
    )

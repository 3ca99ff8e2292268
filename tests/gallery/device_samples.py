"""Samples of 17 and of the change of the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.places.states_devices import DevicesState, DeviceTile, DeviceView, PaperChangeState
from kiosk.places.states_enrol import EnrolStep
from kiosk.places.view import Button, Style, Tab, Tone, View
from tests.gallery.samples import Asked
from tests.gallery.staff_samples import staff_frame

ICONS = {Tone.SUCCESS: "success", Tone.WARNING: "warning", Tone.DANGER: "danger", Tone.CALM: "info"}


def devices_view(a: Asked, shown: DeviceView, chosen: str, *, lost: bool = False, trying: bool = False) -> View:
    """17, one device shown closer."""
    ok, soon = Tone.SUCCESS, Tone.WARNING
    rows = (
        ("printer", "printer", "paper_short", "slips", ok if lost else soon),
        ("reader", "scanQr", "found_not" if lost else "well", "last_card", Tone.DANGER if lost else ok),
        ("stick", "usb", "none", "export", Tone.CALM),
        ("disk", "disk", "well", "disk_line", ok),
        ("clock", "clock", "right", "clock_line", ok),
        ("sound", "audio", "well", "sound_line", ok),
    )
    tiles = tuple(
        DeviceTile(
            "devices.select",
            part,
            icon,
            a(f"devices.{part}"),
            a("devices.well") if lost and part == "printer" else a(f"devices.{status}"),
            a("devices.soon") if tone is soon else a(f"devices.{status}"),
            ICONS[tone],
            a(f"devices.{line}"),
            tone,
            part == chosen,
        )
        for part, icon, status, line, tone in rows
    )
    state = DevicesState(
        title=a("devices.title"),
        shown=shown,
        tiles=tiles,
        trials=(Button("devices.stop", a("devices.stop"), "clear"),)
        if trying
        else (
            Button("devices.print", a("devices.print"), "printer"),
            Button("devices.card", a("devices.try_card"), "scanQr"),
        ),
        main=Button("devices.paper", a("devices.change"), "deviceSteps", Style.PRIMARY),
    )
    return View("devices", staff_frame(a, Tab.DEVICES, "14:42", a("staff.close", "1:47")), state)


def paper_low(a: Asked) -> View:
    """17."""
    lines = (a("devices.left"), a("devices.roll"))
    shown = DeviceView(
        "printer",
        "12",
        a("devices.slip_word"),
        Tone.WARNING,
        a("devices.soon"),
        "warning",
        a("devices.paper"),
        lines,
    )
    return devices_view(a, shown, "printer")


def reader_lost(a: Asked) -> View:
    """17 with a reader that was pulled out."""
    lines = (a("devices.check"), a("devices.since"), a("devices.counts"))
    shown = DeviceView(
        "scanQr", "", "", Tone.DANGER, a("devices.now"), "danger", a("devices.found_not"), lines
    )
    return devices_view(a, shown, "reader", lost=True)


def clock_right(a: Asked) -> View:
    """17 with nothing to do for the device that is shown."""
    shown = DeviceView(
        "clock", "14:42", "", Tone.SUCCESS, a("devices.clock"), "success", a("devices.all_well"), (a("devices.since"),)
    )
    return devices_view(a, shown, "clock")


def card_tried(a: Asked) -> View:
    """17 while a card is tried."""
    shown = DeviceView(
        "scanQr", "", "", Tone.CALM, a("devices.test"), "info", a("devices.present"), (a("devices.only_read"),)
    )
    return devices_view(a, shown, "reader", trying=True)


def paper(a: Asked, at: int = 2) -> View:
    """The change of the paper."""
    last = at == 3
    labels = ("open", "empty", "fill", "shut")
    state = PaperChangeState(
        title=a("paper.title"),
        steps=tuple(
            EnrolStep(a(f"paper.{label}"), "done" if i < at else "current" if i == at else "todo")
            for i, label in enumerate(labels)
        ),
        picture=("open", "out", "in", "close")[at],
        step_title=a("paper.last" if last else "paper.step"),
        line=a("paper.last_line" if last else "paper.line"),
        status=a("paper.ready" if last else "paper.status"),
        status_icon="success" if last else "warning",
        status_tone=Tone.SUCCESS if last else Tone.WARNING,
        back=Button("paper.back", a("back"), "back"),
        main=Button("paper.done", a("paper.done"), "accept", Style.PRIMARY)
        if last
        else Button("paper.next", a("paper.continue"), "next", Style.PRIMARY),
    )
    return View("paper-change", staff_frame(a, Tab.DEVICES, "14:43", a("staff.close", "1:40")), state)


def paper_open(a: Asked) -> View:
    """Its first step."""
    return paper(a, 0)


def paper_out(a: Asked) -> View:
    """Its second step."""
    return paper(a, 1)


def paper_last(a: Asked) -> View:
    """Its last step."""
    return paper(a, 3)


DEVICE_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "17-devices": paper_low,
    "17-devices-reader-lost": reader_lost,
    "17-devices-clock": clock_right,
    "17-devices-try-card": card_tried,
    "17b-paper-open": paper_open,
    "17b-paper-out": paper_out,
    "17b-paper-in": paper,
    "17b-paper-close": paper_last,
}

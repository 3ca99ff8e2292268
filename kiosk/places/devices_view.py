"""What 17 shows: one tile for each thing that the kiosk stands on, and one of them closer."""

from __future__ import annotations

from kiosk.events import ClockState, DeviceChanged, DeviceState
from kiosk.places.desk import CardOutcome, Desk
from kiosk.places.devices_findings import (
    URGENCY,
    Finding,
    Part,
    counted,
    counts_of,
    failing,
    since,
    tone_of,
    unused,
    well,
)
from kiosk.places.view import Tone
from kiosk.rules.paper import SOON, slips_left

NBSP = "\u00a0"
LITTLE_ROOM, NO_ROOM = 2_000_000_000, 200_000_000
"""Free bytes on the disk under which somebody should look, and under which soon nothing can be noted."""
PAPER_CODES = frozenset({"paper-near-end", "no-paper"})
MILLIMETRES = {576: 80, 384: 58}


def findings(desk: Desk) -> dict[Part, Finding]:
    """How everything is now."""
    return {
        Part.PRINTER: _printer(desk),
        Part.READER: _reader(desk),
        Part.STICK: _stick(desk),
        Part.DISK: _disk(desk),
        Part.CLOCK: _clock(desk),
        Part.SOUND: _sound(desk),
    }


def worst(found: dict[Part, Finding]) -> Part:
    """What should be looked at first; the printer when all is well."""
    order = (Tone.DANGER, Tone.WARNING)
    return next((part for tone in order for part, finding in found.items() if finding.tone is tone), Part.PRINTER)


def _printer(desk: Desk) -> Finding:
    words, change = desk.words, desk.devices.get(Part.PRINTER)
    name = words.t("Printer")
    if change is None or change.state is DeviceState.OFF:
        return unused("printer", name, desk)
    left = slips(desk, change)
    line = "" if left is None else words.n("about {count} slip", "about {count} slips", left)
    figure, word = ("", "") if left is None else (str(left), words.n("slip", "slips", left))
    after = since(desk, change) + counted(desk, change.device)
    if change.state is not DeviceState.READY and change.code not in PAPER_CODES:
        return failing("printer", name, desk, change, line, after)
    if change.code != "no-paper" and (change.code == "paper-near-end" or (left is not None and left <= SOON)):
        title = words.t("The paper is nearly used up")
        todo = (_left(desk, left), _new_roll(desk))
        return Finding("printer", name, Tone.WARNING, title, line, title, todo, figure, word)
    if change.code == "no-paper":
        title = words.t("There is no paper left")
        return Finding("printer", name, Tone.DANGER, title, line, title, (_new_roll(desk), *after), figure, word)
    unknown = words.t("Say here when you change the roll: the kiosk then counts.")
    lines = (unknown if left is None else _left(desk, left), *after)
    return well("printer", name, desk, line, lines, figure, word)


def slips(desk: Desk, change: DeviceChanged) -> int | None:
    """Slips that the roll still gives; None when nobody knows."""
    roll, metres = desk.reception.roll, desk.site.settings.printer.roll_metres
    return slips_left(roll, metres, near_end=change.code == "paper-near-end", empty=change.code == "no-paper")


def _left(desk: Desk, left: int | None) -> str:
    return desk.words.n("About {count} slip is left.", "About {count} slips are left.", left or 0)


def _new_roll(desk: Desk) -> str:
    width = MILLIMETRES[desk.site.settings.printer.width]
    return desk.words.t("Put in a new roll of {width}.", width=f"{width}{NBSP}mm")


def _reader(desk: Desk) -> Finding:
    words = desk.words
    name = words.t("Card reader")
    changes = [change for device, change in sorted(desk.devices.items()) if device.startswith(Part.READER)]
    used = [change for change in changes if change.state is not DeviceState.OFF]
    if not used:
        return unused("scanQr", name, desk)
    change = max(used, key=lambda each: URGENCY.index(tone_of(each)))
    card = desk.last_card
    line = words.t("no card yet") if card is None else words.t("last card at {hour}", hour=words.hour(card.at))
    done = sum(counts.done for counts in counts_of(desk) if counts.device.startswith(Part.READER))
    after = (*([] if card is None else [_outcome(desk, card.outcome)]), *counted(desk, change.device))
    if change.state is not DeviceState.READY:
        return failing("scanQr", name, desk, change, line, (*since(desk, change), *after))
    return well(
        "scanQr", name, desk, line, (*after, *since(desk, change)), str(done), words.n("reading", "readings", done)
    )


def _outcome(desk: Desk, outcome: CardOutcome) -> str:
    words = desk.words
    return {
        CardOutcome.ACCEPTED: words.t("The last card was accepted."),
        CardOutcome.REFUSED: words.t("The last card was read, and refused."),
        CardOutcome.UNREADABLE: words.t("The last card could not be read."),
    }[outcome]


def _stick(desk: Desk) -> Finding:
    words, seen = desk.words, desk.checked
    name = words.t("USB stick")
    if seen is None or seen.stick_free is None:
        return Finding(
            "usb",
            name,
            Tone.CALM,
            words.t("No stick plugged in"),
            words.t("needed for the export"),
            words.t("No stick plugged in"),
            (words.t("Plug one in for the weekly export."),),
        )
    size = words.size(seen.stick_free)
    number, _, unit = size.partition(NBSP)
    line = words.t("{size} free", size=size)
    return well("usb", name, desk, line, (words.t("It is ready for the export."),), number, unit)


def _disk(desk: Desk) -> Finding:
    words, seen = desk.words, desk.checked
    name = words.t("Disk")
    if desk.reception.in_trouble:
        title = words.t("The kiosk cannot note anything")
        todo = words.t("Restart the machine. If it goes on, call support.")
        return Finding("disk", name, Tone.DANGER, words.t("Does not work"), "", title, (todo,))
    if seen is None or not seen.disk_total:
        return well("disk", name, desk, "", ())
    share = round(100 * (1 - seen.disk_free / seen.disk_total))
    percent, size = f"{share}{NBSP}%", words.size(seen.disk_free)
    line = words.t("{percent} full, {size} free", percent=percent, size=size)
    room = words.t("{free} free of {total}", free=size, total=words.size(seen.disk_total))
    if seen.disk_free >= LITTLE_ROOM:
        return well("disk", name, desk, line, (room + ".",), percent, words.t("full"))
    urgent = seen.disk_free < NO_ROOM
    title = words.t("The disk is full") if urgent else words.t("The disk is nearly full")
    todo = words.t("Whoever looks after the machine must make room on it.")
    return Finding(
        "disk",
        name,
        Tone.DANGER if urgent else Tone.WARNING,
        title,
        line,
        title,
        (todo, room + "."),
        percent,
        words.t("full"),
    )


def _clock(desk: Desk) -> Finding:
    words, seen = desk.words, desk.checked
    name, clock = words.t("Time"), words.clock(desk.moment().utc)
    state = seen.clock if seen is not None else ClockState.ALONE
    if state is ClockState.BEHIND:
        title = words.t("The clock is wrong")
        todo = words.t("Set the time of the machine, then restart it.")
        return Finding("clock", name, Tone.DANGER, title, "", title, (todo,), clock)
    if state is ClockState.SET:
        hour = words.hour(seen.clock_set_at) if seen is not None and seen.clock_set_at is not None else ""
        line = words.t("set at {hour}", hour=hour) if hour else words.t("set by a time server")
        done = words.t("A time server sets it.")
        right, title = words.t("Right"), words.t("The time is right")
        return Finding("clock", name, Tone.SUCCESS, right, line, title, (done,), clock)
    todo = words.t("Nobody sets it. Compare it with your watch.")
    title, line = words.t("To compare"), words.t("with your watch")
    return Finding("clock", name, Tone.CALM, title, line, title, (todo,), clock)


def _sound(desk: Desk) -> Finding:
    words, change = desk.words, desk.devices.get(Part.SOUND)
    name, percent = words.t("Sound"), f"{desk.site.settings.sound.volume}{NBSP}%"
    if change is None or change.state is DeviceState.OFF:
        return unused("audio", name, desk)
    line = words.t("volume at {percent}", percent=percent)
    after = (*since(desk, change), *counted(desk, change.device))
    if change.state is not DeviceState.READY:
        return failing("audio", name, desk, change, line, after)
    return well("audio", name, desk, line, after, percent, words.t("volume"))

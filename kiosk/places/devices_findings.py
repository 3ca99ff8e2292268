"""How one of the things is that the kiosk stands on, and what is said of every device alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.events import DeviceChanged, DeviceCounts, DeviceState
from kiosk.places.desk import Desk
from kiosk.places.devices_words import cause
from kiosk.places.view import Tone


class Part(StrEnum):
    """What the kiosk stands on, in the order of the tiles."""

    PRINTER = "printer"
    READER = "reader"
    STICK = "stick"
    DISK = "disk"
    CLOCK = "clock"
    SOUND = "speaker"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is. `status` and `line` stand on its tile; `title` and `lines` beside the arch, with `figure` and
    its word inside it."""

    icon: str
    name: str
    tone: Tone
    status: str
    line: str
    title: str
    lines: tuple[str, ...] = field(default=())
    figure: str = ""
    figure_word: str = ""


URGENCY: Sequence[Tone] = (Tone.CALM, Tone.SUCCESS, Tone.WARNING, Tone.DANGER)
"""The least pressing first."""


def tone_of(change: DeviceChanged) -> Tone:
    """How pressing the state of a device is."""
    match change.state:
        case DeviceState.READY:
            return Tone.SUCCESS
        case DeviceState.DEGRADED:
            return Tone.WARNING
        case DeviceState.OFF:
            return Tone.CALM
    return Tone.WARNING if change.device == Part.SOUND else Tone.DANGER  # nobody is turned away for want of sound


def failing(icon: str, name: str, desk: Desk, change: DeviceChanged, line: str, after: Sequence[str]) -> Finding:
    """A device that needs a hand; `after` is said behind the cure."""
    title, todo = cause(change.code, desk.words)
    return Finding(icon, name, tone_of(change), title, line, title, (todo, *after))


def well(
    icon: str, name: str, desk: Desk, line: str, lines: Sequence[str], figure: str = "", word: str = ""
) -> Finding:
    """Something that works."""
    words = desk.words
    status, title = words.t("Works well"), words.t("All is well")
    return Finding(icon, name, Tone.SUCCESS, status, line, title, tuple(lines), figure, word)


def unused(icon: str, name: str, desk: Desk) -> Finding:
    """A device that this site does not have."""
    words = desk.words
    status = words.t("Not used here")
    return Finding(icon, name, Tone.CALM, status, "", status, (words.t("The site file names none."),))


def since(desk: Desk, change: DeviceChanged) -> tuple[str, ...]:
    """Since when the device is as it is."""
    began = desk.since.get(change.device)
    return () if began is None else (desk.words.t("So since {hour}.", hour=desk.words.hour(began)),)


def counts_of(desk: Desk) -> tuple[DeviceCounts, ...]:
    """What every device did, as far as anybody looked."""
    return desk.checked.devices if desk.checked is not None else ()


def counted(desk: Desk, device: str) -> tuple[str, ...]:
    """What the device did since the kiosk was started."""
    words, counts = desk.words, next((each for each in counts_of(desk) if each.device == device), None)
    if counts is None:
        return ()
    return (
        words.t(
            "Since the start: {done} done, {failed} failed, {lost} lost.",
            done=counts.done,
            failed=counts.failed,
            lost=counts.reopened,
        ),
    )

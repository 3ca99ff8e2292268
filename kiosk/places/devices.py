"""17: how the devices are, what can be tried, and the way to the change of the paper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.cards import SignedCard
from kiosk.events import Event
from kiosk.identifiers import Identifier
from kiosk.models import Staff
from kiosk.places.desk import Desk
from kiosk.places.devices_findings import Finding, Part
from kiosk.places.devices_paper import PaperChange
from kiosk.places.devices_trials import Tried, card_shown, print_shown, print_trials, trial_slip
from kiosk.places.devices_view import findings, worst
from kiosk.places.place import Patience, Place
from kiosk.places.printing import Printing, started
from kiosk.places.states_devices import DevicesState, DeviceTile, DeviceView
from kiosk.places.view import Button, Style, Tone
from kiosk.ports import Chime

LOOK_SECONDS = 5
"""Between two looks at the machine while somebody watches."""
STATUS_ICONS = {Tone.SUCCESS: "success", Tone.WARNING: "warning", Tone.DANGER: "danger", Tone.CALM: "info"}


class Action(StrEnum):
    """What can be touched on the devices."""

    SELECT = "devices.select"
    PRINT = "devices.print"
    CAME_OUT = "devices.came-out"
    CARD = "devices.card"
    STOP = "devices.stop"
    SOUND = "devices.sound"
    PAPER = "devices.paper"


@dataclass(frozen=True)
class Devices(Place):
    """`part` is looked at closer, None: what needs it most. While `trying` a card is only read, and `card` says what it
    was."""

    staff: Staff
    part: Part | None = None
    trying: bool = False
    card: Tried | None = None
    printing: Printing = field(default=Printing())

    name: ClassVar[str] = "devices"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        printing = self.printing if self.printing.busy(desk) else Printing()
        still = replace(self, trying=False, card=None, printing=printing)
        match action:
            case Action.SELECT if isinstance(value, str) and value in set(Part):
                return replace(still, part=Part(value))
            case Action.PRINT if desk.has_printer() and not self.printing.busy(desk):
                return replace(still, part=Part.PRINTER, printing=started(desk, trial_slip(desk)))
            case Action.CAME_OUT:
                return replace(still, part=Part.PRINTER, printing=self.printing.had())
            case Action.CARD:
                return replace(still, part=Part.READER, trying=True)
            case Action.STOP:
                return replace(still, part=Part.READER)
            case Action.SOUND:
                desk.speaker.chime(Chime.CALLED)
                return replace(still, part=Part.SOUND)
            case Action.PAPER if desk.has_printer():
                return PaperChange(self.staff, replace(still, part=Part.PRINTER))
        return self

    def tried(self, code: str, desk: Desk) -> Devices:
        """A card was presented to be tried: it is read, and nothing happens to anybody."""
        read = desk.reception.read(code)
        kind = Tried.OURS if isinstance(read, SignedCard | bytes) else Tried.FOREIGN
        if isinstance(read, Identifier) and desk.reception.is_genuine(code):
            kind = Tried.LINKED
        desk.speaker.chime(Chime.REFUSED if kind is Tried.FOREIGN else Chime.ACCEPTED)
        return replace(self, card=kind)

    def heard(self, event: Event, desk: Desk) -> Place:
        printing = self.printing.heard(event)
        return self if printing is self.printing else replace(self, printing=printing)

    def ticked(self, desk: Desk) -> Place:
        if int(desk.moment().boottime) % LOOK_SECONDS == 0:
            desk.looks.ask()
        return self

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def state(self, desk: Desk) -> DevicesState:
        words, found = desk.words, findings(desk)
        part = self.part or worst(found)
        none = "" if desk.has_printer() else words.t("There is no printer here")
        return DevicesState(
            title=words.t("Devices"),
            shown=self._shown(part, found[part], desk),
            tiles=tuple(_tile(each, finding, desk, chosen=each is part) for each, finding in found.items()),
            trials=self._trials(part, none, desk),
            main=Button(
                Action.PAPER,
                words.t("Change the paper, step by step"),
                "deviceSteps",
                Style.PRIMARY,
                disabled_reason=none,
            ),
        )

    def _shown(self, part: Part, finding: Finding, desk: Desk) -> DeviceView:
        shown = None
        if self.trying:
            shown = card_shown(self.card, desk)
        elif part is Part.PRINTER and self.printing.job is not None:
            shown = print_shown(self.printing, desk)
        if shown is not None:
            return shown
        return DeviceView(
            finding.icon,
            finding.figure,
            finding.figure_word,
            finding.tone,
            _tag(finding, desk),
            STATUS_ICONS[finding.tone],
            finding.title,
            finding.lines,
        )

    def _trials(self, part: Part, none: str, desk: Desk) -> tuple[Button, ...]:
        words = desk.words
        if self.trying:
            again = Button(Action.STOP, words.t("Stop trying"), "clear")
            return (again,)
        if part is Part.PRINTER and (asked := print_trials(self.printing, desk, Action.CAME_OUT, Action.PRINT)):
            return asked
        reader = "" if findings(desk)[Part.READER].tone is not Tone.CALM else words.t("There is no card reader here")
        card = Button(Action.CARD, words.t("Try a card"), "scanQr", disabled_reason=reader)
        if part is Part.SOUND:
            return Button(Action.SOUND, words.t("Try the sound"), "audio"), card
        return (
            Button(
                Action.PRINT, words.t("Print a test"), "printer", disabled_reason=none, busy=self.printing.busy(desk)
            ),
            card,
        )


def _tag(finding: Finding, desk: Desk) -> str:
    words = desk.words
    return {
        Tone.DANGER: words.t("To do now"),
        Tone.WARNING: words.t("To do soon"),
        Tone.SUCCESS: finding.name,
        Tone.CALM: finding.name,
    }[finding.tone]


def _tile(part: Part, finding: Finding, desk: Desk, *, chosen: bool) -> DeviceTile:
    words = desk.words
    short = {Tone.DANGER: words.t("Does not work"), Tone.WARNING: words.t("To do soon")}
    return DeviceTile(
        Action.SELECT,
        part.value,
        finding.icon,
        finding.name,
        finding.status,
        short.get(finding.tone, finding.status),
        STATUS_ICONS[finding.tone],
        finding.line,
        finding.tone,
        chosen,
    )

"""What the staff can try on 17: a slip, and a card that is only read."""

from __future__ import annotations

from enum import StrEnum

from kiosk.events import PrintOutcome
from kiosk.places.desk import Desk
from kiosk.places.printing import Printing
from kiosk.places.states_devices import DeviceView
from kiosk.places.view import Button, Style, Tone
from kiosk.receipts import Heading, Qr, Receipt, Rule, Text

LETTERS = "àâçéèêëîïôùûü œ æ € « » – 0123456789"
"""What printers without the right character set get wrong."""


class Tried(StrEnum):
    """What a card was that was only tried."""

    OURS = "ours"
    LINKED = "linked"
    FOREIGN = "foreign"


def trial_slip(desk: Desk) -> Receipt:
    """A slip that shows whether everything can be printed; nothing on it is about anybody."""
    words, site, now = desk.words, desk.site.settings.site, desk.moment().utc
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            Text(words.t("Test"), size="big", bold=True, centred=True),
            Text(f"{words.long_date(now)}, {words.hour(now)}", centred=True),
            Rule(),
            Text(LETTERS, centred=True),
            Qr("VESTIBULE"),
            Text(words.t("If you can read all of this, the printer works well."), centred=True),
        ),
        desk.language,
    )


def print_shown(printing: Printing, desk: Desk) -> DeviceView | None:
    """How the test is getting on; None when there is nothing to say."""
    words = desk.words
    name = words.t("Test")
    match printing.outcome:
        case None:
            if not printing.busy(desk):
                return None
            percent = f"{printing.fraction * 100:.0f}\u00a0%"
            return DeviceView("printer", percent, "", Tone.CALM, name, "info", words.t("It is printing."), ())
        case PrintOutcome.PRINTED:
            line = words.t("Look at it: can you read every letter?")
            return DeviceView("printer", "", "", Tone.SUCCESS, name, "success", words.t("The test came out"), (line,))
        case PrintOutcome.UNKNOWN:
            line = words.t("The printer does not say.")
            return DeviceView(
                "printer", "", "", Tone.WARNING, name, "warning", words.t("Did the test come out?"), (line,)
            )
        case _:
            return None  # how the printer is says more


def print_trials(printing: Printing, desk: Desk, came_out: str, again: str) -> tuple[Button, ...]:
    """What the printer's silence leaves to be asked; nothing otherwise."""
    if printing.outcome is not PrintOutcome.UNKNOWN:
        return ()
    words = desk.words
    return (
        Button(came_out, words.t("Yes, I have it"), "accept", Style.SECONDARY),
        Button(again, words.t("Print again"), "printer"),
    )


def card_shown(read: Tried | None, desk: Desk) -> DeviceView:
    """What the card was that somebody tries, None before there was one."""
    words = desk.words
    name = words.t("Test")
    nothing = words.t("It is only read: nothing is opened and nothing is noted.")
    match read:
        case None:
            title, tone, icon = words.t("Present any card"), Tone.CALM, "info"
        case Tried.OURS:
            title, tone, icon = words.t("It is read well"), Tone.SUCCESS, "success"
        case Tried.LINKED:
            title, tone, icon = words.t("It is read well, and linked to a member"), Tone.SUCCESS, "success"
        case Tried.FOREIGN:
            title, tone, icon = words.t("It is read, but it is none of our cards"), Tone.WARNING, "warning"
    return DeviceView("scanQr", "", "", tone, name, icon, title, (nothing,))

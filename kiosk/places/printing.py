"""A slip on its way to the printer, as the screens show it: offered, printing, take it, or what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from kiosk.events import Event, PrintFinished, PrintOutcome, PrintProgressed
from kiosk.places.desk import Desk
from kiosk.places.place import Place
from kiosk.places.states import ReceiptCard
from kiosk.places.view import Button
from kiosk.receipts import PrintJob, Receipt

PRINT_SECONDS = 60.0
"""A printer that has not answered by then keeps nobody's screen open."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What is said about the slip."""

    offer: str
    button: str
    printing: str
    take: str
    lost: str
    """What to do when it cannot be printed."""


@dataclass(frozen=True, slots=True)
class Printing:
    """`job` is the print job, None before one was asked for, and `asked_at` its boot time; `outcome` is None until it
    ended."""

    job: str | None = None
    fraction: float = 0.0
    outcome: PrintOutcome | None = None
    asked_at: float = 0.0

    @property
    def may_start(self) -> bool:
        """Whether nothing is on its way."""
        return self.job is None or self.outcome is not None

    def heard(self, event: Event) -> Printing:
        """What the printer said, if it was about this job."""
        match event:
            case PrintProgressed(job=job, fraction=fraction) if job == self.job:
                return replace(self, fraction=fraction)
            case PrintFinished(job=job, outcome=outcome) if job == self.job:
                return replace(self, outcome=outcome)
        return self

    def had(self) -> Printing:
        """The visitor has it in hand."""
        return replace(self, outcome=PrintOutcome.PRINTED)

    def busy(self, desk: Desk) -> bool:
        """Whether the printer is at it, and not for too long."""
        return not self.may_start and desk.moment().boottime - self.asked_at < PRINT_SECONDS

    def card(self, desk: Desk, labels: Labels, print_action: str, have_action: str) -> ReceiptCard | None:
        """The card on the screen; None where nothing is printed."""
        words = desk.words
        again = Button(print_action, words.t("Print again"), "printer")
        if not prints(desk):
            return None
        if self.job is None:
            return ReceiptCard("offer", labels.offer, button=Button(print_action, labels.button, "printer"))
        match self.outcome:
            case None:
                return ReceiptCard("printing", labels.printing, fraction=self.fraction)
            case PrintOutcome.PRINTED:
                return ReceiptCard("take", labels.take, fraction=1.0)
            case PrintOutcome.NO_PAPER:
                return ReceiptCard("problem", words.t("No more paper"), labels.lost)
            case PrintOutcome.COVER_OPEN:
                return ReceiptCard("problem", words.t("The printer is open"), labels.lost)
            case PrintOutcome.UNKNOWN:
                # Never printed again without asking: the paper may be out already (docs/devices.md).
                have = Button(have_action, words.t("Yes, I have it"), "accept")
                return ReceiptCard("problem", words.t("Did the receipt come out?"), button=have, second=again)
            case PrintOutcome.UNREACHABLE | PrintOutcome.OFF:
                return ReceiptCard("problem", words.t("The printer does not answer"), labels.lost)


@dataclass(frozen=True)
class WithSlip(Place):
    """A place that has something to print: it follows the slip, and is not closed while the printer is at it."""

    printing: Printing = field(default=Printing(), kw_only=True)

    def slip(self, desk: Desk) -> Receipt:
        """What is printed."""
        raise NotImplementedError

    def printed(self, desk: Desk) -> Self:
        """The same with its slip on the way."""
        return replace(self, printing=started(desk, self.slip(desk)))

    def printed_at_once(self, desk: Desk) -> Self:
        """The same for a slip that carries what is needed: nobody has to ask for it (docs/rules.md §7)."""
        return self.printed(desk) if prints(desk) else self

    def in_hand(self) -> Self:
        """The same when the visitor says that the slip came out."""
        return replace(self, printing=self.printing.had())

    def heard(self, event: Event, desk: Desk) -> Self:
        printing = self.printing.heard(event)
        return self if printing is self.printing else replace(self, printing=printing)

    def busy(self, desk: Desk) -> bool:
        return self.printing.busy(desk)


def prints(desk: Desk) -> bool:
    """Whether the site prints slips: it has a printer, and wants them."""
    return desk.has_printer() and desk.site.settings.site.receipts != "never"


def started(desk: Desk, slip: Receipt) -> Printing:
    """Send a slip to the printer."""
    job = desk.next_job()
    desk.printer.submit(PrintJob(job, slip))
    return Printing(job, asked_at=desk.moment().boottime)

"""What staff do for the whole day or for somebody without a card: close early, give a guest ticket."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.cards import slip_code
from kiosk.events import Event, PrintOutcome
from kiosk.models import Staff
from kiosk.places.desk import Desk
from kiosk.places.printing import Printing, prints, started
from kiosk.places.queue_hours import closings
from kiosk.places.queue_steps import Action, Step, page_of, turned, with_turners
from kiosk.places.states_queue import Choice, QueuePanel
from kiosk.places.view import Button, Dialog, Style
from kiosk.receipts import Heading, Qr, Receipt, Rule, Text


@dataclass(frozen=True)
class ClosingEarly(Step):
    """From when on the place is closed today; `closes_at` waits for its confirmation, None before an hour was
    chosen."""

    page: int = 0
    closes_at: datetime | None = None

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        match action:
            case Action.BACK:
                return None
            case Action.FEWER | Action.MORE:
                return replace(self, page=turned(action, self.page, closings(desk)))
            case Action.HOUR if isinstance(value, datetime) and value in closings(desk):
                return replace(self, closes_at=value)
            case Action.KEEP:
                return replace(self, closes_at=None)
            case Action.SHUT_CONFIRMED if self.closes_at is not None:
                return self._close(self.closes_at, desk)
        return self

    def ticked(self, desk: Desk) -> Step | None:
        """An hour that has come cannot be chosen any more."""
        if self.closes_at is not None and self.closes_at <= desk.moment().utc:
            return replace(self, closes_at=None)
        return self

    def _close(self, closes_at: datetime, desk: Desk) -> Step | None:
        shortened = len(desk.reception.close_early(self.staff, closes_at))
        desk.say(
            "clock",
            lambda words: words.n(
                "Closing at {hour}. {count} session ends earlier.",
                "Closing at {hour}. {count} sessions end earlier.",
                shortened,
                hour=words.hour(closes_at),
            ),
        )
        return None

    def panel(self, desk: Desk) -> QueuePanel:
        words, hours = desk.words, closings(desk)
        tiles = tuple(
            Choice(Action.HOUR, hour, words.hour(hour), chosen=hour == self.closes_at)
            for hour in page_of(hours, self.page)
        )
        panel = QueuePanel(
            words.t("Close early today"),
            words.t("At what time? Sessions are shortened to end before."),
            Button(Action.BACK, words.t("Cancel")),
            choices=tiles,
        )
        return with_turners(panel, words, self.page, hours)

    def dialog(self, desk: Desk) -> Dialog | None:
        if self.closes_at is None:
            return None
        words, count = desk.words, _shortened(desk, self.closes_at)
        confirm = Button(Action.SHUT_CONFIRMED, words.t("Close at that time"), "clock", Style.DANGER_FILLED)
        return Dialog(
            words.t("Close at {hour} today?", hour=words.hour(self.closes_at)),
            words.n("{count} session is shortened.", "{count} sessions are shortened.", count),
            (confirm, Button(Action.KEEP, words.t("Cancel"))),
        )


@dataclass(frozen=True)
class GuestGiven(Step):
    """A guest ticket that was just issued. Its code is on this screen and on the slip, and kept nowhere."""

    token: bytes = field(repr=False)
    printing: Printing = field(default=Printing())

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        match action:
            case Action.BACK:
                return None
            case Action.PRINT if self.printing.may_start:
                return replace(self, printing=started(desk, guest_slip(desk, self.token)))
        return self

    def heard(self, event: Event) -> Step:
        printing = self.printing.heard(event)
        return self if printing is self.printing else replace(self, printing=printing)

    def panel(self, desk: Desk) -> QueuePanel:
        words = desk.words
        may_print = prints(desk) and not self.printing.busy(desk)
        label = words.t("Print") if self.printing.job is None else words.t("Print again")
        return QueuePanel(
            words.t("Guest ticket"),
            words.t("Valid today only, once.") + " " + self._how_to_take_it(desk),
            Button(Action.BACK, words.t("Done"), "accept"),
            Button(Action.PRINT, label, "printer") if may_print else None,
            qr=slip_code(self.token),
        )

    def _how_to_take_it(self, desk: Desk) -> str:
        words = desk.words
        photo = words.t("The visitor takes a photo of this code.")
        if self.printing.job is None:
            return photo
        match self.printing.outcome:
            case None:
                return words.t("It is printing.") if self.printing.busy(desk) else photo
            case PrintOutcome.PRINTED:
                return words.t("It is printed.")
            case PrintOutcome.UNKNOWN:
                return words.t("Look whether it came out before you print again.")
            case _:
                return words.t("It could not be printed.") + " " + photo


def give_guest_ticket(staff: Staff, desk: Desk, request: bytes) -> GuestGiven | None:
    """Issue a guest ticket, and print it where there is a printer; None when the site gives none."""
    issued = desk.reception.issue_guest_ticket(staff, request)
    if issued is None:
        return None
    given = GuestGiven(staff, issued.token)
    return replace(given, printing=started(desk, guest_slip(desk, issued.token))) if prints(desk) else given


def guest_slip(desk: Desk, token: bytes) -> Receipt:
    """The slip of a guest ticket, in the language that is shown; nobody's name is on it."""
    words, site = desk.words, desk.site.settings.site
    return Receipt(
        (
            Heading(site.name, desk.text(site.line)),
            Text(words.t("Guest ticket"), size="big", bold=True, centred=True),
            Text(words.long_date(desk.moment().utc), centred=True),
            Rule(),
            Qr(slip_code(token)),
            Text(words.t("Valid today only, once."), bold=True, centred=True),
            Text(words.t("Present this ticket to the kiosk."), centred=True),
        ),
        desk.language,
    )


def _shortened(desk: Desk, closes_at: datetime) -> int:
    """How many sessions would end earlier."""
    situation = desk.reception.situation()
    stop = closes_at - timedelta(minutes=situation.limits.session_stop_margin)
    keeps = max(0.0, (stop - situation.now).total_seconds())
    return sum(situation.left(session) > keeps for session in situation.room.sessions)

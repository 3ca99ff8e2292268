"""The states of the screens around the waiting list: 06, 06b, 09, and the queue of the staff."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.states import ChoiceTile, ReceiptCard
from kiosk.places.states_staff import Counter
from kiosk.places.view import Banner, Button, DurationTile


@dataclass(frozen=True, slots=True)
class TicketRule:
    """A line on the ticket's card: what happens next. `text` may hold `**bold words**` and line breaks."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitingState:
    """06: also for a member who comes back and holds a ticket already.

    `ordinal` is what follows `rank`, set high: "e", "nd" or nothing. `slip` is the printed ticket, None when there
    is no printer; its kinds are those of a receipt. `keep` is None when only leaving is left to do.
    """

    rank_word: str
    rank: str
    ordinal: str
    estimate: str
    title: str
    line: str
    ticket_word: str
    ticket: str
    rules: tuple[TicketRule, ...]
    slip: ReceiptCard | None
    leave: Button
    keep: Button | None


@dataclass(frozen=True, slots=True)
class TicketCard:
    """A ticket at the top of 06b: its label, and how long it waits, or where it is called and, on a second line, until
    when."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CalledState:
    """06b: idle while a ticket is called. The latest called one is `ticket`, those called before are `called`.

    Two cards fit at the top: `called` if there are any, else `waiting`, which then becomes a line below them. `more`
    and `more_called` count what was left out ("+ 3"), "" for none. `line` holds `**bold words**` and a line break.
    A `banner` (no reader, for instance) takes the place of the cards, as it does of the list on idle.
    """

    waiting_title: str
    waiting: tuple[TicketCard, ...]
    more: str
    ticket_word: str
    ticket: str
    title: str
    line: str
    hint: str
    no_card: Button
    called_title: str = ""
    called: tuple[TicketCard, ...] = ()
    more_called: str = ""
    banner: Banner | None = None
    reader_position: str = "bottom-right"


@dataclass(frozen=True, slots=True)
class ConsentState:
    """09: a minor without the consent of a parent. `line` has one sentence to a line of text."""

    title: str
    line: str
    tiles: tuple[ChoiceTile, ...]
    back: Button


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A ticket or a reservation: `lead` is its label or its hour, `text` its state, with two buttons at most.

    A row that is over (given up, used, cancelled) has no button.
    """

    icon: str
    lead: str
    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One tile of a step: a workstation ("7") or an hour. It emits `action` with `value`."""

    action: str
    value: object
    title: str
    line: str = ""
    chosen: bool = False
    disabled_reason: str = ""


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is typed: `typed` as it is shown, in groups; `label` names it, `error` says what is wrong.

    The pad emits `queue.digit` with the digit, `queue.erase` and `queue.clear`.
    """

    label: str
    typed: str
    clear_all: str
    erase: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class QueuePanel:
    """A step of an action, in place of the lists: tiles to choose from (12 at most) or a number to type, not both.
    A length is a `DurationTile` and emits its minutes.

    `previous` and `next` turn the pages of the tiles; None for a single page. `confirm` is None while a tile acts
    at once. `qr` is a code to photograph, with neither tiles nor a number; "" for none.
    """

    title: str
    line: str
    cancel: Button
    confirm: Button | None = None
    choices: tuple[Choice | DurationTile, ...] = ()
    digits: Digits | None = None
    previous: Button | None = None
    next: Button | None = None
    qr: str = ""


UPRIGHT_ROWS, LYING_ROWS = (6, 5, 4), (4, 4, 3)
"""Tickets and reservations on one page, taken together, by text step: an upright and a lying screen hold no more."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """The staff's queue. `tickets` and `reservations` are one page of both, tickets first, no more in all than
    `UPRIGHT_ROWS` or `LYING_ROWS` says. A list whose title is "" is not on this page; one that is empty shows its
    `none` sentence. `panel` takes the place of the lists and the actions."""

    title: str
    line: str
    counters: tuple[Counter, ...]
    banner: Banner | None
    tickets_title: str
    tickets: tuple[QueueRow, ...]
    no_tickets: str
    reservations_title: str
    reservations: tuple[QueueRow, ...]
    no_reservations: str
    actions: tuple[Button, ...]
    previous: Button | None = None
    next: Button | None = None
    panel: QueuePanel | None = None

"""Samples around the waiting list: the ticket, the call, the consent, and the queue of the staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.places.states import ChoiceTile, ReceiptCard
from kiosk.places.states_queue import (
    LYING_ROWS,
    UPRIGHT_ROWS,
    CalledState,
    Choice,
    ConsentState,
    Digits,
    QueuePanel,
    QueueRow,
    QueueState,
    TicketCard,
    TicketRule,
    WaitingState,
)
from kiosk.places.states_staff import Counter
from kiosk.places.view import Banner, Button, DurationTile, Style, Tone, View
from tests.gallery.samples import Asked, bar_items, frame
from tests.gallery.staff_samples import staff_frame

HOURS = ("10", "11", "12", "14", "15", "16", "17", "18")
LENGTHS = (30, 60, 90, 120)
GUEST_CODE = "VSTR1:GUEST0123456789ABCDEF"


def at(a: Asked, hour: int, minute: int) -> str:
    """An hour as this language writes it."""
    return f"{hour}\u00a0h\u00a0{minute:02d}" if a.language == "fr" else f"{hour}:{minute:02d}"


def waiting(a: Asked, slip: ReceiptCard | None, **changes: Any) -> View:
    """06 and its variants."""
    settings: dict[str, Any] = {
        "rank_word": a("waiting.rank"),
        "rank": "2",
        "ordinal": a("waiting.ordinal"),
        "estimate": a("waiting.about", 12),
        "title": a("waiting.title"),
        "line": a("waiting.line"),
        "ticket_word": a("waiting.ticket"),
        "ticket": "A12",
        "rules": (TicketRule("called", a("waiting.shown")), TicketRule("memberCard", a("waiting.minutes"))),
        "slip": slip,
        "leave": Button("waiting.leave", a("waiting.leave")),
        "keep": Button("waiting.keep", a("waiting.keep"), "accept", Style.PRIMARY),
    }
    return View("waiting", frame(a, "16:44"), WaitingState(**(settings | changes)))


def waiting_printing(a: Asked) -> View:
    """06."""
    return waiting(a, ReceiptCard("printing", a("waiting.printing"), fraction=0.38))


def waiting_offer(a: Asked) -> View:
    """06, where tickets are printed on request."""
    button = Button("waiting.print", a("waiting.print"), "printer")
    return waiting(a, ReceiptCard("offer", a("waiting.offer"), button=button))


def waiting_problem(a: Asked) -> View:
    """06, when there is no paper."""
    return waiting(
        a,
        ReceiptCard(
            "problem",
            a("waiting.paper"),
            a("waiting.paper_line"),
            button=Button("waiting.retry", a("waiting.retry"), "printer"),
            second=Button("waiting.without", a("waiting.without")),
        ),
    )


def waiting_particular(a: Asked) -> View:
    """For something in particular, while the house closes soon."""
    return waiting(a, None, title=a("waiting.particular"), estimate=a("waiting.perhaps"))


def waiting_again(a: Asked) -> View:
    """06 for a member who comes back: a rank of two figures, and no slip."""
    home = Button("waiting.keep", a("home"), style=Style.PRIMARY)
    title, line = a("waiting.again"), a("waiting.again_line")
    ordinal = "" if a.language == "ar" else "e" if a.language == "fr" else "th"
    return waiting(a, None, rank="11", ordinal=ordinal, title=title, line=line, ticket="A112", keep=home)


def called(a: Asked, **changes: Any) -> View:
    """06b."""
    cards = (TicketCard("A13", a("waiting.about", 9)), TicketCard("A14", a("waiting.about", 20)))
    settings: dict[str, Any] = {
        "waiting_title": a("called.waiting"),
        "waiting": cards,
        "more": "",
        "ticket_word": a("called.ticket"),
        "ticket": "A12",
        "title": a("called.title"),
        "line": a("called.line", at(a, 17, 1)),
        "hint": a("idle.hint"),
        "reader_position": "right" if a.landscape else "bottom-right",
        "no_card": Button("idle.no-card", a("idle.no_card"), "noCard"),
    }
    around = frame(
        a,
        "16:56",
        items=bar_items(a, idle=True),
        reader=a("reader"),
        reader_position="right" if a.landscape else "bottom-right",
    )
    return View("called", around, CalledState(**(settings | changes)))


def called_several(a: Asked) -> View:
    """06b while two more are called, and five wait."""
    others = (
        TicketCard("A10", a("called.at", 4, at(a, 16, 58))),
        TicketCard("A11", a("called.at", 9, at(a, 17, 0))),
    )
    return called(a, called_title=a("called.called"), called=others, more="+\u00a03", more_called="+\u00a01")


def called_alone(a: Asked) -> View:
    """06b when nobody else waits."""
    return called(a, waiting=(), ticket="A112")


def called_banner(a: Asked) -> View:
    """06b while something is wrong that everybody must hear of."""
    return called(a, banner=Banner("warning", a("unknown.title"), a("unknown.line"), Tone.WARNING))


def consent_again(a: Asked) -> View:
    """The charter has changed."""
    return consent(a, "consent.line_again")


def consent(a: Asked, line: str = "consent.line") -> View:
    """09."""
    tiles = (("here", "signature"), ("paper", "printer"), ("ask", "help"))
    state = ConsentState(
        title=a("consent.title"),
        line=a(line),
        tiles=tuple(
            ChoiceTile(f"consent.{key}", icon, a(f"consent.{key}"), a(f"consent.{key}_line"), filled=key == "here")
            for key, icon in tiles
        ),
        back=Button("consent.back", a("back"), "back"),
    )
    return View("consent", frame(a, subtitle=a("consent.subtitle")), state)


def ticket_rows(a: Asked) -> list[QueueRow]:
    """One called ticket, and those that wait."""
    close = Button("queue.close", a("queue.close"))
    rows = [QueueRow("called", "A12", a("queue.held", at(a, 16, 56)), (close,))]
    for index, minutes in enumerate((6, 9, 14)):
        call = Button("queue.call", a("queue.call"), value=index)
        rows.append(QueueRow("busy", f"A{13 + index}", a("queue.since", minutes), (call, close)))
    return rows


def reservation_rows(a: Asked) -> list[QueueRow]:
    """One that has begun, and one to come."""
    drop = Button("queue.drop", a("queue.drop"), style=Style.DANGER)
    return [
        QueueRow("workshops", at(a, 17, 30), a("queue.booked", 4), (drop,)),
        QueueRow("chosen", at(a, 16, 0), a("queue.used", 2)),
    ]


def queue(a: Asked, **changes: Any) -> View:
    """The queue of the staff, a full page."""
    counters = (
        ("busy", "3", "waiting"),
        ("called", "1", "called"),
        ("workshops", "2", "reserved"),
        ("full", "4", "left"),
    )
    limit = (LYING_ROWS if a.landscape else UPRIGHT_ROWS)[a.step - 1]
    booked = reservation_rows(a)[: 2 if limit > 3 else 1]
    settings: dict[str, Any] = {
        "title": a("queue.title"),
        "line": a("queue.line"),
        "counters": tuple(Counter(icon, value, a(f"queue.{key}")) for icon, value, key in counters),
        "banner": None,
        "tickets_title": a("queue.tickets"),
        "tickets": tuple(ticket_rows(a)[: limit - len(booked)]),
        "no_tickets": a("queue.nobody"),
        "reservations_title": a("queue.reservations"),
        "reservations": tuple(booked),
        "no_reservations": a("queue.none"),
        "actions": (
            Button("queue.guest", a("queue.guest"), "ticket"),
            Button("queue.reserve", a("queue.reserve"), "workshops"),
            Button("queue.shut", a("queue.shut"), "clock"),
        ),
        "previous": Button("queue.previous", a("choose.previous"), "previousPage", disabled_reason=a("text.page")),
        "next": Button("queue.next", a("choose.next"), "nextPage"),
    }
    around = staff_frame(a, "tab.queue", "16:58", a("staff.close", "1:58"))
    return View("queue", around, QueueState(**(settings | changes)))


def queue_quiet(a: Asked) -> View:
    """Nobody waits, nothing is reserved, and the space closes early."""
    banner = Banner("clock", a("queue.early"), a("queue.early_line"), Tone.WARNING)
    return queue(a, tickets=(), reservations=(), banner=banner, previous=None, next=None)


def cancel(a: Asked) -> Button:
    """The way back from a step."""
    return Button("queue.cancel", a("cancel"))


def queue_stations(a: Asked) -> View:
    """Reserve a workstation: which one. A tile acts at once."""
    choices = tuple(
        Choice(
            "queue.station",
            number,
            str(number),
            a("queue.scanner") if number == 7 else "",
            disabled_reason=a("queue.taken") if number == 5 else "",
        )
        for number in range(1, 13)
    )
    panel = QueuePanel(
        a("queue.which"),
        a("queue.which_line"),
        cancel(a),
        choices=choices,
        previous=Button("queue.fewer", a("choose.previous"), "previousPage"),
        next=Button("queue.more", a("choose.next"), "nextPage"),
    )
    return queue(a, panel=panel)


def queue_hours(a: Asked) -> View:
    """Close early today: from when on."""
    choices = tuple(Choice("queue.hour", int(hour), at(a, int(hour), 0), chosen=hour == "16") for hour in HOURS)
    confirm = Button("queue.confirm", a("queue.shut"), style=Style.PRIMARY)
    return queue(a, panel=QueuePanel(a("queue.shut"), a("queue.line"), cancel(a), confirm, choices))


def queue_lengths(a: Asked) -> View:
    """Reserve a workstation: for how long."""
    choices = tuple(
        DurationTile(
            "queue.length",
            minutes,
            a("min", minutes),
            a("until", at(a, 14 + (30 + minutes) // 60, minutes % 60)),
            chosen=minutes == 60,
        )
        for minutes in LENGTHS
    )
    confirm = Button("queue.confirm", a("queue.on"), style=Style.PRIMARY)
    return queue(a, panel=QueuePanel(a("queue.long"), a("queue.long_line"), cancel(a), confirm, choices))


def queue_card(a: Asked, *, wrong: bool = False) -> View:
    """Reserve a workstation: for whom."""
    digits = Digits(
        a("queue.number"),
        "000 214" if wrong else "000 2",
        a("pin.clear"),
        a("pin.erase"),
        a("queue.unknown") if wrong else "",
    )
    reason = a("queue.number") if not wrong else ""
    confirm = Button("queue.confirm", a("queue.confirm"), "accept", Style.PRIMARY, disabled_reason=reason)
    return queue(a, panel=QueuePanel(a("queue.who"), a("queue.who_line"), cancel(a), confirm, digits=digits))


def queue_guest(a: Asked) -> View:
    """A guest ticket that was just issued, to be photographed or printed."""
    done = Button("queue.back", a("queue.guest_done"), "accept")
    again = Button("queue.print", a("queue.guest_print"), "printer")
    panel = QueuePanel(a("queue.guest"), a("queue.guest_line"), done, again, qr=GUEST_CODE)
    return queue(a, panel=panel)


QUEUE_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "06-waiting": waiting_printing,
    "06-waiting-offer": waiting_offer,
    "06-waiting-problem": waiting_problem,
    "06-waiting-again": waiting_again,
    "06-waiting-particular": waiting_particular,
    "06b-called": called,
    "06b-called-several": called_several,
    "06b-called-alone": called_alone,
    "06b-called-banner": called_banner,
    "09-consent": consent,
    "09-consent-again": consent_again,
    "queue": queue,
    "queue-quiet": queue_quiet,
    "queue-stations": queue_stations,
    "queue-hours": queue_hours,
    "queue-lengths": queue_lengths,
    "queue-guest": queue_guest,
    "queue-card": queue_card,
    "queue-card-wrong": lambda a: queue_card(a, wrong=True),
}

"""Samples of what follows a choice: the open door, a running session, and every notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.places.states import FailsafeState, MySessionState, NoticeRow, NoticeState, OpenedState, ReceiptCard
from kiosk.places.view import Button, DurationTile, Ring, Style, Toast, View
from tests.gallery.samples import Asked, bar_items, frame


def opened(a: Asked, receipt: ReceiptCard | None) -> View:
    """05 and its variants."""
    state = OpenedState(
        station_word=a("station"),
        number="7",
        until=a("until", a("15h42")),
        title=a("opened.title"),
        directions=a("opened.directions"),
        code_label=a("opened.code"),
        code="48 17",
        code_hint=a("opened.type"),
        qr="VESTIBULE:7K2M9Q4T-F3H8ZC6R",
        qr_caption=a("opened.qr"),
        receipt=receipt,
        go=Button("opened.go", a("opened.go"), "next", Style.PRIMARY),
    )
    return View("opened", frame(a), state)


def opened_printing(a: Asked) -> View:
    """05."""
    return opened(a, ReceiptCard("printing", a("opened.printing"), fraction=0.638))


def opened_take(a: Asked) -> View:
    """05, once the receipt is printed."""
    return opened(a, ReceiptCard("take", a("opened.take")))


def opened_offer(a: Asked) -> View:
    """05, where receipts are printed on request."""
    button = Button("opened.print", a("opened.print"), "printer")
    return opened(a, ReceiptCard("offer", a("opened.offer"), button=button))


def opened_problem(a: Asked) -> View:
    """18."""
    return opened(a, ReceiptCard("problem", a("opened.paper"), a("opened.paper_line")))


def my_session(a: Asked, *, waiting: bool = False) -> View:
    """07."""
    reason = a("session.reason") if waiting else ""
    choices = ((15, a("until", a("15h57"))), (30, a("until", a("16h12"))), (45, a("max")))
    state = MySessionState(
        ring=Ring(0.634, "38", a("welcome.left"), a("session.minutes")),
        title=a("session.title"),
        waiting=reason or a("session.nobody"),
        add_title=a("session.add"),
        durations=tuple(
            DurationTile(
                "session.length",
                minutes,
                a("plus", minutes),
                line,
                chosen=minutes == 30 and not waiting,
                disabled_reason=reason,
            )
            for minutes, line in choices
        ),
        add=None if waiting else Button("session.add", a("session.add_30"), style=Style.PRIMARY),
        finish=a("session.finish"),
        receipt=Button("session.receipt", a("session.receipt"), "printer"),
        end=Button("session.end", a("session.end"), "endSession", Style.DANGER),
    )
    return View("my-session", frame(a, "15:04"), state)


def my_session_waiting(a: Asked) -> View:
    """07 when people wait: no more time to add."""
    return my_session(a, waiting=True)


def notice(a: Asked, key: str, look: str, icon: str, clock: str = "14:42") -> View:
    """10a to 10d."""
    closed = key == "closed"
    parts = a("closed.arch").split("|")
    call = Button("notice.help", a("help"), "help", Style.PRIMARY)
    workshops = Button("notice.workshops", a("notice.workshops"), "workshops", Style.PRIMARY)
    state = NoticeState(
        look=look,
        icon=icon,
        title=a(f"{key}.title"),
        line=a(f"{key}.line"),
        card_title=a("notice.hours") if closed else a("notice.what"),
        rows=tuple(NoticeRow("clock" if closed else str(n), a(f"{key}.{n}"), is_icon=closed) for n in (1, 2, 3)),
        back=Button("notice.home", a("home")),
        main=call if look == "warning" else workshops,
        arch=(parts[0], parts[1], parts[2]) if closed else None,
    )
    return View("notice", frame(a, clock), state)


def notice_welcome(a: Asked) -> View:
    """The same layout with the door open: a visit that needs nothing more."""
    state = NoticeState(
        look="welcome",
        icon="visit",
        title=a("visit.title"),
        line=a("visit.line"),
        card_title="",
        rows=(),
        back=Button("notice.home", a("home"), style=Style.PRIMARY),
    )
    return View("notice", frame(a), state)


def failsafe(a: Asked) -> View:
    """What is shown when something unexpected happened."""
    return View("failsafe", frame(a, items=bar_items(a)), FailsafeState(a("failsafe.title"), a("failsafe.line")))


def toast(a: Asked) -> View:
    """A short message above the bar."""
    view = notice(a, "unknown", "warning", "cardUnknown")
    message = Toast("textSize", a("toast.text"), Button("toast.undo", a("toast.undo")))
    return View(view.place, frame(a, toast=message), view.state)


SESSION_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "05-opened": opened_printing,
    "05-opened-take": opened_take,
    "05-opened-offer": opened_offer,
    "07-my-session": my_session,
    "07-my-session-waiting": my_session_waiting,
    "10a-expired": lambda a: notice(a, "expired", "warning", "cardExpired"),
    "10b-unknown": lambda a: notice(a, "unknown", "warning", "cardUnknown"),
    "10c-closed": lambda a: notice(a, "closed", "info", "clock", "19:12"),
    "10d-time-used": lambda a: notice(a, "used", "info", "timeUsed"),
    "11-visit": notice_welcome,
    "18-printer-empty": opened_problem,
    "toast": toast,
    "failsafe": failsafe,
}

"""One sample per design picture (and a few more states), as plain views: what the gallery draws and checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.places.states import (
    CharterState,
    CharterTextState,
    Chip,
    ChoiceTile,
    FailsafeState,
    IdleRow,
    IdleState,
    MySessionState,
    NoticeRow,
    NoticeState,
    OpenedState,
    ReceiptCard,
    WelcomeState,
)
from kiosk.places.view import (
    Banner,
    Bar,
    BarItem,
    Button,
    Dialog,
    DurationTile,
    Frame,
    Ring,
    Style,
    Theme,
    Toast,
    Tone,
    View,
)
from tests.gallery.words import WORDS

LARGEST_STEP = 3


@dataclass(frozen=True)
class Asked:
    """How a sample is wanted."""

    language: str = "fr"
    theme: Theme = Theme.LIGHT
    step: int = 1
    landscape: bool = False

    def __call__(self, key: str, *values: object) -> str:
        """A text in the wanted language."""
        return WORDS[self.language][key].format(*values)

    @property
    def large(self) -> bool:
        return self.step == LARGEST_STEP


def bar_items(a: Asked, *, idle: bool = False) -> tuple[BarItem, ...]:
    """The bottom bar of the visitor screens."""
    items = [
        BarItem(Bar.HELP, "help", a("help.short") if a.large else a("help")),
        BarItem(Bar.LANGUAGE, "language", a("language"), badge=a.language.upper()),
        BarItem(Bar.TEXT, "textSize", a("text")),
        BarItem(Bar.CONTRAST, "contrast", a("contrast")),
        BarItem(Bar.LISTEN, "audio", a("listen")),
    ]
    if not idle:
        items.append(BarItem(Bar.QUIT, "quit", a("quit")))
    return tuple(items)


def frame(a: Asked, clock: str = "14:42", **changes: Any) -> Frame:
    """The frame of a visitor screen."""
    settings: dict[str, Any] = {
        "language": a.language,
        "rtl": a.language == "ar",
        "theme": a.theme,
        "text_step": a.step,
        "title": "Médiathèque des Tilleuls",
        "subtitle": a("space"),
        "corner_bold": clock,
        "items": bar_items(a),
    }
    return Frame(**(settings | changes))


def idle(a: Asked) -> View:
    """01, 19, 23."""
    rows = [
        IdleRow(a("15h"), a("idle.photos"), a("idle.places", 3), "places"),
        IdleRow(a("16h30"), a("idle.cv"), a("idle.places", 5), "places"),
        IdleRow(a("18h"), a("idle.coffee"), a("idle.full"), "full"),
    ]
    languages = (
        ("fr", "Présentez votre carte"),
        ("en", "Scan your card"),
        ("ar", "قدّم بطاقتك"),
        ("uk", "Покажіть картку"),
    )
    state = IdleState(
        clock="14:42",
        date=a("idle.date"),
        open_line=f"{a('idle.open')} {a('19h')}",
        squares=(True,) * 7 + (False,) * 5,
        free_bold=a("idle.free"),
        free_rest=a("idle.of"),
        list_title=a("idle.list"),
        rows=tuple(rows),
        title=a("idle.title"),
        hint=a("idle.hint"),
        other_languages=tuple(pair for pair in languages if pair[0] != a.language),
        no_card=Button("idle.no-card", a("idle.no_card"), "noCard"),
    )
    position = "right" if a.landscape else "bottom-right"
    around = frame(
        a,
        corner=a("idle.open"),
        corner_bold=a("19h"),
        items=bar_items(a, idle=True),
        reader=a("reader"),
        reader_position=position,
    )
    return View("idle", around, state)


def welcome(a: Asked) -> View:
    """02, 20."""
    chips = (("admin", "reasonAdmin"), ("job", "reasonJob"), ("learn", "reasonLearn"))
    more = (("print", "reasonPrint"), ("leisure", "reasonLeisure"), ("other", "reasonOther"))
    state = WelcomeState(
        greeting=a("welcome.greeting"),
        line=a("welcome.line"),
        ring=Ring(0.875, a("1h45"), a("welcome.left"), a("welcome.today")),
        purposes_title=a("welcome.purposes"),
        purposes_hint=a("welcome.optional"),
        purposes=tuple(
            Chip("welcome.purpose", value, icon, a(f"welcome.{value}"), chosen=value == "job")
            for value, icon in (*chips, *more)
        ),
        question=a("welcome.question"),
        tiles=(
            ChoiceTile("welcome.use", "workstation", a("welcome.use"), a("welcome.use_line"), filled=True),
            ChoiceTile("welcome.workshop", "workshop", a("welcome.workshop"), a("welcome.workshop_line")),
            ChoiceTile("welcome.visit", "visit", a("welcome.visit"), a("welcome.visit_line")),
        ),
    )
    return View("welcome", frame(a), state)


def still_there(a: Asked) -> View:
    """26."""
    view = welcome(a)
    buttons = (
        Button("still.yes", a("still.yes"), "stillThere", Style.PRIMARY),
        Button("still.no", a("still.no")),
    )
    dialog = Dialog(a("still.title"), a("still.line"), buttons, Ring(0.6, "12", below=a("still.seconds")))
    return View(view.place, view.frame, view.state, dialog)


def charter(a: Asked) -> View:
    """04, before the visitor signs."""
    names = ("Respect", "Law", "Accounts", "Erased", "Food", "Time")
    state = CharterState(
        title=a("charter.title"),
        lines=tuple((f"rule{name}", a(f"charter.{name.lower()}")) for name in names),
        listen=Button("charter.listen", a("charter.listen"), "audio"),
        read_all=Button("charter.read", a("charter.read"), "readAll"),
        sign_here=a("charter.sign"),
        clear=a("charter.erase"),
        pad_caption=a("charter.caption"),
        back=Button("charter.back", a("back"), "back"),
        confirm=Button("charter.sign", a("charter.accept"), "accept", Style.PRIMARY),
    )
    return View("charter", frame(a), state)


def charter_text(a: Asked) -> View:
    """The whole charter, first page."""
    count = 2 if a.large or a.landscape else 4
    state = CharterTextState(
        title=a("text.title"),
        paragraphs=tuple(a(f"text.{number}") for number in range(1, count + 1)),
        page=a("text.page"),
        previous=Button("text.previous", a("choose.previous"), "previousPage", disabled_reason=a("text.page")),
        next=Button("text.next", a("choose.next"), "nextPage"),
        back=Button("text.back", a("back"), "back", Style.PRIMARY),
    )
    return View("charter-text", frame(a), state)


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
        add_reason=reason,
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


def idle_offline(a: Asked) -> View:
    """01 while a device is missing."""
    view = idle(a)
    state: Any = view.state
    banner = Banner("info", a("unknown.title"), a("unknown.line"), Tone.CALM)
    changed = {name: getattr(state, name) for name in state.__slots__} | {
        "banner": banner,
        "rows": (),
        "list_title": "",
    }
    return View(view.place, view.frame, IdleState(**changed))


VISITOR_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "01-idle": idle,
    "01-idle-banner": idle_offline,
    "02-welcome": welcome,
    "04-charter": charter,
    "04-charter-text": charter_text,
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
    "26-still-there": still_there,
    "toast": toast,
    "failsafe": failsafe,
}

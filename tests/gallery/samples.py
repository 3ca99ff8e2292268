"""One sample per design picture (and a few more states), as plain views: what the gallery draws and checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.places.states import CharterState, CharterTextState, Chip, ChoiceTile, WelcomeState
from kiosk.places.states_idle import IdleRow, IdleState
from kiosk.places.view import (
    Banner,
    Bar,
    BarItem,
    Button,
    Dialog,
    Frame,
    Ring,
    Style,
    Theme,
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
    position = "right" if a.landscape else "bottom-right"
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
        reader_position=position,
    )
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


def welcome_without_workshops(a: Asked) -> View:
    """02 at a site without workshops."""
    view = welcome(a)
    state: Any = view.state
    return View(view.place, view.frame, replace(state, tiles=(state.tiles[0], state.tiles[2])))


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
        cannot=Button("charter.cannot", a("charter.cannot"), "help"),
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


def idle_offline(a: Asked) -> View:
    """01 while a device is missing."""
    view = idle(a)
    state: Any = view.state
    banner = Banner("info", a("unknown.title"), a("unknown.line"), Tone.CALM)
    return View(view.place, view.frame, replace(state, banner=banner, rows=(), list_title=""))


def first(a: Asked) -> View:
    """01 in its first frame, before the house behind it is ready: `kiosk.places.opening`."""
    view = idle(a)
    state: Any = view.state
    unknown = replace(
        state, date="", open_line="", squares=(), free_bold="", free_rest="", list_title="", rows=(), banner=None
    )
    return View(view.place, replace(view.frame, corner="", corner_bold=""), unknown)


def idle_hours(a: Asked) -> View:
    """01 with the opening hours of the next days in the list."""
    view = idle(a)
    state: Any = view.state
    rows = (
        IdleRow(a("idle.today"), a("idle.split")),
        IdleRow(a("idle.tomorrow"), a("idle.split")),
        IdleRow(a("idle.after"), a("idle.shut")),
    )
    return View(view.place, view.frame, replace(state, list_title=a("idle.hours"), rows=rows))


VISITOR_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "01-first": first,
    "01-idle": idle,
    "01-idle-banner": idle_offline,
    "01-idle-hours": idle_hours,
    "02-welcome": welcome,
    "02-welcome-two": welcome_without_workshops,
    "04-charter": charter,
    "04-charter-text": charter_text,
    "26-still-there": still_there,
}

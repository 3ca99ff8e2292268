"""Samples of enrolment: each question, every keyboard, what is put right, and the slip at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.places import keyboards
from kiosk.places.states import ReceiptCard
from kiosk.places.states_enrol import EnrolledState, EnrolState, EnrolStep, Keyboard, TextField
from kiosk.places.view import Button, Style, View
from tests.gallery.samples import Asked, frame

STEPS = ("enrol.first", "enrol.family", "enrol.age", "enrol.charter")
LONG = "Marie-Antoinette Maximilienne-"


def _rows(rows: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button("enrol.key", key, value=key) for key in row) for row in rows)


def letters(a: Asked, language: str = "", *, second: bool = False) -> Keyboard:
    """The keyboard of a language, that of the screen unless named."""
    page = keyboards.layout(language or a.language, second=second)
    other = keyboards.layout(language or a.language, second=not second)
    return Keyboard(
        _rows((page.extra, *page.rows)),
        Button("enrol.erase", a("pin.erase"), "backspace"),
        Button("enrol.clear", a("pin.clear")),
        space=Button("enrol.key", a("enrol.space"), value=" "),
        page=Button("enrol.page", other.name),
    )


def digits(a: Asked) -> Keyboard:
    """The pad for a year."""
    erase, clear = Button("enrol.erase", a("pin.erase"), "backspace"), Button("enrol.clear", a("pin.clear"), "clear")
    return Keyboard(_rows(keyboards.PAD), erase, clear)


def enrol(a: Asked, at: int, asked: str, field: TextField, keyboard: Keyboard, note: str = "enrol.note") -> View:
    """08 at the step `at`, counted from 0."""
    kinds = ["done"] * at + ["current"] + ["todo"] * (len(STEPS) - at - 1)
    state = EnrolState(
        steps=tuple(EnrolStep(a(step), kind) for step, kind in zip(STEPS, kinds, strict=True)),
        title=a(f"enrol.{asked}_title"),
        line=a(f"enrol.{asked}_line"),
        field=field,
        note=a(note),
        keyboard=keyboard,
        back=Button("enrol.back", a("back"), "back"),
        next=Button("enrol.next", a("enrol.next"), "next", Style.PRIMARY),
    )
    return View("enrol", frame(a, subtitle=a("enrol.subtitle")), state)


def first_name(a: Asked) -> View:
    """08."""
    return enrol(a, 0, "first", TextField(a("enrol.typed"), "typing"), letters(a))


def first_name_empty(a: Asked) -> View:
    """08 before the first key, with the second page of the keyboard."""
    return enrol(a, 0, "first", TextField("", "rest"), letters(a, second=True))


def first_name_wrong(a: Asked) -> View:
    """08, when it is not a name."""
    return enrol(a, 0, "first", TextField(a("enrol.wrong"), "error"), letters(a), "enrol.letters")


def first_name_long(a: Asked) -> View:
    """08 with the longest name that can be typed, on the Ukrainian keyboard."""
    return enrol(a, 0, "first", TextField(LONG, "typing"), letters(a, "uk"))


def family_name(a: Asked) -> View:
    """08, the name: hidden."""
    return enrol(a, 1, "family", TextField(a("enrol.masked"), "typing", masked=True), letters(a))


def year(a: Asked) -> View:
    """08, the year alone."""
    return enrol(a, 2, "year", TextField("199", "typing"), digits(a))


def year_wrong(a: Asked) -> View:
    """08, when the year is not whole."""
    return enrol(a, 2, "year", TextField("19", "error"), digits(a), "enrol.digits")


def year_alone(a: Asked) -> View:
    """08 where no name is asked for: two steps."""
    view = enrol(a, 2, "year", TextField("", "rest"), digits(a), "enrol.note_one")
    steps = (EnrolStep(a("enrol.age"), "current"), EnrolStep(a("enrol.charter"), "todo"))
    assert isinstance(view.state, EnrolState)
    state = view.state
    return View(
        view.place,
        view.frame,
        EnrolState(steps, state.title, state.line, state.field, state.note, state.keyboard, state.back, state.next),
    )


def enrolled(a: Asked, slip: ReceiptCard | None) -> View:
    """The end of 08."""
    state = EnrolledState(
        number_word=a("enrolled.number"),
        number="000 431",
        title=a("enrolled.title"),
        line=a("enrolled.line"),
        qr="VSR1:6BFOXN*TS0BI$ZD",
        qr_caption=a("enrolled.photo"),
        hint=a("enrolled.hint"),
        slip=slip,
        go=Button("enrolled.go", a("enrolled.go"), "next", Style.PRIMARY),
    )
    return View("enrolled", frame(a, subtitle=a("enrol.subtitle")), state)


def enrolled_printing(a: Asked) -> View:
    """The end of 08 while the slip is printed."""
    return enrolled(a, ReceiptCard("printing", a("enrolled.printing"), fraction=0.4))


def enrolled_offer(a: Asked) -> View:
    """The end of 08, with a slip on request."""
    button = Button("enrolled.print", a("enrolled.print"), "printer")
    return enrolled(a, ReceiptCard("offer", a("enrolled.offer"), button=button))


def enrolled_question(a: Asked) -> View:
    """The end of 08, when the printer cannot tell whether the slip came out."""
    have = Button("enrolled.have-it", a("enrolled.have"), "accept")
    again = Button("enrolled.print", a("enrolled.again"), "printer")
    return enrolled(a, ReceiptCard("problem", a("enrolled.question"), button=have, second=again))


ENROL_SAMPLES: Mapping[str, Callable[[Asked], View]] = {
    "08-enrol": first_name,
    "08-enrol-empty": first_name_empty,
    "08-enrol-wrong": first_name_wrong,
    "08-enrol-long": first_name_long,
    "08-enrol-name": family_name,
    "08-enrol-year": year,
    "08-enrol-year-wrong": year_wrong,
    "08-enrol-year-alone": year_alone,
    "08-enrolled": lambda a: enrolled(a, None),
    "08-enrolled-printing": enrolled_printing,
    "08-enrolled-offer": enrolled_offer,
    "08-enrolled-question": enrolled_question,
}

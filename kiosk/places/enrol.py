"""08: somebody without a card enrols by themselves. One thing at a time; nothing is kept before the charter is signed,
or a parent asks for the form (docs/decisions/0016-enrolment-at-the-kiosk.md)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.i18n import Words
from kiosk.models import Newcomer
from kiosk.places import keyboards
from kiosk.places.charter import Charter
from kiosk.places.consent import Consent
from kiosk.places.desk import Desk
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.states_enrol import EnrolState, EnrolStep, Keyboard, TextField
from kiosk.places.view import Button, Style
from kiosk.rules.enrolment import LONGEST_NAME, YEAR_DIGITS, Fault, category_of, name_fault, tidy, year_fault
from kiosk.rules.minors import is_under

MASKED_AFTER = 1.0
"""Seconds after the last key until its letter is a dot like the others."""
DOT = "•"


class Action(StrEnum):
    """What can be touched while one enrols."""

    KEY = "enrol.key"
    ERASE = "enrol.erase"
    CLEAR = "enrol.clear"
    PAGE = "enrol.page"
    BACK = "enrol.back"
    NEXT = "enrol.next"


class Asked(StrEnum):
    """What is asked for, in this order."""

    FIRST_NAME = "first-name"
    FAMILY_NAME = "family-name"
    YEAR = "year"


@dataclass(frozen=True)
class Enrol(Place):
    """What was typed never leaves this value and its state, and is in the `repr` of neither; it goes when the kiosk
    returns to idle. `request` makes one member of it, however often it is sent."""

    request: bytes
    at: Asked
    first_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    year: str = field(default="", repr=False)
    typed_at: float = 0.0
    """Boot time of the last key."""
    second_page: bool = False
    fault: Fault | None = None

    name: ClassVar[str] = "enrol"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.KEY:
                return self._typed(value, desk)
            case Action.ERASE:
                return self._with(self._text[:-1], 0.0)
            case Action.CLEAR:
                return self._with("", 0.0)
            case Action.PAGE:
                return replace(self, second_page=not self.second_page)
            case Action.BACK:
                order = _asked(desk)
                index = order.index(self.at)
                return self._at(order[index - 1]) if index else HOME
            case Action.NEXT:
                return self._next(desk)
        return self

    @property
    def _text(self) -> str:
        """What was typed for what is asked now."""
        match self.at:
            case Asked.FIRST_NAME:
                return self.first_name
            case Asked.FAMILY_NAME:
                return self.family_name
            case Asked.YEAR:
                return self.year

    def _with(self, text: str, typed_at: float) -> Enrol:
        match self.at:
            case Asked.FIRST_NAME:
                return replace(self, first_name=text, typed_at=typed_at, fault=None)
            case Asked.FAMILY_NAME:
                return replace(self, family_name=text, typed_at=typed_at, fault=None)
            case Asked.YEAR:
                return replace(self, year=text, typed_at=typed_at, fault=None)

    def _at(self, asked: Asked) -> Enrol:
        return replace(self, at=asked, typed_at=0.0, second_page=False, fault=None)

    def _typed(self, value: object, desk: Desk) -> Enrol:
        now = desk.moment().boottime
        if self.at is Asked.YEAR:
            fits = str(value) in set("0123456789") and len(self.year) < YEAR_DIGITS
            return self._with(self.year + str(value), now) if fits else self
        if not keyboards.is_key(value, desk.language):
            return self
        text = keyboards.typed(self._text, str(value), desk.language)
        return self._with(text, now) if len(text) <= LONGEST_NAME else self

    def _next(self, desk: Desk) -> Place:
        today = desk.site.today(desk.moment().utc)
        fault = year_fault(self.year, today) if self.at is Asked.YEAR else name_fault(self._text)
        if fault is not None:
            return replace(self, fault=fault)
        order = _asked(desk)
        following = order.index(self.at) + 1
        if following < len(order):
            return self._at(order[following])
        settings = desk.site.settings
        names = settings.enrolment.names
        newcomer = Newcomer(
            0,
            0,
            category_of(int(self.year), today, settings.limits, settings.categories),
            first_name=tidy(self.first_name) if names else None,
            birth_year=int(self.year),
            family_name=tidy(self.family_name) if names else None,
            request=self.request,
        )
        if is_under(settings.limits.guardian_under_age, newcomer, today):
            return Consent(newcomer, back=self)
        return Charter(newcomer, desk.reception.new_request(), back=self)

    def subtitle(self, desk: Desk) -> str:
        return desk.words.t("Create my card")

    def state(self, desk: Desk) -> EnrolState:
        words, order = desk.words, _asked(desk)
        title, line = _question(words, self.at)
        at = order.index(self.at)
        kinds = ["done"] * at + ["current"] + ["todo"] * (len(order) - at)
        labels = [_label(words, asked) for asked in order] + [words.t("Charter")]
        asked_for = words.n("We ask for {count} thing. No more.", "We ask for {count} things. No more.", len(order))
        return EnrolState(
            steps=tuple(EnrolStep(label, kind) for label, kind in zip(labels, kinds, strict=True)),
            title=title,
            line=line,
            field=self._field(desk),
            note=asked_for if self.fault is None else _advice(words, self.at, self.fault),
            keyboard=_pad(words) if self.at is Asked.YEAR else _keyboard(desk, second=self.second_page),
            back=Button(Action.BACK, words.t("Back"), "back"),
            next=Button(Action.NEXT, words.t("Next"), "next", Style.PRIMARY),
        )

    def _field(self, desk: Desk) -> TextField:
        text = self._text
        masked = self.at is Asked.FAMILY_NAME and len(text) > 1
        if masked:
            fresh = desk.moment().boottime - self.typed_at < MASKED_AFTER
            text = text[0] + DOT * (len(text) - 2) + (text[-1] if fresh else DOT)
        look = "error" if self.fault is not None else "typing" if text else "rest"
        return TextField(text, look, masked)


def enrol(desk: Desk) -> Enrol:
    """The first question."""
    return Enrol(desk.reception.new_request(), _asked(desk)[0])


def _asked(desk: Desk) -> tuple[Asked, ...]:
    return tuple(Asked) if desk.site.settings.enrolment.names else (Asked.YEAR,)


def _question(words: Words, asked: Asked) -> tuple[str, str]:
    match asked:
        case Asked.FIRST_NAME:
            return words.t("What is your first name?"), words.t("Only your first name shows on the screen.")
        case Asked.FAMILY_NAME:
            return words.t("What is your name?"), words.t("It is hidden while you type.")
        case Asked.YEAR:
            return words.t("Your year of birth?"), words.t("The year alone is enough.")


def _label(words: Words, asked: Asked) -> str:
    match asked:
        case Asked.FIRST_NAME:
            return words.t("First name")
        case Asked.FAMILY_NAME:
            return words.t("Name")
        case Asked.YEAR:
            return words.t("Age")


def _advice(words: Words, asked: Asked, fault: Fault) -> str:
    """What is to be put right, and nobody is blamed."""
    match fault:
        case Fault.EMPTY if asked is Asked.YEAR:
            return words.t("Please type four digits, 1991 for instance.")
        case Fault.EMPTY:
            return (
                words.t("Please type your first name.")
                if asked is Asked.FIRST_NAME
                else words.t("Please type your name.")
            )
        case Fault.NOT_LETTERS:
            return words.t("Letters only, please.")
        case Fault.NOT_PLAUSIBLE:
            return words.t("Please look at this year once more.")


def _keyboard(desk: Desk, *, second: bool) -> Keyboard:
    words, page = desk.words, keyboards.layout(desk.language, second=second)
    other = keyboards.layout(desk.language, second=not second)
    return Keyboard(
        rows=_rows((page.extra, *page.rows)),
        erase=Button(Action.ERASE, words.t("Erase"), "backspace"),
        clear=Button(Action.CLEAR, words.t("Erase all")),
        space=Button(Action.KEY, words.t("Space"), value=" "),
        page=Button(Action.PAGE, other.name),
    )


def _pad(words: Words) -> Keyboard:
    return Keyboard(
        rows=_rows(keyboards.PAD),
        erase=Button(Action.ERASE, words.t("Erase"), "backspace"),
        clear=Button(Action.CLEAR, words.t("Erase all"), "clear"),
    )


def _rows(rows: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(Action.KEY, key, value=key) for key in row) for row in rows)

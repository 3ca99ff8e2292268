"""04: the charter in plain sentences, its full text, and a signature with the finger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.models import Member, Newcomer, Staff, Stroke
from kiosk.places.admitted import admitted
from kiosk.places.assisted import assisted
from kiosk.places.desk import Desk
from kiosk.places.enrolled import enrolled
from kiosk.places.place import HOME, Patience, Place
from kiosk.places.states import CharterState, CharterTextState
from kiosk.places.view import Bar, Button, Dialog, Style
from kiosk.places.voice import silence

CHARACTERS_PER_PAGE = (900, 650, 420)
"""Full text per page of an upright screen, by text step, without scrolling; a lying one takes half."""


class Action(StrEnum):
    """What can be touched on the charter."""

    READ_ALL = "charter.read-all"
    BACK = "charter.back"
    CONFIRM = "charter.confirm"
    CANNOT = "charter.cannot"
    ACCEPTED = "charter.accepted"
    NOT_ACCEPTED = "charter.not-accepted"
    PREVIOUS = "charter-text.previous"
    NEXT = "charter-text.next"
    CLOSE = "charter-text.close"


@dataclass(frozen=True)
class Charter(Place):
    """A member who signs the current version for the first time; `guardian` says that a parent signs for them,
    `accompanied` and `grew_up` what `Arrived` says.

    `staff` is there once somebody of the staff has shown card and PIN, to say that the member accepts without signing.
    """

    member: Member
    request: bytes
    guardian: bool = False
    accompanied: bool = False
    grew_up: bool = False
    back: Place | None = None
    """Where *Back* leads to; None for the idle screen."""
    staff: Staff | None = None

    name: ClassVar[str] = "charter"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    @property
    def visitor(self) -> Member | None:
        return None if isinstance(self.member, Newcomer) else self.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.READ_ALL:
                return CharterText(back=self)
            case Action.BACK if self.back is None:
                desk.reception.decline_charter(self.member)
                return HOME
            case Action.BACK:
                return self.back or HOME
            case Action.CONFIRM:
                return self._sign(value, desk)
            case Action.CANNOT:
                return assisted(self, desk)
            case Action.ACCEPTED if self.staff is not None:
                return self._accept(self.staff, desk)
            case Action.NOT_ACCEPTED:
                return replace(self, staff=None)
        return self

    def _sign(self, value: object, desk: Desk) -> Place:
        strokes = tuple(stroke for stroke in value if isinstance(stroke, Stroke)) if isinstance(value, tuple) else ()
        member = self._signed(strokes, desk)
        if member is None:
            desk.say("signature", lambda words: words.t("Please sign a little larger"))
            return self
        return self._enter(member, desk)

    def _accept(self, staff: Staff, desk: Desk) -> Place:
        """Accepted before a member of staff, without a signature."""
        member = self.member
        if isinstance(member, Newcomer):
            member = desk.reception.enrol(member)
        desk.reception.accept_charter(staff, member, desk.language, self.request, guardian=self.guardian)
        return self._enter(member, desk)

    def _enter(self, member: Member, desk: Desk) -> Place:
        """The charter is accepted: what the member may do now. Who has no card yet gets a slip for the day first."""
        token = desk.reception.lend_slip(member)
        if token is not None:
            return enrolled(member, token, desk, accompanied=self.accompanied)
        return admitted(member, desk, accompanied=self.accompanied, grew_up=self.grew_up)

    def _signed(self, strokes: tuple[Stroke, ...], desk: Desk) -> Member | None:
        """Who has signed; a newcomer is a member by this. None when the strokes are no signature."""
        language, request = desk.language, self.request
        if isinstance(self.member, Newcomer):
            return desk.reception.enrol_signing(self.member, language, strokes, request, guardian=self.guardian)
        signed = desk.reception.sign_charter(self.member, language, strokes, request, guardian=self.guardian)
        return self.member if signed else None

    def state(self, desk: Desk) -> CharterState:
        words, text = desk.words, desk.site.charter_text(desk.language)
        return CharterState(
            title=text.title,
            lines=tuple((line.icon, line.text) for line in text.lines),
            listen=Button(Bar.LISTEN, words.t("Listen to the charter"), "audio", disabled_reason=silence(desk)),
            read_all=Button(Action.READ_ALL, words.t("Read everything"), "readAll"),
            sign_here=words.t("The parent signs here") if self.guardian else words.t("Sign here with your finger"),
            clear=words.t("Erase"),
            pad_caption=words.t("The parent’s signature") if self.guardian else words.t("Your signature"),
            back=Button(Action.BACK, words.t("Back"), "back"),
            confirm=Button(
                Action.CONFIRM,
                words.t("I accept and sign"),
                "accept",
                Style.PRIMARY,
                disabled_reason=words.t("Please sign in the frame first"),
            ),
            cannot=Button(Action.CANNOT, words.t("I cannot sign"), "help"),
            too_small=words.t("Please sign a little larger"),
        )

    def dialog(self, desk: Desk) -> Dialog | None:
        if self.staff is None:
            return None
        words, number = desk.words, f"{self.member.number:06d}"
        line = words.t("For card {number}", number=f"{number[:3]} {number[3:]}")
        if isinstance(self.member, Newcomer):
            line = words.t("For a new card")
        return Dialog(
            words.t("Does the parent accept the charter?") if self.guardian else words.t("Is the charter accepted?"),
            words.t("For a guest") if self.member.is_guest else line,
            (
                Button(Action.ACCEPTED, words.t("Yes, read together"), "accept", Style.PRIMARY),
                Button(Action.NOT_ACCEPTED, words.t("Not yet")),
            ),
        )


@dataclass(frozen=True)
class CharterText(Place):
    """The full text, page by page."""

    back: Place
    page: int = 0

    name: ClassVar[str] = "charter-text"
    patience: ClassVar[Patience] = Patience.ASK_LATE

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        last = len(_pages(desk)) - 1
        match action:
            case Action.PREVIOUS:
                return replace(self, page=max(0, min(self.page, last) - 1))
            case Action.NEXT:
                return replace(self, page=min(last, self.page + 1))
            case Action.CLOSE:
                return self.back
        return self

    def state(self, desk: Desk) -> CharterTextState:
        words, pages = desk.words, _pages(desk)
        page = min(self.page, len(pages) - 1)
        return CharterTextState(
            title=desk.site.charter_text(desk.language).title,
            paragraphs=pages[page],
            page=words.t("Page {page} of {pages}", page=page + 1, pages=len(pages)),
            previous=Button(
                Action.PREVIOUS,
                words.t("Before"),
                "previousPage",
                disabled_reason="" if page else words.t("This is the first page"),
            ),
            next=Button(
                Action.NEXT,
                words.t("After"),
                "nextPage",
                disabled_reason="" if page + 1 < len(pages) else words.t("This is the last page"),
            ),
            back=Button(Action.CLOSE, words.t("Back"), "back"),
        )


def _pages(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """As many paragraphs to a page as the text size allows; a longer paragraph goes on, sentence by sentence."""
    room = CHARACTERS_PER_PAGE[desk.text_step - 1] // (2 if desk.lying else 1)
    pages: list[list[str]] = [[]]
    for paragraph in desk.site.charter_text(desk.language).full:
        for part in _parts(paragraph, room):
            if pages[-1] and sum(map(len, pages[-1])) + len(part) > room:
                pages.append([])
            pages[-1].append(part)
    return tuple(map(tuple, pages))


def _parts(paragraph: str, room: int) -> tuple[str, ...]:
    """The paragraph whole when it fits a page, else in runs of whole sentences."""
    if len(paragraph) <= room:
        return (paragraph,)
    parts = [""]
    for sentence in re.split(r"(?<=[.!?]) (?=\S)", paragraph):
        if parts[-1] and len(parts[-1]) + 1 + len(sentence) > room:
            parts.append("")
        parts[-1] = f"{parts[-1]} {sentence}".strip()
    return tuple(parts)

"""Staff keep a workstation for a member: whose card, which workstation, from when, for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.i18n import Words
from kiosk.places.desk import Desk
from kiosk.places.floor import features
from kiosk.places.queue_hours import fits, is_taken, lengths, starts
from kiosk.places.queue_rows import card_number
from kiosk.places.queue_steps import Action, Step, page_of, turned, with_turners
from kiosk.places.states_queue import Choice, Digits, QueuePanel
from kiosk.places.view import Button, DurationTile, Style
from kiosk.reception.keeping import Wish
from kiosk.reception.outcomes import NotReserved, Reserved

MOST_DIGITS = 9


class Asks(StrEnum):
    """What is to be told next."""

    CARD = "card"
    WORKSTATION = "workstation"
    HOUR = "hour"
    LENGTH = "length"


@dataclass(frozen=True)
class Reserving(Step):
    """A reservation in the making; what is None is still to be told. `problem` is why the number did not do."""

    request: bytes
    typed: str = ""
    number: int | None = None
    workstation: int | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    page: int = 0
    problem: str = ""

    @property
    def asks(self) -> Asks:
        """The question that comes next."""
        if self.number is None:
            return Asks.CARD
        if self.workstation is None:
            return Asks.WORKSTATION
        return Asks.HOUR if self.starts_at is None else Asks.LENGTH

    def touched(self, action: str, value: object, desk: Desk) -> Step | None:
        if action == Action.BACK:
            return self._back()
        match self.asks:
            case Asks.CARD:
                return self._typed(action, value, desk)
            case Asks.WORKSTATION:
                if action == Action.STATION and isinstance(value, int) and value in desk.site.workstations:
                    chosen = replace(self, workstation=value, page=0)
                    return chosen if not desk.reception.room.is_out(value) else self
            case Asks.HOUR:
                if action == Action.HOUR and isinstance(value, datetime) and value in starts(desk):
                    return replace(self, starts_at=value, page=0)
            case Asks.LENGTH:
                if action == Action.LENGTH and isinstance(value, int) and value in lengths(desk):
                    return replace(self, minutes=value)
                if action == Action.CONFIRM:
                    return self._reserve(desk)
        if action in {Action.FEWER, Action.MORE}:
            tiles = desk.site.numbers if self.asks is Asks.WORKSTATION else starts(desk)
            return replace(self, page=turned(action, self.page, tiles))
        return self

    def _back(self) -> Step | None:
        """One question back; before the first one nothing was begun."""
        match self.asks:
            case Asks.CARD:
                return None
            case Asks.WORKSTATION:
                return replace(self, number=None, page=0)
            case Asks.HOUR:
                return replace(self, workstation=None, page=0)
            case Asks.LENGTH:
                return replace(self, starts_at=None, minutes=None, page=0)

    def _typed(self, action: str, value: object, desk: Desk) -> Step:
        match action:
            case Action.DIGIT if str(value) in set("0123456789") and len(self.typed) < MOST_DIGITS:
                return replace(self, typed=self.typed + str(value), problem="")
            case Action.ERASE:
                return replace(self, typed=self.typed[:-1], problem="")
            case Action.CLEAR:
                return replace(self, typed="", problem="")
            case Action.CONFIRM if self.typed:
                number = int(self.typed)
                if any(r.member_number == number for r in desk.reception.room.reservations):
                    return replace(self, problem="has-one")
                return replace(self, number=number, page=0)
        return self

    def _reserve(self, desk: Desk) -> Step | None:
        if self.number is None or self.workstation is None or self.starts_at is None or self.minutes is None:
            return self
        wish = Wish(self.number, self.workstation, self.starts_at, self.minutes)
        match desk.reception.reserve(self.staff, wish, self.request):
            case Reserved(reservation=kept):
                desk.say(
                    "success",
                    lambda words: words.t(
                        "Workstation {number} is reserved for {hour}",
                        number=kept.workstation,
                        hour=words.hour(kept.starts_at),
                    ),
                )
                return None
            case NotReserved(code="unknown" | "has-one" as code):
                return replace(self, number=None, problem=code)
            case NotReserved(code=code):
                desk.say("info", lambda words: why_not_reserved(code, words))
                workstation = None if code == "unsuitable" else self.workstation
                return replace(self, workstation=workstation, starts_at=None, minutes=None, page=0)

    def panel(self, desk: Desk) -> QueuePanel:
        words = desk.words
        back = Button(Action.BACK, words.t("Back"), "back")
        match self.asks:
            case Asks.CARD:
                return self._card_panel(words)
            case Asks.WORKSTATION:
                stations = tuple(self._station(desk, number) for number in page_of(desk.site.numbers, self.page))
                panel = QueuePanel(words.t("Which workstation?"), self._so_far(words), back, choices=stations)
                return with_turners(panel, words, self.page, desk.site.numbers)
            case Asks.HOUR:
                hours = starts(desk)
                shown = tuple(self._hour(desk, hour) for hour in page_of(hours, self.page))
                panel = QueuePanel(words.t("From when?"), self._so_far(words), back, choices=shown)
                return with_turners(panel, words, self.page, hours)
            case Asks.LENGTH:
                missing = "" if self.minutes is not None else words.t("Choose a length first")
                reserve = Button(Action.CONFIRM, words.t("Reserve"), "accept", Style.PRIMARY, disabled_reason=missing)
                tiles = tuple(self._length(desk, minutes) for minutes in lengths(desk))
                return QueuePanel(words.t("For how long?"), self._so_far(words), back, reserve, tiles)

    def _card_panel(self, words: Words) -> QueuePanel:
        missing = "" if self.typed else words.t("Type the number first")
        return QueuePanel(
            words.t("For which card?"),
            words.t("The number is on the card."),
            Button(Action.BACK, words.t("Cancel")),
            Button(Action.CONFIRM, words.t("Continue"), "next", Style.PRIMARY, disabled_reason=missing),
            digits=Digits(
                label=words.t("Card number"),
                typed=" ".join(self.typed[i : i + 3] for i in range(0, len(self.typed), 3)),
                clear_all=words.t("Erase all"),
                erase=words.t("Erase"),
                error=why_not_reserved(self.problem, words) if self.problem else "",
            ),
        )

    def _so_far(self, words: Words) -> str:
        """What was told already."""
        told = [words.t("Card {number}", number=card_number(self.number or 0))]
        if self.workstation is not None:
            told.append(words.t("workstation {number}", number=self.workstation))
        if self.starts_at is not None:
            told.append(words.t("from {hour}", hour=words.hour(self.starts_at)))
        return ", ".join(told)

    def _station(self, desk: Desk, number: int) -> Choice:
        words = desk.words
        named = features(desk.site.workstations[number], words)
        out = words.t("Out of service") if desk.reception.room.is_out(number) else ""
        return Choice(Action.STATION, number, str(number), named[0][1] if named else "", disabled_reason=out)

    def _hour(self, desk: Desk, hour: datetime) -> Choice:
        words = desk.words
        taken = self.workstation is not None and is_taken(desk, self.workstation, hour)
        reason = why_not_reserved("taken", words) if taken else ""
        return Choice(Action.HOUR, hour, words.hour(hour), words.t("taken already") if taken else "", False, reason)

    def _length(self, desk: Desk, minutes: int) -> DurationTile:
        words, start = desk.words, self.starts_at or desk.moment().utc
        until = words.t("until {hour}", hour=words.hour(start + timedelta(minutes=minutes)))
        reason = "" if fits(desk, start, minutes) else why_not_reserved("closed", words)
        chosen = minutes == self.minutes
        return DurationTile(Action.LENGTH, minutes, words.duration(minutes), until, chosen, reason)


def why_not_reserved(code: str, words: Words) -> str:
    """Why a workstation could not be kept."""
    return {
        "unknown": words.t("No card has this number."),
        "has-one": words.t("This card has a reservation already."),
        "taken": words.t("Somebody else has this workstation at that time."),
        "closed": words.t("We close before that."),
        "past": words.t("That hour is past."),
        "unsuitable": words.t("This workstation is not for this member."),
    }[code]

"""Every refusal in words: why, and what to do next (docs/rules.md §4; wording after docs/design.md)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from kiosk.i18n import Words
from kiosk.places.desk import Desk
from kiosk.places.hours import DAYS_OF_WEEK, coming_days, weekday_or_date
from kiosk.places.states import NoticeRow, NoticeState
from kiosk.places.view import Bar, Button, Style
from kiosk.rules.refusals import Reason, Refused


class Action(StrEnum):
    """What can be touched on a notice."""

    HOME = "notice.home"


def _home(words: Words) -> Button:
    return Button(Action.HOME, words.t("Home"))


def _call(words: Words) -> Button:
    return Button(Bar.HELP, words.t("Call a mediator"), "help", Style.PRIMARY)


def notice(
    words: Words,
    *,
    look: str,
    icon: str,
    title: str,
    line: str,
    steps: tuple[str, ...],
    main: Button | None = None,
    arch: tuple[str, str, str] | None = None,
) -> NoticeState:
    rows = tuple(NoticeRow(str(number), text) for number, text in enumerate(steps, start=1))
    return NoticeState(
        look=look,
        icon=icon,
        title=title,
        line=line,
        card_title=words.t("What now?"),
        rows=rows,
        back=_home(words),
        main=main or _call(words),
        arch=arch,
    )


def farewell(words: Words, icon: str, title: str, line: str) -> NoticeState:
    return NoticeState("welcome", icon, title, line, "", (), _home(words))


def refusal(refused: Refused, desk: Desk) -> NoticeState:
    words = desk.words
    ask = (words.t("Call a mediator."), words.t("They look at it with you."), words.t("It is free and quick."))
    if refused.slip:
        return _slip(refused, words)
    match refused.reason:
        case Reason.UNREADABLE | Reason.UNKNOWN_CARD | Reason.BAD_SIGNATURE | Reason.OTHER_NETWORK:
            return _not_recognised(refused.reason, words)
        case Reason.REVOKED:
            return notice(
                words,
                look="warning",
                icon="memberCard",
                title=words.t("This card was replaced"),
                line=words.t("It was reported lost."),
                steps=(words.t("Use your new card."), words.t("No new card? Call a mediator."), ask[2]),
            )
        case Reason.EXPIRED:
            until = _day(words, refused.until)
            return notice(
                words,
                look="warning",
                icon="cardExpired",
                title=words.t("Your card has expired"),
                line=words.t("It was valid until {day}.", day=until),
                steps=(ask[0], words.t("They renew your card."), ask[2]),
            )
        case Reason.SUSPENDED:
            return notice(
                words,
                look="info",
                icon="cardExpired",
                title=words.t("Your card is on pause"),
                line=words.t("You can use it again on {day}.", day=_day(words, refused.until)),
                steps=(words.t("A question? Call a mediator."), words.t("You can stay and read.")),
            )
        case Reason.CLOSED | Reason.TOO_CLOSE_TO_CLOSING:
            return _closed(refused, desk)
        case Reason.NO_TIME_LEFT:
            return _no_time(refused, desk)
        case Reason.GUARDIAN_MISSING:
            return notice(
                words,
                look="info",
                icon="signature",
                title=words.t("A parent must agree"),
                line=words.t("Their agreement is not here yet."),
                steps=(ask[0], words.t("They give you the form."), words.t("A parent signs it once.")),
            )
        case Reason.UNDER_AGE:
            return notice(
                words,
                look="info",
                icon="children",
                title=words.t("Come with a grown-up"),
                line=words.t("The workstations are for older visitors."),
                steps=(
                    words.t("Come with a parent."),
                    words.t("Or call a mediator."),
                    words.t("You can stay and read."),
                ),
            )
        case Reason.NO_SUITABLE_WORKSTATION:
            return notice(
                words,
                look="info",
                icon="accessible",
                title=words.t("No workstation suits you"),
                line=words.t("We find a solution with you."),
                steps=ask,
            )
        case Reason.ALL_TAKEN:
            return _all_taken(refused, words)
        case Reason.CHARTER_DECLINED:
            return notice(
                words,
                look="info",
                icon="signature",
                title=words.t("The charter is not signed"),
                line=words.t("It is needed to use a workstation."),
                steps=(
                    words.t("Present your card again."),
                    words.t("Read the charter."),
                    words.t("Sign with your finger."),
                ),
            )
        case Reason.PAUSED:
            return _paused(refused, desk)
        case Reason.FAULT:
            return notice(
                words,
                look="warning",
                icon="warning",
                title=words.t("One moment, please"),
                line=words.t("The kiosk cannot note this now. Nothing is lost."),
                steps=(ask[0], words.t("They open your workstation."), words.t("Try again in a few minutes.")),
            )


def _not_recognised(reason: Reason, words: Words) -> NoticeState:
    known_elsewhere = reason is Reason.OTHER_NETWORK
    damaged = reason is Reason.BAD_SIGNATURE
    line = words.t("It does not matter. Let us try again.")
    steps = (words.t("Turn the code to the reader."), words.t("Hold it 10 cm away."), words.t("Wait for the beep."))
    title = words.t("Card not recognised")
    if known_elsewhere:
        title = words.t("This card is from elsewhere")
        line = words.t("It does not open the workstations here.")
        steps = (
            words.t("Use the card of this place."),
            words.t("No card? Call a mediator."),
            words.t("It is free and quick."),
        )
    elif damaged or reason is Reason.UNKNOWN_CARD:
        line = words.t("We do not find this card.") if not damaged else words.t("The code seems damaged.")
        steps = (words.t("Try once more."), words.t("Call a mediator."), words.t("They make you a new card."))
    return notice(words, look="warning", icon="cardUnknown", title=title, line=line, steps=steps)


def _closed(refused: Refused, desk: Desk) -> NoticeState:
    words = desk.words
    closed = refused.reason is Reason.CLOSED
    title = words.t("We are closed") if closed else words.t("We close soon")
    line = words.t("We look forward to seeing you.") if closed else words.t("There is not enough time before we close.")
    return NoticeState(
        look="info",
        icon="clock",
        title=title,
        line=line,
        card_title=words.t("Opening hours"),
        rows=tuple(
            NoticeRow("clock", words.t("{day}: {hours}", day=row.left, hours=row.text), is_icon=True)
            for row in coming_days(desk)
        ),
        back=_home(words),
        main=_call(words),
        arch=_opening(refused.again_at, desk),
    )


def _opening(again_at: datetime | None, desk: Desk) -> tuple[str, str, str] | None:
    if again_at is None:
        return None
    words, opening = desk.words, desk.opening
    day = opening.today(again_at)
    days = (day - opening.today(desk.moment().utc)).days
    if days > 1:
        when = words.weekday(day) if days < DAYS_OF_WEEK else words.day(day)
    else:
        when = words.t("tomorrow") if days else words.t("today")
    return words.t("Opening"), when, words.hour(again_at)


def _no_time(refused: Refused, desk: Desk) -> NoticeState:
    words = desk.words
    minutes = refused.minutes or 0
    hours, rest = divmod(minutes, 60)
    count = minutes if rest else hours
    if rest:
        length = words.n("{count} minute", "{count} minutes", count)
    else:
        length = words.n("{count} hour", "{count} hours", count)
    line = words.t("You will have {length} again next time.", length=length)
    if refused.again_at is not None:
        opening = desk.opening
        days = (opening.today(refused.again_at) - opening.today(desk.moment().utc)).days
        day = (
            words.t("tomorrow")
            if days == 1
            else words.t("on {day}", day=weekday_or_date(words, refused.again_at, days))
        )
        line = words.t("You will have {length} again {day}.", length=length, day=day)
    return notice(
        words,
        look="info",
        icon="timeUsed",
        title=words.n("Your {length} is used up", "Your {length} are used up", count, length=length),
        line=line,
        steps=(
            words.t("Something urgent? Tell us."),
            words.t("A mediator can help you."),
            words.t("You can stay and read."),
        ),
    )


def _slip(refused: Refused, words: Words) -> NoticeState:
    """A receipt or a ticket that is over."""
    line = words.t("Its session or its day is over.")
    if refused.until is not None:
        line = words.t("It was good until {day}.", day=_day(words, refused.until))
    return notice(
        words,
        look="info",
        icon="receipt",
        title=words.t("This slip is over"),
        line=line,
        steps=(
            words.t("Present your card instead."),
            words.t("No card? Call a mediator."),
            words.t("You can stay and read."),
        ),
    )


def _all_taken(refused: Refused, words: Words) -> NoticeState:
    line = words.t("A workstation will be free soon.")
    if refused.again_at is not None:
        line = words.t("One will be free at about {hour}.", hour=words.hour(refused.again_at))
    return notice(
        words,
        look="info",
        icon="busy",
        title=words.t("All workstations are taken"),
        line=line,
        steps=(
            words.t("Have a seat nearby."),
            words.t("Then present your card again."),
            words.t("Something urgent? Tell us."),
        ),
    )


def _paused(refused: Refused, desk: Desk) -> NoticeState:
    words = desk.words
    seconds = 0
    if refused.again_at is not None:
        seconds = max(1, round((refused.again_at - desk.moment().utc).total_seconds()))
    return notice(
        words,
        look="warning",
        icon="timer",
        title=words.t("A short pause"),
        line=words.n(
            "Too many unknown codes. Wait {count} second.", "Too many unknown codes. Wait {count} seconds.", seconds
        ),
        steps=(words.t("Wait a moment."), words.t("Present your card again."), words.t("Or call a mediator.")),
    )


def _day(words: Words, day: date | None) -> str:
    return words.day(day) if day is not None else ""

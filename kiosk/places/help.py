"""29: somebody has been told. Shown over the place where the visitor stands, until a button is touched."""

from __future__ import annotations

from enum import StrEnum

from kiosk.models import HelpCall
from kiosk.places.desk import Desk
from kiosk.places.view import Button, Dialog, Style


class Action(StrEnum):
    """Answers to "We have been told"."""

    THANKS = "help.thanks"
    CANCEL = "help.cancel"


def standing(desk: Desk) -> HelpCall | None:
    """The call that still counts, or None."""
    now = desk.moment().utc
    return next((call for call in desk.reception.room.help_calls if call.stands_at(now)), None)


def dialog(call: HelpCall, desk: Desk) -> Dialog:
    """What the visitor is told of the call; the words change when a mediator says that they come."""
    words = desk.words
    thanks = Button(Action.THANKS, words.t("Thank you"), "accept", Style.PRIMARY)
    stay = words.t("Stay near the kiosk.")
    if call.coming:
        return Dialog(words.t("Somebody is coming"), stay, (thanks,), people=True)
    return Dialog(
        words.t("We have been told"),
        f"{stay}\n" + words.t("Somebody comes to you."),
        (thanks, Button(Action.CANCEL, words.t("Cancel the call"))),
        people=True,
    )


def label(call: HelpCall | None, desk: Desk, *, short: bool) -> str:
    """The words of help in the bottom bar; `short` where the largest text leaves room for one word."""
    words = desk.words
    if call is None:
        return words.t("Help") if short else words.t("Call a mediator")
    if call.coming:
        return words.t("Coming") if short else words.t("Somebody is coming")
    return words.t("Sent") if short else words.t("Call sent")


def cancel(desk: Desk) -> None:
    """The visitor needs nobody after all."""
    desk.reception.cancel_help()
    desk.say("help", lambda words: words.t("Call cancelled"))

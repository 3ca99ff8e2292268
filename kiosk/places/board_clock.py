"""14: what staff are asked when the clock of the machine is not plausible."""

from __future__ import annotations

from datetime import datetime

from kiosk.places.board_actions import Action
from kiosk.places.desk import Desk
from kiosk.places.view import Button, Dialog, Style


def about_clock(desk: Desk, doubted: datetime) -> Dialog:
    """Whether what the machine's clock says is right."""
    words = desk.words
    return Dialog(
        words.t("Is it {date}, {hour}?", date=words.long_date(doubted), hour=words.hour(doubted)),
        words.t("The clock of the kiosk has jumped. Until you confirm it, no session ends because of it."),
        (
            Button(Action.CLOCK_RIGHT, words.t("Yes, it is right"), "accept", Style.PRIMARY),
            Button(Action.CLOCK_WRONG, words.t("No, it is wrong")),
        ),
    )

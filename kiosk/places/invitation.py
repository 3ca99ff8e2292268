"""What the resting screen says to whoever comes, whatever goes on in the room (01, 06b, 23)."""

from __future__ import annotations

from enum import StrEnum
from zoneinfo import ZoneInfo

from config.settings import Settings
from kiosk.i18n import Words
from kiosk.places.view import Button

OTHER_LANGUAGES = 3
"""How many say it beside the language that is shown: as many as fit on a line."""


class Action(StrEnum):
    """What can be touched on the resting screen."""

    NO_CARD = "idle.no-card"


def invitation(words: Words) -> str:
    """The title."""
    return words.t("Present your card")


def other_invitations(settings: Settings, language: str, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """The title as (language tag, sentence) in other languages of the site."""
    others = [other for other in settings.site.languages if other != language]
    return tuple((other, invitation(Words(other, zone))) for other in others[:OTHER_LANGUAGES])


def reader_hint(words: Words, settings: Settings) -> str:
    """Where to hold the card."""
    return {
        "bottom-right": words.t("The reader is at the bottom right."),
        "bottom-left": words.t("The reader is at the bottom left."),
        "bottom": words.t("The reader is at the bottom."),
        "right": words.t("The reader is on the right."),
    }[settings.site.reader_position]


def no_card(words: Words) -> Button:
    """For whoever has none."""
    return Button(Action.NO_CARD, words.t("I have no card"), "noCard")

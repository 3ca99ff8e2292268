"""Language, text size and contrast that a member keeps for the next visit, if they want to (docs/rules.md §9)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from kiosk.i18n import Words
from kiosk.models import Member, Preferences
from kiosk.places.desk import Desk
from kiosk.places.place import Place
from kiosk.places.view import Button


class Action(StrEnum):
    """The button on the toast that names the new setting."""

    KEEP = "preferences.keep"
    UNDO = "preferences.undo"


def offer(place: Place, desk: Desk) -> Callable[[Words], Button] | None:
    """A button to keep how things are shown now; None when nobody with a card stands here, or all is kept already."""
    member = place.visitor
    if member is None or member.is_guest or member.preferences == desk.preferences:
        return None
    return lambda words: Button(Action.KEEP, words.t("Keep"))


def touched(action: str, value: object, member: Member, desk: Desk) -> None:
    """The member agreed to have the settings kept, or thought it over: `value` was kept before, None for nothing."""
    if action == Action.KEEP:
        before = desk.reception.keep_preferences(member, desk.preferences)
        desk.say(
            "success",
            lambda words: words.t("Kept for next time"),
            lambda words: Button(Action.UNDO, words.t("Cancel"), value=before),
        )
        return
    before = value if isinstance(value, Preferences) else None
    desk.reception.keep_preferences(member, before)
    desk.say("success", lambda words: words.t("As before") if before else words.t("Nothing is kept"))

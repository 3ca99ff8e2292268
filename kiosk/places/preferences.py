"""Language, text size and contrast that a member keeps for the next visit, if they want to (docs/rules.md §9)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from kiosk.i18n import Words
from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.place import Place
from kiosk.places.view import Button


class Action(StrEnum):
    """The button on the toast that names the new setting."""

    KEEP = "preferences.keep"
    FORGET = "preferences.forget"


def offer(place: Place, desk: Desk) -> Callable[[Words], Button] | None:
    """A button to keep how things are shown now; None when nobody with a card stands here, or all is kept already."""
    member = place.visitor
    if member is None or member.is_guest or member.preferences == desk.preferences:
        return None
    return lambda words: Button(Action.KEEP, words.t("Keep"))


def touched(action: str, member: Member, desk: Desk) -> None:
    """The member agreed to have the settings kept, or wants them forgotten."""
    if action == Action.KEEP:
        desk.reception.keep_preferences(member, desk.preferences)
        desk.say("success", lambda words: words.t("Kept for next time"), lambda w: Button(Action.FORGET, w.t("Cancel")))
    else:
        desk.reception.keep_preferences(member, None)
        desk.say("success", lambda words: words.t("Nothing is kept"))

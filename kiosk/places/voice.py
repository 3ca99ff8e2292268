"""Whether the kiosk can be heard now, and if not, why; and what must not be heard."""

from __future__ import annotations

from kiosk.places.desk import Desk
from kiosk.places.place import Place


def silence(desk: Desk) -> str:
    """Why nothing can be read aloud now; "" when it can."""
    if desk.speaker.can_speak:
        return ""
    if desk.site.settings.sound.speech == "headphones":
        return desk.words.t("Plug in your headphones first")
    return desk.words.t("No sound on this kiosk yet")


def unheard(place: Place, desk: Desk) -> tuple[str, ...]:
    """Names that are left out: a loudspeaker is heard by everybody in the room (design guide §8)."""
    return (place.called,) if place.called and not in_private(desk) else ()


def in_private(desk: Desk) -> bool:
    """Whether only the visitor hears what is said: the site lets the kiosk speak into headphones alone."""
    return desk.site.settings.sound.speech == "headphones"

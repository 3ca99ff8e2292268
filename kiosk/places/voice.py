"""Whether the kiosk can be heard now, and if not, why."""

from __future__ import annotations

from kiosk.places.desk import Desk


def silence(desk: Desk) -> str:
    """Why nothing can be read aloud now; "" when it can."""
    if desk.speaker.can_speak:
        return ""
    if desk.site.settings.sound.speech == "headphones":
        return desk.words.t("Plug in your headphones first")
    return desk.words.t("No sound on this kiosk yet")

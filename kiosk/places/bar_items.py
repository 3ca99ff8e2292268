"""The items of the bottom bar, in their order, on every screen of the visitors."""

from __future__ import annotations

from config.settings import Settings
from kiosk.i18n import Words
from kiosk.places.view import Bar, BarItem


def bar_items(words: Words, settings: Settings, help_item: BarItem, *, silence: str = "") -> tuple[BarItem, ...]:
    """All but the way out. `silence` is why nothing can be read aloud, "" when it can."""
    only_one = words.t("There is one language here") if len(settings.site.languages) == 1 else ""
    return (
        help_item,
        BarItem(
            Bar.LANGUAGE,
            "language",
            words.t("Language"),
            badge=words.voice.upper(),
            disabled_reason=only_one,
        ),
        BarItem(Bar.TEXT, "textSize", words.t("Text")),
        BarItem(Bar.CONTRAST, "contrast", words.t("Contrast")),
        BarItem(Bar.LISTEN, "audio", words.t("Listen"), disabled_reason=silence),
    )

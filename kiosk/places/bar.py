"""What the items of the bottom bar do, on every screen of the visitors."""

from __future__ import annotations

from kiosk.places import preferences, reading
from kiosk.places.desk import TEXT_STEPS, Desk
from kiosk.places.language import Language
from kiosk.places.place import Home, Place
from kiosk.places.view import Bar, Theme, View


def touched(item: Bar, view: View, place: Place, desk: Desk) -> Place:
    """What an item leads to; `view` is what is on the screen, to be read aloud. Raises StoreUnavailable."""
    match item:
        case Bar.QUIT:
            return Home()
        case Bar.HELP:
            desk.reception.call_help(desk.reception.new_request())
        case Bar.LANGUAGE:
            return place.back if isinstance(place, Language) else Language(place)
        case Bar.TEXT:
            step = desk.text_step = desk.text_step % TEXT_STEPS + 1
            desk.say(
                "textSize",
                lambda words: words.t("Text size {step} of {steps}", step=step, steps=TEXT_STEPS),
                preferences.offer(place, desk),
            )
        case Bar.CONTRAST:
            desk.theme = Theme.LIGHT if desk.theme is Theme.DARK else Theme.DARK
            keep = preferences.offer(place, desk)
            if keep is not None:
                desk.say("contrast", lambda words: words.t("Contrast changed"), keep)
        case Bar.LISTEN:
            return reading.begin(view, place, desk)
    return place

"""The first moment: the resting screen stands before the house behind it is ready (docs/decisions/0017).

It shows what the site file and the clock know at once. What takes longer to find out follows a moment later, with the
house: the date in words, the hours, how many workstations are free, the other languages. Imports as little as it can:
somebody waits.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from config.settings import Settings
from kiosk.clock import Clock
from kiosk.i18n import Words
from kiosk.places.bar_items import bar_items
from kiosk.places.invitation import invitation, no_card, reader_hint
from kiosk.places.states_idle import IdleState
from kiosk.places.view import Bar, BarItem, Frame, Theme, View


def first_view(settings: Settings, clock: Clock) -> View:
    """What is drawn first. `settings` may be those without calendars (`config.load`)."""
    site = settings.site
    zone, language = ZoneInfo(site.timezone), site.default_language
    words = Words(language, zone)
    time = words.clock(clock.utc_now())
    return View(
        "idle",
        Frame(
            language=language,
            rtl=words.rtl,
            theme=Theme(site.theme),
            title=site.name,
            subtitle=site.line.get(language, ""),
            items=bar_items(words, settings, BarItem(Bar.HELP, "help", words.t("Call a mediator"))),
            reader=words.t("Reader"),
            reader_position=site.reader_position,
        ),
        IdleState(
            clock=time,
            date="",
            open_line="",
            squares=(),
            free_bold="",
            free_rest="",
            list_title="",
            rows=(),
            title=invitation(words),
            hint=reader_hint(words, settings),
            other_languages=(),
            no_card=no_card(words),
            reader_position=site.reader_position,
        ),
    )

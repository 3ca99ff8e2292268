"""Words: translated sentences, hours, dates and durations in the visitor's language.

The sentences in the code are English; `locale/<language>/LC_MESSAGES/vestibule.po` holds the others. The names in
dates come from the Unicode tables, through Babel (`locale/calendar.json`); hours and durations follow the house style
of each language (docs/design.md: *15 h 42* in French).

Easy French (`fr-falc`, *facile à lire et à comprendre*) is French in easier sentences: its hours, dates, figures and
voice are those of French, and a sentence that it does not have is said in French.
"""

from __future__ import annotations

import gettext
import json
from datetime import date, datetime
from datetime import time as time_of_day
from functools import cache
from importlib.resources import as_file, files
from zoneinfo import ZoneInfo

from kiosk.clock import local

DOMAIN = "vestibule"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
NBSP = "\u00a0"

EASY_FRENCH = "fr-falc"
_CATALOGUES = {EASY_FRENCH: "fr@falc"}
"""Folders whose name is not the code of the language: gettext marks a variant with @, and then looks in `fr` too."""

_DAYS = {"es": "{day} de {month}", "pt": "{day} de {month}"}
_LONG_DAYS = {
    "en": "{weekday}, {day}",
    "es": "{weekday}, {day}",
    "pt": "{weekday}, {day}",
    "ro": "{weekday}, {day}",
    "uk": "{weekday}, {day}",
    "ar": "{weekday}، {day}",
    "tr": "{day} {weekday}",
}
"""What is not here is written as in French: 14 octobre, mardi 14 octobre."""

_UNITS = {"ar": ("س", "د"), "tr": ("sa", "dk"), "uk": ("год", "хв")}
"""Hours and minutes, in short; the signs of the international system (h, min) elsewhere."""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    with as_file(files("kiosk") / "locale") as folder:
        return gettext.translation(DOMAIN, folder, [_CATALOGUES.get(language, language)], fallback=True)


@cache
def _calendar() -> dict[str, dict[str, list[str]]]:
    """By language, the names of months and weekdays as they stand in a date (written by setup/calendar-names)."""
    text = (files("kiosk") / "locale" / "calendar.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


class Words:
    """The words of one language. Immutable; safe to share.

    `language` is the one that was chosen; `voice` is the one that it is spoken, dated and counted in: French for easy
    French, the same elsewhere.
    """

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.voice = "fr" if language == EASY_FRENCH else language
        self.zone = zone
        self._catalogue = _catalogue(language)

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    def t(self, sentence: str, **values: object) -> str:
        """The sentence in this language, its {places} filled."""
        return self._catalogue.gettext(sentence).format(**values) if values else self._catalogue.gettext(sentence)

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """The sentence for a count, with {count} and its other {places} filled."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)

    def hour(self, instant: datetime) -> str:
        """An hour within a sentence: 15 h, 16 h 30 in French; 15:00, 16:30 elsewhere."""
        return self.civil(local(instant, self.zone).time())

    def civil(self, hour: time_of_day) -> str:
        """The same for an hour of the wall clock."""
        if self.voice != "fr":
            return f"{hour:%H:%M}"
        return f"{hour.hour}{NBSP}h{NBSP}{hour:%M}" if hour.minute else f"{hour.hour}{NBSP}h"

    def clock(self, instant: datetime) -> str:
        """The clock on the wall: 14:42."""
        return f"{local(instant, self.zone):%H:%M}"

    def long_date(self, instant: datetime) -> str:
        """mardi 14 octobre; Tuesday, 14 October."""
        day = local(instant, self.zone).date()
        return _LONG_DAYS.get(self.voice, "{weekday} {day}").format(weekday=self.weekday(day), day=self.day(day))

    def day(self, day: date) -> str:
        """30 septembre, 1er octobre."""
        first = self.voice == "fr" and day.day == 1
        month = _calendar()[self.voice]["months"][day.month - 1]
        return _DAYS.get(self.voice, "{day} {month}").format(day="1er" if first else day.day, month=month)

    def weekday(self, day: date) -> str:
        """mardi."""
        return _calendar()[self.voice]["weekdays"][day.weekday()]

    def duration(self, minutes: int) -> str:
        """38 min, 1 h, 1 h 45."""
        hours, rest = divmod(minutes, 60)
        hour, minute = _UNITS.get(self.voice, ("h", "min"))
        if not hours:
            return f"{rest}{NBSP}{minute}"
        if not rest:
            return f"{hours}{NBSP}{hour}"
        return f"{hours}{NBSP}{hour}{NBSP}{rest:02d}"

    def ordinal_mark(self, number: int) -> str:
        """What makes a figure an ordinal, set high after it: 1er, 2e; 1st, 2nd, 3rd; nothing where a figure alone
        says it."""
        if self.voice == "fr":
            return "er" if number == 1 else "e"
        if self.language == "en":
            teen = number % 100 in {11, 12, 13}
            return "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return {"es": "º", "pt": "º", "tr": "."}.get(self.language, "")

    def decimal(self, value: float, digits: int = 1) -> str:
        """14,2 in French, 14.2 in English."""
        text = f"{value:.{digits}f}"
        return text if self.language == "en" else text.replace(".", ",")

    def size(self, octets: int) -> str:
        """14,2 Go; 1,8 Mo; 1 Ko."""
        for limit, unit in ((1_000_000_000, self.t("GB")), (1_000_000, self.t("MB"))):
            if octets >= limit:
                return f"{self.decimal(octets / limit)}{NBSP}{unit}"
        unit = self.t("kB")  # not within the f-string: the extraction of texts does not look there
        return f"{max(1, round(octets / 1000))}{NBSP}{unit}"

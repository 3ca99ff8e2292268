"""Hours, dates, lengths and sizes as the readers of each language expect them."""

from __future__ import annotations

import gettext
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from config.vocabulary import LANGUAGES
from kiosk.clock import utc
from kiosk.i18n import DOMAIN, Words

PARIS = ZoneInfo("Europe/Paris")
FRENCH, ENGLISH, ARABIC, EASY = (Words(language, PARIS) for language in ("fr", "en", "ar", "fr-falc"))


@pytest.mark.parametrize(
    ("hour", "french", "english"),
    [
        (time(15), "15 h", "15:00"),
        (time(16, 30), "16 h 30", "16:30"),
        (time(9, 5), "9 h 05", "09:05"),
        (time(0), "0 h", "00:00"),
    ],
)
def test_hours(hour: time, french: str, english: str) -> None:
    assert FRENCH.civil(hour) == french.replace(" ", "\u00a0")
    assert ENGLISH.civil(hour) == english


def test_instants_are_shown_in_the_zone_of_the_site() -> None:
    assert FRENCH.hour(utc(2026, 10, 14, 12, 42)) == "14\u00a0h\u00a042"
    assert FRENCH.clock(utc(2026, 10, 14, 12, 42)) == "14:42"
    assert FRENCH.clock(utc(2026, 12, 14, 12, 42)) == "13:42"
    assert FRENCH.long_date(utc(2026, 10, 13, 22, 30)) == "mercredi 14 octobre"


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 9, 30), "30 septembre", "30 September"),
        (date(2026, 10, 1), "1er octobre", "1 October"),
        (date(2026, 10, 21), "21 octobre", "21 October"),
    ],
)
def test_dates(day: date, french: str, english: str) -> None:
    assert FRENCH.day(day) == french
    assert ENGLISH.day(day) == english


@pytest.mark.parametrize("language", [name for name in LANGUAGES if "-" not in name])
def test_names_in_dates_are_those_of_the_unicode_tables(language: str) -> None:
    words = Words(language, PARIS)
    for ahead in range(366):
        day = date(2028, 1, 1) + timedelta(days=ahead)
        assert words.weekday(day) == format_date(day, "EEEE", locale=language)
        assert format_date(day, "MMMM", locale=language) in words.day(day)
        assert format_date(day, "d", locale=language) in words.day(day)


def test_long_dates() -> None:
    assert FRENCH.long_date(utc(2026, 10, 1, 12)) == "jeudi 1er octobre"
    assert ENGLISH.long_date(utc(2026, 10, 1, 12)) == "Thursday, 1 October"
    assert FRENCH.weekday(date(2026, 10, 1)) == "jeudi"


@pytest.mark.parametrize(
    ("minutes", "text"), [(1, "1 min"), (38, "38 min"), (60, "1 h"), (65, "1 h 05"), (105, "1 h 45"), (120, "2 h")]
)
def test_lengths(minutes: int, text: str) -> None:
    assert FRENCH.duration(minutes) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("octets", "french", "english"),
    [
        (0, "1 Ko", "1 kB"),
        (640_000, "640 Ko", "640 kB"),
        (1_800_000, "1,8 Mo", "1.8 MB"),
        (14_200_000_000, "14,2 Go", "14.2 GB"),
    ],
)
def test_sizes(octets: int, french: str, english: str) -> None:
    assert FRENCH.size(octets) == french.replace(" ", "\u00a0")
    assert ENGLISH.size(octets) == english.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 poste libre"), (1, "1 poste libre"), (2, "2 postes libres"), (7, "7 postes libres")]
)
def test_french_counts_nothing_in_the_singular(count: int, text: str) -> None:
    assert FRENCH.n("{count} free workstation", "{count} free workstations", count) == text


def test_a_word_can_be_counted_without_its_number() -> None:
    assert [FRENCH.n("free", "free", count) for count in (1, 2)] == ["libre", "libres"]


def test_a_sentence_keeps_the_braces_that_a_name_holds() -> None:
    assert FRENCH.t("Hello {name}", name="{count}") == "Bonjour {count}"


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert Words("ro", PARIS).t("Present your card") == "Present your card"


def test_arabic_is_written_from_right_to_left() -> None:
    assert ARABIC.rtl
    assert not FRENCH.rtl
    assert not EASY.rtl


@pytest.mark.parametrize(
    ("language", "long", "day"),
    [
        ("fr-falc", "mercredi 14 octobre", "14 octobre"),
        ("es", "miércoles, 14 de octubre", "14 de octubre"),
        ("pt", "quarta-feira, 14 de outubro", "14 de outubro"),
        ("tr", "14 Ekim Çarşamba", "14 Ekim"),
        ("uk", "середа, 14 жовтня", "14 жовтня"),
        ("ar", "الأربعاء، 14 أكتوبر", "14 أكتوبر"),
    ],
)
def test_dates_elsewhere(language: str, long: str, day: str) -> None:
    words = Words(language, PARIS)
    assert words.long_date(utc(2026, 10, 14, 12)) == long
    assert words.day(date(2026, 10, 14)) == day


@pytest.mark.parametrize(
    ("language", "short", "long", "hour", "size"),
    [
        ("fr-falc", "38 min", "1 h 05", "16 h 30", "1,8 Mo"),
        ("es", "38 min", "1 h 05", "16:30", "1,8 MB"),
        ("pt", "38 min", "1 h 05", "16:30", "1,8 MB"),
        ("tr", "38 dk", "1 sa 05", "16:30", "1,8 MB"),
        ("uk", "38 хв", "1 год 05", "16:30", "1,8 МБ"),
    ],
)
def test_figures_elsewhere(language: str, short: str, long: str, hour: str, size: str) -> None:
    words = Words(language, PARIS)
    shown = (words.duration(38), words.duration(65), words.civil(time(16, 30)), words.size(1_800_000))
    assert shown == tuple(text.replace(" ", "\u00a0") for text in (short, long, hour, size))


@pytest.mark.parametrize(
    ("language", "marks"),
    [("fr", "er e e"), ("fr-falc", "er e e"), ("en", "st nd th"), ("es", "º º º"), ("pt", "º º º"), ("tr", ". . .")],
)
def test_ordinals(language: str, marks: str) -> None:
    assert [Words(language, PARIS).ordinal_mark(number) for number in (1, 2, 11)] == marks.split(" ")


def test_easy_french_is_french_in_easier_sentences() -> None:
    assert EASY.t("Present your card") == "Montrez votre carte"
    assert EASY.t("Workstation {number}", number=7) == FRENCH.t("Workstation {number}", number=7)
    assert EASY.day(date(2026, 10, 1)) == "1er octobre"
    assert (EASY.language, EASY.voice) == ("fr-falc", "fr")


def test_easy_french_says_in_french_what_it_has_no_sentence_for(tmp_path: Path) -> None:
    """gettext looks for fr@falc, then for fr."""
    for folder, texts in (("fr", {"one": "un", "two": "deux"}), ("fr@falc", {"one": "1"})):
        catalogue = Catalog(locale=folder)
        for english, french in texts.items():
            catalogue.add(english, french)
        compiled = tmp_path / folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        compiled.parent.mkdir(parents=True)
        with compiled.open("wb") as file:
            write_mo(file, catalogue)
    words = gettext.translation(DOMAIN, tmp_path, ["fr@falc"])
    assert [words.gettext(english) for english in ("one", "two")] == ["1", "deux"]

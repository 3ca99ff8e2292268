"""Hours, dates, lengths and sizes as a French or an English reader expects them."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import utc
from kiosk.i18n import Words

PARIS = ZoneInfo("Europe/Paris")
FRENCH, ENGLISH, ARABIC = (Words(language, PARIS) for language in ("fr", "en", "ar"))


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
    assert ARABIC.t("Present your card") == "Present your card"
    assert ARABIC.rtl
    assert not FRENCH.rtl

"""The layouts of the on-screen keyboard: whole, drawable, and without a letter twice."""

from __future__ import annotations

import pytest

from config.vocabulary import LANGUAGES
from kiosk.places.keyboards import BY_LANGUAGE, COLUMNS, DIGITS, SHORT, Layout, is_key, layout, typed

PAGES = [*BY_LANGUAGE.items(), ("123", DIGITS)]

ALPHABETS = {
    "fr": "ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÊËÀÂÇÎÏÔ",
    "fr-falc": "ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÊËÀÂÇÎÏÔ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "es": "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ",
    "pt": "ABCDEFGHIJKLMNOPQRSTUVWXYZÁÂÃÀÇÉÊÍÓÔÕÚ",
    "tr": "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ",
    "ro": "AĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZ",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
}


def test_every_language_of_the_settings_has_a_keyboard() -> None:
    assert set(BY_LANGUAGE) == set(LANGUAGES) == set(ALPHABETS)


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_a_page_fills_its_rows_and_has_no_key_twice(name: str, page: Layout) -> None:
    del name
    rows = (page.extra, *page.rows)
    assert [len(row) for row in rows] == [COLUMNS, COLUMNS, COLUMNS, SHORT]
    assert len(set("".join(rows))) == 3 * COLUMNS + SHORT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_alphabet_can_be_typed(language: str) -> None:
    pages = layout(language).letters | layout(language, second=True).letters
    assert set(ALPHABETS[language]) - pages == set()
    assert {"-", "’"} <= layout(language).letters


def test_another_language_types_on_qwerty() -> None:
    assert layout("nl").rows[0] == "QWERTYUIOP"


def test_only_keys_are_typed() -> None:
    assert is_key("É", "fr")
    assert is_key("7", "fr")
    assert is_key(" ", "ar")
    for nothing in ("é", "", "AZ", None, 7, "Щ"):
        assert not is_key(nothing, "fr")


@pytest.mark.parametrize(
    ("language", "keys", "expected"),
    [
        ("fr", "ÉLOÏSE", "Éloïse"),
        ("fr", "JEAN-LUC DE", "Jean-Luc De"),
        ("fr", "  A  B", "A B"),
        ("fr", "L’HÔTE", "L’hôte"),
        ("tr", "İLKIN", "İlkın"),
        ("tr", "ALİ", "Ali"),
        ("uk", "ЇЖАК", "Їжак"),
        ("ar", "أمينة", "أمينة"),
    ],
)
def test_a_capital_at_the_beginning_then_small_letters(language: str, keys: str, expected: str) -> None:
    text = ""
    for key in keys:
        text = typed(text, key, language)
    assert text == expected

"""The layouts of the on-screen keyboard, as tables: which letters stand where, by the language that is shown.

The letters keep the places that they have on the desk: those of the Windows layouts, as the Unicode CLDR publishes them
(release 41, keyboards/windows): fr-t-k0-windows (AZERTY), en-t-k0-windows (QWERTY), ar-t-k0-windows (Arabic 101) and
uk-t-k0-windows. Ten keys fit in a row. What has no place there, because a row of the desk is longer or a letter needs a
second key, stands in the first row, on the soft ground, where French has its accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = 10
SHORT = 8
"""Keys of the last row, which leaves two places for *Erase*."""

APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class Layout:
    """`extra` is the first row; `rows` the two whole ones and the short one; `name` the key that leads back to them."""

    name: str
    extra: str
    rows: tuple[str, str, str]

    @property
    def letters(self) -> frozenset[str]:
        """Everything that can be typed."""
        return frozenset(self.extra).union(*self.rows)


_QWERTY = ("QWERTYUIOP", "ASDFGHJKL" + APOSTROPHE, "ZXCVBNM-")

AZERTY = Layout("ABC", "ÉÈÊËÀÂÇÎÏÔ", ("AZERTYUIOP", "QSDFGHJKLM", "WXCVBN" + APOSTROPHE + "-"))
QWERTY = Layout("ABC", "ÁÀÂÄÇÉÈÍÖÜ", _QWERTY)
SPANISH = Layout("ABC", "ÁÉÍÓÚÜÑÇÀÈ", _QWERTY)
PORTUGUESE = Layout("ABC", "ÃÕÇÁÉÊÓÔÂÀ", _QWERTY)
TURKISH = Layout("ABC", "ÇĞİÖŞÜÂÎÛÊ", _QWERTY)
ROMANIAN = Layout("ABC", "ĂÂÎȘȚÁÉÖÜŐ", _QWERTY)
ARABIC = Layout("أ ب ج", "أإآءئؤىةذظ", ("ضصثقفغعهخح", "شسيبلاتنمك", "جدطروز" + APOSTROPHE + "-"))
UKRAINIAN = Layout("АБВ", "ХЇЄҐЬБЮЁЫЭ", ("ЙЦУКЕНГШЩЗ", "ФІВАПРОЛДЖ", "ЯЧСМИТ" + APOSTROPHE + "-"))

BY_LANGUAGE: Mapping[str, Layout] = {
    "fr": AZERTY,
    "fr-falc": AZERTY,
    "en": QWERTY,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "tr": TURKISH,
    "ro": ROMANIAN,
    "ar": ARABIC,
    "uk": UKRAINIAN,
}

DIGITS = Layout("123", "1234567890", ("ÖÙÛÜŸÑŒÆÄÅ", "ÁÌÍÓÚÃÕØŠŽ", "ĆČŁŃŚÝ" + APOSTROPHE + "-"))
"""The second page in every language: digits, and letters of names from elsewhere."""

PAD = ("123", "456", "789", "0")
"""For a year: nothing but digits, each where a telephone has it."""

_TURKISH_LOWER = {"I": "ı", "İ": "i"}


def layout(language: str, *, second: bool = False) -> Layout:
    """The page of the keyboard for a language; QWERTY for one that has no layout of its own."""
    return DIGITS if second else BY_LANGUAGE.get(language, QWERTY)


def is_key(value: object, language: str) -> bool:
    """Whether a keyboard of that language types `value` with one key."""
    keys = layout(language).letters | DIGITS.letters | {" "}
    return isinstance(value, str) and value in keys


def typed(text: str, key: str, language: str) -> str:
    """`text` with what a key adds: a capital at the beginning of each name, then small letters. Spaces do not pile
    up."""
    if key == " ":
        return text if not text or text[-1] == " " else text + key
    if not text or text[-1] in " -":
        return text + key
    small = _TURKISH_LOWER.get(key) if language == "tr" else None
    return text + (small or key.lower())

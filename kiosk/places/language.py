"""27: the languages of the house, each by its own name. Choosing one switches at once and leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from kiosk.i18n import RIGHT_TO_LEFT
from kiosk.places import preferences
from kiosk.places.beside import Beside
from kiosk.places.desk import Desk
from kiosk.places.place import Place
from kiosk.places.states_bar import LanguageState, LanguageTile
from kiosk.places.view import Button, Style

NAMES = {
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "uk": "Українська",
    "es": "Español",
    "pt": "Português",
    "tr": "Türkçe",
    "ro": "Română",
    "fr-falc": "Français facile",
}
"""How each language calls itself: nobody looks for theirs under a foreign name. A code without one stands for itself.
"""

WORDS = {
    "fr": "Langue",
    "en": "Language",
    "ar": "اللغة",
    "uk": "Мова",
    "es": "Idioma",
    "pt": "Língua",
    "tr": "Dil",
    "ro": "Limbă",
}
"""The word for "language" in each."""

TILES, ONE_LINE = 8, 4


class Action(StrEnum):
    """What can be touched on the list of languages."""

    CHOOSE = "language.choose"
    CONTINUE = "language.continue"
    BACK = "language.back"
    PREVIOUS = "language.previous"
    NEXT = "language.next"


@dataclass(frozen=True)
class Language(Beside):
    """The list, over the place where the visitor stands."""

    page: int = 0

    name: ClassVar[str] = "language"

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.CHOOSE if value in _languages(desk):
                desk.language = str(value)
                desk.say("language", lambda words: words.t("Texts in English"), preferences.offer(self.back, desk))
                return self.back
            case Action.CONTINUE | Action.BACK:
                return self.back
            case Action.PREVIOUS:
                return replace(self, page=max(0, self.page - 1))
            case Action.NEXT:
                return replace(self, page=min((len(_languages(desk)) - 1) // TILES, self.page + 1))
        return self

    def state(self, desk: Desk) -> LanguageState:
        words, languages = desk.words, _languages(desk)
        several = len(languages) > TILES
        return LanguageState(
            title=words.t("Language"),
            words=in_other_words(languages, desk.language),
            tiles=tuple(
                LanguageTile(
                    Action.CHOOSE, code, NAMES.get(code, code), chosen=code == desk.language, rtl=code in RIGHT_TO_LEFT
                )
                for code in languages[self.page * TILES : (self.page + 1) * TILES]
            ),
            back=Button(Action.BACK, words.t("Back"), "back"),
            main=Button(Action.CONTINUE, words.t("Continue in English"), style=Style.PRIMARY),
            previous=Button(Action.PREVIOUS, words.t("Before"), "previousPage") if several else None,
            next=Button(Action.NEXT, words.t("After"), "nextPage") if several else None,
        )


def in_other_words(languages: Sequence[str], shown: str) -> str:
    """The word for "language" in the others, in two lines when there are many."""
    words = [WORDS[code] for code in languages if code != shown and code in WORDS]
    first = len(words) // 2 if len(words) > ONE_LINE else len(words)
    return "\n".join(" · ".join(part) for part in (words[:first], words[first:]) if part)


def _languages(desk: Desk) -> tuple[str, ...]:
    return desk.site.settings.site.languages

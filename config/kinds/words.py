"""Texts, names and choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from config.kinds.base import Fault, Kind, KindError, refuse, shown
from config.problems import did_you_mean, suggestion

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CAPITAL = re.compile("[A-Z]")
_UNSEEN = frozenset("\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class Text(Kind[str]):
    """One line of text of at most `longest` characters, without control or direction characters.

    Spaces around it are dropped; accents are stored composed (NFC), so that equal texts compare equal.
    """

    def __init__(self, longest: int = 120) -> None:
        self.longest = longest

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise refuse(f"{shown(raw)} is not text.", 'Put it between quotes: "…".')
        text = unicodedata.normalize("NFC", raw.strip())
        if not text:
            raise refuse("the text is empty.", "Write something between the quotes, or remove the line.")
        if any(unicodedata.category(c) == "Cc" or c in _UNSEEN for c in text):
            raise refuse("the text holds an invisible character.", "Type it again on one line.")
        if len(text) > self.longest:
            raise refuse(f"the text has {len(text)} characters; {self.longest} fit on the screen.", "Write it shorter.")
        return text

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return f"text of at most {self.longest} characters"


class Slug(Kind[str]):
    """A short name for machines: lower case letters without accents, digits, single hyphens between them."""

    longest = 40

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str) or not _SLUG.fullmatch(raw) or len(raw) > self.longest:
            better = self._repaired(raw) if isinstance(raw, str) else ""
            hint = f"For example « {better} »." if better else f"Write {self.accepts}."
            raise refuse(f"{shown(raw)} cannot be used as an identifier.", hint)
        return raw

    def _repaired(self, raw: str) -> str:
        plain = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode().lower()
        return "-".join(re.findall(r"[a-z0-9]+", plain))[: self.longest].strip("-")

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return f"lower case letters a to z, digits and hyphens, at most {self.longest} characters"


class Capital(Kind[str]):
    """One capital letter from A to Z."""

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str) or not _CAPITAL.fullmatch(raw):
            better = raw.strip().upper() if isinstance(raw, str) else ""
            hint = f"For example « {better} »." if _CAPITAL.fullmatch(better) else f"Write {self.accepts}."
            raise refuse(f"{shown(raw)} is not a capital letter.", hint)
        return raw

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return 'one capital letter from A to Z, for example "A"'


class Choice(Kind[str]):
    """One word of a closed list."""

    def __init__(self, *options: str) -> None:
        self.options = options

    def deserialize(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self.options:
            raise refuse(f"{shown(raw)} is not known.", suggestion(str(raw), self.options))
        return raw

    def serialize(self, value: str) -> object:
        return value

    @property
    def accepts(self) -> str:
        return "one of " + ", ".join(f'"{option}"' for option in self.options)


class Locale(Choice):
    """A language of the screens, by its two letters."""

    def deserialize(self, raw: object) -> str:
        code = raw.split("-")[0].split("_")[0].lower() if isinstance(raw, str) else ""
        if raw not in self.options and code in self.options:
            raise refuse(f"{shown(raw)} is not a language code.", f"Write only its two letters: « {code} ».")
        return super().deserialize(raw)


class TextsByLanguage(Kind[Mapping[str, str]]):
    """The same sentence in several languages: `{ fr = "…", en = "…" }`. An empty table is accepted only when
    `optional` is true. A bare text is refused: nobody could tell its language."""

    def __init__(self, languages: tuple[str, ...], longest: int = 120, *, optional: bool = False) -> None:
        self.languages = languages
        self.text = Text(longest)
        self.optional = optional

    def deserialize(self, raw: object) -> Mapping[str, str]:
        if isinstance(raw, str):
            raise refuse("the language of this text is not given.", f'Write {{ {self.languages[0]} = "{raw}" }}.')
        if not isinstance(raw, dict):
            raise refuse(f"{shown(raw)} is not a text by language.", f"Write {self.accepts}.")
        if not raw and not self.optional:
            raise refuse("there is no text.", f"Write {self.accepts}.")
        texts: dict[str, str] = {}
        faults: list[Fault] = []
        for code, text in raw.items():
            if code not in self.languages:
                hint = did_you_mean(code, self.languages)
                faults.append(Fault(f"{shown(code)} is not a language code.", hint, f".{code}"))
                continue
            try:
                texts[code] = self.text.deserialize(text)
            except KindError as error:
                faults.extend(Fault(fault.text, fault.hint, f".{code}") for fault in error.faults)
        if faults:
            raise KindError(*faults)
        return texts

    def serialize(self, value: Mapping[str, str]) -> object:
        return dict(value)

    @property
    def accepts(self) -> str:
        return f'{{ fr = "…", en = "…" }}, each at most {self.text.longest} characters'


class FileNames(TextsByLanguage):
    """A text file for each language, next to the site file."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__(languages, longest=250)

    @property
    def accepts(self) -> str:
        return '{ fr = "charte.fr.txt", en = "charter.en.txt" }'

"""Every sentence exists in the language of the house; the charter exists in every language of the site."""

from __future__ import annotations

from collections.abc import Iterator

from config.document import Document
from config.kinds import TextsByLanguage
from config.problems import Problem


def check_languages(document: Document) -> Iterator[Problem]:
    """No sentence without the default language, none in a language that the site does not offer."""
    languages: tuple[str, ...] | None = document.one("site").get("languages")
    if languages is None:
        return
    for row in document.every_row():
        for entry in row.table.entries:
            texts = row.get(entry.name)
            if not isinstance(entry.kind, TextsByLanguage) or not texts:
                continue
            needed = languages if row.table.name in ("charter", "charter.lines") else languages[:1]
            for code in needed:
                if code not in texts:
                    why = "the language of the house" if code == languages[0] else "a language of the site"
                    yield row.problem(entry.name, f"the text in « {code} », {why}, is missing.", f'Add {code} = "…".')
            for code in texts:
                if code not in languages and _written_in_file(row.given, entry.default, texts):
                    hint = f"Add it to site.languages, or remove {code} = …."
                    yield row.problem(entry.name, f"« {code} » is not a language of this site.", hint, f".{code}")


def _written_in_file(row_given: bool, default: object, texts: object) -> bool:
    """Whether somebody wrote these texts here: a default may hold more languages than the site offers."""
    return row_given and texts != default

"""The catalogues: complete, current and compiled in every language that is shipped.

French, plain and easy, is also written as the design guide asks (docs/design.md, "Words").
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "kiosk" / "locale"
FORMS = {"ar": 6, "es": 2, "fr": 2, "fr@falc": 2, "pt": 2, "tr": 2, "uk": 3}
"""How many forms a counted text has, by the folder of the catalogue; `fr@falc` is easy French. English is the language
of the code."""

SHIPPED = tuple(FORMS)

BOTH_FRENCH = ("fr", "fr@falc")
COUNTED_IN_WORDS = {"ar": 3}
"""How many plural forms, from the first, may say their number in words: none, one and two in Arabic."""

Texts = tuple[str, ...]

LONGEST_SENTENCE = 12


@cache
def catalogue(folder: str) -> Catalog:
    with path(folder).open("rb") as file:
        return read_po(file, locale=folder)


def path(folder: str) -> Path:
    return FOLDER / folder / "LC_MESSAGES" / "vestibule.po"


def as_texts(text: object) -> Texts:
    """A sentence, or a singular and its plural, always as a tuple."""
    return (text,) if isinstance(text, str) else tuple(str(part) for part in text)  # type: ignore[attr-defined]


def pairs(folder: str = "fr") -> list[tuple[Texts, Texts]]:
    """(English, translation) of every message; a message without a plural has one text on either side."""
    return [(as_texts(m.id), as_texts(m.string)) for m in catalogue(folder) if m.id]


def french() -> list[tuple[Texts, Texts]]:
    """Both French catalogues: what is asked of the one is asked of the other."""
    return [pair for folder in BOTH_FRENCH for pair in pairs(folder)]


@cache
def extracted() -> frozenset[Texts]:
    """What `make translations` collects: its keywords from the Makefile, its files from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = [(row["pattern"], row["method"]) for row in project["tool"]["babel"]["mappings"]]
    options = re.findall(r"-k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(options)}
    found: set[Texts] = set()
    for folder in ("kiosk", "screens"):
        rows = extract_from_dir(ROOT / folder, [(p.removeprefix(f"{folder}/"), m) for p, m in mappings], None, keywords)
        found |= {as_texts(message) for _, _, message, _, _ in rows}
    counted = {(texts[0],) for texts in found if len(texts) > 1}
    return frozenset(found - counted)  # gettext keeps a text and its counted form in one message


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    """Every call of `words.t` and `words.n`: where it stands, the call, and how many texts it takes."""
    for package in ("kiosk", "screens"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"t", "n"}:
                    where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                    yield where, node, 1 if node.func.attr == "t" else 2


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# ------------------------------------------------------------------------------------- completeness


def test_every_text_in_the_code_can_be_collected() -> None:
    """A text in a variable or within an f-string would be shown in English for ever."""
    hidden = []
    for where, call, count in calls():
        texts = tuple(a.value for a in call.args[:count] if isinstance(a, ast.Constant) and isinstance(a.value, str))
        if texts not in extracted() and texts[:1] not in {english[:1] for english in extracted()}:
            hidden.append((where, texts))
    assert hidden == []


def test_no_text_is_used_with_and_without_a_count() -> None:
    """Python before 3.11.3 does not find the singular of a counted text when it is asked for without a count."""
    said: dict[str, set[str]] = {"t": set(), "n": set()}
    for _, call, _ in calls():
        assert isinstance(call.func, ast.Attribute)
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            said[call.func.attr].add(first.value)
    assert said["t"] & said["n"] == set()


def test_every_catalogue_is_looked_at() -> None:
    assert sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()) == sorted(SHIPPED)


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_catalogue_has_the_texts_of_the_code_and_no_others(folder: str) -> None:
    ids = {english for english, _ in pairs(folder)}
    assert ids - extracted() == set(), "no longer in the code: run `make translations`"
    assert extracted() - ids == set(), "new in the code: run `make translations`, then translate"
    assert len(ids) > 200


def test_the_template_is_current() -> None:
    with (FOLDER / "vestibule.pot").open("rb") as file:
        assert {as_texts(m.id) for m in read_po(file) if m.id} == extracted()


@pytest.mark.parametrize("folder", SHIPPED)
def test_every_text_is_translated_and_nothing_is_left_to_look_at(folder: str) -> None:
    for message in catalogue(folder):
        assert not message.fuzzy, message.id
        assert all(as_texts(message.string)), message.id
    assert list(catalogue(folder).obsolete) == []


@pytest.mark.parametrize(("folder", "forms"), FORMS.items())
def test_a_counted_text_has_every_form_of_its_language(folder: str, forms: int) -> None:
    assert catalogue(folder).num_plurals == forms
    for english, texts in pairs(folder):
        assert len(texts) == (1 if len(english) == 1 else forms), english
    form = c2py(catalogue(folder).plural_expr)
    assert {form(count) for count in range(201)} == set(range(forms))


def test_french_has_a_singular_and_a_plural() -> None:
    for folder in BOTH_FRENCH:
        assert catalogue(folder).num_plurals == 2
        assert catalogue(folder).plural_expr == "(n > 1)"


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_compiled_catalogue_is_the_one_that_is_read(folder: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(folder))
    assert path(folder).with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make translations`"


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_same_places_are_filled(folder: str) -> None:
    wrong = []
    for english, texts in pairs(folder):
        for form, text in enumerate(texts):
            in_words = len(english) > 1 and form < COUNTED_IN_WORDS.get(folder, 0)
            said = places(text) | ({"count"} & places(english[-1]) if in_words else set())
            if said != places(english[-1]) or text.count("**") != english[-1].count("**"):
                wrong.append((english, text))
    assert wrong == []


@pytest.mark.parametrize("folder", SHIPPED)
def test_no_stray_spaces_and_as_many_lines_as_in_english(folder: str) -> None:
    for english, texts in pairs(folder):
        for text in texts:
            assert text == text.strip(), text
            assert not re.search(r"\t| {2}|\u00a0{2}| \u00a0|\u00a0 ", text), text
            assert text.count("\n") == english[0].count("\n"), text


@pytest.mark.parametrize("folder", SHIPPED)
def test_a_text_ends_as_its_english_does(folder: str) -> None:
    """A full stop marks a sentence; titles and buttons have none. "no." is short for "number" in a label."""
    for english, texts in pairs(folder):
        if english == ("Card no.",):
            continue
        for text in texts:
            assert text.endswith(".") == english[-1].endswith("."), text
            assert text.endswith(("?", "؟")) == english[-1].endswith("?"), text


# --------------------------------------------------------------------------------------- typography


def test_two_part_punctuation_keeps_to_its_word() -> None:
    for _, texts in french():
        for text in texts:
            assert not re.search(r"(?<!\u00a0)[:;!?»]", text), text
            assert not re.search(r"«(?!\u00a0)", text), text


def test_numbers_keep_to_their_units() -> None:
    units = r"(?:min|h|cm|minutes?|heures?|secondes?|%)\b"
    for _, texts in french():
        for text in texts:
            assert not re.search(rf"(?:\d|\{{count\}}|\{{hours\}}) {units}", text), text


def test_apostrophes_and_quotes_are_those_of_print() -> None:
    for _, texts in french():
        assert not set("'\"`´") & set("".join(texts)), texts


# -------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        (r"tu|te|toi|ton|ta|tes", "vous"),
        (r"médiateurs?|médiatrices?|agents?|personnel", "animateur"),
        (r"ordinateurs?|pc|machines?|stations?", "poste"),
        (r"badges?|pass", "carte"),
        (r"bons?|facturettes?", "reçu"),
        (r"pin|mot de passe|identifiants?", "code"),
        (r"kiosques?|bornes? interactives?|terminal", "borne"),
        (r"erreurs?|échec|échoué|invalides?|refusée?s?|interdite?s?", "what happened, without blame"),
        (r"ok|login|logout|session expirée|scannez", "plain words"),
        (r"veuillez|merci de", "an imperative"),
    ],
)
def test_the_same_word_for_the_same_thing(word: str, instead: str) -> None:
    allowed = {"Ce n’est pas le bon code.", "Scanner", "C’est gratuit et rapide."}
    found = [
        text
        for _, texts in french()
        for text in texts
        if text not in allowed and re.search(rf"\b(?:{word})\b", text, flags=re.IGNORECASE)
    ]
    assert found == [], f"say {instead}"


@pytest.mark.parametrize("mark", ["(e)", "·e", "-e ", ".e.", "/e", "(s)", "·s"])
def test_nobody_is_put_in_brackets(mark: str) -> None:
    assert [text for _, texts in french() for text in texts if mark in text] == []


def test_sentences_are_short() -> None:
    """Twelve words at most; a {place} counts as one, and a number with its unit as one."""
    long = [
        sentence
        for _, texts in french()
        for text in texts
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if len([word for word in sentence.split(" ") if any(c.isalnum() for c in word)]) > LONGEST_SENTENCE
    ]
    assert long == []


@pytest.mark.parametrize(
    "title",
    [
        *("Présentez votre carte", "Choisissez un poste", "C’est à vous, {name}", "Toujours là\u00a0?"),
        *("Votre carte a expiré", "Carte non reconnue", "L’espace est fermé", "Vos {length} sont passées"),
        *("Tapez votre code", "Export de la semaine\u00a0{number}", "L’export est prêt", "Plus de papier"),
        *("Le lecteur est en bas, à droite.", "J’accepte et je signe", "Prendre le poste\u00a0{number}"),
        *("Je n’ai pas de carte", "Appeler un animateur", "Quel plaisir de vous revoir.", "jusqu’à {hour}"),
        *("Il sert à finir ou à prolonger.", "Personne n’attend. Vous pouvez prolonger.", "À photographier"),
    ],
)
def test_the_copy_of_the_design_pictures_is_kept_to_the_letter(title: str) -> None:
    assert any(title in texts for _, texts in pairs())

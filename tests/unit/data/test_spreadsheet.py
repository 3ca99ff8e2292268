"""Cells that a French spreadsheet reads as they were meant, and never runs."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exports.spreadsheet import as_csv, guarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 6",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\x00=1",
        "\x1bx",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u3000＝1",
        "\u200b=1",
        "\ufeff=1",
        "﹢1",
        "\u202e=1",
    ],
)
def test_a_formula_is_disarmed(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", " ", "Zoé", "12 – 17 ans", "Moins de 12 ans", "a=b", "2026-11-16", "’t=1", "–1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    result = guarded(text)
    assert result in {text, "'" + text}
    visible = "".join(c for c in result if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
    assert unicodedata.normalize("NFKC", visible[:1])[:1] not in set("=+-@")


def test_the_file_is_what_a_french_spreadsheet_expects() -> None:
    data = as_csv(["texte", "nombre"], [['d’été ; "vrai"', 1234.5], [None, 7], ["deux\nlignes", 0.0]])
    assert data == (
        b"\xef\xbb\xbf"
        + '"texte";"nombre"\r\n"d’été ; ""vrai""";"1234,50"\r\n"";"7"\r\n"deux\nlignes";"0,00"\r\n'.encode()
    )


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    text = as_csv(["a", "b"], rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert back[1:] == [[guarded(value) for value in row] for row in rows]

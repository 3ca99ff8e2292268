"""The charter: signed once per version, with a stroke that was meant."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from config.settings import Charter, CharterLine, CharterText, Settings
from kiosk.models import Stroke
from kiosk.rules.charter import MAX_POINTS, content_hash, is_signature, must_sign

TEXT = CharterText("La charte", (CharterLine("ruleLaw", "Je respecte la loi."),), ("Article 1.", "Article 2."))


def line(points: int, length: float = 0.5, *, start: float = 0.0) -> Stroke:
    """A straight stroke from left to right; `length` in pads (a pad is 960 dp wide)."""
    steps = max(1, points - 1)
    return Stroke(tuple((start + length * i / steps, 0.5, i * 10) for i in range(points)))


@pytest.mark.parametrize(("signed", "must"), [(None, True), ("2026-01", False), ("2025-09", True), ("", True)])
def test_the_charter_is_signed_once_per_version(signed: str | None, must: bool) -> None:
    assert must_sign(Charter("2026-01", {"fr": TEXT}), signed) is must


@pytest.mark.parametrize(
    ("strokes", "accepted"),
    [
        pytest.param((line(12),), True, id="twelve points"),
        pytest.param((line(11),), False, id="eleven points"),
        pytest.param((line(6), line(6, start=0.4)), True, id="points of two strokes"),
        pytest.param((line(20, 0.1251),), True, id="just over 120 dp"),
        pytest.param((line(20, 0.1249),), False, id="just under 120 dp"),
        pytest.param(
            tuple(line(1, start=i / 20) for i in range(20)), False, id="dots: the way between them is no stroke"
        ),
        pytest.param((line(20, 0.0),), False, id="a finger that rests"),
        pytest.param((), False, id="nothing"),
        pytest.param((Stroke(()),), False, id="an empty stroke"),
        pytest.param((line(MAX_POINTS),), True, id="the most points"),
        pytest.param((line(MAX_POINTS + 1),), False, id="a point too many"),
        pytest.param((line(20, 1.2),), False, id="beyond the pad"),
        pytest.param((line(20, start=-0.1),), False, id="before the pad"),
    ],
)
def test_a_signature_is_long_enough_and_on_the_pad(strokes: tuple[Stroke, ...], accepted: bool) -> None:
    assert is_signature(strokes) is accepted


def test_a_signature_may_go_down_as_well_as_across() -> None:
    down = Stroke(tuple((0.5, i / 40, i) for i in range(12)))  # 11/40 of 440 dp
    assert is_signature((down,))
    assert not is_signature((Stroke(tuple((0.5, i / 45, i) for i in range(12))),))


@pytest.mark.parametrize(
    "point",
    [(math.nan, 0.5, 5), (math.inf, 0.5, 5), (0.5, -0.01, 5), (0.5, 1.01, 5), (0.5, 0.5, -1)],
    ids=["not a number", "infinite", "above", "below", "before the start"],
)
def test_one_impossible_point_spoils_the_signature(point: tuple[float, float, int]) -> None:
    assert is_signature((line(20),))
    assert not is_signature((line(20), Stroke((point,))))


def test_the_hash_covers_everything_that_can_be_read() -> None:
    changes = [
        replace(TEXT, title="La Charte"),
        replace(TEXT, lines=(CharterLine("ruleLaw", "Je respecte la loi"),)),
        replace(TEXT, lines=(CharterLine("ruleFood", "Je respecte la loi."),)),
        replace(TEXT, lines=()),
        replace(TEXT, full=("Article 1.Article 2.",)),
        replace(TEXT, full=("Article 2.", "Article 1.")),
    ]
    hashes = {content_hash(text) for text in [TEXT, *changes]}
    assert len(hashes) == len(changes) + 1
    assert content_hash(replace(TEXT)) == content_hash(TEXT)
    assert all(len(bytes.fromhex(value)) == 32 for value in hashes)


def test_every_language_of_the_sample_has_a_hash_of_its_own(settings: Settings) -> None:
    texts = settings.charter.texts
    assert len({content_hash(text) for text in texts.values()}) == len(texts) == 8

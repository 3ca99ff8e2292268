"""The charter: when it is signed, and what counts as a signature (docs/rules.md §6)."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
from collections.abc import Sequence

from config.settings import Charter, CharterText
from kiosk.models import Stroke

MIN_POINTS = 12
MIN_LENGTH_DP = 120.0
PAD_DP = (960.0, 440.0)
"""The pad on which the strokes' 0–1 coordinates are spread (design guide §5, SignaturePad)."""

MAX_POINTS = 20_000
"""More than a minute of drawing: what is beyond comes from a fault, not from a hand."""


def must_sign(charter: Charter, signed_version: str | None) -> bool:
    """Whether the member still has to sign: never signed, or signed another version."""
    return signed_version != charter.version


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Whether the strokes are long enough to be meant: at least 12 points and 120 dp, all on the pad."""
    points = [point for stroke in strokes for point in stroke.points]
    if not MIN_POINTS <= len(points) <= MAX_POINTS:
        return False
    if not all(0 <= x <= 1 and 0 <= y <= 1 and t >= 0 for x, y, t in points):
        return False
    return sum(map(_length_dp, strokes)) >= MIN_LENGTH_DP


def content_hash(text: CharterText) -> str:
    """SHA-256 (hex) over everything a visitor could read: title, lines and full text of one language."""
    content = [text.title, [[line.icon, line.text] for line in text.lines], list(text.full)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _length_dp(stroke: Stroke) -> float:
    places = [(x * PAD_DP[0], y * PAD_DP[1]) for x, y, _ in stroke.points]
    return sum(math.dist(a, b) for a, b in itertools.pairwise(places))

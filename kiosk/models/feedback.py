"""What a visitor may say at the end of a session."""

from __future__ import annotations

from enum import StrEnum


class FeedbackValue(StrEnum):
    """Did it go well?"""

    GOOD = "good"
    MEDIUM = "medium"
    BAD = "bad"

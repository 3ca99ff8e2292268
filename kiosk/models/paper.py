"""The paper in the receipt printer, as far as anybody can know without looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaperRoll:
    """The roll that staff put in at `changed_at`: what was printed since then, in millimetres and in slips."""

    changed_at: datetime
    used_mm: int
    slips: int

"""Schema 6: how much of the roll in the receipt printer is used up."""

from __future__ import annotations

PAPER = """
CREATE TABLE paper_roll (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    changed_us INTEGER NOT NULL,
    used_mm INTEGER NOT NULL CHECK (used_mm >= 0),
    slips INTEGER NOT NULL CHECK (slips >= 0)
) STRICT;
"""
"""One row, from the first roll on that staff said they had put in; who did is in the journal."""

"""Schema 3: what visitors say at the end."""

from __future__ import annotations

from data.schema.first import DAY

FEEDBACK = f"""
CREATE TABLE feedback (
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    value TEXT NOT NULL CHECK (value IN ('good', 'medium', 'bad')),
    answers INTEGER NOT NULL CHECK (answers > 0),
    PRIMARY KEY (local_date, value)
) STRICT, WITHOUT ROWID;
"""
"""A count and not a row per answer: the order of rows, beside that of the sessions that ended, would say whose answer
it is."""

"""Schema 4: who registers for workshops."""

from __future__ import annotations

from data.schema.first import DAY

WORKSHOPS = f"""
CREATE TABLE workshop_registration (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL CHECK (uid <> ''),
    starts_us INTEGER NOT NULL,
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    member_id INTEGER REFERENCES member (id),
    state TEXT NOT NULL
        CHECK (state IN ('registered', 'waiting', 'present', 'absent', 'unserved', 'cancelled')),
    place REAL NOT NULL,
    asked_us INTEGER NOT NULL,
    present_us INTEGER,
    closed_us INTEGER,
    CHECK ((present_us IS NOT NULL) = (state = 'present')),
    CHECK (closed_us IS NOT NULL OR member_id IS NOT NULL),
    CHECK (closed_us IS NOT NULL OR state IN ('registered', 'waiting', 'present')),
    CHECK (closed_us IS NULL OR state IN ('present', 'absent', 'unserved', 'cancelled')),
    CHECK (state NOT IN ('unserved', 'cancelled') OR member_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX workshop_open_member ON workshop_registration (uid, starts_us, member_id)
    WHERE closed_us IS NULL;
CREATE INDEX workshop_open ON workshop_registration (starts_us) WHERE closed_us IS NULL;
CREATE INDEX workshop_linked ON workshop_registration (starts_us) WHERE member_id IS NOT NULL;
CREATE INDEX workshop_day ON workshop_registration (local_date);
"""
"""`uid` and `starts_us` name one time of a workshop of the calendar; `place` orders its waiting list."""

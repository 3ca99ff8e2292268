"""Schema 2: waiting, what is kept for somebody, guests, early closing, and what a session is made of."""

from __future__ import annotations

from data.schema.first import DAY

TIME = """
ALTER TABLE session ADD COLUMN courtesy_s REAL NOT NULL DEFAULT 0
    CHECK (courtesy_s >= 0 AND courtesy_s <= granted_s);
ALTER TABLE session ADD COLUMN grace_s REAL NOT NULL DEFAULT 0 CHECK (grace_s >= 0 AND grace_s <= courtesy_s);
ALTER TABLE session ADD COLUMN limit_by TEXT CHECK (limit_by <> '');
ALTER TABLE session ADD COLUMN rule INTEGER CHECK (rule > 0 AND (rule IS NULL) = (limit_by IS NULL));
CREATE INDEX session_receipt ON session (local_date, receipt_token);
CREATE TABLE workstation_freed (
    workstation INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL
) STRICT;
INSERT INTO workstation_freed (workstation, at_us)
    SELECT workstation, max(closed_us) FROM session WHERE closed_us IS NOT NULL GROUP BY workstation;
"""
"""Receipts are looked up on the day of the last session, so their index grows at its end only, like that of the day."""

PEOPLE = f"""
CREATE TABLE member_preference (
    member_id INTEGER PRIMARY KEY REFERENCES member (id),
    language TEXT NOT NULL CHECK (language <> ''),
    theme TEXT NOT NULL CHECK (theme IN ('light', 'dark')),
    text_step INTEGER NOT NULL CHECK (text_step BETWEEN 1 AND 3),
    audio INTEGER NOT NULL CHECK (audio IN (0, 1)),
    consent_us INTEGER NOT NULL
) STRICT;
ALTER TABLE signature ADD COLUMN guardian INTEGER NOT NULL DEFAULT 0 CHECK (guardian IN (0, 1));
CREATE TABLE guest_ticket (
    member_id INTEGER PRIMARY KEY REFERENCES member (id),
    token_sha256 BLOB NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    issued_us INTEGER NOT NULL,
    by_staff INTEGER REFERENCES staff (id),
    used_us INTEGER
) STRICT;
CREATE INDEX guest_ticket_day ON guest_ticket (local_date);
"""

WAITING = f"""
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL CHECK (number > 0),
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    token BLOB NOT NULL UNIQUE CHECK (length(token) > 0),
    member_id INTEGER REFERENCES member (id),
    category TEXT NOT NULL CHECK (category <> ''),
    taken_us INTEGER NOT NULL,
    place REAL NOT NULL,
    suits TEXT NOT NULL,
    tags TEXT NOT NULL DEFAULT '',
    zone TEXT,
    purpose TEXT,
    workstation INTEGER,
    hold_us INTEGER,
    held_s REAL NOT NULL DEFAULT 0 CHECK (held_s >= 0),
    mark_s REAL NOT NULL DEFAULT 0,
    boot_id TEXT NOT NULL DEFAULT '',
    called_us INTEGER,
    missed INTEGER NOT NULL DEFAULT 0 CHECK (missed >= 0),
    closed_us INTEGER,
    end TEXT CHECK (end <> ''),
    CHECK ((closed_us IS NULL) = (end IS NULL)),
    CHECK ((closed_us IS NULL) = (member_id IS NOT NULL)),
    CHECK ((workstation IS NULL) = (hold_us IS NULL)),
    CHECK (hold_us IS NULL OR called_us IS NOT NULL),
    CHECK (closed_us IS NULL OR (workstation IS NULL AND suits = '' AND tags = ''))
) STRICT;
CREATE UNIQUE INDEX ticket_number ON ticket (local_date, number);
CREATE UNIQUE INDEX ticket_open_member ON ticket (member_id) WHERE closed_us IS NULL;
CREATE UNIQUE INDEX ticket_open_workstation ON ticket (workstation)
    WHERE closed_us IS NULL AND workstation IS NOT NULL;
CREATE TABLE reservation (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    workstation INTEGER NOT NULL,
    starts_us INTEGER NOT NULL,
    seconds REAL NOT NULL CHECK (seconds > 0),
    by_staff INTEGER NOT NULL REFERENCES staff (id),
    added_us INTEGER NOT NULL,
    closed_us INTEGER,
    end TEXT CHECK (end <> ''),
    CHECK ((closed_us IS NULL) = (end IS NULL))
) STRICT;
CREATE UNIQUE INDEX reservation_planned_member ON reservation (member_id) WHERE closed_us IS NULL;
CREATE INDEX reservation_planned ON reservation (starts_us) WHERE closed_us IS NULL;
CREATE TABLE early_closing (
    local_date TEXT PRIMARY KEY CHECK (local_date {DAY}),
    closes_us INTEGER NOT NULL,
    by_staff INTEGER NOT NULL REFERENCES staff (id),
    set_us INTEGER NOT NULL
) STRICT;
"""
"""`called_us` is the first call, `hold_us` that of the hold that goes on; a closed ticket keeps neither its member nor
what the member asked for."""

"""Schema 1: people, their time, and the journal. A store in use was made by it: never change it, add a migration."""

from __future__ import annotations

DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

PEOPLE = f"""
CREATE TABLE vault (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_id BLOB NOT NULL CHECK (length(key_id) = 8)
) STRICT;
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    category TEXT NOT NULL CHECK (category <> ''),
    first_name BLOB,
    birth_year INTEGER CHECK (birth_year BETWEEN 1880 AND 2200),
    needs TEXT NOT NULL DEFAULT '',
    suspended_until TEXT CHECK (suspended_until {DAY}),
    guardian_agreed INTEGER NOT NULL DEFAULT 0 CHECK (guardian_agreed IN (0, 1)),
    added_us INTEGER NOT NULL
) STRICT;
CREATE TABLE member_key (
    member_id INTEGER PRIMARY KEY REFERENCES member (id),
    wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number > 0),
    name TEXT NOT NULL,
    pin_hash TEXT CHECK (pin_hash <> ''),
    failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
    blocked_until_us INTEGER,
    added_us INTEGER NOT NULL
) STRICT;
CREATE TABLE card (
    card_id BLOB PRIMARY KEY CHECK (length(card_id) = 8),
    member_id INTEGER REFERENCES member (id),
    staff_id INTEGER REFERENCES staff (id),
    issued_on TEXT NOT NULL CHECK (issued_on {DAY}),
    expires_on TEXT NOT NULL CHECK (expires_on {DAY}),
    revoked_us INTEGER,
    CHECK ((member_id IS NULL) <> (staff_id IS NULL))
) STRICT;
CREATE INDEX card_member ON card (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX card_staff ON card (staff_id) WHERE staff_id IS NOT NULL;
CREATE TABLE revocation_list (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    taken_over_us INTEGER NOT NULL
) STRICT;
CREATE TABLE revoked_card (
    card_id BLOB NOT NULL PRIMARY KEY CHECK (length(card_id) = 8),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    revoked_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE signature (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    version TEXT NOT NULL CHECK (version <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    language TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    strokes BLOB,
    strokes_sha256 TEXT NOT NULL CHECK (length(strokes_sha256) = 64)
) STRICT;
CREATE INDEX signature_member ON signature (member_id);
CREATE INDEX signature_at ON signature (at_us);
"""

TIME = f"""
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    workstation INTEGER NOT NULL,
    opened_us INTEGER NOT NULL,
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    granted_s REAL NOT NULL CHECK (granted_s >= 0),
    used_s REAL NOT NULL DEFAULT 0 CHECK (used_s >= 0),
    mark_s REAL NOT NULL,
    boot_id TEXT NOT NULL,
    code TEXT NOT NULL,
    receipt_token BLOB NOT NULL,
    purpose TEXT,
    category TEXT NOT NULL,
    birth_year INTEGER,
    extended_s REAL NOT NULL DEFAULT 0,
    closed_us INTEGER,
    end_reason TEXT,
    estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)),
    CHECK ((closed_us IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX session_open_workstation ON session (workstation) WHERE closed_us IS NULL;
CREATE UNIQUE INDEX session_open_member ON session (member_id) WHERE closed_us IS NULL;
CREATE INDEX session_day ON session (local_date, member_id);
CREATE TABLE extension (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    seconds REAL NOT NULL CHECK (seconds <> 0),
    by_staff INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL,
    at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX extension_day ON extension (local_date, member_id);
CREATE TABLE workstation_out (
    workstation INTEGER PRIMARY KEY,
    since_us INTEGER NOT NULL
) STRICT;
CREATE TABLE help_call (
    id INTEGER PRIMARY KEY,
    asked_us INTEGER NOT NULL,
    workstation INTEGER,
    coming_us INTEGER,
    closed_us INTEGER
) STRICT;
CREATE INDEX help_call_open ON help_call (id) WHERE closed_us IS NULL;
CREATE TABLE throttle (
    key TEXT PRIMARY KEY,
    failures TEXT NOT NULL,
    pauses INTEGER NOT NULL CHECK (pauses >= 0),
    paused_until_us INTEGER
) STRICT;
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL,
    local_date TEXT NOT NULL CHECK (local_date {DAY}),
    purpose TEXT,
    category TEXT
) STRICT;
CREATE INDEX visit_day ON visit (local_date);
"""

JOURNAL = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    kiosk TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    request BLOB UNIQUE CHECK (length(request) BETWEEN 1 AND 64),
    body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX journal_at ON journal (at_us);
CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal grows by one'); END;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

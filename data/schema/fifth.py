"""Schema 5: other cards that identify a member. Of what they say only the digest is kept."""

from __future__ import annotations

IDENTIFIERS = """
CREATE TABLE identifier (
    value_sha256 BLOB PRIMARY KEY CHECK (length(value_sha256) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('uid', 'barcode')),
    member_id INTEGER NOT NULL REFERENCES member (id),
    linked_us INTEGER NOT NULL
) STRICT;
CREATE INDEX identifier_member ON identifier (member_id);
"""

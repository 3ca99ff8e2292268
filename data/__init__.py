"""The store, the journal, sealed fields, exports and backups: the only room with SQL (docs/reliability.md)."""

"""The weekly export: sessions under pseudonyms, totals, and a manifest that anchors the journal's chain
(docs/rules.md §8). The same week gives the same bytes, every time."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from data.database import connect_reading
from data.exports.delivery import Delivery
from data.exports.facts import other_facts
from data.exports.figures import HEADER, SessionFact, week_rows
from data.exports.labels import NOT_GIVEN, Labels, age_band
from data.exports.spreadsheet import as_csv
from data.exports.week import Week
from data.vault import Vault
from kiosk.clock import from_micros, local
from kiosk.ports import ExportFailed, WeekTotals, WrittenExport

SCHEMA = "vestibule-export/2"
"""2 added the last column of the sessions and the figures of waiting, guests and reservations."""
PSEUDONYM_DIGITS = 16
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", re.ASCII)

SESSIONS_HEADER = (
    "pseudonyme",
    "date",
    "debut",
    "fin",
    "minutes",
    "poste",
    "espace",
    "categorie",
    "tranche_age",
    "motif",
    "minutes_prolongation",
    "fin_raison",
    "fin_estimee",
    "minutes_hors_temps_du_jour",
)


class WeeklyExporter:
    """`kiosk.ports.Exporter`. Opens its own read-only connection per call, so it never waits for the writer nor makes
    it wait. Any thread.

    `offered_hours` gives, for a date, opening hours × workstations in service; `workstation_zones` the zone id by
    workstation number. Without `vault`, or without its key file, the pseudonyms stay empty.
    """

    def __init__(
        self,
        path: Path,
        *,
        kiosk: str,
        version: str,
        zone: ZoneInfo,
        offered_hours: Callable[[date], float],
        workstation_zones: Mapping[int, str],
        vault: Vault | None = None,
        labels: Labels | None = None,
    ) -> None:
        """Raises ValueError when `kiosk` cannot be part of a file name."""
        if SAFE_NAME.fullmatch(kiosk) is None:
            raise ValueError("the kiosk's id may have letters, digits, - and _ only, at most 32")
        self._path = path
        self._kiosk = kiosk
        self._version = version
        self._zone = zone
        self._offered_hours = offered_hours
        self._workstation_zones = workstation_zones
        self._vault = vault
        self._labels = labels or Labels()

    def totals(self, week: str) -> WeekTotals:
        """Raises ExportFailed "week" or "store"."""
        parsed = self._parse(week)
        try:
            with closing(connect_reading(self._path)) as connection:
                count, seconds = connection.execute(
                    "SELECT count(*), total(used_s) FROM session WHERE local_date BETWEEN ? AND ?",
                    (parsed.days[0].isoformat(), parsed.days[-1].isoformat()),
                ).fetchone()
        except sqlite3.Error as error:
            raise _unreadable() from error
        return WeekTotals(week, count, seconds / 3600)

    def write(
        self,
        week: str,
        target: Path,
        progress: Callable[[str, float], None],
        stopped: Callable[[], bool] = lambda: False,
    ) -> WrittenExport:
        """Codes of ExportFailed: week, store, stopped, full, read-only, lost, not-a-folder, mismatch."""
        parsed = self._parse(week)
        folder = f"vestibule-{self._kiosk}-{week}"
        try:
            with closing(connect_reading(self._path)) as connection:
                files = self._files(connection, parsed)
        except sqlite3.Error as error:
            raise _unreadable() from error
        Delivery(target, folder, progress, stopped).put(files)
        return WrittenExport(folder, tuple((name, len(data)) for name, data in files.items()))

    def _parse(self, week: str) -> Week:
        try:
            return Week.parse(week, self._zone)
        except ValueError as error:
            raise ExportFailed("week", str(error)) from error

    def _files(self, connection: sqlite3.Connection, week: Week) -> dict[str, bytes]:
        """All files, from the state of one instant."""
        connection.execute("BEGIN")
        sessions = self._sessions(connection, week)
        others = other_facts(connection, week, self._zone)
        head = connection.execute(
            "SELECT seq, hash FROM journal NOT INDEXED WHERE at_us < ? ORDER BY seq DESC LIMIT 1", (week.end_us,)
        ).fetchone()
        connection.execute("ROLLBACK")
        session_rows = self._session_rows(week, sessions)
        total_rows = week_rows(week.days, sessions, others, self._offered_hours, self._labels)
        tables = {
            "sessions.csv": (as_csv(SESSIONS_HEADER, session_rows), len(session_rows)),
            "totals.csv": (as_csv(HEADER, total_rows), len(total_rows)),
        }
        manifest = {
            "schema": SCHEMA,
            "week": week.name,
            "first_day": week.days[0].isoformat(),
            "last_day": week.days[-1].isoformat(),
            "time_zone": self._zone.key,
            "kiosk": self._kiosk,
            "product": {"name": "vestibule", "version": self._version},
            "files": [
                {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": count}
                for name, (data, count) in tables.items()
            ],
            "journal": {"seq": head[0], "hash": head[1].hex()} if head else {"seq": 0, "hash": bytes(32).hex()},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        return {**{name: data for name, (data, _) in tables.items()}, "manifest.json": text.encode()}

    def _sessions(self, connection: sqlite3.Connection, week: Week) -> list[SessionFact]:
        """The sessions that were opened in the week, by the local date that the allotment was counted on."""
        rows = connection.execute(
            "SELECT id, member_id, local_date, opened_us, closed_us, used_s, workstation, category, birth_year,"
            " purpose, extended_s, end_reason, estimated, courtesy_s FROM session"
            " WHERE local_date BETWEEN ? AND ? ORDER BY id",
            (week.days[0].isoformat(), week.days[-1].isoformat()),
        )
        return [
            SessionFact(
                id=row[0],
                member_id=row[1],
                day=date.fromisoformat(row[2]),
                opened_us=row[3],
                closed_us=row[4],
                used_s=row[5],
                workstation=row[6],
                zone=self._workstation_zones.get(row[6], ""),
                category=row[7],
                birth_year=row[8],
                purpose=row[9],
                extended_s=row[10],
                end_reason=row[11],
                estimated=bool(row[12]),
                courtesy_s=row[13],
            )
            for row in rows
        ]

    def _session_rows(self, week: Week, sessions: Sequence[SessionFact]) -> list[tuple[Any, ...]]:
        key = self._vault.week_key(week.name) if self._vault is not None else None
        words = self._labels
        return [
            (
                pseudonym(key, s.member_id),
                s.day.isoformat(),
                self._local_iso(s.opened_us),
                self._local_iso(s.closed_us),
                s.used_s / 60,
                s.workstation,
                words.zones.get(s.zone, s.zone),
                words.categories.get(s.category, s.category),
                age_band(s.birth_year, s.day.year),
                words.purposes.get(s.purpose, s.purpose) if s.purpose else NOT_GIVEN,
                s.extended_s / 60,
                words.end_reasons.get(s.end_reason, s.end_reason) if s.end_reason else "",
                "oui" if s.estimated else "non",
                s.courtesy_s / 60,
            )
            for s in sessions
        ]

    def _local_iso(self, micros: int | None) -> str:
        """The instant on the site's wall, with its offset, so that the repeated hour of autumn stays clear."""
        return "" if micros is None else local(from_micros(micros), self._zone).isoformat(timespec="seconds")


def pseudonym(key: bytes | None, member_id: int) -> str:
    """The member's name within one week: the same in all its rows, and in no other week. Empty without a key."""
    if key is None:
        return ""
    return hmac.digest(key, str(member_id).encode(), "sha256").hex()[:PSEUDONYM_DIGITS]


def _unreadable() -> ExportFailed:
    return ExportFailed("store", "The store cannot be read; check the data folder and call support.")

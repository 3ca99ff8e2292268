"""A weekly export of a small store, and what stands in its files."""

from __future__ import annotations

import csv
from pathlib import Path
from zoneinfo import ZoneInfo

from data.exports.labels import Labels
from data.exports.weekly import WeeklyExporter
from data.store import SqliteStore
from data.vault import Vault
from kiosk.ports import Exporter

WEEK = "2026-W47"
FOLDER = "vestibule-k1-2026-W47"
PARIS = ZoneInfo("Europe/Paris")


def silent(step: str, fraction: float) -> None:
    del step, fraction


def weekly_exporter(store: SqliteStore, vault: Vault | None) -> Exporter:
    return WeeklyExporter(
        store.path,
        kiosk="k1",
        version="1.2.3",
        zone=PARIS,
        offered_hours=lambda day: 14.0 if day.weekday() < 5 else 0.0,
        workstation_zones={3: "adultes", 4: "jeunesse"},
        vault=vault,
        labels=Labels(zones={"adultes": "Espace adultes"}, categories={"adult": "Adulte"}),
    )


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def totals(exporter: Exporter, stick: Path) -> dict[tuple[str, ...], str]:
    exporter.write(WEEK, stick, silent)
    return {tuple(row[:3]): row[3] for row in rows(stick / FOLDER / "totals.csv")}

"""The screens of the staff, one module per place."""

from __future__ import annotations

from screens.screen import Place
from screens.staff.board import Board
from screens.staff.export import Export
from screens.staff.export_done import ExportDone
from screens.staff.pin import Pin
from screens.staff.queue import Queue

#: By the name of the place that they show (kiosk.places).
PLACES: dict[str, type[Place]] = {
    "pin": Pin,
    "board": Board,
    "queue": Queue,
    "export": Export,
    "export-done": ExportDone,
}

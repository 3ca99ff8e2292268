"""A look at the machine for the staff, off the screen thread; what was seen is told to the inbox."""

from __future__ import annotations

import logging
import threading

from kiosk.inbox import Inbox
from kiosk.ports import Machine

log = logging.getLogger(__name__)


class Checkup:
    """One look at a time, in a thread of its own: nothing is watched while nobody wants to know. `ask` belongs to the
    screen thread and returns at once."""

    def __init__(self, machine: Machine, inbox: Inbox) -> None:
        self._machine = machine
        self._inbox = inbox
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Look; `kiosk.events.CheckedUp` follows in the inbox. Nothing happens while a look goes on: a disk that hangs
        must not gather threads."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = threading.Thread(target=self._look, name="checkup", daemon=True)
        self._thread.start()

    def join(self, timeout: float = 3.0) -> None:
        """Wait for a look that goes on, at most `timeout` seconds."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _look(self) -> None:
        try:
            self._inbox.put(self._machine.look())
        except Exception:
            log.exception("the machine was not looked at")

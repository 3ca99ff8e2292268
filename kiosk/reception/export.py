"""The weekly export, off the screen thread: look for a stick, prepare, copy, check; each step is told to the inbox."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

from kiosk.events import ExportedFile, ExportProgressed, ExportStep, StickReleased
from kiosk.inbox import Inbox
from kiosk.ports import Exporter, ExportFailed, Storage

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between two looks for a stick."""


class ExportDesk:
    """One export at a time, in a thread of its own. Methods belong to the screen thread and return at once."""

    def __init__(self, exporter: Exporter, storage: Storage, inbox: Inbox) -> None:
        self._exporter = exporter
        self._storage = storage
        self._inbox = inbox
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._target: Path | None = None

    def start(self, week: str) -> None:
        """Start the export of an ISO week (`2026-W47`); nothing happens while one runs that was not stopped."""
        former = self._thread
        if former is not None and former.is_alive() and not self._stop.is_set():
            return
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(week, self._stop, former), name="export", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop between two steps; what stood on the stick before stays."""
        self._stop.set()

    def release(self) -> None:
        """Make the stick safe to remove; StickReleased follows in the inbox, for a slow stick may take a while."""
        threading.Thread(target=self._release, name="release", daemon=True).start()

    def _release(self) -> None:
        target, removable = self._target, False
        try:
            removable = target is not None and self._storage.release(target)
        except Exception:  # a stick that was pulled out already: the screen must hear of an end all the same
            log.exception("the stick was not released")
        self._inbox.put(StickReleased(removable))

    def join(self, timeout: float = 5.0) -> None:
        """Wait for a running export to end, at most `timeout` seconds."""
        self.stop()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self, week: str, stop: threading.Event, former: threading.Thread | None) -> None:
        if former is not None:
            former.join()  # it was told to stop, and may still be between two steps
        progress = ExportProgressed(week, ExportStep.LOOKING_FOR_STICK)
        try:
            self._inbox.put(progress)
            stick = next(iter(self._storage.sticks()), None)
            while stick is None:
                problem = "read-only" if self._storage.read_only() else ""
                if problem != progress.problem:
                    progress = replace(progress, problem=problem)
                    self._inbox.put(progress)
                if stop.wait(LOOK_SECONDS):
                    return
                stick = next(iter(self._storage.sticks()), None)
            progress = replace(progress, problem="")
            self._target = stick.path
            progress = replace(progress, step=ExportStep.PREPARING, free_bytes=stick.free, total_bytes=stick.total)
            self._inbox.put(progress)
            totals = self._exporter.totals(week)
            progress = replace(progress, step=ExportStep.COPYING, sessions=totals.sessions, hours=totals.hours)
            self._inbox.put(progress)

            def tell(step: str, fraction: float) -> None:
                nonlocal progress
                progress = replace(progress, step=ExportStep(step), fraction=fraction)
                self._inbox.put(progress)

            written = self._exporter.write(week, stick.path, tell, stop.is_set)
            files = tuple(ExportedFile(name, size) for name, size in written.files)
            self._inbox.put(replace(progress, step=ExportStep.DONE, fraction=1.0, folder=written.folder, files=files))
        except ExportFailed as error:
            log.warning("export of %s failed: %s", week, error)
            self._fail(replace(progress, needed_bytes=error.needed), error.code)
        except Exception:
            log.exception("export of %s failed", week)
            self._fail(progress, "fault")

    def _fail(self, progress: ExportProgressed, code: str) -> None:
        self._inbox.put(replace(progress, step=ExportStep.FAILED, problem=code, failed_at=progress.step))

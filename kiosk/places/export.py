"""15a, 15b: the weekly export on a USB stick, complete or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from kiosk.events import Event, ExportProgressed, ExportStep, StickReleased
from kiosk.i18n import Words
from kiosk.models import Staff
from kiosk.places.desk import Desk
from kiosk.places.place import Patience, Place
from kiosk.places.states_staff import ExportDoneState, ExportState, ExportStepRow, FileRow
from kiosk.places.view import Banner, Button, Style, Tone

ORDER = (ExportStep.LOOKING_FOR_STICK, ExportStep.PREPARING, ExportStep.COPYING, ExportStep.CHECKING)
ICONS = {".csv": "csv", ".pdf": "pdf", ".json": "fingerprint"}
OLDEST_WEEKS = 60


class Action(StrEnum):
    """What can be touched on the export."""

    START = "export.start"
    STOP = "export.stop"
    PREVIOUS = "export.previous"
    NEXT = "export.next"
    REDO = "export.redo"
    RELEASE = "export.release"


@dataclass(frozen=True)
class Export(Place):
    """`weeks_ago` 1 is the last complete week. `progress` is None before the start."""

    staff: Staff
    weeks_ago: int = 1
    progress: ExportProgressed | None = None

    name: ClassVar[str] = "export"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        running = self.busy(desk)
        match action:
            case Action.PREVIOUS if not running:
                return replace(self, weeks_ago=min(OLDEST_WEEKS, self.weeks_ago + 1), progress=None)
            case Action.NEXT if not running:
                return replace(self, weeks_ago=max(0, self.weeks_ago - 1), progress=None)
            case Action.START if not running:
                week = iso_week(self._monday(desk))
                desk.exports.start(week)
                return replace(self, progress=ExportProgressed(week, ExportStep.LOOKING_FOR_STICK))
            case Action.STOP:
                desk.exports.stop()
                return replace(self, progress=None)
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        if not isinstance(event, ExportProgressed) or self.progress is None:
            return self
        if event.week != self.progress.week:
            return self
        if event.step is ExportStep.DONE:
            return ExportDone(self.staff, self._monday(desk), event, self.weeks_ago)
        return replace(self, progress=event)

    def busy(self, desk: Desk) -> bool:
        return self.progress is not None and self.progress.step in {
            ExportStep.PREPARING,
            ExportStep.COPYING,
            ExportStep.CHECKING,
        }

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def _monday(self, desk: Desk) -> date:
        today = desk.site.today(desk.moment().utc)
        return today - timedelta(days=today.weekday(), weeks=self.weeks_ago)

    def state(self, desk: Desk) -> ExportState:
        words, monday, progress = desk.words, self._monday(desk), self.progress
        waiting = progress is not None and progress.step is ExportStep.LOOKING_FOR_STICK
        running = self.busy(desk)
        failed = progress is not None and progress.step is ExportStep.FAILED
        if running or waiting:
            buttons = (Button(Action.STOP, words.t("Stop the export")),)
        else:
            label = words.t("Try again") if failed else words.t("Copy to the stick")
            buttons = (Button(Action.START, label, "usb", Style.PRIMARY),)
        return ExportState(
            title=words.t("Export of week {number}", number=monday.isocalendar().week),
            line=span(monday, words),
            steps=tuple(_step(step, progress, words) for step in ORDER),
            banner=_banner(progress, words),
            buttons=buttons,
            previous=None if running or waiting else Button(Action.PREVIOUS, words.t("Week before"), "previousWeek"),
            next=None
            if running or waiting
            else Button(
                Action.NEXT,
                words.t("Week after"),
                "nextWeek",
                disabled_reason="" if self.weeks_ago else words.t("This week is still running"),
            ),
        )


@dataclass(frozen=True)
class ExportDone(Place):
    """The files are on the stick and were read back."""

    staff: Staff
    monday: date
    progress: ExportProgressed
    weeks_ago: int
    released: bool | None = None
    releasing: bool = False

    name: ClassVar[str] = "export-done"
    patience: ClassVar[Patience] = Patience.STAFF
    staff_only: ClassVar[bool] = True

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.REDO:
                return Export(self.staff, self.weeks_ago)
            case Action.RELEASE:
                desk.exports.release()
                return replace(self, releasing=True)
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        if isinstance(event, StickReleased) and self.releasing:
            return replace(self, releasing=False, released=event.removable)
        return self

    def subtitle(self, desk: Desk) -> str:
        return self.staff.name

    def state(self, desk: Desk) -> ExportDoneState:
        words = desk.words
        return ExportDoneState(
            arch_icon="usb",
            arch_text=words.t("Copied"),
            title=words.t("The export is ready"),
            line=words.t(
                "Week {number}, {days}", number=self.monday.isocalendar().week, days=_days(self.monday, words)
            ),
            card_title=words.t("On the stick, folder {folder}", folder=self.progress.folder),
            badge=words.t("Checked"),
            files=tuple(
                FileRow(ICONS.get(file.name[file.name.rfind(".") :], "papers"), file.name, words.size(file.size))
                for file in self.progress.files
            ),
            redo=Button(Action.REDO, words.t("Once more")),
            release=Button(Action.RELEASE, words.t("Remove the stick"), "eject", Style.PRIMARY, busy=self.releasing),
            banner=_release_banner(self.released, words),
        )


def iso_week(monday: date) -> str:
    """2026-W47."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def span(monday: date, words: Words) -> str:
    """From Monday 6 to Sunday 12 October."""
    return words.t("Monday {first} to Sunday {last}", **_bounds(monday, words))


def _days(monday: date, words: Words) -> str:
    return words.t("{first} to {last}", **_bounds(monday, words))


def _bounds(monday: date, words: Words) -> dict[str, str]:
    sunday = monday + timedelta(days=6)
    first = str(monday.day) if monday.month == sunday.month else words.day(monday)
    return {"first": first, "last": words.day(sunday)}


def _step(step: ExportStep, progress: ExportProgressed | None, words: Words) -> ExportStepRow:
    at = progress.step if progress is not None else None
    failed = at is ExportStep.FAILED
    if progress is not None and failed:
        at = progress.failed_at
    if at is None:
        kind = "todo"
    else:
        reached, here = ORDER.index(step), ORDER.index(at)
        kind = "done" if reached < here else "todo" if reached > here else "failed" if failed else "current"
    title, line = _step_words(step, kind, progress, words)
    if step is ExportStep.COPYING and kind == "current" and progress is not None:
        return ExportStepRow(kind, title, line, progress.fraction, f"{progress.fraction * 100:.0f}\u00a0%")
    return ExportStepRow(kind, title, line)


def _step_words(step: ExportStep, kind: str, progress: ExportProgressed | None, words: Words) -> tuple[str, str]:
    done = kind == "done" and progress is not None
    match step:
        case ExportStep.LOOKING_FOR_STICK:
            if done and progress is not None and progress.free_bytes is not None:
                free, total = words.size(progress.free_bytes), words.size(progress.total_bytes or 0)
                return words.t("USB stick found"), words.t("{free} free of {total}", free=free, total=total)
            return words.t("USB stick"), words.t("Plug in the stick.")
        case ExportStep.PREPARING:
            if progress is not None and progress.sessions is not None:
                return words.t("Figures ready"), words.t(
                    "{sessions} sessions, {hours} hours, without any name",
                    sessions=progress.sessions,
                    hours=words.decimal(progress.hours or 0.0),
                )
            return words.t("Figures"), words.t("Without any name.")
        case ExportStep.COPYING:
            title = {"current": words.t("Copying"), "done": words.t("Copied")}.get(kind, words.t("Copy"))
            return title, words.t("Sessions, totals and fingerprints")
        case _:
            return words.t("Check"), words.t("Each file is read again.")


def _banner(progress: ExportProgressed | None, words: Words) -> Banner | None:
    if progress is None:
        return None
    match progress.step:
        case ExportStep.LOOKING_FOR_STICK if progress.problem:
            line = words.t("Unlock it, or take another one. The export starts by itself.")
            return Banner("usb", words.t("The stick is write-protected"), line, Tone.WARNING)
        case ExportStep.LOOKING_FOR_STICK:
            return Banner("usb", words.t("Plug in the stick"), words.t("The export starts by itself."))
        case ExportStep.FAILED:
            line = {
                "full": _full(progress, words),
                "read-only": words.t("The stick is write-protected. Take another one."),
                "stopped": words.t("Nothing was changed on the stick."),
            }.get(progress.problem, words.t("Plug the stick in again, then try again. Nothing is lost."))
            return Banner("danger", words.t("The export did not finish"), line, Tone.DANGER)
        case _:
            return Banner("usb", words.t("Do not remove the stick"), words.t("A few more seconds."), Tone.WARNING)


def _full(progress: ExportProgressed, words: Words) -> str:
    """What to say about a stick without room: how much another one must have."""
    if progress.needed_bytes is None:
        return words.t("The stick is full. Take another one.")
    needed, free = words.size(progress.needed_bytes), words.size(progress.free_bytes or 0)
    return words.t("The stick is full: {needed} needed, {free} free. Take another one.", needed=needed, free=free)


def _release_banner(released: bool | None, words: Words) -> Banner | None:
    if released is None:
        return None
    if released:
        return Banner("success", words.t("You may remove the stick"), words.t("Everything is written."), Tone.SUCCESS)
    return Banner(
        "warning", words.t("The stick is still in use"), words.t("Wait a moment, then try again."), Tone.WARNING
    )

"""07: my session. Time left, more time, a receipt, and the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from kiosk.events import Event, PrintFinished, PrintOutcome
from kiosk.explanation import why_not_more
from kiosk.i18n import Words
from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.feedback import Feedback
from kiosk.places.place import HOME, Place
from kiosk.places.printing import started
from kiosk.places.slip import code_in_pairs, receipt
from kiosk.places.states import MySessionState
from kiosk.places.view import Button, Dialog, DurationTile, Ring, Style, Tone
from kiosk.reception.outcomes import Extended, NotExtended, SessionRuns
from kiosk.rules.extension import Barrier
from kiosk.rules.waiting import is_wanted

CHOICES = 3
WARNING_MINUTES, DANGER_MINUTES = 10, 1
YOUNG_SECONDS = 180.0


class Action(StrEnum):
    """What can be touched on "my session"."""

    CHOOSE = "my-session.choose"
    ADD = "my-session.add"
    RECEIPT = "my-session.receipt"
    END = "my-session.end"
    END_CONFIRMED = "my-session.end-confirmed"
    KEEP = "my-session.keep"


@dataclass(frozen=True)
class MySession(Place):
    """A running session in front of its visitor. `asking` shows the question before the end."""

    runs: SessionRuns
    minutes: int | None = None
    asking: bool = False
    job: str | None = None
    request: bytes = b""

    name: ClassVar[str] = "my-session"

    @property
    def visitor(self) -> Member | None:
        return self.runs.member

    def touched(self, action: str, value: object, desk: Desk) -> Place:
        match action:
            case Action.CHOOSE if isinstance(value, int):
                return replace(self, minutes=value)
            case Action.ADD:
                return self._add(desk)
            case Action.RECEIPT:
                return self._print(desk)
            case Action.END:
                return replace(self, asking=True, request=desk.reception.new_request())
            case Action.KEEP:
                return replace(self, asking=False)
            case Action.END_CONFIRMED if self.asking:
                desk.reception.end(self.runs.session, self.request)
                return Feedback(self.runs.member.first_name or "" if self.runs.member is not None else "")
        return self

    def heard(self, event: Event, desk: Desk) -> Place:
        if isinstance(event, PrintFinished) and event.job == self.job:
            _tell(event.outcome, desk)
            return replace(self, job=None)
        return self

    def ticked(self, desk: Desk) -> Place:
        """The timekeeper or staff may have ended the session, or changed its time, while it is shown."""
        current = desk.reception.room.session_on(self.runs.session.workstation)
        if current is None or current.id != self.runs.session.id:
            return HOME
        barrier = self.runs.more.barrier
        waited_for = barrier is not Barrier.OFF and is_wanted(desk.reception.room, current.workstation)
        if current.granted == self.runs.session.granted and waited_for == (barrier is Barrier.WAITING):
            return self
        return replace(self, runs=self._refreshed(desk) or self.runs)

    def _add(self, desk: Desk) -> Place:
        minutes = self.minutes or self._default(desk)
        if minutes is None:
            return self
        outcome = desk.reception.extend_own(self.runs.session, minutes * 60, desk.reception.new_request())
        match outcome:
            case Extended(session=session, seconds=seconds):
                added, ends = int(seconds // 60), desk.ends(session)
                desk.say(
                    "addTime",
                    lambda words: words.t("+ {length}: until {hour}", length=words.duration(added), hour=ends),
                )
            case NotExtended(barrier=barrier):
                desk.say("info", lambda words: why_not_more(barrier, words))
        runs = self._refreshed(desk)
        return replace(self, runs=runs, minutes=None) if runs else HOME

    def _refreshed(self, desk: Desk) -> SessionRuns | None:
        return desk.reception.my_session(self.runs.session, self.runs.member)

    def _print(self, desk: Desk) -> Place:
        if self.job is not None:
            return self
        desk.say("printer", lambda words: words.t("Your receipt is printing"))
        return replace(self, job=started(desk, receipt(desk, self.runs.session)).job)

    def _choices(self, desk: Desk) -> tuple[int, ...]:
        """Steps of the house's extension, and the rest as "the maximum"."""
        step = desk.site.settings.limits.extension_step
        top = int(self.runs.addable_seconds // 60)
        steps = [step * i for i in range(1, CHOICES + 1) if step * i <= top]
        if steps and top > steps[-1]:
            steps[-1 if len(steps) == CHOICES else len(steps) :] = [top]
        return tuple(steps or ([top] if top else []))

    def _default(self, desk: Desk) -> int | None:
        choices = self._choices(desk)
        return choices[0] if choices else None

    def _why_not(self, desk: Desk) -> str:
        if self.runs.more.barrier is Barrier.WAITING:
            count = len([t for t in desk.reception.room.waiting if self.runs.session.workstation in t.suits])
            return desk.words.n("{count} person is waiting.", "{count} people are waiting.", max(1, count))
        return why_not_more(self.runs.more.barrier, desk.words)

    def state(self, desk: Desk) -> MySessionState:
        words, session = desk.words, self.runs.session
        moment = desk.moment()
        left = desk.minutes_left(session)
        choices = self._choices(desk)
        chosen = self.minutes or self._default(desk)
        ends = session.ends_at(moment.utc, moment.boottime, moment.boot_id)
        top = int(self.runs.addable_seconds // 60)
        return MySessionState(
            ring=ring(session.left_at(moment.boottime, moment.boot_id) / session.granted, left, words),
            title=words.t("Workstation {number}, until {hour}", number=session.workstation, hour=words.hour(ends)),
            waiting=words.t("Nobody is waiting. You may stay longer.") if choices else self._why_not(desk),
            add_title=words.t("Add time"),
            durations=tuple(
                DurationTile(
                    Action.CHOOSE,
                    minutes,
                    f"+ {words.duration(minutes)}",
                    words.t("the maximum")
                    if minutes == top
                    else words.t("until {hour}", hour=words.hour(ends + timedelta(minutes=minutes))),
                    chosen=minutes == chosen,
                )
                for minutes in choices
            ),
            add=Button(
                Action.ADD,
                words.n("Add {count} minute", "Add {count} minutes", chosen),
                style=Style.PRIMARY,
            )
            if chosen
            else None,
            finish=self._finish(desk),
            receipt=Button(
                Action.RECEIPT,
                words.t("My receipt"),
                "printer",
                disabled_reason="" if desk.has_printer() else words.t("There is no printer here"),
                busy=self.job is not None,
            ),
            end=Button(Action.END, words.t("End"), "endSession", Style.DANGER),
        )

    def _finish(self, desk: Desk) -> str:
        """The code while the session is young: whoever did not see it, or forgot it, is not sent to the staff."""
        session, moment, words = self.runs.session, desk.moment(), desk.words
        if session.used_at(moment.boottime, moment.boot_id) < YOUNG_SECONDS:
            return words.t("Your code on the workstation: {code}", code=code_in_pairs(session.code))
        return words.t("Finished? Free the workstation for the next person.")

    def dialog(self, desk: Desk) -> Dialog | None:
        if not self.asking:
            return None
        words = desk.words
        return Dialog(
            title=words.t("End the session?"),
            line=words.t("Save your files first. The workstation is erased."),
            buttons=(
                Button(Action.END_CONFIRMED, words.t("Yes, end it"), "endSession", Style.DANGER_FILLED),
                Button(Action.KEEP, words.t("No, I continue"), ""),
            ),
        )


def ring(fraction: float, minutes: int, words: Words) -> Ring:
    """Time left; its words and its colour change under ten minutes and in the last one."""
    tone = Tone.CALM
    if minutes <= DANGER_MINUTES:
        tone = Tone.DANGER
    elif minutes <= WARNING_MINUTES:
        tone = Tone.WARNING
    return Ring(
        fraction=min(1.0, max(0.0, fraction)),
        value=str(minutes),
        above=words.t("You have") if tone is Tone.CALM else words.t("Only"),
        below=words.n("minute left", "minutes left", minutes),
        tone=tone,
    )


def _tell(outcome: PrintOutcome, desk: Desk) -> None:
    def sentence(words: Words) -> str:
        return {
            PrintOutcome.PRINTED: words.t("Take your receipt"),
            PrintOutcome.NO_PAPER: words.t("No more paper"),
            PrintOutcome.COVER_OPEN: words.t("The printer is open"),
            PrintOutcome.UNKNOWN: words.t("Did the receipt come out?"),
        }.get(outcome, words.t("The printer does not answer"))

    desk.say("receipt" if outcome is PrintOutcome.PRINTED else "warning", sentence)

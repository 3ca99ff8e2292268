"""Time-outs: how long a place waits for a touch, and the countdown of "still there?" (design guide §6, "Idle")."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.places.desk import TEXT_STEPS, Desk
from kiosk.places.place import Patience, Place

PIN_SECONDS = 30.0
BRIEF_SECONDS = 6.0
NOTED_SECONDS = 8.0
THANKS_SECONDS = 1.5


@dataclass
class Watch:
    """Remembers the last touch in boot time. `asking_since` is None unless "still there?" is on the screen."""

    desk: Desk
    last: float = 0.0
    asking_since: float | None = None

    @property
    def asking(self) -> bool:
        """Whether "still there?" waits for an answer."""
        return self.asking_since is not None

    def entered(self, moment: Moment) -> None:
        """A new place: its patience starts anew."""
        self.last = moment.boottime
        self.asking_since = None

    def touched(self, moment: Moment) -> None:
        """Somebody is there. A touch while "still there?" is shown counts only through its buttons."""
        if self.asking_since is None:
            self.last = moment.boottime

    def answered(self, moment: Moment) -> None:
        """ "Still there?" was answered."""
        self.entered(moment)

    def is_over(self, place: Place, moment: Moment) -> bool:
        """Whether the place closes now; starts the question where one is asked first."""
        if place.busy(self.desk):
            self.last = moment.boottime
            return False
        if self.asking_since is not None:
            return moment.boottime - self.asking_since >= self.countdown()
        waited, limit = moment.boottime - self.last, self.limit(place)
        if limit is None or waited < limit:
            return False
        if place.patience in {Patience.ASK, Patience.ASK_LATE}:
            self.asking_since = moment.boottime
            return False
        return True

    def is_abandoned(self, moment: Moment) -> bool:
        """Whether nobody has touched anything for as long as it takes to ask "still there?"."""
        return moment.boottime - self.last >= self.desk.site.settings.screen.idle_seconds

    def limit(self, place: Place) -> float | None:
        """Seconds without a touch until the place asks or closes; doubled with the largest text, with a keypad and
        while the screen is read aloud; None is for ever."""
        times = self.desk.site.settings.screen
        seconds: dict[Patience, float] = {
            Patience.ASK: times.idle_seconds,
            Patience.ASK_LATE: times.idle_long_seconds,
            Patience.OPENED: times.opened_seconds,
            Patience.NOTICE: times.refusal_seconds,
            Patience.BRIEF: BRIEF_SECONDS,
            Patience.NOTED: NOTED_SECONDS,
            Patience.FEEDBACK: times.feedback_seconds,
            Patience.THANKS: THANKS_SECONDS,
            Patience.PIN: PIN_SECONDS,
            Patience.STAFF: self.desk.site.settings.staff.idle_seconds,
        }
        if place.patience is Patience.FOREVER:
            return None
        return seconds[place.patience] * (2 if self._slow and not place.staff_only else 1)

    @property
    def _slow(self) -> bool:
        """Whether everything takes longer here."""
        return self.desk.text_step == TEXT_STEPS or self.desk.listening or self.desk.keypad

    def countdown(self) -> float:
        """Seconds that "still there?" waits."""
        times = self.desk.site.settings.screen
        return times.countdown_long_seconds if self._slow else times.countdown_seconds

    def seconds_left(self, moment: Moment) -> int:
        """Whole seconds until "still there?" gives up."""
        since = moment.boottime if self.asking_since is None else self.asking_since
        return max(0, math.ceil(self.countdown() - (moment.boottime - since)))

    def closes_in(self, place: Place, moment: Moment) -> int | None:
        """Whole seconds until the place closes by itself, None when it never does."""
        limit = self.limit(place)
        return None if limit is None else max(0, math.ceil(limit - (moment.boottime - self.last)))

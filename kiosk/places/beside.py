"""A place beside another one: the visitor goes on standing there, and comes back to it as it is by then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.events import Event
from kiosk.models import Member
from kiosk.places.desk import Desk
from kiosk.places.place import Place


@dataclass(frozen=True)
class Beside(Place):
    """What happens meanwhile happens to the place behind, `back`. Where that leads elsewhere, the visitor follows."""

    back: Place

    @property
    def under(self) -> Place:
        return self.back.under

    @property
    def visitor(self) -> Member | None:
        return self.back.visitor

    @property
    def called(self) -> str:
        return self.back.called

    def heard(self, event: Event, desk: Desk) -> Place:
        return self._following(lambda place: place.heard(event, desk))

    def ticked(self, desk: Desk) -> Place:
        return self._following(lambda place: place.ticked(desk))

    def busy(self, desk: Desk) -> bool:
        return self.back.busy(desk)

    def subtitle(self, desk: Desk) -> str:
        return self.back.subtitle(desk)

    def _following(self, step: Callable[[Place], Place]) -> Place:
        now = step(self.back)
        if type(now) is not type(self.back):
            return now
        return self if now is self.back else replace(self, back=now)

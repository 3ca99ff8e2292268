"""The roll of paper in the receipt printer: counted from the moment at which staff say that it is new."""

from __future__ import annotations

from kiosk.clock import Moment
from kiosk.models import PaperRoll
from kiosk.ports import UnitOfWork


def change(uow: UnitOfWork, moment: Moment, staff_id: int) -> PaperRoll | None:
    """A new roll is in; what the one before gave is journalled, so that a site can see how long a roll lasts."""
    before = uow.paper.roll()
    body: dict[str, int] = {"staff": staff_id}
    if before is not None:
        body |= {"used_mm": before.used_mm, "slips": before.slips}
    uow.paper.change(moment.utc)
    uow.journal.add("paper.changed", moment.utc, body)
    return uow.paper.roll()


def use(uow: UnitOfWork, millimetres: int) -> PaperRoll | None:
    """A slip came out. Nobody did anything, so nothing is journalled."""
    uow.paper.use(millimetres)
    return uow.paper.roll()

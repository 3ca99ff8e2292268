"""The screen of every place of the house (kiosk.places), imported when it is first asked for.

The first frame shows one screen. Those of the main way are built in the frames after it, so that no visitor waits for
them; the others when somebody goes there, so that a kiosk does not hold in memory what its visitors never ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import cast

from screens.screen import Place

MAIN_WAY = ("welcome", "charter", "choose", "opened")

_WHERE = {
    "idle": "screens.visitor.idle:Idle",
    "called": "screens.visitor.called:Called",
    "welcome": "screens.visitor.welcome:Welcome",
    "choose": "screens.visitor.choose:Choose",
    "charter": "screens.visitor.charter:Charter",
    "charter-text": "screens.visitor.charter_text:CharterText",
    "consent": "screens.visitor.consent:Consent",
    "enrol": "screens.visitor.enrol:Enrol",
    "enrolled": "screens.visitor.enrolled:Enrolled",
    "opened": "screens.visitor.opened:Opened",
    "waiting": "screens.visitor.waiting:Waiting",
    "my-session": "screens.visitor.my_session:MySession",
    "notice": "screens.visitor.notice:Notice",
    "workshops": "screens.visitor.workshops:Workshops",
    "workshop-registered": "screens.visitor.workshop_registered:WorkshopRegistered",
    "feedback": "screens.visitor.feedback:Feedback",
    "language": "screens.visitor.language:Language",
    "reading": "screens.visitor.reading:Reading",
    "pin": "screens.staff.pin:Pin",
    "board": "screens.staff.board:Board",
    "queue": "screens.staff.queue:Queue",
    "devices": "screens.staff.devices:Devices",
    "paper-change": "screens.staff.devices_paper:PaperChange",
    "export": "screens.staff.export:Export",
    "export-done": "screens.staff.export_done:ExportDone",
}


class Places(Mapping[str, type[Place]]):
    """Screen classes by the name of the place that they show. Immutable; screen thread only."""

    def __getitem__(self, name: str) -> type[Place]:
        return cast("type[Place]", resolve_name(_WHERE[name]))

    def __contains__(self, name: object) -> bool:
        return name in _WHERE  # without importing it

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)

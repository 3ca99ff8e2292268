"""The screens of the visitors, one module per place."""

from __future__ import annotations

from screens.screen import Place
from screens.visitor.idle import Idle

PLACES: dict[str, type[Place]] = {
    "idle": Idle,
}

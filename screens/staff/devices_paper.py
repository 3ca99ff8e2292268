"""The change of the paper: where one is, a picture of what to do, and the sentence that goes with it."""

from __future__ import annotations

from kiosk.places.states_devices import PaperChangeState
from screens.composition import LYING_END, READ, TOUCH, Composition, breadth, title_size
from screens.look import look
from screens.visitor.actions import LYING_HIGH, actions
from screens.widgets.card import Card
from screens.widgets.paper_picture import PaperPicture
from screens.widgets.push_button import PushButton
from screens.widgets.stepper import Stepper
from screens.widgets.tag import Tag
from screens.widgets.txt import Txt

_STEPPER, _CARD_END = 72.0, 1120.0
_TONES = {"success": "success", "warning": "warning", "danger": "danger", "primary": "primary"}


class PaperChange(Composition):
    """One step at a time; what the printer says of itself stands beside."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="top")
        self.stepper = Stepper()
        self.card, self.picture = Card(), PaperPicture()
        self.step_title = Txt(role="h2", valign="top")
        self.line = Txt(role="lead", tone="ink2", valign="top")
        self.tag = Tag(role="small", icon_style="fill")
        self.tag.words.weight = "SemiBold"
        self.back, self.main = PushButton(), PushButton()

    def fill(self, state: PaperChangeState) -> None:
        self.title.text, self.stepper.steps = state.title, list(state.steps)
        self.picture.moment = state.picture
        self.step_title.text, self.line.text = state.step_title, state.line
        self.tag.text, self.tag.icon, self.tag.look = state.status, state.status_icon, _TONES[str(state.status_tone)]
        self.back.show(state.back, self.emit)
        self.main.show(state.main, self.emit)

    def upright(self, state: PaperChangeState) -> None:
        y = self.pile([(self.title, 0)], 60, 150, 960)
        self.put(self.stepper, 60, y + 24, 960, _STEPPER)
        y += 24 + _STEPPER + 40
        self.put(self.card, 60, y, 960, _CARD_END - y)
        self.put(self.picture, 120, y + 40, 840, _CARD_END - y - 80)
        y = self.pile([(self.step_title, 44), (self.line, 16)], 60, _CARD_END, 960)
        self._tag(60, y + 32, 960)
        actions(self, self.back, self.main, least=300)

    def lie(self, state: PaperChangeState) -> None:
        x, wide = READ
        self.title.sp = title_size("h1")
        self.step_title.sp = title_size("h2")
        self.line.role = "body" if look.step == 1 else "small"
        y = self.pile([(self.title, 0)], x, 120, wide)
        self.put(self.stepper, x, y + 12, wide, 60)
        y = self.pile([(self.step_title, 12 + 60 + 24), (self.line, 10)], x, y, wide)
        self._tag(x, y + 20, wide)
        x, wide = TOUCH
        end = LYING_END - LYING_HIGH - 16
        self.put(self.card, x, 124, wide, end - 124)
        self.put(self.picture, x + 40, 140, wide - 80, end - 124 - 32)
        actions(self, self.back, self.main)

    def _tag(self, x: float, y: float, wide: float) -> None:
        self.put(self.tag, x, y, min(wide, breadth(self.tag)), float(self.tag.natural()[1] / look.dp))

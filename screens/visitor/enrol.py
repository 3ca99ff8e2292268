"""08: one question at a time, above the keyboard of the language."""

from __future__ import annotations

from kiosk.places.states_enrol import EnrolState
from screens.composition import LYING_END, READ, TOUCH, Composition, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions, needed
from screens.widgets.icon import Icon
from screens.widgets.keyboard import Keyboard
from screens.widgets.push_button import PushButton
from screens.widgets.stepper import Stepper
from screens.widgets.text_field import TextField
from screens.widgets.txt import Txt

_STEPS_Y, _STEPS_HIGH = 168.0, 60.0
_TITLE_Y, _FIELD_Y, _FIELD_HIGH = 304.0, 512.0, 160.0
_KEYS_Y, _KEYS_END = 884.0, 1492.0
#: Lying: where the words begin and end, the height of field and actions, and the least height of four rows of keys.
_LYING_TOP, _LYING_ROW, _LYING_KEYS = 122.0, 96.0, 318.0
_WHOLE = 1184.0
#: dp of a title that does not wrap, at the first text step.
_ONE_LINE = 72.0


class Enrol(Composition):
    """Every key leaves at once as an action; nothing typed is kept here."""

    def make(self) -> None:
        self.steps = Stepper()
        self.title = Txt(role="h1", valign="top")
        self.line = Txt(role="lead", tone="ink2", valign="top")
        self.field = TextField()
        self.note_icon, self.note = Icon(), Txt(role="body", valign="top")
        self.keyboard = Keyboard()
        self.back, self.next = PushButton(), PushButton(icon_after=True)

    def fill(self, state: EnrolState) -> None:
        self.steps.steps = list(state.steps)
        self.title.text, self.line.text, self.note.text = state.title, state.line, state.note
        self.field.text, self.field.look, self.field.masked = state.field.text, state.field.look, state.field.masked
        wrong = state.field.look == "error"
        self.note.tone = "danger" if wrong else "ink2"
        self.note_icon.name, self.note_icon.tone = ("fieldError", "danger") if wrong else ("privacy", "ink")
        self.keyboard.show(state.keyboard, self.emit)
        self.back.show(state.back, self.emit)
        self.next.show(state.next, self.emit)

    def leave(self) -> None:
        """The field must not hold what a visitor typed once another screen is there."""
        self.state = None
        self.field.text = ""

    def upright(self, state: EnrolState) -> None:
        self.put(self.steps, 60, _STEPS_Y, 960, _STEPS_HIGH)
        words = [(self.title, 0.0)]
        if look.step < LARGEST_STEP:
            words.append((self.line, 16.0))
        top = _TITLE_Y if look.step == 1 else 260.0
        y = self.pile(words, 60, top, 960)
        y = max(_FIELD_Y, y + 24)
        self.put(self.field, 60, y, 960, _FIELD_HIGH)
        self._note(60, y + _FIELD_HIGH + 28, 960)
        self.put(self.keyboard, 60, _KEYS_Y, 960, _KEYS_END - _KEYS_Y)
        actions(self, self.back, self.next)

    def lie(self, state: EnrolState) -> None:
        self.title.sp = title_size("h1")
        self.note.role = "small"
        if state.keyboard.space is None:
            self._lie_with_pad()
        else:
            self._lie_with_letters(wrong=state.field.look == "error")

    def _lie_with_pad(self) -> None:
        """The pad on the right, as for a code; everything else on the left."""
        x, wide = READ
        self.steps.compact = True
        y = _LYING_TOP + 6
        if look.step < LARGEST_STEP:
            self.put(self.steps, x, y, wide, 48)
            y += 60
        y = self.pile([(self.title, 0)], x, y, wide) + 14
        self.put(self.field, x, y, wide, _LYING_ROW)
        self._note(x, y + _LYING_ROW + 14, wide)
        self._actions(x, LYING_END - LYING_HIGH, wide)
        x, wide = TOUCH
        self.put(self.keyboard, x, 128, wide, LYING_END - 128)

    def _lie_with_letters(self, *, wrong: bool) -> None:
        """The keyboard over the whole width; above it the question, and field and actions side by side."""
        x = READ[0]
        self.steps.compact = True
        steps = READ[1] if look.step == 1 and height(self.title, _WHOLE - READ[1]) <= _ONE_LINE else 0.0
        title, note = height(self.title, _WHOLE - steps), height(self.note, _WHOLE - 60) + 8
        keys = LYING_END - _LYING_TOP - title - 8 - _LYING_ROW - 12
        below = keys - note >= _LYING_KEYS
        if wrong and not below:  # no room for both: what is to be put right stands where the question was
            self._note(x, _LYING_TOP + (title - note + 8) / 2, _WHOLE - steps)
        else:
            self.put(self.title, x, _LYING_TOP, _WHOLE - steps, title)
        if steps:
            self.put(self.steps, x + _WHOLE - steps + 40, _LYING_TOP, steps - 40, max(48.0, title))
        y = _LYING_TOP + title + 8
        self.put(self.field, x, y, READ[1], _LYING_ROW)
        self._actions(TOUCH[0], y, TOUCH[1])
        y += _LYING_ROW
        if below:
            self._note(x, y + 8, _WHOLE)
            y += note
        self.put(self.keyboard, x, y + 12, _WHOLE, LYING_END - y - 12)

    def _note(self, x: float, y: float, wide: float) -> None:
        side = look.type.size(self.note.role) + 4
        self.note_icon.glyph_size = side
        line = self.note.line_height / look.dp
        self.put(self.note_icon, x, y + (line - side) / 2, side, side)
        self.put(self.note, x + side + 16, y, wide - side - 16, height(self.note, wide - side - 16))

    def _actions(self, x: float, y: float, wide: float) -> None:
        for button in (self.back, self.next):
            button.role, button.icon_size = "label", 36
        share = max(160.0, needed(self.back))
        self.put(self.back, x, y, share, LYING_HIGH)
        self.put(self.next, x + share + 16, y, wide - share - 16, LYING_HIGH)

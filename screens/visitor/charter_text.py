"""The whole charter, page by page: large words, nothing to scroll."""

from __future__ import annotations

from kiosk.places.states import CharterTextState
from screens.composition import LYING_END, Composition, Pool, fit, height
from screens.look import look
from screens.visitor.actions import ACTIONS_HIGH, ACTIONS_Y
from screens.widgets.card import Card
from screens.widgets.push_button import PushButton
from screens.widgets.txt import Txt

_PAD = 48.0
_PAGER_Y, _PAGER_HIGH = 1428.0, 112.0


class CharterText(Composition):
    """Paragraphs on a card, *Avant* and *Après* below it, and the way back."""

    def make(self) -> None:
        self.title = Txt(role="h1", valign="middle" if self.lying else "top")
        self.card = Card()
        self.paragraphs = Pool(lambda: Txt(role="lead", valign="top"))
        self.page = Txt(role="label", align="center")
        self.previous, self.next = PushButton(role="label", icon_size=36), PushButton(role="label", icon_size=36)
        self.next.icon_after = True
        self.back = PushButton()

    def fill(self, state: CharterTextState) -> None:
        self.title.text, self.page.text = state.title, state.page
        for text, words in zip(self.paragraphs.take(len(state.paragraphs)), state.paragraphs, strict=True):
            text.text = words
        self.previous.show(state.previous, self.emit)
        self.next.show(state.next, self.emit)
        self.back.show(state.back, self.emit)

    def upright(self, state: CharterTextState) -> None:
        top = self.pile([(self.title, 0)], 60, 150, 960) + 40
        self.put(self.card, 60, top, 960, _PAGER_Y - 32 - top)
        self._words(60 + _PAD, top + _PAD, 960 - 2 * _PAD, _PAGER_Y - 32 - top - 2 * _PAD)
        self.put(self.previous, 60, _PAGER_Y, 320, _PAGER_HIGH)
        self.put(self.page, 392, _PAGER_Y, 296, _PAGER_HIGH)
        self.put(self.next, 700, _PAGER_Y, 320, _PAGER_HIGH)
        self.put(self.back, 60, ACTIONS_Y, 960, ACTIONS_HIGH)

    def lie(self, state: CharterTextState) -> None:
        fit(self.title, 576, 84, [look.type.size(role) for role in ("h3", "label", "small")])
        self.put(self.title, 656, 24, 576, 84)
        self.put(self.card, 48, 116, 872, 540)
        self._words(84, 136, 800, 500)
        x, wide = 944.0, 288.0
        self.back.role = "label"
        for index, widget in enumerate((self.previous, self.page, self.next)):
            self.put(widget, x, 116 + index * 116, wide, 104)
        self.put(self.back, x, LYING_END - 104 + 8, wide, 104)

    def _words(self, x: float, y: float, width: float, room: float) -> None:
        """The paragraphs, in the largest role of two in which the page holds."""
        texts = list(self.paragraphs)
        for role in ("lead", "body"):
            for text in texts:
                text.role = role
            gap = texts[0].line_height / texts[0].dp * 0.6 if texts else 0.0
            if sum(height(text, width) for text in texts) + gap * (len(texts) - 1) <= room:
                break
        self.pile([(text, gap if index else 0) for index, text in enumerate(texts)], x, y, width)

"""06b: idle while a ticket is called. Read from across the room: the ticket, that it is its turn, until when."""

from __future__ import annotations

from kiosk.places.states_queue import CalledState
from screens.composition import LYING_BAR, READ, TOUCH, Composition, Pool, breadth, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.reader_arrow import reader_arrow
from screens.widgets import ticket_card
from screens.widgets.arch import Arch
from screens.widgets.banner import Banner
from screens.widgets.flow import Flow
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.txt import Txt

_SHOWN = 2
#: Height of the ticket's letters with the least room around them, in em.
_LETTERS = 0.86
_TICKET_SP, _LYING_TICKET_SP = 300, 190
#: dp: the top of the upright arch, the bar below it, and how far its words rise when nothing stands above it.
_ARCH, _BAR, _LIFT = 420.0, 1752.0, 130.0


class Called(Composition):
    """Like idle: nothing on it is about a person."""

    def make(self) -> None:
        self.cards_title, self.more = Txt(role="label"), Txt(role="label", align="end", wrap=False)
        self.cards = Pool(ticket_card.TicketCard)
        self.words = Pool(lambda: Txt(role="body", tone="ink2", wrap=False))
        self.flow = Flow(gap=32, line_gap=4)
        self.banner = Banner(size_class=2, stroke=4)
        self.arch = Arch()
        self.icon = Icon(name="called", tone="onArch")
        self.word = Txt(role="h2", tone="onArch", align="center")
        self.ticket = Txt(role="giant", tone="onArch", align="center", wrap=False)
        self.title = Txt(role="display", tone="archTitle", align="center")
        self.line = Txt(role="h2", weight="Regular", tone="onArch", align="center")
        self.hint_icon = Icon(tone="onArch")
        self.hint = Txt(role="lead", weight="SemiBold", tone="onArch")
        self.hint_row = Row(self.hint_icon, self.hint, gap=18, align="center", middle=True)
        self.no_card = PushButton()

    def fill(self, state: CalledState) -> None:
        first = () if state.banner else state.called or state.waiting
        if state.banner is not None:
            self.banner.show(state.banner)
        self.cards_title.text = (state.called_title if state.called else state.waiting_title) if first else ""
        self.more.text = state.more_called if state.called else state.more
        for widget, card in zip(self.cards.take(len(first[:_SHOWN])), first, strict=False):
            widget.label, widget.text = card.label, card.text
        self.word.text, self.ticket.text, self.title.text = state.ticket_word, state.ticket, state.title
        self.line.text, self.hint.text = state.line, state.hint
        self.no_card.show(state.no_card, self.emit)
        self.no_card.kind = "arch"

    def upright(self, state: CalledState) -> None:
        large = look.step == LARGEST_STEP
        end = self._cards(60, 136 if large or state.called else 172, 960, across=_SHOWN)
        if state.banner is not None:
            self._alert(60, 136, 960, 268)
        elif state.called:
            self._waiting_line(state, 60, end + 12, 960, 420)
        up = 0.0 if len(self.cards) or state.banner else _LIFT
        self.put(self.arch, 60, _ARCH - 1.4 * up, 960, _BAR - _ARCH + 1.4 * up)
        self.icon.glyph_size = 88
        self.put(self.icon, 120, 567 - up, 840, 88)
        self._centred(self.word, 120, 700 - up, 840)
        self._ticket(_TICKET_SP + 0.4 * up, 120, 866 - 0.75 * up, 840)
        y = 1043 - 0.4 * up
        tall = height(self.title, 880)
        self.put(self.title, 100, y, 880, tall)
        y = max(1195 - 0.4 * up if not large else 0.0, y + tall + 20)
        tall = height(self.line, 840)
        self.put(self.line, 120, y, 840, tall)
        y += tall
        self._hint_icon(state)
        tall = max(60.0, height(self.hint, 780))
        self.put(self.hint_row, 100, max(1371 - 0.3 * up - tall / 2, y + 16), 880, tall)
        self.put(self.no_card, 120, 1584, 840, 128)

    def lie(self, state: CalledState) -> None:
        x, wide = TOUCH
        self.put(self.arch, x, 32, wide, LYING_BAR - 32)
        self.word.role, self.line.role = "h3", "lead" if look.step == 1 else "body"
        self.title.sp = title_size("display")
        room = wide - 60
        self.no_card.role = "button" if look.step == 1 else "label"
        self.put(self.no_card, x + 44, 548, wide - 88, 100)
        y = self._lying_words(x + 30, room)
        self._hint_icon(state)
        self.hint.role = "body"
        tall = max(50.0, height(self.hint, room - 64))
        x, wide = READ
        floor = 660.0
        if y + tall + 8 <= 548:
            self.put(self.hint_row, TOUCH[0] + 30, y + 4, room, tall)
        else:  # the arch is full: beside it, where the arrow points the same way
            self.hint.tone = self.hint_icon.tone = "ink"
            tall = max(60.0, height(self.hint, wide - 80))
            floor -= tall + 12
            self.put(self.hint_row, x, floor + 12, wide, tall)
        end = self._cards(x, 124, wide, across=1)
        if state.banner is not None:
            self._alert(x, 124, wide, floor - 124)
        elif state.called:
            self._waiting_line(state, x, end + 16, wide, floor)

    def _lying_words(self, x: float, wide: float) -> float:
        """What the lying arch holds above its button: the ticket gives way to the words. Returns where they end."""
        word, title, line = (height(text, wide) for text in (self.word, self.title, self.line))
        spare = 540 - 52 - word - title - line - 24
        y, size = 52.0, min(float(_LYING_TICKET_SP), spare / _LETTERS)
        if spare - 64 >= _LYING_TICKET_SP * _LETTERS:
            self.icon.glyph_size = 56
            self.put(self.icon, x, y, wide, 56)
            y += 60
        self.put(self.word, x, y, wide, word)
        y += word
        tall = size * _LETTERS
        self._ticket(size, x, y + tall / 2, wide)
        return self.pile([(self.title, 4), (self.line, 8)], x, y + tall, wide)

    def _cards(self, x: float, y: float, wide: float, *, across: int) -> float:
        """The tickets at the top, `across` of them side by side. Returns where they end."""
        if not len(self.cards):
            return y
        high = max(42.0, height(self.cards_title, wide - 120))
        self.put(self.cards_title, x, y, wide - 120, high)
        if self.more.text:
            self.put(self.more, x + wide - 120, y, 120, high)
        y += high + 15
        each = (wide - 24 * (across - 1)) / across
        tall = max(card.natural(each * look.dp)[1] / look.dp for card in self.cards)
        for index, card in enumerate(self.cards):
            self.put(card, x + index % across * (each + 24), y + index // across * (tall + 16), each, tall)
        rows = -(-len(self.cards) // across)
        return float(y + rows * (tall + 16) - 16)

    def _alert(self, x: float, y: float, wide: float, most: float) -> None:
        """The banner, as high as its words need; without its second line when there is no room for it."""
        self.banner.size_class = 1 if self.lying else 2
        self.banner.arrange()
        high = float(self.banner.natural(wide * look.dp)[1] / look.dp)
        if high > most:
            self.banner.line = ""
            self.banner.arrange()
            high = float(self.banner.natural(wide * look.dp)[1] / look.dp)
        self.put(self.banner, x, y, wide, max(high, min(200.0, most)))

    def _waiting_line(self, state: CalledState, x: float, y: float, wide: float, limit: float) -> None:
        """Who waits, below those who are called: with the times, without them, or not at all (guide §4)."""
        cards = state.waiting[:_SHOWN]
        if not cards:
            return
        for words in ([f"**{card.label}** {card.text}" for card in cards], [f"**{card.label}**" for card in cards]):
            shown = [state.waiting_title, *words, *filter(None, [state.more])]
            texts = self.words.take(len(shown))
            for text, piece in zip(texts, shown, strict=True):
                text.text = piece
            self.flow.fill_with(texts)
            high = self._flow_height(texts, wide)
            if y + high <= limit:
                self.put(self.flow, x, y, wide, high)
                return

    def _flow_height(self, texts: list[Txt], wide: float) -> float:
        """Height in dp of the words as the flow will break them."""
        x, lines = 0.0, 1
        for text in texts:
            room = breadth(text)
            if x and x + room > wide + 1:
                x, lines = 0.0, lines + 1
            x += room + self.flow.gap
        each = float(texts[0].line_height / look.dp)
        return lines * each + (lines - 1) * float(self.flow.line_gap)

    def _centred(self, text: Txt, x: float, middle: float, wide: float) -> None:
        tall = height(text, wide)
        self.put(text, x, middle - tall / 2, wide, tall)

    def _ticket(self, size: float, x: float, middle: float, wide: float) -> None:
        """The label as large as it may be."""
        self.ticket.sp = size
        if (needed := breadth(self.ticket)) > wide:
            self.ticket.sp = int(size * wide / needed)
        self._centred(self.ticket, x, middle, wide)

    def _hint_icon(self, state: CalledState) -> None:
        self.hint.tone = self.hint_icon.tone = "onArch"
        # The reader stays where it is in every language: in a mirrored one, "back" is the arrow to the right.
        self.hint_icon.name = reader_arrow(state.reader_position)
        self.hint_icon.glyph_size = look.type.size("lead") + 4

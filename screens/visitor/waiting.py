"""06: every workstation is taken. The rank in the door that waits, the ticket, and its slip."""

from __future__ import annotations

from kiosk.places.states_queue import TicketRule, WaitingState
from screens.composition import LYING_END, READ, TOUCH, Composition, Pool, breadth, grown, height, title_size
from screens.look import LARGEST_STEP, look
from screens.visitor.actions import LYING_HIGH, actions
from screens.visitor.slip import SlipPart
from screens.widgets.arch import Arch
from screens.widgets.card import Card, Rule
from screens.widgets.icon import Icon
from screens.widgets.push_button import PushButton
from screens.widgets.row import Row
from screens.widgets.txt import Txt

_RANK_SP, _ORDINAL_SP, _TICKET_SP = 340, 73, 133
_GAP = 24.0
_BAND, _LYING_BAND = 176.0, 116.0
#: dp between the rank and what makes it an ordinal.
_AFTER = 8.0
#: dp: the card's part for the ticket, and where the slip ends at the latest.
_STUB, _SLIP_END = 336.0, 1532.0


class Line:
    """What happens next: a pictogram and a sentence or two."""

    def __init__(self) -> None:
        self.icon, self.words = Icon(tone="primary"), Txt(role="body")

    def show(self, rule: TicketRule, *, broken: bool) -> None:
        """Take a rule of the state; `broken` keeps the breaks between its lines."""
        self.icon.name = rule.icon
        self.words.text = rule.text if broken else rule.text.replace("\n", " ")


class Waiting(Composition):
    """For a new ticket and for one that is held already."""

    def make(self) -> None:
        self.arch, self.threshold = Arch(kind="outlined"), Rule(kind="threshold")
        self.rank_word = Txt(role="h2", align="center")
        self.rank = Txt(role="giant", sp=_RANK_SP, wrap=False)
        self.ordinal = Txt(role="giant", sp=_ORDINAL_SP, wrap=False)
        self.estimate_icon, self.estimate = Icon(name="busy"), Txt(role="h3")
        self.estimate_row = Row(self.estimate_icon, self.estimate, gap=16, align="center", middle=True)
        self.title = Txt(role="h1", align="center", valign="top")
        self.line = Txt(role="lead", tone="ink2", align="center", valign="top")
        self.card, self.divider = Card(), Rule()
        self.ticket_icon, self.ticket_word = Icon(name="ticket", tone="primary"), Txt(role="label")
        self.ticket_row = Row(self.ticket_icon, self.ticket_word, gap=12, align="center", middle=True)
        self.ticket = Txt(role="giant", sp=_TICKET_SP, align="center", wrap=False)
        self.lines = Pool(Line)
        self.slip = SlipPart(self)
        self.quit, self.keep = PushButton(), PushButton()

    def fill(self, state: WaitingState) -> None:
        self.rank_word.text, self.rank.text, self.ordinal.text = state.rank_word, state.rank, state.ordinal
        self.estimate.text, self.title.text, self.line.text = state.estimate, state.title, state.line
        self.ticket_word.text, self.ticket.text = state.ticket_word, state.ticket
        broken = look.step == 1 and not self.lying
        for line, rule in zip(self.lines.take(len(state.rules)), state.rules, strict=True):
            line.show(rule, broken=broken)
        self.slip.fill(state.slip)
        self.quit.show(state.leave, self.emit)
        if state.keep is not None:
            self.keep.show(state.keep, self.emit)

    def upright(self, state: WaitingState) -> None:
        self._door(state, 270, 156, 540, 600)
        self.put(self.threshold, 60, 756, 960, 6)
        problem = state.slip is not None and state.slip.kind == "problem"
        # The ticket's card needs the room more than the second line.
        large = look.step == LARGEST_STEP or (problem and look.step > 1)
        y = self.pile([(self.title, 0)] if large else [(self.title, 0), (self.line, 14)], 60, 800, 960)
        y = max(1000.0, y + 24)
        tall = self.slip.height(960, _BAND, least=_BAND)
        end = _SLIP_END - tall - (_GAP if tall else 0)
        self._card(60, y, 960, min(331.0 if look.step == 1 else 400.0, end - y))
        self.slip.put(60, _SLIP_END - tall, 960, tall)
        actions(self, self.quit, None if state.keep is None else self.keep, least=330)

    def lie(self, state: WaitingState) -> None:
        x, wide = TOUCH
        floor = LYING_END - LYING_HIGH - 24
        self._door(state, x + 88, 32, wide - 176, floor - 32)
        self.put(self.threshold, x, floor - 3, wide, 6)
        actions(self, self.quit, None if state.keep is None else self.keep)
        x, wide = READ
        self.title.sp = title_size("h1")
        self.title.align = self.line.align = "start"
        self.line.role = "lead" if look.step == 1 else "body"
        tall = self.slip.height(wide, _LYING_BAND)
        words = [(self.title, 0.0)]
        if look.step == 1 and not (state.slip is not None and state.slip.kind == "problem"):
            words.append((self.line, 8))
        between = 10 if look.step == LARGEST_STEP else 16
        y = self.pile(words, x, 116, wide) + between
        end = 656 - tall - (between if tall else 0)
        self._card(x, y, wide, min(300.0, end - y))
        self.slip.put(x, 656 - tall, wide, tall)

    def _door(self, state: WaitingState, x: float, y: float, wide: float, high: float) -> None:
        """The arch with the rank; number and ordinal stand in the middle together."""
        self.put(self.arch, x, y, wide, high)
        small = self.lying
        self.rank_word.role = "h3" if small else "h2"
        self.rank.sp, self.ordinal.sp = (220, 50) if small else (_RANK_SP, _ORDINAL_SP)
        number, mark = breadth(self.rank), breadth(self.ordinal) + _AFTER if state.ordinal else 0.0
        room = wide - 60
        if number + mark > room:  # a rank of two or three figures
            share = room / (number + mark)
            self.rank.sp, self.ordinal.sp = int(self.rank.sp * share), int(self.ordinal.sp * share)
            number, mark = breadth(self.rank), breadth(self.ordinal) + _AFTER if state.ordinal else 0.0
        middles = (0.177, 0.487, 0.81) if not small else (0.2, 0.5, 0.82)
        word = height(self.rank_word, wide - 40)
        self.put(self.rank_word, x + 20, y + high * middles[0] - word / 2, wide - 40, word)
        left = x + (wide - number - mark) / 2
        tall = self.rank.line_height / look.dp
        top = y + high * middles[1] - tall / 2
        self.put(self.rank, left, top, number + 2, tall)
        if state.ordinal:
            raised = self.ordinal.line_height / look.dp
            self.put(self.ordinal, left + number + _AFTER, top + self.rank.sp * 0.151, mark - _AFTER + 2, raised)
        self.estimate_icon.glyph_size = look.type.size("h3") + 2
        self.estimate.role = "h3"
        if small and breadth(self.estimate_row) > wide - 72:
            self.estimate.role = "label"
        under = max(height(self.estimate, wide - 40 - self.estimate_icon.glyph_size - 22), 60.0)
        self.put(self.estimate_row, x + 20, y + high * middles[2] - under / 2, wide - 40, under)

    def _card(self, x: float, y: float, wide: float, high: float) -> None:
        """The ticket on the left as on its slip, and what happens next on the right."""
        small = self.lying
        self.put(self.card, x, y, wide, high)
        self.ticket.sp = 96 if small else _TICKET_SP
        self.ticket_icon.glyph_size = 28 if small else look.type.size("label") + 6
        stub = max(200.0 if small else _STUB, breadth(self.ticket) + 48, breadth(self.ticket_row) + 36)
        left = x + stub + (20 if small else 46)
        if not self._rules(left, y, x + wide - left - (16 if small else 30), high):
            stub = wide  # nothing fits beside the ticket: it has the card to itself
        else:
            self.put(self.divider, x + stub, y + 2, 3, high - 4)
        word = max(44.0, height(self.ticket_word, stub))
        self.ticket.sp = min(self.ticket.sp, (high - word - 4) // 0.96)
        tall = self.ticket.sp * 0.96
        top = y + (high - word - tall) / 2 - 5
        self.put(self.ticket_row, x + 12, top - (0 if small else 6), stub - 24, word)
        self.put(self.ticket, x + 12, top + word + (0 if small else 3), stub - 24, tall)

    def _rules(self, x: float, y: float, wide: float, high: float) -> bool:
        """The lines one under another: where room is short without their pictograms, then without the last of them.

        Whether any is left.
        """
        glyph = 32.0 if self.lying else grown(44)
        aside = glyph + (14 if self.lying else 24)
        least = 20.0 if look.step == 1 and not self.lying else 6.0 if look.step < LARGEST_STEP else 3.0
        shown = list(self.lines)
        for line in shown:
            line.words.role = "small" if self.lying else "body"
            line.icon.glyph_size = glyph
        while shown:
            for start in (aside, 0.0):
                tall = [max(glyph, height(line.words, wide - start)) for line in shown]
                if sum(tall) + least * (len(tall) + 1) <= high:
                    self._stack(shown, tall, (x, y, wide, high), start)
                    return True
            shown.pop()
        return False

    def _stack(self, lines: list[Line], tall: list[float], at: tuple[float, float, float, float], aside: float) -> None:
        x, y, wide, high = at
        gap = min(28.0, (high - sum(tall)) / (len(tall) + 1))
        top = y + (high - sum(tall) - gap * (len(tall) - 1)) / 2
        for line, each in zip(lines, tall, strict=True):
            if aside:
                self.put(line.icon, x, top, line.icon.glyph_size, each)
            self.put(line.words, x + aside, top, wide - aside, each)
            top += each + gap

"""What the screens share: a sheet that is laid out again for every state, and what flows with its words.

Titles wrap, chips come and go, Arabic is taller: what stands below a text depends on it. A screen therefore makes
its widgets once (`make`), copies the state to them (`fill`), and places them in dp of the sheet (`upright`, `lie`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from kivy.clock import Clock

from screens.look import look
from screens.screen import Emit, Place
from screens.theme import ROLES
from screens.widgets.txt import Txt

W = TypeVar("W")

#: Where a line may break: not at the space that keeps a figure and its unit together.
_SPACES = re.compile(r"[ \n]+")

#: Titles on a lying sheet are this much smaller than upright ones: 640 dp of height leave no more (guide §9).
LYING_TITLE = 0.7
#: The columns of a lying sheet (guide §9): read on the left, touch on the right; (x, width) in dp.
READ = (48.0, 560.0)
TOUCH = (656.0, 576.0)
#: Where the bar begins on a lying sheet, and where the last control above it ends.
LYING_BAR, LYING_END = 672.0, 648.0


class Composition(Place):
    """A place in two layouts: `upright` on 1080 × 1920 dp, `lie` on 1280 × 800 dp.

    Another text size, language or window lays the present state out anew.
    """

    def __init__(self, emit: Emit, **kwargs: Any) -> None:
        self._placed: list[Any] = []
        self._again = Clock.create_trigger(lambda _dt: self._redo(), -1)
        super().__init__(emit, **kwargs)
        look.bind(type=self._again, geometry=self._again, preview=self._again)

    def compose(self) -> None:
        self.make()

    def compose_landscape(self) -> None:
        self.make()

    def show(self, state: Any) -> None:
        self.fill(state)
        former, self._placed = self._placed, []
        if self.lying:
            self.lie(state)
        else:
            self.upright(state)
        for widget in former:
            if all(widget is not kept for kept in self._placed):
                self.drop(widget)

    def put(
        self, widget: W, x: float, y: float, width: float, height: float, *, mirror: bool = True, bleed: bool = False
    ) -> W:
        """Place a widget for this state; what the next state does not place leaves the sheet."""
        self._placed.append(widget)
        return super().put(widget, x, y, width, height, mirror=mirror, bleed=bleed)

    def _redo(self) -> None:
        if self.state is not None and self.parent is not None:
            self.show(self.state)

    def make(self) -> None:
        """Create the widgets, without placing them."""
        raise NotImplementedError

    def fill(self, state: Any) -> None:
        """Copy the fields of the state to the widgets."""

    def upright(self, state: Any) -> None:
        """Place the widgets on the upright sheet. The order of the calls is the order of drawing."""

    def lie(self, state: Any) -> None:
        """Place the widgets on the lying sheet."""

    def pile(self, texts: Sequence[tuple[Txt, float]], x: float, y: float, width: float) -> float:
        """Place texts one under another from `y`, each after its own gap (dp). Empty ones take no room.

        Returns where the last one ends.
        """
        for text, gap in texts:
            if not text.text:
                continue
            high = height(text, width)
            self.put(text, x, y + gap, width, high)
            y += gap + high
        return y


class Pool(Generic[W]):
    """Widgets of one kind, as many as the state asks for; kept from one state to the next."""

    def __init__(self, make: Callable[[], W]) -> None:
        self._make = make
        self._made: list[W] = []
        self._shown = 0

    def take(self, count: int) -> list[W]:
        """The first `count` widgets, made when there were fewer."""
        while len(self._made) < count:
            self._made.append(self._make())
        self._shown = count
        return self._made[:count]

    def __iter__(self) -> Iterator[W]:
        return iter(self._made[: self._shown])

    def __len__(self) -> int:
        return self._shown


def height(text: Txt, width: float) -> float:
    """Height in dp of a text wrapped at `width` dp; 0 for an empty one."""
    return float(text.natural(width * look.dp)[1] / look.dp) if text.text else 0.0


def breadth(widget: Any) -> float:
    """Width in dp that a widget asks for."""
    return float(widget.natural()[0] / look.dp)


def extent(
    words: str, role: str, width: float | None = None, *, weight: str = "", sp: float = 0
) -> tuple[float, float]:
    """Width and height in dp that words would take, wrapped at `width` dp; None wraps nowhere."""
    ruler = _ruler()
    ruler.role, ruler.weight, ruler.sp, ruler.text = role, weight, sp, words
    wide, high = ruler.natural(None if width is None else width * look.dp)
    return float(wide / look.dp), float(high / look.dp)


@cache
def _ruler() -> Txt:
    """One text that is only measured: a new one each time would stay bound to the look for ever."""
    return Txt()


def breadth_of_words(text: Txt) -> float:
    """Width in dp of the widest word of a text."""
    return max(
        (extent(word, text.role, weight=text.weight, sp=text.sp)[0] for word in _SPACES.split(text.text)), default=0.0
    )


def fit(text: Txt, width: float, high: float, sizes: Sequence[float]) -> None:
    """Set a text in the largest of `sizes` (sp, from large to small) in which no word is wider than `width` dp and all
    of it no higher than `high` dp; else in the last."""
    for size in sizes:
        text.sp = size
        wide, tall = text.natural(width * look.dp)
        if wide <= width * look.dp and tall <= high * look.dp:
            return


def title_size(role: str) -> float:
    """Size in sp of a title role on a lying sheet, at the present text step."""
    return float(round(ROLES[role].size(look.step) * LYING_TITLE))


def grown(size: float) -> float:
    """A size in dp that follows the text step, as a label does."""
    return float(size * look.type.size("label") / ROLES["label"].size(1))

"""Moving through the controls with a keypad, a keyboard or a single switch (design guide §5).

The first key gives the focus to the main control of the screen; from then on every screen and every question begins
there, until a finger touches or the visit is over. Which control has the focus is reported, for the core to say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kivy.clock import Clock

from kiosk.places.keys import Focused, Key
from kiosk.places.view import Bar
from screens.keypad import Act, Keyboard, Keypad, act_of, name_of
from screens.look import look
from screens.widgets.touchable import Touchable

#: Seconds between two signals of a key that is held: what comes within is the keyboard repeating it.
REPEAT = 1.0


def controls(root: Any) -> Iterator[Touchable]:
    """Every control under `root` that can be used now, in no order."""
    if getattr(root, "opacity", 1) == 0:
        return
    for child in root.children:
        if isinstance(child, Touchable) and not child.inert and child.opacity > 0:
            yield child
        else:
            yield from controls(child)


class Focus:
    """Which control has the focus. A dialog keeps it inside, together with the bar. Screen thread.

    `report` takes what the core shall know: where the focus is, and the keys that are no control.
    """

    def __init__(self, router: Any, report: Callable[[str, object], None], keypad: Keypad | None = None) -> None:
        self._router = router
        self._report = report
        self._keypad: Keypad = keypad or Keyboard()
        self._current: Touchable | None = None
        self._used = False
        self._scene: tuple[object, str] = (None, "")
        #: What had the focus before a question came over it.
        self._under: Touchable | None = None
        self._held: dict[int, float] = {}
        self._last: tuple[int, float] = (0, float("-inf"))
        self._begin = Clock.create_trigger(lambda _dt: self._start(by_hand=False))
        self._scanning: Any = None

    @property
    def current(self) -> Touchable | None:
        """The control that has the focus, None when there is none."""
        return self._current

    # Keys.

    def key(self, key: int, modifiers: list[str]) -> None:
        """Answer to a key that goes down; unknown keys do nothing, and a key that is held counts once."""
        now = Clock.get_time()
        repeated = now - self._held.get(key, float("-inf")) < REPEAT
        self._held[key] = now
        act = act_of(self._keypad, name_of(key, modifiers))
        trembled = self._last[0] == key and now - self._last[1] < self._keypad.pause_ms / 1000
        if act is None or repeated or trembled:
            return
        self._last = key, now
        self._do(act)

    def key_up(self, key: int) -> None:
        """A key is released."""
        self._held.pop(key, None)

    def _do(self, act: Act) -> None:
        begun = self._used and self._current in self.order()
        if not begun:
            self._start(by_hand=True)
        match act:
            case Act.BACK:
                self._report(Key.BACK, None)
            case Act.HELP:
                self._report(Bar.HELP, None)
            case _ if not begun:
                pass
            case Act.ACTIVATE:
                self._activate()
            case _:
                self.move(1 if act is Act.NEXT else -1)
        self._scan()

    def _activate(self) -> None:
        assert self._current is not None
        control, scene = self._current, self._seen()
        control.activate()
        if self._used and scene == self._seen() and self._current is control:
            self._tell(by_hand=True)  # the same control, which may be chosen now

    # Where the focus is.

    def order(self) -> list[Touchable]:
        """The controls in reading order."""
        router = self._router
        open_dialog = router.dialog.dialog is not None
        roots = [router.dialog] if open_dialog else [router.place] if router.place is not None else []
        found = [control for root in (*roots, router.toast, router.bar) for control in controls(root)]
        side = -1 if look.rtl else 1
        row = 40 * look.dp
        return sorted(found, key=lambda control: (-round(control.center_y / row), side * control.x))

    def first(self) -> Touchable | None:
        """Where the focus begins: the main control, else the first one of the screen that can be used."""
        router = self._router
        around = {*controls(router.bar), *controls(router.toast)}
        order = self.order()
        own = [control for control in order if control not in around and control.enabled]
        return next((control for control in own if control.leading), next(iter(own or order), None))

    def move(self, step: int, *, by_hand: bool = True) -> None:
        """Give the focus to the next control, or the former one."""
        order = self.order()
        if order:
            index = order.index(self._current) + step if self._current in order else (0 if step > 0 else -1)
            self._give(order[index % len(order)], by_hand=by_hand)

    def settle(self, *, in_use: bool) -> None:
        """Something else is shown: keep the focus where it is, or begin again on another screen, in its next frame.
        `in_use` is false when the visit is over."""
        if not in_use:
            self.let_go()
        elif self._used and (self._scene != self._seen() or self._current not in self.order()):
            self._begin()

    def let_go(self) -> None:
        """Take the focus away: a finger has touched, or the visit is over."""
        self._used = False
        self._begin.cancel()
        self._scan()
        self._give(None)

    def _start(self, *, by_hand: bool) -> None:
        self._used = True
        order = self.order()
        known = [self._current] if self._scene == self._seen() else [self._under]
        self._give(next((control for control in known if control in order), self.first()), by_hand=by_hand)

    def _seen(self) -> tuple[object, str]:
        """What the focus belongs to: a screen, or the question over it."""
        dialog = self._router.dialog.dialog
        return self._router.place, dialog.title if dialog is not None else ""

    def _give(self, control: Touchable | None, *, by_hand: bool = False) -> None:
        former, self._current = self._current, control
        if former is not None:
            former.focused = False
        if control is None:
            return
        if self._scene != (scene := self._seen()):
            self._under = former if scene[1] else None
            self._scene = scene
        control.focused = True
        self._tell(by_hand=by_hand)

    def _tell(self, *, by_hand: bool) -> None:
        assert self._current is not None
        action, value = self._current.intent
        self._report(Key.FOCUS, Focused(action, value, by_hand))

    # A single switch.

    def _scan(self) -> None:
        """Let the focus move by itself, counted from now; only while somebody uses the switch."""
        if self._scanning is not None:
            self._scanning.cancel()
            self._scanning = None
        if self._used and self._keypad.scan_ms:
            self._scanning = Clock.schedule_interval(
                lambda _dt: self.move(1, by_hand=False), self._keypad.scan_ms / 1000
            )

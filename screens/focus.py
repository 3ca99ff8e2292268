"""Moving through the controls with a keyboard or an accessibility switch: Tab, Shift+Tab, Enter or Space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from screens.look import look
from screens.widgets.touchable import Touchable

TAB, ENTER, KEYPAD_ENTER, SPACE = 9, 13, 271, 32


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
    """Which control has the focus. A dialog keeps it inside, together with the bar."""

    def __init__(self, router: Any) -> None:
        self._router = router
        self._current: Touchable | None = None

    def key(self, key: int, modifiers: list[str]) -> None:
        """Answer to a key of the keyboard; unknown keys do nothing."""
        if key == TAB:
            self.move(-1 if "shift" in modifiers else 1)
        elif key in {ENTER, KEYPAD_ENTER, SPACE} and self._current in self.order():
            assert self._current is not None
            self._current.activate()

    def order(self) -> list[Touchable]:
        """The controls in reading order."""
        router = self._router
        open_dialog = router.dialog.dialog is not None
        roots = [router.dialog] if open_dialog else [router.place] if router.place is not None else []
        found = [control for root in (*roots, router.toast, router.bar) for control in controls(root)]
        side = -1 if look.rtl else 1
        row = 40 * look.dp
        return sorted(found, key=lambda control: (-round(control.center_y / row), side * control.x))

    def move(self, step: int) -> None:
        """Give the focus to the next control, or the former one."""
        order = self.order()
        if not order:
            return
        index = order.index(self._current) + step if self._current in order else (0 if step > 0 else -1)
        self.clear()
        self._current = order[index % len(order)]
        self._current.focused = True

    def clear(self) -> None:
        """Take the focus away: a finger has touched, or another screen came."""
        if self._current is not None:
            self._current.focused = False
        self._current = None

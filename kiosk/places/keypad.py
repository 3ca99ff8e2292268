"""Keypad and switches: what has the focus is said aloud, and "back" leads where the way back of the screen leads.

The screens report which control has the focus, as the action and value that it would emit; the words come from the
view that is shown, so that whoever listens is told what whoever looks can read (design guide §5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from kiosk.i18n import Words
from kiosk.places.aloud import plain
from kiosk.places.keys import Focused
from kiosk.places.states import CharterState, OpenedState, StationRow, StationTile
from kiosk.places.states_enrol import Keyboard
from kiosk.places.states_queue import Digits
from kiosk.places.states_staff import BoardTile, PinState
from kiosk.places.view import Banner, Bar, Button, DurationTile, View
from kiosk.ports import Speaker

HEADING = ("greeting", "title", "line", "hint")
"""Fields of a state that are said when its screen comes."""

NAMED = ("lead", "label", "name", "hour", "title", "top", "text", "line", "tag")
"""Fields of a control that make up its name, in the order in which they are said."""


SECRET = frozenset({"pin"})
"""Where walking from key to key is never said, not even into headphones: who stands behind could count along."""


@dataclass
class Guide:
    """Says what has the focus, and before it what has become new on the screen. Screen thread."""

    speaker: Speaker
    _place: str = ""
    _known: frozenset[str] = frozenset()

    def focused(
        self,
        view: View,
        focused: Focused,
        words: Words,
        without: Sequence[str] = (),
        *,
        in_private: bool = False,
        loudness: int = 3,
    ) -> None:
        """Read the name of the focused control, after the words that were not there at the last call.

        `without` are names that must not be heard in the room. Letters and figures that somebody types are said
        `in_private` only, where nobody else listens. `loudness` is the visitor's, 1 to 5.
        """
        if not self.speaker.can_speak:
            return
        board = next((piece for piece in _pieces(view.state) if isinstance(piece, Keyboard)), None)
        hushed = board is not None and not in_private
        around = heading(view)
        if hushed:
            around = (*around, words.t("Letters and figures are said in headphones only."))
        known = self._known if self._place == view.place else frozenset()
        self._place, self._known = view.place, frozenset(around)
        typed = hushed and _types(board, focused)
        named = () if typed or view.place in SECRET else name(view, focused, words)
        sentences = (*(sentence for sentence in around if sentence not in known), *named)
        if sentences:
            self.speaker.speak(tuple(plain(sentence, without) for sentence in sentences), words.voice, loudness)

    def forget(self) -> None:
        """The next focus says everything again."""
        self._place, self._known = "", frozenset()


def heading(view: View) -> tuple[str, ...]:
    """What a screen says of itself: its question or its title and sentences, its banner, the toast."""
    toast = (view.frame.toast.text,) if view.frame.toast is not None else ()
    if view.dialog is not None:
        return _said(view.dialog.title, view.dialog.line, *toast)
    state = view.state
    found = [str(getattr(state, part, "")) for part in HEADING]
    if isinstance(state, OpenedState):
        code = " ".join(filter(str.isdigit, state.code))
        found += [f"{state.station_word} {state.number}", state.directions, state.code_label, code]
    if isinstance(state, CharterState):
        found += [text for _, text in state.lines]
    banner = getattr(state, "banner", None)
    if isinstance(banner, Banner):
        found += [banner.title, banner.line]
    return _said(*found, *toast)


def name(view: View, focused: Focused, words: Words) -> tuple[str, ...]:
    """What the focused control is called, and how it stands: chosen, or why it cannot be used; () when unknown."""
    for part in (view.dialog, view.state, view.frame):
        for piece in _pieces(part):
            if getattr(piece, "action", None) == focused.action and _value(piece) in {None, focused.value}:
                return _name(piece, words)
    for piece in _pieces(view.state):
        typed = _key_of(piece, focused)
        if typed:
            return (typed,)
    return ()


def back(view: View) -> tuple[str, object] | None:
    """The action and value of the way back: the last answer of a question, *Back* or *Cancel* of the screen, else
    *Leave*; None where there is no way back."""
    if view.dialog is not None and view.dialog.buttons:
        button = view.dialog.buttons[-1]
        return button.action, button.value
    panel = getattr(view.state, "panel", None)
    for holder, part in ((panel, "cancel"), (view.state, "back"), (view.state, "cancel")):
        found = getattr(holder, part, None)
        if isinstance(found, Button):
            return found.action, found.value
    offered = any(item.action == Bar.QUIT for item in view.frame.items)
    return (Bar.QUIT, None) if offered else None


def _name(piece: object, words: Words) -> tuple[str, ...]:
    found = [str(getattr(piece, part, "")) for part in NAMED]
    if isinstance(piece, StationTile | StationRow | BoardTile):
        found.insert(0, words.t("Workstation {number}", number=piece.number))
    if getattr(piece, "recommended", False):
        found.append(words.t("Recommended"))
    if getattr(piece, "chosen", False) or getattr(piece, "selected", False) or getattr(piece, "kind", "") == "chosen":
        found.append(words.t("Chosen"))
    if getattr(piece, "busy", False):
        found.append(words.t("One moment, please"))
    return _said(*found, str(getattr(piece, "disabled_reason", "")))


def _key_of(piece: object, focused: Focused) -> str:
    """The name of a key that stands in no list of the state: of a number pad, or of the signature."""
    key = focused.action.rpartition(".")[2]
    if isinstance(piece, PinState | Digits):
        return {"digit": str(focused.value), "erase": piece.erase, "clear": piece.clear_all}.get(key, "")
    return piece.clear if isinstance(piece, CharterState) and key == "clear" else ""


def _types(board: Keyboard | None, focused: Focused) -> bool:
    """Whether the control types a letter, a figure or a space; those that erase or turn the page do not."""
    return board is not None and any(key.action == focused.action for row in board.rows for key in row)


def _value(piece: object) -> object:
    """What a control emits along with its action; None for any."""
    if isinstance(piece, DurationTile):
        return piece.minutes
    if isinstance(piece, StationTile | StationRow | BoardTile):
        return piece.number
    return getattr(piece, "value", None)


def _pieces(value: object) -> Iterator[object]:
    """Every dataclass within a part of the view, itself included."""
    if is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _pieces(part)


def _said(*texts: str) -> tuple[str, ...]:
    """The texts as one sentence each, without what is only drawn: marks of bold words, line breaks, empty ones."""
    plain = (text.replace("**", "").replace("\n", " ").strip() for text in texts)
    return tuple(dict.fromkeys(text for text in plain if text))

"""Stories of whole visits without a window: each step names the place where it expects to be and what is touched.

A step that finds itself somewhere else, touches what is not offered, or is not led where it expected raises an error
of its own kind, so that a broken story says at once in which way it broke. `test_harness.py` tests this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TypeVar

from kiosk.places import charter, pin, queue, states, states_bar, states_devices, states_queue, states_workshops
from kiosk.places.place import Place
from kiosk.places.states import CharterState, StationTile
from kiosk.places.states_staff import PinState
from kiosk.places.view import BarItem, Button, View
from tests.factories import SIGNATURE, Scene

T = TypeVar("T")


class FlowError(AssertionError):
    """A story did not go as it is told."""


class WrongPlaceError(FlowError):
    """The step expected to be at another place."""


class UnknownActionError(FlowError):
    """What the step touches is not offered there, or not with that value."""


class DisabledActionError(FlowError):
    """What the step touches is shown, but disabled or busy."""


class UnexpectedRedirectError(FlowError):
    """The place was left although the step stays, or for another place than the one that the step leads to."""


class MissingRedirectError(FlowError):
    """The place was not left although the step leads away."""


class UnfinishedTextError(FlowError):
    """A text on the screen still has a {place} that nobody filled, or a name that nobody translated for people."""


@dataclass(frozen=True)
class Offer:
    """Something that can be touched."""

    action: str
    value: object = None
    enabled: bool = True


@dataclass(frozen=True)
class Step:
    """Be at a place, and do at most one thing: touch, present a card (`scan`), stay for some seconds, or wait until
    the place is left by itself after exactly `leaves_after` seconds. `leads_to` is where that should lead."""

    at: type[Place]
    touch: str = ""
    value: object = None
    scan: str = ""
    stays: float | None = None
    leaves_after: int | None = None
    leads_to: type[Place] | None = None


@dataclass
class Flow:
    """A story that is being told."""

    scene: Scene
    reached: set[tuple[str, str]] = field(default_factory=set)
    """(name of the place, action) of every touch so far."""

    @property
    def view(self) -> View:
        return self.scene.front.view()

    @property
    def place(self) -> Place:
        return self.scene.front.place

    def state(self, kind: type[T]) -> T:
        """What the screen draws, of the kind that the place is known for."""
        assert isinstance(self.view.state, kind), self.view.state
        return self.view.state

    def run(self, *steps: Step) -> Flow:
        """Tell the story. Raises a FlowError at the first step that goes another way."""
        for step in steps:
            self._expect(step.at)
            if step.touch:
                self.touch(step.touch, step.value)
            elif step.scan:
                self.scene.scan(step.scan)
            elif step.stays is not None:
                self._stay(step)
            elif step.leaves_after is not None:
                self._leave(step)
            check_texts(self.view)
            self._follow(step)
        return self

    def touch(self, action: str, value: object = None) -> None:
        """Touch what is offered now; without a value, the first offer of that action."""
        alike = [offer for offer in offers(self.view) if offer.action == action]
        matching = [offer for offer in alike if value is None or offer.value == value]
        if not matching:
            values = [offer.value for offer in alike]
            raise UnknownActionError(f"{action} ({value}) is not offered at {self.view.place}, only {values}")
        chosen = next((offer for offer in matching if offer.enabled), None)
        if chosen is None:
            raise DisabledActionError(f"{action} ({value}) is disabled at {self.view.place}")
        self.reached.add((self.view.place, str(action)))
        self.scene.front.touch(chosen.action, chosen.value)

    def _expect(self, place: type[Place]) -> None:
        if type(self.place) is not place:
            raise WrongPlaceError(f"expected {place.__name__}, stands at {self.place!r}")

    def _follow(self, step: Step) -> None:
        if step.leads_to is None or type(self.place) is step.leads_to:
            return
        if type(self.place) is step.at:
            raise MissingRedirectError(f"{step.at.__name__} was not left for {step.leads_to.__name__}")
        raise UnexpectedRedirectError(f"led to {self.place!r} instead of {step.leads_to.__name__}")

    def _stay(self, step: Step) -> None:
        self.scene.pass_time(step.stays or 0)
        if type(self.place) is not step.at:
            raise UnexpectedRedirectError(f"{step.at.__name__} was left for {self.place!r}")

    def _leave(self, step: Step) -> None:
        seconds = step.leaves_after or 0
        self.scene.pass_time(seconds - 1)
        if type(self.place) is not step.at:
            raise UnexpectedRedirectError(f"{step.at.__name__} was left before {seconds} s, for {self.place!r}")
        self.scene.pass_time(1)
        if type(self.place) is step.at:
            raise MissingRedirectError(f"{step.at.__name__} was not left after {seconds} s")


def offers(view: View) -> list[Offer]:
    """What a finger finds on the screen: a dialog covers everything but the bar and the toast."""
    found = [Offer(item.action, None, not item.disabled_reason) for item in view.frame.items if item.action]
    if view.frame.toast is not None and view.frame.toast.undo is not None:
        found.append(Offer(view.frame.toast.undo.action, view.frame.toast.undo.value))
    if view.dialog is not None:
        return found + [Offer(button.action, button.value) for button in view.dialog.buttons]
    if isinstance(view.state, PinState):
        found += [Offer(pin.Action.DIGIT, str(digit), not view.state.blocked) for digit in range(10)]
        found += [Offer(pin.Action.ERASE), Offer(pin.Action.CLEAR)]
    for piece in pieces(view.state):
        if isinstance(piece, states_queue.Digits):
            found += [Offer(queue.Action.DIGIT, str(digit)) for digit in range(10)]
            found += [Offer(queue.Action.ERASE), Offer(queue.Action.CLEAR)]
        action = getattr(piece, "action", None)
        if not action:
            continue
        if isinstance(view.state, CharterState) and action == charter.Action.CONFIRM:
            found.append(Offer(action, SIGNATURE))  # the pad enables it
            continue
        shown = getattr(piece, "disabled_reason", "") == "" and not getattr(piece, "busy", False)
        if isinstance(piece, StationTile | states.StationRow):
            shown = piece.kind in {"free", "chosen"} or getattr(piece, "askable", False)
        found.append(Offer(action, _value(piece), shown))
    return found


def _value(piece: object) -> object:
    """What the screen sends along with the action of a piece."""
    if isinstance(piece, BarItem | states.ChoiceTile):
        return None
    valued = states.Chip, states_queue.Choice, states_workshops.WorkshopRow, states_bar.LanguageTile, states_bar.Face
    if isinstance(piece, (Button, states_devices.DeviceTile, *valued)):
        return piece.value
    return next(getattr(piece, name) for name in ("minutes", "number") if hasattr(piece, name))


def pieces(value: object) -> Iterator[object]:
    """Every dataclass within a state, itself included."""
    if is_dataclass(value) and not isinstance(value, type):
        yield value
        for part in fields(value):
            yield from pieces(getattr(value, part.name))
    elif isinstance(value, tuple):
        for part_value in value:
            yield from pieces(part_value)


def texts(value: object) -> Iterator[str]:
    """Every text within a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part_value in value:
            yield from texts(part_value)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from texts(getattr(value, part.name))


def check_texts(view: View) -> None:
    """Raises UnfinishedTextError for a text that is not ready for people."""
    for text in texts(view):
        if "{" in text or "}" in text or "None" in text:
            raise UnfinishedTextError(f"{text!r} at {view.place}")


def names_shown(view: View, name: str) -> bool:
    """Whether a name stands anywhere on the screen."""
    return any(name in text for text in texts(view))

"""The states of the devices of the staff: 17, and the change of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.places.states_enrol import EnrolStep
from kiosk.places.view import Button, Tone


@dataclass(frozen=True, slots=True)
class DeviceTile:
    """A device that can be looked at closer: its name, how it is, and one line more. `short` says how it is in two
    words, for where `status` does not fit."""

    action: str
    value: str
    icon: str
    title: str
    status: str
    short: str
    status_icon: str
    line: str
    tone: Tone = Tone.SUCCESS
    selected: bool = False


@dataclass(frozen=True, slots=True)
class DeviceView:
    """The device that is looked at: in the arch its icon with a figure and the figure's word ("" for none), beside it
    how pressing it is, what is the matter, and what to do, one sentence a line."""

    icon: str
    figure: str
    figure_word: str
    tone: Tone
    tag: str
    tag_icon: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DevicesState:
    """17. `trials` are the things that can be tried here, `main` the change of the paper."""

    title: str
    shown: DeviceView
    tiles: tuple[DeviceTile, ...]
    trials: tuple[Button, ...]
    main: Button


@dataclass(frozen=True, slots=True)
class PaperChangeState:
    """The change of the paper, step by step. `picture` is "open", "out", "in" or "close"; `status` is how the printer
    says it is, with an icon."""

    title: str
    steps: tuple[EnrolStep, ...]
    picture: str
    step_title: str
    line: str
    status: str
    status_icon: str
    status_tone: Tone
    back: Button
    main: Button

"""The table `[sound]`: what it accepts, and what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config import Problem
from config.document import Document
from config.settings.machine import SoundSettings
from config.source import parse


def sound(*lines: str) -> SoundSettings:
    text = "\n".join(["[sound]", *lines, ""])
    return SoundSettings(**Document(parse(text), text).one("sound").values)


def test_a_kiosk_may_be_heard_unless_its_site_says_otherwise() -> None:
    assert sound() == SoundSettings(chimes=True, speech="always", volume=70, rate=150, voices=None, player="auto")


def test_everything_can_be_said() -> None:
    lines = 'chimes = false\nspeech = "headphones"\nvolume = 0\nrate = 90\nvoices = "/srv/voices"\nplayer = "aplay"'
    assert sound(lines) == SoundSettings(False, "headphones", 0, 90, Path("/srv/voices"), "aplay")


@pytest.mark.parametrize(
    ("line", "where", "text"),
    [
        ("volume = 101", "volume", "more than 100"),
        ("volume = -1", "volume", "less than 0"),
        ("rate = 20", "rate", "less than 80"),
        ('chimes = "yes"', "chimes", "neither true nor false"),
        ('speech = "headphone"', "speech", "not known"),
        ('player = "mpg123"', "player", "not known"),
        ('voices = "voices"', "voices", "not a full path"),
        ("loudness = 3", "loudness", ""),
    ],
)
def test_what_it_refuses(line: str, where: str, text: str, spoil: Callable[..., tuple[Problem, ...]]) -> None:
    (problem,) = spoil(("[charter]", f"[sound]\n{line}\n\n[charter]"))
    assert problem.where == f"sound.{where}"
    assert text in problem.text

"""A scanner that types into the real window, under the keyboard layouts of the place: keys are pressed by their place
on the keyboard, as a scanner does, and X makes of them what its layout says."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config import load, sample_path
from devices.simulated.tag_reader import ENTER, keys_of
from kiosk.clock import SystemClock
from kiosk.demo.sample import prepare
from tests.window.glass import PATIENCE, ROOT, Display, Kiosk, display, missing_programs, until

SIZE = (540, 960)
X_OFFSET = 8
"""X numbers keys eight higher than the kernel."""
LAYOUTS = {"us": ("us", ""), "fr": ("fr", ""), "afnor": ("fr", "afnor"), "be": ("be", ""), "ch": ("ch", "fr")}
LOWER_PART = (0, 800, 1080, 900)


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    missing = missing_programs("setxkbmap")
    if missing:
        pytest.skip(f"no display to test on: {', '.join(missing)} not installed (setup/system-packages --tests)")
    with display(tmp_path_factory.mktemp("display")) as found:
        yield found


@contextmanager
def typed_into(screen: Display, folder: Path) -> Iterator[tuple[Kiosk, str]]:
    """A kiosk whose reader types into its window, and the code of a card of the staff."""
    text = sample_path().read_text(encoding="utf-8")
    site = folder / "site.toml"
    reader = re.sub(r'(\[reader\][^\[]*?url = )"none"', r'\1"keyboard://window"', text, count=1)
    assert reader != text
    for name in sample_path().parent.iterdir():
        (folder / name.name).write_bytes(name.read_bytes())
    site.write_text(reader, encoding="utf-8")
    data = folder / "data"
    sample = prepare(load(site), data, SystemClock())
    order = [sys.executable, "-m", "kiosk", "run", str(site), "--data", str(data), "--size", "x".join(map(str, SIZE))]
    surroundings = screen.environment | {"XDG_RUNTIME_DIR": str(folder)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(order, cwd=ROOT, env=surroundings, stdout=quiet, stderr=quiet, text=True) as process:
        try:
            house = Kiosk(screen, process, data, *SIZE)
            until("the first screen", lambda: len(set(house.part(*LOWER_PART))) > 1)
            house.still()
            yield house, sample.codes["karim"]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def scan(screen: Display, house: Kiosk, code: str) -> None:
    """Type a code as a scanner that is set to the US layout does."""
    press(screen, house, [*keys_of(code, "us"), (ENTER, True), (ENTER, False)], 0.002)


def press(screen: Display, house: Kiosk, keys: list[tuple[int, bool]], pause: float) -> None:
    """Press keys, with a pause in seconds after each."""
    orders: list[object] = ["windowfocus", "--sync", house.window]
    for key, pressed in keys:
        orders += ["keydown" if pressed else "keyup", "--delay", 0, key + X_OFFSET, "sleep", pause]
    screen.do(*orders)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_card_is_read_whatever_the_layout_of_the_kiosk(screen: Display, tmp_path: Path, layout: str) -> None:
    name, variant = LAYOUTS[layout]
    subprocess.run(["setxkbmap", name, "-variant", variant], env=screen.environment, check=True)
    with typed_into(screen, tmp_path) as (house, code):
        house.changes(lambda: scan(screen, house, code))
        house.noted("staff.recognised")
        assert house.runs
        assert house.journal("card.refused") == 0, "one scan is one card, whole"


def test_a_hand_types_nothing_and_the_keypad_still_works(screen: Display, tmp_path: Path) -> None:
    subprocess.run(["setxkbmap", "fr"], env=screen.environment, check=True)
    with typed_into(screen, tmp_path) as (house, code):
        house.slide(540, 400)
        house.still()
        before = house.part(*LOWER_PART)
        press(screen, house, keys_of("VST1:HAND5", "us"), 0.06)
        for keys in ("F1", "Escape", "alt+F4", "q", "5"):
            house.press(keys)
            house.still()
            assert house.part(*LOWER_PART) == before, keys
        assert house.journal("card.refused") == house.journal("staff.recognised") == 0
        house.changes(lambda: house.press("Tab"))
        house.changes(lambda: scan(screen, house, code))
        house.noted("staff.recognised")
        assert len(house.windows()) == 1

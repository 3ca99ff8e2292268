"""The product in a real window: the main visit by mouse and by keys, and everything that must do nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config import load, sample_path
from data.store import SqliteStore
from kiosk.clock import Moment, SystemClock
from kiosk.data_folder import STORE_FILE
from kiosk.demo.sample import CODES_FILE, prepare
from kiosk.ports import UnitOfWork
from kiosk.reception.sessions import sign_charter
from kiosk.site import Site
from tests.factories import SIGNATURE
from tests.window.glass import Display, Kiosk, display, kiosk, missing_programs, until

AMINA = 214


@dataclass(frozen=True)
class Sheet:
    """Where things are on one of the two sheets, in dp (docs/design.md §2 and §9)."""

    size: tuple[int, int]
    pad: Callable[[int], tuple[float, float]]
    main: tuple[float, float]
    workstation: tuple[float, float]
    marker: tuple[float, float, float, float]
    """Of the reader, which the bar shows when nobody's visit is on the screen."""


UPRIGHT = Sheet(
    (540, 960), lambda i: (120 + 60 * i, 1400 - 200 * (i % 2)), (700, 1636), (540, 1262), (900, 1800, 140, 100)
)
LYING = Sheet(
    (1000, 625), lambda i: (690 + 38 * i, 420 - 140 * (i % 2)), (1080, 600), (942, 186), (1110, 700, 140, 90)
)
SHEETS = pytest.mark.parametrize("sheet", [UPRIGHT, LYING], ids=["upright", "lying"])
POINTS = 14


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"no display to test on: {', '.join(missing)} not installed (setup/system-packages --tests)")
    with display(tmp_path_factory.mktemp("display")) as found:
        yield found


Start = Callable[[Sheet], Kiosk]


@pytest.fixture
def start(screen: Display, tmp_path: Path) -> Iterator[Start]:
    """Starts the one kiosk of a test."""
    running: list[Iterator[Kiosk]] = []

    def begin(sheet: Sheet) -> Kiosk:
        folder = tmp_path / "sample"
        block = opened(screen, folder, sheet)
        running.append(block)
        return next(block)

    yield begin
    for block in running:
        next(block, None)


def opened(screen: Display, folder: Path, sheet: Sheet) -> Iterator[Kiosk]:
    with kiosk(screen, folder, *sheet.size) as found:
        found.know(json.loads((folder / CODES_FILE).read_text(encoding="utf-8")))
        yield found


def sign_before(folder: Path) -> None:
    """Amina has signed the charter at an earlier visit."""
    settings, clock = load(sample_path()), SystemClock()
    prepare(settings, folder, clock)
    store = SqliteStore(folder / STORE_FILE, kiosk=settings.site.kiosk)

    def sign(uow: UnitOfWork) -> None:
        member = uow.members.by_number(AMINA)
        assert member is not None
        sign_charter(uow, Site(settings), Moment.of(clock), member.id, "fr", SIGNATURE, os.urandom(16))

    store.write(sign)
    store.close()


def received(house: Kiosk, sheet: Sheet, waiting: tuple[bytes, ...]) -> None:
    """Present a card and wait for the visit: on the resting screen more than that may change, such as its list."""
    house.scan("amina")
    until("the visit", lambda: house.part(*sheet.marker) != waiting)
    house.still()


@SHEETS
def test_the_main_visit_by_mouse(start: Start, sheet: Sheet) -> None:
    house = start(sheet)
    house.still()
    waiting = house.part(*sheet.marker)
    received(house, sheet, waiting)
    house.draw([sheet.pad(index) for index in range(POINTS)])
    house.click(*sheet.main)
    house.noted("charter.signed")
    house.changes(lambda: house.click(*sheet.workstation))
    house.click(*sheet.main)
    house.noted("session.opened")
    assert house.part(*sheet.marker) != waiting
    house.click(*sheet.main)
    until("the kiosk waits again", lambda: house.part(*sheet.marker) == waiting)
    assert len(house.windows()) == 1


@pytest.mark.parametrize(
    ("sheet", "on", "use"),
    [(UPRIGHT, "Tab", "Return"), (LYING, "192", "193")],
    ids=["upright, keyboard", "lying, F14 and F15 of a keypad"],
)
def test_the_main_visit_by_keys(start: Start, tmp_path: Path, sheet: Sheet, on: str, use: str) -> None:
    """A key is named as xdotool does: a symbol, or the number that X gives the key."""
    sign_before(tmp_path / "sample")
    house = start(sheet)
    house.still()
    waiting = house.part(*sheet.marker)
    house.changes(lambda: house.press(on))
    received(house, sheet, waiting)
    house.changes(lambda: house.press(use))
    main = house.still()
    house.changes(lambda: house.press(on))
    house.changes(lambda: house.press("shift+Tab"))
    assert house.still() == main, "the focus came back"
    house.changes(lambda: house.press(use))
    house.noted("session.opened")
    house.press(use)
    until("the kiosk waits again", lambda: house.part(*sheet.marker) == waiting)
    assert len(house.windows()) == 1


LOWER_PART = (0, 800, 1080, 1120)
"""Of the idle screen: without the clock."""
NO_CARD = (540, 1646)
BARE = (540, 1000)


def lower_part(house: Kiosk) -> tuple[bytes, ...]:
    """How it looks once it stands still and the pointer of the mouse is elsewhere."""
    house.slide(540, 400)
    house.still()
    return house.part(*LOWER_PART)


def test_what_is_no_tap_and_no_key_of_ours_does_nothing(start: Start) -> None:
    house = start(UPRIGHT)
    before = lower_part(house)
    for keys in ("F1", "Escape", "alt+F4", "F11", "F12", "ctrl+c", "ctrl+e", "ctrl+q", "ctrl+alt+Delete", "q", "5"):
        house.press(keys)
        assert lower_part(house) == before, keys
    for button in (2, 3, 4, 5):
        house.click(*NO_CARD, button=button)
        assert lower_part(house) == before, f"button {button}"
    house.hold(*BARE)
    house.still()
    house.release()
    assert lower_part(house) == before, "a long touch of nothing"
    assert house.runs
    assert len(house.windows()) == 1
    house.changes(lambda: house.press("Tab"))  # after all these it still hears a key


def test_a_finger_acts_when_it_leaves_however_long_it_rests(start: Start) -> None:
    house = start(UPRIGHT)
    before = lower_part(house)
    marker = house.part(*UPRIGHT.marker)
    house.hold(*NO_CARD)
    house.still()
    house.slide(*BARE)
    house.release()
    assert lower_part(house) == before, "sliding off takes it back"
    house.hold(*NO_CARD)
    house.still()
    assert house.part(*UPRIGHT.marker) == marker, "not yet"
    house.release()
    until("the other screen", lambda: house.part(*UPRIGHT.marker) != marker)
    assert len(house.windows()) == 1

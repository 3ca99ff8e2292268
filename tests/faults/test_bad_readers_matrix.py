"""Every way in which a reader can misbehave, at every kind of reader (docs/reliability.md, "Bad drivers").

A card is read, then something is wrong with the reader while a second card is shown, then a third card is read. Time is
virtual: what is compared with 3 s is how long the kiosk waits by itself, not how fast this machine is.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import serial

from devices.readers import ssi
from devices.readers.frames import Picture
from devices.readers.framing import MAX_TEXT
from devices.readers.wedge_reader import EV_KEY, EVENT
from kiosk.events import CardPresented
from kiosk.inbox import Inbox
from kiosk.places.idle import Idle
from kiosk.places.welcome import Welcome
from tests.factories import Scene, scenes
from tests.faults.bad_readers import (
    CameraDriver,
    Card,
    Gone,
    Quiet,
    SerialDriver,
    SmartcardDriver,
    WedgeDriver,
)
from tests.faults.virtual_time import Watch, World

BACK_SECONDS = 3.0
"""A reader that works again is back within this time."""
AWAY = 7.3
"""How long it is away."""
CALM = Quiet(8.0)
"""What follows a flood: its end is told after 5 s."""
MEGABYTE = b"x" * 1_000_000
EIO, ENODEV = OSError(errno.EIO, "I/O"), OSError(errno.ENODEV, "No such device")
INSIDE = RuntimeError("inside the driver")


@dataclass(frozen=True)
class Fault:
    """What the driver does between the first card and the last one, and the trouble that is told ("" for none)."""

    steps: tuple[Any, ...]
    code: str = ""


def flood(make: Callable[[int], Any]) -> tuple[Any, ...]:
    return (*(make(number) for number in range(1000, 1400)), CALM)


SERIAL: dict[str, Fault] = {
    "raises": Fault((INSIDE,), "driver-fault"),
    "wrong type": Fault(("VST1:TEXT",), "driver-fault"),
    "out of range": Fault((SerialDriver.Waiting(-5), SerialDriver.Waiting(10**12), Quiet(1))),
    "silent": Fault((Quiet(600),)),
    "slow": Fault((*[step for byte in b"VST1:CARD2" for step in (bytes([byte]), Quiet(1.0))], b"\r")),
    "floods": Fault(flood(lambda number: b"VST1:%d\r" % number), "flood"),
    "half frame": Fault((b"VST1:CA", Quiet(1))),
    "1 MB line": Fault((MEGABYTE, Quiet(1))),
    "partial UTF-8": Fault((b"VST1:M\xc3\r",)),
    "disappears mid-write": Fault((SerialDriver.Writes(AWAY), Quiet(20)), "missing"),
    "disappears": Fault((b"VST1:CA", Gone(AWAY, serial.SerialException("read failed"))), "lost"),
}
TAGS: dict[str, Fault] = {
    **SERIAL,
    "slow": Fault(tuple(step for byte in b"\x0200000000020" for step in (bytes([byte]), Quiet(1.0)))),
    "floods": Fault(
        flood(lambda number: b"\x02" + (b"%010X" % number) + (b"%02X" % (number >> 8 ^ number & 0xFF)) + b"\x03"),
        "flood",
    ),
    "half frame": Fault((b"\x020000", Quiet(1))),
    "1 MB line": Fault((b"\x02" + MEGABYTE, Quiet(1))),
    "partial UTF-8": Fault((b"\x02000000\xc300\x03",)),
}
WEDGE: dict[str, Fault] = {
    "raises": Fault((INSIDE,), "driver-fault"),
    "wrong type": Fault(("a text",), "driver-fault"),
    "out of range": Fault((EVENT.pack(-(2**62), -5, EV_KEY, 0xFFFF, 99), EVENT.pack(2**62, 0, 0xFFFF, 30, -1))),
    "silent": Fault((Quiet(600),)),
    "slow": Fault((EVENT.pack(1, 0, EV_KEY, 30, 1), Quiet(5), EVENT.pack(6, 0, EV_KEY, 28, 1))),
    "floods": Fault((), ""),  # by number, below
    "half frame": Fault((EVENT.pack(9, 0, EV_KEY, 30, 1)[:7], Quiet(1), EVENT.pack(9, 0, EV_KEY, 30, 1)[7:])),
    "1 MB line": Fault((EVENT.pack(9, 0, EV_KEY, 30, 1) * 42_000, EVENT.pack(10, 0, EV_KEY, 28, 1))),
    "partial UTF-8": Fault((EVENT.pack(9, 0, EV_KEY, 43, 1), EVENT.pack(9, 0, EV_KEY, 28, 1))),
    "disappears mid-write": Fault((Gone(AWAY, ENODEV),), "missing"),
    "disappears": Fault((EVENT.pack(9, 0, EV_KEY, 30, 1), Gone(AWAY, OSError(errno.EIO, "I/O"))), "lost"),
}
ANSWER, STATES = SmartcardDriver.Answer, SmartcardDriver.States
SMARTCARD: dict[str, Fault] = {
    "raises": Fault((INSIDE,), "driver-fault"),
    "wrong type": Fault((STATES("a text"), ANSWER(None), ANSWER("9000")), "driver-fault"),
    "out of range": Fault((ANSWER([300, -1, 0x90, 0]), STATES([("other", 2**40, [])])), "driver-fault"),
    "silent": Fault((Quiet(600),)),
    "slow": Fault((ANSWER([0, 0, 0, 2, 0x90, 0], seconds=20.0),)),
    "floods": Fault(flood(lambda number: ANSWER([1, 1, number >> 8, number & 0xFF, 0x90, 0])), "flood"),
    "half frame": Fault((ANSWER([0x90]), ANSWER([]))),
    "1 MB line": Fault((ANSWER([7] * 1_000_000),)),
    "partial UTF-8": Fault((STATES([("Reader \udcc3", 0, [])]),), "driver-fault"),
    "disappears mid-write": Fault((ANSWER([], code=0x80100069), Gone(AWAY, EIO)), "lost"),
    "disappears": Fault((Gone(AWAY, EIO),), "lost"),
}
CAMERA: dict[str, Fault] = {
    "raises": Fault((INSIDE,), "driver-fault"),
    "wrong type": Fault(("a text",), "driver-fault"),
    "out of range": Fault((Picture(-4, 2, b"........"), Picture(10**9, 10**9, b"")), "driver-fault"),
    "silent": Fault((Quiet(600),)),
    "slow": Fault((Quiet(9), Picture(4, 2, b"........"), Quiet(9))),
    "floods": Fault(flood(lambda number: b"VST1:%d" % number), "flood"),
    "half frame": Fault((Picture(4, 2, b"...."),), "driver-fault"),
    "1 MB line": Fault((MEGABYTE,)),
    "partial UTF-8": Fault((b"VST1:M\xc3",)),
    "disappears mid-write": Fault((Gone(AWAY, EIO),), "lost"),
    "disappears": Fault((Gone(AWAY, ENODEV),), "missing"),
}
READERS: dict[str, tuple[Callable[[World, list[Any], Path], Any], dict[str, Fault]]] = {
    "serial scanner": (lambda world, steps, _: SerialDriver(world, steps), SERIAL),
    "tag reader": (lambda world, steps, _: SerialDriver(world, steps, tags=True), TAGS),
    "wedge reader": (WedgeDriver, WEDGE),
    "smartcard": (lambda world, steps, _: SmartcardDriver(world, steps), SMARTCARD),
    "camera": (lambda world, steps, _: CameraDriver(world, steps), CAMERA),
}
CELLS = [(reader, fault) for reader, (_, faults) in READERS.items() for fault in faults]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    for make in scenes(tmp_path):
        yield make()


@pytest.mark.parametrize(("reader", "fault"), CELLS, ids=lambda value: value)
def test_a_bad_reader_costs_at_most_the_card_in_flight(
    reader: str, fault: str, tmp_path: Path, scene: Scene
) -> None:
    make, faults = READERS[reader]
    wanted, world = faults[fault], World()
    driver = make(world, [], tmp_path)
    steps = wanted.steps
    if (reader, fault) == ("wedge reader", "floods"):
        steps, wanted = flood(lambda number: driver_frame(driver, number)), Fault((), "flood")
    first, second, third = (driver.text(number) for number in (1, 2, 3))
    driver.script.steps = [Card(1), Quiet(4), *steps, Card(3)]
    watch = Watch(world, lambda event: isinstance(event, CardPresented) and event.text == third)
    watch.serve(driver.device())
    read = watch.texts()
    assert read.count(first) == read.count(third) == 1
    assert (read[0], read[-1]) == (first, third)
    assert set(read) - {first, second, third, ""} <= allowed(reader, fault), "nothing was made up"
    assert all(len(text) <= MAX_TEXT and text.isascii() for text in read)
    assert watch.codes() >= ({wanted.code} if wanted.code else set()), "the trouble is told"
    assert watch.heard_at(third) - driver.script.back_at <= BACK_SECONDS
    health = watch.supervisor.health()["reader"]
    assert health.frames == len(read)
    assert bool(health.errors) == bool(wanted.code and wanted.code != "flood")
    the_core_goes_on(scene, watch)


def driver_frame(driver: Any, number: int) -> bytes:
    frame: bytes = driver.frame(number)
    return frame


def allowed(reader: str, fault: str) -> set[str]:
    """Codes that a reader may deliver beside its cards: what it did send, whole."""
    if fault == "floods":
        return {f"VST1:{n}" for n in range(1000, 1400)} | {f"VST1:CARD{n}" for n in range(1000, 1400)} | {
            f"UID:{n:010X}" for n in range(1000, 1400)
        } | {f"UID:0101{n:04X}" for n in range(1000, 1400)}  # fmt: skip
    if reader == "serial scanner":  # without a suffix, silence ends a code: half of one is refused by the core
        return {"VST1:CA", "V", "VV", *"VST1:CARD2"}
    return {"q", "a", "\\"} if reader == "wedge reader" else set()


def the_core_goes_on(scene: Scene, watch: Watch) -> None:
    """Everything that was heard goes through the real inbox and the real front; then a visitor is served."""
    assert isinstance(scene.inbox, Inbox)
    for _, event in watch.events:
        scene.inbox.put(event)
        scene.front.pump()
    scene.pass_time(200)
    assert scene.front.place.name == Idle.name
    scene.scan(scene.member().code)
    assert scene.front.place.name == Welcome.name


def test_half_a_packet_of_a_zebra_is_asked_for_again() -> None:
    framer = ssi.SsiFramer()
    packet = ssi.packet(ssi.DECODED, b"\xf1VST1:AB", source=ssi.SCANNER)
    assert framer.data_received(packet[:5], 1.0) == []
    assert framer.data_received(packet, 2.0) == ["VST1:AB"]
    assert ssi.SEND_AGAIN in bytes(framer.answers)

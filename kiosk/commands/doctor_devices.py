"""The part of `vestibule doctor` that tries the devices of the site file, each through its real driver."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kiosk.cards import KeyRing, SignedCard
from kiosk.commands.doctor_person import Person
from kiosk.commands.doctor_report import Finding, Verdict
from kiosk.events import (
    CardPresented,
    DeviceChanged,
    DeviceState,
    Event,
    PrintFinished,
    PrintOutcome,
    SentenceSpoken,
)
from kiosk.ports import Chime, Speaker, Stick
from kiosk.receipts import Heading, PrintJob, Qr, Receipt, Rule, Text

if TYPE_CHECKING:
    from devices.registry import Devices

E = TypeVar("E")

CARD_SECONDS = 30.0
PRINT_SECONDS = 60.0
SPEECH_SECONDS = 20.0
TRIAL = "vestibule-doctor.tmp"
TRIAL_BYTES = b"Vestibule" * 1000

_VERDICTS: Mapping[DeviceState, Verdict] = {
    DeviceState.OFF: Verdict.LEFT_OUT,
    DeviceState.READY: Verdict.WELL,
    DeviceState.DEGRADED: Verdict.LOOK,
    DeviceState.BLOCKED: Verdict.BROKEN,
    DeviceState.SEARCHING: Verdict.BROKEN,
}
_WORDS = {DeviceState.OFF: "The site file has none.", DeviceState.READY: "Reached."}


class Sticks(Protocol):
    """The part of `devices.storage.UsbStorage` that is tried."""

    def sticks(self) -> Sequence[Stick]: ...
    def read_only(self) -> Sequence[Path]: ...
    def release(self, path: Path) -> bool: ...


class Hearing:
    """Keeps what the devices say until it is asked for. `put` may be called from any thread."""

    def __init__(self) -> None:
        self._events: queue.Queue[Event] = queue.Queue()

    def put(self, event: Event) -> bool:
        self._events.put(event)
        return True

    def wait(self, kind: type[E], seconds: float, wanted: Callable[[E], bool] = lambda _: True) -> E | None:
        """The next event of a kind that fits; None when none came in time."""
        end = time.monotonic() + seconds
        with suppress(queue.Empty):
            while True:
                event = self._events.get(timeout=max(0.0, end - time.monotonic()))
                if isinstance(event, kind) and wanted(event):
                    return event
        return None

    def forget(self) -> None:
        """Drop what was heard before somebody was asked to do something."""
        self.wait(DeviceChanged, 0.0, lambda _: False)


def tried(
    devices: Devices, hearing: Hearing, keys: KeyRing | None, person: Person, seconds: float
) -> Iterator[Finding]:
    """Every device: reached within `seconds`, and with a person used as a visitor would. They must be started."""
    settle(devices, hearing, seconds)
    for name, health in devices.health().items():
        text = health.advice or _WORDS.get(health.state, "Not reached.")
        yield Finding(name, _VERDICTS[health.state], f"{text} ({health.code})" if health.code else text)
        if not person.there or health.state not in (DeviceState.READY, DeviceState.DEGRADED):
            continue
        if name.startswith("reader"):
            yield _card(name, hearing, keys, person)
        elif name == "printer":
            yield _slip(devices, hearing, person)
        elif name == "speaker":
            yield from _sound(devices.speaker, hearing, person)
    yield from _sticks(devices.storage, person)


def settle(devices: Devices, hearing: Hearing, seconds: float) -> None:
    """Wait until every device said how it is; for one that is searched, a while longer: it may need a second try."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if all(health.state is not DeviceState.SEARCHING for health in devices.health().values()):
            return
        hearing.wait(DeviceChanged, left)


def _card(name: str, hearing: Hearing, keys: KeyRing | None, person: Person) -> Finding:
    hearing.forget()
    person.told(f"{name}: present a card, within {CARD_SECONDS:.0f} seconds.")
    read = hearing.wait(CardPresented, CARD_SECONDS, lambda event: event.reader == name)
    if read is None:
        return Finding(name, Verdict.BROKEN, "Nothing was read: see docs/operations/devices.md, what a reader sends.")
    if not read.text:
        return Finding(name, Verdict.LOOK, "Something was read that no card holds: damaged, or of another kind.")
    if read.text.startswith("UID:"):
        return Finding(name, Verdict.WELL, "A tag or a contactless card was read.")
    said = keys.verify(read.text) if keys is not None else None
    if isinstance(said, SignedCard):
        return Finding(name, Verdict.WELL, f"A signed {said.type.name.lower()} card of this network was read.")
    if said is None:
        return Finding(name, Verdict.WELL, f"A code of {len(read.text)} characters was read.")
    return Finding(name, Verdict.LOOK, f"A code of {len(read.text)} characters was read, not a card of ours ({said}).")


def trial_slip() -> PrintJob:
    """A slip with what goes wrong most often: accents, the euro, a line to the edge, a code."""
    blocks = (
        Heading("Vestibule", "Essai de l’imprimante"),
        Text("àâçéèêëîïôùûü œ æ « » – ’ €", centred=True),
        Text("123", size="big", bold=True, centred=True),
        Rule(),
        Qr("VESTIBULE"),
    )
    return PrintJob("doctor", Receipt(blocks))


def _slip(devices: Devices, hearing: Hearing, person: Person) -> Finding:
    if not person.agrees("printer: print a slip to try it?"):
        return Finding("printer", Verdict.LEFT_OUT, "No slip was printed.")
    hearing.forget()
    devices.printer.submit(trial_slip())
    finished = hearing.wait(PrintFinished, PRINT_SECONDS)
    outcome = finished.outcome if finished is not None else PrintOutcome.UNKNOWN
    if outcome not in (PrintOutcome.PRINTED, PrintOutcome.UNKNOWN):
        return Finding("printer", Verdict.BROKEN, f"The slip did not come out ({outcome}).")
    if not person.agrees("printer: did a slip come out, legible, whole and cut?"):
        return Finding("printer", Verdict.BROKEN, f"No good slip came out, although it ended as {outcome}.")
    if outcome is PrintOutcome.UNKNOWN:
        return Finding("printer", Verdict.LOOK, "A slip came out, but the printer does not confirm it.")
    return Finding("printer", Verdict.WELL, "A slip came out and was confirmed.")


def _sound(speaker: Speaker, hearing: Hearing, person: Person) -> Iterator[Finding]:
    speaker.chime(Chime.ACCEPTED)
    heard = person.agrees("speaker: did you hear two rising notes?")
    verdict, text = (Verdict.WELL, "Notes were heard.") if heard else (Verdict.BROKEN, "No notes were heard.")
    yield Finding("speaker", verdict, text)
    if not speaker.can_speak:
        yield Finding("speaker", Verdict.LEFT_OUT, "Nothing can be read aloud here now.")
        return
    hearing.forget()
    reading = speaker.speak(["Bonjour et bienvenue."], "fr")
    hearing.wait(SentenceSpoken, SPEECH_SECONDS, lambda event: event.reading == reading and event.index is None)
    heard = person.agrees("speaker: did you hear a voice?")
    verdict, text = (Verdict.WELL, "A voice was heard.") if heard else (Verdict.BROKEN, "No voice was heard.")
    yield Finding("speaker", verdict, text)


def _sticks(storage: Sticks, person: Person) -> Iterator[Finding]:
    if person.there and not storage.sticks():
        person.agrees("storage: plug in a USB stick for the weekly export, then press Enter (n: without)")
    locked, found = storage.read_only(), storage.sticks()
    if locked:
        yield Finding("storage", Verdict.LOOK, f"{len(locked)} sticks refuse writing: unlock them, or take others.")
    if not found:
        yield Finding("storage", Verdict.LEFT_OUT, "No USB stick is plugged in.")
    for number, stick in enumerate(found, start=1):
        room = f"Stick {number}: {stick.free // 1_000_000} MB free of {stick.total // 1_000_000} MB"
        problem = written_and_read(stick.path)
        yield Finding("storage", Verdict.BROKEN if problem else Verdict.WELL, f"{room}; {problem or 'it can be used'}.")


def written_and_read(folder: Path) -> str:
    """Try a stick: write a file, flush it, read it back, take it away. "" when all went well, else what did not."""
    trial = folder / TRIAL
    try:
        fd = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with open(fd, "wb") as file:
            file.write(TRIAL_BYTES)
            file.flush()
            os.fsync(fd)
        same = trial.read_bytes() == TRIAL_BYTES
    except OSError as error:
        return f"it cannot be written to ({error.strerror})"
    finally:
        with suppress(OSError):
            trial.unlink()
    return "" if same else "what is read back differs"

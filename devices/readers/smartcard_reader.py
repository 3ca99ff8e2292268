"""Cards of 13.56 MHz through PC/SC: the UID of what lies on the reader.

A loop of our own over `smartcard.scard`, because the monitors of pyscard end for good when pcscd restarts
(docs/devices.md, "Cards of 13.56 MHz"). pyscard is optional: without it the reader is a state.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

from devices.advice import DriverError, Unfit
from devices.link import Link
from devices.readers.delivery import Delivery
from devices.readers.framing import UNREADABLE
from devices.readers.tag_framing import uid_text
from kiosk.events import DeviceState

GET_UID = (0xFF, 0xCA, 0x00, 0x00, 0x00)
"""PC/SC part 3, "Get Data": the UID of a contactless card."""
DONE = (0x90, 0x00)
UID_LENGTHS = (4, 7, 10)
RANDOM_UID = 0x08
"""First byte of a UID of four bytes that is drawn anew each time: telephones, identity papers."""
LOOK_MS = 500

States = list[tuple[str, int]]


class PcscError(OSError):
    """What PC/SC answered instead of success; without a number of the system: the connection is lost."""


class SmartcardReader:
    """A device for the supervisor. `wanted` is a part of the reader's name, "" for all readers there are;
    `swap_bytes` turns the UID round."""

    def __init__(
        self,
        wanted: str = "",
        *,
        name: str = "reader",
        swap_bytes: bool = False,
        load: Callable[[], Any] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wanted = wanted
        self._name = name
        self._swap_bytes = swap_bytes
        self._load = load or load_scard
        self._delivery = Delivery(name, self.target)
        self._monotonic = monotonic

    @property
    def name(self) -> str:
        return self._name

    @property
    def target(self) -> str:
        return f"smart card reader {self._wanted}".rstrip()

    def serve(self, link: Link) -> None:
        """Watch the readers until the house closes. Raises OSError or Unfit when the service or the reader is gone."""
        scard = self._load()
        with _context(scard) as context:
            self._watch(scard, context, link)

    def interrupt(self) -> None:
        """Nothing: `serve` looks twice a second."""

    def _watch(self, scard: Any, context: object, link: Link) -> None:
        names = [name for name in _listed(scard, context) if self._wanted.lower() in name.lower()]
        if not names:
            raise Unfit("no-card-reader")
        seen: dict[str, int] = dict.fromkeys(names, scard.SCARD_STATE_UNAWARE)
        link.opened()
        link.report(DeviceState.READY)
        while link.going_on():
            code, states = scard.SCardGetStatusChange(context, LOOK_MS, list(seen.items()))
            if code == scard.SCARD_E_TIMEOUT:
                self._delivery.take([], self._monotonic(), link)
                continue
            if code != scard.SCARD_S_SUCCESS:
                raise _failed(scard, code)
            for name, state in _checked(states):
                before, seen[name] = seen[name], state
                if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
                    raise Unfit("no-card-reader")
                if _is_new_card(scard, before, state):
                    self._present(scard, context, name, link)

    def _present(self, scard: Any, context: object, reader: str, link: Link) -> None:
        answer = self._uid(scard, context, reader)
        if answer is None:
            return  # taken away before it could be asked
        uid = bytes(answer[:-2])
        known = tuple(answer[-2:]) == DONE and len(uid) in UID_LENGTHS and not is_random(uid)
        self._delivery.take(
            [uid_text(uid, swap_bytes=self._swap_bytes) if known else UNREADABLE], self._monotonic(), link
        )

    def _uid(self, scard: Any, context: object, reader: str) -> list[int] | None:
        code, card, protocol = scard.SCardConnect(
            context, reader, scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        )
        if code != scard.SCARD_S_SUCCESS:
            return None
        try:
            code, answer = scard.SCardTransmit(card, protocol, list(GET_UID))
        finally:
            scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
        if code != scard.SCARD_S_SUCCESS:
            return None
        if not isinstance(answer, list) or not all(isinstance(byte, int) and 0 <= byte <= 0xFF for byte in answer):
            raise DriverError("the answer of the card is no list of bytes")
        return answer


def reader_names(scard: Any) -> Sequence[str]:
    """The names of all readers that the service knows. Raises OSError or Unfit when it does not run."""
    with _context(scard) as context:
        return _listed(scard, context)


def load_scard() -> ModuleType:
    """pyscard. Raises Unfit when it is not installed."""
    try:
        return importlib.import_module("smartcard.scard")
    except ImportError as error:
        raise Unfit("no-pyscard") from error


def is_random(uid: bytes) -> bool:
    """Whether the card draws a UID anew each time, so that it identifies nobody."""
    return len(uid) == 4 and uid[0] == RANDOM_UID


def _is_new_card(scard: Any, before: int, state: int) -> bool:
    """Whether a card came since the last look: the upper half counts events, so a short tap is not missed."""
    if not state & scard.SCARD_STATE_PRESENT or state & scard.SCARD_STATE_MUTE:
        return False
    return not before & scard.SCARD_STATE_PRESENT or before >> 16 != state >> 16


def _checked(states: object) -> States:
    """What a status change answered, without the ATR. Raises DriverError when it is something else."""
    if not isinstance(states, list):
        raise DriverError(f"the states are a {type(states).__name__}")
    return [(name, state) for name, state, *_ in states]


def _failed(scard: Any, code: int) -> PcscError:
    return PcscError(f"{scard.SCardGetErrorMessage(code)} ({code & 0xFFFFFFFF:08X})")


@contextmanager
def _context(scard: Any) -> Iterator[object]:
    """A conversation with the service. Raises OSError or Unfit when it does not run."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if code in (scard.SCARD_E_NO_SERVICE, scard.SCARD_F_INTERNAL_ERROR, scard.SCARD_E_SERVICE_STOPPED):
        raise Unfit("no-pcscd")
    if code != scard.SCARD_S_SUCCESS:
        raise _failed(scard, code)
    try:
        yield context
    finally:
        with suppress(Exception):
            scard.SCardReleaseContext(context)


def _listed(scard: Any, context: object) -> Sequence[str]:
    code, names = scard.SCardListReaders(context, [])
    if code not in (scard.SCARD_S_SUCCESS, scard.SCARD_E_NO_READERS_AVAILABLE):
        raise _failed(scard, code)
    return tuple(names or ())

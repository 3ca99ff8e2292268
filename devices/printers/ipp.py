"""The Internet Printing Protocol, as far as a kiosk needs it: requests and answers as bytes (RFC 8010, 8011). Pure."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from devices.advice import DriverError

PRINT_JOB = 0x0002
CANCEL_JOB = 0x0008
GET_JOB = 0x0009
GET_PRINTER = 0x000B

NOT_AUTHORIZED = (0x0401, 0x0402, 0x0403)
NOT_FOUND = 0x0406
FORMAT_NOT_SUPPORTED = 0x040A
_LAST_SUCCESS = 0x00FF

_VERSION = b"\x02\x00"
_OPERATION, _JOB, _END = 0x01, 0x02, 0x03
_LAST_DELIMITER = 0x0F
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_URI = 0x45
_TEXTS = range(0x40, 0x60)
"""Tags of values that are text in UTF-8 or plain ASCII."""
_TAGS = {
    "attributes-charset": 0x47, "attributes-natural-language": 0x48, "printer-uri": _URI, "document-format": 0x49,
    "requesting-user-name": 0x42, "job-name": 0x42, "requested-attributes": 0x44, "media": 0x44,
    "print-scaling": 0x44, "job-id": _INTEGER,
}  # fmt: skip

Value = int | bool | str | bytes
Attributes = Mapping[str, Sequence[Value]]


class JobState(IntEnum):
    """`job-state` (RFC 8011, 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def over(self) -> bool:
        """Whether the job will not change any more."""
        return self >= JobState.CANCELLED


class IppError(DriverError):
    """An answer that is no IPP, or breaks off."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is the code of RFC 8011, appendix B; `attributes` all there were, of whatever group."""

    status: int
    attributes: Attributes

    @property
    def well(self) -> bool:
        """Whether the request was done."""
        return self.status <= _LAST_SUCCESS

    def numbers(self, name: str) -> list[int]:
        """The whole numbers under a name; empty when there are none."""
        return [value for value in self.attributes.get(name, ()) if isinstance(value, int)]

    def texts(self, name: str) -> list[str]:
        """The texts under a name; empty when there are none."""
        return [value for value in self.attributes.get(name, ()) if isinstance(value, str)]


def request(
    operation: int,
    number: int,
    printer: str,
    attributes: Mapping[str, int | str | Sequence[str]],
    *,
    job: Mapping[str, str] | None = None,
    document: bytes = b"",
) -> bytes:
    """A request about the printer with the address `printer`; `job` are attributes of a new job. Raises KeyError for a
    name without a type."""
    head = {"attributes-charset": "utf-8", "attributes-natural-language": "en", "printer-uri": printer}
    made = bytearray(_VERSION + struct.pack(">HIB", operation, number, _OPERATION))
    for name, value in {**head, **attributes}.items():
        made += _attribute(name, value)
    if job:
        made.append(_JOB)
        for name, text in job.items():
            made += _attribute(name, text)
    return bytes(made) + bytes([_END]) + document


def answer(data: bytes) -> Answer:
    """What a printer says. Raises IppError."""
    try:
        status = int(struct.unpack_from(">H", data, 2)[0])
        return Answer(status, _attributes(data, 8))
    except (struct.error, IndexError) as error:
        raise IppError("the answer breaks off") from error


def _attribute(name: str, value: int | str | Sequence[str]) -> bytes:
    values = [value] if isinstance(value, int | str) else list(value)
    made, tag = b"", _TAGS[name]
    for index, one in enumerate(values):
        label = name.encode() if index == 0 else b""  # a further value has no name
        raw = struct.pack(">i", one) if isinstance(one, int) else one.encode()
        made += bytes([tag]) + _counted(label) + _counted(raw)
    return made


def _counted(raw: bytes) -> bytes:
    return struct.pack(">H", len(raw)) + raw


def _attributes(data: bytes, at: int) -> Attributes:
    found: dict[str, list[Value]] = {}
    name = ""
    while data[at] != _END:
        tag = data[at]
        at += 1
        if tag <= _LAST_DELIMITER:
            name = ""
            continue
        label, at = _taken(data, at)
        raw, at = _taken(data, at)
        name = label.decode("ascii", "replace") or name
        found.setdefault(name, []).append(_value(tag, raw))
    return found


def _taken(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    end = at + 2 + length
    if end > len(data):
        raise IndexError
    return data[at + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in (_INTEGER, _ENUM):
        return int(struct.unpack(">i", raw)[0])
    if tag == _BOOLEAN:
        return raw != b"\0"
    return raw.decode("utf-8", "replace") if tag in _TEXTS else raw

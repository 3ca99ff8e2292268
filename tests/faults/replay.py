"""The disk as it may look after a power cut, rebuilt from a recording of `recorder.c`.

The model is the worst that an honest disk may do. Of a file, everything before its last sync is there; each later
write is there, missing, or torn at a sector; each later truncation is there or not. Of the names in the folder,
everything before the folder's last sync is there, later changes only up to some point; syncing a file makes its own
creation durable, with everything before it. A disk that lies about syncing is beyond any software.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
HEAD = struct.Struct("<cBBQI")
ACKS = "acks"
"""The file into which the recorded program writes what was confirmed to it: no part of the disk, but a mark in time."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One request to the disk. `file` is the number of the file itself, whatever its name was then."""

    kind: str
    name: str
    second: str
    offset: int
    data: bytes
    file: int


def read_recording(path: Path) -> list[Operation]:
    """The operations, in order."""
    raw = path.read_bytes()
    operations: list[Operation] = []
    files: dict[str, int] = {}
    position = 0
    while position < len(raw):
        kind_byte, first, second, offset, length = HEAD.unpack_from(raw, position)
        position += HEAD.size
        name = raw[position : position + first].decode()
        other = raw[position + first : position + first + second].decode()
        position += first + second
        kind = kind_byte.decode()
        data = b""
        if kind == "W":
            data = raw[position : position + length]
            position += length
        if kind == "C":
            files[name] = len(operations) + 1
        operations.append(Operation(kind, name, other, offset, data, files.get(name, 0)))
        if kind == "U":
            files.pop(name, None)
        if kind == "R" and name in files:
            files[other] = files.pop(name)
    return operations


def confirmed_before(operations: list[Operation], cut: int) -> int:
    """The last number that the program was told of before the cut, 0 when there was none."""
    told = [int(o.data) for o in operations[:cut] if o.kind == "W" and o.name == ACKS]
    return max(told, default=0)


def after_cut(operations: list[Operation], cut: int, chance: random.Random) -> Mapping[str, bytes]:
    """The files on one of the disks that the power may leave when it goes just before operation number `cut`."""
    done = [o for o in operations[:cut] if o.name != ACKS]
    last_sync = {o.file: index for index, o in enumerate(done) if o.kind == "S"}
    names = _names(done, last_sync, chance)
    contents: dict[int, bytearray] = {}
    for index, operation in enumerate(done):
        if operation.kind not in "WT" or operation.file not in names.values():
            continue
        content = contents.setdefault(operation.file, bytearray())
        is_durable = index <= last_sync.get(operation.file, -1)
        if operation.kind == "T":
            if is_durable or chance.random() < 0.5:
                _resize(content, operation.offset)
            continue
        data = operation.data if is_durable else _perhaps(operation.data, chance)
        if data:
            end = operation.offset + len(data)
            if len(content) < end:
                _resize(content, end)
            content[operation.offset : end] = data
    return {name: bytes(contents.get(file, b"")) for name, file in names.items()}


def _names(done: list[Operation], last_sync: Mapping[int, int], chance: random.Random) -> dict[str, int]:
    changes = [index for index, o in enumerate(done) if o.kind in "CUR"]
    durable = max((index for index, o in enumerate(done) if o.kind == "D"), default=-1)
    for index in changes:
        if done[index].kind == "C" and last_sync.get(done[index].file, -1) > index:
            durable = max(durable, index)
    uncertain = [index for index in changes if index > durable]
    kept = chance.randint(0, len(uncertain))
    names: dict[str, int] = {}
    for index in [i for i in changes if i <= durable] + uncertain[:kept]:
        operation = done[index]
        if operation.kind == "C":
            names[operation.name] = operation.file
        elif operation.kind == "U":
            names.pop(operation.name, None)
        elif operation.name in names:
            names[operation.second] = names.pop(operation.name)
    return names


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _perhaps(data: bytes, chance: random.Random) -> bytes:
    """A write that was not synced: there, missing, or torn."""
    fate = chance.random()
    if fate < 0.4:
        return data
    if fate < 0.8:
        return b""
    return data[: chance.randrange(len(data) + 1) // SECTOR * SECTOR]

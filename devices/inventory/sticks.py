"""USB sticks that are mounted, and those that are plugged in without being mounted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from devices.inventory.found import Found, Kind, Proposal, Roots, Unseen, lines_of, text_of
from devices.storage import MOUNT_ROOTS, Mount, UsbStorage, parse_mounts

MEGABYTE = 1_000_000


def sticks(roots: Roots) -> Iterator[Found | Unseen]:
    """Removable file systems with their room; and removable disks of which nothing is mounted."""
    table = roots.proc / "self" / "mounts"
    try:
        mounts = parse_mounts(table.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError as error:
        yield Unseen(Kind.STICK, f"{table} cannot be read ({error.strerror}).")
        return
    removable = [path for path in lines_of(roots.sys / "block", "*") if text_of(path / "removable") == "1"]
    parts = {part for disk in removable for part in (disk.name, *(p.name for p in lines_of(disk, f"{disk.name}*")))}
    for mount in mounts:
        if mount.is_stick and (Path(mount.source).name in parts or _is_usual(mount.path)):
            yield _mounted(mount, table)
    used = {Path(mount.source).name for mount in mounts}
    for disk in removable:
        names = {disk.name, *(part.name for part in lines_of(disk, f"{disk.name}*"))}
        if not names & used and text_of(disk / "size") not in ("", "0"):
            note = "It is not mounted: a desktop does that by itself, a bare system needs udisks2 and an automounter."
            yield Found(Kind.STICK, str(roots.dev / disk.name), _model(disk), note=note)


def _mounted(mount: Mount, table: Path) -> Found:
    storage = UsbStorage([mount.path], table)
    usual = _is_usual(mount.path)
    proposals = () if usual else (Proposal("storage", "usb_paths", (str(mount.path.parent),)),)
    note = "It is found as it is: [storage] usb_paths holds /media, /run/media and /mnt already." if usual else ""
    writable = [stick for stick in storage.sticks() if stick.path == mount.path]
    if not writable:
        locked = "It refuses writing: unlock it, or take another."
        return Found(Kind.STICK, str(mount.path), mount.kind, proposals, locked)
    [stick] = writable
    room = f"{stick.free // MEGABYTE} MB free of {stick.total // MEGABYTE} MB"
    return Found(Kind.STICK, str(mount.path), f"{mount.kind}, {room}", proposals, note)


def _is_usual(path: Path) -> bool:
    return any(root in path.parents for root in MOUNT_ROOTS)


def _model(disk: Path) -> str:
    return " ".join(filter(None, (text_of(disk / "device" / "vendor"), text_of(disk / "device" / "model"))))

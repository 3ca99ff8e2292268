"""USB sticks: which are plugged in, what fits on them, and when they may be taken out.

A stick is a mounted removable file system below one of the configured folders. A configured folder outside the
places where systems mount sticks stands for a stick itself: a network share, or a folder on a test machine.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.ports import Stick

log = logging.getLogger(__name__)

MOUNT_ROOTS = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems mount sticks: such a folder exists without any stick, so it never stands for one."""
STICK_FILE_SYSTEMS = frozenset(
    {"vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "btrfs", "xfs", "f2fs"}
    | {"hfsplus", "udf"}
)
UMOUNT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of /proc/self/mounts."""

    source: str
    path: Path
    kind: str

    @property
    def is_stick(self) -> bool:
        """Whether it may be a stick: a file system of sticks on a device of its own."""
        return self.source.startswith("/dev/") and self.kind in STICK_FILE_SYSTEMS


def parse_mounts(text: str) -> tuple[Mount, ...]:
    """What is mounted, from the text of /proc/self/mounts; lines that are not understood are left out."""
    mounts = []
    for line in text.splitlines():
        fields = line.split()
        if len(fields) >= 3:
            source, path, kind = (_unescaped(field) for field in fields[:3])
            mounts.append(Mount(source, Path(path), kind))
    return tuple(mounts)


class UsbStorage:
    """`kiosk.ports.Storage` over folders. Any thread; every call looks anew, nothing is kept."""

    def __init__(self, folders: Sequence[Path], mounts: Path = Path("/proc/self/mounts")) -> None:
        self._folders = tuple(folders)
        self._mounts = mounts

    def sticks(self) -> Sequence[Stick]:
        """What is plugged in and can be written to: the configured folders in their order, most room first."""
        found: dict[Path, Stick] = {}
        for folder in self._folders:
            here = [stick for path in self._places(folder) if (stick := _writable_stick(path))]
            for stick in sorted(here, key=lambda s: s.free, reverse=True):
                found.setdefault(stick.path, stick)
        return tuple(found.values())

    def read_only(self) -> Sequence[Path]:
        """What is plugged in but refuses writing: a locked or damaged stick."""
        paths = [path for folder in self._folders for path in self._places(folder)]
        return tuple(p for p in dict.fromkeys(paths) if p.is_dir() and _writable_stick(p) is None)

    def release(self, path: Path) -> bool:
        """Flush and unmount; see `kiosk.ports.Storage`. May take many seconds on a slow stick."""
        if not path.is_dir():
            return False
        os.sync()
        mount = next((m for m in reversed(self._mounted()) if m.path == path and m.is_stick), None)
        if mount is None:
            return True
        return _unmounted(mount)

    def _places(self, folder: Path) -> Iterable[Path]:
        sticks = [
            mount.path
            for mount in self._mounted()
            if mount.is_stick and (mount.path == folder or folder in mount.path.parents)
        ]
        if sticks or folder in MOUNT_ROOTS or any(root in folder.parents for root in MOUNT_ROOTS):
            return sticks
        return [folder]

    def _mounted(self) -> tuple[Mount, ...]:
        try:
            return parse_mounts(self._mounts.read_text(encoding="utf-8", errors="surrogateescape"))
        except OSError:
            log.exception("the list of mounted file systems cannot be read")
            return ()


def _writable_stick(path: Path) -> Stick | None:
    """The stick at `path`, or None when it is not there or cannot be written to."""
    try:
        figures = os.statvfs(path)
    except OSError:
        return None  # pulled out between the look at the list and now
    if figures.f_flag & os.ST_RDONLY or not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
        return None
    return Stick(path, figures.f_bavail * figures.f_frsize, figures.f_blocks * figures.f_frsize)


def _unmounted(mount: Mount) -> bool:
    """Try to unmount. When the system does not let us, the flush before was enough; when it is busy, it is not."""
    for command in (["udisksctl", "unmount", "--block-device", mount.source], ["umount", str(mount.path)]):
        program = shutil.which(command[0])
        if program is None:
            continue
        try:
            done = subprocess.run(
                [program, *command[1:]], capture_output=True, text=True, timeout=UMOUNT_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("unmounting a stick failed: %s", type(error).__name__)
            return False
        if done.returncode == 0:
            return True
        if "busy" in done.stderr.lower():
            return False
    return True


def _unescaped(field: str) -> str:
    r"""A field of /proc/self/mounts, where a blank is written \040."""
    for code, letter in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        field = field.replace(code, letter)
    return field

"""The rules for udev and the kernel that ship with the kiosk: installed all of them, or none.

The files lie in `devices/rules`; docs/operations/devices.md, "Rules for the system", says what they do.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

SOURCES = Path(str(files("devices") / "rules"))
PLACES: Mapping[str, Path] = {
    "70-vestibule.rules": Path("etc/udev/rules.d"),
    "vestibule.conf": Path("etc/modprobe.d"),
}
"""Where each file goes, below the root of the system."""
RELOAD = (("udevadm", "control", "--reload"), ("udevadm", "trigger"))
RELOAD_SECONDS = 30.0


def destinations(root: Path = Path("/")) -> Mapping[str, Path]:
    """The full path of each file below `root`."""
    return {name: root / folder / name for name, folder in PLACES.items()}


def installed(root: Path = Path("/")) -> bool:
    """Whether all of them are there as they ship."""
    return all(_is_same(SOURCES / name, path) for name, path in destinations(root).items())


def may_install(root: Path = Path("/")) -> bool:
    """Whether the user of this process may write to all their folders, or make them."""
    return all(os.access(_nearest(path.parent), os.W_OK | os.X_OK) for path in destinations(root).values())


def install(root: Path = Path("/")) -> Sequence[Path]:
    """Write all files, then give them their names; returns where they are. Raises OSError: then nothing is changed."""
    waiting: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    try:
        for name, path in destinations(root).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            former[path] = path.read_bytes() if path.is_file() else None
            waiting[path] = _prepared((SOURCES / name).read_bytes(), path)
        for path, fresh in waiting.items():
            fresh.replace(path)
    except BaseException:
        for path, fresh in waiting.items():
            _put_back(path, fresh, former[path])
        raise
    return tuple(waiting)


def command() -> str:
    """What somebody with the right to do so types instead: whole lines for a shell."""
    lines = [
        shlex.join(["sudo", "install", "-D", "-m", "0644", str(SOURCES / name), str(path)])
        for name, path in destinations().items()
    ]
    return " \\\n  && ".join([*lines, *(shlex.join(["sudo", *words]) for words in RELOAD)])


def reload() -> bool:
    """Let udev read its rules again and apply them to what is plugged in. False when there is no udev here, or it
    refused: then they hold from the next start on."""
    for words in RELOAD:
        program = shutil.which(words[0])
        if program is None:
            return False
        try:
            done = subprocess.run([program, *words[1:]], capture_output=True, timeout=RELOAD_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
        if done.returncode:
            return False
    return True


def _prepared(data: bytes, path: Path) -> Path:
    """The file, whole and on the disk, beside its place; udev and modprobe read no name that ends like this."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with open(fresh, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o644)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    return fresh


def _put_back(path: Path, fresh: Path, former: bytes | None) -> None:
    with suppress(OSError):
        if fresh.exists():
            fresh.unlink()  # it never got its name: what stands there is the former one
        elif former is None:
            path.unlink()
        else:
            _prepared(former, path).replace(path)


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first one above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), Path("/"))


def _is_same(source: Path, path: Path) -> bool:
    try:
        return source.read_bytes() == path.read_bytes()
    except OSError:
        return False

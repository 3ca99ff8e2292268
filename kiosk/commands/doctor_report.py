"""What `vestibule doctor` found, as a plain text to send to support: no name of a person, no secret, no card."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kiosk import __version__

LIBRARIES = ("kivy", "pyserial", "python-escpos", "sqlite-utils", "zxing-cpp", "pyscard")
WIDE = 12

_MOUNTED = re.compile(r"(/(?:run/)?media)/[^\n,;:]+")
_HOME = re.compile(r"/home/[^/\s,;:]+")


class Verdict(StrEnum):
    """How something is."""

    WELL = "ok"
    LOOK = "look"
    """It works; somebody should look at it."""
    BROKEN = "BROKEN"
    LEFT_OUT = "left out"
    """Not tested, or nothing to test."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: about what, how it is, and one sentence."""

    subject: str
    verdict: Verdict
    text: str

    def __str__(self) -> str:
        return f"{self.verdict:<9} {self.subject:<{WIDE}} {without_persons(self.text)}"


def report(findings: Sequence[Finding], plugged_in: Iterable[str], at: datetime) -> str:
    """The whole report. `plugged_in` is what `vestibule devices` says."""
    broken = sum(finding.verdict is Verdict.BROKEN for finding in findings)
    looks = sum(finding.verdict is Verdict.LOOK for finding in findings)
    head = [f"Vestibule doctor, {at:%Y-%m-%d %H:%M} UTC", *machine(), ""]
    end = ["", f"{broken} broken, {looks} to look at.", "", "What is plugged in:", ""]
    rest = [without_persons(line) for line in plugged_in]
    return "\n".join([*head, *map(str, findings), *end, *rest]).rstrip() + "\n"


def machine() -> list[str]:
    """What the machine is, without saying which one."""
    with suppress(OSError):
        system = platform.freedesktop_os_release().get("PRETTY_NAME", "")
        return [_versions(), f"{system}, {platform.system()} {platform.release()}, {platform.machine()}"]
    return [_versions(), f"{platform.system()} {platform.release()}, {platform.machine()}"]


def without_persons(text: str) -> str:
    """The text without what is named after a person: folders of users, names of sticks."""
    home = os.path.expanduser("~")
    if home not in ("/", "~"):
        text = text.replace(home, "~")
    return _HOME.sub("~", _MOUNTED.sub(r"\1/…", text))


def keep(text: str, path: Path) -> None:
    """Write the report, readable for its owner alone. Raises OSError."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(fd, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def _versions() -> str:
    parts = [f"Vestibule {__version__}", f"Python {platform.python_version()}"]
    for name in LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"no {name}")
    return ", ".join(parts)

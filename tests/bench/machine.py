"""What a table of times is worth nothing without: on what it was measured. Names no machine and no place."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def description(screen: str, load: float) -> str:
    """Cores, processor, screen and versions in one paragraph. `screen` is what draws and where, `load` what ran beside
    when the bench began."""
    return (
        f"{os.cpu_count()} cores ({_processor()}), {screen}, "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, "
        f"Kivy {version('kivy')}, SQLite {sqlite3.sqlite_version}; load {load:.1f} when it began."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())

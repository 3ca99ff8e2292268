"""The site on which everything is measured. Imports little: the measured programs import it too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from config import load, sample_path
from config.settings import Settings
from kiosk.clock import utc

START = utc(2026, 10, 13, 12, 42)
"""A Tuesday, 14:42 at the sample site, which is open for long enough."""
CODES_FILE = "codes.json"


def settings() -> Settings:
    """The sample site."""
    return load(sample_path())


def codes_of(folder: Path) -> Sequence[str]:
    """The codes of the cards in `folder`."""
    return [str(code) for code in json.loads((folder / CODES_FILE).read_text(encoding="utf-8"))]

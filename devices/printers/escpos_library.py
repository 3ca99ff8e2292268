"""python-escpos, loaded late and without its side effects. For the print thread only.

Importing version 3.1 adds a handler to the root logger, makes a temporary folder that nobody removes, and would
read a pickle from any folder that an environment variable names (docs/devices.md, "python-escpos").
"""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

_PICKLES = "ESCPOS_CAPABILITIES_PICKLE_DIR"


@cache
def _library() -> Any:
    root = logging.getLogger()
    handlers = list(root.handlers)
    # without the variable the library keeps its pickle in the folder that it has just made: we know what to remove
    foreign = os.environ.pop(_PICKLES, None)
    try:
        printers = importlib.import_module("escpos.printer")
        folder = Path(importlib.import_module("escpos.capabilities").pickle_dir)
    finally:
        if foreign is not None:
            os.environ[_PICKLES] = foreign
        for handler in [h for h in root.handlers if h not in handlers]:
            root.removeHandler(handler)
    if folder.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(folder, ignore_errors=True)
    return printers


def load() -> None:
    """Load the library now, so that the first visitor does not wait for it. Raises ImportError."""
    _library()


def paper() -> Any:
    """A printer without a wire: what is printed on it is kept in `.output` as bytes."""
    return _library().Dummy()

"""Where a kiosk keeps its data, and what the files there are called. Imports little: it is asked before the window."""

from __future__ import annotations

import os
from pathlib import Path

from config.settings import Settings

STORE_FILE = "vestibule.db"
KEY_RING_FILE = "keyring.json"
REVOCATIONS_FILE = "revocations.vrl"


def data_folder(settings: Settings, chosen: Path | None = None) -> Path:
    """Where the kiosk keeps its data: the chosen folder, the site file's, systemd's, or the user's own."""
    if chosen is not None:
        return chosen
    if settings.store.path is not None:
        return settings.store.path
    if "STATE_DIRECTORY" in os.environ:
        return Path(os.environ["STATE_DIRECTORY"].partition(":")[0])
    import platformdirs

    return platformdirs.user_state_path("vestibule")

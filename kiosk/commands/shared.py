"""What several commands share: reading the site file, opening the store, and one clear sentence when that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config import ConfigurationError, load, sample_path
from config.settings import Settings
from kiosk.clock import Moment, SystemClock

if TYPE_CHECKING:
    from data.store import SqliteStore

Command = Callable[..., Any]

DATA_VARIABLE = "VESTIBULE_DATA"


def site_option(command: Command) -> Command:
    """`--site FILE`, else the sample site."""
    return click.option(
        "--site",
        "site_file",
        type=click.Path(path_type=Path),
        envvar="VESTIBULE_SITE",
        help="The site file (default: $VESTIBULE_SITE, else the sample site).",
    )(command)


def data_option(command: Command) -> Command:
    """`--data FOLDER`."""
    return click.option(
        "--data",
        "folder",
        type=click.Path(path_type=Path),
        envvar=DATA_VARIABLE,
        help="The folder of the kiosk's data (default: $VESTIBULE_DATA, else the site file's or the system's).",
    )(command)


def settings_of(site_file: Path | None, *, calendars: bool = True) -> Settings:
    """The settings of a site file (None: the sample). Ends the command with every problem of the file."""
    try:
        return load(site_file or sample_path(), calendars=calendars)
    except ConfigurationError as error:
        raise click.ClickException(problems_text(error)) from None


def problems_text(error: ConfigurationError) -> str:
    """All problems of a site file, one to a line, with what to do."""
    lines = []
    for problem in error.problems:
        where = (f"line {problem.line}" if problem.line else "", problem.where)
        hint = f" ({problem.hint})" if problem.hint else ""
        lines.append(": ".join(part for part in (*where, f"{problem.text}{hint}") if part))
    count = len(lines)
    return f"{count} problem{'s' if count > 1 else ''} in the site file\n  " + "\n  ".join(lines)


def sample_option(command: Command) -> Command:
    """`--data FOLDER` of the sample; the folder of a real kiosk in the environment does not count here."""
    return click.option(
        "--data",
        "folder",
        type=click.Path(path_type=Path),
        help="The folder of the sample (default: the user's own).",
    )(command)


def now() -> Moment:
    """Both clocks of the machine, for commands that write."""
    return Moment.of(SystemClock())


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors that a person can mend into one sentence, without a traceback."""
    try:
        yield
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        raise click.ClickException(sentence) from None


def _sentence(error: Exception) -> str | None:
    """What to say of an error that a person can mend; None for the others."""
    from data.database import StoreError  # not before there is an error: no window waits for them
    from kiosk.cards import KeyRingError
    from kiosk.ports import ExportFailed, StoreUnavailable

    match error:
        case StoreError(text=text):
            return text
        case KeyRingError() | ExportFailed() | ValueError():
            return str(error)
        case StoreUnavailable():
            return f"the store did not confirm ({error}); check the disk and try again"
        case OSError(filename=name, strerror=reason):
            return f"{name or 'the disk'}: {reason}"
    return None


@dataclass(frozen=True)
class Place:
    """The site and the data folder that a command works on, with its store open."""

    settings: Settings
    folder: Path
    store: SqliteStore


@contextmanager
def opened(site_file: Path | None, folder: Path | None) -> Iterator[Place]:
    """Open the store for a command that writes; errors become one sentence. The kiosk must not be running."""
    from kiosk.bootstrap import open_store
    from kiosk.data_folder import data_folder

    settings = settings_of(site_file)
    folder = data_folder(settings, folder)
    with plain_errors():
        store = open_store(folder, settings)
        try:
            yield Place(settings, folder, store)
        finally:
            store.close()

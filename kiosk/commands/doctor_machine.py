"""The part of `vestibule doctor` that needs neither a device nor a person: files, store, disk, clock, screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

from config.settings import Settings
from kiosk.clock import SystemClock
from kiosk.commands.doctor_report import Finding, Verdict
from kiosk.site import Site

LITTLE_BYTES, TOO_LITTLE_BYTES = 1_000_000_000, 64_000_000
"""Free room on the disk of the data: below the first somebody should look, below the second it will soon be full."""
KEY_DAYS = 30
"""A signing key that ends within this many days is told."""
CLOCK_SECONDS = 5.0
MEGABYTE = 1_000_000

Check = Callable[[Settings, Path], Iterator[Finding]]


def charter(settings: Settings, folder: Path) -> Iterator[Finding]:  # noqa: ARG001 - as every check is called
    """The charter in every language of the house, with its full text."""
    site = Site(settings)
    for language in settings.site.languages:
        text = settings.charter.texts.get(language)
        if text is None:
            other = site.charter_language(language)
            yield Finding("charter", Verdict.LOOK, f"There is none in {language}: it is shown in {other}.")
        elif not text.full or not text.lines:
            yield Finding("charter", Verdict.LOOK, f"In {language} its full text is missing: add the file.")
        else:
            told = f"Version {settings.charter.version} in {language}: {len(text.lines)} sentences, "
            yield Finding("charter", Verdict.WELL, f"{told}{len(text.full)} paragraphs.")


def keys(settings: Settings, folder: Path) -> Iterator[Finding]:
    """The key ring: there, of this network, and good for cards that are issued today."""
    from kiosk.bootstrap import load_key_ring
    from kiosk.cards import KeyRingError

    try:
        ring = load_key_ring(folder, settings)
    except KeyRingError as error:
        yield Finding("key ring", Verdict.BROKEN, f"{error}.")
        return
    today = SystemClock().utc_now().date()
    last = max((key.not_after for key in ring.keys.values()), default=date.min)
    if last < today:
        yield Finding("key ring", Verdict.LOOK, f"The last key ended on {last}: cards issued since are refused.")
    elif last < today + timedelta(days=KEY_DAYS):
        yield Finding("key ring", Verdict.LOOK, f"The last key ends on {last}: `vestibule key new` makes another.")
    else:
        yield Finding("key ring", Verdict.WELL, f"Keys of this network: {len(ring.keys)}, the last until {last}.")


def store(settings: Settings, folder: Path) -> Iterator[Finding]:  # noqa: ARG001
    """A full check of the store, beside a running kiosk too; and that its key is closed to others."""
    from data.check import check
    from data.store import KEY_FILE
    from kiosk.data_folder import STORE_FILE

    path = folder / STORE_FILE
    if not path.exists():
        yield Finding("store", Verdict.LEFT_OUT, f"There is none in {folder} yet: the first start makes it.")
        return
    found = check(path)
    if found.ok:
        yield Finding("store", Verdict.WELL, f"Sound, with a whole journal of {found.chain.rows} rows.")
    else:
        bad = f"first bad journal row {found.chain.first_bad}" if found.chain.first_bad is not None else "journal whole"
        # SQLite's own words may quote what stands in the file
        complaint = f"{len(found.integrity)} complaints of SQLite, {found.orphans} orphans, {bad}"
        yield Finding("store", Verdict.BROKEN, f"Damaged ({complaint}): see docs/operations/backup.md.")
    key = path.with_name(KEY_FILE)
    if not key.exists():
        yield Finding("store", Verdict.LOOK, "Its key file is missing: names and signatures cannot be read.")
    elif key.stat().st_mode & 0o077:
        yield Finding("store", Verdict.BROKEN, "Its key file is open to other accounts: chmod 600 it.")


def disk(settings: Settings, folder: Path) -> Iterator[Finding]:  # noqa: ARG001
    """Room where the data are, and the right to write there."""
    place = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(place)
    told = f"{usage.free // MEGABYTE} MB free of {usage.total // MEGABYTE} MB"
    if not os.access(place, os.W_OK | os.X_OK):
        yield Finding("disk", Verdict.BROKEN, f"{place} cannot be written to by this account.")
    elif usage.free < TOO_LITTLE_BYTES:
        yield Finding("disk", Verdict.BROKEN, f"{told}: nearly full, make room.")
    elif usage.free < LITTLE_BYTES:
        yield Finding("disk", Verdict.LOOK, f"{told}: make room.")
    else:
        yield Finding("disk", Verdict.WELL, f"{told}.")


def clock(settings: Settings, folder: Path) -> Iterator[Finding]:
    """The clock against what was recorded last, and whether anything sets it."""
    from data.database import connect_reading
    from data.journal import recorded_until
    from kiosk.data_folder import STORE_FILE

    machine, last = SystemClock(), None
    now = machine.utc_now()
    # what is wrong with the store is said by its own check
    with suppress(Exception), closing(connect_reading(folder / STORE_FILE)) as connection:
        last = recorded_until(connection)
    if last is not None and now < last:
        late = int((last - now).total_seconds())
        yield Finding("clock", Verdict.BROKEN, f"It is {late} s before what was recorded last: set the clock.")
        return
    told = f"{now:%Y-%m-%d %H:%M:%S} UTC, {now.astimezone(Site(settings).zone):%H:%M} at the site"
    if machine.is_synchronised():
        yield Finding("clock", Verdict.WELL, f"{told}; set by the network.")
    else:
        yield Finding("clock", Verdict.LOOK, f"{told}; not set by the network: systemctl start systemd-timesyncd.")


def screen(settings: Settings, folder: Path) -> Iterator[Finding]:  # noqa: ARG001
    """Whether a window could be shown from here."""
    from kiosk.commands.run import has_screen

    if has_screen():
        yield Finding("screen", Verdict.WELL, "A window can be shown from here.")
    else:
        yield Finding("screen", Verdict.LEFT_OUT, "There is none here: start this from the kiosk's graphical session.")


CHECKS: tuple[Check, ...] = (charter, keys, store, disk, clock, screen)


def checked(settings: Settings, folder: Path, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """Everything of this module. A check that fails is a finding, and the others go on."""
    for check in checks:
        try:
            yield from check(settings, folder)
        except Exception as error:  # whatever is wrong with this machine is what somebody wants to know
            name = getattr(check, "__name__", "check")
            yield Finding(name, Verdict.BROKEN, f"It could not be checked ({type(error).__name__}).")

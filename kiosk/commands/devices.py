"""`vestibule devices`: what is plugged in, and the lines of the site file for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.shared import plain_errors

if TYPE_CHECKING:
    from devices.inventory.found import Found, Kind, Proposal, Unseen


@click.command()
@click.option(
    "--install-rules",
    "install",
    is_flag=True,
    help="Install the rules for udev and the kernel; without the right to do so, print the command that does.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("/"),
    help="With --install-rules: the system to install into, for an image that is being built.",
)
def devices(*, install: bool, root: Path) -> None:
    """List what is plugged in, with lines to copy into the site file."""
    if install:
        _install(root)
        return
    from devices.inventory.look import look_around
    from devices.inventory.rules import installed

    for line in told(look_around()):
        click.echo(line)
    if not installed():
        click.echo("The rules for udev and the kernel are not installed: vestibule devices --install-rules")


def told(seen: Sequence[Found | Unseen], kinds: Iterable[Kind] | None = None) -> Iterator[str]:
    """What was seen, line by line, under a heading for each kind; None: every kind there is."""
    from devices.inventory.found import Found, Kind

    for kind in kinds or Kind:
        yield kind.value
        of_kind = [one for one in seen if one.kind is kind]
        for one in of_kind:
            if isinstance(one, Found):
                yield from _device(one)
            else:
                yield f"  - {one.why}"
        if not of_kind:
            yield "  none found"
        yield ""


def _device(found: Found) -> Iterator[str]:
    yield f"  {found.place}" + (f"  {found.what}" if found.what else "")
    if found.note:
        yield f"    ! {found.note}"
    for table, group in groupby(found.proposals, key=lambda proposal: proposal.table):
        proposals = list(group)
        yield f"      [{table}]"
        # alternatives: one of them is meant, so the others are comments
        for number, proposal in enumerate(proposals):
            yield f"      {'# ' if number else ''}{proposal.line()}{_refusal(proposal)}"


def _refusal(proposal: Proposal) -> str:
    """What to say behind a line that the site file would not take; "" for one that it takes."""
    from config.kinds.base import KindError
    from config.schema import TABLES

    entries = next((table.entries for table in TABLES if table.name == proposal.table), ())
    entry = next((entry for entry in entries if entry.name == proposal.key), None)
    value = list(proposal.value) if isinstance(proposal.value, tuple) else proposal.value
    try:
        if entry is not None:
            entry.kind.deserialize(value)
            return ""
    except KindError as error:
        return f"  # not possible as it is: {error}"
    return "  # not an entry of this version"


def _install(root: Path) -> None:
    from devices.inventory import rules

    if rules.installed(root):
        click.echo("The rules are installed as they are in this version.")
        return
    if not rules.may_install(root):
        raise click.ClickException(f"this needs the rights of root, nothing was changed; type\n\n{rules.command()}\n")
    with plain_errors():
        for path in rules.install(root):
            click.echo(path)
    if root != Path("/"):
        return
    if rules.reload():
        click.echo("udev has read them. What was plugged in before: unplug it and plug it in again.")
    else:
        click.echo("They hold from the next start on.")

"""The command line of Vestibule."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import cast

import click

from kiosk import __version__

COMMANDS = {
    "run": "kiosk.commands.run:run",
    "check": "kiosk.commands.check:check",
    "devices": "kiosk.commands.devices:devices",
    "doctor": "kiosk.commands.doctor:doctor",
    "demo": "kiosk.commands.demo:demo",
    "key": "kiosk.commands.keys:key",
    "member": "kiosk.commands.people:member",
    "staff": "kiosk.commands.people:staff",
    "card": "kiosk.commands.cards:card",
    "export": "kiosk.commands.export:export",
    "explain": "kiosk.commands.explain:explain",
    "simulate": "kiosk.commands.simulate:simulate",
}


class Commands(click.Group):
    """The commands by name, each imported when it is asked for: `run` does not wait for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        where = COMMANDS.get(cmd_name)
        return cast("click.Command", resolve_name(where)) if where else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vestibule")
def main() -> None:
    """Reception for public digital spaces: a card, a workstation, a timed session, figures every week."""


if __name__ == "__main__":
    main()

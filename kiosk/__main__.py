"""The command line of Vestibule."""

from __future__ import annotations

import click

from kiosk import __version__
from kiosk.commands.cards import card
from kiosk.commands.check import check
from kiosk.commands.demo import demo
from kiosk.commands.explain import explain
from kiosk.commands.export import export
from kiosk.commands.keys import key
from kiosk.commands.people import member, staff
from kiosk.commands.run import run
from kiosk.commands.simulate import simulate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vestibule")
def main() -> None:
    """Reception for public digital spaces: a card, a workstation, a timed session, figures every week."""


for command in (run, check, demo, key, member, staff, card, export, explain, simulate):
    main.add_command(command)

if __name__ == "__main__":
    main()

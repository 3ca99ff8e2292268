"""`vestibule member` and `vestibule staff`: who may have a card."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands.shared import data_option, now, opened, site_option


@click.group()
def member() -> None:
    """Visitors with a card."""


@member.command("add")
@site_option
@data_option
@click.option("--number", type=click.IntRange(1, 999_999), required=True)
@click.option("--category", help="A category of the site file (default: the first).")
@click.option("--first-name", help="Shown on the welcome screen, kept sealed; leave out for the pseudonymous mode.")
@click.option("--birth-year", type=click.IntRange(1900, 2100))
@click.option("--need", "needs", multiple=True, help="A workstation tag that the member needs, such as accessible.")
@click.option("--guardian-agreed", is_flag=True, help="A guardian's agreement is on file.")
def member_add(  # one parameter for each thing that may be known
    site_file: Path | None,
    folder: Path | None,
    number: int,
    category: str | None,
    first_name: str | None,
    birth_year: int | None,
    needs: tuple[str, ...],
    guardian_agreed: bool,
) -> None:
    """Add a member."""
    with opened(site_file, folder) as place:
        known = [c.id for c in place.settings.categories]
        category = category or known[0]
        if category not in known:
            raise click.ClickException(f"no category {category!r} in the site file; there are {', '.join(known)}")
        place.store.write(
            lambda uow: uow.members.add(
                number=number,
                category=category,
                at=now().utc,
                first_name=first_name,
                birth_year=birth_year,
                needs=frozenset(needs),
                guardian_agreed=guardian_agreed,
            )
        )
    click.echo(f"Member {number} added. Next: vestibule card issue --member {number} --key FILE")


@click.group()
def staff() -> None:
    """People who work here."""


@staff.command("add")
@site_option
@data_option
@click.option("--number", type=click.IntRange(1, 9_999), required=True)
@click.option("--name", required=True, help="Shown in the header of the staff mode.")
def staff_add(site_file: Path | None, folder: Path | None, number: int, name: str) -> None:
    """Add a member of staff. The first use of their card chooses the PIN."""
    with opened(site_file, folder) as place:
        place.store.write(lambda uow: uow.staff.add(number=number, name=name, at=now().utc))
    click.echo(f"Staff {number} added. Next: vestibule card issue --staff {number} --key FILE")

"""`vestibule card`: issue, print again, revoke.

Signing needs the private key, which these commands read from a file that the operator names; the kiosk itself never
does. The store has one writer: stop the kiosk first, or work on the desk's own data folder.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

import click

from kiosk.commands.keys import key_option, open_key
from kiosk.commands.shared import Command, Place, data_option, now, opened, site_option
from kiosk.models import Card, CardType, Member, Staff

CARD_DAYS = {CardType.MEMBER: 365, CardType.STAFF: 90}


def holder_options(command: Command) -> Command:
    """`--member N` or `--staff N`."""
    command = click.option("--member", "member_number", type=int, help="Number of the member.")(command)
    return click.option("--staff", "staff_number", type=int, help="Number of the member of staff.")(command)


out_option = click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), help="Folder for the files (default: here)."
)


@click.group()
def card() -> None:
    """Cards: issue, print again, revoke, link."""


@card.command("issue")
@site_option
@data_option
@key_option
@holder_options
@click.option("--days", type=click.IntRange(1, 730), help="Validity (default: 365, for staff 90).")
@out_option
def card_issue(  # what is on a card
    site_file: Path | None,
    folder: Path | None,
    key_file: Path,
    member_number: int | None,
    staff_number: int | None,
    days: int | None,
    out: Path,
) -> None:
    """Sign a new card and write its pictures. A former card of the same person is revoked."""
    from kiosk.bootstrap import load_key_ring
    from kiosk.commands.card_files import write_card_files
    from kiosk.reception import card_desk
    from kiosk.site import Site

    with opened(site_file, folder) as place:
        issuer = open_key(key_file, load_key_ring(place.folder, place.settings))
        type_, holder = _holder(place, member_number, staff_number)
        moment = now()
        issued = Site(place.settings).today(moment.utc)
        new = Card(secrets.token_bytes(8), type_, holder.id, issued, issued + timedelta(days=days or CARD_DAYS[type_]))
        place.store.write(lambda uow: card_desk.issue(uow, moment, new))
        code = issuer.sign_card(type_, new.card_id, new.issued_on, new.expires_on)
        paths = write_card_files(place.settings, [(holder, code)], out, moment.utc)
        name = place.store.read(lambda uow: uow.members.family_name(holder.id)) if type_ is CardType.MEMBER else None
    whose = f" for {holder.first_name} {name}" if isinstance(holder, Member) and name else ""
    click.echo(f"Card issued{whose}, valid until {new.expires_on}:")
    for path in paths:
        click.echo(f"  {path}")


@card.command("print")
@site_option
@data_option
@key_option
@click.option("--member", "numbers", type=int, multiple=True, required=True, help="Number of a member (repeatable).")
@out_option
def card_print(
    site_file: Path | None, folder: Path | None, key_file: Path, numbers: tuple[int, ...], out: Path
) -> None:
    """Print the valid cards of members again: pictures, and sheets of ten as PDF."""
    from kiosk.bootstrap import load_key_ring
    from kiosk.commands.card_files import write_card_files
    from kiosk.reception import card_desk

    with opened(site_file, folder) as place:
        issuer = open_key(key_file, load_key_ring(place.folder, place.settings))
        found: list[tuple[Member | Staff, str]] = []
        for number in numbers:
            type_, holder = _holder(place, number, None)
            valid = place.store.read(lambda uow, who=holder.id: card_desk.cards_of(uow, CardType.MEMBER, who))  # type: ignore[misc]
            if not valid:
                raise click.ClickException(f"member {number} has no valid card; issue one")
            last = valid[-1]
            found.append((holder, issuer.sign_card(type_, last.card_id, last.issued_on, last.expires_on)))
        for path in write_card_files(place.settings, found, out, now().utc):
            click.echo(f"  {path}")


@card.command("revoke")
@site_option
@data_option
@key_option
@holder_options
def card_revoke(
    site_file: Path | None,
    folder: Path | None,
    key_file: Path,
    member_number: int | None,
    staff_number: int | None,
) -> None:
    """Revoke all cards of a person, and write the next revocation list for the other kiosks."""
    from kiosk.bootstrap import load_key_ring
    from kiosk.data_folder import REVOCATIONS_FILE
    from kiosk.reception import card_desk
    from kiosk.site import Site

    with opened(site_file, folder) as place:
        keys = load_key_ring(place.folder, place.settings)
        issuer = open_key(key_file, keys)
        type_, holder = _holder(place, member_number, staff_number)
        path, moment = place.folder / REVOCATIONS_FILE, now()
        listed = keys.verify_revocations(path.read_bytes())[1] if path.exists() else ()
        revoked = place.store.write(lambda uow: card_desk.revoke_all(uow, moment, type_, holder.id, listed))
        today = Site(place.settings).today(moment.utc)
        path.write_bytes(issuer.sign_revocations(revoked.sequence, revoked.card_ids, today))
    click.echo(f"{revoked.count} card{'s' if revoked.count != 1 else ''} revoked.")
    click.echo(f"List number {revoked.sequence} is in {path}: copy it to the other kiosks.")


@card.command("link")
@site_option
@data_option
@click.option("--member", "number", type=int, required=True, help="Number of the member.")
@click.option("--uid", help="UID of a tag or contactless card: 01000734E0, 04:A2:…, 0000472288d, 007,13536.")
@click.option("--barcode", help="What the barcode of a library card says.")
def card_link(site_file: Path | None, folder: Path | None, number: int, uid: str | None, barcode: str | None) -> None:
    """Let a card that a member has already identify them: identification only, never proof."""
    from kiosk.identifiers import Medium, linked_barcode, linked_uid
    from kiosk.reception import card_desk

    if (uid is None) == (barcode is None):
        raise click.ClickException("say what the card has: --uid UID or --barcode TEXT")
    with opened(site_file, folder) as place:
        medium, digest = (
            (Medium.UID, linked_uid(uid)) if uid is not None else (Medium.BARCODE, linked_barcode(barcode or ""))
        )
        _, member = _holder(place, number, None)
        place.store.write(lambda uow: card_desk.link(uow, now(), medium, digest, member.id))
        accepted = place.settings.reader.identification_only
    click.echo(f"Linked to member {number}.")
    if not accepted:
        click.echo("The kiosk accepts it once the site file says identification_only = true under [reader].")


@card.command("unlink")
@site_option
@data_option
@click.option("--member", "number", type=int, required=True, help="Number of the member.")
def card_unlink(site_file: Path | None, folder: Path | None, number: int) -> None:
    """Forget all cards that were linked to a member."""
    from kiosk.reception import card_desk

    with opened(site_file, folder) as place:
        _, member = _holder(place, number, None)
        count = place.store.write(lambda uow: card_desk.unlink(uow, now(), member.id))
    click.echo(f"{count} linked card{'s' if count != 1 else ''} forgotten.")


def _holder(place: Place, member_number: int | None, staff_number: int | None) -> tuple[CardType, Member | Staff]:
    if member_number is not None and staff_number is None:
        member = place.store.read(lambda uow: uow.members.by_number(member_number))
        if member is None:
            raise click.ClickException(f"there is no member {member_number}; add them with `vestibule member add`")
        return CardType.MEMBER, member
    if staff_number is not None and member_number is None:
        staff = place.store.read(lambda uow: uow.staff.by_number(staff_number))
        if staff is None:
            raise click.ClickException(f"there is no staff {staff_number}; add them with `vestibule staff add`")
        return CardType.STAFF, staff
    raise click.ClickException("say whose card: --member NUMBER or --staff NUMBER")

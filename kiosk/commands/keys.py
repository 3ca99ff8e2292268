"""`vestibule key`: signing keys. The private half belongs to the card desk; a kiosk holds public halves only."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.shared import Command, data_option, now, plain_errors, settings_of, site_option

if TYPE_CHECKING:
    from kiosk.cards import Issuer, KeyRing

KEY_DAYS = 5 * 365


def key_option(command: Command) -> Command:
    """`--key FILE`."""
    return click.option(
        "--key",
        "key_file",
        type=click.Path(path_type=Path),
        required=True,
        help="The private key of the card desk; keep it on a stick, not on the kiosk.",
    )(command)


@click.group()
def key() -> None:
    """Signing keys of the network."""


@key.command("new")
@site_option
@data_option
@click.option(
    "--private", "key_file", type=click.Path(path_type=Path), required=True, help="Where to write the private key."
)
@click.option("--passphrase/--no-passphrase", default=True, help="Ask for a passphrase that locks the key.")
def key_new(site_file: Path | None, folder: Path | None, key_file: Path, passphrase: bool) -> None:
    """Make a new signing key, and add its public half to the key ring of the kiosk."""
    from kiosk.cards import KeyRing
    from kiosk.data_folder import KEY_RING_FILE, data_folder
    from kiosk.site import Site

    settings = settings_of(site_file)
    ring_file = data_folder(settings, folder) / KEY_RING_FILE
    secret = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if passphrase else None
    with plain_errors():
        ring = KeyRing.from_json(ring_file.read_text()) if ring_file.exists() else KeyRing(settings.site.network, ())
        today = Site(settings).today(now().utc)
        issuer, ring = add_key(ring, today - timedelta(days=1), KEY_DAYS)
        write_private(key_file, issuer.to_pem(secret))
        ring_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ring_file.write_text(ring.to_json())
    click.echo(f"Key {issuer.kid} is in {key_file}: keep it at the card desk.")
    click.echo(f"Its public half is in {ring_file}: copy that file to every kiosk.")


def add_key(ring: KeyRing, not_before: date, days: int) -> tuple[Issuer, KeyRing]:
    """A new key beside the ring's own, and the ring with its public half."""
    from kiosk.cards import Issuer, KeyRing

    issuer = Issuer.generate(ring.issuer, max(ring.keys, default=0) + 1)
    public = issuer.public_key(not_before, not_before + timedelta(days=days))
    return issuer, KeyRing(ring.issuer, [*ring.keys.values(), public])


def open_key(key_file: Path, ring: KeyRing) -> Issuer:
    """The desk's key, found in the ring by its public half; asks for the passphrase of a locked key.

    Raises KeyRingError when it is no key of the ring.
    """
    from kiosk.cards import Issuer, KeyRingError

    try:
        pem = key_file.read_bytes()
    except OSError as error:
        raise KeyRingError(f"{key_file} cannot be read ({error.strerror}); plug in the stick of the desk") from None
    locked = b"ENCRYPTED" in pem
    secret = click.prompt("Passphrase", hide_input=True) if locked else None
    for kid in ring.keys:
        issuer = Issuer.from_pem(ring.issuer, kid, pem, secret)
        if issuer.is_key(ring.keys[kid]):
            return issuer
    raise KeyRingError(f"{key_file} is no key of this key ring; copy the key ring from the card desk")


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read. Ends the command when the file exists."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise click.ClickException(f"{path} exists; a key is never overwritten, choose another name") from None

"""`vestibule demo`: try the kiosk without hardware."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.commands.shared import plain_errors, sample_option, settings_of, site_option

if TYPE_CHECKING:
    from devices.simulated.paper import Slip

READ_SECONDS = 10.0
"""How long a contactless card is held to a reader."""


@click.group()
def demo() -> None:
    """Try the kiosk without hardware."""


@demo.command("scan")
@click.argument("card")
@sample_option
@click.option("--port", default="", help="A serial port or socket:// address to write to, instead of the sample kiosk.")
@click.option("--rdm6300", is_flag=True, help="Be a reader of 125 kHz tags: CARD is a UID, such as 01000734E0.")
def demo_scan(card: str, folder: Path | None, port: str, rdm6300: bool) -> None:
    """Present CARD: a name of the sample (amina, lucas, yvette, karim) or any code."""
    from devices.simulated.scanner import show_bytes, show_code
    from kiosk.demo.sample import sample_folder

    folder = folder or sample_folder()
    code = _code_of(card, folder)
    window = port or str(folder / "devices" / ("tags/scanner-window" if rdm6300 else "scanner-window"))
    with _sample_listens():
        if rdm6300:
            show_bytes(window, _tag(card))
        else:
            show_code(window, code)
    click.echo("presented")


@contextmanager
def _sample_listens() -> Iterator[None]:
    """Say how to start the sample when nothing is at its address."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(
            f"no sample kiosk is listening ({error.strerror or error}); start it first: vestibule run --sample"
        ) from None


def _code_of(card: str, folder: Path | None) -> str:
    """The code of a card of the sample, by the name of its holder; any other text is a code itself."""
    from kiosk.demo.sample import CODES_FILE, sample_folder

    codes_file = (folder or sample_folder()) / CODES_FILE
    codes: dict[str, str] = json.loads(codes_file.read_text(encoding="utf-8")) if codes_file.exists() else {}
    return codes.get(card.lower(), card)


def _tag(uid: str) -> bytes:
    """What an RDM6300 sends for a tag."""
    from devices.readers.tag_framing import tag_frame
    from kiosk.identifiers import uid_bytes

    try:
        return tag_frame(uid_bytes(uid))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


@demo.command("printer")
@click.option("--port", type=click.IntRange(0, 65535), default=9100, help="TCP port on this machine (default 9100).")
@click.option("--out", type=click.Path(path_type=Path), default=Path("slips"), help="Folder for the slips.")
@click.option(
    "--mood",
    type=click.Choice(["ok", "near-end", "no-paper", "cover-open", "cutter", "offline", "silent", "deaf"]),
    default="ok",
    help="How the printer behaves.",
)
def demo_printer(port: int, out: Path, mood: str) -> None:
    """Be an ESC/POS printer on the network: each slip becomes a picture. Stop with Ctrl-C."""
    from devices.simulated.printer import Mood, SimulatedPrinter

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())

    def say(slip: Slip) -> None:
        click.echo(out / f"slip-{slip.number:04d}.png")

    with plain_errors(), SimulatedPrinter(out, port=port, on_slip=say) as printer:
        printer.mood = Mood[mood.upper().replace("-", "_")]
        click.echo(f"Printer at {printer.url}, mood {mood}. Stop with Ctrl-C.")
        try:
            stop.wait()
        except KeyboardInterrupt:
            click.echo("")


@demo.command("device")
@click.argument("device", default="")
@click.argument("direction", default="")
@sample_option
def demo_device(device: str, direction: str, folder: Path | None) -> None:
    """Tell DEVICE of the sample kiosk to have a bad day, such as `printer no-paper`. Without words: what there is."""
    from devices.simulated.scanner import show_bytes
    from devices.simulated.stage import DIRECTIONS
    from kiosk.demo.sample import sample_folder

    if not device:
        for name, directions in DIRECTIONS.items():
            click.echo(f"{name:8} {', '.join(directions)}")
        return
    if device not in DIRECTIONS:
        raise click.ClickException(f"no such device: {device}; there are {', '.join(DIRECTIONS)}")
    if direction not in DIRECTIONS[device]:
        raise click.ClickException(f"{device}: say one of {', '.join(DIRECTIONS[device])}")
    stage = (folder or sample_folder()) / "devices" / "stage"
    with _sample_listens():
        show_bytes(str(stage), f"{device} {direction}\n".encode())
    click.echo(f"{device}: {direction}")


@demo.command("film")
@click.argument("card")
@sample_option
@click.option("--out", type=click.Path(path_type=Path), help="The film to write, instead of the sample's.")
@click.option("--blurred", type=click.FloatRange(0, 50), default=0.0, help="Out of focus, in dots (default 0).")
def demo_film(card: str, folder: Path | None, out: Path | None, blurred: float) -> None:
    """Film CARD, held up and taken away, for a camera of the sample kiosk at its next start. Needs ffmpeg."""
    from devices.simulated.film import make_film
    from kiosk.demo.sample import FILM, sample_folder

    film = (out or (folder or sample_folder()) / FILM).resolve()
    with plain_errors():
        make_film(_code_of(card, folder), film, blurred=blurred)
    click.echo(film)
    if out is None:
        click.echo("Start the sample kiosk (again); it has a camera while this file is there.")


@demo.command("contactless")
@click.argument("uid")
@click.option("--answer", default="", metavar="HEX", help="What it says instead of its UID, such as 6300 (failed).")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="TCP port of vpcd (default 35963).")
def demo_contactless(uid: str, answer: str, port: int | None) -> None:
    """Hold a contactless card with UID to the virtual reader of pcscd (package vsmartcard-vpcd)."""
    from devices.simulated.virtual_card import PORT, VirtualCard
    from kiosk.identifiers import uid_bytes

    try:
        number, said = uid_bytes(uid), bytes.fromhex(answer) if answer else None
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    try:
        with VirtualCard(number, answer=said, port=port or PORT) as card:
            read = card.wait_read(READ_SECONDS)
    except OSError as error:
        raise click.ClickException(
            f"no virtual reader ({error.strerror or error}); install vsmartcard-vpcd and start pcscd"
        ) from None
    if not read:
        raise click.ClickException('nobody read it; is a kiosk running with url = "pcsc://"?')
    click.echo("presented")


@demo.command("receipt")
@site_option
@click.option("--language", default="", help="A language of the site, instead of its first.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/receipt"), help="Folder for the files.")
def demo_receipt(site_file: Path | None, language: str, out: Path) -> None:
    """Show the receipt of an invented session, without any printer: pictures, PDF, text."""
    from kiosk.demo.receipts import sample_receipt, write_forms

    with plain_errors():
        settings = settings_of(site_file)
        slip = sample_receipt(settings, language or settings.site.default_language)
        files = write_forms(slip, out)
    click.echo(next(file for file in files if file.suffix == ".txt").read_text(encoding="utf-8"))
    for file in files:
        click.echo(file)


@demo.command("visit")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/visit"), help="Folder for the pictures.")
def demo_visit(out: Path) -> None:
    """Watch a whole visit: a real window, real scan bytes, a finger that signs, a printed receipt."""
    guided(out)


def guided(out: Path) -> None:
    """Run the guided visit; a step that does not come ends the command with a sentence."""
    from kiosk.demo.visit import guided_visit

    with plain_errors():
        try:
            guided_visit(out, click.echo)
        except RuntimeError as error:
            raise click.ClickException(f"the visit stopped: {error}") from None

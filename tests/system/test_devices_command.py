"""`vestibule devices` as it is typed: on this machine, on one without anything, and without the rights of root."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner

from devices.inventory.found import Found, Kind, Proposal, Unseen
from kiosk.__main__ import main
from kiosk.commands.devices import told

ROOT = Path(__file__).parents[2]

def test_this_machine_is_listed_whatever_it_has() -> None:
    done = CliRunner().invoke(main, ["devices"])
    assert done.exit_code == 0, done.output
    assert Kind.SOUND.value in done.output


def test_kinds_of_which_there_is_nothing_are_named_too() -> None:
    assert list(told([])) == [line for kind in Kind for line in (kind.value, "  none found", "")]


def test_lines_to_copy_and_why_the_rest_is_not_seen() -> None:
    place = "/dev/serial/by-id/usb-A-if00"
    scanner = Proposal("reader", "url", place, "a scanner in serial mode")
    printer = Proposal("printer", "url", f"serial://{place}", "a receipt printer")
    queue = Proposal("reader", "url", "nonsense://x")
    seen: list[Found | Unseen] = [
        Found(Kind.SERIAL, place, "Acme (1234:abcd)", (scanner, printer), "Unplug it."),
        Found(Kind.PRINTER, "elsewhere", proposals=(queue,)),
        Unseen(Kind.CAMERA, "ffmpeg is not installed."),
    ]
    assert list(told(seen, (Kind.SERIAL, Kind.PRINTER, Kind.CAMERA))) == [
        "Serial ports",
        f"  {place}  Acme (1234:abcd)",
        "    ! Unplug it.",
        "      [reader]",
        f'      url = "{place}"  # a scanner in serial mode',
        "      [printer]",
        f'      url = "serial://{place}"  # a receipt printer',
        "",
        "Printers",
        "  elsewhere",
        "      [reader]",
        '      url = "nonsense://x"  # not possible as it is: « nonsense:// » cannot be used here.',
        "",
        "Cameras",
        "  - ffmpeg is not installed.",
        "",
    ]


def test_the_rules_are_installed_into_an_image(tmp_path: Path) -> None:
    first = CliRunner().invoke(main, ["devices", "--install-rules", "--root", str(tmp_path)])
    assert (first.exit_code, first.output.count(str(tmp_path))) == (0, 2)
    again = CliRunner().invoke(main, ["devices", "--install-rules", "--root", str(tmp_path)])
    assert (again.exit_code, again.output) == (0, "The rules are installed as they are in this version.\n")


PROGRAM = """
import os, sys
import devices.inventory.rules, kiosk.commands.devices
from kiosk.__main__ import main
if os.geteuid() == 0:  # after the imports: the interpreter itself may be out of reach for others
    os.setgroups([])
    os.setresgid(*[65534] * 3)
    os.setresuid(*[65534] * 3)
main(sys.argv[1:])
"""


def test_without_the_right_to_install_the_command_is_printed_and_nothing_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "etc").mkdir()
        (root / "etc").chmod(0o555)
        command = [sys.executable, "-c", PROGRAM, "devices", "--install-rules", "--root", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "sudo install -D -m 0644" in done.stderr
        assert list((root / "etc").iterdir()) == []

"""Nothing starts, and nothing happens, on what cannot be right: one clear sentence that names the line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from config import load, sample_path
from data.store import SqliteStore
from kiosk.__main__ import main
from kiosk.data_folder import STORE_FILE

HIDDEN = '[[rules]]\ncategory = "minor"\nzone = "enfants"\nsession = 20\nday = 20\nreason = { fr = "Jamais." }\n'
CASES = {
    "overlapping intervals": (
        '["10:00-12:30", "13:30-18:00"]',
        '["10:00-12:30", "12:00-18:00"]',
        "hours.wednesday: 10:00-12:30 and 12:00-18:00 overlap.",
    ),
    "a rule that comes too late": (
        '[[rules]]\ntag = "scanner"',
        HIDDEN + '\n[[rules]]\ntag = "scanner"',
        "rules[5]: this rule can never match: rules[3], line",
    ),
    "a rule for when the house is closed": (
        'hours = ["10:00-12:30"]',
        'hours = ["05:00-08:00"]',
        "rules[4].hours: this rule can never match: the site is closed in these hours.",
    ),
    "a rule for a tag that nothing has": (
        '[[rules]]\ntag = "scanner"',
        '[[rules]]\ntag = "large-screen"\nzone = "enfants"',
        "this rule can never match: no workstation of zone « enfants » has the tag « large-screen ».",
    ),
    "less than the smallest slot": ("session = 45", "session = 9", "rules[3].session: the rule grants 9 min"),
}
CALENDARS = {
    "a page": ("<html>Vacances</html>", "vacances.ics, line 1: the file is not a calendar"),
    "a broken date": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:2026-10\nEND:VEVENT\nEND:VCALENDAR\n",
        "vacances.ics, line 2: Expected time, got: 2026-10.",
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the sample site, to spoil."""
    return Path(shutil.copytree(sample_path().parent, tmp_path / "site")) / "site.toml"


def prepared(site: Path) -> dict[str, str]:
    """A machine on which nothing but the input is wrong: a screen, and a key ring."""
    environment = {"VESTIBULE_DATA": str(site.parent / "data"), "SDL_VIDEODRIVER": "offscreen"}
    words = ["key", "new", "--site", str(sample_path()), "--private", str(site.parent / "key.pem"), "--no-passphrase"]
    made = CliRunner().invoke(main, words, env=environment)
    assert made.exit_code == 0, made.output
    return environment


def started(site: Path, command: str) -> subprocess.CompletedProcess[str]:
    """The command on that site, as on a machine."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", command, str(site)],
        env={**os.environ, **prepared(site), "KIVY_HOME": str(site.parent / "kivy")},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip


def refused(site: Path, command: str) -> str:
    """What the command says, which is one error."""
    done = started(site, command)
    assert done.returncode == 1
    assert "Error: 1 problem in the site file\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site.parent / "data" / STORE_FILE).exists(), "nothing was begun"
    return done.stderr[done.stderr.index("Error: ") :]


def line_of(text: str, part: str) -> int:
    """The number of the line on which the part begins."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize(("old", "new", "said"), CASES.values(), ids=CASES)
def test_a_site_file_that_cannot_be_right(site: Path, old: str, new: str, said: str, command: str) -> None:
    text = site.read_text(encoding="utf-8")
    assert text.count(old) == 1
    site.write_text(text.replace(old, new), encoding="utf-8")
    output = refused(site, command)
    assert said in output
    numbers = [int(word.removesuffix(":")) for word in output.split("line ")[1].split()[:1]]
    assert abs(numbers[0] - line_of(text.replace(old, new), new)) <= new.count("\n") + 1


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize(("content", "said"), CALENDARS.values(), ids=CALENDARS)
def test_a_calendar_that_is_none(site: Path, content: str, said: str, command: str) -> None:
    (site.parent / "vacances.ics").write_text(content, encoding="utf-8")
    output = refused(site, command)
    text = site.read_text(encoding="utf-8")
    assert f"line {line_of(text, 'calendars = ')}: holidays.calendars[1]: {said}" in output


def test_two_kiosks_on_one_store(site: Path) -> None:
    """The second one is another process, as on a machine."""
    folder = site.parent / "data"
    first = SqliteStore(folder / STORE_FILE, kiosk=load(site).site.kiosk)
    try:
        second = started(site, "run")
    finally:
        first.close()
    assert second.returncode == 1
    assert f"Another Vestibule already uses {folder}" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent.toml", "absent.toml does not exist."),
        (".", " is a folder. (Name the file in it.)"),
        ("half.toml", "\n  line 1: a text is not closed"),
    ],
)
def test_a_fault_of_the_file_as_a_whole_names_no_setting(site: Path, name: str, said: str) -> None:
    (site.parent / "half.toml").write_text('name = "x\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(site.parent / name)])
    assert done.exit_code == 1
    assert said in done.output
    assert "  : " not in done.output
    assert ": : " not in done.output

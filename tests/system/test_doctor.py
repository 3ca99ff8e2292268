"""`vestibule doctor` as it is typed: alone, with somebody beside the kiosk, and on kiosks with something broken."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config import load, sample_path
from data.store import KEY_FILE, SqliteStore
from devices.simulated.printer import Mood, SimulatedPrinter
from devices.simulated.scanner import SimulatedScanner
from kiosk.__main__ import main
from kiosk.cards import Issuer
from kiosk.clock import SystemClock
from kiosk.commands.doctor import examined
from kiosk.commands.doctor_devices import TRIAL, written_and_read
from kiosk.commands.doctor_machine import charter, checked
from kiosk.commands.doctor_report import Finding, Verdict, keep, report, without_persons
from kiosk.commands.doctor_touch import judged, touched
from kiosk.data_folder import KEY_RING_FILE, STORE_FILE
from kiosk.models import CardType
from kiosk.ports import UnitOfWork
from screens.touch_trial import PLACES
from tests.window.glass import Display, display, missing_programs, until

ROOT = Path(__file__).parents[2]
SIZE = (400, 600)
"""Of the window with the marks."""
NAMES = ("Amina", "Karim", "Bérénice")


class Helper:
    """Somebody who does what the doctor says; `says` answers questions by their first word."""

    there = True

    def __init__(self, act: Callable[[str], object], **says: bool) -> None:
        self.act, self.says = act, says
        self.asked: list[str] = []

    def told(self, text: str) -> None:
        self.act(text)

    def agrees(self, question: str) -> bool:
        self.asked.append(question)
        return self.says.get(question.partition(":")[0], True)


class Kiosk:
    """A kiosk that is installed: its folder, its site file, its cards."""

    def __init__(self, folder: Path) -> None:
        self.data, self.site = folder / "data", folder / "site" / "site.toml"
        shutil.copytree(sample_path().parent, self.site.parent)
        self._type("key", "new", "--private", folder / "key.pem", "--no-passphrase")
        for number, name in enumerate(NAMES, start=214):
            self._type("member", "add", "--number", number, "--first-name", name, "--birth-year", 1991)
        self.write("storage", "usb_paths", f'["{folder / "stick"}"]')

    def _type(self, *words: object) -> Result:
        done = CliRunner().invoke(main, [str(word) for word in words], env=self._environment)
        assert done.exit_code == 0, done.output
        return done

    @property
    def _environment(self) -> dict[str, str | None]:
        return {"VESTIBULE_DATA": str(self.data), "VESTIBULE_SITE": str(self.site), "DISPLAY": ""}

    def write(self, table: str, key: str, value: str) -> None:
        """An entry of the site file."""
        before, found, after = self.site.read_text(encoding="utf-8").partition(f"\n[{table}]\n")
        assert found
        lines = after.split("\n")
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key} ="))
        lines[at] = f"{key} = {value}"
        self.site.write_text(before + found + "\n".join(lines), encoding="utf-8")

    def findings(self, person: Helper, seconds: float = 20.0) -> list[Finding]:
        return list(examined(self.site, self.data, person, seconds))

    def doctor(self, *words: object, expect: int = 0) -> tuple[str, str]:
        """Type the command without a terminal: what it prints, and the report."""
        report = self.data / "report.txt"
        words = ("doctor", "--seconds", 20, "--report", report, *words)
        done = CliRunner().invoke(main, [str(word) for word in words], env=self._environment)
        assert done.exit_code == expect, done.output
        return done.output, report.read_text(encoding="utf-8")


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(tmp_path / "box") as scanner:
        yield scanner


def verdicts(findings: list[Finding], subject: str) -> list[Verdict]:
    return [finding.verdict for finding in findings if finding.subject == subject]


# -------------------------------------------------------------------------------------------- without anybody


def test_a_kiosk_without_devices_is_well(kiosk: Kiosk) -> None:
    printed, kept = kiosk.doctor()
    assert "0 broken" in kept
    assert "What is plugged in:" in kept
    assert all(line in kept for line in printed.splitlines()[:5])


def test_devices_that_are_not_there_are_named_with_their_cure(kiosk: Kiosk) -> None:
    kiosk.write("reader", "url", '"/dev/serial/by-id/usb-none-of-ours"')
    kiosk.write("printer", "url", '"tcp://127.0.0.1:1"')
    _, kept = kiosk.doctor("--seconds", 1, expect=1)
    assert "plug the device in, or correct its address" in kept
    assert "refuses the connection" in kept
    assert "2 broken" in kept


def test_devices_that_are_there_are_reached(kiosk: Kiosk, scanner: SimulatedScanner) -> None:
    kiosk.write("reader", "url", f'"{os.readlink(scanner.url)}"')
    with SimulatedPrinter() as printer:
        kiosk.write("printer", "url", f'"{printer.url}"')
        _, kept = kiosk.doctor("--yes")
    assert kept.count("Reached.") == 2
    assert printer.slips == [], "nothing is printed when nobody is there to look at it"


def test_a_site_file_with_mistakes_is_a_finding(kiosk: Kiosk) -> None:
    kiosk.site.write_text("[demo]\nnumber = 'Bérénice'\n", encoding="utf-8")
    _, kept = kiosk.doctor(expect=1)
    assert "`vestibule check` explains" in kept
    assert "Bérénice" not in kept


def test_no_name_no_card_and_no_secret_is_in_the_report(kiosk: Kiosk) -> None:
    printed, kept = kiosk.doctor()
    ring = (kiosk.data / KEY_RING_FILE).read_text(encoding="utf-8")
    secret = (kiosk.data / KEY_FILE).read_bytes().hex()
    for text in (printed, kept):
        assert not any(name in text for name in (*NAMES, secret, ring))
    assert without_persons("/media/berenice/MA CLÉ: full") == "/media/…: full"
    assert without_persons("/home/berenice/data is full") == "~/data is full"
    assert os.path.expanduser("~") == "/" or os.path.expanduser("~") not in without_persons(str(Path.home() / "x"))


def test_a_running_kiosk_keeps_its_devices(kiosk: Kiosk) -> None:
    store = SqliteStore(kiosk.data / STORE_FILE, kiosk="accueil-1")
    try:
        _, kept = kiosk.doctor()
    finally:
        store.close()
    assert "stop it first" in kept
    assert "Sound, with a whole journal" in kept, "the store is checked beside it"


# ------------------------------------------------------------------------------------------------ what is wrong


def test_a_damaged_store(kiosk: Kiosk) -> None:
    path = kiosk.data / STORE_FILE
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 3] = bytes(4096 * 2)
    path.write_bytes(data)
    findings = [f for f in checked(load(kiosk.site), kiosk.data) if f.subject == "store"]
    assert findings[0].verdict is Verdict.BROKEN


def test_a_key_of_the_store_that_is_open_or_missing(kiosk: Kiosk) -> None:
    key = kiosk.data / KEY_FILE
    key.chmod(0o644)
    assert Verdict.BROKEN in verdicts(list(checked(load(kiosk.site), kiosk.data)), "store")
    key.unlink()
    assert Verdict.LOOK in verdicts(list(checked(load(kiosk.site), kiosk.data)), "store")


def test_no_key_ring(kiosk: Kiosk) -> None:
    (kiosk.data / KEY_RING_FILE).unlink()
    _, kept = kiosk.doctor(expect=1)
    assert "vestibule key new" in kept


def test_a_clock_that_went_back(kiosk: Kiosk) -> None:
    store = SqliteStore(kiosk.data / STORE_FILE, kiosk="accueil-1")
    ahead = SystemClock().utc_now() + timedelta(days=400)

    def note(uow: UnitOfWork) -> None:
        uow.journal.add("help.called", ahead, {})

    store.write(note)
    store.close()
    assert verdicts(list(checked(load(kiosk.site), kiosk.data)), "clock") == [Verdict.BROKEN]


@pytest.mark.parametrize(("vouched", "verdict"), [(True, Verdict.WELL), (False, Verdict.LOOK)])
def test_who_sets_the_clock(vouched: bool, verdict: Verdict, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "is_synchronised", lambda _clock: vouched)
    assert verdicts(list(checked(load(kiosk.site), kiosk.data)), "clock") == [verdict]


def test_a_charter_that_is_missing_in_a_language(kiosk: Kiosk) -> None:
    settings = load(kiosk.site)
    french = {"fr": replace(settings.charter.texts["fr"], full=())}
    settings = replace(settings, charter=replace(settings.charter, texts=french))
    found = list(charter(settings, kiosk.data))
    assert {finding.verdict for finding in found} == {Verdict.LOOK}
    assert len(found) == len(settings.site.languages)


def test_a_check_that_fails_is_a_finding_and_the_others_go_on(kiosk: Kiosk) -> None:
    def broken(*_: object) -> Iterator[Finding]:
        raise RuntimeError("Bérénice")

    found = list(checked(load(kiosk.site), kiosk.data, (broken, charter)))
    assert found[0] == Finding("broken", Verdict.BROKEN, "It could not be checked (RuntimeError).")
    assert len(found) > 1


# --------------------------------------------------------------------------------------------- with somebody


def test_a_person_presents_a_card_and_looks_at_the_slip(kiosk: Kiosk, scanner: SimulatedScanner) -> None:
    code = "3274080005003"
    kiosk.write("reader", "url", f'"{os.readlink(scanner.url)}"')
    helper = Helper(lambda text: scanner.scan(code))
    with SimulatedPrinter() as printer:
        kiosk.write("printer", "url", f'"{printer.url}"')
        found = kiosk.findings(helper)
        assert len(printer.slips) == 1
    assert verdicts(found, "reader") == [Verdict.WELL, Verdict.LOOK], "a code, but no card of ours"
    assert verdicts(found, "printer") == [Verdict.WELL, Verdict.WELL]
    assert code not in report(found, [], SystemClock().utc_now())


def test_a_card_of_the_network_is_known(kiosk: Kiosk, scanner: SimulatedScanner, tmp_path: Path) -> None:
    settings = load(kiosk.site)
    issuer = Issuer.from_pem(settings.site.network, 1, (tmp_path / "key.pem").read_bytes())
    today = SystemClock().utc_now().date()
    code = issuer.sign_card(CardType.MEMBER, bytes(8), today, today + timedelta(days=30))
    kiosk.write("reader", "url", f'"{os.readlink(scanner.url)}"')
    found = kiosk.findings(Helper(lambda text: scanner.scan(code)))
    assert "A signed member card of this network was read." in [finding.text for finding in found]


@pytest.mark.parametrize(
    ("mood", "says", "last"),
    [
        (Mood.OK, {"printer": False}, Verdict.LEFT_OUT),
        (Mood.SILENT, {}, Verdict.LOOK),
        (Mood.NO_PAPER, {}, Verdict.BROKEN),
    ],
)
def test_what_becomes_of_the_slip(kiosk: Kiosk, mood: Mood, says: dict[str, bool], last: Verdict) -> None:
    with SimulatedPrinter() as printer:
        printer.mood = mood
        kiosk.write("printer", "url", f'"{printer.url}"')
        found = kiosk.findings(Helper(lambda text: None, **says))
    assert verdicts(found, "printer")[-1] is last


def test_a_stick_is_written_to_and_left_as_it_was(kiosk: Kiosk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "photo.jpg").write_bytes(b"mine")
    found = kiosk.findings(Helper(lambda text: None))
    assert verdicts(found, "storage") == [Verdict.WELL]
    assert [path.name for path in stick.iterdir()] == ["photo.jpg"]
    assert str(stick) not in report(found, [], SystemClock().utc_now())


def test_a_stick_that_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / TRIAL).mkdir()
    assert written_and_read(tmp_path).startswith("it cannot be written to")
    assert written_and_read(tmp_path / "gone").startswith("it cannot be written to")


def test_on_a_terminal_it_asks(kiosk: Kiosk, scanner: SimulatedScanner, tmp_path: Path) -> None:
    """A process of its own on a terminal of its own, as somebody types it."""
    kiosk.write("reader", "url", f'"{os.readlink(scanner.url)}"')
    near, far = pty.openpty()
    command = [sys.executable, "-m", "kiosk", "doctor", "--site", kiosk.site, "--data", kiosk.data]
    # Other tests have named a driver for windows that nobody sees: here is no screen at all.
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", "SDL_VIDEODRIVER": ""}
    with subprocess.Popen(
        [*map(str, command), "--report", str(tmp_path / "report.txt")],
        cwd=ROOT, env=environment, stdin=far, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "present a card" in line:
                break
        scanner.scan("VST1:HELLO")
        os.write(near, b"\n" * 5)
        rest, _ = process.communicate(timeout=60)
    os.close(near)
    os.close(far)
    assert "A code of 10 characters was read, not a card of ours" in said + rest
    assert "plug in a USB stick" in said + rest
    assert (tmp_path / "report.txt").exists()


# -------------------------------------------------------------------------------------------- report and touch


def test_the_report_is_for_its_owner_alone_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("mine")
    (tmp_path / "report.txt").symlink_to(tmp_path / "other")
    keep("text\n", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "text\n"
    assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "other").read_text() == "mine"


def test_a_report_that_cannot_be_kept_is_printed_all_the_same(kiosk: Kiosk) -> None:
    done = CliRunner().invoke(
        main,
        ["doctor", "--site", str(kiosk.site), "--data", str(kiosk.data), "--report", str(kiosk.site / "x.txt")],
        env={"DISPLAY": ""},
    )
    assert done.exit_code == 1
    assert "What is plugged in:" in done.output
    assert "it stands above" in done.output


@pytest.mark.parametrize(
    ("distances", "verdict"),
    [
        ([0.1, 0.5, 0.2, 1.0, 2.9], Verdict.WELL),
        ([0.1, 0.5, 0.2, 1.0, 5.0], Verdict.LOOK),
        ([0.1, 80.0, 0.2, 1.0, 5.0], Verdict.BROKEN),
        ([0.1, 0.5, None, None, None], Verdict.BROKEN),
        ([None] * 5, Verdict.BROKEN),
    ],
)
def test_what_touches_say(distances: list[float | None], verdict: Verdict) -> None:
    assert judged(distances).verdict is verdict


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[Display]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"no display to test on: {', '.join(missing)} not installed (setup/system-packages --tests)")
    with display(tmp_path) as found:
        yield found


def placed(glass: Display) -> tuple[int, int]:
    """Where the window with the marks is; () until it is shown."""
    for window in glass.do("search", "--onlyvisible", "--name", ".*").split():
        shown = dict(line.split("=") for line in glass.do("getwindowgeometry", "--shell", window).split())
        if (shown.get("WIDTH"), shown.get("HEIGHT")) == tuple(map(str, SIZE)):
            return int(shown["X"]), int(shown["Y"])
    return ()  # type: ignore[return-value]


def test_a_finger_touches_every_mark_of_a_real_window(glass: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in glass.environment.items():
        monkeypatch.setenv(name, value)
    found: list[Finding] = []
    window = threading.Thread(target=lambda: found.append(touched([str(side) for side in SIZE], 60.0)))
    window.start()
    left, top = until("the window", lambda: placed(glass))
    until("a white window", lambda: glass.picture(left + 60, top + 300, 1, 1)[0][:3] == b"\xff\xff\xff")
    for x, y in PLACES:
        before = glass.picture(left, top, *SIZE)
        glass.do("mousemove", left + int(SIZE[0] * x), top + int(SIZE[1] * (1 - y)), "click", 1)
        until("the next mark", lambda before=before: glass.picture(left, top, *SIZE) != before)  # type: ignore[misc]
    window.join(60)
    assert [finding.verdict for finding in found] == [Verdict.WELL], found


def test_a_window_that_does_not_open_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert touched().verdict is Verdict.BROKEN

"""The command line as an IT officer meets it: the card desk, the export, and one clear sentence per mistake."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image

from config import load, sample_path
from data.store import SqliteStore
from devices.simulated.wire import Wire
from kiosk.__main__ import main
from kiosk.bootstrap import build, load_key_ring, open_store
from kiosk.cards import KeyRing, SignedCard
from kiosk.clock import utc
from kiosk.data_folder import REVOCATIONS_FILE, STORE_FILE
from kiosk.events import DeviceState
from kiosk.models import CardType
from kiosk.reception.outcomes import StaffCard
from kiosk.rules.refusals import Reason, Refused

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a data folder of its own."""

    def invoke(*words: object, expect: int = 0, typed: str = "") -> Result:
        environment = {"VESTIBULE_DATA": str(tmp_path / "data"), "VESTIBULE_SITE": str(sample_path()), "DISPLAY": ""}
        result = CliRunner().invoke(main, [str(word) for word in words], env=environment, input=typed)
        assert result.exit_code == expect, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Path:
    """A card desk with a key and two people; the answer is the private key's file."""
    key = tmp_path / "stick" / "key.pem"
    run("key", "new", "--private", key, "--no-passphrase")
    run("member", "add", "--number", 214, "--category", "adult", "--first-name", "Amina", "--birth-year", 1991)
    run("staff", "add", "--number", 7, "--name", "Karim")
    return key


def code_on(picture: Path) -> str:
    """What an independent reader finds on a card."""
    found = zxingcpp.read_barcode(Image.open(picture))
    assert found is not None, "no code on the picture"
    return found.text


def test_check_prints_what_was_understood(run: Run) -> None:
    assert "Médiathèque des Tilleuls" in run("check").output


def test_check_reads_the_calendar_of_the_workshops(run: Run, tmp_path: Path) -> None:
    assert re.search(r"Workshops to come: 1\d, in the next 14 days", run("check").output)
    folder = tmp_path / "site"
    shutil.copytree(sample_path().parent, folder)
    (folder / "ateliers.ics").write_text("<html>", encoding="utf-8")
    output = run("check", folder / "site.toml", expect=1).output
    assert "ateliers.ics: the file is not a calendar" in output


def test_check_tells_every_problem_at_once(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "site.toml"
    text = sample_path().read_text(encoding="utf-8")
    broken.write_text(text.replace('zone = "adultes"', 'zone = "adulte"', 1).replace("hold = 5", "hold = -5"), "utf-8")
    output = run("check", broken, expect=1).output
    assert "adultes" in output, "did you mean"
    assert "hold" in output
    assert output.startswith("Error: ")


@pytest.mark.parametrize("command", [["check", "missing.toml"], ["run", "missing.toml"]])
def test_missing_site_file_is_one_sentence(run: Run, command: list[str]) -> None:
    assert len(run(*command, expect=1).output.splitlines()) <= 3


def test_run_without_a_screen_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in run("run", sample_path(), expect=1).output
    assert "say which site" in run("run", expect=1).output


def test_issued_card_is_read_from_its_picture_and_verifies(run: Run, desk: Path, tmp_path: Path) -> None:
    output = run("card", "issue", "--member", 214, "--key", desk, "--out", tmp_path / "cards").output
    assert "valid until" in output
    keys = load_key_ring(tmp_path / "data", load(sample_path()))
    card = keys.verify(code_on(tmp_path / "cards" / "card-000214-front.png"))
    assert isinstance(card, SignedCard)
    assert card.type is CardType.MEMBER
    assert (tmp_path / "cards" / "cards.pdf").read_bytes().startswith(b"%PDF")


def test_whoever_hands_out_a_card_is_told_whose_it_is(run: Run, desk: Path, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "data", load(sample_path()))) as store:
        at = utc(2026, 10, 13)
        store.write(
            lambda uow: uow.members.add(
                number=431, category="adult", at=at, first_name="Lina", family_name="Benali", birth_year=1991
            )
        )
    output = run("card", "issue", "--member", 431, "--key", desk, "--out", tmp_path / "cards").output
    assert "Card issued for Lina Benali" in output
    assert "Benali" not in run("card", "issue", "--member", 214, "--key", desk, "--out", tmp_path / "cards").output


def test_printing_again_gives_the_same_code(run: Run, desk: Path, tmp_path: Path) -> None:
    run("card", "issue", "--member", 214, "--key", desk, "--out", tmp_path / "a")
    run("card", "print", "--member", 214, "--key", desk, "--out", tmp_path / "b")
    assert code_on(tmp_path / "a/card-000214-front.png") == code_on(tmp_path / "b/card-000214-front.png")


def test_new_card_replaces_the_former_and_revoking_reaches_other_kiosks(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    settings, folder = load(sample_path()), tmp_path / "data"
    codes = []
    for name in ("first", "second"):
        run("card", "issue", "--member", 214, "--key", desk, "--out", tmp_path / name)
        codes.append(code_on(tmp_path / name / "card-000214-front.png"))
    output = run("card", "revoke", "--member", 214, "--key", desk).output
    assert "1 card revoked" in output
    keys = load_key_ring(folder, settings)
    sequence, ids = keys.verify_revocations((folder / REVOCATIONS_FILE).read_bytes())
    second = keys.verify(codes[1])
    assert isinstance(second, SignedCard)
    assert (sequence, ids) == (1, (second.card_id,))
    house = build(settings, folder)
    try:
        assert [house.reception.arrive(code) for code in codes] == [Refused(Reason.REVOKED)] * 2
    finally:
        house.close()


def test_staff_card_asks_for_a_first_pin(run: Run, desk: Path, tmp_path: Path) -> None:
    run("card", "issue", "--staff", 7, "--key", desk, "--out", tmp_path)
    house = build(load(sample_path()), tmp_path / "data")
    try:
        answer = house.reception.arrive(code_on(next(tmp_path.glob("card-*-front.png"))))
    finally:
        house.close()
    assert isinstance(answer, StaffCard)
    assert answer.first_use


def test_locked_key_needs_its_passphrase(run: Run, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    run("key", "new", "--private", key, typed="open sesame\nopen sesame\n")
    assert b"ENCRYPTED" in key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0
    run("member", "add", "--number", 1)
    refused = run("card", "issue", "--member", 1, "--key", key, "--out", tmp_path, typed="wrong\n", expect=1)
    assert "private key cannot be opened" in refused.output
    run("card", "issue", "--member", 1, "--key", key, "--out", tmp_path, typed="open sesame\n")


def test_a_key_is_never_overwritten(run: Run, desk: Path) -> None:
    assert "never overwritten" in run("key", "new", "--private", desk, "--no-passphrase", expect=1).output


def test_second_key_keeps_the_first(run: Run, desk: Path, tmp_path: Path) -> None:
    run("key", "new", "--private", tmp_path / "second.pem", "--no-passphrase")
    ring = KeyRing.from_json((tmp_path / "data" / "keyring.json").read_text(encoding="utf-8"))
    assert sorted(ring.keys) == [1, 2]
    run("card", "issue", "--member", 214, "--key", desk, "--out", tmp_path)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("card", "issue", "--member", 9), "there is no member 9"),
        (("card", "issue", "--staff", 9), "there is no staff 9"),
        (("card", "issue"), "say whose card"),
        (("card", "revoke", "--member", 9), "there is no member 9"),
        (("card", "print", "--member", 214), "has no valid card"),
    ],
)
def test_mistakes_at_the_desk_are_one_sentence(
    run: Run, desk: Path, words: tuple[object, ...], sentence: str
) -> None:
    assert sentence in run(*words, "--key", desk, expect=1).output


def test_member_twice_and_unknown_category(run: Run, desk: Path) -> None:
    assert "214" in run("member", "add", "--number", 214, expect=1).output
    assert "no category" in run("member", "add", "--number", 5, "--category", "nobody", expect=1).output


def test_key_of_another_ring_is_refused(run: Run, desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("key", "new", "--data", other, "--private", other / "key.pem", "--no-passphrase")
    refused = run("card", "issue", "--member", 214, "--key", other / "key.pem", expect=1)
    assert "no key of this key ring" in refused.output


def test_export_of_a_week_while_the_kiosk_runs(run: Run, desk: Path, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data" / STORE_FILE, kiosk="accueil-1")
    try:
        output = run("export", "--week", "2026-W47", "--to", tmp_path).output
    finally:
        store.close()
    folder = tmp_path / "vestibule-accueil-1-2026-W47"
    assert str(folder) in output
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["week"] == "2026-W47"


@pytest.mark.parametrize("week", ["2026-47", "2026-W54", "nonsense"])
def test_export_of_no_week_is_one_sentence(run: Run, desk: Path, tmp_path: Path, week: str) -> None:
    assert run("export", "--week", week, "--to", tmp_path, expect=1).output.startswith("Error: ")


def test_export_to_nowhere_is_one_sentence(run: Run, desk: Path, tmp_path: Path) -> None:
    output = run("export", "--week", "2026-W47", "--to", tmp_path / "missing", expect=1).output
    assert output.startswith("Error: ")


def test_writing_beside_a_running_kiosk_is_refused(run: Run, desk: Path, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "data" / STORE_FILE, kiosk="accueil-1")
    try:
        output = run("member", "add", "--number", 300, expect=1).output
    finally:
        store.close()
    assert "running" in output


def test_foreign_and_newer_stores_are_refused_and_untouched(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "data" / STORE_FILE
    path.parent.mkdir()
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE theirs (x)")
    foreign.commit()
    foreign.close()
    before = path.read_bytes()
    assert run("member", "add", "--number", 1, expect=1).output.startswith("Error: ")
    assert path.read_bytes() == before


def test_newer_schema_is_refused(run: Run, desk: Path, tmp_path: Path) -> None:
    newer = sqlite3.connect(tmp_path / "data" / STORE_FILE)
    version = newer.execute("PRAGMA user_version").fetchone()[0]
    newer.execute(f"PRAGMA user_version = {version + 1}")
    newer.commit()
    newer.close()
    assert "newer" in run("member", "add", "--number", 1, expect=1).output


def test_kiosk_without_key_ring_says_how_to_get_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    assert "vestibule key new" in run("run", sample_path(), expect=1).output


def test_scan_without_a_kiosk_says_how_to_start_one(run: Run) -> None:
    assert "vestibule run --sample" in run("demo", "scan", "amina", expect=1).output


def test_missing_devices_are_states_not_failures(run: Run, desk: Path, tmp_path: Path) -> None:
    from functools import partial

    from devices.registry import PrinterOptions, ReaderOptions
    from kiosk.bootstrap import build_devices

    not_a_tty = tmp_path / "not-a-tty"
    not_a_tty.write_text("")
    house = build(
        load(sample_path()),
        tmp_path / "data",
        make_devices=partial(
            build_devices, reader=ReaderOptions(str(not_a_tty)), printer=PrinterOptions("tcp://127.0.0.1:1")
        ),
    )
    heard: dict[str, tuple[DeviceState, str]] = {}
    with house:
        import threading

        woken = threading.Event()
        house.inbox.wake = woken.set
        while not {"reader", "printer"} <= set(heard):
            house.front.pump()
            heard = {name: (d.state, d.advice) for name, d in house.front.desk.devices.items()}
            assert woken.wait(10) or heard
            woken.clear()
        house.front.desk.looks.ask()
        while house.front.desk.checked is None:
            assert woken.wait(10)
            woken.clear()
            house.front.pump()
    assert {heard[name][0] for name in ("reader", "printer")} == {DeviceState.SEARCHING}
    assert all(heard[name][1].endswith(".") for name in ("reader", "printer"))
    seen = house.front.desk.checked
    assert {counts.device for counts in seen.devices} >= {"reader", "printer"}
    assert seen.disk_free > 0


def test_sample_never_touches_a_real_kiosk(run: Run, desk: Path, tmp_path: Path) -> None:
    from kiosk.clock import SystemClock
    from kiosk.demo.sample import prepare

    ring = tmp_path / "data" / "keyring.json"
    before = ring.read_bytes()
    with pytest.raises(ValueError, match="real kiosk"):
        prepare(load(sample_path()), tmp_path / "data", SystemClock())
    assert ring.read_bytes() == before


def test_a_card_that_somebody_has_already_is_linked_and_forgotten(run: Run, desk: Path) -> None:
    output = run("card", "link", "--member", 214, "--uid", "007,13536").output
    assert "identification_only = true" in output, "the sample site does not accept such cards"
    run("card", "link", "--member", 214, "--barcode", "3274080005003")
    assert "linked before" in run("card", "link", "--member", 214, "--barcode", "*3274080005003*", expect=1).output
    assert "two ways" in run("card", "link", "--member", 214, "--uid", "0000472288", expect=1).output
    assert "--uid UID or --barcode" in run("card", "link", "--member", 214, expect=1).output
    assert "no member 99" in run("card", "link", "--member", 99, "--barcode", "3274080005004", expect=1).output
    assert "2 linked cards forgotten" in run("card", "unlink", "--member", 214).output


def test_a_tag_is_shown_to_a_reader_on_a_wire(run: Run, tmp_path: Path) -> None:
    wire = Wire(tmp_path / "tags")
    try:
        run("demo", "scan", "01000734E0", "--rdm6300", "--port", wire.link)
        assert wire.read(5.0) == bytes.fromhex("0230313030303733344530443203")
    finally:
        wire.unplug()


def test_a_receipt_is_shown_without_a_printer(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "slips"
    said = run("demo", "receipt", "--language", "en", "--out", out).output
    assert "Médiathèque des Tilleuls" in said
    assert "48 17" in said
    names = {path.name for path in out.iterdir()}
    assert names == {
        "receipt-80mm.png", "receipt-58mm.png", "receipt-a4.pdf", "receipt-roll.pdf", "receipt.txt",
    }  # fmt: skip
    for name, width in (("receipt-80mm.png", 576), ("receipt-58mm.png", 384)):
        with Image.open(out / name) as picture:
            assert picture.width == width
            (code,) = zxingcpp.read_barcodes(picture.convert("L"))
        assert f"[{code.text}]" in said
    assert "choose one of them" in run("demo", "receipt", "--language", "xx", expect=1).output
    site = tmp_path / "site.toml"
    shutil.copytree(sample_path().parent, tmp_path, dirs_exist_ok=True)
    site.write_text(site.read_text(encoding="utf-8").partition("[[demo.")[0], encoding="utf-8")
    assert "48 17" in run("demo", "receipt", "--site", site, "--out", out).output, "without any invented people"

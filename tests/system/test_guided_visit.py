"""The whole product in a process of its own: the guided visit, and the sample kiosk that a newcomer opens."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("idle", "charter", "welcome", "choose", "opened", "my-session", "pin", "board", "export", "export-done")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Folder and words of one guided visit without any screen."""
    out = tmp_path_factory.mktemp("visit")
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}}
    run = subprocess.run(
        [sys.executable, "-m", "kiosk", "demo", "visit", "--out", str(out)],
        cwd=ROOT,
        env=environment | {"XDG_STATE_HOME": str(out / "state")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return out, run.stdout


@pytest.mark.parametrize("place", STEPS)
def test_every_place_was_seen(visit: tuple[Path, str], place: str) -> None:
    pictures = [p for p in visit[0].glob("*.png") if p.stem[3:] == place]
    assert pictures
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.size == (1080, 1920)
            assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50, "something is drawn"


def test_each_step_is_told(visit: tuple[Path, str]) -> None:
    told = visit[1].splitlines()
    assert len(told) == len(list(visit[0].glob("*.png"))) + 1


def read(picture: Path) -> str:
    """What an independent reader finds on a picture."""
    found = zxingcpp.read_barcode(Image.open(picture))
    assert found is not None, "no code on the picture"
    return found.text


def test_receipt_on_paper_carries_the_code_of_the_screen(visit: tuple[Path, str]) -> None:
    folder = visit[0]
    (slip,) = (folder / "receipt").glob("*.png")
    screen = min(folder.glob("*-opened.png"))
    on_paper, on_screen = read(slip), read(screen)
    assert on_paper.startswith("VSR1:")
    assert on_paper == on_screen


def test_week_on_the_stick_is_what_the_manifest_says(visit: tuple[Path, str]) -> None:
    folder = visit[0] / "export"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for file in manifest["files"]:
        content = (folder / file["name"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["size"], file["sha256"])
    rows = list(csv.DictReader((folder / "sessions.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [row["minutes_prolongation"] for row in rows] == ["30,00"]
    assert "Amina" not in (folder / "sessions.csv").read_text(encoding="utf-8-sig")

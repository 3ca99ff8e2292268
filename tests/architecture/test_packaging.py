"""What is installed and what is committed: the wheel, the pins, no address of a package index."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = {"kiosk", "screens", "devices", "data", "config"}
EXTRAS = PROJECT["project"]["optional-dependencies"]
PINS = ("build", "dev", "run", *EXTRAS)

# Written in pieces, or this file would be found as well.
INDEX_ADDRESS = re.compile(
    "|".join(
        (
            "--index-" + "url",
            "--extra-" + "index",
            "--find-" + "links",
            "://" + r"\S+/simple\b",
            "pythonhosted" + r"\.",
        )
    )
)


def committed_files() -> list[Path]:
    """Return the files that git tracks or would track, or skip outside a clone."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone")
    paths = [ROOT / name.decode() for name in listing.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def pinned(name: str) -> dict[str, str]:
    """Return the version of each package in requirements/`name`.txt."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", text, flags=re.MULTILINE))


def test_no_file_names_a_package_index() -> None:
    files = committed_files()
    assert ROOT / "pyproject.toml" in files
    found = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if INDEX_ADDRESS.search(path.read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert found == []


@pytest.mark.parametrize("name", PINS)
def test_pins_are_versions_and_hashes_and_nothing_else(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    line = re.compile(r"#.*|[a-z0-9-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [text for text in lines if not line.fullmatch(text)] == []
    assert pinned(name)


@pytest.mark.parametrize("name", ["build", "run"])
def test_pins_agree_with_each_other(name: str) -> None:
    assert pinned(name).items() <= pinned("dev").items()


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    versions = pinned("run")
    for text in PROJECT["project"]["dependencies"]:
        wanted = Requirement(text)
        assert versions[canonicalize_name(wanted.name)] in wanted.specifier, text


@pytest.mark.parametrize("name", EXTRAS)
def test_every_optional_part_is_pinned_in_agreement_with_the_rest(name: str) -> None:
    versions, others = pinned(name), pinned("dev")
    assert all(canonicalize_name(Requirement(text).name) in versions for text in EXTRAS[name])
    assert all(others.get(package, version) == version for package, version in versions.items())


def test_wheel_holds_the_five_packages_and_their_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == PACKAGES
    resources = {
        path.relative_to(ROOT).as_posix() for path in committed_files() if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert resources <= names

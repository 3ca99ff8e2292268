"""The house stands as docs/architecture.md draws it: who imports whom, and in what shape a module comes."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"
PACKAGES = ("kiosk", "screens", "devices", "data", "config")
MODULES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 400

# What modules of the core may import besides the standard library and each other.
WIRING = ("kiosk/__main__.py", "kiosk/bootstrap.py", "kiosk/commands/", "kiosk/demo/", "kiosk/simulation/")
BORROWED = {
    "kiosk/cards.py": {"base45", "cryptography"},
    "kiosk/data_folder.py": {"platformdirs"},  # the name of a folder
}

CONTRACTS = [
    contract["id"]
    for contract in tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
]


def imported_packages(path: Path) -> set[str]:
    """Return the top-level names that the module at `path` imports anywhere, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("contract", CONTRACTS)
def test_import_contract_is_kept(contract: str) -> None:
    # In a process of its own: the linter reconfigures logging, which would silence our loggers in later tests.
    check = "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports(sys.argv[1], (sys.argv[2],)))"
    command = [sys.executable, "-c", check, str(PYPROJECT), contract]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parts[0] == "kiosk" and not m.as_posix().startswith(WIRING)], ids=str
)
def test_core_needs_only_the_standard_library(module: Path) -> None:
    allowed = sys.stdlib_module_names | {"kiosk", "config"} | BORROWED.get(module.as_posix(), set())
    assert imported_packages(ROOT / module) <= allowed


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_module_says_what_it_is_for_and_stays_short(module: Path) -> None:
    source = (ROOT / module).read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "a module begins with a docstring"
    assert len(source.splitlines()) < LONGEST_MODULE, "one idea per module: split it"


@pytest.mark.parametrize("module", ["kiosk.__main__", "devices", "data", "config"])
def test_importing_without_a_screen_leaves_kivy_alone(module: str) -> None:
    probe = f"import {module}, sys; sys.exit('kivy is loaded' if 'kivy' in sys.modules else 0)"
    run = subprocess.run(
        [sys.executable, "-P", "-c", probe], cwd=ROOT.anchor, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_asking_for_the_kiosk_imports_no_other_command() -> None:
    probe = "import click, sys; from kiosk.__main__ import main; main.get_command(click.Context(main), 'run'); "
    probe += "print(*(name for name in sys.modules if name.startswith('kiosk.commands.')))"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) == {"kiosk.commands.run", "kiosk.commands.shared"}


def test_the_screens_start_without_pillow_fonts_or_rules_that_are_not_ours(tmp_path: Path) -> None:
    probe = "import sys; from pathlib import Path; from screens.environment import WindowSettings, prepare; "
    probe += "prepare(WindowSettings(width=320, height=320, offscreen=True, home=Path(sys.argv[1]))); "
    probe += "import screens.app; from kivy.lang import Builder; "
    probe += "print('style', *(file for file in Builder.files if 'style' in str(file))); "
    probe += "print('loaded', *({'PIL', 'fontTools', 'arabic_reshaper'} & set(sys.modules)))"
    command = [sys.executable, "-c", probe, str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    style, loaded = run.stdout.splitlines()
    assert "style.kv" not in style.replace("no_style.kv", "")
    assert loaded == "loaded"


def test_joining_arabic_letters_needs_no_library_of_fonts() -> None:
    probe = "import sys; from screens.text import shape; assert shape('مرحبا') != 'مرحبا'; "
    probe += "assert 'fontTools' not in sys.modules; import fontTools.ttLib"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_kiosk_without_a_printer_holds_no_library_that_draws() -> None:
    probe = "import sys, kiosk.bootstrap; print(*({'PIL', 'escpos', 'fpdf'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_ours_alone(package: str) -> None:
    """Another distribution with a package of the same name would be merged into ours without a word.

    An editable install may leave our own name out of the answer, hence a subset.
    """
    assert set(packages_distributions().get(package, [])) <= {"vestibule"}

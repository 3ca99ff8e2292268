"""The documentation is true where a machine can tell: citations, links, commands, settings, names of machines."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from click.testing import CliRunner

from config.schema import TABLES
from kiosk.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kiosk", "screens", "devices", "data", "config")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SOURCES = sorted(
    path
    for folder in (*PACKAGES, "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".toml"} and path != Path(__file__)
)

# A page, perhaps with the sections of it: docs/x.md §3, or docs/x.md, "Some heading".
CITATION = re.compile(r'(docs/[\w./-]+\.md)((?:\s§\d+)?)((?:,\s"[^"]+")?)')
GUIDE = re.compile(r'(?:design )?guide §(\d+)((?:,?\s"[^"]+")?)')
COMMENT_MARK = re.compile(r"\n[ \t]*#?[ \t]*")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NUMBERED = re.compile(r"^#+ (\d+)\.", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^[ \t]*```(\w*)\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`(vestibule [^`]+)`(?!`)")
TEST_FILE = re.compile(r"tests/[\w/]+\.py")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def flat(path: Path) -> str:
    """The text with each line break, and the comment mark after it, as one space."""
    return COMMENT_MARK.sub(" ", text(path))


def headings(page: str) -> set[str]:
    """The headings as they are cited: without their number and their marks."""
    return {re.sub(r"^\d+\. |[`\[\]]", "", heading).strip() for heading in HEADING.findall(text(ROOT / page))}


def sections(page: str) -> set[str]:
    return set(NUMBERED.findall(text(ROOT / page)))


def citations() -> list[tuple[str, str, str, str]]:
    """(source, page, number, title) of every cited page; number and title may be empty."""
    return [
        (name(source), page, number.strip(" §"), title.strip(', "'))
        for source in SOURCES
        for page, number, title in CITATION.findall(flat(source))
    ]


def commands() -> list[tuple[str, str]]:
    """(page, line) of every `vestibule …` that a page shows, in a block or in a sentence."""
    found = []
    for page in PAGES:
        content = text(page)
        shown = [line.strip() for _, block in FENCE.findall(content) for line in block.splitlines()]
        shown += INLINE.findall(FENCE.sub("", content))
        for line in shown:
            command = line.removeprefix("$ ").removeprefix("/opt/vestibule/bin/")
            if command.startswith("vestibule ") and "…" not in command:
                found.append((name(page), command))
    return found


def parse(line: str) -> str:
    """What is wrong with a command line, "" when nothing is. A sentence may name a command without its parameters."""
    words = shlex.split(line, comments=True)[1:]
    path: list[str] = []
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return f"there is no command {words[0]!r}"
        path.append(words.pop(0))
        command = found
    answer = CliRunner().invoke(main, [*path, "--help"])
    if answer.exit_code:
        return answer.output
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "-h", "--version"}
    wrong = [word for word in words if word.startswith("-") and word.partition("=")[0] not in known]
    return f"there is no option {wrong[0]}" if wrong else ""


def test_something_is_cited_and_shown() -> None:
    assert len(citations()) > 50
    assert len(commands()) > 20
    assert {"README.md", "docs/architecture.md", "docs/operations/cards.md"} <= {name(page) for page in PAGES}


def test_every_cited_page_and_section_exists() -> None:
    missing = []
    for source, page, number, title in citations():
        if not (ROOT / page).is_file():
            missing.append(f"{source}: {page}")
        elif (number and number not in sections(page)) or (title and title not in headings(page)):
            missing.append(f"{source}: {page} {number} {title}")
    assert missing == []


def test_every_cited_part_of_the_design_guide_exists() -> None:
    guide = text(ROOT / "docs/design.md")
    parts = {part.split(".")[0]: part for part in re.split(r"^## ", guide, flags=re.MULTILINE)[1:]}
    cited = [
        (name(source), number, title.strip(', "'))
        for source in SOURCES
        for number, title in GUIDE.findall(flat(source))
    ]
    assert cited
    missing = [each for each in cited if each[1] not in parts or each[2].lower() not in parts[each[1]].lower()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    targets = [unquote(target.partition("#")[0]) for target in LINK.findall(FENCE.sub("", text(page)))]
    lost = [t for t in targets if t and "://" not in t and not (page.parent / t).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_tests_that_a_page_names_exist(page: Path) -> None:
    assert [path for path in TEST_FILE.findall(text(page)) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(("page", "line"), commands())
def test_every_command_that_is_shown_exists(page: str, line: str) -> None:
    assert parse(line) == ""


def test_every_command_is_documented() -> None:
    shown = {line for _, line in commands()}

    def leaves(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        if not isinstance(command, click.Group):
            return [path]
        here = click.Context(command)
        return [leaf for key in command.list_commands(here) for leaf in leaves(child(here, key), (*path, key))]

    def child(here: click.Context, key: str) -> click.Command:
        assert isinstance(here.command, click.Group)
        found = here.command.get_command(here, key)
        assert found is not None
        return found

    paths = leaves(main, ("vestibule",))
    assert [path for path in paths if not any(line.startswith(" ".join(path)) for line in shown)] == []


def test_every_setting_is_in_the_settings_page() -> None:
    """Under the heading of its own table: names repeat."""
    parts = re.split(r"^## ", text(ROOT / "docs/settings.md"), flags=re.MULTILINE)[1:]
    by_table = {part.splitlines()[0].strip("`"): part for part in parts}
    missing = [
        f"{table.heading} {entry.name}"
        for table in TABLES
        for entry in table.entries
        if f"| `{entry.name}` |" not in by_table.get(table.heading, "")
    ]
    assert missing == []


# Written in pieces, or the check would find itself.
MACHINE = re.compile("|".join((r"/" + r"work\b", r"/" + r"root\b", r"/home/" + r"\w", r"/tmp/" + r"\w")))
INDEX = re.compile("|".join(("pypi" + r"\.", "--index-" + "url", "pythonhosted" + r"\.", r"/simple/")), re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_machine_or_a_package_index(page: Path) -> None:
    content = text(page)
    assert MACHINE.findall(content) == []
    assert INDEX.findall(content) == []

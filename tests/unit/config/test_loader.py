"""Loading: every problem at once, each with its place; no file, however odd, ends in a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import ConfigurationError, Problem, load, sample_path
from config.document import Document
from config.entry import REQUIRED
from config.loader import paragraphs
from config.schema import TABLES
from config.source import LARGEST_BYTES, parse

Spoil = Callable[..., tuple[Problem, ...]]


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    return caught.value.problems


def test_the_small_site_is_understood(site: Path) -> None:
    understood = load(site)
    assert understood.site.languages == ("fr", "en")
    assert understood.site.phone is None
    assert [rule.category for rule in understood.rules] == ["minor", None]
    assert understood.rules[0].weekdays == {2, 5}
    assert understood.charter.texts["fr"].full == ("Premier.", "Second.")
    assert understood.charter.texts["en"].lines[0].text == "The law."
    assert understood.limits.warnings == (10, 5, 1)
    assert [purpose.id for purpose in understood.purposes] == ["admin", "job", "learn", "print", "leisure", "other"]


def test_all_errors_come_at_once_with_their_lines(spoil: Spoil) -> None:
    problems = spoil(
        ('name = "Maison du Port"', "nmae = 5"),
        ('kiosk = "port-1"', 'kiosk = "Port 1"'),
        ('"10:00-12:30"', '"12:30-10:00"'),
        ('zone = "enfants"', 'zone = "enfant"'),
        ("position = [150, 0]", "position = [100, 0]"),
    )
    assert [(problem.where, problem.line) for problem in problems] == [
        ("site", 1),
        ("site.nmae", 2),
        ("site.kiosk", 4),
        ("hours.monday[1]", 7),
        ("workstations[2].zone", 32),
        ("workstations[2].position", 35),
    ]
    assert "« name »" in problems[1].hint
    assert "« enfants »" in problems[4].hint


def test_the_message_of_the_exception_holds_every_problem(site: Path) -> None:
    site.write_text("[sit]\n[hour]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(site)
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)
    assert "line 1, sit: « sit » is not a setting. Did you mean « site »?" in str(caught.value)


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_byte_order_mark_and_line_endings_do_not_matter(site: Path, prefix: bytes, ending: bytes) -> None:
    expected = load(site)
    site.write_bytes(prefix + site.read_bytes().replace(b"\n", ending))
    assert load(site) == expected


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_lines_count_the_same_with_any_ending(site: Path, ending: bytes) -> None:
    site.write_bytes(site.read_bytes().replace(b"port-1", b"Port").replace(b"\n", ending))
    assert [problem.line for problem in problems_of(site)] == [4]


def test_latin_1_is_named_with_its_line(site: Path) -> None:
    site.write_bytes(site.read_text(encoding="utf-8").replace("Là.", "Là…").encode("cp1252"))
    (problem,) = problems_of(site)
    assert problem.line == 27
    assert "UTF-8" in problem.text + problem.hint


def test_utf_16_is_named(site: Path) -> None:
    site.write_text(site.read_text(encoding="utf-8"), encoding="utf-16")
    (problem,) = problems_of(site)
    assert "UTF-16" in problem.text


@pytest.mark.parametrize("content", [b"", b"\n \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(site: Path, content: bytes) -> None:
    site.write_bytes(content)
    (problem,) = problems_of(site)
    assert "is empty" in problem.text


def test_a_file_of_comments_lacks_its_sections(site: Path) -> None:
    site.write_text("# rien\n", encoding="utf-8")
    assert {problem.where for problem in problems_of(site)} == {
        "site", "zones", "workstations", "charter", "charter.lines",
    }  # fmt: skip


def test_missing_folder_pipe_and_unreadable_are_named(tmp_path: Path) -> None:
    assert "does not exist" in problems_of(tmp_path / "nowhere.toml")[0].text
    assert "is a folder" in problems_of(tmp_path)[0].text
    os.mkfifo(tmp_path / "pipe")
    assert "is not a file" in problems_of(tmp_path / "pipe")[0].text
    assert "cannot be read" in problems_of(tmp_path / "nul\0l")[0].text
    assert "cannot be read" in problems_of(tmp_path / ("x" * 5000))[0].text


def test_a_huge_file_is_refused_before_it_is_parsed(site: Path) -> None:
    site.write_bytes(b"#" * (LARGEST_BYTES + 1))
    (problem,) = problems_of(site)
    assert "too large" in problem.text


def test_far_too_many_rows_or_items_are_counted_not_compared(site: Path) -> None:
    text = site.read_text(encoding="utf-8")
    row = '[[workstations]]\nnumber = 5\nzone = "adultes"\nposition = [0, 0]\n'
    numbers = ", ".join(str(number) for number in range(20_000))
    site.write_text(text + row * 5_000 + f"[limits]\nwarnings = [{numbers}]\n", encoding="utf-8")
    said = {problem.where: problem.text for problem in problems_of(site)}
    assert said["workstations"] == "there are 5002 [[workstations]] sections."
    assert said["limits.warnings"] == "the list has 20000 items."
    assert "workstations[200].position" in said
    assert "workstations[201].position" not in said


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('name = "X', "not closed"),
        ("name = X", "not understood"),
        ("name", "no ="),
        ("name = ", "not understood"),
        ('name = "a"\nname = "b"', "stands twice"),
        ("[site]", "stands twice"),
        ("[hours", "heading"),
        ("languages = [1, 2", "list"),
        ('line = { fr = "x"', "brace"),
        ('name = "a" "b"', "follows the value"),
        ("= 5", "neither a setting"),
        (r'name = "a\z"', "backslash"),
        ("line = { fr = 1, fr = 2 }", "twice"),
        ("network = 2026-02-30", ""),
        ("network = " + "9" * 5000, ""),
        ("x = " + "[" * 3000, "nested"),
    ],
)
def test_syntax_errors_are_one_plain_sentence(site: Path, line: str, text: str) -> None:
    site.write_text(f"[site]\n{line}\n", encoding="utf-8")
    (problem,) = problems_of(site)
    assert text in problem.text
    assert problem.text.endswith(".")
    assert problem.hint


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_sample_ends_in_settings_or_in_problems(data: st.DataObject, tmp_path: Path) -> None:
    text = sample_path().read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    put = data.draw(st.text(max_size=4) | st.sampled_from(["[[", "]", '"', "{", "\n[site]\n", "0", "= 3", "'''"]))
    path = tmp_path / "damaged.toml"
    path.write_bytes((text[:start] + put + text[end:]).encode("utf-8", "surrogatepass"))
    said: tuple[Problem, ...] | None = None
    try:
        load(path)
    except ConfigurationError as error:
        said = error.problems
    assert said is None or (said and all(problem.text for problem in said))


def slips() -> list[tuple[str, str]]:
    """Each setting's heading and its name with two letters exchanged, where a guess is possible."""
    pairs = []
    for table in TABLES:
        names = {entry.name for entry in table.entries}
        for name in names:
            slip = name[:1] + name[2:3] + name[1:2] + name[3:]
            if len(name) > 3 and slip not in names:
                pairs.append((table.heading, slip))
    return sorted(pairs)


@pytest.mark.parametrize(("heading", "slip"), slips())
def test_a_slip_of_the_pen_is_recognised(heading: str, slip: str) -> None:
    text = f"{heading}\n{slip} = 1\n"
    (unknown,) = [p for p in Document(parse(text), text).problems if "is not a setting" in p.text]
    assert unknown.line == 2
    assert "Did you mean" in unknown.hint


def test_a_setting_in_the_wrong_section_is_sent_home() -> None:
    text = "[reader]\npin_tries = 3\n"
    (problem,) = Document(parse(text), text, [t for t in TABLES if t.name in ("reader", "staff")]).problems
    assert problem.hint == "It belongs under [staff]."


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("[zones]\nid = 'a'\n", "zones", "[[zones]]"),
        ("zones = 3\n", "zones", "[[zones]]"),
        ("zones = [3]\n", "zones[1]", "[[zones]]"),
        ("[[site]]\nname = 'a'\n", "site", "[site]"),
        ("site = 'a'\n", "site", "[site]"),
        ("demo = 3\n", "demo", "[[demo.members]]"),
        ("[[demo]]\n", "demo", "[[demo.members]]"),
        ("plan = 3\n", "plan", "[plan]"),
        ("[plan]\ndoor = 3\n", "plan.door", "[plan.door]"),
    ],
)
def test_a_section_of_the_wrong_shape_is_named(text: str, where: str, hint: str) -> None:
    document = Document(parse(text), text)
    found = [problem for problem in document.problems if problem.where == where]
    assert len(found) == 1, document.problems
    assert hint in found[0].hint


def test_every_required_setting_is_asked_for() -> None:
    headings = "\n".join(t.heading for t in TABLES if not t.optional)
    messages = [str(problem) for problem in Document(parse(headings), headings).problems]
    for table in TABLES:
        for entry in table.entries:
            if entry.default is REQUIRED and not table.optional:
                where = f"{table.name}[1]" if table.many else table.name
                assert any(f"{where}: « {entry.name} » is missing" in message for message in messages), entry.name


def test_paragraphs_keep_no_break_spaces() -> None:
    text = "  Un :\r\n deux\u00a0!\n\n\t\n\nTrois\n"
    assert paragraphs(text.replace(" :", "\u00a0:")) == ("Un\u00a0: deux\u00a0!", "Trois")

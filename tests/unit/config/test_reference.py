"""The written reference says what the table says, and defaults are values that their kinds accept."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import reference
from config.document import default_of
from config.entry import REQUIRED, Entry, Table
from config.kinds import Text
from config.reference import default_toml, generated, literal, main, settings_page
from config.schema import TABLES


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_the_written_files_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated()[path], "run: python -m config.reference"


def test_the_check_notices_a_stale_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "config").mkdir()
    monkeypatch.setattr(reference, "generated", lambda: generated(tmp_path))
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    (tmp_path / "docs" / "settings.md").write_text("old", encoding="utf-8")
    assert main(["--check"]) == 1


def test_every_default_is_accepted_by_its_kind_and_stands_in_default_toml() -> None:
    written = tomllib.loads(default_toml())
    for table in TABLES:
        raw: object = written
        for part in table.name.split("."):
            raw = raw.get(part) if isinstance(raw, dict) else None
        for entry in table.entries:
            if entry.default is REQUIRED or table.many or table.optional:
                continue
            value = default_of(entry)
            if value is None and entry.default is None:
                assert isinstance(raw, dict)
                assert entry.name not in raw
            else:
                assert isinstance(raw, dict)
                assert entry.kind.deserialize(raw[entry.name]) == value
        if table.default_rows:
            assert raw == [dict(row) for row in table.default_rows]


def test_every_setting_is_explained() -> None:
    page = settings_page()
    for table in TABLES:
        assert f"## `{table.heading}`" in page
        for entry in table.entries:
            assert entry.help.endswith((".", "…")), entry.name
            assert f"| `{entry.name}` |" in page


def test_a_secret_default_is_not_printed() -> None:
    table = Table("vault", "A table.", (Entry("key", Text(), "A key.", "hunter2", secret=True),))
    assert "hunter2" not in settings_page([table])


values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.dates() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z_-]{1,8}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_a_literal_is_read_back_as_it_was(value: object) -> None:
    assert tomllib.loads(f"x = {literal(value)}\n") == {"x": value}


def test_what_toml_cannot_say_is_refused() -> None:
    assert literal(date(2026, 1, 2)) == "2026-01-02"
    with pytest.raises(TypeError):
        literal(None)

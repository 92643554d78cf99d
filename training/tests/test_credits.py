"""Everybody who is to be named is named."""

from pathlib import Path

import pytest

from candela_training.config import load_config
from candela_training.credits import CREDITS, NETWORKS, NOTICE, entries_of, marks, with_tables
from candela_training.data.photos import read_table
from candela_training.data.sources import listing
from candela_training.paths import TRAINING


def cells(text: str) -> list[list[str]]:
    """Tables as their cells, however they are laid out."""
    lines = [line.strip("| ") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")] for line in lines if set(line) - set("|- ")]


@pytest.mark.parametrize("page", [CREDITS, NOTICE])
def test_the_pages_hold_what_the_tables_of_photos_say(page: Path) -> None:
    assert cells(page.read_text(encoding="utf-8")) == cells(with_tables(page))


@pytest.mark.parametrize("network", NETWORKS)
def test_the_notice_names_every_author_who_asks_for_it(network: str) -> None:
    begin, end = marks(network)
    named = NOTICE.read_text(encoding="utf-8").split(begin)[1].split(end)[0]
    owed = [e for e in entries_of(network) if e.licence.startswith("CC-BY") and e.split == "train"]
    assert owed
    assert all(f"| {entry.author} " in named for entry in owed)


def test_a_page_without_marks_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(KeyError, match="no marks for candela"):
        with_tables(tmp_path / "page.md")


def test_what_squares_are_made_of_is_listed_too() -> None:
    source = load_config(TRAINING / "configs" / "cnn.toml").data
    assert source.kind == "squares"
    assert listing(source) == read_table(TRAINING / source.table)

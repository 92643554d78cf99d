"""Names every photo that a shipped network learned from, in CREDITS.md and NOTICE.md.

    python -m candela_training.credits

CREDITS.md has a row for each source and licence. NOTICE.md has one for each author whose licence
(CC BY) asks for the name.
"""

from pathlib import Path

from candela_training.config import load_config
from candela_training.data.photos import PhotoEntry, read_table
from candela_training.data.sources import panoramas_of
from candela_training.paths import REPOSITORY, TRAINING

CREDITS, NOTICE = TRAINING / "CREDITS.md", REPOSITORY / "NOTICE.md"
# Networks whose photos are named one by one; those of LOL have one source.
NETWORKS = ("candela", "cnn")

Groups = dict[tuple[str, ...], list[PhotoEntry]]


def entries_of(network: str) -> list[PhotoEntry]:
    """What a network was trained on, and what was held out to measure."""
    source = load_config(TRAINING / "configs" / f"{network}.toml").data
    return read_table(TRAINING / source.table) + panoramas_of(source)


def sources_table(entries: list[PhotoEntry]) -> str:
    """A row for each source and licence."""
    groups: Groups = {}
    for entry in entries:
        groups.setdefault((entry.source, entry.licence), []).append(entry)
    lines = ["| source | licence | authors | trained on | held out |", "|---|---|---|---|---|"]
    for (source, licence), members in sorted(groups.items()):
        authors = ", ".join(sorted({entry.author for entry in members}))
        trained = sum(entry.split == "train" for entry in members)
        lines.append(f"| {source} | {licence} | {authors} | {trained} | {len(members) - trained} |")
    return "\n".join(lines)


def authors_table(entries: list[PhotoEntry]) -> str:
    """A row for each author of CC BY photos that were trained on."""
    groups: Groups = {}
    for entry in entries:
        if entry.licence.startswith("CC-BY") and entry.split == "train":
            key = (entry.author, entry.licence, entry.source)
            groups.setdefault(key, []).append(entry)
    lines = ["| author | licence | from | photos |", "|---|---|---|---|"]
    for (author, licence, source), members in sorted(groups.items()):
        named = licence.replace("CC-BY", "CC BY").replace("BY-", "BY ").replace("-US", " US")
        lines.append(f"| {author} | {named} | {source} | {len(members)} |")
    return "\n".join(lines)


def marks(network: str) -> tuple[str, str]:
    """What stands around a network's table."""
    return f"<!-- photos of {network} -->", f"<!-- end of the photos of {network} -->"


def with_tables(page: Path) -> str:
    """The text of a page with the tables as they should be; KeyError where a mark is missing."""
    text = page.read_text(encoding="utf-8")
    for network in NETWORKS:
        begin, end = marks(network)
        if begin not in text or end not in text:
            raise KeyError(f"{page.name} has no marks for {network}")
        table = (sources_table if page == CREDITS else authors_table)(entries_of(network))
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}\n{table}\n{end}{after}"
    return text


def main() -> None:
    for page in (CREDITS, NOTICE):
        page.write_text(with_tables(page), encoding="utf-8")


if __name__ == "__main__":
    main()

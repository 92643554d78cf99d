"""Loads what a config names: well-lit photos, or pairs, into pools."""

import csv
import hashlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from candela_training.config import SourceConfig
from candela_training.data.photos import PhotoEntry, read_table
from candela_training.data.pool import Pool
from candela_training.paths import TRAINING, data_root

# What cards and records call the pairs.
PAIRS = "LOL"
# A half-size copy has sharper detail and less of the file's own JPEG than the photo.
_LEAST_HALF = 320


def load_pool(source: SourceConfig, split: str, side: int, device: torch.device) -> Pool:
    """All photos or pairs of a split, the smaller ones than a crop left out."""
    if source.kind == "pairs":
        pairs = [read_pair(row) for row in read_pairs(source) if row["split"] == split]
        return Pool([list(layer) for layer in zip(*pairs, strict=True)], device)
    photos = [read_photo(data_root() / entry.file) for entry in entries_of(source, split)]
    halves = [half(photo) for photo in photos if min(photo.shape[:2]) >= 2 * _LEAST_HALF]
    return Pool([[photo for photo in photos + halves if min(photo.shape[:2]) >= side]], device)


def entries_of(source: SourceConfig, split: str) -> list[PhotoEntry]:
    """Rows of a table of photos, each file checked against its checksum."""
    entries = [e for e in read_table(TRAINING / source.table) if e.split == split]
    for entry in entries:
        check(entry.file, entry.sha256)
    return entries


def read_pairs(source: SourceConfig) -> list[dict[str, str]]:
    """Rows of a table of pairs: name, scene, split, exact, low, truth, lowSha256, truthSha256.

    A pack may hold only a part of the pairs; rows whose files are absent are left out.
    """
    with (TRAINING / source.table).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if (data_root() / row["low"]).exists()]


def read_pair(row: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Low light and ground truth, H W 3 uint8."""
    check(row["low"], row["lowSha256"])
    check(row["truth"], row["truthSha256"])
    return read_photo(data_root() / row["low"]), read_photo(data_root() / row["truth"])


def listing(source: SourceConfig) -> list[PhotoEntry]:
    """All files of a source, for the record of a run."""
    if source.kind != "pairs":
        return read_table(TRAINING / source.table) + panoramas_of(source)
    return photos_beside(source) + [
        PhotoEntry(
            file=row[part],
            split=row["split"],
            author="Wei et al. 2018",
            licence="research",
            source=PAIRS,
            sha256=row[f"{part}Sha256"],
        )
        for row in read_pairs(source)
        for part in ("low", "truth")
    ]


def photos_beside(source: SourceConfig) -> list[PhotoEntry]:
    """The photos that take turns with pairs; none where there are none."""
    return read_table(TRAINING / source.beside) if source.beside else []


def panoramas_of(source: SourceConfig) -> list[PhotoEntry]:
    """The panoramas of a source; none where it has none."""
    if not source.panoramas:
        return []
    with (TRAINING / source.panoramas).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        PhotoEntry(
            file=row["file"],
            split=row["split"],
            author=row["author"],
            licence=row["licence"],
            source="HDR panoramas",
            sha256=row["sha256"],
        )
        for row in rows
    ]


def check(file: str, sha256: str) -> None:
    """Raises ValueError when a file is not the one that its table lists."""
    if hashlib.sha256((data_root() / file).read_bytes()).hexdigest() != sha256:
        raise ValueError(f"{file} is not the file that its table lists")


def read_photo(path: Path) -> np.ndarray:
    """H W 3 uint8."""
    with Image.open(path) as photo:
        return np.asarray(photo.convert("RGB"))


def half(photo: np.ndarray) -> np.ndarray:
    """At half size, by area."""
    height, width, _ = photo.shape
    picture = Image.fromarray(photo)
    return np.asarray(picture.resize((width // 2, height // 2), Image.Resampling.BOX))

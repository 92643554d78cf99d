"""The table of photos: which file, for what, by whom, under which licence."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image


@dataclass(frozen=True, kw_only=True)
class PhotoEntry:
    """A row of a table under training/photos."""

    file: str  # path from the data folder
    split: str  # train or val
    author: str
    licence: str
    source: str
    sha256: str


def read_table(path: Path) -> list[PhotoEntry]:
    """All rows; a column too many or too few is an error."""
    with path.open(newline="", encoding="utf-8") as file:
        return [PhotoEntry(**row) for row in csv.DictReader(file)]


def load_squares(entries: list[PhotoEntry], root: Path, side: int) -> np.ndarray:
    """Photos squashed to squares, as the recipe does: N H W C, uint8, stored values.

    Raises ValueError when a file is not the one the table speaks of.
    """
    squares = np.empty((len(entries), side, side, 3), np.uint8)
    for index, entry in enumerate(entries):
        path = root / entry.file
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            raise ValueError(f"{entry.file} is not the file that the table of photos lists")
        with Image.open(path) as photo:
            resized = photo.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
        squares[index] = np.asarray(resized)
    return squares

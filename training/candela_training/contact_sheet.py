"""Draws real night photos and what models make of them, at 100 %, into docs/.

    python -m candela_training.contact_sheet candela

A row a photo: the whole photo small, then the same part of it at full size: as it was, and from
each model. The photos are for looking only and no model was trained on them.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from candela_training.data.sources import read_photo
from candela_training.paths import REPOSITORY, data_root, model_folder
from candela_training.session import Session

_SIDE, _GAP = 320, 4
# (file, down, right): the middle of the part that is shown, as shares of the photo's sides.
SPOTS = (
    ("dicm-03.jpg", 0.4, 0.5),
    ("dicm-16.jpg", 0.6, 0.5),
    ("phone-101_0.png", 0.5, 0.5),
    ("phone-435_0.jpg", 0.3, 0.4),
    ("ne-DSC01047.jpg", 0.5, 0.5),
    ("sci-2015_02057.jpg", 0.5, 0.6),
    ("sci-252.jpg", 0.4, 0.65),
    ("iat-low_demo.jpg", 0.5, 0.4),
    ("exd-2015_06400.jpg", 0.4, 0.6),
)


def open_session(folder: Path) -> Session:
    """The model in a folder, as its card says."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return Session(folder / card["file"], multiple=card["input"]["multipleOf"])


def part_of(photo: np.ndarray, down: float, right: float) -> Image.Image:
    """A square of the photo around a spot, pixel for pixel."""
    height, width, _ = photo.shape
    top = round(min(max(down * height - _SIDE / 2, 0), max(height - _SIDE, 0)))
    left = round(min(max(right * width - _SIDE / 2, 0), max(width - _SIDE, 0)))
    square = Image.new("RGB", (_SIDE, _SIDE))
    square.paste(Image.fromarray(photo[top : top + _SIDE, left : left + _SIDE]))
    return square


def whole_of(photo: np.ndarray) -> Image.Image:
    """The photo made to fit a square."""
    square = Image.new("RGB", (_SIDE, _SIDE))
    small = Image.fromarray(photo)
    small.thumbnail((_SIDE, _SIDE))
    square.paste(small)
    return square


def sheet(sessions: dict[str, Session]) -> Image.Image:
    """All rows, a line of names above."""
    titles = ["the photo", "a part of it", *sessions]
    step = _SIDE + _GAP
    picture = Image.new("RGB", (step * len(titles), 20 + step * len(SPOTS)), "white")
    pen = ImageDraw.Draw(picture)
    for column, title in enumerate(titles):
        pen.text((column * step + 4, 4), title, fill="black")
    for row, (name, down, right) in enumerate(SPOTS):
        photo = read_photo(data_root() / "night" / name)
        results = [session.enhance(photo) for session in sessions.values()]
        cells = [whole_of(photo), *(part_of(item, down, right) for item in (photo, *results))]
        for column, cell in enumerate(cells):
            picture.paste(cell, (column * step, 20 + row * step))
    return picture


def fit_sheet(sessions: dict[str, Session], every: int = 1) -> Image.Image:
    """Every so many night photos whole, beside what each model makes of them."""
    names = sorted((data_root() / "night").glob("*"))[::every]
    titles, step = ["the photo", *sessions], _SIDE + _GAP
    picture = Image.new("RGB", (step * len(titles), 20 + step * len(names)), "white")
    pen = ImageDraw.Draw(picture)
    for column, title in enumerate(titles):
        pen.text((column * step + 4, 4), title, fill="black")
    for row, name in enumerate(names):
        photo = read_photo(name)
        shown = [photo, *(session.enhance(photo) for session in sessions.values())]
        for column, cell in enumerate(shown):
            picture.paste(whole_of(cell), (column * step, 20 + row * step))
    return picture


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw a contact sheet of night photos.")
    parser.add_argument("models", nargs="+", help="ids of folders under models/, or model files")
    parser.add_argument("--into", type=Path, default=REPOSITORY / "docs" / "night.jpg")
    parser.add_argument("--fit", type=int, help="whole photos, every so many of them")
    arguments = parser.parse_args()
    sessions = {
        name: Session(Path(name), multiple=16)
        if name.endswith(".onnx")
        else open_session(model_folder(name))
        for name in arguments.models
    }
    arguments.into.parent.mkdir(parents=True, exist_ok=True)
    picture = fit_sheet(sessions, arguments.fit) if arguments.fit else sheet(sessions)
    picture.save(arguments.into, quality=90)


if __name__ == "__main__":
    main()

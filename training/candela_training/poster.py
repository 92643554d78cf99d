"""Writes docs/before-after.jpg: a sample picture, low light beside enhanced.

python -m candela_training.poster candela animal
"""

import argparse

import numpy as np
from PIL import Image

from candela_training.contact_sheet import open_session
from candela_training.paths import REPOSITORY, model_folder

_WIDTH, _HEIGHT = 1500, 1000


def poster(low: Image.Image, enhanced: Image.Image) -> Image.Image:
    """Both pictures side by side, each cut to half of the poster around its middle."""
    joined = Image.new("RGB", (_WIDTH, _HEIGHT))
    half = _WIDTH // 2
    for index, photo in enumerate((low, enhanced)):
        scale = max(half / photo.width, _HEIGHT / photo.height)
        size = (round(photo.width * scale), round(photo.height * scale))
        reduced = photo.resize(size, Image.Resampling.LANCZOS)
        left, top = (size[0] - half) // 2, (size[1] - _HEIGHT) // 2
        joined.paste(reduced.crop((left, top, left + half, top + _HEIGHT)), (index * half, 0))
    return joined


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the picture of the README.")
    parser.add_argument("model", help="id of a folder under models/")
    parser.add_argument("sample", help="name of a picture in assets/samples")
    arguments = parser.parse_args()
    low = Image.open(REPOSITORY / "assets" / "samples" / f"{arguments.sample}.jpg")
    session = open_session(model_folder(arguments.model))
    enhanced = Image.fromarray(session.enhance(np.array(low)))
    target = REPOSITORY / "docs" / "before-after.jpg"
    target.parent.mkdir(exist_ok=True)
    poster(low, enhanced).save(target, quality=84)
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

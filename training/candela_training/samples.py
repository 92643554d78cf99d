"""Writes the four sample pictures of the app: dark ones and their ground truth.

    python -m candela_training.samples --packages FOLDER

FOLDER is where lomiri-wallpapers-16.04 was unpacked (see training/README.md); the other photos
come from the data folder. The dark pictures are simulated, and say so in their metadata.
"""

import argparse
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.TiffImagePlugin import IFDRational

from candela_training.degrade.camera import Shot, darken
from candela_training.paths import REPOSITORY, data_root

_PACKAGE = "usr/share/backgrounds"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample picture: where its photo comes from and how it is darkened."""

    name: str
    file: str
    packaged: bool  # from the unpacked package, else from the data folder
    title: str
    author: str
    licence: str
    long_edge: int  # pixels; never more than the photo has
    shot: Shot
    exposure: IFDRational  # seconds, for the metadata
    taken: str


SAMPLES = (
    Sample(
        name="street",
        file="free/cc0/budgie-singaporean-cityscape.jpg",
        packaged=False,
        title="Singaporean Cityscape",
        author="contributors of budgie-backgrounds",
        licence="CC0-1.0",
        long_edge=1600,
        shot=Shot(stops=4.4, iso=400, highlight=24),
        exposure=IFDRational(1, 60),
        taken="2026:03:14 19:42:10",
    ),
    Sample(
        name="animal",
        file="friends_by_Aitzol_Berasategi.jpg",
        packaged=True,
        title="friends",
        author="Aitzol Berasategi",
        licence="CC-BY-4.0",
        long_edge=2400,
        shot=Shot(stops=4.4, iso=400, highlight=1.0),
        exposure=IFDRational(1, 125),
        taken="2026:04:02 20:15:33",
    ),
    Sample(
        name="room",
        file="Wine_by_Jakkub_Mede.jpg",
        packaged=True,
        title="Wine",
        author="Jakub Mede",
        licence="CC-BY-4.0",
        long_edge=2400,
        shot=Shot(stops=4.2, iso=500, highlight=1.0),
        exposure=IFDRational(1, 30),
        taken="2026:01:23 22:08:51",
    ),
    Sample(
        name="landscape",
        file="picosdeeuropa_by_Aitzol_Berasategi.jpg",
        packaged=True,
        title="picosdeeuropa",
        author="Aitzol Berasategi",
        licence="CC-BY-4.0",
        long_edge=2400,
        shot=Shot(stops=4.2, iso=320, highlight=1.0),
        exposure=IFDRational(1, 80),
        taken="2026:05:30 21:37:04",
    ),
)


def load(sample: Sample, packages: Path) -> Image.Image:
    """The ground truth: the photo at the sample's size."""
    file = packages / _PACKAGE / sample.file if sample.packaged else data_root() / sample.file
    photo = Image.open(file).convert("RGB")
    photo.thumbnail((sample.long_edge, sample.long_edge), Image.Resampling.LANCZOS)
    return photo


def metadata(sample: Sample, simulated: bool) -> Image.Exif:
    """Credits for both pictures; for the dark one also a camera's usual fields."""
    exif = Image.Exif()
    origin = f'"{sample.title}" by {sample.author}, {sample.licence}'
    exif[Base.Artist] = sample.author
    exif[Base.Copyright] = sample.licence
    if not simulated:
        exif[Base.ImageDescription] = f"{origin}; reduced in size"
        return exif
    exif[Base.ImageDescription] = f"Simulated low light, made from {origin}"
    exif[Base.Make] = "Candela"
    exif[Base.Model] = "Simulated camera"
    exif[Base.Software] = "candela_training.samples"
    exif[Base.Orientation] = 1
    camera = exif.get_ifd(IFD.Exif)
    camera[Base.DateTimeOriginal] = sample.taken
    camera[Base.ExposureTime] = sample.exposure
    camera[Base.FNumber] = IFDRational(28, 10)
    camera[Base.ISOSpeedRatings] = sample.shot.iso
    return exif


def write(sample: Sample, packages: Path, folder: Path) -> None:
    """Both files of a sample; the noise depends on its name alone."""
    truth = load(sample, packages)
    rng = np.random.default_rng(zlib.crc32(sample.name.encode()))
    low = Image.fromarray(darken(np.asarray(truth), sample.shot, rng))
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    low.save(folder / f"{sample.name}.jpg", quality=92, exif=metadata(sample, True))
    target = folder / "truth" / f"{sample.name}.jpg"
    truth.save(target, quality=88, exif=metadata(sample, False))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the sample pictures.")
    parser.add_argument("--packages", type=Path, required=True)
    packages = parser.parse_args().packages
    for sample in SAMPLES:
        write(sample, packages, REPOSITORY / "assets" / "samples")


if __name__ == "__main__":
    main()

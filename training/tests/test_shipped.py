"""The files in models/, assets/ and tests/golden are what the code would write."""

import hashlib
import json

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from candela_training.data.photos import read_table
from candela_training.golden import FORMULA, HEIGHT, WIDTH, picture
from candela_training.metrics import psnr
from candela_training.paths import REPOSITORY, TRAINING, model_folder
from candela_training.samples import SAMPLES, Sample
from candela_training.session import Session

CARD = json.loads((model_folder("cnn") / "card.json").read_text(encoding="utf-8"))
FILE = model_folder("cnn") / CARD["file"]
KEYS = [
    *("schema", "id", "name", "version", "summary", "file", "sha256", "licence"),
    *("usableCommercially", "trainedOn", "recipe", "commit"),
    *("input", "output", "input16", "output16", "controls", "tile", "bytesPerPixel"),
    *("measured", "cannot"),
]


def test_card_has_the_contract_s_keys() -> None:
    assert list(CARD) == KEYS
    assert CARD["schema"] == 1
    assert CARD["id"] == FILE.parent.name
    assert CARD["controls"] == []
    assert CARD["cannot"]


def test_card_names_the_very_file() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == CARD["sha256"]
    assert (REPOSITORY / CARD["recipe"]).is_file()


def test_card_credits_every_training_author() -> None:
    entries = read_table(TRAINING / "photos" / "free.csv")
    notes = " ".join(item["note"] for item in CARD["trainedOn"])
    assert all(entry.author in notes for entry in entries if entry.split == "train")


def test_no_sample_was_trained_on() -> None:
    entries = read_table(TRAINING / "photos" / "free.csv")
    assert not {entry.file for entry in entries} & {sample.file for sample in SAMPLES}


def test_golden_file_is_current(shipped: Session) -> None:
    golden_file = REPOSITORY / "tests" / "golden" / "parity-cnn.json"
    golden = json.loads(golden_file.read_text(encoding="utf-8"))
    assert golden["sha256"] == CARD["sha256"]
    assert (golden["width"], golden["height"], golden["formula"]) == (WIDTH, HEIGHT, FORMULA)
    expected = np.array(golden["expected"]).reshape(HEIGHT, WIDTH, 3)
    assert np.abs(shipped.enhance(picture()) - expected).max() <= golden["tolerance"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_is_dark_says_so_and_is_enhanced(sample: Sample, shipped: Session) -> None:
    folder = REPOSITORY / "assets" / "samples"
    low, truth = (Image.open(f / f"{sample.name}.jpg") for f in (folder, folder / "truth"))
    assert low.size == truth.size
    assert "Simulated" in low.getexif()[Base.ImageDescription]
    assert low.getexif().get_ifd(IFD.Exif)[Base.ISOSpeedRatings] == sample.shot.iso
    width, height = low.size
    box = (width // 2 - 128, height // 2 - 128, width // 2 + 128, height // 2 + 128)
    dark, light = (np.array(photo.crop(box)) for photo in (low, truth))
    assert psnr(shipped.enhance(dark), light) > psnr(dark, light) + 6

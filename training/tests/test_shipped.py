"""The files in models/, assets/ and tests/golden are what the code would write."""

import hashlib
import json
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from candela_training.card import learned_from
from candela_training.config import load_config
from candela_training.data.photos import read_table
from candela_training.golden import FORMULA, HEIGHT, WIDTH, picture
from candela_training.measured import BEGIN, END, PAGE, rows, table
from candela_training.metrics import psnr
from candela_training.paths import REPOSITORY, TRAINING, model_folder
from candela_training.samples import SAMPLES, Sample
from candela_training.session import Session

MODELS = sorted(card.parent.name for card in (REPOSITORY / "models").glob("*/card.json"))
KEYS = [
    *("schema", "id", "name", "version", "summary", "file", "sha256", "licence"),
    *("usableCommercially", "trainedOn", "recipe", "commit"),
    *("input", "output", "input16", "output16", "thumbnail", "place", "step"),
    *("controls", "tile", "bytesPerPixel"),
    *("maps", "measured", "cannot"),
]


def card_of(model: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((model_folder(model) / "card.json").read_text("utf-8"))
    return card


@pytest.mark.parametrize("model", MODELS)
def test_card_has_the_contract_s_keys(model: str) -> None:
    card = card_of(model)
    perhaps = ("thumbnail", "place", "step", "maps")
    assert list(card) == [key for key in KEYS if key not in perhaps or key in card]
    assert card["schema"] == 1
    assert card["id"] == model
    assert card["measured"]
    assert card["cannot"]


@pytest.mark.parametrize("model", MODELS)
def test_card_names_the_very_file(model: str) -> None:
    card = card_of(model)
    file = model_folder(model) / card["file"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == card["sha256"]
    assert (REPOSITORY / card["recipe"]).is_file()


@pytest.mark.parametrize("model", MODELS)
def test_card_credits_every_training_author(model: str) -> None:
    experiment = load_config(REPOSITORY / card_of(model)["recipe"])
    notes = " ".join(item["note"] for item in card_of(model)["trainedOn"])
    # Pairs whose files are not here are not listed.
    assert experiment.data.kind != "pairs" or "Wei et al. 2018" in notes
    entries = learned_from(experiment)
    assert entries or experiment.data.kind == "pairs"
    assert all(entry.author in notes for entry in entries if entry.split == "train")


def cells(text: str) -> list[list[str]]:
    """A Markdown table's cells, however it is laid out."""
    lines = [line.strip("| ") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")] for line in lines if set(line) - set("|- ")]


def test_the_table_in_the_docs_is_that_of_the_cards() -> None:
    shown = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    assert cells(shown) == cells(table())


def test_every_measured_value_stands_in_the_table() -> None:
    shown = {cell for line in cells(table()) for cell in line}
    for model in MODELS:
        assert {str(row["value"]) for row in card_of(model)["measured"]} <= shown


def test_rows_say_what_was_wanted_and_leave_out_what_a_network_lacks() -> None:
    pair = dict.fromkeys(("psnr", "ssim", "psnrGtMean", "ssimGtMean", "deltaE"), 1.0)
    whole = {**pair, "psnrLeast": 31.23456, "clippedMore": 0.0, "psnrBefore": 7.0, "pictures": 2}
    harm = {"greyCast": 0.5, "latticeBefore": 1.1, "lattice": 1.2}
    found = rows({"made": whole, "lol": whole, "wellLit": whole, "harm": harm})
    least = next(row for row in found if row["metric"] == "psnrLeast")
    assert (least["value"], least["note"]) == (
        31.235,
        "dB, the worst of 2 pictures; wanted: 30 or more",
    )
    assert [row["metric"] for row in found if row["set"] == "do no harm"] == ["greyCast", "lattice"]


@pytest.mark.parametrize("table", ["free", "wide"])
def test_no_sample_was_trained_on(table: str) -> None:
    entries = read_table(TRAINING / "photos" / f"{table}.csv")
    assert not {entry.file for entry in entries} & {sample.file for sample in SAMPLES}


@pytest.mark.parametrize("model", MODELS)
def test_golden_file_is_current(model: str) -> None:
    golden_file = REPOSITORY / "tests" / "golden" / f"parity-{model}.json"
    golden = json.loads(golden_file.read_text(encoding="utf-8"))
    card = card_of(model)
    assert golden["sha256"] == card["sha256"]
    assert (golden["width"], golden["height"], golden["formula"]) == (WIDTH, HEIGHT, FORMULA)
    session = Session(model_folder(model) / card["file"], multiple=card["input"]["multipleOf"])
    assert golden["runs"][0]["controls"] == {}
    for run in golden["runs"]:
        expected = np.array(run["expected"]).reshape(HEIGHT, WIDTH, 3)
        found = session.enhance(picture(), **run["controls"])
        assert np.abs(found - expected).max() <= golden["tolerance"]


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

import csv
import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.colour_difference import ciede2000
from candela_training.config import Experiment, load_config
from candela_training.data.batches import given
from candela_training.data.pool import Pool
from candela_training.losses import log_error
from candela_training.paths import TRAINING
from candela_training.recipes.candela2 import Photos
from candela_training.train import Trainer

CPU = torch.device("cpu")
CONFIGS = (
    ("candela-head", "candela2"),
    ("candela", "candela2"),
    ("candela2", "candela2"),
    ("candela-best", "candela-best"),
    ("candela-lol-pairs", "candela-lol"),
    ("candela-lol", "candela-lol"),
)


def photos(count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(count)
    coarse = rng.integers(0, 255, (count, 6, 8, 3), dtype=np.uint8)
    return [np.kron(part, np.ones((16, 16, 1), np.uint8)) for part in coarse]


@pytest.fixture
def small() -> Experiment:
    experiment = load_config(TRAINING / "configs" / "candela-lol-pairs.toml")
    train = dataclasses.replace(
        experiment.train, steps=6, warmup=2, batch=2, crop=32, thumbnails=2, checkpoint_every=3
    )
    return dataclasses.replace(experiment, train=train)


def paired(count: int) -> Photos:
    truth = photos(count)
    return Photos(Pool([[photo // 5 for photo in truth], truth], CPU), None)


@pytest.mark.parametrize(("name", "architecture"), CONFIGS)
def test_configs_are_valid(name: str, architecture: str) -> None:
    experiment = load_config(TRAINING / "configs" / f"{name}.toml")
    assert experiment.architecture == architecture
    assert experiment.card.usable_commercially == (experiment.data.kind == "photos")


def test_a_killed_run_goes_on_as_if_unbroken(small: Experiment, tmp_path: Path) -> None:
    pool = paired(3)
    whole = Trainer(small, tmp_path / "whole", CPU)
    broken = Trainer(small, tmp_path / "broken", CPU)
    (tmp_path / "broken").mkdir()
    for _ in range(3):
        whole.advance(pool, fast=False)
        broken.advance(pool, fast=False)
    broken.save()
    resumed = Trainer(small, tmp_path / "broken", CPU)
    assert resumed.step == 3
    for _ in range(2):
        whole.advance(pool, fast=False)
        resumed.advance(pool, fast=False)
    for name, weight in whole.average.state_dict().items():
        assert torch.equal(weight, resumed.average.state_dict()[name]), name


def test_a_checkpoint_fits_sixteen_mebibytes(small: Experiment, tmp_path: Path) -> None:
    trainer = Trainer(small, tmp_path, CPU)
    trainer.advance(paired(2), fast=False)
    trainer.losses = [(step, 0.1) for step in range(2000)]
    trainer.save()
    assert (tmp_path / "checkpoint.pt").stat().st_size < 15 * 2**20


def test_crops_lie_where_they_say() -> None:
    """A photo whose red and green are its own coordinates."""
    line = np.arange(128, dtype=np.uint8)
    ramp = np.stack([*np.meshgrid(line, line, indexing="ij"), np.zeros((128, 128))], 2)
    torch.manual_seed(0)
    view = Pool([[ramp.astype(np.uint8)]], CPU).view(8, 32)
    rows, columns = (view.crops[0][:, channel] * 255 for channel in (0, 1))
    for index in range(8):
        down, right = view.where[index]
        slope = [
            np.polyfit(a.flatten(), b.flatten(), 1)
            for a, b in ((down, rows[index]), (right, columns[index]))
        ]
        assert min(s[0] for s in slope) > 0.54 * 128
        assert max(s[0] for s in slope) < 128.5
        thumbnail = view.thumbnails[0][index] * 255
        expected = np.polyval(slope[0], view.thumbnail_where[index, 0])
        assert np.abs(thumbnail[0].numpy() - expected).max() < 2


def test_pairs_stay_pairs() -> None:
    low = photos(3)
    pool = Pool([low, [255 - photo for photo in low]], CPU)
    train = load_config(TRAINING / "configs" / "candela-lol-pairs.toml").train
    train = dataclasses.replace(train, batch=4, crop=32, thumbnails=2, exposure_jitter=0.0)
    train = dataclasses.replace(train, well_lit_share=0.0)
    batch = given(pool, train)
    assert torch.allclose(batch.low + batch.truth, torch.ones(4, 3, 32, 32), atol=1e-6)
    assert len(batch.thumbnails) == 6


def test_a_share_of_given_pairs_is_well_lit(small: Experiment) -> None:
    pictures = photos(3)
    pool = Pool([pictures, [255 - picture for picture in pictures]], CPU)
    train = dataclasses.replace(small.train, batch=32, thumbnails=32, well_lit_share=0.4)
    torch.manual_seed(0)
    batch = given(pool, train)
    lit = (batch.low == batch.truth).all(dim=(1, 2, 3))
    assert 4 < lit.sum() < 24
    assert torch.equal(
        lit, (batch.thumbnails == batch.true_thumbnails).all(dim=(1, 2, 3))[: len(lit)]
    )


def test_the_log_error_is_psnr() -> None:
    truth = torch.full((2, 3, 8, 8), 0.5)
    enhanced = truth + torch.tensor([0.1, 0.2])[:, None, None, None]
    decibels = -10 / math.log(10) * log_error(enhanced, truth)
    assert decibels.tolist() == pytest.approx([20, 20 * math.log10(5)], abs=0.05)


def test_held_out_pairs_share_no_scene_with_the_others() -> None:
    with (TRAINING / "photos" / "lol.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    scenes = {
        split: {r["scene"] for r in rows if r["split"] == split} for split in ("train", "val")
    }
    assert not scenes["train"] & scenes["val"]
    assert sum(row["split"] == "val" for row in rows) == 35
    assert "648" not in {row["name"] for row in rows}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_colour_differences_are_those_of_the_paper(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    found = ciede2000(np.array(first, float), np.array(second, float))
    assert found == pytest.approx(expected, abs=1e-4)

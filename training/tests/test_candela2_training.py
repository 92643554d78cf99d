"""The recipe of candela2: its head alone, and its restoration alone."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.config import load_config
from candela_training.data.panoramas import Panoramas
from candela_training.data.pool import Pool
from candela_training.paths import TRAINING
from candela_training.recipes.candela2 import Photos
from candela_training.train import Trainer

CPU = torch.device("cpu")


@pytest.fixture
def pool() -> Photos:
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 255, (3, 6, 8, 3), dtype=np.uint8)
    photos = [np.kron(part, np.ones((16, 16, 1), np.uint8)) for part in coarse]
    room = np.full((32, 64, 3), 0.05, np.float32)
    room[10:20, 20:30] = 20
    return Photos(Pool([photos], CPU), Panoramas([room], ["night"], CPU))


def trainer(name: str, folder: Path) -> Trainer:
    experiment = load_config(TRAINING / "configs" / f"{name}.toml")
    batch = 2 if experiment.train.batch else 0
    train = dataclasses.replace(
        experiment.train, steps=6, warmup=2, batch=batch, crop=32, thumbnails=2, views=2
    )
    return Trainer(dataclasses.replace(experiment, train=train), folder, CPU)


def changed(one: Trainer, pool: Photos) -> set[str]:
    """First parts of the names of the weights that two steps change."""
    before = {name: value.clone() for name, value in one.network.named_parameters()}
    for _ in range(2):
        assert bool(torch.isfinite(one.advance(pool, fast=False)))
    after = dict(one.network.named_parameters())
    return {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}


def test_the_head_trains_alone(pool: Photos, tmp_path: Path) -> None:
    assert changed(trainer("candela-head", tmp_path), pool) == {"head"}


def test_the_restoration_trains_on_a_finished_head(pool: Photos, tmp_path: Path) -> None:
    one = trainer("candela2", tmp_path)
    seen = one.network.head.features[0][1].running_mean.clone()
    assert changed(one, pool) == {"restorer", "condition"}
    # What the head has counted of its pictures stays as well.
    assert torch.equal(seen, one.network.head.features[0][1].running_mean)


def test_pairs_train_head_and_restoration(pool: Photos, tmp_path: Path) -> None:
    one = trainer("candela2", tmp_path)
    train = dataclasses.replace(one.experiment.train, head=0.5, views=0)
    data = dataclasses.replace(one.experiment.data, kind="pairs", panoramas="")
    one.experiment = dataclasses.replace(one.experiment, train=train, data=data)
    rng = np.random.default_rng(6)
    truth = list(rng.integers(0, 255, (3, 96, 128, 3), dtype=np.uint8))
    pairs = Photos(Pool([[photo // 5 for photo in truth], truth], CPU), None)
    batch = one.batch(pairs)
    assert batch.given
    assert batch.where is not None
    assert changed(one, pairs) == {"head", "restorer", "condition"}


def test_the_best_starts_with_the_head_of_another_network(tmp_path: Path) -> None:
    other = trainer("candela2", tmp_path)
    torch.save({"average": other.network.state_dict()}, tmp_path / "other.pt")
    best = trainer("candela-best", tmp_path)
    assert not torch.equal(best.network.head.means.weight, other.network.head.means.weight)
    before = best.network.restorer.last.weight.clone()
    best.start_from(tmp_path / "other.pt")
    assert torch.equal(best.network.head.means.weight, other.network.head.means.weight)
    assert torch.equal(best.network.restorer.last.weight, before)

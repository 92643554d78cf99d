"""The stage that learns hard edges and stays as it was on photos."""

import copy
import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.config import load_config
from candela_training.data.panoramas import Panoramas
from candela_training.data.pool import Pool
from candela_training.data.sources import PAIRS, listing
from candela_training.degrade.lot import Lot
from candela_training.degrade.stripes import hard_edges
from candela_training.losses import outside
from candela_training.paths import TRAINING
from candela_training.recipes.candela2 import Photos
from candela_training.recipes.settle import Settling
from candela_training.toml_file import ConfigError
from candela_training.train import Trainer

CPU = torch.device("cpu")


def test_edges_are_pictures_of_two_colours() -> None:
    torch.manual_seed(3)
    edges = hard_edges(Lot(24, CPU), 96)
    assert edges.shape == (24, 3, 96, 96)
    assert float(edges.min()) >= 0
    assert float(edges.max()) <= 1
    # Most pixels have one of the two colours, and the two can be told apart.
    for picture in edges:
        low, high = picture.amin(dim=(1, 2)), picture.amax(dim=(1, 2))
        ends = ((picture - low[:, None, None]).abs() < 0.01) | (
            (picture - high[:, None, None]).abs() < 0.01
        )
        assert float(ends.float().mean()) > 0.75
    assert float((edges.amax(dim=(2, 3)) - edges.amin(dim=(2, 3))).amax(dim=1).min()) > 0.05


def test_some_edges_lie_between_two_pixels() -> None:
    torch.manual_seed(3)
    edges = hard_edges(Lot(60, CPU), 96)
    values = [len(np.unique(picture[0].round(decimals=3).numpy())) for picture in edges]
    assert 5 < sum(count == 2 for count in values) < 40


def test_outside_is_what_no_neighbour_has() -> None:
    truth = torch.zeros(1, 3, 8, 16)
    truth[..., 8:] = 0.1
    beyond, near = outside(truth, truth)
    assert float(beyond.max()) == 0
    assert near[0, 0, 0].tolist() == [0.0] * 5 + [1.0] * 6 + [0.0] * 5
    rung = truth.clone()
    rung[..., 9] = 0.15
    assert abs(float((outside(rung, truth)[0]).max()) - 0.05) < 1e-6


def test_a_run_starts_with_the_weights_that_it_is_to_stay_like(tmp_path: Path) -> None:
    experiment = load_config(TRAINING / "configs" / "candela.toml")
    one = Trainer(experiment, tmp_path, CPU)
    kept = torch.load(TRAINING / experiment.train.start, weights_only=True)["average"]
    assert all(torch.equal(value, kept[name]) for name, value in one.network.state_dict().items())
    with pytest.raises(ConfigError, match="settle needs start"):
        dataclasses.replace(experiment.train, start="")


def blocks() -> list[np.ndarray]:
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 255, (3, 6, 8, 3), dtype=np.uint8)
    return [np.kron(part, np.ones((16, 16, 1), np.uint8)) for part in coarse]


def settled(folder: Path) -> tuple[Trainer, Photos]:
    experiment = load_config(TRAINING / "configs" / "candela.toml")
    train = dataclasses.replace(
        experiment.train, steps=40, warmup=2, batch=2, crop=32, lr=2e-3, settle=0.1
    )
    one = Trainer(dataclasses.replace(experiment, train=train), folder, CPU)
    torch.manual_seed(8)
    with torch.no_grad():
        one.network.restorer.last.weight.normal_(0, 0.2)
    before = copy.deepcopy(one.network).requires_grad_(False).eval()
    room = np.full((32, 64, 3), 0.05, np.float32)
    return one, Photos(Pool([blocks()], CPU), Panoramas([room], ["night"], CPU), before)


def test_a_step_settles_the_named_layers_alone(tmp_path: Path) -> None:
    one, pool = settled(tmp_path)
    before = {name: value.clone() for name, value in one.network.named_parameters()}
    losses = [float(one.advance(pool, fast=False)) for _ in range(16)]
    after = dict(one.network.named_parameters())
    moved = {name for name in before if not torch.equal(before[name], after[name])}
    layers = one.experiment.train.layers
    assert moved == {name for name in before if name.startswith(layers)}
    assert np.mean(losses[-4:]) < np.mean(losses[:4])


def test_given_pairs_settle_by_what_was_made_of_them_not_by_their_truth(tmp_path: Path) -> None:
    one, pool = settled(tmp_path)
    pairs = load_config(TRAINING / "configs" / "candela-lol.toml")
    train = dataclasses.replace(one.experiment.train, exposure_jitter=0.0)
    experiment = dataclasses.replace(pairs, train=train)
    dark = [photo // 5 for photo in blocks()]
    seen = []
    for truth in (blocks(), [255 - photo for photo in blocks()]):
        torch.manual_seed(4)
        given = Photos(Pool([dark, truth], CPU), None, pool.before)
        seen.append(one.recipe.batch(given, experiment, one.jpeg, 0))
    assert isinstance(seen[0], Settling)
    assert torch.equal(seen[0].repair, seen[1].repair)
    assert seen[0].repair.abs().mean() > 0


def test_pairs_and_photos_beside_them_take_turns(tmp_path: Path) -> None:
    one, pool = settled(tmp_path)
    pairs = load_config(TRAINING / "configs" / "candela-lol.toml")
    experiment = dataclasses.replace(pairs, train=one.experiment.train)
    black = [photo * 0 for photo in blocks()]
    both = Photos(Pool([black, black], CPU), None, pool.before, Pool([blocks()], CPU))
    bright = [
        float(one.recipe.batch(both, experiment, one.jpeg, step).exposed.mean())
        for step in range(4)
    ]
    assert max(bright[0], bright[2]) < 1e-4
    assert min(bright[1], bright[3]) > 0.05


def test_photos_beside_pairs_are_a_source_of_their_own() -> None:
    pairs = load_config(TRAINING / "configs" / "candela-lol.toml").data
    photos = pairs.source_beside()
    assert (photos.kind, photos.table, photos.beside) == ("photos", pairs.beside, "")


def test_a_card_names_the_photos_of_pairs_and_beside_them() -> None:
    pairs = load_config(TRAINING / "configs" / "candela-lol.toml")
    sources = {entry.source for entry in listing(pairs.data)}
    # Pairs whose files are not here are not listed.
    assert len(sources - {PAIRS}) > 3

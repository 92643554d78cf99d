import dataclasses
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from candela_training.config import load_config
from candela_training.data.pool import Pool
from candela_training.graph import model_graph
from candela_training.models.mirnet import Mirnet
from candela_training.paths import TRAINING
from candela_training.session import Session
from candela_training.train import Trainer

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def network() -> Mirnet:
    torch.manual_seed(2)
    network = Mirnet().eval()
    with torch.no_grad():
        network.last.weight.mul_(3)
    return network


def dark(height: int, width: int) -> torch.Tensor:
    return 0.2 * torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(height))


@torch.no_grad()
def test_it_is_no_larger_than_it_may_be(network: Mirnet) -> None:
    assert sum(weight.numel() for weight in network.parameters()) < 6_000_000
    with FlopCounterMode(display=False) as counter:
        network(dark(256, 256), dark(96, 64))
    assert counter.get_total_flops() < 6e9


@torch.no_grad()
def test_a_tile_gets_the_averages_of_the_whole_photo(network: Mirnet) -> None:
    photo, small = dark(480, 320), dark(96, 64)
    whole = network(photo, small)
    tile = network(photo[:, :, 160:], small)
    assert (whole[:, :, 160:] - tile)[:, :, 160:].abs().max() < 0.1 / 255
    other = network(photo, 0.3 * small + 0.3)
    assert (whole - other).abs().mean() > 0.01


@pytest.mark.parametrize("level", [0.0, 1.0])
@torch.no_grad()
def test_black_and_white_photos_are_survived(network: Mirnet, level: float) -> None:
    photo = torch.full((1, 3, 32, 32), level)
    assert network(photo, photo).isfinite().all()


def test_the_file_agrees_with_pytorch(network: Mirnet, tmp_path: Path) -> None:
    onnx.save(model_graph(network), tmp_path / "model.onnx")
    session = Session(tmp_path / "model.onnx", multiple=16)
    photo = np.random.default_rng(1).random((64, 96, 3)).astype(np.float32) * 0.3
    stored = torch.tensor(photo).permute(2, 0, 1)[None]
    with torch.no_grad():
        expected = network(stored, stored).clamp(0, 1)[0].permute(1, 2, 0).numpy()
    assert np.abs(session.enhance_float(photo) - expected).max() < 1e-4


def test_it_trains_and_goes_on_as_if_unbroken(tmp_path: Path) -> None:
    experiment = load_config(TRAINING / "configs" / "mirnet.toml")
    assert not experiment.card.usable_commercially
    train = dataclasses.replace(
        experiment.train, steps=8, warmup=2, batch=2, crop=32, thumbnails=1, lr=2e-3
    )
    experiment = dataclasses.replace(experiment, train=train)
    rng = np.random.default_rng(0)
    coarse = [rng.integers(20, 255, (6, 8, 3), dtype=np.uint8) for _ in range(2)]
    truth = [np.kron(part, np.ones((16, 16, 1), np.uint8)) for part in coarse]
    pool = Pool([[photo // 6 for photo in truth], truth], CPU)
    whole = Trainer(experiment, tmp_path / "whole", CPU)
    broken = Trainer(experiment, tmp_path / "broken", CPU)
    (tmp_path / "broken").mkdir()
    whole.advance(pool, fast=False)
    broken.advance(pool, fast=False)
    broken.save()
    resumed = Trainer(experiment, tmp_path / "broken", CPU)
    assert np.isfinite(float(whole.advance(pool, fast=False)))
    resumed.advance(pool, fast=False)
    for name, weight in whole.average.state_dict().items():
        assert torch.equal(weight, resumed.average.state_dict()[name]), name

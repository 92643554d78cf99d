from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from candela_training.data.pool import Pool
from candela_training.models.candela import Candela
from candela_training.models.curve import channel_means
from candela_training.runs import save_checkpoint, trained_network
from candela_training.scene_graph import scene_graph
from candela_training.session import Session

LEVELS = torch.tensor([0.3, 0.45, 0.6, 0.5])


def scenes(count: int, seed: int = 3) -> Tensor:
    """Dark thumbnails N 3 96 96 of as many scenes: coarse squares of chance."""
    coarse = torch.rand(count, 3, 6, 6, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.interpolate(0.02 + 0.2 * coarse, (96, 96), mode="nearest")


def truths(low: Tensor) -> Tensor:
    """Each scene at a brightness of its own."""
    return low * (LEVELS[: len(low)] / low.mean(dim=(1, 2, 3)))[:, None, None, None]


@pytest.fixture
def network() -> Candela:
    torch.manual_seed(1)
    network = Candela().eval().requires_grad_(False)
    network.restorer.last.weight.zero_()
    return network


@pytest.fixture
def knowing(network: Candela) -> Candela:
    low = scenes(4)
    network.memory.write(low, truths(low), torch.zeros(4, 1))
    return network


def brightness_of(network: Candela, thumbnail: Tensor) -> Tensor:
    curve = network.expose(thumbnail).curve
    return channel_means(curve(thumbnail)).mean(dim=1)


def test_a_known_scene_gets_its_own_brightness(knowing: Candela) -> None:
    low = scenes(4)
    assert torch.allclose(brightness_of(knowing, low), LEVELS, atol=0.02)


def test_it_is_known_at_another_exposure_and_with_noise(knowing: Candela) -> None:
    torch.manual_seed(5)
    low = scenes(4)
    other = (0.4 * low + 0.01 * torch.randn_like(low)).clamp(0, 1)
    assert torch.allclose(brightness_of(knowing, other), LEVELS, atol=0.04)


def test_of_another_scene_it_says_nothing(knowing: Candela) -> None:
    strange = scenes(8, seed=9)
    with_memory = knowing.expose(strange)
    knowing.memory.write(scenes(0), scenes(0), torch.zeros(0, 1))
    without = knowing.expose(strange)
    assert torch.equal(with_memory.curve.gain, without.curve.gain)
    assert torch.equal(with_memory.curve.roll, without.curve.roll)


@pytest.mark.parametrize("level", [0.0, 0.1, 1.0])
def test_a_flat_photo_is_no_scene(knowing: Candela, level: float) -> None:
    flat = torch.full((1, 3, 96, 96), level)
    target, roll_off = torch.full((1, 3), 0.5), torch.ones(1, 1)
    found = knowing.memory.recall(flat, target, roll_off, torch.ones(1, 1))
    assert torch.allclose(found[0], target)
    assert torch.equal(found[1], roll_off)


def test_a_bright_photo_of_a_known_scene_stays(knowing: Candela) -> None:
    bright = 4 * scenes(1)
    assert torch.allclose(knowing.expose(bright).curve(bright), bright, atol=1e-4)


def test_a_checkpoint_keeps_it(knowing: Candela, tmp_path: Path) -> None:
    save_checkpoint(tmp_path, {"average": knowing.state_dict()})
    loaded = trained_network("candela", tmp_path)
    assert torch.equal(loaded.memory.keys, knowing.memory.keys)
    assert torch.equal(loaded.memory.values, knowing.memory.values)


def test_weights_of_before_there_was_one_load(network: Candela, tmp_path: Path) -> None:
    state = {k: v for k, v in network.state_dict().items() if not k.startswith("memory.")}
    save_checkpoint(tmp_path, {"average": state})
    assert len(trained_network("candela", tmp_path).memory) == 0


def test_an_empty_one_costs_nothing_in_the_file(network: Candela, tmp_path: Path) -> None:
    """Nor does one change what the file computes by more than rounding."""
    empty = scene_graph(network)
    low = scenes(4)
    network.memory.write(low, truths(low), torch.zeros(4, 1))
    full = scene_graph(network)
    assert len(empty.graph.node) < len(full.graph.node)
    assert not any("Softmax" in node.op_type for node in empty.graph.node)
    file = tmp_path / "model.onnx"
    file.write_bytes(full.SerializeToString())
    photo = (low[0].permute(1, 2, 0).numpy()).astype(np.float32)
    shown = Session(file, multiple=16).enhance_float(np.ascontiguousarray(photo))
    expected = network(low[:1], low[:1], torch.zeros(1), torch.zeros(1)).clamp(0, 1)
    assert np.abs(shown - expected[0].permute(1, 2, 0).numpy()).max() < 1e-4


def test_a_pool_gives_every_photo_whole() -> None:
    photos = [np.full((40, 60, 3), value, np.uint8) for value in (10, 200)]
    low, truth = Pool([photos, photos[::-1]], torch.device("cpu")).whole_thumbnails()
    assert low.shape == (2, 3, 96, 96)
    assert torch.allclose(low[0], torch.tensor(10 / 255), atol=1e-5)
    assert torch.allclose(truth[0], torch.tensor(200 / 255), atol=1e-5)

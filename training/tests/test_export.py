from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from torch import nn

from candela_training.golden import run_network
from candela_training.graph import model_graph
from candela_training.graph.ends import IR_VERSION, OPSET
from candela_training.measure import tile_difference
from candela_training.models import build
from candela_training.session import Session

SIZES = [(1, 1), (8, 8), (37, 29), (64, 51)]


@pytest.fixture(scope="module")
def network() -> nn.Module:
    """Untrained; every bias moved, so that no two weights are equal and none is zero."""
    torch.manual_seed(3)
    network = build("cnn").eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) * 0.02)
    return network


@pytest.fixture(scope="module")
def model(network: nn.Module) -> onnx.ModelProto:
    return model_graph(network)


@pytest.fixture(scope="module")
def session(model: onnx.ModelProto, tmp_path_factory: pytest.TempPathFactory) -> Session:
    file: Path = tmp_path_factory.mktemp("model") / "model.onnx"
    onnx.save(model, file)
    return Session(file)


def dark(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 80, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("size", SIZES)
def test_integer_pair_agrees_within_one_step(
    session: Session, network: nn.Module, size: tuple[int, int]
) -> None:
    photo = dark(*size)
    enhanced = session.enhance(photo)
    expected = np.round(run_network(network, photo.astype(np.float32) / 255) * 255)
    assert enhanced.dtype == np.uint8
    assert np.abs(enhanced - expected).max() <= 1
    assert np.mean(enhanced != expected) < 0.001


@pytest.mark.parametrize("size", SIZES)
def test_float_pair_agrees_within_a_hundred_thousandth(
    session: Session, network: nn.Module, size: tuple[int, int]
) -> None:
    photo = dark(*size).astype(np.float32) / 255
    assert np.abs(session.enhance_float(photo) - run_network(network, photo)).max() < 1e-5


def test_results_are_clipped_before_they_become_integers(session: Session) -> None:
    """Bright input drives the network beyond 1; without the clip, 256 would wrap to 0."""
    white = np.full((24, 24, 3), 255, np.uint8)
    values = session.enhance_float(np.full((24, 24, 3), 1, np.float32))
    assert values.max() <= 1
    assert np.array_equal(session.enhance(white), np.round(values * 255).astype(np.uint8))


def test_integers_are_rounded_not_truncated(session: Session) -> None:
    photo = dark(40, 40)
    values = session.enhance_float(photo.astype(np.float32) / 255) * 255
    assert np.abs(session.enhance(photo) - values).max() < 0.51


def test_weights_are_there_once(model: onnx.ModelProto, network: nn.Module) -> None:
    stored = sum(numpy_helper.to_array(t).size for t in model.graph.initializer)
    assert stored - sum(p.numel() for p in network.parameters()) < 32


def test_versions_suit_the_app(model: onnx.ModelProto) -> None:
    assert [item.version for item in model.opset_import] == [OPSET]
    assert model.ir_version == IR_VERSION <= 10


def test_sums_bear_the_names_of_the_lesson(model: onnx.ModelProto) -> None:
    outputs = {
        name.split("/")[1] for node in model.graph.node for name in node.output if "/" in name
    }
    assert set("abcdefgh") | {"add1", "add2", "add3"} <= outputs


def test_tiles_with_nine_pixels_of_overlap_equal_the_whole(session: Session) -> None:
    assert tile_difference(session, 9) < 0.01
    assert tile_difference(session, 0) > 1

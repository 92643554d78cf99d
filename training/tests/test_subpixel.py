"""Transposed convolutions, rewritten as convolutions whose channels become pixels."""

import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from candela_training.graph import trunk


class Up(nn.Module):
    def __init__(self, kernel: int, pad: int, **more: int | bool) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(3, 3, kernel, 2, pad, **more)

    def forward(self, stored: torch.Tensor) -> torch.Tensor:
        return self.up(stored)


def exported(network: nn.Module) -> tuple[list[str], onnxruntime.InferenceSession]:
    model = trunk(network)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return [node.op_type for node in model.graph.node], session


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 5), (16, 9)])
def test_the_two_are_the_same_layer(height: int, width: int) -> None:
    torch.manual_seed(height)
    network = Up(4, 1).eval()
    kinds, session = exported(network)
    assert "ConvTranspose" not in kinds
    photo = torch.randn(1, 3, height, width)
    with torch.no_grad():
        expected = network(photo).numpy()
    (found,) = session.run(None, {"stored": photo.numpy()})
    assert found.shape == (1, 3, 2 * height, 2 * width)
    assert np.abs(found - expected).max() < 1e-5


def test_each_channel_keeps_its_own_plane() -> None:
    network = Up(4, 1).eval()
    with torch.no_grad():
        network.up.weight.zero_()
        network.up.bias.copy_(torch.tensor([1.0, 2.0, 3.0]))
    (found,) = exported(network)[1].run(None, {"stored": np.zeros((1, 3, 4, 6), np.float32)})
    assert [float(plane.min()) for plane in found[0]] == [1, 2, 3]
    assert [float(plane.max()) for plane in found[0]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("kernel", "pad", "more"),
    [
        (2, 0, {}),
        (4, 0, {}),
        (4, 1, {"groups": 3}),
        (4, 1, {"bias": False}),
        (4, 1, {"output_padding": 1}),
        (4, 1, {"dilation": 2}),
    ],
)
def test_other_layers_stay(kernel: int, pad: int, more: dict[str, int | bool]) -> None:
    network = Up(kernel, pad, **more).eval()
    kinds, session = exported(network)
    assert kinds.count("ConvTranspose") == 1
    photo = torch.randn(1, 3, 4, 6)
    with torch.no_grad():
        expected = network(photo).numpy()
    assert np.abs(session.run(None, {"stored": photo.numpy()})[0] - expected).max() < 1e-5

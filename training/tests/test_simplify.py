"""A graph without what no photo changes."""

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import ModelProto
from torch import nn

from candela_training.graph import trunk
from candela_training.graph.simplify import simplified


class Wasteful(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Conv2d(3, 3, 3, padding=1)
        self.last = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, stored: torch.Tensor) -> torch.Tensor:
        steps = torch.arange(4, dtype=torch.float32).square().sum() / 7
        alike = [stored * steps + torch.log(stored + 2) for _ in range(4)]
        return self.mix(alike[0]) + self.last(alike[1]) + alike[2] * alike[3]


def run(model: ModelProto, photo: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return session.run(None, {"stored": photo})[0]


def test_it_computes_the_same_with_fewer_nodes() -> None:
    torch.manual_seed(2)
    model = trunk(Wasteful())
    model.producer_name = "somebody"
    less = simplified(model)
    kinds = [node.op_type for node in less.graph.node]
    assert len(kinds) < len(model.graph.node)
    assert "Constant" not in kinds
    assert kinds.count("Log") == 1
    photo = np.random.default_rng(1).random((1, 3, 7, 9), dtype=np.float32)
    assert np.abs(run(less, photo) - run(model, photo)).max() < 1e-6
    assert less.producer_name == "somebody"
    assert [opset.domain for opset in less.opset_import] == [""]
    assert {node.domain for node in less.graph.node} == {""}
    layers = [node.name for node in less.graph.node if node.op_type == "Conv"]
    assert layers == ["/mix/Conv", "/last/Conv"]


def test_constants_are_named_and_ordered_by_their_first_use() -> None:
    torch.manual_seed(2)
    less = simplified(trunk(Wasteful()))
    names = [tensor.name for tensor in less.graph.initializer]
    used = [name for node in less.graph.node for name in node.input if name in names]
    assert list(dict.fromkeys(used)) == names
    assert {"mix.weight", "mix.bias"} <= set(names)
    assert all(not name.startswith(("/", "onnx::")) for name in names)
    onnx.checker.check_model(less)

"""The ONNX file that the app loads: a network with its two pairs of ends.

Note: Two pairs in one graph
    image    uint8   0..255  ->  result    uint8   0..255
    image16  float32 0..1    ->  result16  float32 0..1
All are N H W C with N = 1 and any H and W. The network runs on image / 255 + image16, a sum that
spreads a single pixel over a whole picture. The caller feeds its photo to one input, one black
pixel (1 1 1 3, all zero) to the other, and fetches the one output it wants: adding zero is exact.
Each result has the size of its input, so the one not wanted is a pixel. The weights are there once.

Note: Two pairs and a thumbnail in one graph
A network that also sees the whole photo, small, and has controls differs from that. The caller
feeds a whole small photo of any size to `thumbnail` or `thumbnail16`, and a number (float32,
shape 1) to each control. What belongs to the pair not in use is all zero: the picture not larger
than the one in use, the thumbnail of any size. The smaller of the two pictures is cut to one
pixel, which then spreads in the sum. The two thumbnails are brought to one size before theirs.
Maps come with the float pair: they are as large as `image16`, a pixel when it is not in use,
because the runtime computes whatever a graph can give, asked for or not.
"""

import io
import warnings

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, TensorProto, compose, helper
from torch import nn

from candela_training.graph.ends import (
    OPSET,
    STEP,
    finished,
    pair,
    plain_front,
    scaled,
    small_model,
)
from candela_training.graph.layout import LAYOUT_CONSTANTS, to_planes
from candela_training.graph.simplify import simplified
from candela_training.graph.subpixel import to_subpixels
from candela_training.models.exposure import THUMBNAIL

_BATCH_AND_SIDES = np.array([1, 1, 1, 3], np.int64)


class _Explained(nn.Module):
    """A network that also gives its maps."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.network.explained(*inputs)


def trunk(network: nn.Module) -> ModelProto:
    """`stored`, 1 3 H W float32, to `enhanced`; H and W free.

    A network with controls also takes `seen`, the thumbnail, and a number for each; one that treats
    regions apart takes `place`, 1 4: top, left, height and width of the tile as shares of the whole
    photo; one that minds how finely the photo is stored takes `step`, 1: see `brake`. The maps
    that it names come out as well, N h w C, as large as a further input, `asked`.
    """
    free, part = {2: "height", 3: "width"}, {2: "height16", 3: "width16"}
    controls = getattr(network, "controls", None)
    maps = [name for name, _ in getattr(network, "maps", ())]
    names, given = ["stored"], [torch.zeros(1, 3, 32, 48)]
    if controls is not None:
        names += ["seen", *controls]
        given += [torch.zeros(1, 3, THUMBNAIL, THUMBNAIL), *(torch.zeros(1) for _ in controls)]
    if getattr(network, "placed", False):
        names, given = [*names, "place"], [*given, torch.tensor([[0.0, 0.0, 1.0, 1.0]])]
    if getattr(network, "stepped", False):
        names, given = [*names, "step"], [*given, torch.ones(1)]
    if maps:
        names, given = [*names, "asked"], [*given, torch.zeros(1, 3, 16, 32)]
    sides = {"stored": free, "enhanced": free, **({"asked": part} if maps else {})}
    file = io.BytesIO()
    with warnings.catch_warnings():
        # PyTorch recommends its newer exporter, which needs a further package for the same graph.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            (_Explained(network) if maps else network).eval(),
            tuple(given),
            file,
            input_names=names,
            output_names=["enhanced", *maps],
            dynamic_axes={**sides, **{name: {1: "height16", 2: "width16"} for name in maps}},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load_from_string(file.getvalue())
    for node in model.graph.node:
        write_pads(node)
    to_subpixels(model.graph)
    return model


def write_pads(node: NodeProto) -> None:
    """Turns "same" padding of a stride-1 convolution into numbers, which every provider reads."""
    attributes = {item.name: item for item in node.attribute}
    if node.op_type != "Conv" or attributes.get("auto_pad") is None:
        return
    totals = [side - 1 for side in attributes["kernel_shape"].ints]
    before = [total // 2 for total in totals]
    after = [total - first for total, first in zip(totals, before, strict=True)]
    node.attribute.remove(attributes["auto_pad"])
    node.attribute.append(helper.make_attribute("pads", before + after))


def model_graph(network: nn.Module) -> ModelProto:
    """The file to ship; see the notes above."""
    body = trunk(network)
    if not hasattr(network, "controls"):
        return finished(compose.merge_models(plain_front(), body, [("head_nchw", "stored")]))
    fronts = compose.merge_models(_picture_front(), _thumbnail_front(), [])
    ends = [("front_nchw", "stored"), ("small_nchw", "seen"), ("shown", "asked")]
    taken = {value.name for value in body.graph.input}
    joined = [end for end in ends if end[1] in taken]
    return simplified(finished(compose.merge_models(fronts, body, joined)))


def _cut(name: str, other: str) -> list[NodeProto]:
    """Cuts a picture to one pixel where the other is larger; else leaves it whole."""
    return [
        helper.make_node(
            "GreaterOrEqual", [f"{name}_shape", f"{other}_shape"], [f"{name}_larger"], f"{name}_ask"
        ),
        helper.make_node(
            "Where",
            [f"{name}_larger", f"{name}_shape", "front_one_pixel"],
            [f"{name}_ends"],
            f"{name}_choose",
        ),
        helper.make_node(
            "Slice", [name, "front_starts", f"{name}_ends"], [f"{name}_cut"], f"{name}_slice"
        ),
    ]


def _picture_front() -> ModelProto:
    """`image` and `image16` to 1 3 H W float32 in 0..1."""
    names = ("image", "image16")
    nodes = [helper.make_node("Shape", [name], [f"{name}_shape"], f"{name}_size") for name in names]
    nodes += _cut("image", "image16") + _cut("image16", "image")
    nodes += [
        *to_planes("image_cut", "image_planes"),
        *to_planes("image16_cut", "shown"),
        *scaled("image_planes", "image", "front"),
        helper.make_node("Add", ["image_unit", "shown"], ["front_nchw"], "front_join"),
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 3, f"height{n}", f"width{n}"])
        for name, n in (("front_nchw", ""), ("shown", "16"))
    ]
    constants = {
        **LAYOUT_CONSTANTS,
        "front_step": STEP,
        "front_one_pixel": _BATCH_AND_SIDES,
        "front_starts": np.zeros(4, np.int64),
    }
    return small_model(nodes, pair("image", ""), outputs, constants)


def _resized(name: str, result: str) -> list[NodeProto]:
    """H W C to C H W of the thumbnail's one size."""
    return [
        helper.make_node(
            "Transpose", [name], [f"{result}_nchw"], f"{result}_layout", perm=[0, 3, 1, 2]
        ),
        helper.make_node(
            "Resize",
            [f"{result}_nchw", "", "", "small_sizes"],
            [result],
            f"{result}_resize",
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        ),
    ]


def _thumbnail_front() -> ModelProto:
    """`thumbnail` and `thumbnail16` to 1 3 96 96 float32 in 0..1."""
    nodes = [
        *scaled("thumbnail", "small", "small"),
        *_resized("small_unit", "small8"),
        *_resized("thumbnail16", "small16"),
        helper.make_node("Add", ["small8", "small16"], ["small_nchw"], "small_join"),
    ]
    shape = [1, 3, THUMBNAIL, THUMBNAIL]
    output = helper.make_tensor_value_info("small_nchw", TensorProto.FLOAT, shape)
    constants = {"small_step": STEP, "small_sizes": np.array(shape, np.int64)}
    return small_model(nodes, pair("thumbnail", "_small"), [output], constants)

"""The ONNX file that the app loads: casts, scaling and layout stand inside the graph.

Note: Two pairs in one graph
    image    uint8   0..255  ->  result    uint8   0..255
    image16  float32 0..1    ->  result16  float32 0..1
All are N H W C with N = 1 and any H and W. The network runs on image / 255 + image16, a sum that
spreads a single pixel over a whole picture. The caller feeds its photo to one input, one black
pixel (1 1 1 3, all zero) to the other, and fetches the one output it wants: adding zero is exact.
Each result has the size of its input, so the one not wanted is a pixel. The weights are there once.
"""

import io
import warnings

import numpy as np
import onnx
import torch
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, compose, helper, numpy_helper
from torch import nn

from candela_training.layout import LAYOUT_CONSTANTS, cut_to, to_pixels, to_planes

OPSET = 17
IR_VERSION = 8


def trunk_graph(network: nn.Module) -> ModelProto:
    """The bare network as ONNX: `stored` to `enhanced`, 1 3 H W float32, H and W free."""
    file = io.BytesIO()
    free = {2: "height", 3: "width"}
    with warnings.catch_warnings():
        # PyTorch recommends its newer exporter, which needs a further package for the same graph.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (torch.zeros(1, 3, 16, 24),),
            file,
            input_names=["stored"],
            output_names=["enhanced"],
            dynamic_axes={"stored": free, "enhanced": free},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load_from_string(file.getvalue())
    for node in model.graph.node:
        write_pads(node)
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


def two_pair_graph(network: nn.Module) -> ModelProto:
    """The file to ship; see Note: Two pairs in one graph."""
    trunk = trunk_graph(network)
    return finished(compose.merge_models(_head(), trunk, [("head_nchw", "stored")]))


def finished(model: ModelProto) -> ModelProto:
    """The file to ship from a graph that ends in `enhanced`, 1 3 H W."""
    add_results(model.graph)
    # Joining graphs lists the opset once for each of them.
    del model.opset_import[1:]
    model.ir_version = IR_VERSION
    model.producer_name = "candela_training"
    onnx.checker.check_model(model, full_check=True)
    return model


def add_results(graph: GraphProto) -> None:
    """Ends a graph that has `enhanced`, 1 3 H W, in both results, clipped to 0..1.

    Each is as large as its pair's input: that of the pair not in use costs nothing, though the
    runtime computes whatever a graph can give, asked for or not.
    """
    whole = [helper.make_node("Clip", ["enhanced", "end_0", "end_1"], ["end_unit"], "end_clip")]
    floats = [
        *cut_to("end_unit", "image16_shape", "end_unit16"),
        *to_pixels("end_unit16", "result16"),
    ]
    integers = [
        *cut_to("end_unit", "image_shape", "end_unit8"),
        helper.make_node("Mul", ["end_unit8", "end_255"], ["end_scaled"], "end_scale"),
        helper.make_node("Round", ["end_scaled"], ["end_rounded"], "end_round"),
        helper.make_node("Cast", ["end_rounded"], ["end_bytes"], "end_cast", to=TensorProto.UINT8),
        *to_pixels("end_bytes", "result"),
    ]
    graph.node.extend([*whole, *floats, *integers])
    numbers = {"end_0": np.float32(0), "end_1": np.float32(1), "end_255": np.float32(255)}
    graph.initializer.extend(
        numpy_helper.from_array(value, name) for name, value in numbers.items()
    )
    maps = [value for value in graph.output if value.name != "enhanced"]
    results = (
        picture("result", TensorProto.UINT8, "8"),
        picture("result16", TensorProto.FLOAT, "16"),
    )
    del graph.output[:]
    graph.output.extend([*maps, *results])


def small_model(
    nodes: list[NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: dict[str, np.ndarray],
) -> ModelProto:
    """A small graph in the trunk's versions, so that the three can be joined."""
    tensors = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "candela", inputs, outputs, tensors)
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION)


def picture(name: str, kind: int, suffix: str) -> onnx.ValueInfoProto:
    """1 H W 3; the two inputs differ in size, and equal names promise equal sides."""
    return helper.make_tensor_value_info(name, kind, [1, f"height{suffix}", f"width{suffix}", 3])


def _head() -> ModelProto:
    """Both inputs to 1 3 H W float32 in 0..1."""
    names = ("image", "image16")
    nodes = [
        *(helper.make_node("Shape", [name], [f"{name}_shape"], f"{name}_size") for name in names),
        *to_planes("image", "image_planes"),
        *to_planes("image16", "image16_planes"),
        helper.make_node(
            "Cast", ["image_planes"], ["image_float"], "head_cast", to=TensorProto.FLOAT
        ),
        helper.make_node("Div", ["image_float", "head_255"], ["image_unit"], "head_scale"),
        helper.make_node("Add", ["image_unit", "image16_planes"], ["head_nchw"], "head_join"),
    ]
    inputs = [
        picture("image", TensorProto.UINT8, "8"),
        picture("image16", TensorProto.FLOAT, "16"),
    ]
    output = helper.make_tensor_value_info(
        "head_nchw", TensorProto.FLOAT, [1, 3, "height", "width"]
    )
    return small_model(nodes, inputs, [output], {**LAYOUT_CONSTANTS, "head_255": np.float32(255)})

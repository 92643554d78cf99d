"""The ONNX file that the app loads: casts, scaling and layout stand inside the graph.

Note: Two pairs in one graph
    image    uint8   0..255  ->  result    uint8   0..255
    image16  float32 0..1    ->  result16  float32 0..1
All are N H W C with N = 1 and any H and W. The network runs on image / 255 + image16, a sum that
spreads a single pixel over a whole picture. The caller feeds its photo to one input, one black
pixel (1 1 1 3, all zero) to the other, and fetches the one output it wants: adding zero is exact,
and the runtime leaves out what only the other output needs. The weights are there once.
"""

import io
import warnings

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, TensorProto, compose, helper, numpy_helper
from torch import nn

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
    model = compose.merge_models(model, tail(), [("enhanced", "tail_nchw")])
    # Joining graphs lists the opset once for each of them.
    del model.opset_import[1:]
    model.ir_version = IR_VERSION
    model.producer_name = "candela_training"
    onnx.checker.check_model(model, full_check=True)
    return model


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
    nodes = [
        helper.make_node("Cast", ["image"], ["image_float"], "head_cast", to=TensorProto.FLOAT),
        helper.make_node("Div", ["image_float", "head_255"], ["image_unit"], "head_scale"),
        helper.make_node("Add", ["image_unit", "image16"], ["head_nhwc"], "head_join"),
        helper.make_node(
            "Transpose", ["head_nhwc"], ["head_nchw"], "head_layout", perm=[0, 3, 1, 2]
        ),
    ]
    inputs = [
        picture("image", TensorProto.UINT8, "8"),
        picture("image16", TensorProto.FLOAT, "16"),
    ]
    output = helper.make_tensor_value_info(
        "head_nchw", TensorProto.FLOAT, [1, 3, "height", "width"]
    )
    return small_model(nodes, inputs, [output], {"head_255": np.float32(255)})


def tail() -> ModelProto:
    """The network's answer, clipped to 0..1, to both outputs; rounded before it becomes uint8."""
    nodes = [
        helper.make_node(
            "Transpose", ["tail_nchw"], ["tail_nhwc"], "tail_layout", perm=[0, 2, 3, 1]
        ),
        helper.make_node("Clip", ["tail_nhwc", "tail_0", "tail_1"], ["result16"], "tail_clip"),
        helper.make_node("Mul", ["result16", "tail_255"], ["tail_scaled"], "tail_scale"),
        helper.make_node("Round", ["tail_scaled"], ["tail_rounded"], "tail_round"),
        helper.make_node("Cast", ["tail_rounded"], ["result"], "tail_cast", to=TensorProto.UINT8),
    ]
    source = helper.make_tensor_value_info(
        "tail_nchw", TensorProto.FLOAT, [1, 3, "height", "width"]
    )
    outputs = [
        picture("result", TensorProto.UINT8, ""),
        picture("result16", TensorProto.FLOAT, ""),
    ]
    constants = {
        name: np.float32(value) for name, value in (("tail_0", 0), ("tail_1", 1), ("tail_255", 255))
    }
    return small_model(nodes, [source], outputs, constants)

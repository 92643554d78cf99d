"""Both ends of the ONNX file that the app loads: casts, scaling, layout, clip and rounding."""

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from candela_training.graph.layout import LAYOUT_CONSTANTS, cut_to, to_pixels, to_planes

OPSET = 17
IR_VERSION = 8
# Between two bytes, of 1.
STEP = np.float32(1 / 255)


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
    floats = [
        *cut_to("enhanced", "image16_shape", "end_cut16"),
        helper.make_node("Clip", ["end_cut16", "end_0", "end_1"], ["end_unit16"], "end_clip"),
        *to_pixels("end_unit16", "result16"),
    ]
    # One pass for scale, rounding and both limits; bytes are cut and turned the quickest.
    integers = [
        helper.make_node(
            "QuantizeLinear", ["enhanced", "end_step", "end_zero"], ["end_bytes"], "end_round"
        ),
        *cut_to("end_bytes", "image_shape", "end_bytes8"),
        *to_pixels("end_bytes8", "result"),
    ]
    graph.node.extend([*floats, *integers])
    numbers = {
        "end_0": np.float32(0),
        "end_1": np.float32(1),
        "end_step": STEP,
        "end_zero": np.uint8(0),
    }
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


def pair(name: str, suffix: str) -> list[onnx.ValueInfoProto]:
    """The two inputs of a picture: bytes, and floating-point numbers."""
    return [
        picture(name, TensorProto.UINT8, f"{suffix}8"),
        picture(f"{name}16", TensorProto.FLOAT, f"{suffix}16"),
    ]


def scaled(source: str, name: str, stage: str) -> list[NodeProto]:
    """Bytes 0..255 to `name`_unit, float32 0..1; `stage`_step is the constant 1 / 255."""
    return [
        helper.make_node(
            "DequantizeLinear", [source, f"{stage}_step"], [f"{name}_unit"], f"{stage}_scale"
        )
    ]


def plain_front() -> ModelProto:
    """Both inputs to 1 3 H W float32 in 0..1."""
    names = ("image", "image16")
    nodes = [
        *(helper.make_node("Shape", [name], [f"{name}_shape"], f"{name}_size") for name in names),
        *to_planes("image", "image_planes"),
        *to_planes("image16", "image16_planes"),
        *scaled("image_planes", "image", "head"),
        helper.make_node("Add", ["image_unit", "image16_planes"], ["head_nchw"], "head_join"),
    ]
    inputs = pair("image", "")
    output = helper.make_tensor_value_info(
        "head_nchw", TensorProto.FLOAT, [1, 3, "height", "width"]
    )
    return small_model(nodes, inputs, [output], {**LAYOUT_CONSTANTS, "head_step": STEP})

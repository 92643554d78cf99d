"""Channels last to channels first and back, inside an exported graph.

Note: The layout changes once
ONNX Runtime moves a transposition of a picture down through everything element-wise, to meet the
one at the end. Per-channel numbers then run along the innermost axis, three long, which is many
times as slow. Between two reshapes, as a matrix, a transposition stays where it is written.
"""

import numpy as np
from onnx import NodeProto, helper

# The constants that the nodes below name.
LAYOUT_CONSTANTS = {
    "layout_pixels": np.array([-1, 3], np.int64),
    "layout_planes": np.array([3, -1], np.int64),
    "layout_one": np.array([1], np.int64),
    "layout_three": np.array([3], np.int64),
    "layout_corner": np.array([0, 0], np.int64),
    # Of 1 H W C, and of 1 C H W.
    "layout_sides": np.array([1, 2], np.int64),
    "layout_down_right": np.array([2, 3], np.int64),
}
_HEIGHT, _WIDTH = 1, 2


def to_planes(name: str, result: str) -> list[NodeProto]:
    """1 H W 3 of any type to 1 3 H W; see Note: The layout changes once."""
    height, width = (f"{result}_{side}" for side in ("height", "width"))
    ends = ["layout_one", "layout_three", height, width]
    return [
        *(_side(name, side, axis) for side, axis in ((height, _HEIGHT), (width, _WIDTH))),
        *_turned(name, result, "layout_pixels", ends),
    ]


def to_pixels(name: str, result: str) -> list[NodeProto]:
    """1 3 H W of any type to 1 H W 3; see Note: The layout changes once."""
    height, width = (f"{result}_{side}" for side in ("height", "width"))
    ends = ["layout_one", height, width, "layout_three"]
    return [
        *(_side(name, side, axis + 1) for side, axis in ((height, _HEIGHT), (width, _WIDTH))),
        *_turned(name, result, "layout_planes", ends),
    ]


def cut_to(name: str, shape: str, result: str) -> list[NodeProto]:
    """1 C H W cut at the bottom and the right to a picture whose shape, 1 h w C, is given."""
    return [
        helper.make_node("Gather", [shape, "layout_sides"], [f"{result}_ends"], f"{result}_choose"),
        helper.make_node(
            "Slice",
            [name, "layout_corner", f"{result}_ends", "layout_down_right"],
            [result],
            f"{result}_cut",
        ),
    ]


def _side(name: str, result: str, axis: int) -> NodeProto:
    return helper.make_node(
        "Shape", [name], [result], f"{result}_measure", start=axis, end=axis + 1
    )


def _turned(name: str, result: str, matrix: str, ends: list[str]) -> list[NodeProto]:
    """A picture as a matrix, turned, and as a picture of the shape `ends` again."""
    return [
        helper.make_node("Reshape", [name, matrix], [f"{result}_matrix"], f"{result}_flat"),
        helper.make_node(
            "Transpose", [f"{result}_matrix"], [f"{result}_turned"], f"{result}_turn", perm=[1, 0]
        ),
        helper.make_node("Concat", ends, [f"{result}_shape"], f"{result}_ends", axis=0),
        helper.make_node(
            "Reshape", [f"{result}_turned", f"{result}_shape"], [result], f"{result}_whole"
        ),
    ]

"""The shipped file, run the way the app runs it."""

import os
from pathlib import Path

# The runtime reads this once, when it loads; nothing leaves the machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import numpy as np
import onnxruntime

_ONE_PIXEL = (1, 1, 1, 3)


class Session:
    """A model file on the CPU provider, one thread; pictures are H W C."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )

    def enhance(self, photo: np.ndarray) -> np.ndarray:
        """uint8 0..255 in and out."""
        feeds = {"image": photo[None], "image16": np.zeros(_ONE_PIXEL, np.float32)}
        return self._session.run(["result"], feeds)[0][0]

    def enhance_float(self, photo: np.ndarray) -> np.ndarray:
        """float32 0..1 in and out."""
        feeds = {"image": np.zeros(_ONE_PIXEL, np.uint8), "image16": photo[None]}
        return self._session.run(["result16"], feeds)[0][0]

    def enhance_tiled(self, photo: np.ndarray, tile: int, overlap: int) -> np.ndarray:
        """As enhance_float, in tiles that own tile x tile pixels and see overlap more a side."""
        height, width, _ = photo.shape
        whole = np.empty_like(photo)
        for top in range(0, height, tile):
            for left in range(0, width, tile):
                first_row, first_column = max(top - overlap, 0), max(left - overlap, 0)
                seen = photo[first_row : top + tile + overlap, first_column : left + tile + overlap]
                part = self.enhance_float(np.ascontiguousarray(seen))
                rows, columns = slice(top, top + tile), slice(left, left + tile)
                target = whole[rows, columns]
                target[:] = part[top - first_row :, left - first_column :][
                    : target.shape[0], : target.shape[1]
                ]
        return whole

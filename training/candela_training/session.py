"""The shipped file, run the way the app runs it."""

import os
from pathlib import Path

# The runtime reads this once, when it loads; nothing leaves the machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import numpy as np
import onnxruntime
from PIL import Image

_ONE_PIXEL = (1, 1, 1, 3)
_PAIRS = {
    np.uint8: ("image", "thumbnail", "result"),
    np.float32: ("image16", "thumbnail16", "result16"),
}


class Session:
    """A model file on the CPU provider; pictures are H W C, of any size.

    `multiple`: what the sides of a tile must be multiples of; `long_edge`: the size that the
    whole photo is scaled to fit where the network wants to see it. Both stand on the card.
    Controls that are not given are 0, which is neutral.
    """

    def __init__(
        self, file: Path, *, multiple: int = 1, long_edge: int = 96, threads: int = 1
    ) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [item.name for item in self._session.get_inputs()]
        self._multiple, self._long_edge = multiple, long_edge

    def enhance(self, photo: np.ndarray, **controls: float) -> np.ndarray:
        """uint8 0..255 in and out."""
        return self._run(photo, self._thumbnail(photo), controls)

    def enhance_float(self, photo: np.ndarray, **controls: float) -> np.ndarray:
        """float32 0..1 in and out."""
        return self._run(photo, self._thumbnail(photo), controls)

    def enhance_tiled(
        self, photo: np.ndarray, tile: int, overlap: int, **controls: float
    ) -> np.ndarray:
        """The same, in tiles that own tile x tile pixels and see overlap more a side."""
        height, width, _ = photo.shape
        small = self._thumbnail(photo)
        whole = np.empty_like(photo)
        for top in range(0, height, tile):
            for left in range(0, width, tile):
                first_row, first_column = max(top - overlap, 0), max(left - overlap, 0)
                seen = photo[first_row : top + tile + overlap, first_column : left + tile + overlap]
                corner = (first_row / height, first_column / width)
                part = self._run(
                    np.ascontiguousarray(seen), small, controls, corner, (height, width)
                )
                rows, columns = slice(top, top + tile), slice(left, left + tile)
                target = whole[rows, columns]
                target[:] = part[top - first_row :, left - first_column :][
                    : target.shape[0], : target.shape[1]
                ]
        return whole

    def _thumbnail(self, photo: np.ndarray) -> np.ndarray:
        """The whole photo scaled to fit, of the photo's type."""
        if "thumbnail" not in self._inputs:
            return photo[:1, :1]
        scale = min(1, self._long_edge / max(photo.shape[:2]))
        height, width = (max(1, round(side * scale)) for side in photo.shape[:2])
        if photo.dtype == np.uint8:
            picture = Image.fromarray(photo).resize((width, height), Image.Resampling.BOX)
            return np.asarray(picture)
        planes = [Image.fromarray(np.ascontiguousarray(photo[:, :, c])) for c in range(3)]
        resized = [plane.resize((width, height), Image.Resampling.BOX) for plane in planes]
        return np.stack([np.asarray(plane) for plane in resized], axis=2)

    def _run(
        self,
        photo: np.ndarray,
        small: np.ndarray,
        controls: dict[str, float],
        corner: tuple[float, float] = (0, 0),
        whole: tuple[int, int] | None = None,
    ) -> np.ndarray:
        """A part of a photo, at `corner` of the `whole`; corner as shares of its sides."""
        height, width, _ = photo.shape
        feeds = {}
        for kind, (image, thumbnail, _) in _PAIRS.items():
            used = photo.dtype == kind
            feeds[image] = self._padded(photo)[None] if used else np.zeros(_ONE_PIXEL, kind)
            feeds[thumbnail] = small[None] if used else np.zeros(_ONE_PIXEL, kind)
        feeds = {name: value for name, value in feeds.items() if name in self._inputs}
        if "place" in self._inputs:
            sides = zip((height, width), whole or (height, width), strict=True)
            shares = [(side + -side % self._multiple) / of for side, of in sides]
            feeds["place"] = np.array([[*corner, *shares]], np.float32)
        if "step" in self._inputs:
            feeds["step"] = np.ones(1, np.float32)
        for name in self._inputs:
            feeds.setdefault(name, np.array([controls.get(name, 0)], np.float32))
        result = _PAIRS[photo.dtype.type][2]
        return self._session.run([result], feeds)[0][0, :height, :width]

    def _padded(self, photo: np.ndarray) -> np.ndarray:
        """Continued by reflection at the bottom and the right."""
        extra = [-side % self._multiple for side in photo.shape[:2]]
        if not any(extra):
            return photo
        return np.pad(photo, ((0, extra[0]), (0, extra[1]), (0, 0)), mode="reflect")

"""What JPEG does to a picture: 8 x 8 cosine transform, quantisation, and back; no entropy coding.

Pictures are N 3 H W, stored values in 0..1, sides multiples of 16. Tables: ITU-T T.81, annex K.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

_LUMA_STEPS = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
_CHROMA_STEPS = (
    (17, 18, 24, 47, 99, 99, 99, 99),
    (18, 21, 26, 66, 99, 99, 99, 99),
    (24, 26, 56, 99, 99, 99, 99, 99),
    (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8,) * 4,
)
# JFIF: rows are Y, Cb, Cr; columns R, G, B.
_TO_YCC = (
    (0.299, 0.587, 0.114),
    (-0.168736, -0.331264, 0.5),
    (0.5, -0.418688, -0.081312),
)


def _cosines() -> list[list[float]]:
    """The orthonormal 8-point DCT-II; row = frequency."""
    return [
        [
            math.sqrt((1 if row == 0 else 2) / 8) * math.cos(math.pi * (2 * column + 1) * row / 16)
            for column in range(8)
        ]
        for row in range(8)
    ]


class Jpeg:
    """The tables on one device, so that a batch needs no copy to it."""

    def __init__(self, device: torch.device) -> None:
        self._cosines = torch.tensor(_cosines(), device=device)
        self._steps = torch.tensor([_LUMA_STEPS, _CHROMA_STEPS, _CHROMA_STEPS], device=device)
        self._to_ycc = torch.tensor(_TO_YCC, device=device)
        self._to_rgb = torch.linalg.inv(self._to_ycc.cpu()).to(device)

    def __call__(self, picture: Tensor, quality: Tensor, halved: Tensor) -> Tensor:
        """As stored at `quality` (N, 1..100); where `halved` (N, 0 or 1) colour at half size."""
        ycc = torch.einsum("ij,njhw->nihw", self._to_ycc, picture * 255)
        ycc = torch.cat([ycc[:, :1] - 128, ycc[:, 1:]], dim=1)
        steps = self._scaled_steps(quality)
        full = self._quantise(ycc, steps)
        half = self._quantise(functional.avg_pool2d(ycc[:, 1:], 2), steps[:, 1:])
        half = functional.interpolate(half, scale_factor=2, mode="bilinear", align_corners=False)
        colour = torch.lerp(full[:, 1:], half, halved[:, None, None, None])
        rgb = torch.einsum("ij,njhw->nihw", self._to_rgb, torch.cat([full[:, :1] + 128, colour], 1))
        return (rgb.round() / 255).clamp(0, 1)

    def _scaled_steps(self, quality: Tensor) -> Tensor:
        """N 3 8 8: the quality scale that the common libraries use."""
        percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)
        scaled = (self._steps * percent[:, None, None, None] + 50) / 100
        return scaled.floor().clamp(1, 255)

    def _quantise(self, planes: Tensor, steps: Tensor) -> Tensor:
        """N C H W to the frequencies of its blocks, rounded to steps N C 8 8, and back."""
        count, channels, height, width = planes.shape
        blocks = planes.reshape(count, channels, height // 8, 8, width // 8, 8)
        blocks = blocks.permute(0, 1, 2, 4, 3, 5)
        step = steps[:, :, None, None]
        rounded = (self._cosines @ blocks @ self._cosines.T / step).round() * step
        back = self._cosines.T @ rounded @ self._cosines
        return back.permute(0, 1, 2, 4, 3, 5).reshape(count, channels, height, width)

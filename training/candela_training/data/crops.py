"""Batches of crops, each a pure function of the seed and the step."""

import numpy as np
import torch
from torch import Tensor

from candela_training.config import DegradeConfig
from candela_training.degrade.fixed import degrade


def crop_batch(
    squares: np.ndarray, config: DegradeConfig, batch: int, side: int, key: tuple[int, int]
) -> tuple[Tensor, Tensor]:
    """Random mirrored crops, darkened: (low light, ground truth), N 3 H W float32 in 0..1.

    The random numbers depend on key = (seed, step) alone, so a resumed run sees the very crops
    that an unbroken one would have seen.
    """
    rng = np.random.default_rng(key)
    pairs = [degrade(_crop(squares, side, rng), config, rng) for _ in range(batch)]
    low, truth = (np.stack(part).transpose(0, 3, 1, 2) for part in zip(*pairs, strict=True))
    return torch.from_numpy(low.copy()), torch.from_numpy(truth.copy())


def _crop(squares: np.ndarray, side: int, rng: np.random.Generator) -> np.ndarray:
    """One crop of one photo, H W C float32 in 0..1, mirrored half of the time."""
    count, height, width, _ = squares.shape
    index = rng.integers(count)
    top = rng.integers(height - side + 1)
    left = rng.integers(width - side + 1)
    crop = squares[index, top : top + side, left : left + side]
    if rng.random() < 0.5:
        crop = crop[:, ::-1]
    return crop.astype(np.float32) / np.float32(255)

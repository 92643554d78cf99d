"""How strong a photo's noise is at each brightness, and how alike it is in neighbouring pixels.

Photos are H W 3, stored values in grey levels, 0..255. Noise is measured in the flattest blocks
of 8 x 8 pixels of each brightness, after a plane has been taken out of each block; what texture
is left makes real and made photos alike look a little noisier.
"""

from typing import NamedTuple

import numpy as np

BLOCK = 8
# Upper ends of the brightness bins, grey levels.
BINS = (3, 6, 10, 15, 22, 30, 42, 60, 85, 120, 170, 235)
LAGS = 5
_FLATTEST = 0.15
_LEAST_BLOCKS = 12


class NoiseStatistics(NamedTuple):
    """Of one photo; nan where it has too few flat blocks."""

    deviation: np.ndarray  # for each bin, grey levels
    correlation: np.ndarray  # for each lag 0..LAGS-1 across and down, 1 at lag 0


def noise_statistics(photo: np.ndarray) -> NoiseStatistics:
    """Statistics of a photo's green channel, which has the least noise and the least JPEG."""
    blocks = _blocks(photo[:, :, 1].astype(np.float64))
    means = blocks.mean(axis=(1, 2))
    rough = _detrended(blocks)
    variances = rough.var(axis=(1, 2)) * BLOCK**2 / (BLOCK**2 - 3)
    edges = np.digitize(means, BINS)
    deviation = np.full(len(BINS), np.nan)
    flat = []
    for index in range(len(BINS)):
        inside = np.flatnonzero(edges == index)
        if len(inside) < _LEAST_BLOCKS / _FLATTEST:
            continue
        order = inside[np.argsort(variances[inside])][: int(len(inside) * _FLATTEST)]
        deviation[index] = np.sqrt(np.median(variances[order]))
        # Blocks that 8 bits made constant say nothing about neighbours.
        flat.append(order[variances[order] > 0.05])
    chosen = np.concatenate(flat) if flat else np.empty(0, int)
    return NoiseStatistics(deviation, _correlation(rough[chosen]))


def _blocks(plane: np.ndarray) -> np.ndarray:
    """H W to B 8 8."""
    rows, columns = (side // BLOCK for side in plane.shape)
    cut = plane[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.swapaxes(1, 2).reshape(-1, BLOCK, BLOCK)


def _detrended(blocks: np.ndarray) -> np.ndarray:
    """Each block less the plane that fits it best."""
    line = np.arange(BLOCK) - (BLOCK - 1) / 2
    square = (line**2).sum() * BLOCK
    down = (blocks * line[:, None]).sum(axis=(1, 2), keepdims=True) / square
    across = (blocks * line).sum(axis=(1, 2), keepdims=True) / square
    mean = blocks.mean(axis=(1, 2), keepdims=True)
    return blocks - mean - down * line[:, None] - across * line


def _correlation(rough: np.ndarray) -> np.ndarray:
    """Mean product of pixels some way apart, across and down, over the mean square."""
    if len(rough) < _LEAST_BLOCKS:
        return np.full(LAGS, np.nan)
    power = (rough**2).mean()
    values = []
    for lag in range(LAGS):
        across = (rough[:, :, : BLOCK - lag] * rough[:, :, lag:]).mean()
        down = (rough[:, : BLOCK - lag] * rough[:, lag:]).mean()
        values.append((across + down) / 2 / power)
    return np.array(values)

"""Exposure fusion (Mertens et al. 2007): one picture out of several exposures of a scene.

The truth of a scene whose light spans more than a photo can hold. Pictures are N 3 H W, stored
values in 0..1.
"""

import itertools

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant

_LEVELS = 5
_SPREAD = 0.2


def fuse(exposures: Tensor, trust: tuple[float, ...] | None = None) -> Tensor:
    """Exposures E N 3 H W blended by how well each shows a place, N 3 H W; sides at least 48.

    trust: how much each counts before anything is seen of it; all the same if it is not given.
    """
    apart = exposures.shape[:2]
    stack = exposures.flatten(0, 1)
    weights = _quality(stack).unflatten(0, apart) + 1e-6
    if trust is not None:
        weights = weights * constant(trust, weights.device)[:, None, None, None, None]
    shares = _gaussian((weights / weights.sum(dim=0)).flatten(0, 1))
    levels = [
        (part * share).unflatten(0, apart).sum(dim=0)
        for part, share in zip(_laplacian(stack), shares, strict=True)
    ]
    fused = levels[-1]
    for level in reversed(levels[:-1]):
        fused = _enlarged(fused, level) + level
    return fused.clamp(0, 1)


def _quality(picture: Tensor) -> Tensor:
    """Contrast, saturation and middling brightness, multiplied; N 1 H W."""
    grey = picture.mean(dim=1, keepdim=True)
    padded = functional.pad(grey, (1, 1, 1, 1), mode="replicate")
    around = padded[..., :-2, 1:-1] + padded[..., 2:, 1:-1]
    around = around + padded[..., 1:-1, :-2] + padded[..., 1:-1, 2:]
    contrast = (around - 4 * grey).abs() + 0.02
    saturation = picture.std(dim=1, keepdim=True, unbiased=False) + 0.05
    middling = torch.exp(-((picture - 0.5) ** 2) / (2 * _SPREAD**2)).prod(dim=1, keepdim=True)
    return contrast * saturation * middling


def _gaussian(picture: Tensor) -> list[Tensor]:
    levels = [picture]
    for _ in range(_LEVELS - 1):
        levels.append(functional.avg_pool2d(_blurred(levels[-1]), 2, ceil_mode=True))
    return levels


def _laplacian(picture: Tensor) -> list[Tensor]:
    levels = _gaussian(picture)
    details = [fine - _enlarged(coarse, fine) for fine, coarse in itertools.pairwise(levels)]
    return [*details, levels[-1]]


def _enlarged(coarse: Tensor, like: Tensor) -> Tensor:
    size = like.shape[2:]
    return functional.interpolate(coarse, size, mode="bilinear", align_corners=False)


def _blurred(picture: Tensor) -> Tensor:
    padded = functional.pad(picture, (1, 1, 1, 1), mode="replicate")
    return functional.avg_pool2d(padded, 3, 1)

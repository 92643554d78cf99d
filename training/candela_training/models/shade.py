"""Shade beside light: a photo half dark and half bright has its shadows lifted a little.

A person before a bright sky is dark, though the photo as a whole is well lit, so the head leaves it
alone. No rule tells such a photo from a silhouette that is meant; so what is lifted stays little:
a good photo that is taken for one differs from itself by 32 dB at least.
"""

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.colour import rising
from candela_training.models.exposure import LUMA
from candela_training.models.light import not_too_steep

# Regions are so many thumbnail pixels wide: what counts is where light falls, not texture.
_REGION = 6
# Stored luma up to which a region is dark, and from which on it is not; and the same of bright.
_DARK, _NOT_DARK = 0.15, 0.35
_NOT_BRIGHT, _BRIGHT = 0.4, 0.6
# Share of dark regions and of bright ones, the lesser of both, from which on shadows are lifted,
# and from which on altogether.
_SOME, _HALF = 0.3, 0.42
# Log gain at most, from the darkest tones to the brightest.
_LIFT = (0.49, 0.49, 0.35, 0.175, 0.035, 0.0, 0.0, 0.0)


def lift_shade(shown: Tensor, grid: Tensor) -> Tensor:
    """The grid, N BINS CELLS CELLS, of a photo whose thumbnail N 3 96 96 looks like `shown`."""
    lift = constant(_LIFT, grid.device)[:, None, None] * in_shade(shown)[..., None, None]
    return not_too_steep(grid + lift)


def in_shade(shown: Tensor) -> Tensor:
    """How far a photo N 3 H W is half dark and half bright, N 1, 0..1."""
    weights = constant(LUMA, shown.device)[:, None, None]
    luma = functional.avg_pool2d((shown * weights).sum(dim=1, keepdim=True), _REGION)
    dark = 1 - rising(luma, _DARK, _NOT_DARK)
    bright = rising(luma, _NOT_BRIGHT, _BRIGHT)
    half = torch.minimum(dark.mean(dim=(2, 3)), bright.mean(dim=(2, 3)))
    return rising(half, _SOME, _HALF)

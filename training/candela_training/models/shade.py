"""Shade beside light: a photo half dark and half bright has its shadows lifted a little.

A person before a bright sky is dark, though the photo as a whole is well lit, so the head leaves it
alone. No rule tells such a photo from a silhouette that is meant; so what is lifted stays little:
a good photo that is taken for one differs from itself by 32 dB at least (`test_shade.py`).
Where the head asks for a little light as well, as at dusk, shadows rise further and sooner.
"""

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.exposure import LUMA, between
from candela_training.models.light import not_too_steep

# Regions are so many thumbnail pixels wide: what counts is where light falls, not texture.
_REGION = 6
# Stored luma up to which a region is black, with nothing in it to lift; from which on it is dark,
# up to which, and from which on it is not; and the same of bright.
_BLACK, _NOT_BLACK, _DARK, _NOT_DARK = 0.015, 0.05, 0.15, 0.35
_NOT_BRIGHT, _BRIGHT = 0.4, 0.6
# Share of dark regions and of bright ones, the lesser of both, from which on shadows are lifted,
# and from which on altogether.
_SOME, _HALF = 0.3, 0.42
# The gain up to which the head asks for no light, and from which on it does; how much sooner and
# further shadows rise then.
_ALONE, _ASKED, _SOONER, _FURTHER = 1.05, 1.3, 0.1, 1.5
# The gain up to which it asks for a little, and from which on for much.
_LITTLE, _ENOUGH = 2.0, 3.0
# Log gain at most, from the darkest tones to the brightest.
_LIFT = (0.2, 0.4, 0.2, 0.08, 0.0, 0.0, 0.0, 0.0)


def lift_shade(shown: Tensor, grid: Tensor, gain: Tensor) -> Tensor:
    """The grid, N BINS CELLS CELLS, of a photo whose thumbnail N 3 96 96 looks like `shown`.

    gain N 1: how far the head lifts the whole photo.
    """
    asked = between(gain, _ALONE, _ASKED) * between(gain, _ENOUGH, _LITTLE)
    share = in_shade(shown, asked) * (1 + _FURTHER * asked)
    lift = constant(_LIFT, grid.device)[:, None, None] * share[..., None, None]
    return not_too_steep(grid + lift)


def in_shade(shown: Tensor, asked: Tensor) -> Tensor:
    """How far a photo N 3 H W is half dark and half bright, N 1, 0..1; less will do if `asked`."""
    weights = constant(LUMA, shown.device)[:, None, None]
    luma = functional.avg_pool2d((shown * weights).sum(dim=1, keepdim=True), _REGION)
    dark = between(luma, _NOT_DARK, _DARK) * between(luma, _BLACK, _NOT_BLACK)
    bright = between(luma, _NOT_BRIGHT, _BRIGHT)
    half = torch.minimum(dark.mean(dim=(2, 3)), bright.mean(dim=(2, 3)))
    return between(half + _SOONER * asked, _SOME, _HALF)

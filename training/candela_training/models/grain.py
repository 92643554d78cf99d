"""The colours of what was nearly black: their grain, and the green or magenta in them.

Where a place is lifted far, most of what differs in colour from pixel to pixel is noise. Such a
place takes its colours from those around it: a guided filter (He, Sun and Tang 2013) whose guide is
the colours themselves, at a quarter of the size (He and Sun 2015). What stands out far from its
surroundings, as a small red lamp does, keeps its own.

Light at night lies between amber and blue. Green or magenta in black is mostly the camera's: a
night sky turns olive.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.exposure import LUMA, between

# Side of the squares whose colours count together.
_AROUND = 7
# Variance of colours, and squared distance from those around, that is half noise and half picture.
_VARIED, _ODD = 0.003, 0.01
# Gain up to which colours keep their grain, and from which on they lose all of it.
_KEPT, _GONE = 3.5, 6.5
# Stored value up to which they do, and from which on they do not.
_DARK, _NOT_DARK = 0.08, 0.2
# Stored value up to which green is the camera's, and from which on it is the scene's.
_BLACK, _NOT_BLACK = 0.03, 0.1
# A cast is so much of luma at most; what is greener is green in part.
_CAST = 0.25
# One of green against red and blue, without luma.
_GREEN = (-0.7152, 0.2848, -0.7152)


class Grain(NamedTuple):
    """What happens to colours, as shares 0..1, N 1 h w each."""

    around: Tensor  # of them that is taken from around
    green: Tensor  # of their green or magenta that is taken away


def grain_of(gain: Tensor, value: Tensor, quiet: Tensor, green: Tensor) -> Grain:
    """For places of a gain and a greatest stored channel, N 1 h w.

    quiet and green N 1: how far grain goes, and green or magenta, where most of it does.
    """
    far = between(torch.log(gain), math.log(_KEPT), math.log(_GONE))
    black = between(value, _NOT_BLACK, _BLACK)
    around = far * between(value, _NOT_DARK, _DARK)
    return Grain(quiet[..., None, None] * around, green[..., None, None] * black)


def quietened(small: Tensor, saturation: Tensor, grain: Grain) -> tuple[Tensor, Tensor]:
    """What a picture N 3 h w, its saturation N 1 h w and its grain come to.

    The share that its own chroma loses, N 1 h w, and the chroma to add, N 2 h w; see
    `colour.recoloured`.
    """
    weights = constant(LUMA, small.device)[:, None, None]
    luma = (small * weights).sum(dim=1, keepdim=True)
    own = small - luma
    smooth, odd = _smooth(own)
    around = grain.around * (1 - odd)
    shown = own + around * (smooth - own)
    most = _CAST * luma.clamp(min=0)
    green = shown[:, 1:2] - (shown[:, :1] + shown[:, 2:]) / 2
    green = torch.maximum(torch.minimum(green, most), -most)
    added = around * smooth - grain.green * green * constant(_GREEN, small.device)[:, None, None]
    # Without luma, so that red and blue are all of its chroma.
    chroma = saturation * torch.cat([added[:, :1], added[:, 2:]], dim=1)
    return 1 - saturation * (1 - around), chroma


def _smooth(own: Tensor) -> tuple[Tensor, Tensor]:
    """Colours N 3 h w without their grain, and how far each stands out, N 1 h w, 0..1."""
    mean, square = _around(torch.cat([own, own * own], dim=1)).split(3, dim=1)
    odd = (own - mean).square().sum(dim=1, keepdim=True)
    varied = (square - mean * mean).sum(dim=1, keepdim=True).clamp(min=0)
    kept = varied / (varied + _VARIED)
    kept, mean = _around(torch.cat([kept, (1 - kept) * mean], dim=1)).split((1, 3), dim=1)
    return kept * own + mean, odd / (odd + _ODD)


def _around(maps: Tensor) -> Tensor:
    """Means of squares about each place, at the edges of what there is."""
    half = _AROUND // 2
    rows = functional.avg_pool2d(maps, (_AROUND, 1), 1, (half, 0), count_include_pad=False)
    return functional.avg_pool2d(rows, (1, _AROUND), 1, (0, half), count_include_pad=False)

"""Night stays night: what holds where most of a photo stays dark under the curve that it needs.

There the darkest tones hold noise alone, so that they are lifted no further. What is lit keeps its
texture: exposures of the photo are fused (Mertens et al. 2007), the brightest of them as long as it
shows a place, and what the fusion took away from a region and a brightness goes into the grid.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.fusion import fuse
from candela_training.models.curve import SLIDER, Curve
from candela_training.models.light import (
    BINS,
    Tone,
    all_gain,
    apart,
    at_brightness,
    exposed_brightness,
    greatest,
    lit,
    log_odds,
    not_too_steep,
    over_tile,
    shares_of_bins,
    tinted,
    weights_along,
)

# A place counts as dark up to the first value under the curve, and as lit from the second on.
_DARK, _LIT = 0.0, 0.25
# Share of dark places from which on a photo is one of the night, and from which on altogether.
_SOME, _MOST = 0.3, 0.6
# Gain of the curve up to which a photo is not touched, and from which on it is altogether.
_UNTOUCHED, _LIFTED = 1.2, 3.0
# Brightest stored value below which there is no lamp in a photo, and from which on there is one.
_NO_LAMP, _LAMP = 0.2, 0.45
# Log gain of the grid at most, at night and by day.
_AT_NIGHT, _BY_DAY = 0.1, 1.4
# Gain of curve and grid together at most: beyond, there is noise.
_MOST_GAIN = 40.0
# Positions of the brightness slider whose exposures are fused, and how much each is trusted.
_EXPOSURES = (-1.5, -1.0, -0.5, 0.0)
_TRUST = (0.1, 0.1, 0.1, 1.0)
# Thumbnail pixels that the mean around a cell counts for: few pixels of its own say little.
_AROUND, _LEAST = 0.3, 0.2
_KERNEL = ((1 / 16, 1 / 8, 1 / 16), (1 / 8, 1 / 4, 1 / 8), (1 / 16, 1 / 8, 1 / 16))


def keep_night(small: Tensor, curve: Curve, grid: Tensor) -> Tensor:
    """The grid of a photo, thumbnail N 3 96 96, held back as far as it is one of the night."""
    tone = apart(curve)
    value = greatest(tinted(small, tone))
    lifted = (torch.log(tone.gain / _UNTOUCHED) / math.log(_LIFTED / _UNTOUCHED)).clamp(0, 1)
    lamp = ((value.amax(dim=(2, 3)) - _NO_LAMP) / (_LAMP - _NO_LAMP)).clamp(0, 1)
    night = lamp * lifted * night_share(lit(small, all_gain(torch.ones_like(value), tone), tone))
    at_most = _BY_DAY + (_AT_NIGHT - _BY_DAY) * night
    noise = torch.log(_MOST_GAIN / curve.gain.amax(dim=1, keepdim=True)).clamp(min=0)
    grid = torch.minimum(grid, torch.minimum(at_most, noise)[..., None, None])
    spared = not_too_steep(grid + _spared(small, exposed_brightness(value, tone), tone, grid))
    return grid + night[..., None, None] * (spared - grid)


def night_share(shown: Tensor) -> Tensor:
    """How far a photo, N 3 H W under its curve, is one of the night; N 1, 0..1."""
    dark = ((_LIT - greatest(shown)) / (_LIT - _DARK)).clamp(0, 1).mean(dim=(2, 3))
    return ((dark - _SOME) / (_MOST - _SOME)).clamp(0, 1)


def fitted(brightness: Tensor, change: Tensor) -> Tensor:
    """The grid, N BINS CELLS CELLS, that comes close to a change of log-odds N 1 H W.

    brightness N 1 H W: the log-odds that each place had. Cells and bins without pixels take after
    those around them.
    """
    height, width = brightness.shape[2:]
    shares = shares_of_bins(brightness)
    down = weights_along(_places(height, brightness)).transpose(0, 1)
    right = weights_along(_places(width, brightness))
    # Sums and counts together: a graph of few nodes loads sooner.
    cells = _blurred(torch.cat([down @ (shares * change) @ right, down @ shares @ right]))
    sums, counts = cells.chunk(2)
    wide = cells
    for _ in range(3):
        wide = _blurred(wide)
    wide_sums, wide_counts = wide.chunk(2)
    around = wide_sums / (wide_counts + _LEAST)
    return (sums + _AROUND * around) / (counts + _AROUND)


def _spared(small: Tensor, reached: Tensor, tone: Tone, grid: Tensor) -> Tensor:
    """What to take from the grid, so that what is lit keeps its texture; N BINS CELLS CELLS."""
    count, _, height, width = small.shape
    whole = constant((0.0, 0.0, 1.0, 1.0), small.device).expand(count, 4)
    gain = torch.exp(at_brightness(over_tile(grid, whole, height, width), reached))
    # All exposures at once: a graph of few nodes loads sooner.
    ratio = torch.exp(SLIDER * constant(_EXPOSURES, small.device))[:, None, None]
    exposures = len(_EXPOSURES)
    slid = Tone(
        tone.tint.repeat(exposures, 1),
        (ratio * tone.gain).flatten(0, 1),
        tone.white.repeat(exposures, 1),
    )
    gain = all_gain(gain.repeat(exposures, 1, 1, 1), slid)
    shown = lit(small.repeat(exposures, 1, 1, 1), gain, slid)
    rows = shown.clamp(0, 1).unflatten(0, (exposures, count))
    change = log_odds(greatest(fuse(rows, _TRUST))) - log_odds(greatest(rows[-1]))
    return fitted(reached, change.clamp(max=0))


def _places(side: int, like: Tensor) -> Tensor:
    return (torch.arange(side, device=like.device, dtype=like.dtype) + 0.5) / side


def _blurred(cells: Tensor) -> Tensor:
    """N BINS CELLS CELLS, each cell mixed with its neighbours in place and brightness."""
    kernel = constant(_KERNEL, cells.device)[None, None].expand(BINS, 1, 3, 3)
    padded = functional.pad(cells, (1, 1, 1, 1), mode="replicate")
    around = functional.conv2d(padded, kernel, groups=BINS)
    beside = torch.cat([around[:, :1], around, around[:, -1:]], dim=1)
    return 0.25 * beside[:, :-2] + 0.5 * beside[:, 1:-1] + 0.25 * beside[:, 2:]

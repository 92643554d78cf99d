"""A photo with lights in it was exposed for them: it is lifted less, and they keep their form.

What is lit tells how bright a scene was meant to be. A head that sees mostly darkness lifts such a
photo too far: lamps burn out, the glow around them swells, and a black sky turns grey. Judged
blindly, photos held back so were preferred (decision 36).
"""

import math

import torch
from torch import Tensor

from candela_training.constants import constant
from candela_training.models.curve import Curve
from candela_training.models.exposure import between
from candela_training.models.light import greatest, not_too_steep

# A place counts as lit from the first stored value on, and altogether from the second.
_DIM, _BRIGHT = 0.3, 0.6
# Share of lit places up to which a photo has no lights, and from which on altogether; between, the
# logarithm counts, so that frames of a burst are lifted alike.
_FEW, _SOME = 0.0004, 0.02
# Any photo is lifted so much less, and one with lights so much less again. From the gain
# `_LIFTED` on; a photo that needs nothing is left as it is.
_ANY, _WITH_LIGHTS, _LIFTED = 0.95, 0.86, 1.65
# Shares of a tint towards blue or amber that stay, without lights and with them, and in a photo of
# `_NEAR_BLACK` gain and more, whose colours say little.
_TINT, _TINT_OF_LIGHTS, _TINT_OF_BLACK, _DARK, _NEAR_BLACK = 0.8, 0.45, 0.15, 5.0, 9.0
# Log gain of green under the mean, at most: night light made magenta looks wrong.
_MAGENTA = 0.09
# Share of a tint towards green that stays where the tint is amber: a sky at dusk is blue, not teal.
_TEAL, _AMBER = 0.3, 0.04
# What is brightest counts by this power mean, and comes out at most so bright.
_POWER, _KEPT = 24.0, 0.9
# What the grid loses at most, from the darkest tones to the brightest, and the gain from which on:
# black stays black, and what is lit keeps its texture.
_ENDS, _DEEP = (-0.8, -0.6, -0.2, 0.0, 0.0, -0.2, -0.4, -0.4), 3.0
# Share of its green or magenta that what is black loses at most, and the gains between which it
# begins to: night light lies between amber and blue.
_GREEN, _LITTLE, _MUCH = 0.7, 2.0, 4.0
# Share of the doubt in colours (`colour.doubt`) that lights take away: gold stays gold.
_SURE = 0.5


def lights_in(small: Tensor) -> Tensor:
    """How far a photo, thumbnail N 3 96 96, has lights in it; N 1, 0..1."""
    share = between(greatest(small), _DIM, _BRIGHT).mean(dim=(2, 3))
    return between(torch.log(share.clamp(min=1e-6)), math.log(_FEW), math.log(_SOME))


def keep_lamps(curve: Curve, small: Tensor, lights: Tensor) -> Curve:
    """The curve of a photo, thumbnail N 3 96 96, held back as far as there are `lights`, N 1."""
    common = curve.log_gain
    less = math.log(_ANY) + math.log(_WITH_LIGHTS) * lights
    lifted = common + less * (common / math.log(_LIFTED)).clamp(0, 1)
    white = (curve.gain / (1 + curve.roll)).mean(dim=1, keepdim=True)
    held = torch.minimum(white, _white_that_spares(_brightest(small), lifted.exp()))
    gain = torch.exp(lifted + _milder(curve.logs - common, common, lights))
    return Curve(gain, gain / torch.lerp(white, held, lights) - 1)


def keep_ends(grid: Tensor, curve: Curve, lights: Tensor) -> Tensor:
    """The grid, N BINS CELLS CELLS, with deeper blacks and calmer lights beside `lights`, N 1."""
    share = lights * (curve.log_gain / math.log(_DEEP)).clamp(0, 1)
    return not_too_steep(
        grid + share[..., None, None] * constant(_ENDS, grid.device)[:, None, None]
    )


def green_of_black(curve: Curve, lights: Tensor) -> Tensor:
    """Share of green or magenta, N 1, that black loses in a photo with `lights`, N 1."""
    return _GREEN * lights * between(curve.log_gain, math.log(_LITTLE), math.log(_MUCH))


def surer(lost: Tensor, lights: Tensor) -> Tensor:
    """Share of saturation that is lost, N 1, in a photo with `lights`, N 1."""
    return lost * (1 - _SURE * lights)


def _milder(tint: Tensor, common: Tensor, lights: Tensor) -> Tensor:
    """Log gains of the channels about their mean, N 3, nearer to none; `common` is that mean."""
    amber = (tint[:, 2:] - tint[:, :1]) / 2
    green = tint[:, 1:2].clamp(min=-_MAGENTA)
    dusk = between(amber, 0.0, -_AMBER)
    green = torch.lerp(tint[:, 1:2], green * (1 - (1 - _TEAL) * dusk), lights)
    black = between(common, math.log(_DARK), math.log(_NEAR_BLACK))
    share = _TINT_OF_LIGHTS + (_TINT_OF_BLACK - _TINT_OF_LIGHTS) * black
    amber = amber * torch.lerp(torch.full_like(share, _TINT), share, lights)
    return torch.cat([-amber - green / 2, green, amber - green / 2], dim=1)


def _brightest(small: Tensor) -> Tensor:
    """About the value, N 1, that a hundredth of a photo N 3 H W exceeds."""
    return greatest(small).pow(_POWER).mean(dim=(2, 3)).clamp(min=1e-30).pow(1 / _POWER)


def _white_that_spares(bright: Tensor, gain: Tensor) -> Tensor:
    """Value at white of the curve of this gain that shows `bright` as `_KEPT`, 1 or more; N 1."""
    return (gain / (1 + gain / _KEPT - 1 / bright).clamp(min=0.2)).clamp(min=1.0)

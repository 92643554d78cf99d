"""How far the colours of a photo are trusted, and which part of a repair is colour."""

import math

import torch
from torch import Tensor

from candela_training.constants import constant
from candela_training.models.curve import Curve
from candela_training.models.exposure import LUMA, between

_OWN = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
# Red and blue without luma, of red, green and blue; and back again.
_RED, _GREEN, _BLUE = LUMA
_TO_CHROMA = ((1 - _RED, -_GREEN, -_BLUE), (-_RED, -_GREEN, 1 - _BLUE))
_FROM_CHROMA = ((1.0, 0.0), (-_RED / _GREEN, -_BLUE / _GREEN), (0.0, 1.0))
# Gain up to which colours are as the curve makes them, and from which on they lose `_LOST`
# of their saturation: cameras cut black off, so what was nearly black is too colourful.
_TRUSTED, _DOUBTED, _LOST = 6.0, 20.0, 0.5
# Up to so many levels of brightness a photo's colours are steps of its storage. They lose `_COARSE`
# of their saturation where it is lifted. From the second number on they are trusted.
_FEW, _ENOUGH, _COARSE = 4.0, 14.0, 0.85
# What is brighter than this counts as this bright: a lamp is no light on the scene.
_LAMP = 0.25
# Stored value up to which a place counts as lifted, and from which on it keeps its colours.
_LIFTED, _LIT = 0.15, 0.4


def mixed(repair: Tensor, brightness: Tensor, colour: Tensor) -> Tensor:
    """A repair N 3 H W with shares of its brightness and of its colours, N 1 each; one product."""
    own = constant(_OWN, repair.device)
    grey = brightness[..., None] / 3
    matrix = colour[..., None] * (own - 1 / 3) + grey
    return (matrix @ repair.flatten(2)).view_as(repair)


def doubt(curve: Curve, levels: Tensor) -> Tensor:
    """How much saturation a photo loses where it is lifted, N 1, 0..1; `levels` as below."""
    gain = curve.log_gain
    lifted = between(gain, math.log(_TRUSTED), math.log(_DOUBTED))
    coarse = between(levels, _ENOUGH, _FEW) * between(gain, 0.0, math.log(_TRUSTED))
    return torch.maximum(_LOST * lifted, _COARSE * coarse)


def levels_of_light(thumbnail: Tensor, step: Tensor | None) -> Tensor:
    """Levels that the lit part of a photo spans; thumbnail N 3 h w to N 1.

    step N is the least difference that the photo stores, of 255: 1 for 8 bits. The mean of the
    brightest channels, each pixel weighed by its own brightness.
    """
    value = thumbnail.amax(dim=1).clamp(max=_LAMP)
    lit = value.square().mean(dim=(1, 2)) / value.mean(dim=(1, 2)).clamp(min=1e-4)
    levels = 255 * lit
    return (levels if step is None else levels / step)[:, None]


def saturation(value: Tensor, lost: Tensor) -> Tensor:
    """Factor of the saturation, N 1 H W, for the greatest stored channel N 1 H W and doubt N 1."""
    lifted = ((_LIT - value) / (_LIT - _LIFTED)).clamp(0, 1)
    return 1 - lost[..., None, None] * lifted


def saturated(picture: Tensor, factor: Tensor | None) -> Tensor:
    """A picture N 3 H W with its colours nearer to its BT.709 luma, which stays."""
    if factor is None:
        return picture
    grey = _product((LUMA,), picture)
    return factor * picture + (1 - factor) * grey


def to_chroma(picture: Tensor) -> Tensor:
    """Red and blue of a picture N 3 H W without its BT.709 luma, N 2 H W: all of its colour."""
    return _product(_TO_CHROMA, picture)


def recoloured(picture: Tensor, lost: Tensor, added: Tensor) -> Tensor:
    """A picture N 3 H W whose chroma loses a share, N 1 H W, and gets some more, N 2 H W.

    Its luma stays. Two numbers a colour take fewer passes over a picture than three.
    """
    return picture + _product(_FROM_CHROMA, added - lost * to_chroma(picture))


def _product(matrix: tuple[tuple[float, ...], ...], picture: Tensor) -> Tensor:
    """Rows of a matrix by the channels of N C H W."""
    rows = constant(matrix, picture.device)[None] @ picture.flatten(2)
    return rows.view(len(picture), len(matrix), *picture.shape[2:])

"""Pictures that are known to the pixel, in place of photos: smooth gradients and hard edges.

Pictures are N 3 H W; where N 2 H W is the place of each pixel in the whole photo, 0..1.
"""

import torch
from torch import Tensor

from candela_training.degrade.lot import Lot

# Stripes across a photo: a crop shows some of them whatever its size.
_STRIPES = (3, 60)
_COLOURED = 0.15


def draw_ramps(lot: Lot, share: float) -> Tensor:
    """N 8: 1 where a smooth gradient takes the photo's place, its angle, two colours."""
    return torch.cat(_drawn(lot, share, 0.05), dim=1)


def draw_edges(lot: Lot, share: float) -> Tensor:
    """N 10: as of ramps, then how many stripes there are, and where they begin."""
    count = lot.log_uniform(_STRIPES, 1)
    return torch.cat([*_drawn(lot, share, _COLOURED), count, lot.uniform(0, 1, 1)], dim=1)


def with_ramps(clean: Tensor, where: Tensor, ramp: Tensor) -> Tensor:
    """Puts smooth gradients in place of some photos."""
    first, second = _colours(ramp)
    picture = torch.lerp(first, second, (_along(where, ramp) / 1.42 + 0.5).clamp(0, 1))
    return torch.where(_wide(ramp[:, 0]) > 0, picture, clean)


def with_edges(clean: Tensor, where: Tensor, edges: Tensor) -> Tensor:
    """Puts stripes with hard edges in place of some photos."""
    first, second = _colours(edges)
    stripe = (_along(where, edges) * _wide(edges[:, 8]) + _wide(edges[:, 9])).remainder(1)
    picture = torch.where(stripe < 0.5, first, second)
    return torch.where(_wide(edges[:, 0]) > 0, picture, clean)


def _drawn(lot: Lot, share: float, coloured: float) -> list[Tensor]:
    shown = lot.chance(share)[:, None]
    grey = lot.uniform(0.02, 0.9, 2, 1)
    # Half of them are pure greys, which are to stay so.
    tinted = lot.chance(0.5)[:, None, None]
    colours = (grey + tinted * lot.normal(coloured, 2, 3)).clamp(0, 1).flatten(1)
    return [shown, lot.uniform(0, 6.2832, 1), colours]


def _along(where: Tensor, drawn: Tensor) -> Tensor:
    angle = _wide(drawn[:, 1])
    return (where[:, :1] - 0.5) * torch.sin(angle) + (where[:, 1:] - 0.5) * torch.cos(angle)


def _colours(drawn: Tensor) -> tuple[Tensor, Tensor]:
    return drawn[:, 2:5, None, None], drawn[:, 5:8, None, None]


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

"""Pictures of one hard edge or one line each, whose truth is known to the pixel."""

import torch
from torch import Tensor

from candela_training.degrade.lot import Lot
from candela_training.degrade.night import smooth

# Half the width of a line, pixels.
_WIDTHS = (1.0, 32.0)
_DARK, _STEP = 0.6, 0.08


def hard_edges(lot: Lot, side: int) -> Tensor:
    """N 3 side side, 0..1; half of them along the pixels, a third of them a little soft."""
    turns = torch.floor(lot.uniform(0, 4)) * (torch.pi / 2)
    straight = lot.chance(0.5)
    angle = torch.where(straight > 0, turns, lot.uniform(0, 2 * torch.pi))
    begin = lot.uniform(-0.3, 0.3) * side
    begin = torch.where(straight > 0, begin.round(), begin)
    width = lot.log_uniform(_WIDTHS)
    width = torch.where(straight > 0, width.round(), width)
    place = torch.arange(side, device=lot.device) - (side - 1) / 2
    down, right = torch.meshgrid(place, place, indexing="ij")
    across = right * torch.cos(_wide(angle)) + down * torch.sin(_wide(angle)) - _wide(begin)
    line = _wide(lot.chance(0.5)) > 0
    share = torch.where(line, _wide(width) - across.abs(), across) + 0.5
    first, second = _colours(lot)
    sharp = torch.lerp(first, second, share.clamp(0, 1))
    return torch.lerp(sharp, smooth(sharp), _wide(lot.chance(0.35) * lot.uniform(0, 0.6)))


def _colours(lot: Lot) -> tuple[Tensor, Tensor]:
    """Two colours N 3 1 1 apart, half of them greys."""
    dark = _DARK * lot.uniform(0, 1, 1) ** 1.5
    bright = (dark + _STEP + lot.uniform(0, 1, 1) * (1.02 - dark)).clamp(max=1)
    coloured = lot.chance(0.5)[:, None]
    first = (dark + coloured * lot.normal(0.08, 3)).clamp(0, 1)
    second = (bright + coloured * lot.normal(0.12, 3)).clamp(0, 1)
    turned = lot.chance(0.5)[:, None] > 0
    both = torch.where(turned, second, first), torch.where(turned, first, second)
    return both[0][..., None, None], both[1][..., None, None]


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

"""What phones and messengers add to a dark photo: blotches, bands, crushed blacks, a second JPEG.

A small sensor's colour noise is coarse, because the camera smooths what is fine; its rows and
columns are read out apart; and a sent photo is sharpened, darkened at the bottom and packed again.
Pictures are N 3 H W.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.lot import Lot

# Sizes of blotches, pixels, and their greatest strength, of the fine noise's.
_SIZES, _MOST_BLOTCHY = (8, 20, 64), 1.5
_MOST_BANDED = 0.6
# Stored value that black is cut off at, at most.
_MOST_CRUSHED = 0.035
_SHARPEST, _WORST_AGAIN = 1.5, 40


class Phone(NamedTuple):
    """How a batch of shots was treated; N unless said otherwise, 0 leaves a photo as it is."""

    blotches: Tensor  # strength
    sizes: Tensor  # N 3, share of each size of blotches, squares sum to 1
    rows: Tensor  # strength of noise that a row has in common
    columns: Tensor
    crushed: Tensor  # stored value that became black
    sharpened: Tensor
    again: Tensor  # quality of a second JPEG


def draw_phone(lot: Lot, treated: Tensor) -> Phone:
    """What happens to the photos that are `treated`, N of 0 and 1."""
    sizes = lot.uniform(0, 1, len(_SIZES)) + 1e-3
    worst = lot.chance(0.35) * treated
    return Phone(
        blotches=treated * lot.chance(0.7) * lot.uniform(0.2, _MOST_BLOTCHY),
        sizes=sizes / sizes.square().sum(dim=1, keepdim=True).sqrt(),
        rows=treated * lot.chance(0.25) * lot.uniform(0.05, _MOST_BANDED),
        columns=treated * lot.chance(0.25) * lot.uniform(0.05, _MOST_BANDED),
        crushed=treated * lot.chance(0.4) * lot.uniform(0, _MOST_CRUSHED),
        sharpened=treated * lot.chance(0.4) * lot.uniform(0.2, _SHARPEST),
        again=worst * lot.uniform(_WORST_AGAIN, 95),
    )


def coarse_texture(like: Tensor, phone: Phone) -> Tensor:
    """Noise in blotches and bands, in units of the fine noise, N 3 H W."""
    count, _, height, width = like.shape
    total = torch.zeros_like(like)
    for index, size in enumerate(_SIZES):
        points = (max(2, height // size + 1), max(2, width // size + 1))
        coarse = torch.randn(count, 3, *points, device=like.device)
        whole = functional.interpolate(coarse, (height, width), mode="bicubic")
        # Mostly colour: the eye of a camera's own smoothing is on brightness.
        whole = whole - 0.7 * whole.mean(dim=1, keepdim=True)
        total = total + _wide(phone.sizes[:, index] * phone.blotches) * whole
    rows = torch.randn(count, 3, height, 1, device=like.device)
    columns = torch.randn(count, 3, 1, width, device=like.device)
    return total + _wide(phone.rows) * rows + _wide(phone.columns) * columns


def crush(stored: Tensor, phone: Phone) -> Tensor:
    """The darkest values cut off, white as it was."""
    black = _wide(phone.crushed)
    return ((stored - black) / (1 - black)).clamp(min=0)


def sharpen(stored: Tensor, phone: Phone) -> Tensor:
    """Unsharp masking, as phones do it after their smoothing."""
    line = constant((1, 4, 6, 4, 1), stored.device) / 16
    kernel = (line[:, None] * line).expand(3, 1, 5, 5)
    padded = functional.pad(stored, (2, 2, 2, 2), mode="reflect")
    soft = functional.conv2d(padded, kernel, groups=3)
    return (stored + _wide(phone.sharpened) * (stored - soft)).clamp(0, 1)


def packed_again(stored: Tensor, phone: Phone, jpeg: Jpeg) -> Tensor:
    """A second JPEG, its blocks elsewhere: the photo was cropped in between."""
    moved = torch.roll(stored, (3, 5), dims=(2, 3))
    small = torch.ones_like(phone.again)
    packed = torch.roll(jpeg(moved, phone.again.clamp(min=1), small), (-3, -5), dims=(2, 3))
    return torch.where(_wide(phone.again) > 0, packed, stored)


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

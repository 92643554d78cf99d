"""Uneven and coloured light, and lamps, as functions of the place in the photo.

A place is given by `where`, N 2 H W: down and right, 0..1 over the photo. The same function gives
the light of a crop and of the whole photo's thumbnail, so that the two agree.
"""

from typing import NamedTuple

import torch
from torch import Tensor

LAMPS = 3


class Light(NamedTuple):
    """How a scene is lit; N unless said otherwise."""

    vignette: Tensor  # 0..1
    pool: Tensor  # N 4: down, right, radius, light outside it (1 = no pool)
    window: Tensor  # N 4: angle, offset from the middle, softness, light away from it (1 = none)
    lamps: Tensor  # N LAMPS 6: down, right, radius, and strength of r, g, b (0 = no lamp)
    tint: Tensor  # N 3, colour of the light, greatest channel 1
    highlight: Tensor  # light that the photo's white really had, 1 or more


def field(where: Tensor, light: Light) -> Tensor:
    """Light on the scene, N 3 H W, 0..1."""
    down, right = where[:, :1], where[:, 1:]
    radius = ((down - 0.5) ** 2 + (right - 0.5) ** 2) * 2
    lit = (1 + _wide(light.vignette) * radius) ** -2
    row, column, spread, outside = (_wide(value) for value in light.pool.unbind(1))
    distance = ((down - row) ** 2 + (right - column) ** 2) / (2 * spread * spread)
    lit = lit * torch.lerp(torch.exp(-distance), torch.ones_like(lit), outside)
    angle, offset, softness, away = (_wide(value) for value in light.window.unbind(1))
    along = (down - 0.5) * torch.sin(angle) + (right - 0.5) * torch.cos(angle) - offset
    lit = lit * torch.lerp(torch.sigmoid(along / softness), torch.ones_like(lit), away)
    return lit * light.tint[..., None, None]


def lamps(where: Tensor, light: Light) -> Tensor:
    """Light that lamps in the picture send, N 3 H W linear, 0 and up."""
    down, right = where[:, :1], where[:, 1:]
    total = torch.zeros_like(where[:, :1]).expand(-1, 3, -1, -1)
    for index in range(LAMPS):
        lamp = light.lamps[:, index]
        row, column, radius = (_wide(lamp[:, part]) for part in range(3))
        square = ((down - row) ** 2 + (right - column) ** 2) / (radius * radius)
        # A bright disc with a faint glow that falls off with the square of the distance.
        shape = torch.exp(-0.5 * square * square) + 0.01 / (1 + square)
        total = total + shape * lamp[:, 3:, None, None]
    return total


def restore_highlights(linear: Tensor, highlight: Tensor) -> Tensor:
    """Gives what was clipped to white its light back: 1 becomes `highlight`, 0.9 and less stay.

    Without this a darkened lamp would be grey; a real one still burns out.
    """
    peak = linear.amax(dim=1, keepdim=True)
    share = ((peak - 0.9) / 0.1).clamp(0, 1)
    return linear * (1 + (_wide(highlight) - 1) * share**3)


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

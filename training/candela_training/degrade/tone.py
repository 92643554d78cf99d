"""Tone curves between stored values and linear light; tensors of any shape, 0..1 both."""

import torch
from torch import Tensor


def to_linear(stored: Tensor) -> Tensor:
    """sRGB to linear light (IEC 61966-2-1)."""
    curved = ((stored.clamp(min=0.04045) + 0.055) / 1.055) ** 2.4
    return torch.where(stored <= 0.04045, stored / 12.92, curved)


def to_stored(linear: Tensor) -> Tensor:
    """Linear light to sRGB; values outside 0..1 are clipped first."""
    light = linear.clamp(0, 1)
    curved = 1.055 * light.clamp(min=0.0031308) ** (1 / 2.4) - 0.055
    return torch.where(light <= 0.0031308, light * 12.92, curved)


def add_contrast(stored: Tensor, strength: Tensor) -> Tensor:
    """A share of the curve 3 x^2 - 2 x^3 that cameras like; strength 0..1, spread over stored."""
    return torch.lerp(stored, stored * stored * (3 - 2 * stored), strength)


def remove_contrast(stored: Tensor, strength: Tensor) -> Tensor:
    """A share of that curve's inverse (Brooks et al. 2019, eq. 8)."""
    angle = torch.asin((1 - 2 * stored).clamp(-1, 1)) / 3
    return torch.lerp(stored, 0.5 - torch.sin(angle), strength)

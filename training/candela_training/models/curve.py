"""The tone curve k x / (1 + q x) per channel: solved from the whole photo, never predicted.

Pictures are N 3 H W, stored (gamma-encoded) values in 0..1; per-channel numbers are N 3.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

# A channel darker than this counts as this dark: a black photo has no curve of its own.
DARKEST = 2e-3
# No photo is brightened more than this: beyond, there is nothing but the noise of black.
HIGHEST_GAIN = 150.0
# Brightest result of the curve; the network may still pull values down from there.
BRIGHTEST = 1.3
# exp(1.1) = 3: the slider's ends make the shadows three times as bright or as dark.
SLIDER = 1.1


@dataclass
class Curve:
    """Gain k and roll-off q of each channel, N 3 both; k = 1, q = 0 leaves a photo as it is."""

    gain: Tensor
    roll: Tensor

    def __call__(self, photo: Tensor) -> Tensor:
        """The photo after the curve, 0..1.3."""
        gain, roll = self.gain[..., None, None], self.roll[..., None, None]
        return (photo * gain / (1 + photo * roll)).clamp(max=BRIGHTEST)


def channel_means(photo: Tensor) -> Tensor:
    """N 3, never darker than `DARKEST`, so that it may be divided by."""
    return photo.mean(dim=(2, 3)).clamp(min=DARKEST)


def solve(thumbnail: Tensor, target: Tensor, roll_off: Tensor) -> Curve:
    """The curve that brings each channel's mean to `target`.

    target N 3, the wanted means; roll_off N 1 or N 3, how early highlights are held back: 0 is a
    plain gain. The roll-off is relative to the channel's mean, so an exposure change alone
    changes k and q but not the picture.
    """
    roll = roll_off / channel_means(thumbnail)
    held = thumbnail / (1 + thumbnail * roll[..., None, None])
    gain = target / held.mean(dim=(2, 3)).clamp(min=DARKEST / 4)
    return Curve(gain.clamp(max=HIGHEST_GAIN), roll)


def slide(curve: Curve, brightness: Tensor) -> Curve:
    """The curve followed by the brightness slider, N values of -1..1; 0 changes nothing.

    Up, y becomes r y / (1 + (r - 1) y): white stays white, so nothing more is clipped. Down, y
    becomes r y. Both after the curve give a curve of the same family.
    """
    ratio = torch.exp(SLIDER * brightness)[:, None]
    return Curve(curve.gain * ratio, curve.roll + torch.relu(ratio - 1) * curve.gain)


def slide_picture(picture: Tensor, brightness: Tensor) -> Tensor:
    """What the slider does to a finished picture: the ground truth of a slid curve."""
    ratio = torch.exp(SLIDER * brightness)[:, None, None, None]
    return picture * ratio / (1 + torch.relu(ratio - 1) * picture)

"""The tone curve k x / (1 + q x) per channel: solved from the whole photo, never predicted.

Pictures are N 3 H W, stored (gamma-encoded) values in 0..1; per-channel numbers are N 3.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

# A channel darker than this counts as this dark: a black photo has no curve of its own.
DARKEST = 2e-3
# No photo is brightened more than this: beyond, there is nothing but the noise of black.
HIGHEST_GAIN = 60.0
# Value of white after the curve, at least: what a lamp has burnt out stays white.
LEAST_WHITE = 1.0
_LEAST_ROLL, _LEAST_SLOPE, _ROUNDS = -0.95, 1e-5, 6
# Brightest result of the curve; the network may still pull values down from there.
BRIGHTEST = 1.3
# exp(1.1) = 3: the slider's ends make the shadows three times as bright or as dark.
SLIDER = 1.1


@dataclass
class Curve:
    """Gain k and roll-off q of each channel, N 3 both; k = 1, q = 0 leaves a photo as it is."""

    gain: Tensor
    roll: Tensor

    @property
    def logs(self) -> Tensor:
        """Log gains, N 3, finite."""
        return torch.log(self.gain.clamp(min=1e-3))

    @property
    def log_gain(self) -> Tensor:
        """Mean of the channels' log gains, N 1."""
        return self.logs.mean(dim=1, keepdim=True)

    def __call__(self, photo: Tensor) -> Tensor:
        """The photo after the curve, 0..1.3."""
        gain, roll = self.gain[..., None, None], self.roll[..., None, None]
        return (photo * gain / (1 + photo * roll)).clamp(max=BRIGHTEST)


def channel_means(photo: Tensor) -> Tensor:
    """N C, never darker than `DARKEST`, so that it may be divided by."""
    return photo.mean(dim=(2, 3)).clamp(min=DARKEST)


def solve(
    thumbnail: Tensor, target: Tensor, roll_off: Tensor, least_white: float = LEAST_WHITE
) -> Curve:
    """The curves that bring each channel's mean to `target` and keep white neutral.

    thumbnail N 3 h w; target N 3, the wanted means; roll_off N 1, how early highlights are held
    back: 0 is a plain gain. It is relative to the photo's mean, so that an exposure change
    alone does not change the picture. The grey photo gives the curve's value at white, which the
    three channels share, `least_white` or more: a lamp that has clipped to white stays white
    under any colour of light.
    """
    small = functional.avg_pool2d(thumbnail, 2) if thumbnail.shape[-1] >= 48 else thumbnail
    grey = small.mean(dim=1, keepdim=True)
    roll = roll_off / channel_means(grey)
    held = (grey / (1 + grey * roll[..., None, None])).mean(dim=(2, 3))
    gain = target.mean(dim=1, keepdim=True) / held.clamp(min=DARKEST / 4)
    white = (gain / (1 + roll)).clamp(min=least_white)
    with torch.no_grad():
        start = gain.expand(-1, 3)
        for _ in range(_ROUNDS):
            start = _newton(small, target, white, start)
    # One more round, now with derivatives: at a root they are those of the root itself.
    solved = _newton(small, target, white, start)
    return Curve(solved, (solved / white - 1).clamp(min=_LEAST_ROLL))


def _newton(photo: Tensor, target: Tensor, white: Tensor, gain: Tensor) -> Tensor:
    """A step towards the gains, N 3, whose curves k x / (1 + (k / w - 1) x) meet the targets.

    The mean rises with k and bends down, so the steps cannot run away but for the first one.
    """
    below = 1 + photo * (gain / white - 1).clamp(min=_LEAST_ROLL)[..., None, None]
    reached = gain * (photo / below).mean(dim=(2, 3))
    slope = (photo * (1 - photo) / (below * below)).mean(dim=(2, 3)).clamp(min=_LEAST_SLOPE)
    step = (target - reached) / slope.detach()
    return torch.minimum(torch.maximum(gain + step, 0.3 * gain), gain.new_full((), HIGHEST_GAIN))


def slide_both_ways(picture: Tensor, brightness: Tensor) -> Tensor:
    """A slider that pins white in both directions: log-odds move, black and white do not."""
    ratio = torch.exp(SLIDER * brightness)[:, None, None, None]
    return picture * ratio / (1 + (ratio - 1) * picture)

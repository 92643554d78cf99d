"""Local light: a small grid of exposures over the photo and its brightness, sliced by the photo.

After Gharbi et al. 2017 ("Deep bilateral learning for real-time image enhancement"), with one
number a cell: the log of a further gain k. It acts on the tone curve w K x / (1 + (K - 1) x), which
adds log k to the log-odds of x. White stays white, and as the gain may fall by less than the
log-odds rise from one bin to the next, what is brighter stays brighter.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.curve import BRIGHTEST, Curve

CELLS, BINS = 12, 8
_SUMS = tuple(tuple(float(j <= i) for j in range(BINS)) for i in range(BINS))
# Log-odds of the exposed photo at the first and the last bin, and the distance between two.
_FIRST, _LAST = -4.5, 4.5
_APART = (_LAST - _FIRST) / (BINS - 1)
# The log gain changes by less than this share of the log-odds.
_STEEPEST = 0.8
# A log gain up to this is none: a photo that needs nothing is to get exactly nothing.
_NOTHING = 0.03
# What `lit` takes for black where derivatives are wanted.
BLACKEST = 1e-6
# Keeps the log-odds of black and white finite.
_EDGE = 0.004
# The channels' gains differ by this factor at most, from the least to the greatest.
MOST_TINT = 1.6


class LightHead(nn.Module):
    """From the exposure head's features to the grid; starts as no local light at all."""

    def __init__(self, fine: int, coarse: int, joined: int) -> None:
        super().__init__()
        self.fine = nn.Conv2d(fine, 48, 1)
        self.coarse = nn.Conv2d(coarse, 48, 1)
        self.whole = nn.Linear(joined, 48)
        self.mix = nn.Sequential(
            nn.Conv2d(48, 48, 3, padding=1), nn.ReLU(), nn.Conv2d(48, 48, 3, padding=1), nn.ReLU()
        )
        self.last = nn.Conv2d(48, BINS, 1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, fine: Tensor, coarse: Tensor, joined: Tensor) -> Tensor:
        """fine N C 12 12, coarse N C 6 6, joined N C."""
        up = functional.interpolate(self.coarse(coarse), scale_factor=2.0, mode="bilinear")
        x = functional.relu(self.fine(fine) + up + self.whole(joined)[..., None, None])
        return rising(self.last(self.mix(x)))


def rising(raw: Tensor) -> Tensor:
    """Log gains N BINS C C from a first one and its changes, none of them too steep."""
    most = _STEEPEST * _APART
    return _summed(torch.cat([raw[:, :1], most * torch.tanh(raw[:, 1:] / most)], dim=1))


def not_too_steep(grid: Tensor) -> Tensor:
    """Log gains N BINS C C, kept where no bin falls or rises too far from the one before."""
    most = _STEEPEST * _APART
    steps = (grid[:, 1:] - grid[:, :-1]).clamp(-most, most)
    return _summed(torch.cat([grid[:, :1], steps], dim=1))


def _summed(steps: Tensor) -> Tensor:
    return torch.einsum("ij,njhw->nihw", constant(_SUMS, steps.device), steps)


def weights_along(place: Tensor) -> Tensor:
    """Share of each cell at a place, ... CELLS; place in 0..1 along a side of the photo.

    Quadratic splines, which leave no edges where cells meet.
    """
    cells = torch.arange(CELLS, device=place.device, dtype=place.dtype)
    apart = ((place * CELLS - 0.5).clamp(0, CELLS - 1)[..., None] - cells).abs()
    shares = 0.5 * functional.relu(1.5 - apart).square()
    shares = shares - 1.5 * functional.relu(0.5 - apart).square()
    return shares / shares.sum(dim=-1, keepdim=True)


def rises(grid: Tensor) -> Tensor:
    """The grid as its first bin, and by how much each further one is higher."""
    return torch.cat([grid[:, :1], grid[:, 1:] - grid[:, :-1]], dim=1)


def over_tile(grid: Tensor, place: Tensor, height: int, width: int) -> Tensor:
    """The rises of the grid as large as a tile, N BINS height width.

    place N 4: the tile's top, left, height and width as shares of the whole photo's sides.
    """
    rows = (torch.arange(height, device=grid.device, dtype=grid.dtype) + 0.5) / height
    columns = (torch.arange(width, device=grid.device, dtype=grid.dtype) + 0.5) / width
    down = weights_along(place[:, 0:1] + place[:, 2:3] * rows)
    right = weights_along(place[:, 1:2] + place[:, 3:4] * columns)
    return down[:, None] @ rises(grid) @ right[:, None].transpose(2, 3)


def over_places(grid: Tensor, where: Tensor) -> Tensor:
    """The rises of the grid at places N 2 H W of the photo (down, right), N BINS H W."""
    down, right = weights_along(where[:, 0]), weights_along(where[:, 1])
    return torch.einsum("nhwi,nbij,nhwj->nbhw", down, rises(grid), right)


def log_odds(value: Tensor) -> Tensor:
    """log(x / (1 - x)), finite."""
    return torch.log((value + _EDGE) / (1 - value + _EDGE).clamp(min=_EDGE))


def shares_of_bins(brightness: Tensor) -> Tensor:
    """How far each bin speaks for log-odds N 1 H W, N BINS H W."""
    bin_ = (brightness.clamp(_FIRST, _LAST) - _FIRST) / _APART
    bins = torch.arange(BINS, device=brightness.device, dtype=brightness.dtype)[:, None, None]
    return functional.relu(1 - (bin_ - bins).abs())


def at_brightness(maps: Tensor, brightness: Tensor) -> Tensor:
    """Log gain N 1 H W: what maps of rises, N BINS H W, come to at log-odds N 1 H W.

    Between two bins it is linear. Rises need fewer passes over a picture than shares of bins do.
    """
    bins = torch.arange(BINS - 1, device=maps.device, dtype=maps.dtype)[:, None, None]
    reached = ((brightness - _FIRST) / _APART - bins).clamp(0, 1)
    return maps[:, :1] + (reached * maps[:, 1:]).sum(dim=1, keepdim=True)


def settled(grid: Tensor) -> Tensor:
    """The grid as it is used: what is next to nothing is nothing.

    Training goes without: it could never leave the nothing that it begins with.
    """
    return grid - grid.clamp(-_NOTHING, _NOTHING)


class Tone(NamedTuple):
    """A curve taken apart: colour N 3 first, then the common gain and white, N 1."""

    tint: Tensor
    gain: Tensor
    white: Tensor


def apart(curve: Curve) -> Tone:
    """The same curve as a tint that leaves white alone, and one tone for all channels."""
    white = (curve.gain / (1 + curve.roll)).mean(dim=1, keepdim=True)
    gain = curve.log_gain
    tint = curve.logs - gain
    spread = tint.amax(dim=1, keepdim=True) - tint.amin(dim=1, keepdim=True)
    most = torch.log(tint.new_tensor(MOST_TINT))
    return Tone(torch.exp(tint * (most / spread.clamp(min=1e-6)).clamp(max=1)), gain.exp(), white)


def tinted(photo: Tensor, tone: Tone) -> Tensor:
    """The photo with its colour corrected, white and black as they were."""
    tint = tone.tint[..., None, None]
    return photo * tint / (1 + photo * (tint - 1))


def all_gain(gain: Tensor, tone: Tone) -> Tensor:
    """The gain of the curve's tone and of the light, N 1 H W, together."""
    return gain * (tone.gain / tone.white)[..., None, None]


def lit(stored: Tensor, gain: Tensor, tone: Tone) -> Tensor:
    """The tint and the tone curve with its local gain, on a photo N 3 H W.

    gain N 1 H W, as `all_gain` gives it. Both are of the form g x / (1 + (g - 1) x), and so is one
    after the other: log-odds add up. Written as w g / (g + (1 - x) / (t x)) they take the fewest
    passes over a photo. Black divides to infinity and comes out black, but has no derivatives: who
    wants them passes nothing darker than `BLACKEST`.
    """
    share = 1 / tone.tint[..., None, None]
    white = tone.white[..., None, None]
    return (white * gain / (gain + (share / stored - share))).clamp(max=BRIGHTEST)


def greatest(colour: Tensor) -> Tensor:
    """The greatest channel of N 3 H W, N 1 H W; a maximum of slices exports to a quick graph."""
    return torch.maximum(torch.maximum(colour[:, :1], colour[:, 1:2]), colour[:, 2:])


def exposed_brightness(value: Tensor, tone: Tone) -> Tensor:
    """Log-odds N 1 H W of a greatest channel after the curve of the whole photo."""
    return log_odds(value.clamp(0, 1)) + torch.log(tone.gain / tone.white)[..., None, None]

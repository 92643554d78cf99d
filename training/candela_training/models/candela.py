"""Candela's own network: an exposure solved for the whole photo, and a local restoration."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from candela_training.models.curve import SLIDER, Curve, slide, solve
from candela_training.models.exposure import (
    SCENE,
    ExposureHead,
    keep_neutral,
    squash,
    steady,
)
from candela_training.models.restore import Restorer

# Keeps the gain of black finite: half a step of 8 bits.
_DARK = 0.5 / 255
# Stored value up to which a place may come back black; a lamp must not turn grey.
_DIM = 0.2
# log k and log (1 + q) per channel, brightness, and denoise above neutral.
_CONDITIONS = SCENE + 3 + 3 + 1 + 1


class Exposure(NamedTuple):
    """What the head says of a photo: curve, scene vector N 64."""

    curve: Curve
    scene: Tensor


def keep_bright(stored: Tensor, brightness: Tensor) -> Tensor:
    """How dark a place may come back, N 3 H W: white stays white, what is bright nearly as bright.

    Below `_DIM` of white it may be anything. The brightness slider, N, may darken that too.
    """
    least = torch.exp(SLIDER * brightness.clamp(max=0))[:, None, None, None]
    return (stored - _DIM) * (least / (1 - _DIM))


class Candela(nn.Module):
    """Brightens and cleans a dark photo.

    stored N 3 H W and thumbnail N 3 h w (the whole photo, small), stored values in 0..1;
    brightness and denoise N, -1..1, 0 neutral. H and W are multiples of 16. The result may leave
    0..1; the caller clips.
    """

    multiple = 16
    controls = ("brightness", "denoise")
    maps = (
        ("gain", "How much brighter each place became, in stops: the light of the curve."),
        ("repair", "What the restoration changed after that, per channel; grey is nothing."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.head = ExposureHead()
        self.condition = nn.Sequential(nn.Linear(_CONDITIONS, 64), nn.ReLU())
        self.restorer = Restorer(64)

    def expose(self, thumbnail: Tensor) -> Exposure:
        """The head's answer for a thumbnail."""
        small = squash(thumbnail)
        target, roll_off, scene = steady(self.head, small)
        return Exposure(solve(small, keep_neutral(target, small), roll_off), scene)

    def restore(
        self, stored: Tensor, exposure: Exposure, brightness: Tensor, denoise: Tensor
    ) -> Tensor:
        """The photo after the curve, repaired. Training may hand in another curve."""
        curve = slide(exposure.curve, brightness)
        known = [
            exposure.scene,
            torch.log(curve.gain.clamp(min=1e-3)),
            torch.log1p(curve.roll),
            brightness[:, None],
            torch.relu(denoise)[:, None],
        ]
        exposed = curve(stored)
        removal = 1 + denoise.clamp(max=0)
        restored = exposed + self.restorer(exposed, self.condition(torch.cat(known, 1)), removal)
        return torch.maximum(restored, keep_bright(stored, brightness))

    def forward(
        self, stored: Tensor, thumbnail: Tensor, brightness: Tensor, denoise: Tensor
    ) -> Tensor:
        return self.restore(stored, self.expose(thumbnail), brightness, denoise)

    def explained(
        self,
        stored: Tensor,
        thumbnail: Tensor,
        brightness: Tensor,
        denoise: Tensor,
        asked: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The result and the two maps, N h w 1 and N h w 3; for the exported file.

        asked N C h w: the maps show the upper left part of that size, and are made of no more.
        """
        exposure = self.expose(thumbnail)
        exposed = slide(exposure.curve, brightness)(stored)
        enhanced = self.restore(stored, exposure, brightness, denoise)
        height, width = asked.shape[2:]
        before, lit, after = (p[..., :height, :width] for p in (stored, exposed, enhanced))
        means = [part.mean(dim=1, keepdim=True) + _DARK for part in (lit, before)]
        gain = torch.log2(means[0]) - torch.log2(means[1])
        return enhanced, gain.permute(0, 2, 3, 1), (after - lit).permute(0, 2, 3, 1)

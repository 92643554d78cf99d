"""What a small photo says by itself: whether it has colours, and whether it needs light."""

import torch
from torch import Tensor
from torch.nn import functional

THUMBNAIL = 96
SCENE = 64
# Mean distance of the channels from grey, relative: up to here a photo has no colour, and from
# here it has.
_NEUTRAL, _COLOURED = 0.005, 0.03
# BT.709 weights, on stored values.
LUMA = (0.2126, 0.7152, 0.0722)
# Mean stored value below which a photo may need all the light, and from which on it needs none.
_LITTLE, _ENOUGH = 0.26, 0.38


def squash(thumbnail: Tensor) -> Tensor:
    """N 3 h w of any size to N 3 96 96, whatever the photo's shape."""
    size = (THUMBNAIL, THUMBNAIL)
    return functional.interpolate(thumbnail, size, mode="bilinear", align_corners=False)


def colourfulness(thumbnail: Tensor) -> Tensor:
    """How far a thumbnail N 3 h w has colours, N 1: 0 for a grey photo, 1 for any with colour."""
    grey = thumbnail.mean(dim=1, keepdim=True)
    colour = (thumbnail - grey).abs().mean(dim=(1, 2, 3)) / grey.mean(dim=(1, 2, 3)).clamp(min=1e-4)
    return ((colour - _NEUTRAL) / (_COLOURED - _NEUTRAL)).clamp(0, 1)[:, None]


def keep_neutral(target: Tensor, thumbnail: Tensor) -> Tensor:
    """Target means N 3 for a thumbnail N 3 h w: one for all channels where the photo is grey.

    What a head has learnt of colour does not hold for a photo without any.
    """
    grey = target.mean(dim=1, keepdim=True).expand(-1, 3)
    return torch.lerp(grey, target, colourfulness(thumbnail))


def darkness(mean: Tensor) -> Tensor:
    """1 for a photo that may need light, 0 for one that has enough by its mean alone; smooth.

    A sunset or a silhouette is dark on purpose; the network alone takes some of them for mistakes.
    """
    return between(mean, _ENOUGH, _LITTLE)


def between(value: Tensor, none: float, whole: float) -> Tensor:
    """0 up to `none`, 1 from `whole` on, smooth between; `whole` may be less than `none`."""
    share = ((value - none) / (whole - none)).clamp(0, 1)
    return share * share * (3 - 2 * share)

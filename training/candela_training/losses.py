"""Losses; pictures N 3 H W float32 in 0..1, one value for each picture."""

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.models.curve import channel_means

# Difference of two places that makes an edge between them a strong one, and a weak one.
_STRONG_EDGE, _EDGE = 0.25, 0.06


def charbonnier(enhanced: Tensor, truth: Tensor) -> Tensor:
    """Mean of sqrt(d^2 + 0.001^2) (Charbonnier et al. 1994), N."""
    return torch.sqrt((enhanced - truth).square() + 1e-6).mean(dim=(1, 2, 3))


def squared(enhanced: Tensor, truth: Tensor) -> Tensor:
    """Mean of the squared differences, N."""
    return (enhanced - truth).square().mean(dim=(1, 2, 3))


def structure(enhanced: Tensor, truth: Tensor) -> Tensor:
    """1 - SSIM (Wang et al. 2004), N; a 7 x 7 box, quick and good enough to train with."""
    mean_a, mean_b = _box(enhanced), _box(truth)
    var_a = _box(enhanced * enhanced) - mean_a * mean_a
    var_b = _box(truth * truth) - mean_b * mean_b
    both = _box(enhanced * truth) - mean_a * mean_b
    c1, c2 = 0.01**2, 0.03**2
    top = (2 * mean_a * mean_b + c1) * (2 * both + c2)
    bottom = (mean_a.square() + mean_b.square() + c1) * (var_a + var_b + c2)
    return 1 - (top / bottom).mean(dim=(1, 2, 3))


def exposure_error(target: Tensor, true_thumbnail: Tensor) -> Tensor:
    """Mean distance of log target means, N 3, to the log of the true ones, N."""
    wanted = torch.log(channel_means(true_thumbnail))
    return (torch.log(target) - wanted).abs().mean(dim=1)


def log_error(enhanced: Tensor, truth: Tensor) -> Tensor:
    """Log of the mean squared error, N: PSNR but for a factor; beyond 40 dB it levels out."""
    return torch.log((enhanced - truth).square().mean(dim=(1, 2, 3)) + 1e-4)


def ringing(enhanced: Tensor, truth: Tensor) -> Tensor:
    """How far pixels near strong edges leave the values that the truth has around them, mean, N."""
    beyond, near = outside(enhanced, truth, 9, _STRONG_EDGE)
    return (beyond * near).mean(dim=(1, 2, 3))


def outside(
    enhanced: Tensor, truth: Tensor, side: int = 7, least_step: float = _EDGE
) -> tuple[Tensor, Tensor]:
    """By how much pixels leave the values of the truth around them, and 1 where an edge is near."""
    most, least = _range(truth, 3)
    highest, lowest = _range(truth, side)
    near = (highest - lowest > least_step).to(truth.dtype)
    return functional.relu(enhanced - most) + functional.relu(least - enhanced), near


def _range(picture: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """Greatest and least value of the square around each pixel."""
    most = functional.max_pool2d(picture, side, 1, side // 2)
    return most, -functional.max_pool2d(-picture, side, 1, side // 2)


def _box(picture: Tensor) -> Tensor:
    """Mean of each 7 x 7 box; a running sum, on a CPU many times as quick as pooling."""
    rows = _sums_of_seven(picture.contiguous().transpose(2, 3))
    return _sums_of_seven(rows.transpose(2, 3)) / 49


def _sums_of_seven(line: Tensor) -> Tensor:
    """Sums of seven neighbours along the last side: four, two and one of them."""
    length = line.shape[-1] - 6
    two = line[..., :-1] + line[..., 1:]
    four = two[..., :length] + two[..., 2 : length + 2]
    return four + two[..., 4 : length + 4] + line[..., 6:]

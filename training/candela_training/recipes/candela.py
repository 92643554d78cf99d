"""Candela: which curve each crop of a step gets, and what it should become."""

import torch
from torch import Tensor

from candela_training.config import FitConfig
from candela_training.data.batches import Batch
from candela_training.degrade.night import smooth
from candela_training.losses import (
    charbonnier,
    exposure_error,
    log_error,
    roll_off_error,
    structure,
)
from candela_training.models.candela import Candela, Exposure
from candela_training.models.curve import Curve, channel_means, slide_picture, solve
from candela_training.models.exposure import best_roll_off
from candela_training.recipes.recipe import Recipe
from candela_training.validation import scores

# Noise of this strength, stored values, gets half of what `denoise` above neutral can smooth.
_NOTICEABLE = 0.05


def step_loss(network: Candela, batch: Batch, train: FitConfig, late: bool, fast: bool) -> Tensor:
    """Loss of a batch, a scalar; fast runs the convolutions in bfloat16."""
    count = len(batch.low)
    small, true_small = batch.thumbnails, batch.true_thumbnails
    target, roll_off, scene = network.head(small)
    teacher = best_roll_off(small, true_small)
    head = exposure_error(target, true_small) + 0.1 * roll_off_error(roll_off, teacher)
    if train.tone:
        tone = solve(small, target, roll_off)(small).clamp(max=1)
        head = head + train.tone * log_error(tone, true_small)

    taught = solve(small[:count], channel_means(true_small[:count]), teacher[:count])
    guessed = solve(small[:count], target[:count], roll_off[:count])
    lot = torch.rand(count, device=small.device)
    share, plain = train.teacher[late], train.plain[late]
    curve = mixed(taught, guessed, lot < share)
    ratio = (target[:count] / channel_means(true_small[:count])).detach().clamp(0.25, 4)
    matched = torch.where((lot < share + plain)[:, None], torch.ones_like(ratio), ratio)

    brightness, denoise = draw_controls(batch, train)
    wanted = wanted_picture(batch, curve, matched, denoise)
    wanted = slide_picture(wanted, brightness)
    with torch.autocast(small.device.type, torch.bfloat16, enabled=fast):
        exposure = Exposure(curve, scene[:count])
        enhanced = network.restore(batch.low, exposure, brightness, denoise)
    enhanced = enhanced.float()
    picture = charbonnier(enhanced, wanted) + train.ssim * structure(enhanced, wanted)
    return picture.mean() + train.head * head.mean()


def mixed(first: Curve, second: Curve, choose: Tensor) -> Curve:
    """The first curve where `choose`, N, else the second."""
    choose = choose[:, None]
    gain = torch.where(choose, first.gain, second.gain)
    return Curve(gain, torch.where(choose, first.roll, second.roll))


def draw_controls(batch: Batch, train: FitConfig) -> tuple[Tensor, Tensor]:
    """Brightness and denoise, N; denoise is not below 0 for pairs whose noise is not known."""
    count, device = len(batch.low), batch.low.device
    values = 2 * torch.rand(2, count, device=device) - 1
    moved = torch.rand(2, count, device=device) < train.controls_share
    brightness, denoise = values * moved
    return brightness, denoise.clamp(min=0) if batch.given else denoise


def wanted_picture(batch: Batch, curve: Curve, ratio: Tensor, denoise: Tensor) -> Tensor:
    """What a crop should become, N 3 S S: the ground truth at the exposure that the curve gives.

    Denoise below 0 wants its share of the very noise that the photo had back; above 0 it wants
    fine texture smoothed, the more the noisier the photo was. How noisy a given pair was can only
    be told by how its finest texture differs from the truth's.
    """
    with torch.no_grad():
        truth = (batch.truth * ratio[..., None, None]).clamp(max=1)
        noise = curve(batch.low) - curve(batch.quiet)
        rough = fine(curve(batch.low)) - fine(truth) if batch.given else noise
        strength = rough.std(dim=(1, 2, 3))
        share = torch.relu(denoise) * strength / (strength + _NOTICEABLE)
        truth = torch.lerp(truth, smooth(truth), share[:, None, None, None])
        return (truth + torch.relu(-denoise)[:, None, None, None] * noise).clamp(0, 1)


def fine(picture: Tensor) -> Tensor:
    """What smoothing takes away, of the same shape."""
    return picture - smooth(picture)


RECIPE = Recipe(step_loss, scores)

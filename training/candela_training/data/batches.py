"""What one training step sees: crops of dark photos, their ground truth, and whole photos small."""

from typing import NamedTuple

import torch
from torch import Tensor

from candela_training.config import FitConfig, NightConfig
from candela_training.data.pool import Pool, View
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.night import draw, light_spent, take, take_thumbnail


class Batch(NamedTuple):
    """Pictures N 3 H W in 0..1; thumbnails belong to the crops, and M further ones follow."""

    low: Tensor  # N 3 S S
    truth: Tensor  # N 3 S S
    quiet: Tensor  # N 3 S S, low before noise; low itself where that is not known
    thumbnails: Tensor  # N + M 3 96 96
    true_thumbnails: Tensor  # N + M 3 96 96
    where: Tensor | None = None  # N 2 S S, place of each pixel in its thumbnail, 0..1
    given: bool = False  # pairs as they were taken, whose noise is not known


def made(pool: Pool, train: FitConfig, config: NightConfig, jpeg: Jpeg) -> Batch:
    """Well-lit photos of a pool with one layer, darkened."""
    view = pool.view(train.batch, train.crop)
    night = draw(train.batch, config, pool.device)
    spent = light_spent(night)
    shot = take(view.crops[0], view.where, spent, night, jpeg)
    small = take_thumbnail(view.thumbnails[0], view.thumbnail_where, spent, night)
    lone = pool.thumbnails(train.thumbnails)
    nights = draw(train.thumbnails, config, pool.device)
    more = take_thumbnail(lone.thumbnails[0], lone.thumbnail_where, light_spent(nights), nights)
    return Batch(
        shot.low,
        shot.truth,
        shot.quiet,
        torch.cat([small.low, more.low]),
        torch.cat([small.truth, more.truth]),
        in_thumbnail(view),
    )


def whole(pool: Pool, train: FitConfig, config: NightConfig, jpeg: Jpeg) -> Batch:
    """The same without crops: whole photos, small, alone."""
    lone = pool.thumbnails(train.thumbnails)
    nights = draw(train.thumbnails, config, pool.device)
    shot = take_thumbnail(lone.thumbnails[0], lone.thumbnail_where, light_spent(nights), nights)
    none = shot.low[:0]
    return Batch(none, none, none, shot.low, shot.truth)


def in_thumbnail(view: View) -> Tensor:
    """Where a crop's pixels lie in the view's thumbnail, which may be mirrored; N 2 S S."""
    mirrored = view.thumbnail_where[:, 1, 0, 0] > view.thumbnail_where[:, 1, 0, -1]
    down, right = view.where.unbind(1)
    return torch.stack([down, torch.where(mirrored[:, None, None], 1 - right, right)], dim=1)


def given(pool: Pool, train: FitConfig) -> Batch:
    """Pairs of a pool with two layers, low light and ground truth, its exposure jittered.

    A share of the photos is well lit: their ground truth, which is to come back as it is.
    """
    view, lone = pool.view(train.batch, train.crop), pool.thumbnails(train.thumbnails)
    low, truth = view.crops
    small = torch.cat([view.thumbnails[0], lone.thumbnails[0]])
    lot = torch.randn(len(small), 1, 1, 1, device=pool.device)
    chosen = torch.rand(len(small), 1, 1, 1, device=pool.device) < 0.5
    gain = torch.where(chosen, torch.exp(train.exposure_jitter * lot), torch.ones_like(lot))
    low, small = (low * gain[: len(low)]).clamp(0, 1), (small * gain).clamp(0, 1)
    true_small = torch.cat([view.thumbnails[1], lone.thumbnails[1]])
    if train.well_lit_share:
        lit = torch.rand(len(small), 1, 1, 1, device=pool.device) < train.well_lit_share
        low, small = torch.where(lit[: len(low)], truth, low), torch.where(lit, true_small, small)
    return Batch(low, truth, low, small, true_small, in_thumbnail(view), given=True)

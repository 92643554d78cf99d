"""MIRNet: crops, and whole photos small, against their truth."""

import torch
from torch import Tensor

from candela_training.config import FitConfig
from candela_training.data.batches import Batch
from candela_training.losses import charbonnier, structure
from candela_training.models.curve import Curve
from candela_training.models.mirnet import Mirnet, Noted
from candela_training.recipes.recipe import Recipe
from candela_training.validation import plain_scores


def mirnet_loss(network: Mirnet, batch: Batch, train: FitConfig, fast: bool) -> Tensor:
    """Loss of a batch, a scalar; fast runs the convolutions in bfloat16.

    The results for the thumbnails count too, `train.head` times: a whole photo says more about
    exposure than a crop and costs less.
    """
    count = len(batch.low)
    with torch.autocast(batch.low.device.type, torch.bfloat16, enabled=fast):
        curve, noted = network.brighten(batch.thumbnails), Noted()
        seen = network.repair(batch.thumbnails, curve, noted.measure).float()
        crop_curve = Curve(curve.gain[:count], curve.roll[:count])
        enhanced = network.repair(batch.low, crop_curve, noted.repeat(count)).float()
    picture = charbonnier(enhanced, batch.truth) + train.ssim * structure(enhanced, batch.truth)
    return picture.mean() + train.head * charbonnier(seen, batch.true_thumbnails).mean()


RECIPE = Recipe(mirnet_loss, plain_scores)

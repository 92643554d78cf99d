"""The small network of the lessons: one fixed darkening, mean squared error."""

import math
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from candela_training.config import Experiment, FitConfig
from candela_training.data.batches import Batch
from candela_training.data.crops import crop_batch
from candela_training.data.photos import load_squares, read_table
from candela_training.degrade.fixed import add_impulses, add_sensor_noise, scale_value
from candela_training.degrade.jpeg import Jpeg
from candela_training.losses import squared
from candela_training.paths import TRAINING, data_root
from candela_training.recipes.recipe import Pair, Recipe

# Steps of training never reach this number, so validation crops are never training crops.
_VALIDATION_STEP = 2**40
_VALIDATION_CROPS = 16
# A middling night photo: about 1.5 grey levels of noise before it is brightened.
_PHOTON, _READ = 1e-4, 5e-3


def squares_of(experiment: Experiment, split: str) -> np.ndarray:
    """The photos of a split, squashed: N H W C uint8."""
    entries = [e for e in read_table(TRAINING / experiment.data.table) if e.split == split]
    return load_squares(entries, data_root(), experiment.data.side)


def batch(squares: np.ndarray, experiment: Experiment, jpeg: Jpeg, step: int) -> Batch:
    """Crops that depend on the seed and the step alone."""
    train = experiment.train
    key = (experiment.seed, step)
    low, truth = crop_batch(squares, experiment.degrade, train.batch, train.crop, key)
    # Channels last is 10 to 15 % faster on a CPU, for the same numbers.
    low = low.to(memory_format=torch.channels_last)
    return Batch(low, truth, low, low[:0], truth[:0])


def loss(network: nn.Module, batch: Batch, train: FitConfig, fast: bool) -> Tensor:
    """Mean squared error of a batch; fast runs the convolutions in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16, enabled=fast):
        enhanced = network(batch.low)
    return squared(enhanced.float(), batch.truth).mean()


def examples(experiment: Experiment, device: torch.device) -> tuple[Tensor, Tensor]:
    """Held-out crops: low light and ground truth, N 3 S S."""
    held_out, side = squares_of(experiment, "val"), experiment.train.crop
    key = (experiment.seed, _VALIDATION_STEP)
    return crop_batch(held_out, experiment.degrade, _VALIDATION_CROPS, side, key)


def scores(network: nn.Module, pictures: tuple[Tensor, Tensor]) -> dict[str, float]:
    """PSNR in dB on held-out crops."""
    low, truth = pictures
    with torch.no_grad():
        mse = squared(network(low).clamp(0, 1), truth).mean().item()
    return {"psnr": -10 * math.log10(mse)}


def darkened(experiment: Experiment, noise: str) -> Iterable[Pair]:
    """Held-out photos, darkened by the recipe: (low light, ground truth), H W C uint8."""
    config = experiment.degrade
    for index, truth in enumerate(squares_of(experiment, "val")):
        rng = np.random.default_rng((experiment.seed, index))
        low = scale_value(truth.astype(np.float32) / 255, config.value_factor)
        if noise == "sensor":
            low = add_sensor_noise(low, _PHOTON, _READ, False, rng)
        if noise == "impulse":
            low = add_impulses(low, config.impulse_amount, rng)
        yield np.round(np.clip(low, 0, 1) * 255).astype(np.uint8), truth


def sets(experiment: Experiment) -> dict[str, Iterable[Pair]]:
    """The darkening that the network learned, by kind of noise."""
    return {noise: darkened(experiment, noise) for noise in ("none", "sensor", "impulse")}


RECIPE = Recipe(
    loss,
    scores,
    pool=lambda experiment, device: squares_of(experiment, "train"),
    batch=batch,
    examples=examples,
    sets=sets,
    overlaps=(0, 4, 8, 12, 16, 24, 32, 48, 64, 96),
    tolerance=0.1,  # below what rounding to 8 bits can show
)

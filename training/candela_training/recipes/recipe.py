"""What a network's recipe consists of."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from candela_training.config import Experiment, FitConfig
from candela_training.data.batches import Batch, given, made
from candela_training.data.photos import PhotoEntry
from candela_training.data.sources import listing, load_pool
from candela_training.degrade.jpeg import Jpeg
from candela_training.validation import examples

Pair = tuple[np.ndarray, np.ndarray]


def night_pool(experiment: Experiment, device: torch.device) -> Any:
    """The photos or pairs to train on."""
    return load_pool(experiment.data, "train", experiment.train.crop, device)


def night_batch(pool: Any, experiment: Experiment, jpeg: Jpeg, step: int) -> Batch:
    """Photos darkened as at night, or pairs as they were taken."""
    if experiment.data.kind == "photos":
        return made(pool, experiment.train, experiment.night, jpeg)
    return given(pool, experiment.train)


def photos_of(experiment: Experiment) -> list[PhotoEntry]:
    """All files of an experiment, for the record of a run."""
    return listing(experiment.data)


def no_sets(experiment: Experiment) -> dict[str, Iterable[Pair]]:
    """A network that is measured on the common sets alone."""
    return {}


class Recipe(NamedTuple):
    """The steps of a training run that differ between networks."""

    # (network, batch, config, whether in bfloat16)
    loss: Callable[[nn.Module, Batch, FitConfig, bool], Tensor]
    scores: Callable[[nn.Module, Any], dict[str, float]]
    pool: Callable[[Experiment, torch.device], Any] = night_pool
    batch: Callable[[Any, Experiment, Jpeg, int], Batch] = night_batch
    examples: Callable[[Experiment, torch.device], Any] = examples
    # Low light and ground truth by the name of a set, beside those common to all networks.
    sets: Callable[[Experiment], dict[str, Iterable[Pair]]] = no_sets
    # Overlaps that a card may name, and how far tiles of noise may be from the whole, of 1/255.
    overlaps: tuple[int, ...] = tuple(range(32, 208, 16))
    tolerance: float = 0.7  # 1 is what rounding shows; 16 pixels more cost 3 to 9 %

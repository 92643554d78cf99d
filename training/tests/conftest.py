"""Small experiments, and the files that ship."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.config import Experiment, load_config
from candela_training.paths import TRAINING, model_folder
from candela_training.session import Session

torch.set_num_threads(1)


@pytest.fixture
def config_file() -> Path:
    return TRAINING / "configs" / "cnn.toml"


@pytest.fixture
def small(config_file: Path) -> Experiment:
    """The shipped experiment, cut down to six steps on two tiny crops."""
    experiment = load_config(config_file)
    train = dataclasses.replace(
        experiment.train,
        steps=6,
        warmup=2,
        batch=2,
        crop=32,
        checkpoint_every=3,
        validate_every=3,
        bfloat16_until=0.0,
    )
    return dataclasses.replace(experiment, train=train)


@pytest.fixture
def squares() -> np.ndarray:
    """Three smooth invented photos, N H W C uint8."""
    y, x = np.mgrid[0:48, 0:48]
    waves = [np.stack([x * k + y, x + y * k, (x + y) * k], 2) % 256 for k in (1, 2, 3)]
    return np.stack(waves).astype(np.uint8)


@pytest.fixture(scope="session")
def shipped() -> Session:
    return Session(model_folder("cnn") / "model.onnx")

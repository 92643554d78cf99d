"""The measures of harm, on networks of which one knows what they do."""

import numpy as np
import pytest

from candela_training.harm import (
    brightness_step,
    burst_spread,
    denoise_step,
    gradient_step,
    grey_cast,
    lamp_loss,
)


class Pretender:
    """Stands in for a session."""

    def __init__(self, change) -> None:
        self.change = change

    def enhance(self, photo: np.ndarray, **controls: float) -> np.ndarray:
        return np.clip(np.round(self.change(photo / 255.0, **controls) * 255), 0, 255).astype("u1")

    def enhance_float(self, photo: np.ndarray, **controls: float) -> np.ndarray:
        return self.change(photo.astype(np.float64), **controls).astype(np.float32)


@pytest.fixture
def photo() -> np.ndarray:
    return np.random.default_rng(0).integers(5, 60, (80, 96, 3), dtype=np.uint8)


def test_a_tint_is_seen_and_none_is_none() -> None:
    assert grey_cast(Pretender(lambda x: 2 * x)) < 0.01
    assert grey_cast(Pretender(lambda x: 2 * x * (1, 1, 1.3))) > 3


def test_a_step_in_a_ramp_is_seen() -> None:
    assert gradient_step(Pretender(lambda x: 3 * x)) < 0.01
    assert gradient_step(Pretender(lambda x: 3 * x + 0.02 * (x > 0.1))) == pytest.approx(5.1, 0.01)


def test_flicker_is_seen(photo: np.ndarray) -> None:
    """A fixed gain hands the frames' own few percent on; a brightness that jumps is more."""
    lot = iter(np.random.default_rng(2).choice([2.0, 3.0], 8))
    steady, jumping = Pretender(lambda x: 2 * x), Pretender(lambda x: next(lot) * x)
    levelled = Pretender(lambda x: x * 0.4 / x.mean())
    assert burst_spread(levelled, photo) < 0.002
    assert 0.01 < burst_spread(steady, photo) < 0.05 < burst_spread(jumping, photo)


def test_a_lamp_that_turns_grey_is_seen(photo: np.ndarray) -> None:
    assert lamp_loss(Pretender(lambda x: 2 * x), photo) == 0
    assert lamp_loss(Pretender(lambda x: 4 * x / (1 + 4 * x)), photo) == pytest.approx(51, abs=1)


def test_a_control_that_turns_back_is_seen(photo: np.ndarray) -> None:
    rising = Pretender(lambda x, brightness=0.0: x * (2 + brightness))
    humped = Pretender(lambda x, brightness=0.0: x * (2 - brightness**2))
    assert brightness_step(rising, photo) > 0 > brightness_step(humped, photo)


def test_noise_removal_that_adds_noise_is_seen(photo: np.ndarray) -> None:
    def smoothing(x: np.ndarray, denoise: float = 0) -> np.ndarray:
        return x.mean() + (x - x.mean()) * (1 - 0.4 * (denoise + 1))

    def growing(x: np.ndarray, denoise: float = 0) -> np.ndarray:
        return smoothing(x, -denoise)

    assert denoise_step(Pretender(smoothing), photo) > 0.05
    assert denoise_step(Pretender(growing), photo) < 0

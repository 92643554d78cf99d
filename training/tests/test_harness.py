import math

import numpy as np
import pytest

from candela_training.harness import (
    clipped,
    coarse_chroma,
    detail_ratio,
    figures,
    highlight_saturation,
    overshoot,
    texture_ratio,
)


class Plain:
    """Stands in for a session; adds a halo of `height` beside every edge."""

    def __init__(self, height: int) -> None:
        self.height = height

    def enhance(self, photo: np.ndarray) -> np.ndarray:
        halo = photo.copy()
        halo[:, 130:136] = np.minimum(photo[:, 130:136].astype(int) + self.height, 255)
        return halo


@pytest.fixture
def truth() -> np.ndarray:
    return np.random.default_rng(0).integers(20, 235, (64, 96, 3), dtype=np.uint8)


def test_an_equal_picture_has_no_fault(truth: np.ndarray) -> None:
    found = figures(lambda low: truth, [(truth // 4, truth)])
    assert (found["plain"], found["coarseChroma"], found["clipped"]) == (100, 0, 0)
    assert found["detail"] == pytest.approx(1)
    assert found["texture"] == pytest.approx(1)
    assert found["highlightSaturation"] == pytest.approx(1)


def test_noise_is_no_detail(truth: np.ndarray) -> None:
    noise = np.random.default_rng(1).normal(0, 20, truth.shape)
    noisy = np.clip(truth + noise, 0, 255).astype(np.uint8)
    assert detail_ratio(noisy, truth) == pytest.approx(1, abs=0.06)
    assert detail_ratio(np.full_like(truth, 128), truth) == pytest.approx(0, abs=0.01)
    assert texture_ratio(noisy, truth) > 1.02


def test_blotches_of_colour_count_and_brightness_does_not(truth: np.ndarray) -> None:
    blotchy = truth.astype(int)
    blotchy[16:48, 16:48, 0] += 20
    assert coarse_chroma(blotchy, truth) > 1
    assert coarse_chroma(truth.astype(int) + 10, truth) == pytest.approx(0, abs=1e-9)


def test_a_bleached_sky_is_told() -> None:
    sky = np.broadcast_to(np.array([150, 190, 236], np.uint8), (32, 32, 3))
    bleached = np.broadcast_to(np.array([223, 227, 241], np.uint8), (32, 32, 3))
    assert highlight_saturation(sky // 3, sky, sky) == pytest.approx(1)
    assert highlight_saturation(sky // 3, bleached, sky) < 0.3
    assert math.isnan(highlight_saturation(sky, sky, sky))


def test_new_white_and_black_are_counted(truth: np.ndarray) -> None:
    burnt = truth.copy()
    burnt[:32] = 255
    assert clipped(burnt, truth) == pytest.approx(0.5)


def test_a_halo_is_measured() -> None:
    assert overshoot(Plain(0)) == 0
    assert overshoot(Plain(5)) == pytest.approx(5)

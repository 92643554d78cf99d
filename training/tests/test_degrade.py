import colorsys
import dataclasses

import numpy as np
import pytest

from candela_training.config import Experiment
from candela_training.degrade.camera import Shot, darken, demosaic_grain, to_linear, to_stored
from candela_training.degrade.fixed import add_impulses, add_sensor_noise, degrade, scale_value


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_scaling_value_equals_the_way_through_hsv(rng: np.random.Generator) -> None:
    for red, green, blue in rng.random((50, 3)):
        hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
        through = colorsys.hsv_to_rgb(hue, saturation, value * 0.2)
        assert scale_value(np.array([red, green, blue]), 0.2) == pytest.approx(through)


def test_impulses_hit_the_stated_share_half_white_half_black(rng: np.random.Generator) -> None:
    noisy = add_impulses(np.full((200, 200, 3), 0.1, np.float32), 0.04, rng)
    assert np.mean(noisy == 1) == pytest.approx(0.02, rel=0.1)
    assert np.mean(noisy == 0) == pytest.approx(0.02, rel=0.1)


@pytest.mark.parametrize("correlated", [False, True])
def test_sensor_noise_has_the_stated_variance(correlated: bool, rng: np.random.Generator) -> None:
    flat = np.full((300, 300, 3), 0.1, np.float32)
    noise = add_sensor_noise(flat, 1e-3, 1e-2, correlated, rng) - flat
    assert noise.mean() == pytest.approx(0, abs=2e-4)
    assert noise.var() == pytest.approx(1e-3 * 0.1 + 1e-4, rel=0.03)
    neighbours = np.mean(noise[:, 1:] * noise[:, :-1]) / noise.var()
    assert (neighbours > 0.5) == correlated


def test_pairs_are_eight_bit_and_a_fifth_as_bright(
    small: Experiment, rng: np.random.Generator
) -> None:
    plain = dataclasses.replace(small.degrade, impulse_share=0.0, lamp_share=0.0)
    photo = np.full((64, 64, 3), 0.5, np.float32)
    low, truth = degrade(photo, plain, rng)
    assert low.mean() == pytest.approx(0.1, abs=0.003)
    assert np.allclose(low * 255, np.round(low * 255), atol=1e-4)
    assert np.array_equal(truth, photo)


def test_lamps_stay_white_in_the_ground_truth(small: Experiment, rng: np.random.Generator) -> None:
    lit = dataclasses.replace(small.degrade, lamp_share=1.0)
    low, truth = degrade(np.full((64, 64, 3), 0.3, np.float32), lit, rng)
    assert low.max() > 0.25
    assert truth[low[..., 0] > 0.5, 0].min() > 0.9


def test_srgb_curve_is_its_own_inverse() -> None:
    steps = np.linspace(0, 1, 256)
    assert to_stored(to_linear(steps)) == pytest.approx(steps, abs=1e-6)


def test_demosaic_grain_keeps_its_strength(rng: np.random.Generator) -> None:
    grain = demosaic_grain(rng.standard_normal((400, 400, 3), dtype=np.float32))
    assert grain.std() == pytest.approx(1, abs=0.01)


def test_camera_cuts_the_light_by_the_stated_stops(rng: np.random.Generator) -> None:
    shot = Shot(stops=4, iso=100, highlight=1)
    low = darken(np.full((100, 100, 3), 200, np.uint8), shot, rng)
    light = to_linear(low / 255).mean()
    assert light == pytest.approx(to_linear(np.array(200 / 255)) / 16, rel=0.03)


def test_camera_leaves_lamps_white(rng: np.random.Generator) -> None:
    shot = Shot(stops=4, iso=100, highlight=24)
    low = darken(np.full((8, 8, 3), 255, np.uint8), shot, rng)
    assert low.min() == 255

"""The published recipe's darkening: one fixed factor on V of HSV, then noise.

All arrays are H W C, float32, stored (gamma-encoded) values in 0..1.
"""

import numpy as np

from candela_training.config import DegradeConfig


def scale_value(photo: np.ndarray, factor: float) -> np.ndarray:
    """Multiplies V of HSV by a factor.

    V is the largest of r, g, b; hue and saturation are ratios. Scaling V with both kept scales
    the three channels alike, so the way to HSV and back is one multiplication.
    """
    return photo * np.float32(factor)


def add_impulses(photo: np.ndarray, amount: float, rng: np.random.Generator) -> np.ndarray:
    """Salt and pepper: a fraction of the samples becomes 0 or 1, half each."""
    lot = rng.random(photo.shape, dtype=np.float32)
    noisy = np.where(lot < amount / 2, np.float32(0), photo)
    return np.where(lot > 1 - amount / 2, np.float32(1), noisy)


def add_sensor_noise(
    photo: np.ndarray, photon: float, read: float, correlated: bool, rng: np.random.Generator
) -> np.ndarray:
    """Gaussian noise of variance photon * value + read^2 (Foi et al. 2008), in stored values.

    Correlated noise is smoothed over its neighbours and brought back to its former strength: a
    demosaic mixes neighbours, so the noise of a developed photo is never white.
    """
    grain = rng.standard_normal(photo.shape, dtype=np.float32)
    if correlated:
        grain = _smooth(grain)
    return photo + grain * np.sqrt(photon * photo + read * read)


def _smooth(grain: np.ndarray) -> np.ndarray:
    """Blurs by 1 2 1 both ways; 3/8 per axis is what the squares of the weights sum to."""
    padded = np.pad(grain, ((1, 1), (1, 1), (0, 0)), mode="wrap")
    rows = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    return both / np.float32(16 * 0.375)


def add_lamps(photo: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Adds one to four soft light sources that reach beyond white (above 1).

    A photo squashed into 0..factor never shows the network a value above the factor, but a real
    night photo holds lamps; without them the network's answer to a lamp would be accidental.
    """
    height, width, _ = photo.shape
    rows = np.arange(height, dtype=np.float32)[:, None]
    columns = np.arange(width, dtype=np.float32)[None, :]
    lit = photo.copy()
    for _ in range(rng.integers(1, 5)):
        row, column = rng.uniform(0, height), rng.uniform(0, width)
        radius = np.exp(rng.uniform(np.log(1.5), np.log(24)))
        distance = ((rows - row) ** 2 + (columns - column) ** 2) / (2 * radius * radius)
        tint = rng.uniform(0.5, 1, 3).astype(np.float32)
        lit += np.exp(-distance)[:, :, None] * tint * np.float32(rng.uniform(1, 8))
    return lit


def degrade(
    photo: np.ndarray, config: DegradeConfig, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """A pair (low light, ground truth) from a well-lit crop, both in 0..1, 8-bit steps."""
    scene = add_lamps(photo, rng) if rng.random() < config.lamp_share else photo
    low = np.minimum(scale_value(scene, config.value_factor), 1)
    lot = rng.random()
    if lot < config.impulse_share:
        low = add_impulses(low, config.impulse_amount, rng)
    elif lot < config.impulse_share + config.sensor_share:
        photon = _log_uniform(config.photon_range, rng)
        read = _log_uniform(config.read_range, rng)
        low = add_sensor_noise(low, photon, read, rng.random() < config.correlated_share, rng)
    stored = np.round(np.clip(low, 0, 1) * 255) / np.float32(255)
    return stored.astype(np.float32), np.clip(scene, 0, 1)


def _log_uniform(bounds: tuple[float, float], rng: np.random.Generator) -> float:
    return float(np.exp(rng.uniform(np.log(bounds[0]), np.log(bounds[1]))))

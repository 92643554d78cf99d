"""PSNR and SSIM as the comparison view computes them; arrays are H W C, values 0..255."""

import numpy as np

_RADIUS = 5
_SIGMA = 1.5


def psnr(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB over all channels; infinite when the pictures are equal."""
    _check(enhanced, truth)
    mse = np.mean((enhanced.astype(np.float64) - truth.astype(np.float64)) ** 2)
    return float("inf") if mse == 0 else float(10 * np.log10(255**2 / mse))


def ssim(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Structural similarity (Wang et al. 2004), -1..1.

    Gaussian window 11 x 11, sigma 1.5, K1 0.01, K2 0.03; a border of 5 pixels is left out; the
    mean over the channels. Both sides must be at least 11 pixels.
    """
    _check(enhanced, truth)
    if min(enhanced.shape[:2]) < 2 * _RADIUS + 1:
        raise ValueError("SSIM needs pictures of at least 11 x 11 pixels")
    a, b = enhanced.astype(np.float64), truth.astype(np.float64)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = _window(a), _window(b)
    var_a = _window(a * a) - mean_a**2
    var_b = _window(b * b) - mean_b**2
    covariance = _window(a * b) - mean_a * mean_b
    top = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    bottom = (mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2)
    return float(np.mean(top / bottom))


def _window(values: np.ndarray) -> np.ndarray:
    """Gaussian mean around each pixel whose whole window lies inside the picture."""
    offsets = np.arange(-_RADIUS, _RADIUS + 1)
    weights = np.exp(-(offsets**2) / (2 * _SIGMA**2))
    weights /= weights.sum()
    for axis in (0, 1):
        length = values.shape[axis] - 2 * _RADIUS
        parts = (
            weight * np.take(values, np.arange(shift, shift + length), axis)
            for shift, weight in enumerate(weights)
        )
        values = np.sum(list(parts), axis=0)
    return values


def _check(enhanced: np.ndarray, truth: np.ndarray) -> None:
    if enhanced.shape != truth.shape:
        raise ValueError(f"sizes differ: {enhanced.shape} and {truth.shape}")

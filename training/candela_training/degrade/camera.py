"""A dark photo as a camera would have taken it, from a well-lit one.

The photo is brought back to linear light by the inverse of sRGB's curve, the exposure is cut, the
sensor's noise is added, and the curve is applied again. After Brooks et al. 2019 ("Unprocessing
images for learned raw denoising") for the way back and Foi et al. 2008 ("Practical
Poissonian-Gaussian noise modeling and fitting for single-image raw-data") for the noise. All
pictures are H W 3 float32.
"""

from dataclasses import dataclass

import numpy as np

# Red and blue photosites collect less of daylight than green ones; white balance multiplies them
# up again, noise included. Middle of the range that Brooks et al. draw from.
_RED_GAIN, _BLUE_GAIN = 2.0, 1.7


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One simulated exposure."""

    stops: float  # exposure cut, factors of two in linear light
    iso: int  # sets the noise; 100 is the least
    highlight: float  # linear light that the brightest lamps really had, white being 1

    @property
    def photon(self) -> float:
        """Noise variance per unit of linear light: 100 ISO holds 40 000 electrons at white."""
        return self.iso / 100 / 40_000

    @property
    def read(self) -> float:
        """Standard deviation of the noise in the dark, as a fraction of white: three electrons."""
        return 3 * self.photon


def to_linear(stored: np.ndarray) -> np.ndarray:
    """sRGB to linear light (IEC 61966-2-1), 0..1 both."""
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)


def to_stored(linear: np.ndarray) -> np.ndarray:
    """Linear light to sRGB, 0..1 both; values outside are clipped first."""
    light = np.clip(linear, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def restore_highlights(linear: np.ndarray, highlight: float) -> np.ndarray:
    """Gives what was clipped to white its light back: 1 becomes `highlight`, 0.9 and less stay.

    Without this a darkened lamp would be grey; a real one still burns out.
    """
    peak = linear.max(axis=2, keepdims=True)
    share = np.clip((peak - 0.9) / 0.1, 0, 1)
    return linear * (1 + (highlight - 1) * share**3)


def expose(linear: np.ndarray, shot: Shot, rng: np.random.Generator) -> np.ndarray:
    """What the sensor gives for a scene in linear light, after white balance; not clipped below."""
    gains = np.array([_RED_GAIN, 1, _BLUE_GAIN], np.float32)
    electrons = linear * np.float32(2**-shot.stops) / gains
    variance = shot.photon * electrons + shot.read**2
    grain = rng.standard_normal(linear.shape, dtype=np.float32)
    return (electrons + demosaic_grain(grain) * np.sqrt(variance)) * gains


def demosaic_grain(grain: np.ndarray) -> np.ndarray:
    """Independent noise as interpolation between photosites leaves it: slightly smooth.

    Half of every pixel's noise comes from its four neighbours; the strength stays what it was.
    """
    padded = np.pad(grain, ((1, 1), (1, 1), (0, 0)), mode="wrap")
    around = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    mixed = 0.5 * grain + 0.125 * around
    return mixed / np.float32(np.sqrt(0.25 + 4 * 0.125**2))


def darken(photo: np.ndarray, shot: Shot, rng: np.random.Generator) -> np.ndarray:
    """A well-lit uint8 photo as the dark uint8 photo of one shot."""
    stored = photo.astype(np.float32) / np.float32(255)
    scene = restore_highlights(to_linear(stored), shot.highlight)
    sensed = expose(scene.astype(np.float32), shot, rng)
    return np.round(to_stored(sensed) * 255).astype(np.uint8)

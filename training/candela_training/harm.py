"""What a network must not do to a photo, in numbers: tint, step, draw a lattice, flicker.

Every function takes the shipped file as a Session.
"""

import numpy as np

from candela_training.colour_difference import ciede2000, lab
from candela_training.models.exposure import LUMA
from candela_training.session import Session

_SIDE = 256
_FRAMES, _SHAKE = 8, 16
_STEPS = np.linspace(-1, 1, 9)


def grey_cast(session: Session) -> float:
    """Mean CIEDE2000 of the chroma that a dark grey ramp, 0 to 25 %, comes back with."""
    ramp = np.linspace(0, 64, _SIDE).round().astype(np.uint8)
    photo = np.broadcast_to(ramp[None, :, None], (_SIDE, _SIDE, 3))
    colours = lab(session.enhance(np.ascontiguousarray(photo)))
    return float(ciede2000(colours, colours * (1, 0, 0)).mean())


def gradient_step(session: Session) -> float:
    """Greatest excess of a step over its neighbours in a smooth dark 16-bit ramp, of 1/255."""
    ramp = np.linspace(0.02, 0.2, _SIDE, dtype=np.float32)
    photo = np.broadcast_to(ramp[None, :, None], (_SIDE, _SIDE, 3))
    result = session.enhance_float(np.ascontiguousarray(photo))
    steps = np.diff(result[16:-16, 16:-16].astype(np.float64), axis=1) * 255
    excess = np.abs(steps[:, 1:-1]) - (np.abs(steps[:, :-2]) + np.abs(steps[:, 2:])) / 2
    return float(excess.max())


def lattice(photo: np.ndarray) -> float:
    """Spectral power at a period of two pixels over that at periods close to it; 1 is none.

    photo H W 3; the network works at half resolution inside, which a careless last layer shows.
    """
    grey = photo.astype(np.float64).mean(axis=2)
    height, width = (side - side % 2 for side in grey.shape)
    window = np.outer(np.hanning(height), np.hanning(width))
    power = np.abs(np.fft.fft2((grey[:height, :width] - grey.mean()) * window)) ** 2
    ratios = []
    for plane in (power, power.T):
        middle = plane.shape[0] // 2
        low = slice(1, plane.shape[1] // 8)
        beside = [plane[middle + k, low].mean() for k in (-9, -8, -7, -6, 6, 7, 8, 9)]
        ratios.append(plane[middle, low].mean() / np.mean(beside))
    return float(max(ratios))


def burst_spread(session: Session, photo: np.ndarray) -> float:
    """Standard deviation of the mean luma over a burst, as a share of its mean.

    photo H W 3 uint8. A frame is the photo a few pixels aside, up to some percent brighter or
    darker, with a grey level of noise of its own.
    """
    rng = np.random.default_rng(1)
    height, width = (side - _SHAKE for side in photo.shape[:2])
    lumas = []
    for _ in range(_FRAMES):
        top, left = rng.integers(0, _SHAKE + 1, 2)
        frame = photo[top : top + height, left : left + width] * np.exp(rng.normal(0, 0.03))
        noisy = np.clip(np.round(frame + rng.normal(0, 1, frame.shape)), 0, 255).astype(np.uint8)
        lumas.append(luma(session.enhance(noisy)))
    return float(np.std(lumas) / np.mean(lumas))


def lamp_loss(session: Session, photo: np.ndarray) -> float:
    """How much darker the middle of a burnt-out lamp comes back, of 255; 0 is not at all.

    photo H W 3 uint8, dark; the lamp, a warm glow around it, is put into its middle.
    """
    height, width = photo.shape[:2]
    down, right = np.ogrid[:height, :width]
    radius = max(min(height, width) / 12, 4)
    apart = np.hypot(down - height / 2, right - width / 2)[..., None] / radius
    light = 400 * np.exp(-(apart**2)) * (1, 0.9, 0.75) + 20 / (1 + apart**2)
    lit = np.clip(np.round(photo + light), 0, 255).astype(np.uint8)
    lamp = lit.min(axis=2) == 255
    return float(255 - session.enhance(lit)[lamp].mean())


def brightness_step(session: Session, photo: np.ndarray) -> float:
    """Least rise of the mean luma, of 255, between nine places of `brightness`."""
    lumas = [luma(session.enhance(photo, brightness=float(value))) for value in _STEPS]
    return float(np.diff(lumas).min())


def denoise_step(session: Session, photo: np.ndarray) -> float:
    """Least fall of the finest texture between nine places of `denoise`, share of all there is."""
    found = [fineness(session.enhance(photo, denoise=float(value))) for value in _STEPS]
    return float(-np.diff(found).max() / found[0])


def luma(photo: np.ndarray) -> float:
    """Mean of stored values, 0..255."""
    return float(photo.mean(axis=(0, 1)) @ np.array(LUMA))


def fineness(photo: np.ndarray) -> float:
    """Mean distance of a pixel from the mean of its four neighbours, 0..255."""
    grey = photo.astype(np.float64).mean(axis=2)
    across, along = grey[1:-1, :-2] + grey[1:-1, 2:], grey[:-2, 1:-1] + grey[2:, 1:-1]
    return float(np.abs(grey[1:-1, 1:-1] - (across + along) / 4).mean())

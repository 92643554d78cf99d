"""What a network must not do to a photo, in numbers: tint a grey, step a gradient, draw a lattice.

Every function takes the shipped file as a Session.
"""

import numpy as np

from candela_training.colour_difference import ciede2000, lab
from candela_training.session import Session

_SIDE = 256


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

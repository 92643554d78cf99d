"""Writes tests/golden/metrics.json: what other people's code says of pairs of pictures.

    pip install flip-evaluator opencv-python-headless pytorch-msssim scikit-image
    python -m candela_training.golden_metrics

PSNR, SSIM and CIEDE2000 are scikit-image's, FLIP its authors', MS-SSIM that of pytorch-msssim, the
baselines OpenCV's. The pairs are made up by a formula that the app's test repeats, and cut out of
the samples; those lie as PNG beside the figures. What no package has (the scaling to the truth's
mean) is written here. So is SSIM as the papers' codes have it after Wang's MATLAB: a valid window,
8-bit values, each channel by itself.
"""

import json

import cv2
import flip_evaluator
import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image
from pytorch_msssim import ms_ssim
from skimage.color import deltaE_ciede2000, rgb2lab
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from candela_training.paths import REPOSITORY

GOLDEN = REPOSITORY / "tests" / "golden"
# Width, height, channels, full scale, seeds of the truth and of the dark picture.
_MADE = (
    (40, 30, 3, 255, (1, 2)),
    (57, 33, 3, 255, (5, 6)),
    (11, 64, 1, 255, (3, 4)),
    (40, 30, 3, 65535, (7, 9)),
)
# Name of a sample, and the upper left corner of the part.
_PHOTOS = (("street", 300, 200), ("animal", 420, 260))
# Cuts of the size of LOL's pictures: name of a sample, and the upper left corner.
_SCENES = (("street", 900, 500), ("animal", 500, 900), ("room", 300, 300), ("landscape", 400, 300))
_SCENE_WIDTH, _SCENE_HEIGHT = 600, 400
# MS-SSIM's package pads odd sides with black; these are even at every scale.
_WIDTH, _HEIGHT = 192, 176
_GAMMA = 0.45
# One value in so many is kept of what OpenCV makes.
_STEP = 37
_LUMA = np.array([0.299, 0.587, 0.114])
_PPD = 0.7 * (3840 / 0.7) * np.pi / 180


def made(width: int, height: int, channels: int, full: int, seed: int) -> np.ndarray:
    """H W C: waves and a little noise of an LCG; the app's test makes the same one."""
    state = seed
    out = np.zeros((height, width, channels), dtype=np.uint16)
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                state = (state * 1664525 + 1013904223) % 2**32
                wave = (x * (3 + c) + y * (5 - c) + seed * 7) % 64
                out[y, x, c] = (wave * 3 + state // 2**26) * full // 255
    return out


def luma(picture: np.ndarray) -> float:
    """Mean luma of an H W C picture."""
    return float((picture @ _LUMA).mean() if picture.shape[2] == 3 else picture.mean())


def structure(a: np.ndarray, b: np.ndarray) -> float:
    """SSIM as the low-light papers have it."""
    return float(
        structural_similarity(
            a,
            b,
            channel_axis=2,
            data_range=1,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
    )


def figures(dark: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """All figures of a pair, H W C, 0..1."""
    gain = luma(truth) / luma(dark)
    matched = np.clip(dark * gain, 0, 1)
    found = {
        "gain": gain,
        "psnr": float(peak_signal_noise_ratio(truth, dark, data_range=1)),
        "ssim": structure(dark, truth),
        "psnrGtMean": float(peak_signal_noise_ratio(truth, matched, data_range=1)),
        "ssimGtMean": structure(matched, truth),
    }
    if dark.shape[2] == 3:
        difference = deltaE_ciede2000(rgb2lab(dark), rgb2lab(truth))
        found["deltaE"] = float(difference.mean())
        found["deltaE95"] = float(np.percentile(difference, 95))
        both = [picture.astype(np.float32) for picture in (truth, dark)]
        _, found["flip"], _ = flip_evaluator.evaluate(
            *both, "LDR", applyMagma=False, parameters={"ppd": _PPD}
        )
    if min(dark.shape[:2]) > 160:
        tensors = [torch.tensor(picture).permute(2, 0, 1)[None] for picture in (dark, truth)]
        found["msSsim"] = float(ms_ssim(*tensors, data_range=1))
    return found


def made_rows() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for width, height, channels, full, seeds in _MADE:
        truth = made(width, height, channels, full, seeds[0]) / full
        dark = made(width, height, channels, full, seeds[1]) // 3 / full
        shape = {"width": width, "height": height, "channels": channels, "full": full}
        rows.append({**shape, "seeds": seeds, **figures(dark, truth)})
    return rows


def part(name: str, left: int, top: int, *, truth: bool) -> np.ndarray:
    """A part of a sample, H W 3 uint8; it is written beside the figures."""
    folder = REPOSITORY / "assets" / "samples"
    photo = Image.open((folder / "truth" if truth else folder) / f"{name}.jpg").convert("RGB")
    cut = photo.crop((left, top, left + _WIDTH, top + _HEIGHT))
    cut.save(GOLDEN / f"{name}-{'truth' if truth else 'low'}.png", optimize=True)
    return np.asarray(cut)


def photo_rows() -> list[dict[str, object]]:
    """Parts of the samples as they are, and lifted by a power, rounded."""
    rows: list[dict[str, object]] = []
    for name, left, top in _PHOTOS:
        low = part(name, left, top, truth=False) / 255
        truth = part(name, left, top, truth=True) / 255
        lifted = np.round(low**_GAMMA * 255) / 255
        for power, picture in ((1, low), (_GAMMA, lifted)):
            rows.append({"photo": name, "power": power, **figures(picture, truth)})
    return rows


def matlab_ssim(a: np.ndarray, b: np.ndarray) -> float:
    """SSIM of H W 3 uint8 as `ssim_index.m` has it, one channel after the other."""
    x = np.arange(11) - 5
    bell = np.exp(-(x**2) / (2 * 1.5**2))
    window = np.outer(bell, bell) / np.outer(bell, bell).sum()

    def mean(plane: np.ndarray) -> np.ndarray:
        return np.einsum("ijkl,kl->ij", sliding_window_view(plane, (11, 11)), window)

    found = []
    for p, q in zip(np.moveaxis(a, 2, 0) * 1.0, np.moveaxis(b, 2, 0) * 1.0, strict=True):
        c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
        m, n = mean(p), mean(q)
        variances = mean(p * p) - m * m + mean(q * q) - n * n
        covariance = mean(p * q) - m * n
        above = (2 * m * n + c1) * (2 * covariance + c2)
        found.append(float((above / ((m * m + n * n + c1) * (variances + c2))).mean()))
    return sum(found) / 3


def noise(seed: int) -> np.ndarray:
    """H W 3: sums of four bytes of an LCG about 0; the app's test makes the same ones."""
    state = seed
    found = np.zeros(_SCENE_HEIGHT * _SCENE_WIDTH * 3, dtype=np.int32)
    for at in range(found.size):
        total = -510
        for _ in range(4):
            state = (state * 1664525 + 1013904223) % 2**32
            total += state >> 24
        found[at] = total
    return found.reshape(_SCENE_HEIGHT, _SCENE_WIDTH, 3)


def scene_rows() -> list[dict[str, object]]:
    """Results as networks make them, 8 bits: a dark photo lifted, and a noisy, darker truth."""
    rows: list[dict[str, object]] = []
    grain = noise(7)
    for name, left, top in _SCENES:
        box = (left, top, left + _SCENE_WIDTH, top + _SCENE_HEIGHT)
        folder = REPOSITORY / "assets" / "samples"
        low, truth = (
            np.asarray(Image.open(place / f"{name}.jpg").convert("RGB").crop(box))
            for place in (folder, folder / "truth")
        )
        lifted = np.round((low / 255) ** _GAMMA * 255).astype(np.uint8)
        noisy = np.clip((truth.astype(np.int32) * 15 + grain + 8) // 16, 0, 255).astype(np.uint8)
        for kind, result in (("lifted", lifted), ("noisy", noisy)):
            found = {
                "psnr": float(peak_signal_noise_ratio(truth, result, data_range=255)),
                "ssim": float(
                    structural_similarity(
                        result,
                        truth,
                        gaussian_weights=True,
                        sigma=1.5,
                        use_sample_covariance=False,
                        data_range=255,
                        channel_axis=2,
                    )
                ),
                "matlabSsim": matlab_ssim(result, truth),
            }
            rows.append({"photo": name, "left": left, "top": top, "kind": kind, **found})
    return rows


def baseline_rows() -> list[dict[str, object]]:
    """Every so many values of the luma that OpenCV makes of a part of a sample's."""
    low = np.asarray(Image.open(GOLDEN / f"{_PHOTOS[0][0]}-low.png"))
    rows: list[dict[str, object]] = []
    for width, height in ((_WIDTH, _HEIGHT), (_WIDTH - 5, _HEIGHT - 6)):
        grey = np.floor(low[:height, :width] @ _LUMA + 0.5).astype(np.uint8)
        equalised = cv2.equalizeHist(grey)
        adaptive = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(8, 8)).apply(grey)
        rows.append(
            {
                "width": width,
                "height": height,
                "step": _STEP,
                "equalised": equalised.flatten()[::_STEP].tolist(),
                "clahe": adaptive.flatten()[::_STEP].tolist(),
            }
        )
    return rows


def main() -> None:
    found = {
        "made": made_rows(),
        "photos": photo_rows(),
        "scenes": scene_rows(),
        "baselines": baseline_rows(),
    }
    text = json.dumps(found) + "\n"
    (GOLDEN / "metrics.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

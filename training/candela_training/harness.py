"""Lays model files side by side on scenes that none of them was trained on.

    python -m candela_training.harness models/candela RUN/model --bursts

Three sets: held-out photos darkened as at night, LOL pairs of held-out scenes, and views into
held-out HDR panoramas, whose truth is an exposure fusion. The real night photos have no truth: look
at them (`contact_sheet`), and never tune by a figure from them.
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import torch

from candela_training.config import load_config
from candela_training.contact_sheet import open_session
from candela_training.data.panoramas import load_panoramas
from candela_training.evaluate import exposure_matched, lol_pairs, to_pairs
from candela_training.harm import burst_spread
from candela_training.metrics import psnr, ssim
from candela_training.paths import TRAINING, data_root
from candela_training.session import Session
from candela_training.validation import examples

Pair = tuple[np.ndarray, np.ndarray]
_VIEWS, _VIEW_SIDE = 24, 256
_DARK_ENOUGH = 30
_BLUR = 8
# Greatest channel from which on a place of the truth is a highlight, and that of the dark photo
# below which it was lifted.
_HIGHLIGHT, _LIFTED = 0.7, 0.6
_BURSTS = 4


def sets() -> dict[str, list[Pair]]:
    """Low light and ground truth, H W 3 uint8, by the name of a set."""
    cpu = torch.device("cpu")
    made = examples(load_config(TRAINING / "configs" / "candela-head.toml"), cpu)["dark"]
    with torch.random.fork_rng():
        torch.manual_seed(7)
        table = TRAINING / "photos" / "hdr.csv"
        views = load_panoramas(table, data_root(), "val", cpu).views(_VIEWS, _VIEW_SIDE)
    pictures = [(part * 255).round().byte().permute(0, 2, 3, 1).numpy() for part in views]
    seen = list(zip(*pictures, strict=True))
    return {
        "made": list(to_pairs(made)),
        "LOL held out": list(lol_pairs()),
        # A view that needs nothing would outweigh the others in a mean of decibels.
        "views": [(low, truth) for low, truth in seen if psnr(low, truth) < _DARK_ENOUGH],
    }


def blurred(picture: np.ndarray) -> np.ndarray:
    """Means over squares of 8 pixels, H/8 W/8 C."""
    height, width = (side - side % _BLUR for side in picture.shape[:2])
    parts = picture[:height, :width].astype(np.float64)
    return parts.reshape(height // _BLUR, _BLUR, width // _BLUR, _BLUR, -1).mean(axis=(1, 3))


def coarse_chroma(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Mean error of colour, without brightness, on blurred pictures, of 255."""
    both = [blurred(picture) for picture in (enhanced, truth)]
    first, second = (part - part.mean(axis=2, keepdims=True) for part in both)
    return float(np.abs(first - second).mean())


def fine(picture: np.ndarray) -> np.ndarray:
    """What the four neighbours do not tell of a pixel, H-2 W-2."""
    grey = picture.astype(np.float64).mean(axis=2)
    across, along = grey[1:-1, :-2] + grey[1:-1, 2:], grey[:-2, 1:-1] + grey[2:, 1:-1]
    return grey[1:-1, 1:-1] - (across + along) / 4


def detail_ratio(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Share of the truth's finest detail that the result has; noise, being elsewhere, adds none."""
    wanted = fine(truth)
    return float((fine(enhanced) * wanted).mean() / max((wanted * wanted).mean(), 1e-9))


def texture_ratio(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Strength of the finest texture over the truth's, whatever it shows; noise counts."""
    return float(fine(enhanced).std() / max(fine(truth).std(), 1e-9))


def saturation(picture: np.ndarray) -> np.ndarray:
    """1 - least / greatest channel, H W."""
    values = picture.astype(np.float64)
    return 1 - values.min(axis=2) / np.maximum(values.max(axis=2), 1)


def highlight_saturation(low: np.ndarray, enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Saturation of lifted highlights over that of the truth; not a number where there are none."""
    lifted = (truth.max(axis=2) > 255 * _HIGHLIGHT) & (low.max(axis=2) < 255 * _LIFTED)
    wanted = saturation(truth)[lifted]
    if lifted.sum() < 64 or wanted.mean() < 0.05:
        return float("nan")
    return float(saturation(enhanced)[lifted].mean() / wanted.mean())


def clipped(enhanced: np.ndarray, truth: np.ndarray) -> float:
    """Share of the samples that are white, or black, where the truth is neither."""
    ends = (enhanced == 255) & (truth < 250) | (enhanced == 0) & (truth > 5)
    return float(ends.mean())


def overshoot(session: Session) -> float:
    """How far the result leaves the values on both sides of a strong edge, of 255."""
    worst = 0.0
    for dark, bright in ((10, 120), (5, 250), (30, 200)):
        photo = np.full((192, 256, 3), dark, np.uint8)
        photo[:, 128:] = bright
        line = session.enhance(photo).astype(np.float64)[64:128].mean(axis=(0, 2))
        # Flat parts near the edge, but beyond its own neighbourhood, are what it should be.
        left, right = line[128 - 48 : 128 - 32].mean(), line[128 + 32 : 128 + 48].mean()
        below = left - line[96:127].min()
        above = line[129:160].max() - right
        worst = max(worst, float(below), float(above))
    return worst


def compare(low: np.ndarray, enhanced: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """All figures of one picture; colour and detail at the truth's brightness."""
    matched = exposure_matched(enhanced, truth)
    return {
        "plain": min(psnr(enhanced, truth), 100),
        "gtMean": min(psnr(matched, truth), 100),
        "ssim": ssim(enhanced, truth),
        "coarseChroma": coarse_chroma(matched, truth),
        "detail": detail_ratio(matched, truth),
        "texture": texture_ratio(matched, truth),
        "highlightSaturation": highlight_saturation(low, enhanced, truth),
        "clipped": clipped(enhanced, truth),
    }


def figures(enhance: Callable[[np.ndarray], np.ndarray], pairs: Iterable[Pair]) -> dict[str, float]:
    """Means over the pictures of a set."""
    rows = [compare(low, enhance(np.ascontiguousarray(low)), truth) for low, truth in pairs]
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return {
        name: float("nan") if np.isnan(column).all() else float(np.nanmean(column))
        for name, column in columns.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Lay models side by side on held-out scenes.")
    parser.add_argument("models", type=Path, nargs="+", help="folders of models, or .onnx files")
    parser.add_argument("--bursts", action="store_true", help="also flicker over a burst")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    pictures = sets()
    for folder in arguments.models:
        file = folder.suffix == ".onnx"
        session = Session(folder, multiple=16) if file else open_session(folder)
        print(f"{folder}: overshoot {overshoot(session):.2f}")
        if arguments.bursts:
            lows = [np.ascontiguousarray(low) for low, _ in pictures["made"][:_BURSTS]]
            spreads = [burst_spread(session, low) for low in lows]
            print(f"  burst spread {np.mean(spreads):.4f}, most {max(spreads):.4f}")
        for name, pairs in pictures.items():
            found = figures(session.enhance, pairs)
            line = ", ".join(f"{key} {value:.3f}" for key, value in found.items())
            print(f"  {name} ({len(pairs)}): {line}", flush=True)


if __name__ == "__main__":
    main()

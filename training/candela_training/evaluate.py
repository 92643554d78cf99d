"""Measures a model file on photos that it never saw; writes evaluation.json.

    python -m candela_training.evaluate training/configs/candela.toml

Held-out photos darkened by our own camera model, real LOL pairs of held-out scenes (Wei et al.
2018), and well-lit photos, which should come back as they are. Pictures are compared whole, as
8-bit RGB, mean over the pictures; `GtMean`: the result first scaled to the luma of the truth. A
recipe may add sets of its own.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from candela_training.colour_difference import delta_e
from candela_training.config import Experiment, SourceConfig, load_config
from candela_training.data.sources import read_pair, read_pairs
from candela_training.harm import (
    brightness_step,
    burst_spread,
    denoise_step,
    gradient_step,
    grey_cast,
    lamp_loss,
    lattice,
)
from candela_training.metrics import psnr, ssim
from candela_training.models import ARCHITECTURES
from candela_training.paths import TRAINING, model_folder
from candela_training.recipes import RECIPES
from candela_training.session import Session
from candela_training.validation import Example, examples

Pair = tuple[np.ndarray, np.ndarray]
_MADE = TRAINING / "configs" / "candela-head.toml"
# Luma by BT.601, as OpenCV and the papers' code have it.
_LUMA = (0.299, 0.587, 0.114)
# Pictures whose bursts, and whose controls, are tried.
_BURSTS, _MOVED = 6, 3


def to_pairs(items: list[Example]) -> Iterable[Pair]:
    """(low light, ground truth), H W C uint8."""
    for item in items:
        both = (item.low, item.truth)
        yield tuple((p[0] * 255).round().byte().permute(1, 2, 0).numpy() for p in both)


def lol_pairs() -> Iterable[Pair]:
    """The real pairs of the scenes that are never trained on."""
    source = SourceConfig(kind="pairs", table="photos/lol.csv")
    return (read_pair(row) for row in read_pairs(source) if row["split"] == "val")


def exposure_matched(enhanced: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The result scaled to the mean luma of the ground truth, 0..255, clipped but not rounded."""
    ratio = (truth.mean(axis=(0, 1)) @ _LUMA) / max(enhanced.mean(axis=(0, 1)) @ _LUMA, 0.1)
    return np.clip(enhanced * ratio, 0, 255)


def clipped_share(photo: np.ndarray) -> float:
    """Share of the samples that are fully black or white."""
    return float(np.mean((photo == 0) | (photo == 255)))


def compare(low: np.ndarray, enhanced: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """All metrics of one picture."""
    matched = exposure_matched(enhanced, truth)
    return {
        "psnr": psnr(enhanced, truth),
        "ssim": ssim(enhanced, truth),
        "psnrGtMean": psnr(matched, truth),
        "ssimGtMean": ssim(matched, truth),
        "deltaE": delta_e(enhanced, truth),
        "psnrBefore": psnr(low, truth),
        "clippedMore": clipped_share(enhanced) - clipped_share(low),
    }


def score(session: Session, pairs: Iterable[Pair]) -> dict[str, float]:
    """Means over the pictures; also the least PSNR and how many pictures there were."""
    rows = [compare(low, session.enhance(np.ascontiguousarray(low)), t) for low, t in pairs]
    # An untouched picture has an infinite PSNR; 100 stands for it in a mean.
    means = {name: float(np.mean([min(row[name], 100) for row in rows])) for name in rows[0]}
    rounded = {name: round(value, 4) for name, value in means.items()}
    return {**rounded, "psnrLeast": min(row["psnr"] for row in rows), "pictures": len(rows)}


def evaluate(experiment: Experiment, file: Path) -> dict[str, dict[str, float]]:
    """Every set by its name."""
    torch.set_num_threads(1)
    kind = ARCHITECTURES[experiment.architecture]
    session = Session(file, multiple=getattr(kind, "multiple", 1))
    own = RECIPES[experiment.architecture].sets(experiment)
    sets = examples(load_config(_MADE), torch.device("cpu"))
    dark = [np.ascontiguousarray(low) for low, _ in to_pairs(sets["dark"])]
    return {
        **{name: score(session, pairs) for name, pairs in own.items()},
        "made": score(session, to_pairs(sets["dark"])),
        "lol": score(session, lol_pairs()),
        "wellLit": score(session, to_pairs(sets["well lit"])),
        "harm": harm(session, dark, getattr(kind, "controls", ())),
    }


def harm(session: Session, photos: list[np.ndarray], controls: tuple[str, ...]) -> dict[str, float]:
    """What must not happen; of lattice and burst the middle of the pictures and the worst."""
    both = [(lattice(low), lattice(session.enhance(low))) for low in photos]
    before, after = (float(np.median(part)) for part in zip(*both, strict=True))
    bursts = [burst_spread(session, low) for low in photos[:_BURSTS]]
    found = {
        "greyCast": grey_cast(session),
        "gradientStep": gradient_step(session),
        "latticeBefore": before,
        "lattice": after,
        "latticeMost": max(after for _, after in both),
        "burstSpread": float(np.mean(bursts)),
        "burstSpreadMost": max(bursts),
        "lampLoss": max(lamp_loss(session, low) for low in photos[:_BURSTS]),
    }
    steps = {"brightness": brightness_step, "denoise": denoise_step}
    for name in [name for name in steps if name in controls]:
        found[f"{name}Step"] = min(steps[name](session, low) for low in photos[:_MOVED])
    return found


def table(evaluation: dict[str, dict[str, float]]) -> str:
    """The evaluation as a Markdown table."""
    names = list(evaluation["made"])
    lines = [f"| set | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for key, scores in evaluation.items():
        if key != "harm":
            lines.append(f"| {key} | {' | '.join(f'{scores[name]:.4g}' for name in names)} |")
    lines.append(", ".join(f"{name} {value:.3g}" for name, value in evaluation["harm"].items()))
    return "\n".join(lines)


def write_evaluation(experiment: Experiment, file: Path, run: Path) -> dict[str, dict[str, float]]:
    """Measures a file and keeps the result in its run's folder."""
    found = evaluate(experiment, file)
    text = json.dumps(found, indent=2) + "\n"
    (run / "evaluation.json").write_text(text, encoding="utf-8")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Evaluate a model file.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/CONFIG's name")
    parser.add_argument("--file", type=Path, help="model file; default models/<id>/model.onnx")
    arguments = parser.parse_args()
    experiment = load_config(arguments.config)
    file = arguments.file or model_folder(experiment.id) / "model.onnx"
    run = arguments.run or TRAINING / "runs" / arguments.config.stem
    print(table(write_evaluation(experiment, file, run)))


if __name__ == "__main__":
    main()

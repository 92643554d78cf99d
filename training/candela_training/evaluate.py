"""Measures the file that ships on photos it was not trained on; writes evaluation.json.

    python -m candela_training.evaluate training/configs/cnn.toml

Two sets: held-out photos darkened by the recipe, and real pairs of LOL (Wei et al. 2018), one
pair a scene. Pictures are compared whole, as 8-bit RGB, mean over the pictures.
"""

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from candela_training.config import Experiment, load_config
from candela_training.data.photos import load_squares, read_table
from candela_training.degrade.fixed import add_impulses, add_sensor_noise, scale_value
from candela_training.metrics import psnr, ssim
from candela_training.paths import TRAINING, data_root, model_folder
from candela_training.runs import run_folder
from candela_training.session import Session

Pair = tuple[np.ndarray, np.ndarray]

# A middling night photo: about 1.5 grey levels of noise before it is brightened.
_PHOTON, _READ = 1e-4, 5e-3
_LOL_BAD_PAIR = "648"  # its two pictures do not show the same place


def recipe_pairs(experiment: Experiment, noise: str) -> Iterable[Pair]:
    """Held-out photos, darkened: (low light, ground truth), H W C uint8."""
    entries = read_table(TRAINING / experiment.data.photos)
    held_out = [entry for entry in entries if entry.split == "val"]
    squares = load_squares(held_out, data_root(), experiment.data.side)
    config = experiment.degrade
    for index, truth in enumerate(squares):
        rng = np.random.default_rng((experiment.seed, index))
        low = scale_value(truth.astype(np.float32) / 255, config.value_factor)
        if noise == "sensor":
            low = add_sensor_noise(low, _PHOTON, _READ, False, rng)
        if noise == "impulse":
            low = add_impulses(low, config.impulse_amount, rng)
        yield np.round(np.clip(low, 0, 1) * 255).astype(np.uint8), truth


def lol_pairs(count: int) -> Iterable[Pair]:
    """The first bit-exact pair of each LOL scene, as photographed."""
    folder = data_root() / "lol-train"
    scenes: dict[str, str] = {}
    with (folder / "scenes.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            exact = (folder / "low" / f"{row['name']}.webp").exists()
            if exact and row["name"] != _LOL_BAD_PAIR:
                scenes.setdefault(row["scene"], row["name"])
    for name in list(scenes.values())[:count]:
        low = Image.open(folder / "low" / f"{name}.webp").convert("RGB")
        truth = Image.open(folder / "high" / f"{name}.avif").convert("RGB")
        yield np.asarray(low), np.asarray(truth)


def score(session: Session, pairs: Iterable[Pair]) -> dict[str, float]:
    """Mean PSNR and SSIM of the enhanced photo, and of the low light as it was."""
    rows = []
    for low, truth in pairs:
        enhanced = session.enhance(np.ascontiguousarray(low))
        rows.append(
            (psnr(enhanced, truth), ssim(enhanced, truth), psnr(low, truth), ssim(low, truth))
        )
    means = np.mean(rows, axis=0)
    names = ("psnr", "ssim", "psnrBefore", "ssimBefore")
    scores = {name: round(float(mean), 3) for name, mean in zip(names, means, strict=True)}
    return {**scores, "pictures": len(rows)}


def main() -> None:
    parser = argparse.ArgumentParser(description="Evaluate a shipped model.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/<id>")
    parser.add_argument("--scenes", type=int, default=60, help="LOL scenes; 0 leaves LOL out")
    arguments = parser.parse_args()
    experiment = load_config(arguments.config)
    session = Session(model_folder(experiment.id) / "model.onnx")
    table = {
        noise: score(session, recipe_pairs(experiment, noise))
        for noise in ("none", "sensor", "impulse")
    }
    if arguments.scenes:
        table["lol"] = score(session, lol_pairs(arguments.scenes))
    text = json.dumps(table, indent=2) + "\n"
    folder = arguments.run or run_folder(experiment)
    (folder / "evaluation.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

"""Writes tests/golden/parity-<id>.json: what the network gives for a picture anyone can repeat.

    python -m candela_training.golden training/configs/cnn.toml

The numbers come from PyTorch, so the app's test compares its runtime with the network itself. The
picture is its own thumbnail, as small as it is.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from candela_training.config import load_config
from candela_training.paths import REPOSITORY, TRAINING, model_folder
from candela_training.runs import trained_network

WIDTH, HEIGHT = 37, 29
FORMULA = "(x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64"
# Settings of the controls that are kept, of those that the network has.
SETTINGS = (
    {},
    {"brightness": 0.5, "denoise": -0.5},
    {"brightness": -0.7, "denoise": 0.8},
    {"warmth": 0.6, "night": 0.8},
    {"lights": 0.7, "colourNoise": -0.6},
    {"lights": -0.5, "colourNoise": 0.7},
)


def picture() -> np.ndarray:
    """H W C uint8 by FORMULA: x the column, y the row, c the channel."""
    y, x, c = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    return ((x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64).astype(np.uint8)


def run_network(network: nn.Module, photo: np.ndarray, **controls: float) -> np.ndarray:
    """H W C stored values in 0..1 through PyTorch, clipped to 0..1.

    A network that says so gets sides that are multiples, the photo continued by reflection, and
    the photo itself as its thumbnail.
    """
    height, width, _ = photo.shape
    extra = [-side % getattr(network, "multiple", 1) for side in (height, width)]
    padded = np.pad(photo, ((0, extra[0]), (0, extra[1]), (0, 0)), mode="reflect")
    stored, small = (torch.tensor(part).permute(2, 0, 1)[None] for part in (padded, photo))
    names = getattr(network, "controls", None)
    rest = []
    if names is not None:
        rest = [small, *(torch.tensor([controls.get(name, 0.0)]) for name in names)]
    if getattr(network, "placed", False):
        shares = [side / of for side, of in zip(padded.shape, (height, width), strict=False)]
        rest.append(torch.tensor([[0.0, 0.0, *shares]]))
    if getattr(network, "stepped", False):
        rest.append(torch.ones(1))
    with torch.no_grad():
        enhanced = network(stored, *rest).clamp(0, 1)
    return enhanced[0, :, :height, :width].permute(1, 2, 0).numpy()


def compose(network: nn.Module, model: str) -> dict[str, object]:
    """The golden file's content; `expected` is H W C, row by row."""
    file = model_folder(model) / "model.onnx"
    unit = picture().astype(np.float32) / np.float32(255)
    names = getattr(network, "controls", ())
    settings = [{name: at[name] for name in names if name in at} for at in SETTINGS]
    kept = [at for index, at in enumerate(settings) if at not in settings[:index]]
    return {
        "model": model,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "width": WIDTH,
        "height": HEIGHT,
        "formula": FORMULA,
        "tolerance": 1,
        "runs": [
            {
                "controls": at,
                "expected": np.round(run_network(network, unit, **at) * 255)
                .astype(int)
                .flatten()
                .tolist(),
            }
            for at in kept
        ],
    }


def write(network: nn.Module, model: str) -> Path:
    """Writes the golden file of a shipped model."""
    target = REPOSITORY / "tests" / "golden" / f"parity-{model}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(compose(network, model)) + "\n", encoding="utf-8")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the golden parity file of a model.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/CONFIG's name")
    arguments = parser.parse_args()
    run = arguments.run or TRAINING / "runs" / arguments.config.stem
    experiment = load_config(arguments.config)
    target = write(trained_network(experiment.architecture, run), experiment.id)
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

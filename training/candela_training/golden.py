"""Writes tests/golden/parity-<id>.json: what the network gives for a picture anyone can repeat.

    python -m candela_training.golden training/configs/cnn.toml

The numbers come from PyTorch, so the app's test compares its runtime with the network itself.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from candela_training.config import load_config
from candela_training.export import trained_network
from candela_training.paths import REPOSITORY, model_folder
from candela_training.runs import run_folder

WIDTH, HEIGHT = 37, 29
FORMULA = "(x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64"


def picture() -> np.ndarray:
    """H W C uint8 by FORMULA: x the column, y the row, c the channel."""
    y, x, c = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    return ((x * 7 + y * 13 + c * 29 + ((x * y) % 17) * 3) % 64).astype(np.uint8)


def run_network(network: nn.Module, photo: np.ndarray) -> np.ndarray:
    """H W C stored values in 0..1 through PyTorch, clipped to 0..1."""
    stored = torch.from_numpy(np.ascontiguousarray(photo.transpose(2, 0, 1)))[None]
    with torch.no_grad():
        return network(stored).clamp(0, 1)[0].permute(1, 2, 0).numpy()


def compose(network: nn.Module, model: str) -> dict[str, object]:
    """The golden file's content; `expected` is H W C, row by row."""
    file = model_folder(model) / "model.onnx"
    enhanced = run_network(network, picture().astype(np.float32) / np.float32(255))
    return {
        "model": model,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "width": WIDTH,
        "height": HEIGHT,
        "formula": FORMULA,
        "tolerance": 1,
        "expected": np.round(enhanced * 255).astype(int).flatten().tolist(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the golden parity file of a model.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/<id>")
    arguments = parser.parse_args()
    experiment = load_config(arguments.config)
    network = trained_network(experiment, arguments.run or run_folder(experiment))
    target = REPOSITORY / "tests" / "golden" / f"parity-{experiment.id}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(compose(network, experiment.id)) + "\n", encoding="utf-8")
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

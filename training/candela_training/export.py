"""Writes the model file of a run.

    python -m candela_training.export training/configs/candela.toml --run training/shipped/candela

What the file holds stands in candela_training.graph. candela_training.ship does the rest: scores,
card, golden pictures.
"""

import argparse
from pathlib import Path

import onnx

from candela_training.config import Experiment, load_config
from candela_training.graph import model_graph
from candela_training.paths import TRAINING, model_folder
from candela_training.runs import trained_network


def write_file(experiment: Experiment, run: Path, file: Path) -> None:
    """The network of a run as a model file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model_graph(trained_network(experiment.architecture, run)), file)


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a trained network to ONNX.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/CONFIG's name")
    parser.add_argument("--file", type=Path, help="another place than models/<id>/model.onnx")
    arguments = parser.parse_args()
    experiment = load_config(arguments.config)
    target = arguments.file or model_folder(experiment.id) / "model.onnx"
    write_file(experiment, arguments.run or TRAINING / "runs" / arguments.config.stem, target)
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

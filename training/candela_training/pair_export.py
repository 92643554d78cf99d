"""Writes the model file and the card of a pair experiment from the checkpoint of a run.

    python -m candela_training.pair_export training/configs/candela.toml
    python -m candela_training.pair_export training/configs/candela.toml --card

First the file, then pair_evaluate, then the card, which holds the file's checksum and scores.
"""

import argparse
import json
from pathlib import Path

import onnx

from candela_training.assemble import assemble
from candela_training.card import smallest_overlap, trained_on
from candela_training.config import load_as
from candela_training.data.sources import listing
from candela_training.measure import working_bytes
from candela_training.measured import rows
from candela_training.models import ARCHITECTURES
from candela_training.pair_config import PairExperiment
from candela_training.paths import TRAINING, model_folder
from candela_training.runs import trained_network
from candela_training.scene_graph import scene_graph
from candela_training.session import Session

_OVERLAPS = (32, 48, 64, 80, 96, 128, 160, 192)
_TOLERANCE = (
    0.6  # of 1/255; 1 is what rounding can show, and 16 pixels more cost a twentieth of the time
)


def compose(experiment: PairExperiment, recipe: str, run: Path, file: Path) -> dict[str, object]:
    """The whole card of a model file."""
    kind, tile = ARCHITECTURES[experiment.architecture], experiment.card.tile
    overlap = smallest_overlap(Session(file, multiple=kind.multiple), _OVERLAPS, _TOLERANCE)
    evaluation = json.loads((run / "evaluation.json").read_text(encoding="utf-8"))
    return assemble(
        experiment.id,
        experiment.card,
        file,
        trainedOn=trained_on(listing(experiment.data)),
        recipe=recipe,
        commit=json.loads((run / "run.json").read_text(encoding="utf-8"))["commit"],
        multiple=kind.multiple,
        thumbnail=True,
        controls=kind.controls,
        maps=getattr(kind, "maps", ()),
        overlap=overlap,
        bytesPerPixel=working_bytes(file, tile + 2 * overlap),
        measured=rows(evaluation),
    )


def write_file(experiment: PairExperiment, run: Path, file: Path) -> None:
    """The network of a run as a model file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(scene_graph(trained_network(experiment.architecture, run)), file)


def write_card(experiment: PairExperiment, recipe: str, run: Path, file: Path) -> None:
    """The card beside a model file."""
    card = compose(experiment, recipe, run, file)
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (file.parent / "card.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Export a trained network, or write its card.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/CONFIG's name")
    parser.add_argument("--card", action="store_true", help="the card; else the model file")
    parser.add_argument("--file", type=Path, help="another place for the model file")
    arguments = parser.parse_args()
    experiment = load_as(PairExperiment, arguments.config)
    run = arguments.run or TRAINING / "runs" / arguments.config.stem
    target = arguments.file or model_folder(experiment.id) / "model.onnx"
    if arguments.card:
        write_card(experiment, recipe_of(arguments.config), run, target)
    else:
        write_file(experiment, run, target)
        print(f"wrote {target.name}, {target.stat().st_size} bytes")


def recipe_of(config: Path) -> str:
    """A config's path from the root of the repository."""
    return f"training/configs/{config.name}"


if __name__ == "__main__":
    main()

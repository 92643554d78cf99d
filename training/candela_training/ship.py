"""From a finished run to a shipped model, in one go.

    python -m candela_training.ship training/configs/candela.toml --run FOLDER

Model file, evaluation, card, the table in docs/measured.md, golden pictures, contact sheet. Look at
the sheet before you commit. --into writes file, card and sheet to another folder, whose name is the
model's id there, and leaves the repository as it is: for a look at a run that is not finished.
"""

import argparse
import json
from pathlib import Path

import torch

from candela_training import golden, measured
from candela_training.card import config_of, write_card
from candela_training.config import Experiment, load_config
from candela_training.contact_sheet import open_session, sheet
from candela_training.evaluate import table, write_evaluation
from candela_training.export import write_file
from candela_training.paths import REPOSITORY, model_folder
from candela_training.runs import trained_network


def ship(experiment: Experiment, config: Path, run: Path, folder: Path) -> None:
    """Writes model.onnx, evaluation and card; prints the scores."""
    file = folder / "model.onnx"
    write_file(experiment, run, file)
    print(table(write_evaluation(experiment, file, run)), flush=True)
    write_card(experiment, config_of(config), run, file)


def finish(experiment: Experiment, run: Path) -> None:
    """What the repository keeps beside a shipped model."""
    golden.write(trained_network(experiment.architecture, run), experiment.id)
    measured.main()


def shown_models() -> list[Path]:
    """The folders of all shipped models."""
    return sorted(card.parent for card in (REPOSITORY / "models").glob("*/card.json"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Turn a finished run into a shipped model.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, required=True, help="the run's folder")
    parser.add_argument("--into", type=Path, help="another folder than models/<id>, for a look")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    experiment = load_config(arguments.config)
    folder = arguments.into or model_folder(experiment.id)
    ship(experiment, arguments.config, arguments.run, folder)
    models = shown_models()
    if arguments.into:
        picture = folder / "night.png"
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        card["id"] = folder.name
        text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
        (folder / "card.json").write_text(text, encoding="utf-8")
        models = [folder]
    else:
        picture = REPOSITORY / "docs" / "night.jpg"
        finish(experiment, arguments.run)
    sheet({model.name: open_session(model) for model in models}).save(picture, quality=70)
    print(f"now look at {picture.name}")


if __name__ == "__main__":
    main()

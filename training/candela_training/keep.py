"""Keeps what a shipped file was made of in the repository, small: training/shipped/<id>/.

    python -m candela_training.keep RUN_FOLDER

Config, commit, data checksums, curves, scores, and of the checkpoint the averaged weights alone:
enough to export the same file again and to begin a further run (`--start`).
"""

import argparse
import json
import shutil
from pathlib import Path

from candela_training.paths import TRAINING
from candela_training.runs import load_checkpoint, save_checkpoint

_KEPT = (
    *("config.toml", "run.json", "data.sha256", "evaluation.json"),
    *("loss.csv", "loss.png", "validation.csv"),
)


def keep(run: Path, into: Path) -> None:
    """Copies what is worth keeping of a run's folder; raises FileNotFoundError where it lacks."""
    state = load_checkpoint(run)
    if state is None:
        raise FileNotFoundError(f"{run} holds no checkpoint; train first")
    into.mkdir(parents=True, exist_ok=True)
    for name in _KEPT:
        shutil.copyfile(run / name, into / name)
    save_checkpoint(into, {"average": state["average"], "step": state["step"]})


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep a shipped run in the repository.")
    parser.add_argument("run", type=Path)
    arguments = parser.parse_args()
    about = json.loads((arguments.run / "run.json").read_text(encoding="utf-8"))
    keep(arguments.run, TRAINING / "shipped" / about["experiment"]["id"])


if __name__ == "__main__":
    main()

"""Packs what a machine with a GPU needs for a run: code, config, tables and photos, nothing else.

    python -m candela_training.pack training/configs/candela-best.toml \
        --start training/shipped/candela/checkpoint.pt

There, with Python 3.11 or later, PyTorch, NumPy and Pillow:

    sh PACK/train.sh RUN_FOLDER 9

trains for nine minutes into RUN_FOLDER, and goes on where it was when called again. All photos and
panoramas of the config are packed. Of pairs that are too many for the budget, those whose low light
is bit-exact come first.
"""

import argparse
import math
import random
import shutil
from pathlib import Path

from candela_training.config import Experiment, load_config
from candela_training.data.sources import listing, photos_beside, read_pairs
from candela_training.paths import TRAINING, data_root
from candela_training.runs import current_commit

_HELD_OUT_PAIRS = 12

_SCRIPT = """#!/bin/sh
# Usage: train.sh RUN_FOLDER MINUTES [further arguments of candela_training.train]
here=$(cd "$(dirname "$0")" && pwd)
run=$(mkdir -p "$1" && cd "$1" && pwd)
minutes=$2
shift 2
cd "$here/training" || exit
CANDELA_DATA="$here/data" PYTHONUNBUFFERED=1 exec python3 -m candela_training.train \\
  configs/{config} --run "$run" --minutes "$minutes"{start} "$@"
"""


def files_of(experiment: Experiment) -> list[list[str]]:
    """Files that belong together, the most wanted first; paths from the data folder."""
    source = experiment.data
    if source.kind == "photos":
        return [[entry.file] for entry in listing(source)]
    beside = [[entry.file] for entry in photos_beside(source)]
    rows = read_pairs(source)
    random.Random(experiment.seed).shuffle(rows)
    held_out = [row for row in rows if row["split"] == "val"]
    train = [row for row in rows if row["split"] == "train"]
    train.sort(key=lambda row: row["exact"] != "yes")
    pairs = [[row["low"], row["truth"]] for row in held_out[:_HELD_OUT_PAIRS] + train]
    return beside + pairs


def copy_photos(groups: list[list[str]], target: Path, budget: float) -> tuple[int, int]:
    """Copies groups of files until the budget, in bytes, is spent: (groups, bytes) copied."""
    spent = 0
    for count, group in enumerate(groups):
        size = sum((data_root() / file).stat().st_size for file in group)
        if spent + size > budget:
            return count, spent
        for file in group:
            place = target / file
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(data_root() / file, place)
        spent += size
    return len(groups), spent


def copy_code(target: Path, config: Path, tables: list[str]) -> None:
    """The package, this one config and its tables."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(TRAINING / "candela_training", target / "candela_training", ignore=ignore)
    for source, place in (
        (config, target / "configs" / config.name),
        *((TRAINING / table, target / table) for table in tables if table),
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pack a run for another machine.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--into", type=Path, help="folder; default training/data/CONFIG's name")
    parser.add_argument("--mebibytes", type=float, help="most that pairs may take")
    parser.add_argument("--start", type=Path, help="checkpoint whose weights the run starts from")
    arguments = parser.parse_args()
    target = arguments.into or TRAINING / "data" / arguments.config.stem
    print(pack(arguments.config, target, arguments.mebibytes, arguments.start))


def pack(config: Path, target: Path, mebibytes: float | None, start: Path | None) -> str:
    """Writes the folder anew; says what it holds. Raises ValueError if not all photos fit."""
    experiment = load_config(config)
    shutil.rmtree(target, ignore_errors=True)
    groups = files_of(experiment)
    budget = math.inf if mebibytes is None else mebibytes * 2**20
    count, size = copy_photos(groups, target / "data", budget)
    source = experiment.data
    needed = len(groups) if source.kind == "photos" else len(photos_beside(source))
    if count < needed:
        raise ValueError(f"only {count} of {needed} photos fit, and a run needs them all")
    copy_code(target / "training", config, [source.table, source.panoramas, source.beside])
    if start:
        shutil.copyfile(start, target / "start.pt")
    begin = ' --start "$here/start.pt"' if start else ""
    script = _SCRIPT.format(config=config.name, start=begin)
    (target / "train.sh").write_text(script, encoding="utf-8")
    (target / "COMMIT").write_text(current_commit() + "\n", encoding="utf-8")
    return f"{target}: {count} of {len(groups)} photos or pairs, {size / 2**20:.1f} MiB"


if __name__ == "__main__":
    main()

"""The run folder: everything needed to say how a network came to be, and to go on."""

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import torch
from PIL import Image, ImageDraw
from torch import nn

from candela_training.config import Experiment, load_config
from candela_training.data.photos import PhotoEntry
from candela_training.models import build
from candela_training.paths import REPOSITORY


def current_commit() -> str:
    """The commit of the working tree, or that a pack was made from; else 'unknown'."""
    note = REPOSITORY / "COMMIT"
    if note.exists():
        return note.read_text(encoding="utf-8").strip()
    git = shutil.which("git")
    if git is None:
        return "unknown"
    command = [git, "-C", str(REPOSITORY), "rev-parse", "HEAD"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"


def begin_run(
    folder: Path,
    config: Path,
    experiment: Experiment,
    data: list[PhotoEntry],
    *,
    gpu: bool = False,
) -> Experiment:
    """Creates the folder, or checks that the one there belongs to this experiment.

    The words of the model card may change between two starts of a run; nothing else may. Returned
    is the experiment as it runs: one that began on a GPU keeps the values for it everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "config.toml"
    if copy.exists():
        if replace(load_config(copy), card=experiment.card) != experiment:
            raise ValueError(f"{folder} was begun with another config; give a new run folder")
        began = json.loads((folder / "run.json").read_text(encoding="utf-8")).get("gpu", False)
        return experiment.on_gpu() if began else experiment
    shutil.copyfile(config, copy)
    table = "".join(f"{entry.sha256}  {entry.file}\n" for entry in data)
    (folder / "data.sha256").write_text(table, encoding="utf-8")
    about = {
        "experiment": asdict(experiment),
        "commit": current_commit(),
        "seed": experiment.seed,
        "gpu": gpu,
        "data": hashlib.sha256(table.encode()).hexdigest(),
        "torch": torch.__version__,
    }
    (folder / "run.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return experiment.on_gpu() if gpu else experiment


def save_checkpoint(folder: Path, state: dict) -> None:
    """Writes beside the target and renames, so that a kill leaves the last good checkpoint."""
    partial = folder / "checkpoint.part"
    torch.save(state, partial)
    os.replace(partial, folder / "checkpoint.pt")


def load_checkpoint(folder: Path) -> dict | None:
    """The last checkpoint of a run, None before the first."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        return None
    # A run may have begun on a GPU and go on without one.
    return torch.load(path, weights_only=True, map_location="cpu")


def trained_network(architecture: str, folder: Path) -> nn.Module:
    """The network of a run with the running mean of its weights, ready for use."""
    state = load_checkpoint(folder)
    if state is None:
        raise FileNotFoundError(f"{folder} holds no checkpoint; train first")
    network = build(architecture)
    network.load_state_dict(state["average"])
    return network.eval()


def draw_curve(points: list[tuple[int, float]], size: tuple[int, int] = (800, 400)) -> Image.Image:
    """A loss curve with its range written beside it; single steps grey, running mean black."""
    width, height = size
    steps, losses = zip(*points, strict=True)
    low, high = min(losses), sorted(losses)[int(0.98 * (len(losses) - 1))]
    span = max(high - low, 1e-12)

    def place(step: int, loss: float) -> tuple[float, float]:
        x = 60 + (width - 80) * (step - steps[0]) / max(steps[-1] - steps[0], 1)
        return x, height - 30 - (height - 50) * min((loss - low) / span, 1)

    means = [losses[0]]
    for loss in losses[1:]:
        means.append(0.98 * means[-1] + 0.02 * loss)
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.line([place(*point) for point in points], fill=(200, 200, 200))
    pen.line([place(*point) for point in zip(steps, means, strict=True)], fill="black", width=2)
    pen.text((4, 14), f"{high:.5f}", fill="black")
    pen.text((4, height - 36), f"{low:.5f}", fill="black")
    pen.text((60, height - 18), f"step {steps[0]} to {steps[-1]}", fill="black")
    return picture

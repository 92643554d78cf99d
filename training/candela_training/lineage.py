"""Trains a shipped network anew the way it came to be: run after run, each with its own code.

    python -m candela_training.lineage training/lineage/candela.toml --into training/runs/lineage

A lineage names the commits of this repository whose code and config each run used; every run
begins with the averaged weights of the one before. It takes hours; killed, the same command goes
on where it was. The last run's folder is what `ship` takes. Sums on another processor round
otherwise, so the weights come out alike, not identical.

Raises LineageError where this clone lacks a commit.
"""

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from candela_training.config import ConfigError, load_as
from candela_training.paths import REPOSITORY, TRAINING, data_root

_DRIVER = Path(__file__).with_name("lineage_run.py")


class LineageError(RuntimeError):
    """A lineage that cannot be followed here."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Part of a run: up to which step, on a schedule of how many steps, in which precision."""

    until: int
    steps: int
    exact: bool = True  # float32 throughout; else convolutions in bfloat16

    def __post_init__(self) -> None:
        if not 0 < self.until <= self.steps:
            raise ConfigError(f"until ({self.until}) must lie within steps ({self.steps})")


@dataclass(frozen=True, kw_only=True)
class RunConfig:
    """One run: code and config of a commit, and how far it went."""

    commit: str
    config: str  # name of a file in that commit's training/configs/
    lr: float = 0.0  # in place of the config's; 0: as there
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """The runs that lead to a shipped file."""

    id: str
    begins_with: str = ""  # "candela:4": weights of that lineage's fourth run; empty: chance
    runs: tuple[RunConfig, ...]


def read(name: str) -> Lineage:
    """A lineage by its id."""
    return load_as(Lineage, TRAINING / "lineage" / f"{name}.toml")


def plan(lineage: Lineage, into: Path) -> list[tuple[Path, RunConfig]]:
    """(folder, run) in the order of training, those of the lineages it begins with among them."""
    before = []
    if lineage.begins_with:
        name, count = lineage.begins_with.split(":")
        before = plan(read(name), into)[: int(count)]
    own = [(into / f"{lineage.id}-{k}", run) for k, run in enumerate(lineage.runs, 1)]
    return [*before, *own]


def unpack(commit: str, folder: Path, repository: Path = REPOSITORY) -> None:
    """That commit's training/ into a folder, unless it is there."""
    if folder.exists():
        return
    if shutil.which("git") is None:
        raise LineageError("git is not installed; it brings the code of earlier commits")
    found = subprocess.run(
        ["git", "-C", str(repository), "archive", "--format=zip", commit, "training"],
        capture_output=True,
    )
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip()
        raise LineageError(
            f"commit {commit} is not in this clone; fetch the whole history (git says: {said})"
        )
    part = folder.with_name(f"{folder.name}.part")
    with zipfile.ZipFile(BytesIO(found.stdout)) as archive:
        archive.extractall(part)
    (part / "COMMIT").write_text(f"{commit}\n", encoding="utf-8")
    part.rename(folder)


def train(folder: Path, run: RunConfig, start: Path | None, repository: Path = REPOSITORY) -> Path:
    """Trains one run with its own code, or goes on with it; gives its checkpoint."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    code = folder.with_name(f"code-{run.commit}")
    unpack(run.commit, code, repository)
    stretches = [f"{part.until}:{part.steps}:{int(part.exact)}" for part in run.stretches]
    command = [sys.executable, "-P", str(_DRIVER), f"training/configs/{run.config}", str(folder)]
    given = ["--start", str(start)] if start else []
    given += ["--lr", str(run.lr)] if run.lr else []
    environment = {
        **os.environ,
        "PYTHONPATH": str(code / "training"),
        "CANDELA_DATA": str(data_root()),
    }
    subprocess.run([*command, *given, *stretches], cwd=code, env=environment, check=True)
    return folder / "checkpoint.pt"


def follow(lineage: Lineage, into: Path, repository: Path = REPOSITORY) -> Path:
    """All runs of a lineage; gives the last one's folder."""
    start = None
    steps = plan(lineage, into.resolve())
    for number, (folder, run) in enumerate(steps, 1):
        print(f"run {number} of {len(steps)}: {run.config} of commit {run.commit}", flush=True)
        start = train(folder, run, start, repository)
    return steps[-1][0]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train a shipped network the way it came to be.")
    parser.add_argument("lineage", type=Path)
    parser.add_argument("--into", type=Path, default=TRAINING / "runs" / "lineage")
    arguments = parser.parse_args()
    try:
        last = follow(load_as(Lineage, arguments.lineage), arguments.into)
    except LineageError as error:
        raise SystemExit(str(error)) from None
    print(f"done; now: python -m candela_training.ship ... --run {last}")


if __name__ == "__main__":
    main()

import dataclasses
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training import lineage_run
from candela_training.config import ConfigError
from candela_training.data import sources
from candela_training.data.pool import Pool
from candela_training.lineage import LineageError, Stretch, plan, read, train, unpack
from candela_training.paths import REPOSITORY, TRAINING
from candela_training.runs import load_checkpoint

LINEAGES = sorted(path.stem for path in (TRAINING / "lineage").glob("*.toml"))
CONFIG = TRAINING / "configs" / "candela-cpu.toml"


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def has_history() -> bool:
    """Whether this is a clone with every commit, and one that git is willing to read."""
    if shutil.which("git") is None:
        return False
    command = ["git", "-C", str(REPOSITORY), "rev-parse", "--is-shallow-repository"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip() == "false"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    command = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One whose trainer of the first commit writes down how it was called."""
    folder = tmp_path / "repository"
    package = folder / "training" / "candela_training"
    package.mkdir(parents=True)
    (folder / "training" / "word.py").write_text("WORD = 'first'\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    (folder / "training" / "word.py").write_text("WORD = 'second'\n")
    git(folder, "commit", "-qam", "second")
    return folder


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A config with photos of noise and few, small crops."""
    photos = np.random.default_rng(1).integers(0, 255, (2, 64, 80, 3), dtype=np.uint8)
    monkeypatch.setattr(sources, "listing", lambda data: [])
    monkeypatch.setattr(sources, "load_pool", lambda *_: Pool([list(photos)], torch.device("cpu")))
    text = CONFIG.read_text(encoding="utf-8")
    for name, value in {"batch": 1, "crop": 32, "thumbnails": 1}.items():
        lines = [f"{name} = {value}" if k.startswith(f"{name} =") else k for k in text.split("\n")]
        text = "\n".join(lines)
    config = tmp_path / "tiny.toml"
    config.write_text(text, encoding="utf-8")
    return config


@pytest.mark.parametrize("name", LINEAGES)
def test_every_lineage_leads_to_a_shipped_model(name: str, tmp_path: Path) -> None:
    assert (REPOSITORY / "models" / name / "model.onnx").exists()
    assert plan(read(name), tmp_path)[-1][0].name.startswith(f"{name}-")


@pytest.mark.skipif(not has_history(), reason="this is no clone with the whole history")
@pytest.mark.parametrize("name", LINEAGES)
def test_every_lineage_can_be_followed_in_this_history(name: str, tmp_path: Path) -> None:
    architecture = "mirnet" if name == "mirnet" else "candela"
    for _, run in plan(read(name), tmp_path):
        text = git(REPOSITORY, "show", f"{run.commit}:training/configs/{run.config}")
        assert f'architecture = "{architecture}"' in text


def test_a_lineage_begins_with_the_runs_it_names(tmp_path: Path) -> None:
    folders = [folder.name for folder, _ in plan(read("candela-lol"), tmp_path)]
    assert folders[:5] == [*(f"candela-{k}" for k in range(1, 5)), "candela-lol-1"]


def test_a_stretch_ends_within_its_schedule() -> None:
    with pytest.raises(ConfigError, match="within"):
        Stretch(until=9, steps=8)


@needs_git
def test_a_commit_is_unpacked_as_it_was(repository: Path, tmp_path: Path) -> None:
    first = git(repository, "rev-parse", "HEAD~1")
    unpack(first, tmp_path / "code", repository)
    assert "first" in (tmp_path / "code" / "training" / "word.py").read_text()
    assert (tmp_path / "code" / "COMMIT").read_text().strip() == first


@needs_git
def test_a_commit_that_is_not_there_is_named(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(LineageError, match=r"0badc0de.*whole history"):
        unpack("0badc0de", tmp_path / "code", repository)
    assert not (tmp_path / "code").exists()


def test_a_run_goes_through_its_stretches_and_on_after_a_kill(tiny: Path, tmp_path: Path) -> None:
    stretches = [(2, 1000, True), (4, 500, False)]
    lineage_run.drive(tiny, tmp_path / "run", None, stretches[:1])
    assert load_checkpoint(tmp_path / "run")["step"] == 2
    lineage_run.drive(tiny, tmp_path / "run", None, stretches, lr=1e-4)
    state = load_checkpoint(tmp_path / "run")
    assert state["step"] == 4
    # Warm-up, at the last step: a share of the rate that was given.
    assert state["optimiser"]["param_groups"][0]["lr"] == pytest.approx(1e-4 * 4 / 200)


def test_a_run_begins_with_the_weights_before_it(tiny: Path, tmp_path: Path) -> None:
    lineage_run.drive(tiny, tmp_path / "first", None, [(1, 1000, True)])
    before = load_checkpoint(tmp_path / "first")["average"]["restorer.last.weight"]
    start = tmp_path / "first" / "checkpoint.pt"
    lineage_run.drive(tiny, tmp_path / "second", start, [(1, 1000, True)], lr=1e-12)
    after = load_checkpoint(tmp_path / "second")["average"]["restorer.last.weight"]
    assert torch.allclose(before, after, atol=1e-6)


@needs_git
def test_each_run_uses_the_code_of_its_commit(
    repository: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    package = repository / "training" / "candela_training"
    (package / "__init__.py").write_text("")
    (package / "config.py").write_text("from word import WORD\nraise SystemExit(WORD)\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "third")
    commit = git(repository, "rev-parse", "HEAD")
    run = dataclasses.replace(read("candela").runs[0], commit=commit)
    with pytest.raises(subprocess.CalledProcessError):
        train(tmp_path / "into" / "one", run, None, repository)
    assert capfd.readouterr().err.strip() == "second"
    assert (tmp_path / "into" / f"code-{commit}").is_dir()

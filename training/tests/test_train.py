import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.config import Experiment
from candela_training.runs import begin_run
from candela_training.train import Trainer, learning_rate, run


class Killed(Exception):
    pass


def weights(trainer: Trainer) -> torch.Tensor:
    return torch.cat([value.flatten() for value in trainer.average.state_dict().values()])


def test_a_killed_run_goes_on_where_it_was(
    small: Experiment, squares: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    unbroken.mkdir()
    broken.mkdir()
    whole = Trainer(small, unbroken)
    run(whole, squares, squares)

    first = Trainer(small, broken)
    step = first.advance

    def kill_after_four(photos: np.ndarray) -> float:
        if first.step == 4:
            raise Killed
        return step(photos)

    monkeypatch.setattr(first, "advance", kill_after_four)
    with pytest.raises(Killed):
        run(first, squares, squares)
    second = Trainer(small, broken)
    assert second.step == 3
    run(second, squares, squares)

    assert torch.equal(weights(second), weights(whole))
    assert second.history == whole.history
    assert (broken / "loss.png").read_bytes() == (unbroken / "loss.png").read_bytes()


def test_the_rate_warms_up_and_falls_to_a_hundredth(small: Experiment) -> None:
    train = dataclasses.replace(small.train, steps=1000, warmup=100)
    assert learning_rate(train, 0) == pytest.approx(train.lr / 100)
    assert learning_rate(train, 100) == pytest.approx(train.lr)
    assert learning_rate(train, 1000) == pytest.approx(train.lr / 100)


def test_a_run_folder_belongs_to_one_experiment(
    small: Experiment, config_file: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.toml"
    text = config_file.read_text(encoding="utf-8")
    changed.write_text(text.replace("seed = 2026", "seed = 1"), encoding="utf-8")
    begin_run(tmp_path / "run", changed, small, [])
    with pytest.raises(ValueError, match="another config"):
        begin_run(tmp_path / "run", config_file, small, [])

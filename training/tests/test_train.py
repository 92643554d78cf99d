import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from candela_training.config import Experiment, load_config
from candela_training.paths import TRAINING
from candela_training.runs import begin_run
from candela_training.train import Trainer, learning_rate, run

CPU = torch.device("cpu")


class Killed(Exception):
    pass


@pytest.fixture
def _without_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Validation on two invented crops in place of held-out photos."""
    crops = torch.full((2, 3, 24, 24), 0.1), torch.full((2, 3, 24, 24), 0.5)
    build = Trainer.__init__

    def begin(self: Trainer, *rest: object) -> None:
        build(self, *rest)
        self.recipe = self.recipe._replace(examples=lambda *_: crops)

    monkeypatch.setattr(Trainer, "__init__", begin)


def weights(trainer: Trainer) -> torch.Tensor:
    return torch.cat([value.flatten() for value in trainer.average.state_dict().values()])


@pytest.mark.usefixtures("_without_photos")
def test_a_killed_run_goes_on_where_it_was(
    small: Experiment, squares: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    unbroken.mkdir()
    broken.mkdir()
    whole = Trainer(small, unbroken, CPU)
    run(whole, squares, True, 1)

    first = Trainer(small, broken, CPU)
    step = first.advance

    def kill_after_four(photos: np.ndarray, fast: bool) -> torch.Tensor:
        if first.step == 4:
            raise Killed
        return step(photos, fast)

    monkeypatch.setattr(first, "advance", kill_after_four)
    with pytest.raises(Killed):
        run(first, squares, True, 1)
    second = Trainer(small, broken, CPU)
    assert second.step == 3
    run(second, squares, True, 1)

    assert torch.equal(weights(second), weights(whole))
    assert second.scores == whole.scores
    assert len(second.scores) == 2


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


def test_a_run_that_began_on_a_gpu_keeps_its_values(tmp_path: Path) -> None:
    config = TRAINING / "configs" / "candela2.toml"
    experiment = load_config(config)
    assert begin_run(tmp_path, config, experiment, [], gpu=True).train.batch == 32
    assert begin_run(tmp_path, config, experiment, []).train.batch == 32

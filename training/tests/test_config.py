from pathlib import Path

import pytest

from candela_training.config import ConfigError, load_config
from candela_training.paths import TRAINING


def changed(config_file: Path, folder: Path, old: str, new: str) -> Path:
    text = config_file.read_text(encoding="utf-8")
    assert old in text
    copy = folder / "changed.toml"
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_loads_the_shipped_experiment(config_file: Path) -> None:
    experiment = load_config(config_file)
    assert experiment.id == "cnn"
    assert experiment.degrade.value_factor == 0.2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lr = 1e-3", "Lr = 1e-3", "unknown key 'Lr'"),
        ("[card]", "[gpu]\nLr = 1\n\n[card]", "unknown key 'Lr'"),
        ('kind = "squares"', 'kind = "films"', "kind must be one of"),
        ('kind = "squares"', 'kind = "squares"\nbeside = "x.csv"', "beside is for pairs"),
        ("seed = 2026", "", "'seed' is missing"),
        ("batch = 4", 'batch = "4"', "batch must be int"),
        ("value_factor = 0.2", "value_factor = 2", "value_factor must lie between"),
        ("read_range = [1e-3, 1.6e-2]", "read_range = [1e-3]", "must hold 2 values"),
        ("sensor_share = 0.7", "sensor_share = 0.9", "together exceed 1"),
    ],
)
def test_refuses(config_file: Path, tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(changed(config_file, tmp_path, old, new))


def test_a_gpu_gets_values_of_its_own() -> None:
    experiment = load_config(TRAINING / "configs" / "candela2.toml")
    on_gpu = experiment.on_gpu().train
    assert (experiment.train.batch, on_gpu.batch) == (6, 32)
    assert on_gpu.ssim == experiment.train.ssim

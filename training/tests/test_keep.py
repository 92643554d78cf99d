from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from candela_training.config import load_config
from candela_training.export import write_file
from candela_training.keep import keep
from candela_training.paths import REPOSITORY, TRAINING, model_folder
from candela_training.runs import load_checkpoint

MODELS = sorted(card.parent.name for card in (REPOSITORY / "models").glob("*/card.json"))
KEPT = sorted(folder.name for folder in (TRAINING / "shipped").iterdir())


def test_of_every_shipped_model_something_is_kept() -> None:
    assert KEPT == MODELS


def weights(file: Path) -> dict[str, np.ndarray]:
    graph = onnx.load(file).graph
    return {item.name: numpy_helper.to_array(item) for item in graph.initializer}


@pytest.mark.parametrize("name", KEPT)
def test_a_shipped_file_can_be_made_again(name: str, tmp_path: Path) -> None:
    """Byte for byte on the processor that wrote it; elsewhere folded constants round otherwise."""
    run, file = TRAINING / "shipped" / name, tmp_path / "model.onnx"
    experiment = load_config(run / "config.toml")
    write_file(experiment, run, file)
    made, shipped = weights(file), weights(model_folder(name) / "model.onnx")
    assert list(made) == list(shipped)
    for key, value in shipped.items():
        assert np.allclose(made[key], value, rtol=1e-5, atol=1e-6), key


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_of_a_run_is_small_and_whole(name: str, tmp_path: Path) -> None:
    kept = TRAINING / "shipped" / name
    keep(kept, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.name for path in kept.iterdir()
    )
    assert set(load_checkpoint(kept)) == {"average", "step"}
    assert (kept / "checkpoint.pt").stat().st_size < 5 * 2**20


def test_a_run_that_never_trained_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="train first"):
        keep(tmp_path, tmp_path / "into")

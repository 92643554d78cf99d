"""Converted Keras networks give what Keras gives.

data/keras-saved-model.zip was written by TensorFlow 2.15 with Keras 2.15, the format of the
published file: the network of keras_network.py (8 channels, one group of one block, maximum
first), weights drawn by lot, compiled with Adam, after another layer had been made. Beside it a
picture, and what TensorFlow made of it.
"""

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from keras_network import KerasNetwork

from candela_training.convert_keras_mirnet import convert, load
from candela_training.keras_files import read_keras
from candela_training.models.keras_mirnet import KerasMirnet
from candela_training.session import Session

os.environ["KERAS_BACKEND"] = "torch"
import keras

DATA = Path(__file__).parent / "data"


class ChannelPooling(keras.layers.Layer):
    """The newer form of the example pools over the channels in a layer of this name."""

    def call(self, x):
        parts = (part(x, axis=-1, keepdims=True) for part in (keras.ops.mean, keras.ops.max))
        return keras.ops.concatenate(list(parts), axis=-1)


def max_first(x):
    """The form of 2021: bare operations, the maximum before the mean."""
    parts = (part(x, axis=-1, keepdims=True) for part in (keras.ops.max, keras.ops.mean))
    return keras.layers.Concatenate()(list(parts))


def drawn(flatten, groups: int, blocks: int):
    """A small network with weights drawn by lot, biases too, so that signals keep their size."""
    model = KerasNetwork(keras, flatten).build(8, groups, blocks)
    rng = np.random.default_rng(7)
    shapes = [weight.shape for weight in model.get_weights()]
    spreads = [0.1 if len(shape) == 1 else np.prod(shape[:-1]) ** -0.5 for shape in shapes]
    pairs = zip(shapes, spreads, strict=True)
    model.set_weights([rng.normal(0, 0.7 * spread, shape) for shape, spread in pairs])
    return model


def photo(height: int, width: int) -> np.ndarray:
    rng = np.random.default_rng(height)
    return rng.random((1, height, width, 3)).astype(np.float32) * np.float32(0.3)


def through(network: KerasMirnet, picture: np.ndarray) -> np.ndarray:
    """1 H W 3 through PyTorch."""
    with torch.no_grad():
        result = network(torch.tensor(picture.transpose(0, 3, 1, 2).copy()))
    return result.numpy().transpose(0, 2, 3, 1)


@pytest.fixture
def saved_model(tmp_path: Path) -> Path:
    with zipfile.ZipFile(DATA / "keras-saved-model.zip") as archive:
        archive.extractall(tmp_path / "saved")
    return tmp_path / "saved"


def test_a_saved_model_of_tensorflow_gives_what_tensorflow_gave(saved_model: Path) -> None:
    network = load(read_keras(saved_model), groups=1, blocks=1)
    pictures = np.load(DATA / "keras-saved-model.npz")
    assert np.abs(through(network, pictures["x"]) - pictures["y"]).max() < 1e-5
    assert np.abs(pictures["y"] - pictures["x"]).max() > 0.05


@pytest.mark.parametrize(
    ("suffix", "newer", "groups", "blocks"),
    [("keras", True, 2, 2), ("h5", False, 1, 1)],
)
def test_the_published_architecture_gives_what_keras_gives(
    tmp_path: Path, suffix: str, newer: bool, groups: int, blocks: int
) -> None:
    model = drawn(ChannelPooling() if newer else max_first, groups, blocks)
    file = tmp_path / f"model.{suffix}"
    model.save(file)
    network = load(read_keras(file), groups, blocks)
    picture = photo(24, 36)
    expected = keras.ops.convert_to_numpy(model(picture))
    # The wrong order of the two maps would be 4e-4 off here.
    assert np.abs(through(network, picture) - expected).max() < 1e-5


def test_the_order_of_the_two_maps_matters(saved_model: Path) -> None:
    """So that the tests above can fail."""
    network = load(read_keras(saved_model), 1, 1, mean_first=True)
    pictures = np.load(DATA / "keras-saved-model.npz")
    assert np.abs(through(network, pictures["x"]) - pictures["y"]).max() > 1e-3


def test_the_exact_file_gives_what_keras_gives(saved_model: Path, tmp_path: Path) -> None:
    network = load(read_keras(saved_model), 1, 1)
    convert(network, tmp_path / "mine", exact=True)
    pictures = np.load(DATA / "keras-saved-model.npz")
    session = Session(tmp_path / "mine" / "model.onnx", multiple=4)
    found = session.enhance_float(pictures["x"][0])
    assert np.abs(found - pictures["y"][0].clip(0, 1)).max() < 1e-4


def test_the_steady_file_has_tiles_that_agree(saved_model: Path, tmp_path: Path) -> None:
    convert(load(read_keras(saved_model), 1, 1), tmp_path / "mine", exact=False)
    session = Session(tmp_path / "mine" / "model.onnx", multiple=4)
    picture = photo(200, 264)[0]
    tiled, whole = session.enhance_tiled(picture, 128, 64), session.enhance_float(picture)
    assert np.abs(tiled - whole).max() < 1 / 255
    card = json.loads((tmp_path / "mine" / "card.json").read_text(encoding="utf-8"))
    assert card["id"] == "mine"
    assert card["thumbnail"]["name"] in {item.name for item in onnx_inputs(tmp_path / "mine")}


def onnx_inputs(folder: Path) -> list[onnx.ValueInfoProto]:
    return list(onnx.load(folder / "model.onnx").graph.input)


def test_a_file_of_another_size_is_refused(saved_model: Path) -> None:
    with pytest.raises(ValueError, match="--groups and --blocks"):
        load(read_keras(saved_model), groups=3, blocks=2)


def test_weights_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no SavedModel folder"):
        read_keras(tmp_path)

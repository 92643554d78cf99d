from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from candela_training.graph import model_graph
from candela_training.measure import tile_difference
from candela_training.models.candela2 import Candela2
from candela_training.session import Session


@pytest.fixture(scope="module")
def network() -> Candela2:
    torch.manual_seed(3)
    network = Candela2().eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) * 0.005)
    return network


@pytest.fixture(scope="module")
def file(network: Candela2, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("model") / "model.onnx"
    onnx.save(model_graph(network), path)
    return path


def dark(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 80, (height, width, 3), dtype=np.uint8)


def numbers_of(**controls: float) -> dict[str, np.ndarray]:
    """What the file takes beside its pictures, the photo seen whole."""
    given = {name: np.float32([controls.get(name, 0)]) for name in Candela2.controls}
    return {**given, "place": np.float32([[0, 0, 1, 1]]), "step": np.float32([1])}


def through(
    network: Candela2, photo: np.ndarray, small: np.ndarray, numbers: dict[str, np.ndarray]
) -> np.ndarray:
    """H W C in 0..1 through PyTorch."""
    pictures = [torch.tensor(part).permute(2, 0, 1)[None].float() / 255 for part in (photo, small)]
    with torch.no_grad():
        enhanced = network(*pictures, *(torch.tensor(number) for number in numbers.values()))
    return enhanced.clamp(0, 1)[0].permute(1, 2, 0).numpy()


@pytest.mark.parametrize("unused", [1, 16])
@pytest.mark.parametrize("size", [(16, 16), (32, 64), (80, 48)])
def test_both_pairs_agree_with_pytorch(
    file: Path, network: Candela2, size: tuple[int, int], unused: int
) -> None:
    """What is fed to the pair not in use may be one pixel or the smallest tile."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    photo, small = dark(*size), dark(64, 96)
    numbers = numbers_of(brightness=0.4, denoise=-0.3)
    expected = through(network, photo, small, numbers)
    empty, whole = (1, unused, unused, 3), (1, 96, 96, 3)
    integers = {
        "image": photo[None],
        "image16": np.zeros(empty, np.float32),
        "thumbnail": small[None],
        "thumbnail16": np.zeros(whole, np.float32),
    }
    floats = {
        "image": np.zeros(empty, np.uint8),
        "image16": photo[None] / np.float32(255),
        "thumbnail": np.zeros(whole, np.uint8),
        "thumbnail16": small[None] / np.float32(255),
    }
    result = session.run(["result"], {**integers, **numbers})[0][0]
    assert np.abs(result - expected * 255).max() < 0.51
    result = session.run(["result16"], {**floats, **numbers})[0][0]
    assert np.abs(result - expected).max() < 1e-5


def test_any_size_goes_through_the_session(file: Path) -> None:
    session = Session(file, multiple=16)
    for size in ((1, 1), (37, 29), (100, 3)):
        assert session.enhance(dark(*size)).shape == (*size, 3)
        values = dark(*size).astype(np.float32) / 255
        assert session.enhance_float(values).dtype == np.float32


def test_controls_reach_the_network(file: Path) -> None:
    session = Session(file, multiple=16)
    means = [
        session.enhance(dark(48, 48), brightness=value).mean() for value in (-1, -0.5, 0, 0.5, 1)
    ]
    assert all(np.diff(means) > 1)


def test_tiles_equal_the_whole(file: Path) -> None:
    assert tile_difference(Session(file, multiple=16), 64) < 0.1


def test_what_nobody_asked_for_is_one_pixel(file: Path, network: Candela2) -> None:
    """The runtime computes all outputs, so those of the pair not in use must be next to nothing."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    photo, pixel = dark(32, 48), np.zeros((1, 1, 1, 3), np.uint8)
    neutral = numbers_of()
    names = ("gain", "repair", "result", "result16")

    def shapes(eight: np.ndarray, sixteen: np.ndarray) -> list[tuple[int, ...]]:
        pictures = {"image": eight, "thumbnail": eight}
        floats = {"image16": sixteen / np.float32(255), "thumbnail16": sixteen / np.float32(255)}
        given = {**pictures, **floats, **neutral}
        return [part.shape for part in session.run(names, given)]

    one, whole = (1, 1, 1), (1, 32, 48)
    assert shapes(photo[None], pixel) == [(*one, 1), (*one, 3), (*whole, 3), (*one, 3)]
    assert shapes(pixel, photo[None]) == [(*whole, 1), (*whole, 3), (*one, 3), (*whole, 3)]


def test_maps_say_what_the_network_did(file: Path, network: Candela2) -> None:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    values = dark(32, 48)[None] / np.float32(255)
    pixel = np.zeros((1, 1, 1, 3), np.uint8)
    found = session.run(
        ["gain", "repair"],
        {
            "image": pixel,
            "image16": values,
            "thumbnail": pixel,
            "thumbnail16": values,
            **numbers_of(),
        },
    )
    stored = torch.tensor(values).permute(0, 3, 1, 2)
    neutral = [torch.tensor(number) for number in numbers_of().values()]
    with torch.no_grad():
        _, *expected = network.explained(stored, stored, *neutral, stored)
    for map_, wanted in zip(found, expected, strict=True):
        assert np.abs(map_ - wanted.numpy()).max() < 1e-4

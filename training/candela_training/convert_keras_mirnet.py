"""Turns a MIRNet published by Keras into a model that Candela opens: model.onnx and card.json.

    python -m candela_training.convert_keras_mirnet DOWNLOADED --into ~/my-models/mirnet-keras

DOWNLOADED is what `keras-io/lowlight-enhance-mirnet` on the Hugging Face Hub holds (a folder with
keras_metadata.pb and variables/), or a whole model saved as .h5 or .keras by the example's code.
TensorFlow is not needed. .h5 and .keras need the package h5py.
"""

import argparse
import json
from pathlib import Path

import onnx
import torch

from candela_training.card import assemble
from candela_training.config import CardConfig
from candela_training.graph import model_graph
from candela_training.keras_files import Convolution, KerasFile, read_keras
from candela_training.models.keras_mirnet import KerasMirnet, SteadyKerasMirnet

_TILE, _OVERLAP = 256, 64
# Working memory by the published width: three streams and what they are joined from; measured.
_BYTES_PER_PIXEL_AND_CHANNEL = 64

_TEXT = CardConfig(
    name="MIRNet (Keras)",
    version="1.0.0",
    summary="MIRNet as the Keras examples publish it, converted.",
    licence="as the one who published the weights says",
    usable_commercially=False,
    tile=_TILE,
    cannot=(
        "It was trained by others on photos published for research; read their terms.",
        "It is large: tens of seconds a megapixel on a processor.",
        "It has no control of brightness, and brightens a well-lit photo too.",
    ),
)
_STEADY = (
    "Its averages come from the whole photo, 96 pixels small, so that tiles agree; the published "
    "code averages over the picture at hand, so results differ a little."
)
_EXACT = (
    "It averages over each tile, as the published code does over a picture: a photo larger than "
    "a tile shows seams."
)


def load(file: KerasFile, groups: int, blocks: int, mean_first: bool | None = None) -> KerasMirnet:
    """The network with the weights of a file; raises ValueError naming a layer that does not fit.

    mean_first: order of the two maps that the attention by place sees; None asks the file, whose
    newer form has a layer of its own for them.
    """
    if mean_first is None:
        mean_first = "ChannelPooling" in file.classes
    if not file.convolutions:
        raise ValueError("the file holds no convolutions")
    width = file.convolutions[0].kernel.shape[3]
    network = KerasMirnet(width, groups, blocks, mean_first)
    places = network.convolutions()
    if len(places) != len(file.convolutions):
        raise ValueError(
            f"{len(file.convolutions)} convolutions, but {groups} groups of {blocks} blocks have "
            f"{len(places)}; say --groups and --blocks"
        )
    for place, layer in zip(places, file.convolutions, strict=True):
        _fill(place, layer)
    return network.eval()


def _fill(place: torch.nn.Conv2d, layer: Convolution) -> None:
    kernel = layer.kernel.transpose(3, 2, 0, 1)
    if kernel.shape != place.weight.shape:
        wanted = tuple(place.weight.shape)
        raise ValueError(f"{layer.name} has a kernel of {kernel.shape}, not of {wanted}")
    with torch.no_grad():
        place.weight.copy_(torch.tensor(kernel))
        place.bias.copy_(torch.tensor(layer.bias))


def convert(network: KerasMirnet, folder: Path, exact: bool) -> None:
    """Writes model.onnx and card.json into a folder, whose name becomes the model's id."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "model.onnx"
    graph = model_graph(network if exact else SteadyKerasMirnet(network))
    onnx.save(graph, file)
    card = assemble(
        folder.name,
        _TEXT,
        file,
        trainedOn=[{"name": "LOL (Wei et al. 2018)", "licence": "research"}],
        recipe="candela_training.convert_keras_mirnet",
        multiple=network.multiple,
        thumbnail=not exact,
        overlap=0 if exact else _OVERLAP,
        bytesPerPixel=_BYTES_PER_PIXEL_AND_CHANNEL * network.first.out_channels,
        cannot=[*_TEXT.cannot, _EXACT if exact else _STEADY],
    )
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (folder / "card.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Convert a MIRNet published by Keras.")
    parser.add_argument("source", type=Path, help="SavedModel folder, .h5 or .keras file")
    parser.add_argument("--into", type=Path, required=True, help="folder of the new model")
    parser.add_argument("--groups", type=int, default=3, help="recursive residual groups")
    parser.add_argument("--blocks", type=int, default=2, help="multi-scale blocks in a group")
    parser.add_argument("--exact", action="store_true", help="average over each tile: seams")
    parser.add_argument("--maps", choices=("mean-first", "max-first"), help="where the file is mum")
    arguments = parser.parse_args()
    order = None if arguments.maps is None else arguments.maps == "mean-first"
    network = load(read_keras(arguments.source), arguments.groups, arguments.blocks, order)
    convert(network, arguments.into, arguments.exact)
    print(f"wrote {arguments.into.name}/model.onnx and card.json")


if __name__ == "__main__":
    main()

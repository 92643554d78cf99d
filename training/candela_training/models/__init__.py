"""One architecture a file; this table is the only place that lists them."""

from torch import nn

from candela_training.models.candela2 import Candela2
from candela_training.models.candela_best import CandelaBest
from candela_training.models.candela_lol import CandelaLol
from candela_training.models.cnn import Cnn
from candela_training.models.mirnet import Mirnet

ARCHITECTURES: dict[str, type[nn.Module]] = {
    "candela2": Candela2,
    "candela-best": CandelaBest,
    "candela-lol": CandelaLol,
    "cnn": Cnn,
    "mirnet": Mirnet,
}


def build(architecture: str) -> nn.Module:
    """A fresh network by its name in a config file."""
    if architecture not in ARCHITECTURES:
        known = ", ".join(sorted(ARCHITECTURES))
        raise ValueError(f"unknown architecture {architecture!r}; known: {known}")
    return ARCHITECTURES[architecture]()

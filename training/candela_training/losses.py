"""Losses by the name a config gives them; each takes (enhanced, ground truth), N C H W."""

from collections.abc import Callable

from torch import Tensor
from torch.nn import functional

Loss = Callable[[Tensor, Tensor], Tensor]


def mse(enhanced: Tensor, truth: Tensor) -> Tensor:
    """Mean of the squared differences, each difference squared by itself."""
    return functional.mse_loss(enhanced, truth)


LOSSES: dict[str, Loss] = {"mse": mse}

"""Writes tests/golden/training.json: gradients and losses of training steps in PyTorch.

    python -m candela_training.golden_training

The app builds such steps as graphs of its own. Weights and photos follow from formulas that anyone
can repeat, so the file holds only what comes out.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.models.cnn import Cnn
from candela_training.paths import REPOSITORY

BATCH, SIDE, STEPS = 2, 16, 20
LEAK = 0.01
SSIM_SHARE = 0.2
# Every so many values of a gradient are kept, besides the length of each layer's.
STRIDE = {"notes": 1009, "small": 41}

ACTIVATIONS: dict[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU,
    "leakyRelu": lambda: nn.LeakyReLU(LEAK),
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
}
OPTIMISERS: dict[str, Callable[[Iterator[nn.Parameter], float], torch.optim.Optimizer]] = {
    "sgd": lambda weights, rate: torch.optim.SGD(weights, rate),
    "momentum": lambda weights, rate: torch.optim.SGD(weights, rate, momentum=0.9),
    "rmsProp": lambda weights, rate: torch.optim.RMSprop(weights, rate),
    "adam": lambda weights, rate: torch.optim.Adam(weights, rate),
}


@dataclass(frozen=True)
class Case:
    """One run: which network, and how it is trained."""

    network: str
    activation: str
    loss: str
    optimiser: str
    rate: float


CASES = (
    Case("notes", "relu", "mse", "adam", 1e-3),
    Case("notes", "relu", "mae", "sgd", 1e-2),
    Case("notes", "leakyRelu", "ssim", "adam", 1e-3),
    Case("small", "relu", "charbonnier", "momentum", 1e-2),
    Case("small", "tanh", "mse", "rmsProp", 1e-3),
    Case("small", "sigmoid", "ssim", "adam", 1e-2),
)


class Small(nn.Module):
    """Three convolutions in a row."""

    def __init__(self) -> None:
        super().__init__()
        steps: list[nn.Module] = []
        for inputs, outputs in ((3, 16), (16, 16), (16, 3)):
            steps += [nn.Conv2d(inputs, outputs, 3, padding="same"), nn.ReLU()]
        self.steps = nn.Sequential(*steps)

    def forward(self, x: Tensor) -> Tensor:
        return self.steps(x)


def with_activation(module: nn.Module, activation: str) -> nn.Module:
    """Exchanges every ReLU."""
    for name, child in module.named_children():
        if isinstance(child, nn.ReLU):
            setattr(module, name, ACTIVATIONS[activation]())
        else:
            with_activation(child, activation)
    return module


def set_weights(network: nn.Module) -> None:
    """Weights within ±sqrt(6 / fan-in), by a formula over their index; biases 0, the last 0.3."""
    at = 0
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    with torch.no_grad():
        for layer in layers:
            count = layer.weight.numel()
            index = np.arange(at, at + count, dtype=np.int64)
            unit = ((index * 7919 + 104729) % 10007) / 10007 * 2 - 1
            limit = math.sqrt(6 / layer.weight[0].numel())
            values = (unit * limit).astype(np.float32).reshape(layer.weight.shape)
            layer.weight.copy_(torch.from_numpy(values))
            layer.bias.fill_(0.3 if layer is layers[-1] else 0)
            at += count + layer.bias.numel()


def photos() -> tuple[Tensor, Tensor]:
    """Dark and true photos, N C H W in 0..1."""
    n, c, y, x = np.meshgrid(*(np.arange(k) for k in (BATCH, 3, SIDE, SIDE)), indexing="ij")
    values = ((x * 7 + y * 13 + c * 29 + n * 41 + ((x * y) % 17) * 3) % 64) / 63
    truth = torch.from_numpy(values.astype(np.float32))
    return truth * np.float32(0.2), truth


def ssim(x: Tensor, y: Tensor) -> Tensor:
    """Mean SSIM where the window fits (Wang et al. 2004), channel by channel."""
    line = torch.exp(-0.5 * ((torch.arange(11, dtype=torch.float64) - 5) / 1.5) ** 2)
    plane = torch.outer(line, line) / line.sum() ** 2
    window = plane.to(torch.float32).expand(3, 1, 11, 11)

    def local(value: Tensor) -> Tensor:
        return functional.conv2d(value, window, groups=3)

    mx, my = local(x), local(y)
    xx, yy, xy = local(x * x) - mx * mx, local(y * y) - my * my, local(x * y) - mx * my
    above = (2 * mx * my + 0.01**2) * (2 * xy + 0.03**2)
    return (above / ((mx * mx + my * my + 0.01**2) * (xx + yy + 0.03**2))).mean()


LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "mse": functional.mse_loss,
    "mae": functional.l1_loss,
    "charbonnier": lambda x, y: torch.sqrt((x - y) ** 2 + 1e-6).mean(),
    "ssim": lambda x, y: (
        (1 - SSIM_SHARE) * functional.l1_loss(x, y) + SSIM_SHARE * (1 - ssim(x, y))
    ),
}


def made(case: Case) -> nn.Module:
    network = with_activation(Cnn() if case.network == "notes" else Small(), case.activation)
    set_weights(network)
    return network


def run(case: Case) -> dict[str, object]:
    """The first gradient, and the loss before each step and after the last one."""
    network = made(case)
    dark, truth = photos()
    optimiser = OPTIMISERS[case.optimiser](network.parameters(), case.rate)
    losses: list[float] = []
    first: list[Tensor] = []
    for _ in range(STEPS + 1):
        optimiser.zero_grad()
        loss = LOSSES[case.loss](network(dark), truth)
        loss.backward()
        first = first or [weight.grad.flatten().clone() for weight in network.parameters()]
        losses.append(loss.item())
        optimiser.step()
    return {
        **case.__dict__,
        "losses": losses,
        "lengths": [part.norm().item() for part in first],
        "gradient": torch.cat(first)[:: STRIDE[case.network]].tolist(),
    }


def main() -> None:
    torch.manual_seed(0)
    content = {"batch": BATCH, "side": SIDE, "steps": STEPS, "stride": STRIDE}
    target = REPOSITORY / "tests" / "golden" / "training.json"
    whole = {**content, "runs": [run(case) for case in CASES]}
    target.write_text(json.dumps(whole) + "\n", encoding="utf-8")
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

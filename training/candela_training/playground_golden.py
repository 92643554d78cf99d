"""Writes tests/golden/playground.json: gradients and steps of small networks by PyTorch, float64.

    python -m candela_training.playground_golden

The lessons' playground (src/core/net) is compared with these numbers.
"""

import json
from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor, nn

from candela_training.paths import REPOSITORY

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda x: x,
    "relu": torch.relu,
    "leakyRelu": lambda x: nn.functional.leaky_relu(x, 0.01),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "gelu": lambda x: nn.functional.gelu(x, approximate="tanh"),
}
LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "mse": nn.functional.mse_loss,
    "mae": nn.functional.l1_loss,
    "charbonnier": lambda p, t: torch.sqrt((p - t).square() + 1e-6).mean(),
    "crossEntropy": nn.functional.binary_cross_entropy,
}
SIZES = (3, 4, 3, 2)
BATCH = 5
STEPS = 12


def network_case(activation: str, loss: str) -> dict[str, object]:
    """One network on one batch: everything that goes in, the loss and all gradients."""
    layers = [nn.Linear(*pair, dtype=torch.float64) for pair in pairwise(SIZES)]
    inputs = torch.randn(BATCH, SIZES[0], dtype=torch.float64, requires_grad=True)
    targets = (torch.rand(BATCH, SIZES[-1], dtype=torch.float64) > 0.5).double()
    output = "sigmoid" if loss == "crossEntropy" else "linear"
    values = inputs
    for index, layer in enumerate(layers):
        name = output if index == len(layers) - 1 else activation
        values = ACTIVATIONS[name](layer(values))
    error = LOSSES[loss](values, targets)
    error.backward()
    parameters = [part for layer in layers for part in (layer.weight, layer.bias)]
    return {
        "activation": activation,
        "output": output,
        "loss": loss,
        "parameters": flat(parameters),
        "inputs": inputs.tolist(),
        "targets": targets.flatten().tolist(),
        "outputs": values.flatten().tolist(),
        "value": error.item(),
        "gradients": flat([part.grad for part in parameters]),
        "inputGradients": inputs.grad.flatten().tolist(),
    }


def flat(parts: list[Tensor]) -> list[float]:
    return [number for part in parts for number in part.flatten().tolist()]


def optimiser_case(settings: dict[str, object]) -> dict[str, object]:
    """The way of two weights down a bent valley: 2 a^2 + 0.1 b^2 + sin(a b)."""
    weights = torch.tensor([1.5, -2.0], dtype=torch.float64, requires_grad=True)
    optimiser = optimiser_of([weights], settings)
    way = [weights.tolist()]
    for _ in range(STEPS):
        optimiser.zero_grad()
        a, b = weights
        (2 * a * a + 0.1 * b * b + torch.sin(a * b)).backward()
        optimiser.step()
        way.append(weights.tolist())
    return {"settings": settings, "way": way}


def optimiser_of(weights: list[Tensor], settings: dict[str, object]) -> torch.optim.Optimizer:
    rate = settings["rate"]
    match settings["name"]:
        case "rmsprop":
            return torch.optim.RMSprop(
                weights, lr=rate, alpha=settings["decay"], eps=settings["epsilon"]
            )
        case "adam":
            betas = (settings["beta1"], settings["beta2"])
            return torch.optim.Adam(weights, lr=rate, betas=betas, eps=settings["epsilon"])
        case _:
            return torch.optim.SGD(weights, lr=rate, momentum=settings.get("momentum", 0))


OPTIMISERS: tuple[dict[str, object], ...] = (
    {"name": "sgd", "rate": 0.1},
    {"name": "momentum", "rate": 0.05, "momentum": 0.9},
    {"name": "rmsprop", "rate": 0.1, "decay": 0.9, "epsilon": 1e-8},
    {"name": "adam", "rate": 0.2, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
    {"name": "adam", "rate": 0.2, "beta1": 0.8, "beta2": 0.9, "epsilon": 0.5},
)


def main() -> None:
    torch.manual_seed(1)
    target = REPOSITORY / "tests" / "golden" / "playground.json"
    pairs = [(name, "mse") for name in ACTIVATIONS]
    pairs += [("tanh", loss) for loss in LOSSES if loss != "mse"]
    golden = {
        "sizes": SIZES,
        "networks": [network_case(*pair) for pair in pairs],
        "optimisers": [optimiser_case(settings) for settings in OPTIMISERS],
    }
    target.write_text(json.dumps(golden) + "\n", encoding="utf-8")
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

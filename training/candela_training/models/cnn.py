"""The small convolutional network of the lessons: three branches, twice, joined by sums."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class SameConv(nn.Conv2d):
    """Stride-1 convolution that keeps height and width, N C H W in and out.

    An even kernel has no middle; its padding then goes to the bottom and the right, as Keras'
    "same" does, so that a 2x2 kernel sees the pixel itself, its right and its lower neighbours.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int) -> None:
        super().__init__(inputs, outputs, kernel)
        before = (kernel - 1) // 2
        after = kernel - 1 - before
        self.margins = (before, after, before, after)
        # Glorot and Bengio 2010, the start the published description of this network assumes.
        nn.init.xavier_uniform_(self.weight)
        nn.init.zeros_(self.bias)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(functional.pad(x, self.margins))


def chain(inputs: int, *layers: tuple[int, int]) -> nn.Sequential:
    """Convolutions given as (kernel side, channels), each followed by a ReLU."""
    steps: list[nn.Module] = []
    for kernel, outputs in layers:
        steps += [SameConv(inputs, outputs, kernel), nn.ReLU()]
        inputs = outputs
    return nn.Sequential(*steps)


class Cnn(nn.Module):
    """Brightens a dark photo: N 3 H W, stored values in 0..1, any H and W; 134,067 parameters.

    The result is never negative (the last layer ends in a ReLU) and may exceed 1; the caller
    clips. Branch and sum names are those of the lesson "Build it yourself".
    """

    def __init__(self) -> None:
        super().__init__()
        self.a = chain(3, (3, 16), (3, 32), (2, 64))
        self.b = chain(3, (3, 32), (2, 64))
        self.c = chain(64, (2, 64))
        self.d = chain(64, (3, 64), (3, 32), (2, 16))
        self.e = chain(64, (3, 32), (2, 16))
        self.f = chain(64, (2, 16))
        self.g = chain(16, (3, 16))
        self.h = chain(64, (3, 16))
        self.output = chain(16, (2, 16), (3, 3))
        # A colour whose last ReLU starts on the flat side for every pixel would stay black for
        # ever; a start at a middling grey keeps all three alive.
        with torch.no_grad():
            self.output[2].bias.fill_(0.3)

    def forward(self, x: Tensor) -> Tensor:
        b = self.b(x)
        add1 = self.a(x) + b + self.c(b)
        add2 = self.d(add1) + self.e(add1) + self.f(add1)
        add3 = self.g(add2) + add2 + self.h(add1)
        return self.output(add3)

"""The small convolutional network of the lessons: three branches, twice, joined by sums."""

import functools
import operator

import torch
from torch import Tensor, nn


def same_conv(inputs: int, outputs: int, kernel: int) -> nn.Conv2d:
    """Stride-1 convolution that keeps height and width.

    An even kernel has no middle; its padding then goes to the bottom and the right, in PyTorch
    as in Keras, so that a 2x2 kernel sees the pixel itself, its right and its lower neighbours.
    """
    conv = nn.Conv2d(inputs, outputs, kernel, padding="same")
    # Glorot and Bengio 2010, the start the published description of this network assumes.
    nn.init.xavier_uniform_(conv.weight)
    nn.init.zeros_(conv.bias)
    return conv


def chain(inputs: int, *layers: tuple[int, int]) -> nn.Sequential:
    """Convolutions given as (kernel side, channels), each followed by a ReLU."""
    steps: list[nn.Module] = []
    for kernel, outputs in layers:
        steps += [same_conv(inputs, outputs, kernel), nn.ReLU()]
        inputs = outputs
    return nn.Sequential(*steps)


class Sum(nn.Module):
    """Adds feature maps; a module of its own so that the exported sum bears its name."""

    def forward(self, *maps: Tensor) -> Tensor:
        return functools.reduce(operator.add, maps)


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
        self.add1 = Sum()
        self.d = chain(64, (3, 64), (3, 32), (2, 16))
        self.e = chain(64, (3, 32), (2, 16))
        self.f = chain(64, (2, 16))
        self.add2 = Sum()
        self.g = chain(16, (3, 16))
        self.h = chain(64, (3, 16))
        self.add3 = Sum()
        self.output = chain(16, (2, 16), (3, 3))
        # A colour whose last ReLU starts on the flat side for every pixel would stay black for
        # ever; a start at a middling grey keeps all three alive.
        with torch.no_grad():
            self.output[2].bias.fill_(0.3)

    def forward(self, x: Tensor) -> Tensor:
        b = self.b(x)
        add1 = self.add1(self.a(x), b, self.c(b))
        add2 = self.add2(self.d(add1), self.e(add1), self.f(add1))
        return self.output(self.add3(self.g(add2), add2, self.h(add1)))

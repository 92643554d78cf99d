"""The local network: removes noise and repairs detail and colour at full resolution.

Widths are multiples of 8 and joins are sums, because ONNX Runtime keeps such chains in its
blocked layout. There is no norm and no pooling of several pixels, so that tiles agree with the
whole.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTHS = (16, 32, 64, 96)


class Residual(nn.Module):
    """x + conv3(relu(conv3(x))), any width; starts close to x."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        with torch.no_grad():
            self.second.weight.mul_(0.3)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(functional.relu(self.first(x)))


class Film(nn.Module):
    """Scale and shift per channel by a vector of conditions (Perez et al. 2018); starts as x."""

    def __init__(self, conditions: int, width: int) -> None:
        super().__init__()
        self.scale = nn.Linear(conditions, width)
        self.shift = nn.Linear(conditions, width)
        for layer in (self.scale, self.shift):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, conditions: Tensor) -> Tensor:
        scale = 1 + self.scale(conditions)
        return x * scale[..., None, None] + self.shift(conditions)[..., None, None]


def down(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 2, 2)


def up(inputs: int, outputs: int) -> nn.ConvTranspose2d:
    return nn.ConvTranspose2d(inputs, outputs, 2, 2)


def blocked(x: Tensor) -> Tensor:
    """The same, by a pooling of one pixel: a layer that ONNX Runtime has in its blocked layout.

    Sums of what follows then stay in that layout, most of them inside a convolution.
    """
    return functional.max_pool2d(x, 1)


class Restorer(nn.Module):
    """Exposed photo N 3 H W and conditions N C to a residual N 3 H W; sides multiples of 16.

    In places the residual takes the photo out by a share, the gate, and puts its own picture there.
    """

    def __init__(self, conditions: int) -> None:
        super().__init__()
        half, quarter, eighth, sixteenth = WIDTHS
        self.front = nn.Conv2d(3, half, 4, 2, 1)
        self.mix = nn.Conv2d(half, half, 3, padding=1)
        self.down1, self.in1 = down(half, quarter), Residual(quarter)
        self.down2, self.in2 = down(quarter, eighth), Residual(eighth)
        self.down3 = down(eighth, sixteenth)
        self.middle = nn.Sequential(Residual(sixteenth), Residual(sixteenth))
        self.up3, self.out2 = up(sixteenth, eighth), Residual(eighth)
        self.up2, self.out1 = up(eighth, quarter), Residual(quarter)
        self.up1, self.out0 = up(quarter, half), Residual(half)
        # Kernel 4 at stride 2: neighbouring blocks overlap, where kernel 2 would draw a lattice.
        self.last = nn.ConvTranspose2d(half, 3, 4, 2, 1)
        self.films = nn.ModuleList(Film(conditions, n) for n in (half, quarter, sixteenth))
        # Where the photo itself is to be dropped: a ReLU network can hardly cancel it to the pixel.
        self.gate = nn.ConvTranspose2d(half, 3, 4, 2, 1)
        with torch.no_grad():
            self.last.weight.mul_(0.1)
            self.last.bias.zero_()
            self.gate.weight.zero_()
            self.gate.bias.zero_()

    def forward(self, exposed: Tensor, conditions: Tensor) -> Tensor:
        at_half, at_quarter, at_sixteenth = self.films
        h = functional.relu(at_half(self.front(exposed), conditions))
        h = functional.relu(self.mix(h))
        z1 = self.in1(blocked(functional.relu(at_quarter(self.down1(h), conditions))))
        z2 = self.in2(functional.relu(self.down2(z1)))
        z3 = self.middle(at_sixteenth(functional.relu(self.down3(z2)), conditions))
        z = self.out2(blocked(self.up3(z3)) + z2)
        z = self.out1(blocked(self.up2(z)) + z1)
        h = self.out0(blocked(self.up1(z)) + h)
        # Both layers in one: a convolution of 24 channels fills whole blocks, two of 12 do not.
        weight = torch.cat([self.last.weight, self.gate.weight], dim=1)
        bias = torch.cat([self.last.bias, self.gate.bias])
        found = functional.conv_transpose2d(h, weight, bias, 2, 1)
        return found[:, :3] - exposed * found[:, 3:]

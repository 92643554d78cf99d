"""The restoration of `candela-best`: as `Restorer`, wider, and with a stage at full resolution."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.models.restore import Film, Residual, down, up

WIDTHS = (24, 32, 64, 128, 224)


class FullRestorer(nn.Module):
    """Exposed photo N 3 H W and conditions N C to a residual N 3 H W; sides multiples of 16.

    What `Restorer` must guess between pixels, this sees. In places the residual takes the photo out
    by a share, the gate, and puts its own picture there.
    """

    def __init__(self, conditions: int) -> None:
        super().__init__()
        full, half, quarter, eighth, sixteenth = WIDTHS
        self.front = nn.Conv2d(3, full, 3, padding=1)
        self.in0 = Residual(full)
        self.down0, self.in1 = down(full, half), Residual(half)
        self.down1, self.in2 = down(half, quarter), Residual(quarter)
        self.down2, self.in3 = down(quarter, eighth), Residual(eighth)
        self.down3 = down(eighth, sixteenth)
        self.middle = nn.Sequential(Residual(sixteenth), Residual(sixteenth))
        self.up3, self.out3 = up(sixteenth, eighth), Residual(eighth)
        self.up2, self.out2 = up(eighth, quarter), Residual(quarter)
        self.up1, self.out1 = up(quarter, half), Residual(half)
        self.up0, self.out0 = up(half, full), Residual(full)
        # Three channels of repair, three of the gate, and two of nothing: a whole block.
        self.last = nn.Conv2d(full, 8, 3, padding=1)
        self.films = nn.ModuleList(Film(conditions, n) for n in (full, half, quarter, sixteenth))
        with torch.no_grad():
            self.last.weight.mul_(0.1)
            self.last.weight[3:].zero_()
            self.last.bias.zero_()

    def forward(self, exposed: Tensor, conditions: Tensor) -> Tensor:
        at_full, at_half, at_quarter, at_sixteenth = self.films
        z0 = self.in0(functional.relu(at_full(self.front(exposed), conditions)))
        z1 = self.in1(functional.relu(at_half(self.down0(z0), conditions)))
        z2 = self.in2(functional.relu(at_quarter(self.down1(z1), conditions)))
        z3 = self.in3(functional.relu(self.down2(z2)))
        z4 = self.middle(at_sixteenth(functional.relu(self.down3(z3)), conditions))
        z = self.out3(self.up3(z4) + z3)
        z = self.out2(self.up2(z) + z2)
        z = self.out1(self.up1(z) + z1)
        found = self.last(self.out0(self.up0(z) + z0))
        return found[:, :3] - exposed * found[:, 3:6]

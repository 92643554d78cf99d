"""MIRNet (Zamir et al. 2020), small, and with its global pooling done on the whole photo, small.

The building blocks are the paper's: dual attention units, selective kernel feature fusion,
multi-scale residual blocks, recursive residual groups. Three things differ, so that it trains on a
processor and runs tile by tile on a laptop.

Note: Where the pooling looks
MIRNet's channel attention and its feature fusion average over the whole picture; tiles would each
get their own averages, and seams. Here the network first runs on the thumbnail and notes every
average, then on the tile with those averages. All tiles see the same scene, and training may use
crops.

Further, the groups work at a quarter of the size, behind two strided convolutions; and the network
repairs a simply brightened photo: a tone curve that brings the thumbnail to a fixed brightness.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.models.curve import Curve, solve
from candela_training.models.exposure import squash

HALF = 16
# Streams of a multi-scale block at 1/4, 1/8 and 1/16 of the photo; the paper's factor is 1.5.
WIDTHS = (32, 48, 72)
GROUPS, BLOCKS = 2, 1
_SQUEEZE = 8
# Slope below zero where the photo comes in and goes out; a plain ReLU can fall silent there.
_LEAK = 0.1
# Where its curve may leave white: it was trained so, and lifts lamps by itself.
_LEAST_WHITE = 0.5
# A middling log of the tone curve's gain.
_USUAL_GAIN = 2.0

# From features N C H W to their averages N C.
Averages = Callable[[Tensor], Tensor]


class Noted:
    """Averages over features in the order the network asks for them: measured, then repeated."""

    def __init__(self) -> None:
        self._noted: list[Tensor] = []

    def measure(self, features: Tensor) -> Tensor:
        """Averages of these very features, kept."""
        average = features.mean(dim=(2, 3))
        self._noted.append(average)
        return average

    def repeat(self, count: int | None = None) -> Averages:
        """Gives the kept averages again, one by one; of the first `count` photos only."""
        following = iter(self._noted)
        return lambda _: next(following)[:count]


class DualAttention(nn.Module):
    """Residual unit whose correction is weighed by channel and by place (the paper's DAU)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        narrow = max(width // _SQUEEZE, 8)
        self.squeeze = nn.Linear(width, narrow)
        self.excite = nn.Linear(narrow, width)
        self.place = nn.Conv2d(2, 1, 5, padding=2)
        # The paper joins both and convolves; two convolutions and a sum are the same.
        self.by_channel = nn.Conv2d(width, width, 1)
        self.by_place = nn.Conv2d(width, width, 1, bias=False)

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        u = self.second(functional.relu(self.first(x)))
        weights = torch.sigmoid(self.excite(functional.relu(self.squeeze(averages(u)))))
        flat = torch.cat([u.amax(dim=1, keepdim=True), u.mean(dim=1, keepdim=True)], dim=1)
        places = torch.sigmoid(self.place(flat))
        return x + self.by_channel(u * weights[..., None, None]) + self.by_place(u * places)


class SelectiveFusion(nn.Module):
    """Sum of streams, each channel weighed by what the photo is like (the paper's SKFF)."""

    def __init__(self, width: int, streams: int) -> None:
        super().__init__()
        narrow = max(width // _SQUEEZE, 8)
        self.squeeze = nn.Linear(width, narrow)
        self.choose = nn.ModuleList(nn.Linear(narrow, width) for _ in range(streams))

    def forward(self, streams: list[Tensor], averages: Averages) -> Tensor:
        known = functional.relu(self.squeeze(averages(sum(streams))))
        weights = torch.softmax(torch.stack([one(known) for one in self.choose]), dim=0)
        pairs = zip(streams, weights, strict=True)
        return sum(stream * weight[..., None, None] for stream, weight in pairs)


class Resize(nn.Module):
    """From one stream's size and width to another's, in steps of two."""

    def __init__(self, source: int, target: int) -> None:
        super().__init__()
        step = 1 if target > source else -1
        self.steps = nn.Sequential(
            *(self._step(level, level + step) for level in range(source, target, step))
        )

    @staticmethod
    def _step(source: int, target: int) -> nn.Module:
        kind = nn.Conv2d if target > source else nn.ConvTranspose2d
        return kind(WIDTHS[source], WIDTHS[target], 2, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.steps(x)


class MultiScaleBlock(nn.Module):
    """Streams at three sizes that tell one another what they see (the paper's MRB)."""

    def __init__(self) -> None:
        super().__init__()
        levels = range(len(WIDTHS))
        self.down = nn.ModuleList(Resize(level, level + 1) for level in levels[:-1])
        self.before = nn.ModuleList(DualAttention(width) for width in WIDTHS)
        self.exchange = nn.ModuleList(
            nn.ModuleList(Resize(source, target) for source in levels) for target in levels
        )
        self.fuse = nn.ModuleList(SelectiveFusion(width, len(WIDTHS)) for width in WIDTHS)
        self.after = nn.ModuleList(DualAttention(width) for width in WIDTHS)
        self.back = nn.ModuleList(Resize(level, 0) for level in levels)
        self.last_fuse = SelectiveFusion(WIDTHS[0], len(WIDTHS))
        self.last = nn.Conv2d(WIDTHS[0], WIDTHS[0], 3, padding=1)

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        streams = [x]
        for down in self.down:
            streams.append(down(streams[-1]))
        streams = [
            unit(stream, averages) for unit, stream in zip(self.before, streams, strict=True)
        ]
        fused = []
        for fuse, resizers in zip(self.fuse, self.exchange, strict=True):
            told = [resize(stream) for resize, stream in zip(resizers, streams, strict=True)]
            fused.append(fuse(told, averages))
        fused = [unit(stream, averages) for unit, stream in zip(self.after, fused, strict=True)]
        joined = [resize(stream) for resize, stream in zip(self.back, fused, strict=True)]
        return x + self.last(self.last_fuse(joined, averages))


class Group(nn.Module):
    """Multi-scale blocks within one residual (the paper's RRG)."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(MultiScaleBlock() for _ in range(BLOCKS))
        self.last = nn.Conv2d(WIDTHS[0], WIDTHS[0], 3, padding=1)

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        y = x
        for block in self.blocks:
            y = block(y, averages)
        return x + self.last(y)


def _start(module: nn.Module) -> None:
    """He et al. 2015, so that signals keep their size; the ends of residuals start small."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
        inputs = module.in_features if isinstance(module, nn.Linear) else module.in_channels
        area = 1 if isinstance(module, nn.Linear) else module.kernel_size[0] ** 2
        if isinstance(module, nn.ConvTranspose2d):
            area //= module.stride[0] ** 2
        nn.init.normal_(module.weight, std=(2 / (inputs * area)) ** 0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    with torch.no_grad():
        if isinstance(module, DualAttention):
            module.by_channel.weight.mul_(0.3)
            module.by_place.weight.mul_(0.3)
        if isinstance(module, MultiScaleBlock | Group):
            module.last.weight.mul_(0.5)


class Mirnet(nn.Module):
    """Brightens and cleans a dark photo.

    stored N 3 H W and thumbnail N 3 h w (the whole photo, small), stored values in 0..1; H and W
    are multiples of 16. The result may leave 0..1; the caller clips.
    """

    multiple = 16
    controls = ()

    def __init__(self) -> None:
        super().__init__()
        # Brightness of the simply brightened photo, and how early its highlights are held back.
        self.means = nn.Parameter(torch.full((3,), -0.2))
        self.roll_off = nn.Parameter(torch.tensor([0.3]))
        self.front = nn.Conv2d(3, HALF, 4, 2, 1)
        self.gain = nn.Linear(3, HALF)
        self.mix = nn.Conv2d(HALF, HALF, 3, padding=1)
        self.down = nn.Conv2d(HALF, WIDTHS[0], 2, 2)
        self.groups = nn.ModuleList(Group() for _ in range(GROUPS))
        self.up = nn.ConvTranspose2d(WIDTHS[0], HALF, 2, 2)
        self.detail = DualAttention(HALF)
        self.last = nn.ConvTranspose2d(HALF, 3, 4, 2, 1)
        # Where the photo itself is to be dropped: this many channels cannot cancel its noise.
        self.gate = nn.ConvTranspose2d(HALF, 3, 4, 2, 1)
        self.apply(_start)
        with torch.no_grad():
            self.last.weight.mul_(0.03)
            self.gate.weight.zero_()
            self.gain.weight.zero_()

    def brighten(self, small: Tensor) -> Curve:
        """The tone curve that brings a thumbnail N 3 96 96 to the fixed brightness."""
        target = torch.sigmoid(self.means).expand(len(small), 3)
        roll_off = functional.softplus(self.roll_off).expand(len(small), 1)
        return solve(small, target, roll_off, least_white=_LEAST_WHITE)

    def repair(self, stored: Tensor, curve: Curve, averages: Averages) -> Tensor:
        """The photo after the curve, repaired."""
        exposed = curve(stored)
        known = self.gain(torch.log(curve.gain.clamp(min=1e-3)) - _USUAL_GAIN)
        h = functional.leaky_relu(self.front(exposed) + known[..., None, None], _LEAK)
        h = functional.leaky_relu(self.mix(h), _LEAK)
        z = self.down(h)
        for group in self.groups:
            z = group(z, averages)
        h = functional.leaky_relu(self.detail(self.up(z) + h, averages), _LEAK)
        return exposed + self.last(h) - exposed * self.gate(h)

    def forward(self, stored: Tensor, thumbnail: Tensor) -> Tensor:
        small = squash(thumbnail)
        curve, noted = self.brighten(small), Noted()
        self.repair(small, curve, noted.measure)
        return self.repair(stored, curve, noted.repeat())

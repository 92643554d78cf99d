"""MIRNet as the Keras examples publish it, for converting its weights; not for training here.

It differs from the paper (Zamir et al. 2020) in details that the weights depend on: the fusion's
softmax runs over the channels, each coarser stream has twice the channels, streams are resized by
pooling and repetition, and the attention by place looks at one pixel.

Convolutions are listed in the order in which the Keras code makes them: that order is what tells
which weights belong where. Pictures are N 3 H W, stored values in 0..1, sides multiples of 4.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.models.exposure import squash
from candela_training.models.mirnet import Averages, Noted

_SQUEEZE = 8


def _conv(inputs: int, outputs: int, side: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, side, padding=side // 2)


class _Fusion(nn.Module):
    """Three streams of one size to their weighted sum."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.squeeze = _conv(width, width // _SQUEEZE, 1)
        self.weigh = nn.ModuleList(_conv(width // _SQUEEZE, width, 1) for _ in range(3))

    def forward(self, streams: list[Tensor], averages: Averages) -> Tensor:
        average = averages(streams[0] + streams[1] + streams[2])[..., None, None]
        known = functional.relu(self.squeeze(average))
        weighed = [
            stream * torch.softmax(weigh(known), dim=1)
            for stream, weigh in zip(streams, self.weigh, strict=True)
        ]
        return weighed[0] + weighed[1] + weighed[2]


class _Attention(nn.Module):
    """The dual attention unit."""

    def __init__(self, width: int, mean_first: bool) -> None:
        super().__init__()
        self.first, self.second = _conv(width, width, 3), _conv(width, width, 3)
        self.squeeze = _conv(width, width // _SQUEEZE, 1)
        self.excite = _conv(width // _SQUEEZE, width, 1)
        self.place = _conv(2, 1, 1)
        self.join = _conv(2 * width, width, 1)
        self.mean_first = mean_first

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        u = self.second(functional.relu(self.first(x)))
        squeezed = functional.relu(self.squeeze(averages(u)[..., None, None]))
        by_channel = u * torch.sigmoid(self.excite(squeezed))
        flat = [u.mean(dim=1, keepdim=True), u.amax(dim=1, keepdim=True)]
        both = torch.cat(flat if self.mean_first else flat[::-1], dim=1)
        by_place = u * torch.sigmoid(self.place(both))
        return x + self.join(torch.cat([by_channel, by_place], dim=1))


class _Resize(nn.Module):
    """Half the size and twice the channels, or the other way round."""

    def __init__(self, width: int, down: bool) -> None:
        super().__init__()
        target = 2 * width if down else width // 2
        self.first, self.second = _conv(width, width, 1), _conv(width, width, 3)
        self.third, self.beside = _conv(width, target, 1), _conv(width, target, 1)
        self.scale = nn.MaxPool2d(2) if down else nn.Upsample(scale_factor=2)

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.second(functional.relu(self.first(x))))
        return self.beside(self.scale(x)) + self.third(self.scale(y))


class _Block(nn.Module):
    """The multi-scale residual block."""

    def __init__(self, width: int, mean_first: bool) -> None:
        super().__init__()
        one, two, four = width, 2 * width, 4 * width

        def down(source: int) -> _Resize:
            return _Resize(source, down=True)

        def up(source: int) -> _Resize:
            return _Resize(source, down=False)

        self.enter = nn.ModuleList([down(one), down(two)])
        self.before = nn.ModuleList(_Attention(n, mean_first) for n in (one, two, four))
        self.to_one = nn.ModuleList([up(two), nn.Sequential(up(four), up(two))])
        self.fuse_one = _Fusion(one)
        self.to_two = nn.ModuleList([down(one), up(four)])
        self.fuse_two = _Fusion(two)
        self.to_four = nn.ModuleList([nn.Sequential(down(one), down(two)), down(two)])
        self.fuse_four = _Fusion(four)
        self.after_one = _Attention(one, mean_first)
        self.after_two, self.back_two = _Attention(two, mean_first), up(two)
        self.after_four = _Attention(four, mean_first)
        self.back_four = nn.Sequential(up(four), up(two))
        self.fuse, self.last = _Fusion(one), _conv(one, one, 3)

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        half = self.enter[0](x)
        streams = [x, half, self.enter[1](half)]
        pairs = zip(self.before, streams, strict=True)
        a, b, c = (attention(stream, averages) for attention, stream in pairs)
        one = self.fuse_one([a, self.to_one[0](b), self.to_one[1](c)], averages)
        two = self.fuse_two([self.to_two[0](a), b, self.to_two[1](c)], averages)
        four = self.fuse_four([self.to_four[0](a), self.to_four[1](b), c], averages)
        told = [
            self.after_one(one, averages),
            self.back_two(self.after_two(two, averages)),
            self.back_four(self.after_four(four, averages)),
        ]
        return x + self.last(self.fuse(told, averages))


class _Group(nn.Module):
    """The recursive residual group."""

    def __init__(self, width: int, blocks: int, mean_first: bool) -> None:
        super().__init__()
        self.first = _conv(width, width, 3)
        self.blocks = nn.ModuleList(_Block(width, mean_first) for _ in range(blocks))
        self.last = _conv(width, width, 3)

    def forward(self, x: Tensor, averages: Averages) -> Tensor:
        y = self.first(x)
        for block in self.blocks:
            y = block(y, averages)
        return self.last(y) + x


class KerasMirnet(nn.Module):
    """The published network; forward averages over the picture at hand, as it does.

    mean_first: the attention by place sees mean then maximum; in the release of 2021 it is the
    other way round.
    """

    multiple = 4

    def __init__(self, width: int, groups: int, blocks: int, mean_first: bool) -> None:
        super().__init__()
        self.first = _conv(3, width, 3)
        self.groups = nn.ModuleList(_Group(width, blocks, mean_first) for _ in range(groups))
        self.last = _conv(width, 3, 3)

    def convolutions(self) -> list[nn.Conv2d]:
        """In the order in which Keras made them."""
        return [module for module in self.modules() if isinstance(module, nn.Conv2d)]

    def run(self, stored: Tensor, averages: Averages) -> Tensor:
        """The result with averages that come from elsewhere."""
        x = self.first(stored)
        for group in self.groups:
            x = group(x, averages)
        return stored + self.last(x)

    def forward(self, stored: Tensor) -> Tensor:
        return self.run(stored, Noted().measure)


class SteadyKerasMirnet(nn.Module):
    """The same with the averages of the thumbnail, so that tiles agree."""

    multiple = 4
    controls = ()

    def __init__(self, network: KerasMirnet) -> None:
        super().__init__()
        self.network = network

    def forward(self, stored: Tensor, thumbnail: Tensor) -> Tensor:
        noted = Noted()
        self.network.run(squash(thumbnail), noted.measure)
        return self.network.run(stored, noted.repeat())

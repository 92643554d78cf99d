"""What the network sees of the whole photo, small: exposure, scene, and the grid of local light."""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.curve import channel_means
from candela_training.models.exposure import LUMA, SCENE, darkness
from candela_training.models.light import CELLS, LightHead, settled

# How far the thumbnail is moved for a steadier answer, in its own pixels.
_MOVED = 3


class Seen(NamedTuple):
    """What the head says of a photo."""

    target: Tensor  # N 3, wanted means
    roll_off: Tensor  # N 1
    scene: Tensor  # N 64
    grid: Tensor  # N BINS CELLS CELLS


def _step(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs), nn.ReLU())


class Head(nn.Module):
    """Thumbnail N 3 96 96 to what the photo should become.

    `need` in 0..1 says how far the photo is from well lit: the target means lie between the
    photo's own means and the predicted ones, so a well-lit photo comes back as it was.
    """

    def __init__(self) -> None:
        super().__init__()
        shape = ((4, 24, 2), (24, 48, 2), (48, 64, 2), (64, 64, 1), (64, 96, 2), (96, 96, 1))
        self.features = nn.Sequential(*(_step(*step) for step in shape))
        self.join = nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * 96 + 4, 128), nn.ReLU())
        self.means = nn.Linear(128, 3)
        self.roll_off = nn.Linear(128, 1)
        self.need = nn.Linear(128, 1)
        self.scene = nn.Linear(128, SCENE)
        for layer in (self.means, self.roll_off, self.need):
            nn.init.normal_(layer.weight, std=0.02)
        nn.init.constant_(self.means.bias, -0.3)
        nn.init.constant_(self.roll_off.bias, -1.0)
        nn.init.constant_(self.need.bias, 2.0)
        self.light = LightHead(64, 96, 128)

    def see(self, thumbnail: Tensor) -> Seen:
        own = channel_means(thumbnail)
        weights = constant(LUMA, thumbnail.device)[:, None, None]
        grey = (thumbnail * weights).sum(dim=1, keepdim=True)
        mean = own.mean(dim=1)[:, None, None, None]
        shape = torch.cat([thumbnail / (thumbnail + mean), 0.3 * torch.log(grey + 2e-3)], dim=1)
        fine = self.features[:4](shape)
        coarse = self.features[4:](fine)
        levels = torch.cat([torch.log(own), torch.log(own.mean(dim=1, keepdim=True))], dim=1)
        joined = self.join(torch.cat([coarse.mean((2, 3)), coarse.amax((2, 3)), levels], dim=1))
        need = ((torch.sigmoid(self.need(joined)) - 0.03) / 0.94).clamp(0, 1)
        wanted = functional.logsigmoid(self.means(joined))
        target = torch.exp(torch.log(own) * (1 - need) + wanted * need)
        roll_off = need * functional.softplus(self.roll_off(joined))
        return Seen(target, roll_off, self.scene(joined), self.light(fine, coarse, joined))


def steady(head: Head, thumbnail: Tensor) -> Seen:
    """The mean of the head's answers for nine places of the thumbnail, every second mirrored."""
    around = functional.pad(thumbnail, (_MOVED,) * 4, mode="replicate")
    height, width = thumbnail.shape[2:]
    places = [(top, left) for top in (0, _MOVED, 2 * _MOVED) for left in (0, _MOVED, 2 * _MOVED)]
    looks = [around[..., top : top + height, left : left + width] for top, left in places]
    looks[::2] = [look.flip(3) for look in looks[::2]]
    seen = head.see(torch.cat(looks))
    brighter = torch.log(seen.target) - torch.log(channel_means(torch.cat(looks)))

    def mean(part: Tensor) -> Tensor:
        return part.unflatten(0, (len(looks), -1)).mean(dim=0)

    # The same over the whole photo: what the grids of held-out photos said of single cells made
    # them worse, and what they said of brightness better.
    grid = settled(mean(seen.grid).mean(dim=(2, 3), keepdim=True))
    grid = grid.expand(-1, -1, CELLS, CELLS)
    # Alone, the head takes some bright photos for dark ones.
    dark = darkness(thumbnail.mean(dim=(1, 2, 3))[:, None])
    target = channel_means(thumbnail) * torch.exp(mean(brighter) * dark)
    grid = grid * dark[..., None, None]
    return Seen(target, mean(seen.roll_off) * dark, mean(seen.scene), grid)

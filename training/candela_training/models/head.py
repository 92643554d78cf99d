"""What the network sees of the whole photo, small: exposure, scene, and the grid of local light."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.curve import channel_means
from candela_training.models.exposure import LUMA, ExposureHead, darkness
from candela_training.models.light import CELLS, LightHead, settled

# How far the thumbnail is moved for a steadier answer, in its own pixels.
_MOVED = 3


class Seen(NamedTuple):
    """What the head says of a photo."""

    target: Tensor  # N 3, wanted means
    roll_off: Tensor  # N 1
    scene: Tensor  # N 64
    grid: Tensor  # N BINS CELLS CELLS


class Head(ExposureHead):
    """The exposure head with local light, and without a veto by the photo's mean."""

    def __init__(self) -> None:
        super().__init__()
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

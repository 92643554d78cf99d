"""Views into HDR panoramas, as dark photos exposed for their lamps, and as they should look.

Every file is an OpenEXR of linear light, twice as wide as high. The truth of a view is the fusion
of its exposures: shadows come up while lamps, windows and sky keep their texture and colour.
"""

import csv
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from candela_training.constants import constant
from candela_training.degrade.tone import to_stored
from candela_training.fusion import fuse

_LUMA = (0.2126, 0.7152, 0.0722)
# Views are drawn at twice their size: a panorama has more detail than a thumbnail holds.
_FINER = 2
# Median stored value that a view is lifted towards, by the time of day: night is to stay night.
_LIFTED = {"day": (0.3, 0.46), "dusk": (0.2, 0.32), "night": (0.12, 0.24)}
_MOST_STOPS = 7.0


class Views(NamedTuple):
    """Dark photos and their truth, N 3 S S stored values."""

    low: Tensor
    truth: Tensor


class Panoramas:
    """Panoramas of a split on a device; `times` says when each was taken: day, dusk or night."""

    def __init__(self, pictures: list[np.ndarray], times: list[str], device: torch.device) -> None:
        stack = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
        self.light = stack.float().clamp(min=0).to(device)
        self.lifted = torch.tensor([_LIFTED[time] for time in times], device=device)

    def views(self, count: int, side: int) -> Views:
        """Random views, mirrored half of the time, each exposed for what is bright in it."""
        device = self.light.device
        index = torch.randint(len(self.light), (count,), device=device)
        light = self._looked_at(index, side)
        weights = constant(_LUMA, device)[:, None, None]
        luma = (light * weights).sum(dim=1).flatten(1)
        # White is set by the brightest part that the photographer still cared for.
        share = 0.95 + 0.048 * torch.rand(count, device=device) ** 0.7
        ranks = luma.sort(dim=1).values
        place = (share * (luma.shape[1] - 1)).long()[:, None]
        white = ranks.gather(1, place)[:, 0].clamp(min=1e-4)
        base = light / _wide(white)
        lifted = self._stops(base, index)
        dim = 2 ** (-3.5 * torch.rand(count, device=device) ** 1.3)
        stops = [lifted * part for part in (0, 0.25, 0.5, 0.75, 1)]
        truth = fuse(torch.stack([to_stored(base * _wide(2**stop)) for stop in stops]))
        low = to_stored(base * _wide(dim))
        # A lifted photo comes back as it is; so does one that needed hardly anything.
        done = torch.rand(count, device=device) < 0.15
        low = torch.where(_wide(done), truth, low)
        return Views(low, torch.maximum(truth, low * 0.98))

    def _stops(self, base: Tensor, index: Tensor) -> Tensor:
        """How many stops brighter the brightest exposure is, N."""
        count, device = len(base), base.device
        lot = torch.rand(count, device=device)
        least, most = self.lifted[index].unbind(1)
        wanted = least + (most - least) * lot
        base = functional.avg_pool2d(base, 4)
        found = torch.zeros(count, device=device)
        for stop in np.linspace(0, _MOST_STOPS, 29):
            mean = to_stored(base * 2.0**stop).mean(dim=1).flatten(1).median(dim=1).values
            found = torch.where(mean < wanted, found.new_full((), float(stop)), found)
        return found

    def _looked_at(self, index: Tensor, side: int) -> Tensor:
        """Perspective views, N 3 side side, of linear light."""
        count, device = len(index), index.device

        def between(low: float, high: float) -> Tensor:
            return low + (high - low) * torch.rand(count, 1, 1, device=device)

        angle = between(math.radians(45), math.radians(95))
        ratio = torch.exp(between(-0.4, 0.4))
        line = (torch.arange(side * _FINER, device=device) + 0.5) / (side * _FINER) * 2 - 1
        reach = torch.tan(angle / 2)
        right, down = torch.meshgrid(line, line, indexing="xy")
        right, down = right[None] * reach * ratio.sqrt(), down[None] * reach / ratio.sqrt()
        right = torch.where(between(0, 1) < 0.5, -right, right)
        pitch, turn = between(-0.45, 0.35), between(-math.pi, math.pi)
        ahead = torch.cos(pitch) - down * torch.sin(pitch)
        up = -torch.sin(pitch) - down * torch.cos(pitch)
        east = torch.atan2(right, ahead) + turn
        north = torch.atan2(up, torch.sqrt(right * right + ahead * ahead))
        east = torch.remainder(east / math.pi + 1, 2) - 1
        grid = torch.stack([east, -north / (math.pi / 2)], dim=-1)
        seen = functional.grid_sample(
            self.light[index], grid, padding_mode="border", align_corners=False
        )
        return functional.avg_pool2d(seen, _FINER)


def read_panorama(path: Path) -> np.ndarray:
    """H W 3 float32 of linear light."""
    import OpenEXR  # Only training with panoramas needs it.

    with OpenEXR.File(str(path)) as file:
        pixels = next(iter(file.channels().values())).pixels
    return np.clip(np.nan_to_num(pixels[..., :3].astype(np.float32)), 0, 32000)


def load_panoramas(table: Path, root: Path, split: str, device: torch.device) -> Panoramas:
    """The panoramas of a split, by a table: file, split, time, author, licence, sha256."""
    with table.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    pictures = [read_panorama(root / row["file"]) for row in rows]
    return Panoramas(pictures, [row["time"] for row in rows], device)


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

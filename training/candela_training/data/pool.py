"""Photos held as one block of bytes on a device, and crops gathered from it by the batch.

A `view` is a photo as training sees it: a window of a stored photo (the whole, or a part of at
least 55 % of each side), its thumbnail, and one crop of it. Pictures are N 3 H W float32 in 0..1.
"""

from typing import NamedTuple

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from candela_training.models.exposure import THUMBNAIL

_STORED_THUMBNAIL = 160
_LEAST_WINDOW = 0.55


class View(NamedTuple):
    """A batch of views; a tuple holds one picture for each layer of the pool."""

    crops: tuple[Tensor, ...]  # N 3 S S
    where: Tensor  # N 2 S S, place of each pixel in its window, down and right, 0..1
    thumbnails: tuple[Tensor, ...]  # N 3 96 96
    thumbnail_where: Tensor  # N 2 96 96


class Pool:
    """Photos in one or more layers (a low light and its ground truth are two layers)."""

    def __init__(self, layers: list[list[np.ndarray]], device: torch.device) -> None:
        """layers[i][j] is photo j of layer i, H W 3 uint8; equal sizes across layers."""
        sizes = torch.tensor([photo.shape[:2] for photo in layers[0]])
        counts = sizes.prod(dim=1)
        self.device = device
        self.sizes = sizes.to(device)
        self.starts = (counts.cumsum(0) - counts).to(device)
        self.pixels = [_flat(photos).to(device) for photos in layers]
        self.small = [_thumbnails(photos).to(device) for photos in layers]

    def view(self, count: int, side: int) -> View:
        """Random views with crops of side x side, mirrored and turned at random."""
        index, top_left, span = self._windows(count, side)
        rows, columns = self._crop_grid(top_left, span, side)
        stride = self.sizes[index, 1][:, None, None]
        flat = self.starts[index][:, None, None] + rows * stride + columns
        crops = tuple(_picture(layer[flat]) for layer in self.pixels)
        place = torch.stack([rows, columns], dim=1) + 0.5
        where = (place - top_left[..., None, None]) / span[..., None, None]
        thumbnails, small_where = self._small(index, top_left, span)
        return View(crops, where, thumbnails, small_where)

    def thumbnails(self, count: int) -> View:
        """Random views without crops."""
        index, top_left, span = self._windows(count, 1)
        thumbnails, where = self._small(index, top_left, span)
        return View((), where[:, :, :0, :0], thumbnails, where)

    def _random(self, count: int, *more: int) -> Tensor:
        return torch.rand(count, *more, device=self.device)

    def _windows(self, count: int, side: int) -> tuple[Tensor, Tensor, Tensor]:
        """Photo N, and upper left corner and size N 2 of its window, in whole pixels."""
        index = (self._random(count) * len(self.sizes)).long()
        size = self.sizes[index]
        part = _LEAST_WINDOW + (1 - _LEAST_WINDOW) * self._random(count, 2)
        part = torch.where(self._random(count, 1) < 0.5, part, torch.ones_like(part))
        span = (size * part).long().clamp(min=side)
        return index, (self._random(count, 2) * (size - span + 1)).long(), span

    def _crop_grid(self, top_left: Tensor, span: Tensor, side: int) -> tuple[Tensor, Tensor]:
        """Row and column of every pixel of a crop within each window, N S S both."""
        count = len(span)
        corner = top_left + (self._random(count, 2) * (span - side + 1)).long()
        line = torch.arange(side, device=self.device)
        turned = self._random(count, 3, 1, 1) < 0.5
        down = line[:, None].expand(count, side, side)
        right = line[None, :].expand(count, side, side)
        down, right = torch.where(turned[:, 0], right, down), torch.where(turned[:, 0], down, right)
        down = torch.where(turned[:, 1], side - 1 - down, down)
        right = torch.where(turned[:, 2], side - 1 - right, right)
        return corner[:, :1, None] + down, corner[:, 1:, None] + right

    def _small(
        self, index: Tensor, top_left: Tensor, span: Tensor
    ) -> tuple[tuple[Tensor, ...], Tensor]:
        """Thumbnails of the windows, half of them mirrored, and the place of their pixels."""
        count = len(index)
        line = (torch.arange(THUMBNAIL, device=self.device) + 0.5) / THUMBNAIL
        down = line[:, None].expand(count, THUMBNAIL, THUMBNAIL)
        right = line[None, :].expand(count, THUMBNAIL, THUMBNAIL)
        right = torch.where(self._random(count, 1, 1) < 0.5, 1 - right, right)
        where = torch.stack([down, right], dim=1)
        place = where * span[..., None, None] + top_left[..., None, None]
        place = 2 * place / self.sizes[index][..., None, None] - 1
        grid = torch.stack([place[:, 1], place[:, 0]], dim=-1)
        pictures = tuple(
            functional.grid_sample(
                layer[index].float() / 255, grid, padding_mode="border", align_corners=False
            )
            for layer in self.small
        )
        return pictures, where


def _flat(photos: list[np.ndarray]) -> Tensor:
    """All pixels of all photos, P 3 uint8."""
    return torch.from_numpy(np.concatenate([photo.reshape(-1, 3) for photo in photos]))


def _picture(samples: Tensor) -> Tensor:
    """N S S 3 uint8 to N 3 S S in 0..1, channels last in memory."""
    return samples.permute(0, 3, 1, 2).float() / 255


def thumbnail(photo: np.ndarray, side: int = THUMBNAIL) -> np.ndarray:
    """The whole photo squashed to side x side by area, uint8."""
    resized = Image.fromarray(photo).resize((side, side), Image.Resampling.BOX)
    return np.asarray(resized)


def _thumbnails(photos: list[np.ndarray]) -> Tensor:
    small = np.stack([thumbnail(photo, _STORED_THUMBNAIL) for photo in photos])
    return torch.from_numpy(small).permute(0, 3, 1, 2).contiguous()

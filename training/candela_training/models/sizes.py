"""A picture at a quarter of its sides, and maps of that size as large as the picture again.

Both are layers without weights of their own. As modules they have names in the exported file.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.constants import constant

# The local gain is made at a size so many times smaller.
REDUCED = 4
# Three channels and five of nothing: the runtime computes eight at a time.
_TO_EIGHT = tuple(tuple(float(i == j) for j in range(3)) for i in range(8))
# How much each pixel of a place takes from the place before, its own and the next.
_BILINEAR = ((0.375, 0.625, 0.0), (0.125, 0.875, 0.0), (0.0, 0.875, 0.125), (0.0, 0.625, 0.375))


class Reduce(nn.Module):
    """Means of squares of `REDUCED` pixels; as a convolution it takes a tenth of the pooling."""

    def forward(self, photo: Tensor) -> Tensor:
        own = constant(_TO_EIGHT, photo.device)[..., None, None]
        kernel = own.expand(-1, -1, REDUCED, REDUCED) / REDUCED**2
        return functional.conv2d(photo, kernel, stride=REDUCED)[:, :3]


class Enlarge(nn.Module):
    """Maps of `REDUCED` pixels, N C h w, at the size of the photo: bilinear interpolation.

    A convolution finds the pixels of each place, which then move as columns and as rows. The
    runtime's own interpolation takes twice as long, and has one thread for each map.
    """

    def forward(self, maps: Tensor) -> Tensor:
        count, channels, height, width = maps.shape
        around = functional.pad(maps, (1, 1, 1, 1), mode="replicate").flatten(0, 1)[:, None]
        reach = constant(_BILINEAR, maps.device)
        # Of each column and row of a place: how much it takes from the nine around.
        kernel = torch.einsum("cj,ri->crij", reach, reach).flatten(0, 1)[:, None]
        pixels = functional.conv2d(around, kernel)
        columns = pixels.view(len(around), REDUCED, -1).transpose(1, 2)
        rows = columns.reshape(len(around), REDUCED, height, REDUCED * width).transpose(1, 2)
        return rows.reshape(count, channels, REDUCED * height, REDUCED * width)

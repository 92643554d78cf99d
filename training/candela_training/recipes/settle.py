"""A last stage of the restoration: exact on hard edges, and on photos as it was.

Training on edges beside photos costs detail, because a short run on photos does not find back what
it loses. So photos are to come out as the weights that the run began with make them (distillation,
Hinton et al. 2015), with texture as strong. Only edges have another truth, which is themselves.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.config import FitConfig
from candela_training.data.batches import Batch
from candela_training.degrade.lot import Lot
from candela_training.degrade.night import smooth
from candela_training.degrade.stripes import hard_edges
from candela_training.losses import charbonnier, outside
from candela_training.models.candela2 import Candela2
from candela_training.models.light import over_places, over_tile

# A run that only stays as it was fades: fine texture is asked for a little stronger.
_TEXTURE = 1.06
# How bright edges are before they are lifted.
_LEAST, _MOST = 0.1, 0.7
_SIDE = 96


class Settling(NamedTuple):
    """Exposed photos with what was made of them, and exposed edges; each with its conditions."""

    exposed: Tensor  # N 3 S S
    known: Tensor  # N C
    repair: Tensor  # N 3 S S
    edges: Tensor  # M 3 96 96
    true_edges: Tensor  # M 3 96 96
    known_of_edges: Tensor  # M C


@torch.no_grad()
def settling(before: Candela2, batch: Batch, train: FitConfig) -> Settling:
    """What a step sees; before: the network that the run began with."""
    count, device = len(batch.low), batch.low.device
    own = before.expose(batch.thumbnails[:count])
    brightness, denoise = (2 * torch.rand(2, count, device=device) - 1) * (
        torch.rand(2, count, device=device) < train.controls_share
    )
    exposed = before.relight(batch.low, own, over_places(own.grid, batch.where), brightness).exposed
    known = before.known(own, brightness, denoise)
    # Half of the edges are lifted as the head wants it, the others stand at exposures of photos.
    half = count // 2
    lot = Lot(count, device)
    edges = hard_edges(lot, _SIDE)
    dark = edges[:half] * (_LEAST + _MOST * lot.uniform(0, 1, 1, 1, 1)[:half])
    dark = (255 * dark).round() / 255
    seen = before.expose(dark)
    none = brightness[:half] * 0
    place = dark.new_tensor([0.0, 0.0, 1.0, 1.0]).expand(half, 4)
    # Gains at a quarter of the size leave a trace beside an edge; those of each pixel leave none.
    lifted, truth = (
        before.relight(dark, seen, over_tile(seen.grid, place, side, side), none).exposed
        for side in (_SIDE // 4, _SIDE)
    )
    return Settling(
        exposed,
        known,
        before.restorer(exposed, known),
        torch.cat([lifted, edges[half:]]),
        torch.cat([truth, edges[half:]]),
        torch.cat([before.known(seen, none, none), known[half:]]),
    )


def settle_loss(network: Candela2, seen: Settling, train: FitConfig) -> Tensor:
    """Distance from what was made of photos, and from edges; a scalar."""
    made = seen.exposed + network.restorer(seen.exposed, seen.known)
    wanted = seen.exposed + seen.repair
    fine, true_fine = made - smooth(made), wanted - smooth(wanted)
    strength, true_strength = (functional.avg_pool2d(part.abs(), 8) for part in (fine, true_fine))
    kept = (
        charbonnier(made, wanted).mean()
        + 0.5 * (fine - true_fine).abs().mean()
        + 2 * (strength - _TEXTURE * true_strength).abs().mean()
    )
    drawn = seen.edges + network.restorer(seen.edges, seen.known_of_edges)
    beyond, near = outside(drawn, seen.true_edges)
    rung = (2 * beyond + 20 * beyond.square()) * near
    return (
        train.settle * kept
        + 3 * charbonnier(drawn, seen.true_edges).mean()
        + rung.sum() / (near.sum() + 1)
    )

"""Candela with local light: its head on whole photos, small, then the restoration on crops.

With `batch` 0 only the head trains: minutes, where the restoration takes hours. With `head` 0 only
the restoration trains, on exposures as the finished head gives them; with `settle` it only stays as
it is and learns edges. From given pairs it learns their saturation too; in photos that we darken,
colours are as strong as they were.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.config import Experiment, FitConfig
from candela_training.data.batches import Batch, given, made, whole
from candela_training.data.panoramas import Panoramas, load_panoramas
from candela_training.data.pool import Pool
from candela_training.data.sources import load_pool
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.night import smooth
from candela_training.losses import charbonnier, exposure_error, log_error, ringing, structure
from candela_training.models import build
from candela_training.models.candela2 import Candela2, Colours, Exposure
from candela_training.models.colour import saturated
from candela_training.models.curve import channel_means, slide_both_ways
from candela_training.models.head import Seen
from candela_training.models.light import over_places, over_tile
from candela_training.paths import TRAINING, data_root
from candela_training.recipes.recipe import Recipe
from candela_training.recipes.settle import Settling, settle_loss, settling
from candela_training.validation import Example, examples, plain_scores

_HELD_OUT_VIEWS = 24
_NOTICEABLE = 0.05


class Photos(NamedTuple):
    """What a run trains on."""

    pool: Pool
    panoramas: Panoramas | None
    before: Candela2 | None = None  # the network that a run of `settle` stays like
    beside: Pool | None = None  # well-lit photos that take turns with the pairs


class Judged(NamedTuple):
    """Held-out photos, darkened and well lit, and held-out views into panoramas."""

    photos: dict[str, list[Example]]
    low: Tensor | None = None
    truth: Tensor | None = None


def photos(experiment: Experiment, device: torch.device) -> Photos:
    """Well-lit photos and panoramas to train on, or pairs."""
    pool = load_pool(experiment.data, "train", max(experiment.train.crop, 16), device)
    before = started(experiment, device) if experiment.train.settle else None
    if experiment.data.beside:
        source = experiment.data.source_beside()
        beside = load_pool(source, "train", experiment.train.crop, device)
        return Photos(pool, None, before, beside)
    if not experiment.data.panoramas:
        return Photos(pool, None, before)
    table = TRAINING / experiment.data.panoramas
    return Photos(pool, load_panoramas(table, data_root(), "train", device), before)


def started(experiment: Experiment, device: torch.device) -> Candela2:
    """The network with the weights that the config begins with."""
    network = build(experiment.architecture).to(device).requires_grad_(False).eval()
    checkpoint = TRAINING / experiment.train.start
    network.load_state_dict(
        torch.load(checkpoint, weights_only=True, map_location=device)["average"]
    )
    return network


def batch(pool: Photos, experiment: Experiment, jpeg: Jpeg, step: int) -> Batch | Settling:
    """Darkened photos, and views into panoramas after the further thumbnails; or pairs.

    Pairs with photos beside them take turns with those.
    """
    train = experiment.train
    if pool.beside is not None and step % 2:
        dark = made(pool.beside, train, experiment.night, jpeg)
    elif experiment.data.kind == "pairs":
        dark = given(pool.pool, train)
    else:
        dark = (made if train.batch else whole)(pool.pool, train, experiment.night, jpeg)
    if pool.before is not None:
        return settling(pool.before, dark, train)
    if pool.panoramas is None:
        return dark
    views = pool.panoramas.views(train.views, dark.thumbnails.shape[-1])
    small = torch.cat([dark.thumbnails, views.low])
    return dark._replace(
        thumbnails=small, true_thumbnails=torch.cat([dark.true_thumbnails, views.truth])
    )


def light_loss(network: Candela2, seen: Seen, exposure: Exposure, batch: Batch) -> Tensor:
    """How far the relit thumbnails are from their truth, N."""
    small, truth = batch.thumbnails, batch.true_thumbnails
    side = small.shape[-1]
    place = small.new_tensor([0.0, 0.0, 1.0, 1.0]).expand(len(small), 4)
    maps = over_tile(exposure.grid, place, side, side)
    colours = colours_of(exposure) if batch.given else None
    relit = network.relight(small, exposure, maps, small.new_zeros(len(small)), colours)
    shown = saturated(relit.exposed, relit.saturation).clamp(max=1)
    colour = (blurred(chroma(shown)) - blurred(chroma(truth))).abs().mean(dim=(1, 2, 3))
    grid = seen.grid
    rough = (grid[..., 1:] - grid[..., :-1]).square().mean(dim=(1, 2, 3))
    rough = rough + (grid[..., 1:, :] - grid[..., :-1, :]).square().mean(dim=(1, 2, 3))
    return (
        2 * charbonnier(shown, truth)
        + 0.3 * structure(shown, truth)
        + 0.05 * log_error(shown, truth)
        + 2 * colour
        + 0.1 * exposure_error(seen.target, truth)
        + 0.02 * rough
        + 0.002 * grid.square().mean(dim=(1, 2, 3))
    )


def colours_of(exposure: Exposure) -> Colours:
    """The colours of photos as a person gets them; those that we darken are as strong as before."""
    none = torch.zeros_like(exposure.lost)
    return Colours(none[:, 0], exposure.lost, none, none)


def chroma(picture: Tensor) -> Tensor:
    """What makes a picture's colour: the channels less their mean."""
    return picture - picture.mean(dim=1, keepdim=True)


def blurred(picture: Tensor) -> Tensor:
    """Means over 8 x 8 pixels: blotches, not grain."""
    return functional.avg_pool2d(picture, 8)


def loss(network: Candela2, batch: Batch | Settling, train: FitConfig, fast: bool) -> Tensor:
    """Loss of a batch, a scalar; fast runs the restoration in bfloat16."""
    if isinstance(batch, Settling):
        return settle_loss(network, batch, train)
    small = batch.thumbnails
    if not train.head:
        known = settled_exposure(network, batch)
        return restoration_loss(network, batch, train, known, fast).mean()
    seen = network.head.see(small)
    exposure = network.decide(small, seen)
    head = light_loss(network, seen, exposure, batch).mean()
    if not train.batch:
        return head
    return train.head * head + restoration_loss(network, batch, train, exposure, fast).mean()


@torch.no_grad()
def settled_exposure(network: Candela2, batch: Batch) -> Exposure:
    """What the finished head says of the crops' photos, as it does in use."""
    network.head.eval()
    return network.expose(batch.thumbnails[: len(batch.low)])


def restoration_loss(
    network: Candela2, batch: Batch, train: FitConfig, exposure: Exposure, fast: bool
) -> Tensor:
    """How far crops are from their truth at the exposure that the head gave them, N."""
    count, low = len(batch.low), batch.low
    own = _first(exposure, count)
    device = low.device
    brightness, denoise = (2 * torch.rand(2, count, device=device) - 1) * (
        torch.rand(2, count, device=device) < train.controls_share
    )
    with torch.no_grad():
        maps = over_places(own.grid, batch.where)
        colours = colours_of(own) if batch.given else None
        exposed, factor, _ = network.relight(low, own, maps, brightness, colours)
        quiet = network.relight(batch.quiet, own, maps, brightness).exposed
        wanted = _wanted(network, batch, own, maps, brightness)
        # How noisy a given pair was can only be told by how its finest texture differs.
        noise = _detail(exposed) - _detail(wanted) if batch.given else exposed - quiet
        strength = noise.std(dim=(1, 2, 3))
        share = torch.relu(denoise) * strength / (strength + _NOTICEABLE)
        wanted = torch.lerp(wanted, smooth(wanted), share[:, None, None, None])
    with torch.autocast(device.type, torch.bfloat16, enabled=fast):
        enhanced = network.restore(
            exposed, own, brightness, denoise.relu(), torch.zeros_like(denoise)
        )
    enhanced = saturated(enhanced.float(), factor)
    fine = (_detail(enhanced) - _detail(wanted)).abs().mean(dim=(1, 2, 3))
    coarse = (blurred(chroma(enhanced)) - blurred(chroma(wanted))).abs().mean(dim=(1, 2, 3))
    return (
        charbonnier(enhanced, wanted)
        + train.ssim * structure(enhanced, wanted)
        + train.chroma * coarse
        + train.detail * fine
        + train.ringing * ringing(enhanced, wanted)
    )


def _wanted(
    network: Candela2, batch: Batch, own: Exposure, maps: Tensor, brightness: Tensor
) -> Tensor:
    """The truth, as bright as the head made the photo, so that restoration learns no exposure."""
    small, true_small = batch.thumbnails[: len(batch.low)], batch.true_thumbnails[: len(batch.low)]
    place = small.new_tensor([0.0, 0.0, 1.0, 1.0]).expand(len(small), 4)
    whole = over_tile(own.grid, place, small.shape[-1], small.shape[-1])
    shown = network.relight(small, own, whole, torch.zeros_like(brightness)).exposed.clamp(max=1)
    ratio = (channel_means(shown) / channel_means(true_small)).clamp(0.4, 2.5)
    truth = batch.truth * ratio[..., None, None]
    truth = truth / (1 + batch.truth * (ratio - 1)[..., None, None])
    return slide_both_ways(truth, brightness)


def _detail(picture: Tensor) -> Tensor:
    return picture - smooth(picture)


def _first(exposure: Exposure, count: int) -> Exposure:
    """The exposure of the first photos, without gradients: the head learns by its own loss."""
    curve = exposure.curve
    gain, roll = curve.gain[:count].detach(), curve.roll[:count].detach()
    return exposure._replace(
        curve=type(curve)(gain, roll),
        scene=exposure.scene[:count],
        grid=exposure.grid[:count].detach(),
        colour=exposure.colour[:count],
        lost=exposure.lost[:count].detach(),
    )


def judged(experiment: Experiment, device: torch.device) -> Judged:
    """What a run is judged on."""
    if not experiment.data.panoramas:
        return Judged(examples(experiment, device))
    table = TRAINING / experiment.data.panoramas
    with torch.random.fork_rng():
        torch.manual_seed(experiment.seed)
        views = load_panoramas(table, data_root(), "val", device).views(_HELD_OUT_VIEWS, 96)
    return Judged(examples(experiment, device), views.low, views.truth)


def scores(network: Candela2, sets: Judged) -> dict[str, float]:
    """PSNR in dB of relit views, and of whole photos once the restoration trains."""
    network.eval()
    whole = plain_scores(network, sets.photos)
    kept = plain_scores(network, {"dark": sets.photos["well lit"]})
    found = {**whole, "psnrWellLit": kept["psnr"]}
    if sets.low is None:
        return found
    with torch.no_grad():
        exposure = network.expose(sets.low)
        place = sets.low.new_tensor([0.0, 0.0, 1.0, 1.0]).expand(len(sets.low), 4)
        maps = over_tile(exposure.grid, place, 96, 96)
        none = sets.low.new_zeros(len(sets.low))
        shown = network.relight(sets.low, exposure, maps, none).exposed
        errors = (shown.clamp(0, 1) - sets.truth).square().mean(dim=(1, 2, 3)).clamp(min=1e-8)
        flat = network.relight(sets.low, exposure, maps * 0, none).exposed.clamp(0, 1)
        without = (flat - sets.truth).square().mean(dim=(1, 2, 3)).clamp(min=1e-8)
    return {
        "psnrViews": float((-10 * torch.log10(errors)).mean()),
        "psnrViewsWithoutGrid": float((-10 * torch.log10(without)).mean()),
        "grid": float(exposure.grid.abs().mean()),
        **found,
    }


RECIPE = Recipe(loss, scores, pool=photos, batch=batch, examples=judged)

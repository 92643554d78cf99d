"""A well-lit photo as a dark one, as a camera would have taken and stored it; whole batches.

clean photo -> inverse contrast and tone curve -> linear light -> uneven light, lamps, exposure
cut, wrong white balance -> photon and read noise -> tone curve and contrast -> 8 bits -> JPEG.
After Brooks et al. 2019 ("Unprocessing images for learned raw denoising"); JPEG comes last, as
it does in a camera. Pictures are N 3 H W float32, stored values in 0..1, unless said otherwise.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from candela_training.config import NightConfig
from candela_training.constants import constant
from candela_training.degrade.grain import Grain, deviation, lifted_black, texture
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.light import LAMPS, Light, field, lamps, restore_highlights
from candela_training.degrade.lot import Lot
from candela_training.degrade.pattern import draw_edges, draw_ramps, with_edges, with_ramps
from candela_training.degrade.phone import (
    Phone,
    coarse_texture,
    crush,
    draw_phone,
    packed_again,
    sharpen,
)
from candela_training.degrade.tone import add_contrast, remove_contrast, to_linear, to_stored

# BT.709 weights of linear light.
_LUMA = (0.2126, 0.7152, 0.0722)
# A street at night, exposed for its lamps: exposure cut in stops, light away from the pool that
# they make, radius of that pool, and share of such photos that show lamps.
_STREET_STOPS, _STREET_DARK, _STREET_POOL = (0, 1.5), (0.01, 0.15), (0.1, 0.4)
_STREET_LAMPS = 0.7


class Night(NamedTuple):
    """Everything that is drawn by lot for a batch of photos; N unless said otherwise."""

    cut: Tensor  # linear light is multiplied by this, 2^-stops
    contrast: Tensor  # the scene's photo had this share of the contrast curve
    contrast_after: Tensor  # the dark photo gets this share
    balance: Tensor  # N 3, white-balance error, least channel 1
    keep: Tensor  # share of the light's unevenness and colour that the ground truth keeps
    # How far the ground truth makes up for the light that was lost: an exponent of stored values,
    # whose scale is about the square root of light.
    made_up: Tensor
    light: Light
    grain: Grain
    eight_bits: Tensor  # 1 where the photo is stored in 8 bits
    quality: Tensor  # JPEG quality; 0 where the photo is not a JPEG
    halved: Tensor  # 1 where the JPEG's colour is at half size
    ramp: Tensor  # N 8, smooth gradients in place of photos
    phone: Phone | None = None  # what a phone did besides
    edges: Tensor | None = None  # N 10, stripes with hard edges in place of photos


class Shot(NamedTuple):
    """A batch: ground truth, dark photo, and the dark photo before noise and storage."""

    truth: Tensor
    low: Tensor
    quiet: Tensor


def draw(count: int, config: NightConfig, device: torch.device) -> Night:
    """What happens to each of `count` photos."""
    lot = Lot(count, device)
    dark = 1 - lot.chance(config.well_lit_share)
    least, most = config.stops
    stops = dark * (least + (most - least) * lot.uniform(0, 1) ** 0.7)
    contrast = dark * lot.uniform(0, 0.6)
    # Gains of 1 and more, as cameras have it: what the sensor clipped stays white.
    balance = torch.exp(dark[:, None] * lot.normal(config.balance, 3))
    jpeg = lot.chance(config.jpeg_share)
    worst, best = config.quality
    worst = 90 + (worst - 90) * dark
    quality = jpeg * (worst + (best - worst) * lot.uniform(0, 1))
    night = Night(
        cut=2**-stops,
        contrast=contrast,
        contrast_after=dark * (contrast + lot.normal(0.15)).clamp(0, 0.8),
        balance=balance / balance.amin(dim=1, keepdim=True),
        keep=torch.where(dark > 0, lot.uniform(*config.keep), torch.ones_like(dark)),
        made_up=dark * config.compensation,
        light=_draw_light(lot, dark, config),
        grain=_draw_grain(lot, dark, config),
        eight_bits=lot.chance(config.eight_bit_share),
        quality=quality,
        halved=lot.chance(0.5),
        ramp=draw_ramps(lot, config.ramp_share),
    )
    # Drawn last, so that a config without streets, phones or edges has the same nights.
    if config.street_share:
        night = _with_streets(lot, dark, night, config)
    if config.phone_share:
        night = night._replace(phone=draw_phone(lot, dark * lot.chance(config.phone_share)))
    if config.edge_share:
        night = night._replace(edges=draw_edges(lot, config.edge_share))
    return night


def _with_streets(lot: Lot, dark: Tensor, night: Night, config: NightConfig) -> Night:
    """A share of the dark photos lit by little but a pool of light, and hardly underexposed."""
    street = dark * lot.chance(config.street_share)
    old = night.light
    spread, outside = lot.uniform(*_STREET_POOL), lot.log_uniform(_STREET_DARK)
    pool = torch.cat([old.pool[:, :2], spread[:, None], outside[:, None]], dim=1)
    shown = (lot.uniform(0, 1, LAMPS) < 0.5) * lot.chance(_STREET_LAMPS)[:, None]
    strength = old.lamps[..., 3:] + _lamp_strength(lot) * shown[..., None]
    light = old._replace(
        pool=torch.where(street[:, None] > 0, pool, old.pool),
        lamps=torch.where(
            _wide(street)[..., 0] > 0, torch.cat([old.lamps[..., :3], strength], 2), old.lamps
        ),
    )
    cut = torch.where(street > 0, 2 ** -lot.uniform(*_STREET_STOPS), night.cut)
    return night._replace(cut=cut, light=light)


def _lamp_strength(lot: Lot) -> Tensor:
    """Light of lamps, N LAMPS 3, in units of white."""
    return lot.log_uniform((2, 100), LAMPS, 1) * lot.uniform(0.4, 1, LAMPS, 3)


def _draw_light(lot: Lot, dark: Tensor, config: NightConfig) -> Light:
    """A share of the dark photos is lit unevenly; a share of them shows lamps."""
    lit = torch.maximum(dark, lot.chance(config.well_lit_mood))
    pool, window = lit * lot.chance(config.uneven_share), lit * lot.chance(config.uneven_share)
    outside = torch.lerp(torch.ones_like(lit), lot.uniform(config.dimmest, 0.8), pool)
    away = torch.lerp(torch.ones_like(lit), lot.uniform(config.dimmest, 0.8), window)
    place, spread = lot.uniform(0.1, 0.9, 2), lot.uniform(0.25, 0.7)
    slope = [lot.uniform(0, 6.2832), lot.uniform(-0.3, 0.3), lot.uniform(0.03, 0.4)]
    shown = (lot.uniform(0, 1, LAMPS) < 0.5) * (lit * lot.chance(config.lamp_share))[:, None]
    strength = _lamp_strength(lot)
    lamp = [
        lot.uniform(0, 1, LAMPS, 2),
        lot.log_uniform((0.004, 0.05), LAMPS, 1),
        strength * shown[..., None],
    ]
    return Light(
        vignette=lit * lot.uniform(0, 0.35),
        pool=torch.cat([place, spread[:, None], outside[:, None]], dim=1),
        window=torch.stack([*slope, away], dim=1),
        lamps=torch.cat(lamp, dim=2),
        tint=torch.exp(-_draw_tint(lot) * (lit * lot.chance(config.tint_share))[:, None]),
        highlight=torch.where(dark > 0, lot.log_uniform((1, 30)), torch.ones_like(dark)),
    )


def _draw_tint(lot: Lot) -> Tensor:
    """Minus the log of each channel, N 3: warm light most often, cool or any colour sometimes."""
    strength, kind = lot.uniform(0, 0.6, 1), lot.uniform(0, 1, 1)
    warm = strength * constant((0, 1, 2.2), lot.device)
    cool = strength * constant((1.2, 0.3, 0), lot.device)
    colour = lot.uniform(0, 1.2, 3)
    tint = torch.where(kind < 0.7, warm, torch.where(kind < 0.85, cool, colour))
    return tint - tint.amin(dim=1, keepdim=True)


def _draw_grain(lot: Lot, dark: Tensor, config: NightConfig) -> Grain:
    """Noise over a wide range of ISO; a well-lit photo has little."""
    photon = lot.log_uniform(config.photon, skew=config.noise_skew) * torch.where(
        dark > 0, 1.0, 0.02
    )
    read = torch.exp(2.18 * torch.log(photon) + 1.2 + lot.normal(0.5))
    return Grain(
        photon=photon,
        read=read,
        mosaic=lot.chance(config.mosaic_share),
        smear=lot.chance(0.45) * lot.uniform(0, 0.9),
        sharpen=lot.chance(0.4) * lot.uniform(0, 1.2),
        blotches=lot.chance(0.45) * lot.uniform(0, 0.6),
    )


def light_up(clean: Tensor, where: Tensor, spent: Tensor, night: Night) -> tuple[Tensor, Tensor]:
    """(ground truth, linear light on the sensor, 0 and up) of photos or of parts of them.

    where N 2 H W: the place of each pixel in the whole photo; spent N: the mean of the light
    field over the whole photo. The ground truth keeps a share of the light's unevenness and
    colour, and is brightened for what that costs, without clipping what is bright.
    """
    clean = with_ramps(clean, where, night.ramp)
    if night.edges is not None:
        clean = with_edges(clean, where, night.edges)
    shone = field(where, night.light)
    sources = lamps(where, night.light)
    kept = to_stored(to_linear(clean) * shone ** _wide(night.keep) + sources)
    ratio = _wide(spent ** (-night.made_up * night.keep))
    truth = torch.where(_plain(night), clean, kept * ratio / (1 + kept * (ratio - 1)))
    scene = to_linear(remove_contrast(clean, _wide(night.contrast)))
    scene = restore_highlights(scene, night.light.highlight) * shone + sources
    return truth, scene * _wide(night.cut) * night.balance[..., None, None]


def _plain(night: Night) -> Tensor:
    """True where the light is even and white and no lamp shines: the truth is the photo itself."""
    lit = night.light
    even = (lit.vignette == 0) & (lit.pool[:, 3] == 1) & (lit.window[:, 3] == 1)
    white = lit.tint.amin(dim=1) == 1
    return _wide(even & white & (lit.lamps[:, :, 3:].amax(dim=(1, 2)) == 0))


def develop(light: Tensor, night: Night) -> Tensor:
    """Linear light after white balance to stored values, before rounding."""
    return add_contrast(to_stored(light), _wide(night.contrast_after))


def take(clean: Tensor, where: Tensor, spent: Tensor, night: Night, jpeg: Jpeg) -> Shot:
    """Ground truth and dark photos, noise and storage included; sides multiples of 16."""
    truth, light = light_up(clean, where, spent, night)
    noise = texture(light, night.grain)
    if night.phone:
        noise = noise + coarse_texture(light, night.phone)
    low = develop(light + noise * deviation(light, night.grain), night)
    if night.phone:
        low = crush(sharpen(low, night.phone), night.phone)
    rounded = torch.lerp(low, (low * 255).round() / 255, _wide(night.eight_bits))
    quality = night.quality.clamp(min=1)
    packed = jpeg(rounded, quality, night.halved)
    low = torch.where(_wide(night.quality) > 0, packed, rounded)
    if night.phone:
        low = packed_again(low, night.phone, jpeg)
    quiet = _crushed(develop(light, night), night)
    return Shot(never_darker(truth, quiet), low, quiet)


def take_thumbnail(clean: Tensor, where: Tensor, spent: Tensor, night: Night) -> Shot:
    """The same for the whole photo, small: its noise has averaged out, but for the lifted black."""
    truth, light = light_up(clean, where, spent, night)
    low = _crushed(develop(lifted_black(light, deviation(light, night.grain)), night), night)
    quiet = _crushed(develop(light, night), night)
    return Shot(never_darker(truth, quiet), low, quiet)


def _crushed(stored: Tensor, night: Night) -> Tensor:
    return crush(stored, night.phone) if night.phone else stored


def never_darker(truth: Tensor, quiet: Tensor) -> Tensor:
    """A ground truth that is nowhere darker than the photo without its noise, nor less coloured.

    What a lamp lights up or burns out is fine as it is; to take it back would only make it grey.
    """
    return torch.maximum(truth, quiet.clamp(max=1))


def light_spent(night: Night, side: int = 24) -> Tensor:
    """Mean luma of the light field over the whole photo, N."""
    steps = (torch.arange(side, device=night.cut.device) + 0.5) / side
    where = torch.stack(torch.meshgrid(steps, steps, indexing="ij"))
    lit = field(where.expand(len(night.cut), 2, side, side), night.light).mean(dim=(2, 3))
    return (lit * constant(_LUMA, lit.device)).sum(dim=1)


def smooth(picture: Tensor) -> Tensor:
    """A picture without its finest texture: twice 1 4 6 4 1, both ways."""
    line = constant((1, 4, 6, 4, 1), picture.device) / 16
    kernel = (line[:, None] * line).expand(3, 1, 5, 5)
    for _ in range(2):
        padded = functional.pad(picture, (2, 2, 2, 2), mode="reflect")
        picture = functional.conv2d(padded, kernel, groups=3)
    return picture


def _wide(value: Tensor) -> Tensor:
    return value[:, None, None, None]

"""Candela with local light: the exposure of the whole photo, then of each region of it."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from candela_training.constants import constant
from candela_training.models.colour import doubt, levels_of_light, mixed, recoloured, saturation
from candela_training.models.curve import SLIDER, Curve, solve
from candela_training.models.exposure import SCENE, colourfulness, keep_neutral, squash
from candela_training.models.grain import Grain, grain_of, quietened
from candela_training.models.head import Head, Seen, steady
from candela_training.models.lamps import green_of_black, keep_ends, keep_lamps, lights_in, surer
from candela_training.models.light import (
    BLACKEST,
    Tone,
    all_gain,
    apart,
    at_brightness,
    exposed_brightness,
    greatest,
    lit,
    not_too_steep,
    over_tile,
    tinted,
)
from candela_training.models.night import keep_night
from candela_training.models.restore import Restorer
from candela_training.models.shade import lift_shade
from candela_training.models.sizes import REDUCED, Enlarge, Reduce

_CONDITIONS = SCENE + 3 + 3 + 1 + 1
# Gain up to which any photo may be lifted, and how much further each level of its mean, of 255,
# lets it go: in a photo of four levels there is nothing to lift but the steps between them.
_LEAST_GAIN, _GAIN_A_LEVEL, _MOST_GAIN = 6.0, 1.5, 40.0
# Log gains of red, green and blue at the warmest place of `warmth`.
_WARM = (0.25, 0.0, -0.25)
# What `night` at its end adds to the grid, from the darkest tones to the brightest.
_NIGHT = (-1.4, -1.4, -1.0, -0.5, -0.1, 0.0, 0.0, 0.0)
# The same of `lights`, which holds back what is lit.
_LIGHTS = (0.0, 0.0, 0.0, -0.1, -0.5, -1.1, -1.6, -1.6)
# Stored value up to which a place may come back black, and how much more `lights` allows.
_DIM, _DIM_LIGHTS = 0.2, 0.5
# Keeps the gain of black finite: half a step of 8 bits.
_DARK = 0.5 / 255


class Exposure(NamedTuple):
    """Curve and grid of a photo, its scene vector, whether it has colours, and which it loses."""

    curve: Curve
    scene: Tensor
    grid: Tensor  # N BINS CELLS CELLS
    colour: Tensor  # N 1
    lost: Tensor  # share of their saturation that lifted places lose, N 1
    green: Tensor  # share of their green or magenta that black places lose, N 1


class Lit(NamedTuple):
    """A photo after curve and light, N 3 H W, and what its colours become.

    The factor of their saturation, N 1, and their grain are as large as the maps of the light.
    """

    exposed: Tensor
    saturation: Tensor | None
    grain: Grain | None


class Colours(NamedTuple):
    """How a photo's colours change, N each."""

    warmth: Tensor
    lost: Tensor  # share of their saturation that lifted places lose, N 1
    grain: Tensor  # share of their grain that they lose, N 1
    green: Tensor  # share of their green or magenta that black places lose, N 1


class Sliders(NamedTuple):
    """What a person wants of a photo, N each, -1..1; 0 leaves it to the network."""

    brightness: Tensor
    lights: Tensor
    night: Tensor
    warmth: Tensor
    denoise: Tensor
    colourNoise: Tensor


def brake(curve: Curve, thumbnail: Tensor, step: Tensor | None = None) -> Curve:
    """A curve whose gain the photo's own levels can bear; its value at white stays.

    step N, the least difference of brightness that the photo stores, of 255: 1 for 8 bits.
    """
    levels = 255 * thumbnail.mean(dim=(1, 2, 3), keepdim=False)[:, None]
    if step is not None:
        levels = levels / step[:, None]
    most = (_LEAST_GAIN + _GAIN_A_LEVEL * levels).clamp(max=_MOST_GAIN)
    white = curve.gain / (1 + curve.roll)
    share = (most / curve.gain.amax(dim=1, keepdim=True)).clamp(max=1)
    gain = curve.gain * share
    return Curve(gain, gain / white - 1)


class Candela2(nn.Module):
    """Brightens and cleans a dark photo, each region as it needs.

    stored N 3 H W and thumbnail N 3 h w (the whole photo, small), stored values in 0..1; a number
    N, -1..1, for each control, 0 neutral; place N 4: top, left, height and width of what is seen,
    as shares of the whole photo's sides; step N, as `brake` takes it. H and W are multiples of 16.
    The result may leave 0..1; the caller clips.
    """

    multiple = 16
    placed = True
    stepped = True
    # Whether lights in a photo say how bright it was meant to be; see `lamps`.
    minds_lights = True
    controls = Sliders._fields
    maps = (
        ("gain", "How much brighter each place became, in stops: the light of the curve."),
        ("repair", "What the restoration changed after that, per channel; grey is nothing."),
    )

    def __init__(self, restorer: type[nn.Module] = Restorer) -> None:
        super().__init__()
        self.head = Head()
        self.reduce, self.enlarge = Reduce(), Enlarge()
        self.condition = nn.Sequential(nn.Linear(_CONDITIONS, 64), nn.ReLU())
        self.restorer = restorer(64)

    def expose(self, thumbnail: Tensor, step: Tensor | None = None) -> Exposure:
        """The head's answer for a thumbnail."""
        small = squash(thumbnail)
        found = self.decide(small, steady(self.head, small), step)
        lights = lights_in(small) if self.minds_lights else None
        curve = found.curve if lights is None else keep_lamps(found.curve, small, lights)
        grid, lost, green = keep_night(small, curve, found.grid), found.lost, found.green
        if lights is not None:
            grid = keep_ends(grid, curve, lights)
            lost = surer(doubt(curve, levels_of_light(small, step)), lights)
            green = green_of_black(curve, lights)
        grid = lift_shade(curve(small).clamp(max=1), grid, found.curve.log_gain.exp())
        return found._replace(curve=curve, grid=grid, lost=lost, green=green)

    def decide(self, small: Tensor, seen: Seen, step: Tensor | None = None) -> Exposure:
        """The curve that meets what the head wants, within what the photo can bear."""
        curve = solve(small, keep_neutral(seen.target, small), seen.roll_off)
        curve = brake(curve, small, step)
        lost = doubt(curve, levels_of_light(small, step))
        colour = colourfulness(small)
        return Exposure(curve, seen.scene, seen.grid, colour, lost, torch.zeros_like(lost))

    def relight(
        self,
        stored: Tensor,
        exposure: Exposure,
        maps: Tensor,
        brightness: Tensor,
        colours: Colours | None = None,
    ) -> Lit:
        """The photo N 3 H W after curve and local light, and how saturated it is to be.

        maps N BINS: the grid over this part of the photo, at a quarter of its size or at its own.
        Without `colours` they are as strong as they were stored.
        """
        tone = apart(exposure.curve)
        if colours is not None:
            warm = torch.exp(constant(_WARM, stored.device) * colours.warmth[:, None])
            tone = tone._replace(tint=tone.tint * warm)
        # A gain that follows every grain of noise would make more of it.
        small = maps.shape[3] != stored.shape[3]
        coarse = self.reduce(stored) if small else stored
        value = greatest(tinted(coarse, tone))
        gain = torch.exp(at_brightness(maps, exposed_brightness(value, tone)))
        ratio = torch.exp(SLIDER * brightness)[:, None]
        tone = Tone(tone.tint, tone.gain * ratio, tone.white)
        far = all_gain(gain, tone)
        # Training goes this second way, and needs derivatives.
        exposed = (
            lit(stored, self.enlarge(far), tone)
            if small
            else lit(stored.clamp(min=BLACKEST), far, tone)
        )
        if colours is None:
            return Lit(exposed, None, None)
        grain = grain_of(far, value, colours.grain, colours.green)
        return Lit(exposed, saturation(value, colours.lost), grain)

    def known(self, exposure: Exposure, brightness: Tensor, denoise: Tensor) -> Tensor:
        """What the restoration knows of the whole photo, N 64."""
        curve = exposure.curve
        ratio = torch.exp(SLIDER * brightness)[:, None]
        known = [
            exposure.scene,
            torch.log((curve.gain * ratio).clamp(min=1e-3)),
            torch.log1p(curve.roll.clamp(min=-0.95)),
            brightness[:, None],
            torch.relu(denoise)[:, None],
        ]
        return self.condition(torch.cat(known, 1))

    def restore(
        self,
        exposed: Tensor,
        exposure: Exposure,
        brightness: Tensor,
        denoise: Tensor,
        colour: Tensor,
    ) -> Tensor:
        """The exposed photo, repaired; denoise and colour below 0 leave some of the noise."""
        repair = self.restorer(exposed, self.known(exposure, brightness, denoise))
        shares = [1 + slider[:, None].clamp(max=0) for slider in (denoise, colour)]
        # Repairing a grey photo must not tint it.
        return exposed + mixed(repair, shares[0], shares[1] * exposure.colour)

    def forward(self, stored: Tensor, thumbnail: Tensor, *numbers: Tensor) -> Tensor:
        return self.both(stored, thumbnail, *self.sorted(numbers))[1]

    def sorted(self, numbers: tuple[Tensor, ...]) -> tuple[Sliders, Tensor, Tensor]:
        """The file's numbers: sliders, place and step."""
        count = len(self.controls)
        place, step = numbers[count:]
        return Sliders(*numbers[:count]), place, step

    def both(
        self, stored: Tensor, thumbnail: Tensor, sliders: Sliders, place: Tensor, step: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The photo after curve and light, and after the repair."""
        exposure = self.expose(thumbnail, step)
        height, width = stored.shape[2] // REDUCED, stored.shape[3] // REDUCED
        moved = sum(
            constant(bins, place.device)[:, None, None] * slider[:, None, None, None]
            for bins, slider in ((_NIGHT, sliders.night), (_LIGHTS, sliders.lights))
        )
        maps = over_tile(not_too_steep(exposure.grid + moved), place, height, width)
        lost = exposure.lost
        lost = torch.lerp(lost, torch.ones_like(lost), torch.relu(sliders.colourNoise)[:, None])
        quiet = 1 + sliders.colourNoise.clamp(max=0)[:, None]
        colours = Colours(sliders.warmth, lost, quiet, exposure.green)
        shown = self.relight(stored, exposure, maps, sliders.brightness, colours)
        repaired = self.restore(
            shown.exposed, exposure, sliders.brightness, sliders.denoise, sliders.colourNoise
        )
        faded, added = quietened(self.reduce(repaired), shown.saturation, shown.grain)
        repaired = recoloured(repaired, self.enlarge(faded), self.enlarge(added))
        # A lamp must not turn grey: white stays white, and what is bright nearly as bright.
        dim = _DIM + _DIM_LIGHTS * torch.relu(sliders.lights)[:, None, None, None]
        return shown.exposed, torch.maximum(repaired, (stored - dim) / (1 - dim))

    def explained(
        self, stored: Tensor, thumbnail: Tensor, *numbers: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The result and the two maps, N h w 1 and N h w 3; for the exported file.

        The last of the numbers, N C h w: the maps show the upper left part of that size, and are
        made of no more.
        """
        *others, asked = numbers
        exposed, enhanced = self.both(stored, thumbnail, *self.sorted(tuple(others)))
        height, width = asked.shape[2:]
        before, shown, after = (p[..., :height, :width] for p in (stored, exposed, enhanced))
        means = [part.mean(dim=1, keepdim=True) + _DARK for part in (shown, before)]
        gain = torch.log2(means[0]) - torch.log2(means[1])
        return enhanced, gain.permute(0, 2, 3, 1), (after - shown).permute(0, 2, 3, 1)

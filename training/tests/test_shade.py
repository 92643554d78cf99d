"""Shade beside light: a photo half dark and half bright."""

import math

import torch
from torch import Tensor

from candela_training.models.light import BINS, CELLS, shares_of_bins
from candela_training.models.shade import in_shade, lift_shade

NONE, ONE = torch.zeros(1, 1), torch.ones(1, 1)


def scene(dark: float, bright: float, share: float) -> Tensor:
    """A photo 1 3 96 96 whose lower `share` is as dark as told, and the rest bright."""
    photo = torch.full((1, 3, 96, 96), bright)
    photo[:, :, 96 - round(96 * share) :] = dark
    return photo


def test_half_dark_and_half_bright_is_in_shade_and_nothing_else() -> None:
    assert float(in_shade(scene(0.1, 0.8, 0.5), NONE)) == 1
    assert 0.3 < float(in_shade(scene(0.1, 0.8, 0.36), NONE)) < 0.7
    for dark, bright, share in (
        (0.1, 0.8, 0.25),  # mostly bright
        (0.1, 0.8, 0.75),  # mostly dark
        (0.1, 0.35, 0.5),  # a night with lamps
        (0.01, 0.8, 0.5),  # nothing but black
        (0.4, 0.8, 0.5),  # nothing dark
    ):
        assert float(in_shade(scene(dark, bright, share), NONE)) == 0


def test_texture_is_no_shade() -> None:
    photo = torch.rand(1, 1, 96, 96).round().expand(-1, 3, -1, -1)
    assert float(in_shade(photo, NONE)) == 0


def test_dark_tones_rise_and_black_and_bright_ones_hardly() -> None:
    flat = torch.zeros(1, BINS, CELLS, CELLS)
    lifted = lift_shade(scene(0.1, 0.8, 0.5), flat, ONE)
    gains = lifted[0, :, 3, 4]
    assert 0.1 < float(gains[0]) < 0.25
    assert 0.35 < float(gains[1]) < 0.45
    assert (gains[2:] <= gains[1:-1]).all()
    assert float(gains[-3:].abs().max()) < 1e-6
    assert torch.equal(lift_shade(scene(0.1, 0.8, 0.2), flat, ONE), flat)


def test_a_good_photo_that_is_taken_for_one_keeps_32_db() -> None:
    """The worst there is: all that is dark has one stored value, whatever its share."""
    flat = torch.zeros(1, BINS, CELLS, CELLS)
    least = float("inf")
    for share in torch.arange(0.30, 0.70, 0.02).tolist():
        for dark in torch.arange(0.02, 0.36, 0.01).tolist():
            photo = scene(dark, 0.8, share)
            bins = lift_shade(photo, flat, ONE)[0, :, 0, 0]
            odds = torch.tensor(dark / (1 - dark))
            gain = torch.exp(
                (shares_of_bins(odds.log()[None, None, None, None])[0, :, 0, 0] * bins).sum()
            )
            change = float(gain * odds / (1 + gain * odds)) - dark
            least = min(least, -10 * math.log10(max(share * change * change, 1e-12)))
    assert 32 < least < 36


def test_what_the_head_lifts_as_well_rises_further_and_sooner() -> None:
    flat, dusk = torch.zeros(1, BINS, CELLS, CELLS), scene(0.1, 0.8, 0.27)
    alone, asked = (float(lift_shade(dusk, flat, ONE * gain)[0, 1, 0, 0]) for gain in (1, 1.4))
    assert alone == 0
    assert asked > 0.2
    assert float(lift_shade(dusk, flat, ONE * 4)[0, 1, 0, 0]) == 0
    most = float(lift_shade(scene(0.1, 0.8, 0.5), flat, ONE * 1.4)[0, 1, 0, 0])
    assert 0.9 < most < 1.1

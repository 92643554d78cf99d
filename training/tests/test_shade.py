"""Shade beside light: a photo half dark and half bright."""

import torch
from torch import Tensor

from candela_training.models.light import BINS, CELLS
from candela_training.models.shade import in_shade, lift_shade


def scene(dark: float, bright: float, share: float) -> Tensor:
    """A photo 1 3 96 96 whose lower `share` is as dark as told, and the rest bright."""
    photo = torch.full((1, 3, 96, 96), bright)
    photo[:, :, 96 - round(96 * share) :] = dark
    return photo


def test_half_dark_and_half_bright_is_in_shade_and_nothing_else() -> None:
    assert float(in_shade(scene(0.1, 0.8, 0.5))) == 1
    assert 0.3 < float(in_shade(scene(0.1, 0.8, 0.36))) < 0.7
    for dark, bright, share in (
        (0.1, 0.8, 0.25),  # mostly bright
        (0.1, 0.8, 0.75),  # mostly dark
        (0.1, 0.35, 0.5),  # a night with lamps
        (0.4, 0.8, 0.5),  # nothing dark
    ):
        assert float(in_shade(scene(dark, bright, share))) == 0


def test_texture_is_no_shade() -> None:
    photo = torch.rand(1, 1, 96, 96).round().expand(-1, 3, -1, -1)
    assert float(in_shade(photo)) == 0


def test_dark_tones_rise_bright_ones_stay_and_their_order_too() -> None:
    flat = torch.zeros(1, BINS, CELLS, CELLS)
    lifted = lift_shade(scene(0.1, 0.8, 0.5), flat)
    gains = lifted[0, :, 3, 4]
    assert 0.4 < float(gains[0]) < 0.55
    assert (gains[1:] <= gains[:-1]).all()
    assert float(gains[-3:].abs().max()) < 1e-6
    assert torch.equal(lift_shade(scene(0.1, 0.8, 0.2), flat), flat)


def test_a_good_photo_that_is_taken_for_one_changes_little() -> None:
    """32 dB at least: all that is dark of half a photo, one stored value, by the most there is."""
    value = torch.linspace(0.02, 0.35, 40)
    gain = torch.exp(torch.tensor(0.49))
    change = value * gain / (1 + value * (gain - 1)) - value
    # The lift falls towards middle tones; where it is whole, up to the second bin, values are low.
    whole = value < 0.06
    assert float((change[whole] ** 2).max()) * 0.5 < 10**-3.2

"""Which colours are trusted."""

import torch

from candela_training.models.colour import (
    doubt,
    levels_of_light,
    mixed,
    recoloured,
    saturated,
    saturation,
    to_chroma,
)
from candela_training.models.curve import Curve
from candela_training.models.exposure import LUMA


def test_a_repair_is_taken_apart_into_brightness_and_colour() -> None:
    repair = torch.rand(2, 3, 4, 5)
    one, none = torch.ones(2, 1), torch.zeros(2, 1)
    grey = repair.mean(dim=1, keepdim=True).expand(-1, 3, -1, -1)
    assert torch.allclose(mixed(repair, one, one), repair, atol=1e-6)
    assert torch.allclose(mixed(repair, one, none), grey, atol=1e-6)
    assert torch.allclose(mixed(repair, none, one), repair - grey, atol=1e-6)


def test_only_what_is_lifted_far_loses_colour() -> None:
    gains = torch.tensor([[1.0], [6.0], [10.0], [40.0]]).expand(-1, 3)
    lost = doubt(Curve(gains, torch.zeros(4, 3)), torch.full((4, 1), 40.0))[:, 0]
    assert lost[:2].tolist() == [0, 0]
    assert 0.1 < float(lost[2]) < float(lost[3]) < 0.501
    value = torch.tensor([0.02, 0.9])[None, None, None]
    factors = saturation(value, lost[3:, None])[0, 0, 0]
    assert float(factors[0]) < 0.65
    assert float(factors[1]) == 1


def test_colours_of_few_levels_are_steps_and_go() -> None:
    levels = torch.tensor([[3.0], [9.0], [14.0], [40.0]])
    lifted = Curve(torch.full((4, 3), 6.0), torch.zeros(4, 3))
    lost = doubt(lifted, levels)[:, 0].tolist()
    assert 0.8 < lost[0] < 0.9
    assert 0.3 < lost[1] < 0.6
    assert lost[2:] == [0, 0]
    # What is not lifted comes back as it was.
    alone = Curve(torch.ones(4, 3), torch.zeros(4, 3))
    assert doubt(alone, levels).abs().max() == 0


def test_levels_are_those_of_what_is_lit() -> None:
    dark = torch.full((1, 3, 96, 96), 5 / 255)
    assert abs(float(levels_of_light(dark, None)) - 5) < 1e-3
    assert abs(float(levels_of_light(dark, torch.tensor([2.5]))) - 2) < 1e-3
    # A burnt-out lamp is no light on the scene.
    lamp = dark.clone()
    lamp[..., :4, :4] = 1
    assert float(levels_of_light(lamp, None)) < 8
    # A lit place in the dark is.
    lit = dark.clone()
    lit[..., :30, :30] = 50 / 255
    assert float(levels_of_light(lit, None)) > 25
    assert float(levels_of_light(dark * 0, None)) == 0


def test_losing_saturation_leaves_luma() -> None:
    picture = torch.rand(1, 3, 6, 7)
    weights = torch.tensor(LUMA)[None, :, None, None]
    paler = saturated(picture, torch.full((1, 1, 6, 7), 0.5))
    assert torch.allclose((paler * weights).sum(1), (picture * weights).sum(1), atol=1e-4)

    def colour(part: torch.Tensor) -> torch.Tensor:
        return part - part.mean(dim=1, keepdim=True)

    assert torch.allclose(colour(paler), 0.5 * colour(picture), atol=1e-6)
    assert torch.equal(saturated(picture, None), picture)


def test_two_numbers_say_all_of_a_colour() -> None:
    torch.manual_seed(3)
    picture, other = torch.rand(2, 1, 3, 6, 7)
    none, whole = torch.zeros(1, 1, 6, 7), torch.ones(1, 1, 6, 7)
    assert torch.equal(recoloured(picture, none, to_chroma(picture) * 0), picture)
    half = recoloured(picture, 0.5 * whole, to_chroma(picture) * 0)
    assert torch.allclose(half, saturated(picture, 0.5 * whole), atol=1e-6)
    borrowed = recoloured(picture, whole, to_chroma(other))
    weights = torch.tensor(LUMA)[None, :, None, None]
    assert torch.allclose((borrowed * weights).sum(1), (picture * weights).sum(1), atol=1e-6)
    assert torch.allclose(to_chroma(borrowed), to_chroma(other), atol=1e-6)

"""Which colours are trusted."""

import torch

from candela_training.models.colour import doubt, mixed, saturated, saturation
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
    lost = doubt(Curve(gains, torch.zeros(4, 3)))[:, 0]
    assert lost[:2].tolist() == [0, 0]
    assert 0.1 < float(lost[2]) < float(lost[3]) < 0.501
    value = torch.tensor([0.02, 0.9])[None, None, None]
    factors = saturation(value, lost[3:, None])[0, 0, 0]
    assert float(factors[0]) < 0.65
    assert float(factors[1]) == 1


def test_losing_saturation_leaves_luma() -> None:
    picture = torch.rand(1, 3, 6, 7)
    weights = torch.tensor(LUMA)[None, :, None, None]
    paler = saturated(picture, torch.full((1, 1, 6, 7), 0.5))
    assert torch.allclose((paler * weights).sum(1), (picture * weights).sum(1), atol=1e-4)

    def colour(part: torch.Tensor) -> torch.Tensor:
        return part - part.mean(dim=1, keepdim=True)

    assert torch.allclose(colour(paler), 0.5 * colour(picture), atol=1e-6)
    assert torch.equal(saturated(picture, None), picture)

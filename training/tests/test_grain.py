"""The colours of what was nearly black."""

import torch
from torch import Tensor

from candela_training.models.colour import recoloured
from candela_training.models.exposure import LUMA
from candela_training.models.grain import Grain, grain_of, quietened

ALL, NONE = torch.ones(1, 1, 24, 24), torch.zeros(1, 1, 24, 24)
BLACK = Grain(ALL, NONE)


def luma(picture: Tensor) -> Tensor:
    return (picture * torch.tensor(LUMA)[:, None, None]).sum(dim=1, keepdim=True)


def shown(picture: Tensor, grain: Grain, saturation: Tensor = ALL) -> Tensor:
    """The picture as the network puts it together, at the size of the maps."""
    return recoloured(picture, *quietened(picture, saturation, grain))


def flat(*colour: float) -> Tensor:
    return torch.tensor(colour)[None, :, None, None].expand(1, 3, 24, 24).clone()


def colours(picture: Tensor) -> Tensor:
    return picture - luma(picture)


def test_coloured_grain_goes_and_grey_grain_stays() -> None:
    torch.manual_seed(1)
    picture = flat(0.4, 0.3, 0.2) + 0.015 * torch.randn(1, 3, 24, 24)
    quiet = shown(picture, BLACK)
    assert (colours(quiet).std(dim=(2, 3)) < 0.4 * colours(picture).std(dim=(2, 3))).all()
    assert torch.allclose(luma(quiet), luma(picture), atol=1e-5)
    mean = colours(picture).mean(dim=(2, 3)), colours(quiet).mean(dim=(2, 3))
    assert torch.allclose(*mean, atol=0.01)


def test_colours_of_things_and_of_small_lamps_stay() -> None:
    picture = flat(0.1, 0.1, 0.1)
    picture[..., 12:] = torch.tensor([0.7, 0.2, 0.1])[None, :, None, None]
    picture[:, :, 6, 5] = torch.tensor([0.9, 0.1, 0.1])
    kept = colours(shown(picture, BLACK))
    for row, column in ((12, 9), (12, 14), (6, 5)):
        own = colours(picture)[0, :, row, column]
        assert float((kept[0, :, row, column] - own).abs().max()) < 0.12


def test_what_was_bright_or_hardly_lifted_stays_to_the_bit() -> None:
    one = torch.ones(1, 1)
    torch.manual_seed(2)
    picture = torch.rand(1, 3, 24, 24)
    for gain, value in ((1.0, 0.02), (3.4, 0.02), (30.0, 0.2)):
        grain = grain_of(gain * ALL, value * ALL, one, one * 0)
        lost, added = quietened(picture, 0.7 * ALL, grain)
        assert torch.equal(lost, 1 - 0.7 * ALL)
        assert float(added.abs().max()) == 0
    assert float(grain_of(9 * ALL, 0.08 * ALL, one, one).around.min()) == 1
    assert float(grain_of(9 * ALL, 0.08 * ALL, one * 0, one).around.max()) == 0


def test_an_olive_black_turns_brown_and_firelight_stays() -> None:
    grain = grain_of(ALL, 0.02 * ALL, torch.zeros(1, 1), torch.ones(1, 1))
    olive = shown(flat(0.2, 0.2, 0.14), grain)[0, :, 12, 12]
    assert float(olive[1] - (olive[0] + olive[2]) / 2) < 1e-4
    assert float(olive[0]) > float(olive[1]) > float(olive[2])
    leaves = shown(flat(0.1, 0.3, 0.1), grain)[0, :, 12, 12]
    assert float(leaves[1] - (leaves[0] + leaves[2]) / 2) > 0.7 * 0.2 - 0.01
    fire = flat(0.4, 0.25, 0.1)
    assert torch.allclose(shown(fire, grain), fire, atol=1e-5)
    lit = grain_of(ALL, 0.1 * ALL, torch.zeros(1, 1), torch.ones(1, 1))
    assert torch.allclose(shown(flat(0.2, 0.2, 0.14), lit), flat(0.2, 0.2, 0.14), atol=1e-6)

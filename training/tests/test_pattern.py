"""Stripes with hard edges, and the loss that asks for no ringing beside them."""

import dataclasses

import torch

from candela_training.config import NightConfig
from candela_training.degrade.lot import Lot
from candela_training.degrade.night import draw, light_spent, take_thumbnail
from candela_training.degrade.pattern import draw_edges, with_edges
from candela_training.losses import ringing

CPU = torch.device("cpu")


def places(side: int) -> torch.Tensor:
    steps = (torch.arange(side) + 0.5) / side
    return torch.stack(torch.meshgrid(steps, steps, indexing="ij"))[None]


def test_stripes_have_two_colours_and_nothing_between() -> None:
    torch.manual_seed(2)
    edges = draw_edges(Lot(4, CPU), 1.0)
    picture = with_edges(torch.zeros(4, 3, 64, 64), places(64).expand(4, -1, -1, -1), edges)
    for one in picture:
        assert len(one.flatten(1).unique(dim=1).T) == 2


def test_stripes_come_as_often_as_they_are_asked_for() -> None:
    torch.manual_seed(3)
    clean = torch.rand(40, 3, 32, 32)
    where = places(32).expand(40, -1, -1, -1)
    counts = []
    for share in (0.0, 0.5):
        config = dataclasses.replace(NightConfig(), well_lit_share=0.0, edge_share=share)
        night = draw(40, config, CPU)
        counts.append(0 if night.edges is None else int(night.edges[:, 0].sum()))
        assert take_thumbnail(clean, where, light_spent(night), night).low.shape == clean.shape
    assert counts[0] == 0
    assert 10 < counts[1] < 30


def test_without_stripes_the_nights_are_what_they_were() -> None:
    nights = []
    for share in (0.0, 0.5):
        torch.manual_seed(4)
        nights.append(draw(3, dataclasses.replace(NightConfig(), edge_share=share), CPU))
    assert torch.equal(nights[0].cut, nights[1].cut)
    assert torch.equal(nights[0].quality, nights[1].quality)


def test_ringing_is_what_leaves_the_values_nearby() -> None:
    truth = torch.zeros(1, 3, 8, 16)
    truth[..., 8:] = 1
    assert float(ringing(truth, truth)) == 0
    soft = truth.clone()
    soft[..., 7], soft[..., 8] = 0.3, 0.7
    assert float(ringing(soft, truth)) == 0
    rung = truth.clone()
    rung[..., 10] = 1.2
    assert abs(float(ringing(rung, truth)) - 0.2 / 16) < 1e-6

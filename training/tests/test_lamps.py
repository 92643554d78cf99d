"""A photo with lights in it is lifted less, and its lights keep their form."""

import math

import torch
from torch import Tensor

from candela_training.models import build
from candela_training.models.curve import Curve
from candela_training.models.lamps import (
    green_of_black,
    keep_ends,
    keep_lamps,
    lights_in,
    surer,
)
from candela_training.models.light import BINS, CELLS

FAR = Curve(torch.full((1, 3), 5.0), torch.full((1, 3), 5.0 / 1.5 - 1))
ALL, NONE = torch.ones(1, 1), torch.zeros(1, 1)


def street(lamp: float, side: int = 14) -> Tensor:
    """A dark photo 1 3 96 96 with a square of light, `side` pixels wide."""
    photo = torch.full((1, 3, 96, 96), 0.05)
    photo[..., 10 : 10 + side, 20 : 20 + side] = lamp
    return photo


def test_lights_are_what_is_bright_however_dark_the_rest() -> None:
    assert float(lights_in(street(0.9))) == 1
    assert float(lights_in(street(0.25))) == 0
    assert 0 < float(lights_in(street(0.9, 7))) < 1
    red = street(0.0)
    red[:, 0, 10:24, 20:34] = 0.9
    assert float(lights_in(red)) == 1


def test_a_photo_that_needs_nothing_stays() -> None:
    same = Curve(torch.ones(1, 3), torch.zeros(1, 3))
    for lights in (ALL, NONE):
        kept = keep_lamps(same, street(0.9), lights)
        assert torch.equal(kept.gain, same.gain)
        assert torch.equal(kept.roll, same.roll)
        grid = torch.zeros(1, BINS, CELLS, CELLS)
        assert torch.equal(keep_ends(grid, kept, lights), grid)


def test_what_has_lights_is_lifted_less_and_does_not_burn_out() -> None:
    photo = street(0.85)
    without, kept = keep_lamps(FAR, photo, NONE), keep_lamps(FAR, photo, ALL)
    assert 4.7 < float(without.gain[0, 0]) < 4.8
    assert 4 < float(kept.gain[0, 0]) < 4.1
    lamp = photo[..., 10:24, 20:34]
    assert float(FAR(lamp).min()) > 1
    assert 0.9 < float(kept(lamp).max()) < 0.97
    # White itself stays white.
    assert abs(float(kept(torch.ones(1, 3, 1, 1)).min()) - 1) < 1e-5


def test_more_lights_are_never_lifted_more() -> None:
    gains = [
        float(keep_lamps(FAR, street(0.8), torch.full((1, 1), s / 10)).gain[0, 0])
        for s in range(11)
    ]
    assert gains == sorted(gains, reverse=True)


def shares(gains: tuple[float, ...], lights: Tensor) -> Tensor:
    """Log gains about their mean, of a curve with these gains after `keep_lamps`."""
    kept = keep_lamps(Curve(torch.tensor([gains]), torch.zeros(1, 3)), street(0.85), lights)
    return (kept.logs - kept.log_gain)[0]


def test_light_keeps_some_of_its_colour() -> None:
    wanted = math.log(4 / 2)
    for lights, least, most in ((NONE, 0.79, 0.81), (ALL, 0.44, 0.46)):
        found = shares((2.0, 2.83, 4.0), lights)
        assert least < float(found[2] - found[0]) / wanted < most
    # Of a photo near black colours say little.
    found = shares((7.0, 9.9, 14.0), ALL)
    assert 0.14 < float(found[2] - found[0]) / wanted < 0.16
    assert float(surer(torch.tensor([[0.5]]), ALL)) == 0.25


def test_light_turns_no_magenta_and_a_blue_sky_no_teal() -> None:
    magenta, teal = (4.0, 2.6, 4.0), (3.4, 3.6, 2.6)
    assert float(shares(magenta, NONE)[1]) < -0.2
    assert -0.1 < float(shares(magenta, ALL)[1]) < -0.08
    before, after = shares(teal, NONE)[1], shares(teal, ALL)[1]
    assert 0 < float(after) < 0.4 * float(before)


def test_both_ends_get_darker_and_what_is_between_stays() -> None:
    grid = torch.zeros(1, BINS, CELLS, CELLS)
    ends = keep_ends(grid, FAR, ALL)[0, :, 3, 4]
    assert -1 < float(ends[0]) < -0.5
    assert abs(float(ends[3])) < 1e-6
    assert -1 < float(ends[-1]) < -0.3
    assert (ends[1:4] >= ends[:3]).all()
    assert (ends[4:] <= ends[3:-1]).all()
    assert torch.equal(keep_ends(grid, FAR, NONE), grid)


def test_the_network_of_the_lol_pairs_minds_no_lights() -> None:
    torch.manual_seed(1)
    network, plain = build("candela2").eval(), build("candela-lol").eval()
    plain.load_state_dict(network.state_dict())
    photo = street(0.9)
    with torch.no_grad():
        held, free = network.expose(photo), plain.expose(photo)
    assert float(held.curve.log_gain) < float(free.curve.log_gain) - 0.1
    assert float(held.grid[0, 0].mean()) < float(free.grid[0, 0].mean()) - 0.2


def test_black_beside_lights_loses_its_green_once_it_is_lifted() -> None:
    def share(gain: float, lights: float) -> float:
        curve = Curve(torch.full((1, 3), gain), torch.zeros(1, 3))
        return float(green_of_black(curve, torch.full((1, 1), lights)))

    assert share(1.5, 1) == share(8, 0) == 0
    assert 0 < share(3, 1) < share(4, 1) == share(20, 1) < 1

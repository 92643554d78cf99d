"""What the night module keeps: black skies, lit walls, and what needs nothing."""

import pytest
import torch
from torch import Tensor

from candela_training.models.curve import Curve
from candela_training.models.light import (
    BINS,
    CELLS,
    all_gain,
    apart,
    at_brightness,
    exposed_brightness,
    greatest,
    lit,
    not_too_steep,
    over_tile,
    rises,
    tinted,
)
from candela_training.models.night import fitted, keep_night, night_share

WHOLE = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
LIFT = Curve(torch.full((1, 3), 12.0), torch.full((1, 3), 11.0))
NOTHING = torch.zeros(1, BINS, CELLS, CELLS)
TOE = torch.full((1, BINS, CELLS, CELLS), 0.9)


def floodlit() -> Tensor:
    """A wall with columns in a black night, 1 3 96 96."""
    night = torch.full((1, 3, 96, 96), 0.004)
    night[..., 40:60, 20:76] = 0.5
    for column in range(22, 76, 6):
        night[..., 40:60, column : column + 2] = 0.36
    return night


def shown(photo: Tensor, curve: Curve, grid: Tensor) -> Tensor:
    tone = apart(curve)
    maps = over_tile(grid, WHOLE, *photo.shape[2:])
    reached = exposed_brightness(greatest(tinted(photo, tone)), tone)
    return lit(photo, all_gain(torch.exp(at_brightness(maps, reached)), tone), tone)


def test_a_floodlit_wall_keeps_its_columns() -> None:
    photo = floodlit()
    plain, kept = shown(photo, LIFT, NOTHING), shown(photo, LIFT, keep_night(photo, LIFT, NOTHING))

    def contrast(picture: Tensor) -> float:
        wall = picture[..., 44:56, 24:72]
        return float(wall.amax() - wall.amin())

    assert contrast(kept) > 1.3 * contrast(plain)
    assert float(kept[..., 44:56, 24:72].mean()) > 0.6


def test_a_black_sky_is_not_lifted_beyond_the_curve() -> None:
    photo = floodlit()
    toe = shown(photo, LIFT, TOE)[..., :20, :].mean()
    kept = shown(photo, LIFT, keep_night(photo, LIFT, TOE))[..., :20, :].mean()
    plain = shown(photo, LIFT, NOTHING)[..., :20, :].mean()
    assert float(toe) > 2 * float(plain)
    assert float(kept) < 1.2 * float(plain)


def test_an_evenly_dark_photo_is_lifted_as_the_head_says() -> None:
    dark = 0.02 + 0.02 * torch.rand(1, 3, 96, 96, generator=torch.Generator().manual_seed(1))
    assert torch.equal(keep_night(dark, LIFT, TOE), TOE)


@pytest.mark.parametrize("gain", [1.0, 1.15])
def test_a_photo_that_needs_nothing_is_left_alone(gain: float) -> None:
    """A shop at night, well exposed: dark around, and nothing of it is too bright."""
    curve = Curve(torch.full((1, 3), gain), torch.full((1, 3), gain - 1))
    assert keep_night(floodlit(), curve, NOTHING).abs().max() == 0


def test_a_strong_curve_leaves_no_room_for_more() -> None:
    steep = Curve(torch.full((1, 3), 38.0), torch.full((1, 3), 37.0))
    even = torch.full((1, 3, 96, 96), 0.03)
    assert float(keep_night(even, steep, TOE).max()) < 0.06


def test_how_far_a_photo_is_of_the_night() -> None:
    shares = [night_share(torch.full((1, 3, 8, 8), level)) for level in (0.02, 0.12, 0.3)]
    assert float(shares[0]) == 1
    assert 0 < float(shares[1]) < 1
    assert float(shares[2]) == 0


def test_what_is_brighter_stays_brighter() -> None:
    photo = floodlit()
    grid = keep_night(photo, LIFT, TOE)
    ramp = torch.linspace(0, 1, 256).expand(1, 3, 256, 256).contiguous()
    assert shown(ramp, LIFT, grid)[0, 0].diff(dim=1).min() > -1e-4


def test_a_grid_says_again_what_it_was_fitted_to() -> None:
    brightness = torch.linspace(-4, 4, 96).expand(1, 1, 96, 96)
    change = 0.4 * torch.cos(brightness / 2)
    grid = not_too_steep(fitted(brightness, change))
    found = at_brightness(over_tile(grid, WHOLE, 96, 96), brightness)
    assert float((found - change).abs().max()) < 0.12


def test_a_photo_of_one_brightness_has_a_grid_without_holes() -> None:
    even = torch.full((1, 1, 96, 96), -1.0)
    grid = fitted(even, torch.full_like(even, 0.7))
    near = at_brightness(rises(grid), even[..., :CELLS, :CELLS])
    assert torch.allclose(near, torch.full_like(near, 0.7), atol=0.05)
    assert bool(torch.isfinite(grid).all())

import math
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import Tensor

from candela_training.data.panoramas import Panoramas
from candela_training.fusion import fuse
from candela_training.golden import run_network
from candela_training.graph import model_graph
from candela_training.models.candela2 import Candela2, brake
from candela_training.models.curve import Curve, slide_both_ways
from candela_training.models.light import (
    BINS,
    BLACKEST,
    CELLS,
    MOST_TINT,
    all_gain,
    apart,
    at_brightness,
    exposed_brightness,
    greatest,
    lit,
    over_places,
    over_tile,
    rising,
    settled,
    tinted,
    weights_along,
)
from candela_training.session import Session

WHOLE = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
STEP = torch.ones(1)


@pytest.fixture
def network() -> Candela2:
    torch.manual_seed(1)
    network = Candela2().eval().requires_grad_(False)
    network.head.light.last.weight.normal_(std=0.3)
    network.restorer.last.weight.zero_()
    return network


def controls(brightness: float = 0, **others: float) -> tuple[Tensor, ...]:
    wanted = {"brightness": brightness, **others}
    return tuple(torch.tensor([float(wanted.get(name, 0))]) for name in Candela2.controls)


def relit(photo: Tensor, grid: Tensor, curve: Curve) -> Tensor:
    """A photo N 3 H W after curve and grid, at its own size."""
    tone = apart(curve)
    maps = over_tile(grid, WHOLE, *photo.shape[2:])
    reached = exposed_brightness(greatest(tinted(photo, tone)), tone)
    return lit(photo, all_gain(torch.exp(at_brightness(maps, reached)), tone), tone)


def test_without_local_light_the_curve_is_what_it_was() -> None:
    photo = torch.rand(1, 3, 8, 8)
    curve = Curve(torch.tensor([[4.0, 4.5, 5.0]]), torch.tensor([[3.0, 3.5, 4.0]]))
    nothing = torch.zeros(1, BINS, CELLS, CELLS)
    assert torch.allclose(relit(photo, nothing, curve), curve(photo), atol=1e-5)


def test_black_stays_black_and_what_is_nearly_black_has_derivatives() -> None:
    curve = Curve(torch.tensor([[4.0, 4.5, 5.0]]), torch.tensor([[3.0, 3.5, 4.0]]))
    tone, one = apart(curve), torch.ones(1, 1, 8, 8)
    assert lit(torch.zeros(1, 3, 8, 8), all_gain(one, tone), tone).abs().max() == 0
    gain = curve.gain.clone().requires_grad_()
    tone = apart(Curve(gain, curve.roll))
    photo = torch.full((1, 3, 8, 8), BLACKEST)
    lit(photo, all_gain(one, tone), tone).sum().backward()
    assert gain.grad is not None
    assert gain.grad.isfinite().all()


def test_black_photos_have_derivatives_in_training(network: Candela2) -> None:
    grid = torch.zeros(1, BINS, CELLS, CELLS)
    gain = torch.full((1, 3), 4.0, requires_grad=True)
    curve = Curve(gain, torch.full((1, 3), 3.0))
    exposure = network.expose(torch.rand(1, 3, 96, 96), STEP)._replace(curve=curve)
    black = torch.zeros(1, 3, 32, 32)
    relit = network.relight(black, exposure, over_tile(grid, WHOLE, 32, 32), torch.zeros(1))
    relit.exposed.sum().backward()
    assert gain.grad is not None
    assert gain.grad.isfinite().all()


def test_what_is_brighter_stays_brighter() -> None:
    """At one place, whatever the grid says of the brightness there."""
    torch.manual_seed(0)
    ramp = torch.linspace(0, 1, 256).expand(1, 3, 256, 256).contiguous()
    for _ in range(8):
        cell = rising(2 * torch.randn(1, BINS, 1, 1)).expand(1, BINS, CELLS, CELLS)
        shown = relit(ramp, cell, Curve(torch.full((1, 3), 5.0), torch.full((1, 3), 4.0)))
        steps = shown[0, 0, 128].diff()
        assert steps.min() > -1e-4
        assert shown[0, 0, 128, -1] == pytest.approx(1, abs=1e-4)


def test_channels_differ_by_little_however_dark_the_photo() -> None:
    tone = apart(Curve(torch.tensor([[55.0, 31.0, 47.0]]), torch.zeros(1, 3)))
    assert float(tone.tint.max() / tone.tint.min()) < MOST_TINT + 1e-4


def test_a_photo_of_few_levels_is_lifted_little() -> None:
    curve = Curve(torch.full((1, 3), 60.0), torch.full((1, 3), 59.0))
    for level, step, most in ((0, 1, 6.1), (2, 1, 9.1), (20, 1, 36.1), (20, 4, 13.6)):
        small = torch.full((1, 3, 96, 96), level / 255)
        held = brake(curve, small, torch.tensor([float(step)]))
        assert float(held.gain.max()) <= most
        assert torch.allclose(held.gain / (1 + held.roll), torch.ones(1, 3), atol=1e-5)


def test_tiles_get_the_light_of_their_place() -> None:
    grid = torch.randn(1, BINS, CELLS, CELLS, generator=torch.Generator().manual_seed(2))
    whole = over_tile(grid, WHOLE, 64, 96)
    part = over_tile(grid, torch.tensor([[0.25, 0.5, 0.5, 0.25]]), 32, 24)
    assert torch.allclose(part, whole[:, :, 16:48, 48:72], atol=1e-5)
    lines = [(torch.arange(side) + 0.5) / side for side in (64, 96)]
    where = torch.stack(torch.meshgrid(*lines, indexing="ij"))[None]
    assert torch.allclose(over_places(grid, where), whole, atol=1e-5)


def test_cells_share_each_place_whole() -> None:
    shares = weights_along(torch.linspace(-0.2, 1.2, 50))
    assert torch.allclose(shares.sum(-1), torch.ones(50))
    assert shares.min() >= 0


def test_next_to_nothing_is_nothing() -> None:
    assert settled(torch.tensor([0.02, -0.02, 0.0])).abs().max() == 0


@torch.no_grad()
def test_tiles_equal_the_whole(network: Candela2) -> None:
    generator = torch.Generator().manual_seed(4)
    photo = 0.3 * torch.rand(1, 3, 128, 160, generator=generator)
    whole = network(photo, photo, *controls(), WHOLE, STEP)
    tile = torch.tensor([[32 / 128, 64 / 160, 64 / 128, 96 / 160]])
    part = network(photo[:, :, 32:96, 64:], photo, *controls(), tile, STEP)
    middle = (part - whole[:, :, 32:96, 64:])[:, :, 24:-24, 24:-24]
    assert middle.abs().max() < 0.6 / 255


@torch.no_grad()
def test_white_stays_white_at_every_brightness(network: Candela2) -> None:
    lamp = torch.full((1, 3, 32, 32), 0.05)
    lamp[:, :, 8:24, 8:24] = 1
    for brightness in (-1.0, -0.5, 0.0, 1.0):
        shown = network(lamp, lamp, *controls(brightness), WHOLE, STEP).clamp(0, 1)
        assert shown[:, :, 12:20, 12:20].min() > 0.999
    assert torch.allclose(
        slide_both_ways(torch.ones(1, 1, 1, 1), torch.tensor([-1.0])), WHOLE[:, 2:3]
    )


@torch.no_grad()
def test_warmth_moves_red_and_blue_apart_and_leaves_white(network: Candela2) -> None:
    photo = 0.3 * torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(8))
    photo[:, :, 8:24, 8:24] = 1

    def redness(warmth: float) -> tuple[float, float]:
        shown = network(photo, photo, *controls(warmth=warmth), WHOLE, STEP).clamp(0, 1)
        around = shown[:, :, :6]
        return float((around[:, 0] - around[:, 2]).mean()), float(shown[:, :, 12:20, 12:20].min())

    cool, neutral, warm = (redness(value) for value in (-1, 0, 1))
    assert cool[0] < neutral[0] - 0.02 < warm[0] - 0.04
    assert min(cool[1], warm[1]) > 0.999


@torch.no_grad()
def test_keeping_the_night_darkens_what_is_dark(network: Candela2) -> None:
    photo = torch.linspace(0.01, 1, 64).expand(1, 3, 64, 64).contiguous()
    kept, plain, lifted = (
        network(photo, photo, *controls(night=value), WHOLE, STEP)[0, 0, 32] for value in (1, 0, -1)
    )
    assert float(kept[1]) < 0.6 * float(plain[1]) < 0.6 * float(lifted[1])
    assert torch.allclose(kept[-12:], plain[-12:], atol=0.02)
    for row in (kept, lifted):
        assert float(row.diff().min()) > -0.01


@torch.no_grad()
def test_keeping_the_lights_moves_what_is_bright_alone(network: Candela2) -> None:
    photo = torch.linspace(0.002, 1, 64).expand(1, 3, 64, 64).contiguous()
    darker, plain, brighter = (
        network(photo, photo, *controls(lights=value), WHOLE, STEP)[0, 0, 32].clamp(0, 1)
        for value in (1, 0, -1)
    )
    bright = (plain > 0.8) & (plain < 0.97)
    assert bool(bright.any())
    assert bool((darker[bright] < plain[bright] - 0.03).all())
    assert bool((brighter[bright] > plain[bright]).all())
    dark = plain < 0.3
    assert torch.allclose(darker[dark], plain[dark], atol=0.02)
    assert float(darker[-1]) > 0.99
    for row in (darker, brighter):
        assert float(row.diff().min()) > -0.01


@torch.no_grad()
def test_each_noise_slider_leaves_its_own_part_of_the_noise(network: Candela2) -> None:
    network.restorer.last.weight.normal_(std=0.1)
    photo = 0.3 * torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(3))

    exposure, zero = network.expose(photo, STEP), torch.zeros(1)

    def repair(denoise: float = 0, colour: float = 0) -> Tensor:
        sliders = (torch.tensor([float(value)]) for value in (denoise, colour))
        return network.restore(photo, exposure, zero, *sliders) - photo

    grey = repair(denoise=-1).mean(dim=1)
    assert float(grey.abs().max()) < 1e-5 < float(repair().mean(dim=1).abs().max())
    left = repair(colour=-1)
    assert float((left - left.mean(dim=1, keepdim=True)).abs().max()) < 1e-5
    assert torch.allclose(left.mean(dim=1), repair().mean(dim=1), atol=1e-5)


@torch.no_grad()
def test_the_slider_brightens_in_both_directions(network: Candela2) -> None:
    photo = 0.3 * torch.rand(1, 3, 32, 32)
    means = [float(network(photo, photo, *controls(b), WHOLE, STEP).mean()) for b in (-1, 0, 1)]
    assert means[0] < means[1] < means[2]


def test_fusion_shows_what_each_exposure_shows_well() -> None:
    """A room too dark in one exposure, its window burnt out in the other."""
    scene = torch.full((1, 3, 96, 96), 0.02)
    scene[..., 48:] = 0.5
    fused = fuse(torch.stack([scene, (scene * 20).clamp(max=1)]))
    assert float(fused[..., 10:30].mean()) > 0.25
    assert float(fused[..., 66:86].mean()) < 0.75
    assert torch.allclose(fuse(torch.stack([scene, scene])), scene, atol=1e-5)


def test_views_are_dark_where_their_truth_is_lit() -> None:
    torch.manual_seed(0)
    room = torch.full((64, 128, 3), 0.05)
    room[20:40, 30:50] = 20
    views = Panoramas([room.numpy()], ["day"], torch.device("cpu")).views(16, 48)
    assert views.low.shape == views.truth.shape == (16, 3, 48, 48)
    assert float(views.truth.mean()) > float(views.low.mean()) + 0.05
    assert math.isfinite(float(views.truth.sum()))


def test_the_file_agrees_with_pytorch(network: Candela2, tmp_path: Path) -> None:
    onnx.save(model_graph(network), tmp_path / "model.onnx")
    session = Session(tmp_path / "model.onnx", multiple=16)
    photo = np.random.default_rng(1).random((59, 87, 3)).astype(np.float32) * 0.3
    for controls_ in (
        {},
        {"brightness": -0.4, "denoise": 0.5},
        {"colourNoise": -1.0, "lights": 1.0},
    ):
        found = session.enhance_float(photo, **controls_)
        assert np.abs(found - run_network(network, photo, **controls_)).max() < 1e-4
    small = photo[:32, :64]
    whole, tiled = session.enhance_float(small), session.enhance_tiled(small, 64, 0)
    assert np.array_equal(whole, tiled)


@torch.no_grad()
def test_a_grey_photo_stays_grey(network: Candela2) -> None:
    network.restorer.last.weight.normal_(std=0.1)
    ramp = torch.linspace(0, 0.25, 64).expand(1, 3, 64, 64).contiguous()
    shown = network(ramp, ramp, *controls(), WHOLE, STEP)
    assert float((shown - shown.mean(dim=1, keepdim=True)).abs().max()) < 1e-4

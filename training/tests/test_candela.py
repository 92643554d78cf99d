import pytest
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from candela_training.models.candela2 import Candela2
from candela_training.models.curve import solve
from candela_training.models.exposure import keep_neutral
from candela_training.models.head import steady
from candela_training.models.sizes import Enlarge


@pytest.fixture
def network() -> Candela2:
    torch.manual_seed(1)
    return Candela2().eval()


def controls(**wanted: float) -> tuple[Tensor, ...]:
    """What the network takes beside both pictures; the photo is seen whole."""
    numbers = (torch.tensor([float(wanted.get(name, 0))]) for name in Candela2.controls)
    return (*numbers, torch.tensor([[0.0, 0.0, 1.0, 1.0]]), torch.ones(1))


def dark(height: int, width: int) -> Tensor:
    return 0.2 * torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(height))


def smooth(side: int) -> Tensor:
    """A dark photo of slow waves, like a thumbnail: no noise."""
    line = torch.linspace(0, 3, side)
    waves = [torch.sin(k * line)[:, None] * torch.cos(line + k) for k in (1.0, 1.5, 2.2)]
    return 0.12 + 0.1 * torch.stack(waves)[None]


@torch.no_grad()
def test_it_is_small_and_quick(network: Candela2) -> None:
    assert sum(weight.numel() for weight in network.parameters()) < 950_000
    with FlopCounterMode(display=False) as counter:
        network(dark(256, 256), dark(96, 64), *controls())
    assert counter.get_total_flops() < 2e9


@pytest.mark.parametrize("size", [(16, 16), (32, 80), (112, 48)])
@torch.no_grad()
def test_it_keeps_the_size(network: Candela2, size: tuple[int, int]) -> None:
    assert network(dark(*size), dark(7, 96), *controls()).shape == (1, 3, *size)


def test_maps_are_enlarged_bilinearly() -> None:
    maps = torch.rand(2, 3, 7, 9)
    expected = functional.interpolate(maps, scale_factor=4.0, mode="bilinear")
    assert torch.allclose(Enlarge()(maps), expected, atol=1e-6)


@pytest.mark.parametrize("level", [0.0, 1 / 255, 1.0])
@torch.no_grad()
def test_black_and_white_photos_are_survived(network: Candela2, level: float) -> None:
    photo, small = torch.full((1, 3, 32, 32), level), torch.full((1, 3, 64, 96), level)
    for numbers in (
        controls(),
        controls(brightness=1, denoise=1),
        controls(brightness=-1, denoise=-1),
    ):
        assert network(photo, small, *numbers).isfinite().all()


@torch.no_grad()
def test_it_can_leave_a_photo_as_it_is(network: Candela2) -> None:
    """Where the head sees no need and the restoration is silent, nothing at all happens."""
    network.head.need.weight.zero_()
    network.head.need.bias.fill_(-40)
    network.restorer.last.weight.zero_()
    photo = torch.rand(1, 3, 96, 96)
    assert (network(photo, photo, *controls()) - photo).abs().max() < 1e-5


@torch.no_grad()
def test_a_lamp_stays_white_whatever_the_restoration_says(network: Candela2) -> None:
    network.restorer.last.bias.fill_(-0.7)
    photo, small = dark(32, 32), dark(96, 96)
    photo[..., 8:16, 8:16] = 1
    for brightness in (0, -0.8):
        lamp = network(photo, small, *controls(brightness=brightness))[..., 8:16, 8:16]
        assert (lamp >= 1 - 1e-6).all()


@torch.no_grad()
def test_the_gate_takes_the_photo_out_by_its_share(network: Candela2) -> None:
    photo, exposure, none = dark(32, 32), network.expose(dark(96, 96)), torch.zeros(1)
    network.restorer.last.weight.zero_()
    network.restorer.gate.bias.fill_(0.75)
    restored = network.restore(photo, exposure, none, none, none)
    assert torch.allclose(restored, photo / 4, atol=1e-6)
    kept = network.restore(photo, exposure, none, none - 1, none - 1)
    assert torch.allclose(kept, photo, atol=1e-6)


@torch.no_grad()
def test_the_steadier_answer_is_the_mean_of_nine_looks(network: Candela2) -> None:
    flat = torch.full((2, 3, 96, 96), 0.1)
    steadier, alone = steady(network.head, flat), network.head.see(flat)
    for part in ("target", "roll_off", "scene"):
        assert torch.allclose(getattr(steadier, part), getattr(alone, part), atol=1e-5)
    answer = steady(network.head, smooth(96)).target
    assert torch.allclose(answer, network.head.see(smooth(96)).target, rtol=0.05)


@torch.no_grad()
def test_a_mirrored_photo_gets_nearly_the_same_light(network: Candela2) -> None:
    photo = smooth(96)
    network.head.means.weight.normal_(std=2)
    steadier, single = (
        (torch.log(look(photo).target) - torch.log(look(photo.flip(3)).target)).abs().max()
        for look in (lambda seen: steady(network.head, seen), network.head.see)
    )
    assert single > 1e-3
    assert steadier < single / 2


@torch.no_grad()
def test_denoise_takes_out_a_growing_share_of_one_and_the_same_noise(network: Candela2) -> None:
    photo, exposure, none = dark(32, 32), network.expose(dark(96, 96)), torch.zeros(1)
    steps = [
        network.restore(photo, exposure, none, none + d, none) for d in (-1, -0.75, -0.5, -0.25, 0)
    ]
    moves = torch.stack([(step - steps[0]).abs().mean() for step in steps])
    assert torch.allclose(moves / moves[-1], torch.linspace(0, 1, 5), atol=1e-3)


def test_the_solved_curve_meets_its_target() -> None:
    photo, target = smooth(96), torch.tensor([[0.3, 0.4, 0.45]])
    for roll_off in (0.0, 0.5, 2.0):
        curve = solve(photo, target, torch.tensor([[roll_off]]))
        assert torch.allclose(curve(photo).mean(dim=(2, 3)), target, atol=0.005)
        white = curve.gain / (1 + curve.roll)
        assert torch.allclose(white, white[:, :1].expand(-1, 3), rtol=1e-4)


def test_what_has_burnt_out_stays_white() -> None:
    photo, target = smooth(96), torch.tensor([[0.3, 0.4, 0.45]])
    white = torch.ones(1, 3, 1, 1)
    for roll_off in (0.0, 0.5, 2.0, 9.0):
        curve = solve(photo, target, torch.tensor([[roll_off]]))
        assert (curve(white) > 0.999).all()


def test_the_curve_s_derivative_is_that_of_the_solution() -> None:
    photo, target = smooth(96), torch.tensor([[0.3, 0.4, 0.45]], requires_grad=True)
    roll_off = torch.tensor([[0.4]])
    solve(photo, target, roll_off).gain.sum().backward()
    moved = torch.tensor([[0.001, 0.0, 0.0]])
    gains = [solve(photo, target.detach() + sign * moved, roll_off).gain for sign in (-1, 1)]
    slope = (gains[1] - gains[0]).sum() / 0.002
    assert target.grad[0, 0] == pytest.approx(float(slope), rel=0.02)


def test_gradients_reach_every_weight() -> None:
    network = Candela2()
    photo, small = dark(32, 32).expand(2, -1, -1, -1), dark(96, 96).expand(2, -1, -1, -1)
    numbers = (torch.full((2, *number.shape[1:]), 0.3) for number in controls()[:-2])
    place, step = (number.expand(2, *number.shape[1:]) for number in controls()[-2:])
    with torch.no_grad():
        for film in network.restorer.films:
            film.scale.weight.add_(0.01)
    network(photo, small, *numbers, place, step).square().sum().backward()
    assert all(weight.grad is not None for weight in network.parameters())


def test_a_photo_without_colour_gets_none() -> None:
    target = torch.tensor([[0.3, 0.4, 0.5]])
    grey = smooth(96)[:, :1].expand(-1, 3, -1, -1)
    assert torch.allclose(keep_neutral(target, grey), torch.full((1, 3), 0.4))
    assert torch.equal(
        keep_neutral(target, grey * torch.tensor([1, 0.8, 0.6])[:, None, None]), target
    )

import pytest
import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from candela_training.models.candela import Candela
from candela_training.models.curve import Curve, channel_means, slide, slide_picture, solve
from candela_training.models.exposure import best_roll_off, keep_neutral, steady


@pytest.fixture
def network() -> Candela:
    torch.manual_seed(1)
    return Candela().eval()


def controls(brightness: float = 0, denoise: float = 0) -> tuple[Tensor, Tensor]:
    return torch.tensor([brightness]), torch.tensor([denoise])


def dark(height: int, width: int) -> Tensor:
    return 0.2 * torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(height))


def smooth(side: int) -> Tensor:
    """A dark photo of slow waves, like a thumbnail: no noise."""
    line = torch.linspace(0, 3, side)
    waves = [torch.sin(k * line)[:, None] * torch.cos(line + k) for k in (1.0, 1.5, 2.2)]
    return 0.12 + 0.1 * torch.stack(waves)[None]


@torch.no_grad()
def test_it_is_small_and_quick(network: Candela) -> None:
    assert sum(weight.numel() for weight in network.parameters()) < 900_000
    with FlopCounterMode(display=False) as counter:
        network(dark(256, 256), dark(96, 64), *controls())
    assert counter.get_total_flops() < 2e9


@pytest.mark.parametrize("size", [(16, 16), (32, 80), (112, 48)])
@torch.no_grad()
def test_it_keeps_the_size(network: Candela, size: tuple[int, int]) -> None:
    assert network(dark(*size), dark(7, 96), *controls()).shape == (1, 3, *size)


@pytest.mark.parametrize("level", [0.0, 1 / 255, 1.0])
@torch.no_grad()
def test_black_and_white_photos_are_survived(network: Candela, level: float) -> None:
    photo, small = torch.full((1, 3, 32, 32), level), torch.full((1, 3, 64, 96), level)
    for numbers in (controls(), controls(1, 1), controls(-1, -1)):
        assert network(photo, small, *numbers).isfinite().all()


@torch.no_grad()
def test_a_night_photo_gets_light_whatever_it_shows(network: Candela) -> None:
    """The darker it is, the more; from a mean of a quarter on the network may find it well lit."""
    network.head.need.weight.zero_()
    network.head.need.bias.fill_(-40)
    network.head.means.bias.fill_(0)
    for mean, least in ((0.06, 2), (0.15, 1.3), (0.2, 1.02)):
        photo = smooth(96) * mean / smooth(96).mean()
        assert network.expose(photo).curve(photo).mean() > least * photo.mean()
    photo = smooth(96) * 0.25 / smooth(96).mean()
    assert torch.allclose(network.expose(photo).curve(photo), photo, atol=1e-5)


@torch.no_grad()
def test_it_can_leave_a_photo_as_it_is(network: Candela) -> None:
    """Where the head sees no need and the restoration is silent, nothing at all happens."""
    network.head.need.weight.zero_()
    network.head.need.bias.fill_(-40)
    network.restorer.last.weight.zero_()
    photo = torch.rand(1, 3, 96, 96)
    assert (network(photo, photo, *controls()) - photo).abs().max() < 1e-5


@torch.no_grad()
def test_a_lamp_stays_white_whatever_the_restoration_says(network: Candela) -> None:
    network.restorer.last.bias.fill_(-0.7)
    photo, small = dark(32, 32), dark(96, 96)
    photo[..., 8:16, 8:16] = 1
    lamp = network(photo, small, *controls())[..., 8:16, 8:16]
    assert (lamp >= 1 - 1e-6).all()
    darker = network(photo, small, *controls(brightness=-0.8))[..., 8:16, 8:16]
    assert (darker < 0.9).all()


@torch.no_grad()
def test_the_gate_takes_the_photo_out_by_its_share(network: Candela) -> None:
    photo, small = dark(32, 32), dark(96, 96)
    network.restorer.last.weight.zero_()
    before = network(photo, small, *controls())
    network.restorer.gate.bias.fill_(0.75)
    assert torch.allclose(network(photo, small, *controls()), before / 4, atol=1e-6)
    assert torch.allclose(network(photo, small, *controls(denoise=-1)), before, atol=1e-6)


@torch.no_grad()
def test_the_steadier_answer_is_the_mean_of_nine_looks(network: Candela) -> None:
    flat = torch.full((2, 3, 96, 96), 0.1)
    for part, alone in zip(steady(network.head, flat), network.head(flat), strict=True):
        assert torch.allclose(part, alone, atol=1e-5)
    answer = steady(network.head, smooth(96))[0]
    assert torch.allclose(answer, network.head(smooth(96))[0], rtol=0.05)


@torch.no_grad()
def test_a_mirrored_photo_gets_nearly_the_same_light(network: Candela) -> None:
    photo = smooth(96)
    network.head.means.weight.normal_()
    steadier, single = (
        (torch.log(look(photo)[0]) - torch.log(look(photo.flip(3))[0])).abs().max()
        for look in (lambda seen: steady(network.head, seen), network.head)
    )
    assert single > 1e-3
    assert steadier < single / 2


@torch.no_grad()
def test_brightness_brightens_evenly_and_keeps_white() -> None:
    steps = torch.linspace(0, 1.2, 50).expand(1, 3, 1, 50)
    last = None
    for value in torch.linspace(-1, 1, 21):
        curve = slide(Curve(torch.full((1, 3), 6.0), torch.full((1, 3), 5.0)), value[None])
        picture = curve(steps)
        assert (picture.diff() >= 0).all()
        # Above white, which is clipped in the end, the slider pulls towards white.
        assert last is None or (picture[..., 1:41] > last[..., 1:41]).all()
        last = picture
    assert torch.allclose(last[..., 41], torch.ones(1, 3), atol=0.01)


def test_the_slider_on_the_curve_is_the_slider_on_the_picture() -> None:
    photo, curve = dark(16, 16), Curve(torch.full((1, 3), 4.0), torch.full((1, 3), 1.5))
    for value in (torch.tensor([-0.7]), torch.tensor([0.0]), torch.tensor([0.6])):
        assert torch.allclose(slide(curve, value)(photo), slide_picture(curve(photo), value))


@torch.no_grad()
def test_denoise_takes_out_a_growing_share_of_one_and_the_same_noise(network: Candela) -> None:
    photo, small = dark(32, 32), dark(96, 96)
    steps = [network(photo, small, *controls(denoise=d)) for d in (-1, -0.75, -0.5, -0.25, 0)]
    moves = torch.stack([(step - steps[0]).abs().mean() for step in steps])
    assert torch.allclose(moves / moves[-1], torch.linspace(0, 1, 5), atol=1e-3)


@torch.no_grad()
def test_tiles_agree_with_the_whole_given_its_thumbnail(network: Candela) -> None:
    photo, small = dark(320, 320), dark(96, 96)
    whole = network(photo, small, *controls())
    tile = network(photo[:, :, 64:, 64:], small, *controls())
    apart = (whole[:, :, 64:, 64:] - tile)[:, :, 48:, 48:].abs().max()
    assert apart < 0.1 / 255


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


def test_the_teacher_finds_the_roll_off_that_made_a_picture() -> None:
    photo = smooth(96)
    truth = solve(photo, torch.full((1, 3), 0.4), torch.tensor([[0.6]]))(photo)
    assert best_roll_off(photo, truth) == pytest.approx(0.6)
    assert torch.allclose(channel_means(truth), torch.full((1, 3), 0.4), atol=0.02)


def test_gradients_reach_every_weight() -> None:
    network = Candela()
    photo, small = dark(32, 32).expand(2, -1, -1, -1), dark(96, 96).expand(2, -1, -1, -1)
    with torch.no_grad():
        for film in network.restorer.films:
            film.scale.weight.add_(0.01)
    network(photo, small, torch.zeros(2), torch.full((2,), -0.5)).square().sum().backward()
    assert all(weight.grad is not None for weight in network.parameters())


def test_a_photo_without_colour_gets_none() -> None:
    target = torch.tensor([[0.3, 0.4, 0.5]])
    grey = smooth(96)[:, :1].expand(-1, 3, -1, -1)
    assert torch.allclose(keep_neutral(target, grey), torch.full((1, 3), 0.4))
    assert torch.equal(
        keep_neutral(target, grey * torch.tensor([1, 0.8, 0.6])[:, None, None]), target
    )

import pytest
import torch

from candela_training.measure import reach
from candela_training.models import build


def test_cnn_has_the_published_number_of_parameters() -> None:
    assert sum(weight.numel() for weight in build("cnn").parameters()) == 134_067


@pytest.mark.parametrize("size", [(1, 1), (17, 23), (32, 48)])
def test_cnn_keeps_the_size(size: tuple[int, int]) -> None:
    assert build("cnn")(torch.rand(2, 3, *size)).shape == (2, 3, *size)


def test_cnn_sees_six_pixels_back_and_nine_ahead() -> None:
    """The 2x2 kernels look right and down only, so the reach is not the same both ways."""
    assert reach(build("cnn")) == (6, 9)


def test_cnn_overfits_one_patch() -> None:
    torch.manual_seed(0)
    truth = torch.rand(1, 3, 6, 6).repeat_interleave(2, 2).repeat_interleave(2, 3)
    low = truth * 0.2
    network = build("cnn")
    optimiser = torch.optim.Adam(network.parameters(), lr=2e-3)
    losses = []
    for _ in range(150):
        loss = ((network(low) - truth) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.005 < losses[0]


def test_the_best_has_a_stage_at_full_size_and_begins_without_a_repair() -> None:
    torch.manual_seed(0)
    network = build("candela-best").eval()
    assert 3e6 < sum(weight.numel() for weight in network.parameters()) < 4e6
    network.restorer.last.weight.data.zero_()
    # Without colours: those of what is lifted far would be smoothed.
    photo = 0.2 * torch.rand(1, 1, 32, 48).expand(-1, 3, -1, -1)
    numbers = [torch.zeros(1) for _ in network.controls]
    place, step = torch.tensor([[0.0, 0.0, 1.0, 1.0]]), torch.ones(1)
    exposed, shown = network.both(photo, photo, *network.sorted((*numbers, place, step)))
    assert shown.shape == photo.shape
    assert torch.allclose(shown, exposed, atol=1e-6)


def test_unknown_architecture_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="known: candela-best, candela-lol, candela2, cnn"):
        build("nothing")

import dataclasses

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from candela_training.config import NightConfig
from candela_training.degrade.grain import Grain, deviation, lifted_black, texture
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.light import Light, lamps
from candela_training.degrade.lot import Lot
from candela_training.degrade.night import Night, Shot, draw, light_spent, take, take_thumbnail
from candela_training.degrade.phone import crush, draw_phone
from candela_training.degrade.tone import add_contrast, remove_contrast, to_linear, to_stored

CPU = torch.device("cpu")


def places(count: int, side: int) -> Tensor:
    line = (torch.arange(side) + 0.5) / side
    return torch.stack(torch.meshgrid(line, line, indexing="ij")).expand(count, 2, side, side)


def photo(count: int = 1, side: int = 64) -> Tensor:
    """Smooth waves between 0.1 and 0.9."""
    where = places(count, side)
    waves = [torch.sin(7 * where[:, 0] + k) * torch.cos(5 * where[:, 1] * k) for k in (1, 2, 3)]
    return 0.5 + 0.4 * torch.stack(waves, dim=1)


def one_night(**changes: object) -> Night:
    """A plain one: even light, no lamps, four stops, hardly any noise, no JPEG."""
    torch.manual_seed(0)
    night = draw(
        1, NightConfig(well_lit_share=0.999999, well_lit_mood=0, jpeg_share=0, ramp_share=0), CPU
    )
    grain = night.grain._replace(photon=torch.tensor([1e-9]), read=torch.tensor([1e-12]))
    plain = night._replace(cut=torch.tensor([2.0**-4]), grain=grain, eight_bits=torch.zeros(1))
    return plain._replace(**changes)


def test_tone_curves_are_inverse_to_each_other() -> None:
    values = torch.linspace(0, 1, 101)
    assert torch.allclose(to_stored(to_linear(values)), values, atol=1e-5)
    whole = torch.ones(1)
    assert torch.allclose(add_contrast(remove_contrast(values, whole), whole), values, atol=1e-4)


def test_four_stops_less_light_is_a_sixteenth() -> None:
    night, clean = one_night(), photo()
    shot = take(clean, places(1, 64), light_spent(night), night, Jpeg(CPU))
    assert torch.equal(shot.truth, clean)
    assert torch.allclose(to_linear(shot.low) * 16, to_linear(clean), atol=2e-3)


def test_a_well_lit_photo_is_its_own_truth() -> None:
    torch.manual_seed(0)
    night = draw(
        8, NightConfig(well_lit_share=0.999999, well_lit_mood=0.5, ramp_share=0, jpeg_share=0), CPU
    )
    shot = take(photo(8), places(8, 64), light_spent(night), night, Jpeg(CPU))
    assert (shot.low - shot.truth).abs().mean() < 0.02
    assert (shot.quiet - shot.truth).abs().max() < 1e-3
    assert 0 < ((shot.truth - photo(8)).abs() > 1e-4).any(dim=(1, 2, 3)).sum() < 8


def test_a_street_at_night_is_dark_though_its_exposure_is_hardly_cut() -> None:
    torch.manual_seed(0)
    config = NightConfig(well_lit_share=0, street_share=1, ramp_share=0, jpeg_share=0)
    night = draw(32, config, CPU)
    spent = light_spent(night)
    shot = take(photo(32), places(32, 64), spent, night, Jpeg(CPU))
    low, truth = (part.mean(dim=(1, 2, 3)) for part in (shot.quiet, shot.truth))
    assert night.cut.min() >= 2**-1.5
    assert spent.max() < 0.7
    assert (truth > 1.15 * low).all()
    assert (shot.truth.amax(dim=(1, 2, 3)) > 0.99).float().mean() > 0.4


def test_lamps_stay_lamps_in_the_dark() -> None:
    lamp = torch.tensor([0.5, 0.5, 0.1, 60.0, 50.0, 40.0])
    light = one_night().light._replace(lamps=torch.stack([lamp, lamp * 0, lamp * 0])[None])
    light = light._replace(lamps=light.lamps + torch.tensor([0, 0, 1e-3, 0, 0, 0]))
    night = one_night(light=light)
    shot = take(photo() * 0.5, places(1, 64), light_spent(night), night, Jpeg(CPU))
    assert shot.low[0, :, 32, 32].min() > 0.99
    assert shot.truth[0, :, 32, 32].min() > 0.99
    assert shot.low[0, :, 2, 2].max() < 0.3


def test_the_truth_is_nowhere_darker_than_the_photo() -> None:
    """What a pool of light has burnt out is not to come back grey."""
    pool = torch.tensor([[0.5, 0.5, 0.2, 0.1]])
    light = one_night().light._replace(pool=pool, highlight=torch.tensor([30.0]))
    night = one_night(light=light, keep=torch.tensor([0.2]), cut=torch.tensor([1.0]))
    shot = take(photo() * 1.25, places(1, 64), light_spent(night), night, Jpeg(CPU))
    burnt = shot.quiet > 0.99
    assert burnt.any()
    assert (shot.truth[burnt] > 0.98).all()
    assert (shot.truth >= shot.quiet - 1e-6).all()


def test_no_lamps_send_no_light() -> None:
    light: Light = one_night().light
    assert lamps(places(1, 32), light).abs().max() == 0


def test_noise_is_as_strong_as_it_says() -> None:
    torch.manual_seed(0)
    zero = torch.zeros(1)
    grain = Grain(torch.tensor([1e-3]), torch.tensor([1e-6]), zero, zero, zero, zero)
    light = torch.full((1, 3, 128, 128), 0.3)
    noise = texture(light, grain) * deviation(light, grain)
    expected = (
        1e-3 * 0.3 * torch.tensor([2.0, 1.0, 1.7]) + 1e-6 * torch.tensor([4, 1, 2.89])
    ).sqrt()
    assert torch.allclose(noise.std(dim=(0, 2, 3)), expected, rtol=0.03)


def test_black_is_lifted_by_the_mean_of_clipped_noise() -> None:
    torch.manual_seed(0)
    light, spread = torch.tensor([0.0, 0.01, 0.1]), torch.full((3,), 0.02)
    sample = (light + spread * torch.randn(200_000, 3)).clamp(min=0).mean(dim=0)
    assert torch.allclose(lifted_black(light, spread), sample, atol=3e-4)


@pytest.mark.parametrize(("quality", "most"), [(100.0, 0.004), (95.0, 0.02), (70.0, 0.06)])
def test_jpeg_loses_little_at_high_quality(quality: float, most: float) -> None:
    stored = Jpeg(CPU)(photo(), torch.tensor([quality]), torch.zeros(1))
    assert 0 < (stored - photo()).abs().mean() < most


def test_the_thumbnail_is_the_photo_made_small() -> None:
    torch.manual_seed(3)
    config = NightConfig(well_lit_share=0, jpeg_share=0, ramp_share=0, photon=(1e-6, 1e-5))
    night, clean = draw(6, config, CPU), photo(6, 96)
    spent = light_spent(night)
    shot = take(clean, places(6, 96), spent, night, Jpeg(CPU))
    small = take_thumbnail(clean, places(6, 96), spent, night)
    assert torch.allclose(small.truth, shot.truth)
    assert (small.low.mean(dim=(1, 2, 3)) - shot.low.mean(dim=(1, 2, 3))).abs().max() < 0.005


def test_everything_stays_in_range() -> None:
    torch.manual_seed(4)
    config = dataclasses.replace(NightConfig(), ramp_share=0.3, lamp_share=1.0)
    night = draw(24, config, CPU)
    for picture in take(photo(24), places(24, 64), light_spent(night), night, Jpeg(CPU)):
        assert picture.isfinite().all()
        assert picture.min() >= 0
        assert picture.max() <= 1


def shots(**changes: float) -> Shot:
    torch.manual_seed(2)
    dark = {"well_lit_share": 0.0, "ramp_share": 0.0, "jpeg_share": 0.0, "uneven_share": 0.0}
    config = NightConfig(**{**dark, **changes})
    night = draw(12, config, torch.device("cpu"))
    clean = torch.full((12, 3, 64, 64), 0.4)
    lines = [(torch.arange(64) + 0.5) / 64] * 2
    where = torch.stack(torch.meshgrid(*lines, indexing="ij"))[None].expand(12, 2, 64, 64)
    return take(clean, where, light_spent(night), night, Jpeg(torch.device("cpu")))


def test_a_phone_s_noise_is_coarser() -> None:
    """What is left of it in means over eight pixels, beside all of it."""

    def coarse(shot: Shot) -> float:
        noise = shot.low - shot.quiet
        noise = noise - noise.mean(dim=1, keepdim=True)
        return float(functional.avg_pool2d(noise, 8).std() / noise.std())

    assert coarse(shots(phone_share=1.0)) > 1.5 * coarse(shots())


def test_a_phone_crushes_blacks_and_leaves_white() -> None:
    phone = draw_phone(Lot(6, torch.device("cpu")), torch.ones(6))
    ramp = torch.linspace(0, 1, 64).expand(6, 3, 16, 64)
    crushed = crush(ramp, phone._replace(crushed=torch.full((6,), 0.03)))
    assert (crushed[..., 0] == 0).all()
    assert float(crushed[0, 0, 0, 1]) == 0
    assert torch.allclose(crushed[..., -1], torch.ones(()))


def test_untreated_photos_are_what_they_were() -> None:
    assert torch.equal(shots().low, shots(phone_share=0.0).low)

import json

import numpy as np
import pytest
from PIL import Image

from candela_training.colour_difference import delta_e
from candela_training.evaluate import exposure_matched
from candela_training.metrics import psnr, ssim
from candela_training.paths import REPOSITORY

RNG = np.random.default_rng(2)
PHOTO = RNG.integers(0, 256, (40, 50, 3), dtype=np.uint8)


def test_psnr_of_a_known_difference() -> None:
    flat = np.full((16, 16, 3), 100, np.uint8)
    assert psnr(flat + np.uint8(10), flat) == pytest.approx(20 * np.log10(25.5))
    assert psnr(flat, flat) == float("inf")


def test_ssim_of_equal_pictures_is_one_and_symmetric() -> None:
    other = np.clip(PHOTO.astype(int) + RNG.integers(-20, 21, PHOTO.shape), 0, 255)
    assert ssim(PHOTO, PHOTO) == pytest.approx(1)
    assert ssim(PHOTO, other) == pytest.approx(ssim(other, PHOTO))
    assert 0 < ssim(PHOTO, other) < 1


def test_ssim_of_two_flat_pictures_is_its_luminance_term() -> None:
    a, b = np.full((20, 20, 3), 50.0), np.full((20, 20, 3), 100.0)
    c1 = (0.01 * 255) ** 2
    assert ssim(a, b) == pytest.approx((2 * 50 * 100 + c1) / (50**2 + 100**2 + c1))


def test_ssim_leaves_out_a_border_of_five_pixels() -> None:
    """A wrong corner pixel lies in the window of the first counted pixel, and only there."""
    wrong = PHOTO.copy()
    wrong[0, 0] = 255 - wrong[0, 0]
    inner = ssim(wrong[:11, :11], PHOTO[:11, :11])
    whole = ssim(wrong, PHOTO)
    assert 1 - whole == pytest.approx((1 - inner) / (30 * 40), rel=1e-6)


def test_ssim_equals_scikit_image_where_it_is_installed() -> None:
    reference = pytest.importorskip("skimage.metrics").structural_similarity
    other = np.clip(PHOTO.astype(int) + RNG.integers(-20, 21, PHOTO.shape), 0, 255).astype(np.uint8)
    expected = reference(
        PHOTO, other, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, channel_axis=2
    )
    assert ssim(other, PHOTO) == pytest.approx(expected, abs=1e-9)


def test_sizes_must_agree() -> None:
    with pytest.raises(ValueError, match="sizes differ"):
        psnr(PHOTO, PHOTO[1:])


GOLDEN = REPOSITORY / "tests" / "golden"
# The app's metrics are held to the same figures in tests/integration/metrics.test.ts.
TOLERANCES = {
    **{"psnr": 1e-8, "ssim": 1e-8, "psnrGtMean": 1e-8, "ssimGtMean": 1e-8},
    # scikit-image rounds the primaries and the white of sRGB differently.
    "deltaE": 2e-3,
}


@pytest.mark.parametrize("row", range(4))
def test_the_app_and_the_training_side_mean_the_same(row: int) -> None:
    golden = json.loads((GOLDEN / "metrics.json").read_text("utf-8"))["photos"][row]
    low, truth = (
        np.asarray(Image.open(GOLDEN / f"{golden['photo']}-{side}.png"))
        for side in ("low", "truth")
    )
    picture = np.round((low / 255) ** golden["power"] * 255).astype(np.uint8)
    matched = exposure_matched(picture, truth)
    found = {
        "psnr": psnr(picture, truth),
        "ssim": ssim(picture, truth),
        "psnrGtMean": psnr(matched, truth),
        "ssimGtMean": ssim(matched, truth),
        "deltaE": delta_e(picture, truth),
    }
    for metric, value in found.items():
        assert value == pytest.approx(golden[metric], abs=TOLERANCES[metric]), metric

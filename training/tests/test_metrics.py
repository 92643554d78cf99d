import numpy as np
import pytest

from candela_training.metrics import psnr, ssim

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

"""Held-out photos, darkened once and for all, and what a network makes of them."""

import math
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from candela_training.config import Experiment, NightConfig
from candela_training.data.pool import thumbnail
from candela_training.data.sources import entries_of, read_pair, read_pairs, read_photo
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.night import draw, light_spent, take
from candela_training.models.exposure import LUMA
from candela_training.paths import data_root

# At most this many pictures of each kind, at most this long.
_MOST, _LONG = 20, 416


class Example(NamedTuple):
    """Pictures 1 3 H W in 0..1, sides multiples of 16; thumbnails 1 3 96 96."""

    low: Tensor
    truth: Tensor
    thumbnail: Tensor
    true_thumbnail: Tensor


def examples(experiment: Experiment, device: torch.device) -> dict[str, list[Example]]:
    """`dark` pictures with their ground truth, and `well lit` ones that should come back.

    Photos are darkened as `NightConfig` has it by default: whatever nights a run trains on, it is
    judged by the same ones.
    """
    if experiment.data.kind == "pairs":
        rows = [row for row in read_pairs(experiment.data) if row["split"] == "val"]
        pairs = [read_pair(row) for row in rows[:_MOST]]
        dark = [_example(_even(low), _even(truth), device) for low, truth in pairs]
        return {"dark": dark, "well lit": [_example(_even(t), _even(t), device) for _, t in pairs]}
    entries = entries_of(experiment.data, "val")[:_MOST]
    photos = [_even(_reduced(read_photo(data_root() / entry.file))) for entry in entries]
    jpeg, config = Jpeg(torch.device("cpu")), NightConfig()
    with torch.random.fork_rng():
        torch.manual_seed(experiment.seed)
        shots = [_darkened(photo, config, jpeg) for photo in photos]
    return {
        "dark": [_example(low, truth, device) for low, truth in shots],
        "well lit": [_example(photo, photo, device) for photo in photos],
    }


def plain_scores(network: nn.Module, sets: dict[str, list[Example]]) -> dict[str, float]:
    """Mean PSNR in dB as is and at the true brightness, and the error of the log of the mean."""
    network.eval()
    with torch.no_grad():
        rows = [_as_it_is(_enhance(network, e), e.truth) for e in sets["dark"]]
    plain, matched, error = np.mean(rows, axis=0).tolist()
    return {"psnr": plain, "psnrGtMean": matched, "meanLogError": error}


def _as_it_is(enhanced: Tensor, truth: Tensor) -> tuple[float, float, float]:
    """PSNR as is, PSNR at the true brightness, and the error of the log of the mean luma."""
    ratio = _luma(truth) / _luma(enhanced)
    matched = (enhanced * ratio).clamp(0, 1)
    return _psnr(enhanced, truth), _psnr(matched, truth), abs(math.log(ratio))


def _enhance(network: nn.Module, example: Example) -> Tensor:
    device = example.low.device
    rest = [torch.zeros(1, device=device) for _ in network.controls]
    if getattr(network, "placed", False):
        rest.append(torch.tensor([[0.0, 0.0, 1.0, 1.0]], device=device))
    if getattr(network, "stepped", False):
        rest.append(torch.ones(1, device=device))
    return network(example.low, example.thumbnail, *rest).clamp(0, 1)


def _luma(picture: Tensor) -> float:
    return float((picture.mean(dim=(0, 2, 3)).cpu() * torch.tensor(LUMA)).sum().clamp(min=1e-4))


def _psnr(enhanced: Tensor, truth: Tensor) -> float:
    return -10 * math.log10(max(float((enhanced - truth).square().mean()), 1e-10))


def _darkened(photo: np.ndarray, config: NightConfig, jpeg: Jpeg) -> tuple[np.ndarray, np.ndarray]:
    """(low light, ground truth), H W 3 uint8, of a photo that is not well lit."""
    clean = _tensor(photo)
    height, width = clean.shape[2:]
    lines = [(torch.arange(length) + 0.5) / length for length in (height, width)]
    where = torch.stack(torch.meshgrid(*lines, indexing="ij"))[None]
    dark = NightConfig(
        **{**vars(config), "well_lit_share": 0.0, "ramp_share": 0.0, "edge_share": 0.0}
    )
    night = draw(1, dark, torch.device("cpu"))
    shot = take(clean, where, light_spent(night), night, jpeg)
    return _bytes(shot.low), _bytes(shot.truth)


def _reduced(photo: np.ndarray) -> np.ndarray:
    picture = Image.fromarray(photo)
    picture.thumbnail((_LONG, _LONG), Image.Resampling.BOX)
    return np.asarray(picture)


def _even(photo: np.ndarray) -> np.ndarray:
    """Cut to sides that are multiples of 16."""
    height, width = (side - side % 16 for side in photo.shape[:2])
    return photo[:height, :width]


def _example(low: np.ndarray, truth: np.ndarray, device: torch.device) -> Example:
    pictures = (low, truth, thumbnail(low), thumbnail(truth))
    return Example(*(_tensor(picture).to(device) for picture in pictures))


def _tensor(photo: np.ndarray) -> Tensor:
    return torch.tensor(photo).permute(2, 0, 1)[None].float() / 255


def _bytes(picture: Tensor) -> np.ndarray:
    return (picture[0] * 255).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()

"""The experiments of Candela's own network: pairs of a dark and a well-lit photo, made or given."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from candela_training.config import CardConfig, ConfigError, Experiment, load_as, load_config


@dataclass(frozen=True, kw_only=True)
class SourceConfig:
    """Where the photos come from."""

    kind: str  # "photos": well-lit photos, darkened here; "pairs": both given
    table: str  # path from training/; photos: a table of photos; pairs: file, truth, split, sha256

    def __post_init__(self) -> None:
        if self.kind not in ("photos", "pairs"):
            raise ConfigError(f"kind must be photos or pairs, got {self.kind!r}")


@dataclass(frozen=True, kw_only=True)
class NightConfig:
    """How a camera would have taken a photo in the dark; shares are fractions of the photos."""

    well_lit_share: float = 0.28  # photos that are to come back as they are
    well_lit_mood: float = 0.5  # of those: under uneven or coloured light, which is to stay
    stops: tuple[float, float] = (0.7, 6.3)  # exposure cut of the others
    photon: tuple[float, float] = (4e-6, 1.5e-3)  # noise variance per unit of linear light
    noise_skew: float = 1.0  # below 1 strong noise comes more often; 1 is even in the log
    mosaic_share: float = 0.55  # photos whose noise is spread as interpolation between sites does
    balance: float = 0.06  # white-balance error, standard deviation of the log of each channel
    uneven_share: float = 0.3  # dark photos with a pool of light; as many with a window
    street_share: float = 0.0  # dark photos of little, local light, exposed for their lamps
    dimmest: float = 0.15  # least light outside the pool and away from the window
    compensation: float = 0.6  # how far the truth makes up for light the scene lost to unevenness
    keep: tuple[float, float] = (0.7, 1)  # share of the light's unevenness and colour that stays
    tint_share: float = 0.4  # dark photos under light of another colour, tungsten for the most part
    lamp_share: float = 0.25  # dark photos with lamps in the picture
    ramp_share: float = 0.03  # smooth gradients in place of photos
    jpeg_share: float = 0.6
    quality: tuple[float, float] = (70, 100)
    eight_bit_share: float = 0.9

    def __post_init__(self) -> None:
        if not 0 <= self.well_lit_share < 1:
            raise ConfigError(f"well_lit_share is a share, got {self.well_lit_share}")
        if not 1 <= self.quality[0] <= self.quality[1] <= 100:
            raise ConfigError(f"quality must rise within 1 to 100, got {self.quality}")


@dataclass(frozen=True, kw_only=True)
class FitConfig:
    """The optimisation; shares are fractions of the crops."""

    steps: int
    batch: int = 24
    crop: int = 192  # side, pixels; a multiple of 16
    thumbnails: int = 48  # further whole photos a step that only the head sees
    lr: float = 1.5e-3  # highest rate of AdamW; cosine down to a hundredth of it
    warmup: int = 200  # steps
    weight_decay: float = 1e-3
    clip: float = 1.0  # greatest norm of the gradient
    average: float = 0.999  # decay of the running mean of the weights that is exported
    second_phase: float = 0.65  # share of the steps after which the head's own curve is used more
    teacher: tuple[float, float] = (0.7, 0.4)  # crops with the true curve, before and after
    plain: tuple[float, float] = (0.0, 0.4)  # crops with the head's curve and the true brightness
    controls_share: float = 0.3  # crops with a brightness other than 0; as many with a denoise
    exposure_jitter: float = 0.0  # standard deviation of the log of a random gain of given pairs
    well_lit_share: float = 0.0  # given pairs whose ground truth is to come back as it is
    ssim: float = 0.25  # weight of 1 - SSIM beside the Charbonnier loss
    head: float = 0.3  # weight of the head's loss
    tone: float = 0.0  # weight, in the head's loss, of the log error of its curve's own picture
    checkpoint_every: int = 200  # steps
    validate_every: int = 1000  # steps

    def __post_init__(self) -> None:
        if self.crop % 16:
            raise ConfigError(f"crop must be a multiple of 16, got {self.crop}")
        if self.steps <= self.warmup:
            raise ConfigError(f"steps ({self.steps}) must exceed warmup ({self.warmup})")
        if any(t + p > 1 for t, p in zip(self.teacher, self.plain, strict=True)):
            raise ConfigError("teacher and plain together exceed 1")


@dataclass(frozen=True, kw_only=True)
class PairExperiment:
    """Everything that decides what a training run gives."""

    id: str
    architecture: str
    seed: int
    data: SourceConfig
    night: NightConfig
    train: FitConfig
    card: CardConfig


def load_any(path: Path) -> Experiment | PairExperiment:
    """A config file of either kind; only pairs say which kind of data they are."""
    with path.open("rb") as file:
        pairs = "kind" in tomllib.load(file).get("data", {})
    return load_as(PairExperiment, path) if pairs else load_config(path)

"""One TOML file is one experiment; unknown keys and bad values fail before any data loads."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from candela_training.toml_file import ConfigError, load_as

KINDS = ("photos", "pairs", "squares")


@dataclass(frozen=True, kw_only=True)
class SourceConfig:
    """Where the photos come from."""

    kind: str  # photos: well lit, darkened as at night; pairs: both given; squares: V x 0.2
    table: str  # path from training/; photos: a table of photos; pairs: file, truth, split, sha256
    panoramas: str = ""  # table of HDR panoramas to train on besides, path from training/
    beside: str = ""  # pairs: table of photos that take turns with them, darkened
    side: int = 500  # squares: every photo is squashed to side x side pixels

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ConfigError(f"kind must be one of {', '.join(KINDS)}, got {self.kind!r}")
        if self.beside and (self.kind != "pairs" or self.panoramas):
            raise ConfigError("beside is for pairs, without panoramas")

    def source_beside(self) -> "SourceConfig":
        """The photos that take turns with pairs, as a source of their own."""
        return dataclasses.replace(self, kind="photos", table=self.beside, beside="")


@dataclass(frozen=True, kw_only=True)
class DegradeConfig:
    """How a well-lit crop becomes a dark one; shares are fractions of the crops."""

    value_factor: float = 0.2  # V of HSV is multiplied by this
    impulse_share: float = 0.2  # crops that get salt and pepper
    impulse_amount: float = 0.04  # fraction of samples hit in such a crop
    sensor_share: float = 0.7  # crops that get photon and read noise
    photon_range: tuple[float, float] = (1e-5, 8e-4)  # variance per unit of stored value
    read_range: tuple[float, float] = (1e-3, 1.6e-2)  # standard deviation, stored values
    correlated_share: float = 0.5  # of the noisy crops: noise smoothed as a demosaic leaves it
    lamp_share: float = 0.3  # crops with invented light sources, beyond the photo's white

    def __post_init__(self) -> None:
        if not 0 < self.value_factor < 1:
            raise ConfigError(f"value_factor must lie between 0 and 1, got {self.value_factor}")
        if self.impulse_share + self.sensor_share > 1:
            raise ConfigError("impulse_share and sensor_share together exceed 1")


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
    edge_share: float = 0.0  # stripes with hard edges in place of photos
    jpeg_share: float = 0.6
    quality: tuple[float, float] = (70, 100)
    eight_bit_share: float = 0.9
    phone_share: float = 0.0  # dark photos with coarse noise, bands, crushed blacks, JPEG twice

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
    betas: tuple[float, float] = (0.9, 0.99)  # decay of AdamW's running moments
    bfloat16_until: float = 1.0  # share of the steps run in bfloat16, for speed
    average: float = 0.999  # decay of the running mean of the weights that is exported
    controls_share: float = 0.3  # crops with a brightness other than 0; as many with a denoise
    exposure_jitter: float = 0.0  # standard deviation of the log of a random gain of given pairs
    well_lit_share: float = 0.0  # given pairs whose ground truth is to come back as it is
    views: int = 0  # views into panoramas a step
    chroma: float = 0.0  # weight of the error of colour on blurred pictures
    detail: float = 0.0  # weight of the error of the finest texture
    ringing: float = 0.0  # weight of values that the truth has nowhere near
    settle: float = 0.0  # weight of staying as the weights of `start`; edges are learned besides
    start: str = ""  # checkpoint whose weights a new run starts from, path from training/
    layers: tuple[str, ...] = ()  # beginnings of the names of the weights that train; all
    ssim: float = 0.25  # weight of 1 - SSIM beside the Charbonnier loss
    head: float = 0.3  # weight of the head's loss
    checkpoint_every: int = 200  # steps
    validate_every: int = 1000  # steps

    def __post_init__(self) -> None:
        if self.crop % 16:
            raise ConfigError(f"crop must be a multiple of 16, got {self.crop}")
        if self.settle and not self.start:
            raise ConfigError("settle needs start: the weights that the run is to stay like")
        if self.steps <= self.warmup:
            raise ConfigError(f"steps ({self.steps}) must exceed warmup ({self.warmup})")
        if not 0 <= self.bfloat16_until <= 1:
            raise ConfigError(f"bfloat16_until is a share, got {self.bfloat16_until}")


@dataclass(frozen=True, kw_only=True)
class CardConfig:
    """What the model card says and no program can measure."""

    name: str
    version: str
    summary: str
    licence: str
    usable_commercially: bool
    tile: int
    cannot: tuple[str, ...]
    also: str = ""  # file in configs/, from whose photos the network had learned before


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """Everything that decides what a training run gives."""

    id: str
    architecture: str
    seed: int
    data: SourceConfig
    night: NightConfig = NightConfig()
    degrade: DegradeConfig = DegradeConfig()
    train: FitConfig
    gpu: dict = dataclasses.field(default_factory=dict)  # of `train`, other values on a GPU
    card: CardConfig

    def __post_init__(self) -> None:
        unknown = sorted(set(self.gpu) - {field.name for field in dataclasses.fields(FitConfig)})
        if unknown:
            raise ConfigError(f"gpu: unknown key {unknown[0]!r}")

    def on_gpu(self) -> "Experiment":
        """The experiment with the values that a GPU is better served by."""
        return dataclasses.replace(self, train=dataclasses.replace(self.train, **self.gpu))


def load_config(path: Path) -> Experiment:
    """Reads an experiment; raises ConfigError naming the key that is wrong."""
    return load_as(Experiment, path)

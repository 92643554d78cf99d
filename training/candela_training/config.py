"""One TOML file is one experiment; unknown keys and bad values fail before any data loads."""

import dataclasses
import tomllib
import typing
from dataclasses import dataclass
from pathlib import Path

Kind = typing.TypeVar("Kind")


class ConfigError(ValueError):
    """A config file that does not say what an experiment needs."""


@dataclass(frozen=True, kw_only=True)
class DataConfig:
    """Which photos, and how they are prepared."""

    photos: str  # table of photos, path from training/
    side: int = 500  # every photo is squashed to side x side pixels


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
class TrainConfig:
    """The optimisation."""

    steps: int
    loss: str = "mse"
    batch: int = 4
    crop: int = 128  # side of a crop, pixels
    lr: float = 1e-3  # highest rate of Adam; cosine down to a hundredth of it
    warmup: int = 100  # steps
    bfloat16_until: float = 0.0  # share of the steps run in bfloat16, for speed
    average: float = 0.995  # decay of the running mean of the weights that is exported
    checkpoint_every: int = 100  # steps
    validate_every: int = 250  # steps

    def __post_init__(self) -> None:
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


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """Everything that decides what a training run gives."""

    id: str
    architecture: str
    seed: int
    data: DataConfig
    degrade: DegradeConfig
    train: TrainConfig
    card: CardConfig


def load_config(path: Path) -> Experiment:
    """Reads an experiment; raises ConfigError naming the key that is wrong."""
    return load_as(Experiment, path)


def load_as(kind: type[Kind], path: Path) -> Kind:
    """Reads a TOML file as a dataclass; raises ConfigError naming the key that is wrong."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return typing.cast(Kind, _build(kind, table, path.name))


def _build(kind: type, table: object, where: str) -> object:
    """A dataclass from a TOML table."""
    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a table")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; known: {', '.join(fields)}")
    missing = [
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name not in table
    ]
    if missing:
        raise ConfigError(f"{where}: {missing[0]!r} is missing")
    hints = typing.get_type_hints(kind)
    return kind(**{k: _value(hints[k], v, f"{where}: {k}") for k, v in table.items()})


def _value(hint: type, value: object, where: str) -> object:
    """One value, checked against its annotation."""
    if dataclasses.is_dataclass(hint):
        return _build(hint, value, where)
    if typing.get_origin(hint) is tuple:
        return _tuple(hint, value, where)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ConfigError(f"{where} must be {hint.__name__}, got {value!r}")
    return value


def _tuple(hint: type, value: object, where: str) -> tuple[object, ...]:
    """A TOML array as the annotated tuple."""
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be an array")
    kinds = typing.get_args(hint)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise ConfigError(f"{where} must hold {len(kinds)} values")
    return tuple(_value(kind, item, where) for kind, item in zip(kinds, value, strict=True))

"""A TOML file as a dataclass; unknown keys and bad values are errors that name the key."""

import dataclasses
import tomllib
import typing
from pathlib import Path

Kind = typing.TypeVar("Kind")


class ConfigError(ValueError):
    """A config file that does not say what an experiment needs."""


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
        if field.default is field.default_factory is dataclasses.MISSING and name not in table
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

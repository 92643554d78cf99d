"""Draws docs/noise.png: the made noise beside that of real dark photos.

    python -m candela_training.noise_figure

Real: LOL's exact low-light pictures, and night photos of many cameras. Made: the photos of
configs/candela2.toml, darkened as the restoration sees them.
"""

from collections.abc import Iterable

import numpy as np
import torch
from PIL import Image, ImageDraw

from candela_training.config import NightConfig, load_config
from candela_training.data.pool import Pool
from candela_training.data.sources import load_pool, read_photo
from candela_training.degrade.jpeg import Jpeg
from candela_training.degrade.night import draw, light_spent, take
from candela_training.noise_statistics import BINS, LAGS, NoiseStatistics, noise_statistics
from candela_training.paths import REPOSITORY, TRAINING, data_root

_CROP, _CROPS = 384, 160
_COLOURS = {"LOL, exact": (0, 90, 200), "night photos": (200, 120, 0), "made": (0, 140, 60)}
_LARGEST = 24.0

Curves = tuple[np.ndarray, np.ndarray, np.ndarray]  # 10th, 50th and 90th percentile


def lol_photos(count: int) -> Iterable[np.ndarray]:
    """Every so many-th of the untouched low-light pictures."""
    files = sorted((data_root() / "lol-train" / "low").glob("*.webp"))
    return (read_photo(file) for file in files[:: max(1, len(files) // count)])


def night_photos() -> Iterable[np.ndarray]:
    """All unpaired night photos."""
    return (read_photo(file) for file in sorted((data_root() / "night").iterdir()))


def made_photos(pool: Pool, config: NightConfig) -> Iterable[np.ndarray]:
    """Crops darkened as in training; only the dark ones."""
    torch.manual_seed(0)
    jpeg = Jpeg(pool.device)
    for _ in range(_CROPS):
        view = pool.view(1, _CROP)
        night = draw(1, config, pool.device)
        if night.cut < 0.5:
            low = take(view.crops[0], view.where, light_spent(night), night, jpeg).low
            yield (low[0] * 255).permute(1, 2, 0).numpy()


def spread(statistics: list[NoiseStatistics], field: str) -> Curves:
    """Percentiles over photos; nan where fewer than five photos say something."""
    table = np.stack([getattr(item, field) for item in statistics])
    enough = np.isfinite(table).sum(axis=0) >= 5
    found = np.full((3, table.shape[1]), np.nan)
    found[:, enough] = np.nanpercentile(table[:, enough], (10, 50, 90), axis=0)
    return tuple(found)


class Plot:
    """Axes in one part of a picture; x and y in the data's units."""

    def __init__(self, pen: ImageDraw.ImageDraw, left: int, x: tuple, y: tuple) -> None:
        self.pen, self.left, self.x, self.y = pen, left, x, y
        pen.rectangle((left, 40, left + 480, 400), outline=(120, 120, 120))

    def place(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (min(max(y, self.y[0]), self.y[1]) - self.y[0]) / (self.y[1] - self.y[0])
        return self.left + 480 * across, 400 - 360 * up

    def ticks(self, xs: Iterable[tuple[float, str]], ys: Iterable[tuple[float, str]]) -> None:
        for value, text in xs:
            self.pen.text((self.place(value, self.y[0])[0], 404), text, fill="black", anchor="ma")
        for value, text in ys:
            spot = self.place(self.x[0], value)
            self.pen.text((spot[0] - 4, spot[1]), text, fill="black", anchor="rm")

    def curves(self, xs: np.ndarray, curves: Curves, colour: tuple[int, int, int]) -> None:
        """Median as a thick line, the percentiles as thin ones."""
        for index, values in enumerate(curves):
            points = [self.place(*p) for p in zip(xs, values, strict=True) if np.isfinite(p[1])]
            if len(points) > 1:
                self.pen.line(points, fill=colour, width=3 if index == 1 else 1)


def figure(sets: dict[str, list[NoiseStatistics]]) -> Image.Image:
    """Deviation against brightness on the left, correlation against distance on the right."""
    picture = Image.new("RGB", (1120, 450), "white")
    pen = ImageDraw.Draw(picture)
    roots = np.sqrt(BINS)
    strength = Plot(pen, 50, (0, roots[-1]), (0, np.sqrt(_LARGEST)))
    strength.ticks(
        [(np.sqrt(v), str(v)) for v in (0, 5, 20, 50, 100, 200)],
        [(np.sqrt(v), str(v)) for v in (0, 1, 2, 4, 8, 16, 24)],
    )
    likeness = Plot(pen, 620, (0, LAGS - 1), (-0.4, 1))
    likeness.ticks([(v, str(v)) for v in range(LAGS)], [(v / 5, f"{v / 5}") for v in range(-2, 6)])
    pen.text((50, 10), "noise deviation against brightness, grey levels, square-root axes", "black")
    pen.text((620, 10), "correlation of noise against distance, pixels", "black")
    middles = (np.concatenate([[0], roots[:-1]]) + roots) / 2
    for row, (name, statistics) in enumerate(sets.items()):
        colour = _COLOURS[name]
        deviation = spread(statistics, "deviation")
        strength.curves(middles, tuple(np.sqrt(part) for part in deviation), colour)
        likeness.curves(np.arange(LAGS), spread(statistics, "correlation"), colour)
        text = f"{name}: {len(statistics)} photos; median, 10th and 90th percentile"
        pen.text((760, 50 + 16 * row), text, fill=colour)
    return picture


def main() -> None:
    torch.set_num_threads(1)
    experiment = load_config(TRAINING / "configs" / "candela2.toml")
    pool = load_pool(experiment.data, "train", _CROP, torch.device("cpu"))
    photos = (lol_photos(60), night_photos(), made_photos(pool, experiment.night))
    sets = {
        name: [noise_statistics(photo) for photo in group]
        for name, group in zip(_COLOURS, photos, strict=True)
    }
    for name, statistics in sets.items():
        print(name, "deviation", np.round(spread(statistics, "deviation")[1], 2))
        print(name, "correlation", np.round(spread(statistics, "correlation")[1], 2))
    target = REPOSITORY / "docs" / "noise.png"
    target.parent.mkdir(exist_ok=True)
    figure(sets).save(target, optimize=True)


if __name__ == "__main__":
    main()

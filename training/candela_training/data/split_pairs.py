"""Writes training/photos/lol.csv: the LOL pairs (Wei et al. 2018), whole scenes held out.

    python -m candela_training.data.split_pairs

LOL shows many scenes several times; a split by file would put near-copies on both sides.
"""

import csv
import hashlib
import random
from pathlib import Path

from candela_training.paths import TRAINING, data_root

HELD_OUT = 35
_SEED = 2026
# Its two pictures do not show the same place.
_LEFT_OUT = "648"
COLUMNS = ("name", "scene", "split", "exact", "low", "truth", "lowSha256", "truthSha256")


def held_out_scenes(scenes: dict[str, str], wanted: int) -> set[str]:
    """Scenes drawn by lot until exactly `wanted` pairs are held out; name -> scene given."""
    sizes: dict[str, int] = {}
    for scene in scenes.values():
        sizes[scene] = sizes.get(scene, 0) + 1
    order = sorted(sizes)
    random.Random(_SEED).shuffle(order)
    chosen: set[str] = set()
    for scene in order:
        if sizes[scene] <= wanted:
            chosen.add(scene)
            wanted -= sizes[scene]
    return chosen


def row_of(name: str, scene: str, split: str) -> dict[str, str]:
    """A row of the table."""
    root, folder = data_root(), Path("lol-train")
    exact = (root / folder / "low" / f"{name}.webp").exists()
    low = folder / "low" / f"{name}.{'webp' if exact else 'jpg'}"
    truth = folder / "high" / f"{name}.avif"
    sums = [hashlib.sha256((root / file).read_bytes()).hexdigest() for file in (low, truth)]
    values = (name, scene, split, "yes" if exact else "no", str(low), str(truth), *sums)
    return dict(zip(COLUMNS, values, strict=True))


def main() -> None:
    with (data_root() / "lol-train" / "scenes.csv").open(newline="", encoding="utf-8") as file:
        scenes = {row["name"]: row["scene"] for row in csv.DictReader(file)}
    scenes.pop(_LEFT_OUT)
    out = held_out_scenes(scenes, HELD_OUT)
    rows = [row_of(n, s, "val" if s in out else "train") for n, s in scenes.items()]
    with (TRAINING / "photos" / "lol.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} pairs, {sum(row['split'] == 'val' for row in rows)} held out")


if __name__ == "__main__":
    main()

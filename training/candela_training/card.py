"""Writes models/<id>/card.json: what the app knows about a network.

    python -m candela_training.card training/configs/cnn.toml

Run it after export and evaluate: the card holds the file's checksum and the measured scores.
"""

import argparse
import hashlib
import json
from pathlib import Path

from candela_training.config import Experiment, load_config
from candela_training.data.photos import PhotoEntry, read_table
from candela_training.measure import tile_difference, working_bytes
from candela_training.paths import TRAINING, model_folder
from candela_training.runs import run_folder
from candela_training.session import Session

_OVERLAPS = (0, 4, 8, 12, 16, 24, 32, 48, 64, 96)
_TOLERANCE = 0.1  # of 1/255; below what rounding to 8 bits can show

_SETS = {
    "none": "15 held-out photos, V x 0.2, no noise",
    "sensor": "15 held-out photos, V x 0.2, photon and read noise",
    "impulse": "15 held-out photos, V x 0.2, 4 % salt and pepper",
    "lol": "LOL, one real pair of each of 60 scenes, none trained on",
}


def trained_on(entries: list[PhotoEntry]) -> list[dict[str, str]]:
    """One item for each source and licence, its authors named."""
    groups: dict[tuple[str, str], list[PhotoEntry]] = {}
    for entry in entries:
        if entry.split == "train":
            groups.setdefault((entry.source, entry.licence), []).append(entry)
    items = []
    for (source, licence), members in sorted(groups.items()):
        authors = ", ".join(sorted({entry.author for entry in members}))
        count = f"{len(members)} photo{'' if len(members) == 1 else 's'}"
        note = f"{count} by {authors}; resized, darkened"
        items.append({"name": source, "licence": licence, "note": note})
    return items


def measured(evaluation: dict) -> list[dict[str, object]]:
    """Rows of the honest table; the note says what doing nothing scores."""
    rows: list[dict[str, object]] = []
    for key, scores in evaluation.items():
        for metric in ("psnr", "ssim"):
            note = f"{scores['pictures']} pictures; untouched: {scores[metric + 'Before']}"
            rows.append(
                {"set": _SETS[key], "metric": metric, "value": scores[metric], "note": note}
            )
    return rows


def smallest_overlap(session: Session, overlaps: tuple[int, ...] = _OVERLAPS) -> int:
    """The first overlap at which tiles and the whole picture agree."""
    for overlap in overlaps:
        if tile_difference(session, overlap) <= _TOLERANCE:
            return overlap
    raise ValueError(f"tiles and whole differ even at an overlap of {overlaps[-1]}")


def port(name: str, kind: str, highest: int, multiple: int | None = None) -> dict[str, object]:
    """One end of the network; inputs say what their sides are multiples of."""
    end: dict[str, object] = {"name": name, "layout": "NHWC", "type": kind, "range": [0, highest]}
    return end if multiple is None else {**end, "size": "any", "multipleOf": multiple}


def ports(multiple: int) -> dict[str, object]:
    """Both pairs of ends, as every exported file has them."""
    return {
        "input": port("image", "uint8", 255, multiple),
        "output": port("result", "uint8", 255),
        "input16": port("image16", "float32", 1, multiple),
        "output16": port("result16", "float32", 1),
    }


def compose(experiment: Experiment, recipe: str, run: Path) -> dict[str, object]:
    """The whole card."""
    file = model_folder(experiment.id) / "model.onnx"
    text = experiment.card
    overlap = smallest_overlap(Session(file))
    evaluation = json.loads((run / "evaluation.json").read_text(encoding="utf-8"))
    commit = json.loads((run / "run.json").read_text(encoding="utf-8"))["commit"]
    return {
        "schema": 1,
        "id": experiment.id,
        "name": text.name,
        "version": text.version,
        "summary": text.summary,
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "licence": text.licence,
        "usableCommercially": text.usable_commercially,
        "trainedOn": trained_on(read_table(TRAINING / experiment.data.photos)),
        "recipe": recipe,
        "commit": commit,
        **ports(1),
        "controls": [],
        "tile": {"size": text.tile, "overlap": overlap},
        "bytesPerPixel": round(working_bytes(file, text.tile + 2 * overlap)),
        "measured": measured(evaluation),
        "cannot": list(text.cannot),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a model card.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/<id>")
    arguments = parser.parse_args()
    experiment = load_config(arguments.config)
    recipe = f"training/configs/{arguments.config.name}"
    card = compose(experiment, recipe, arguments.run or run_folder(experiment))
    target = model_folder(experiment.id) / "card.json"
    target.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {target.parent.name}/{target.name}")


if __name__ == "__main__":
    main()

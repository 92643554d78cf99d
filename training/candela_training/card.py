"""Writes models/<id>/card.json: what the app knows about a network.

    python -m candela_training.card training/configs/cnn.toml

Run it after export and evaluate: the card holds the file's checksum and the measured scores.
"""

import argparse
import json
from pathlib import Path

from candela_training.assemble import assemble
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


def smallest_overlap(
    session: Session, overlaps: tuple[int, ...] = _OVERLAPS, tolerance: float = _TOLERANCE
) -> int:
    """The first overlap at which tiles and the whole picture agree to `tolerance` of 1/255."""
    for overlap in overlaps:
        if tile_difference(session, overlap) <= tolerance:
            return overlap
    raise ValueError(f"tiles and whole differ even at an overlap of {overlaps[-1]}")


def compose(experiment: Experiment, recipe: str, run: Path) -> dict[str, object]:
    """The whole card."""
    file = model_folder(experiment.id) / "model.onnx"
    overlap = smallest_overlap(Session(file))
    evaluation = json.loads((run / "evaluation.json").read_text(encoding="utf-8"))
    return assemble(
        experiment.id,
        experiment.card,
        file,
        trainedOn=trained_on(read_table(TRAINING / experiment.data.photos)),
        recipe=recipe,
        commit=json.loads((run / "run.json").read_text(encoding="utf-8"))["commit"],
        multiple=1,
        thumbnail=False,
        overlap=overlap,
        bytesPerPixel=working_bytes(file, experiment.card.tile + 2 * overlap),
        measured=measured(evaluation),
    )


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

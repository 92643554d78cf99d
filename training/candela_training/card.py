"""The model card: what the app knows about a network."""

import hashlib
import json
from pathlib import Path

from candela_training.config import CardConfig, Experiment, load_config
from candela_training.data.photos import PhotoEntry
from candela_training.data.sources import PAIRS, listing
from candela_training.measure import tile_difference, working_bytes
from candela_training.measured import rows
from candela_training.models import ARCHITECTURES
from candela_training.models.exposure import THUMBNAIL
from candela_training.paths import TRAINING
from candela_training.recipes import RECIPES
from candela_training.recipes.recipe import Recipe
from candela_training.session import Session

# Words for the controls that a network may have.
_CONTROLS = {
    "brightness": ("Brightness", "How bright the photo becomes; white stays white."),
    "denoise": ("Noise removal", "Left keeps the photo's grain, right smooths more."),
    "colourNoise": (
        "Colour noise",
        "Left keeps coloured specks, right takes colour out of dark places.",
    ),
    "warmth": ("Warmth", "Left is cooler, right is warmer; white stays white."),
    "night": ("Keep the night", "Right keeps dark places darker, left lifts them more."),
    "lights": ("Keep the lights", "Right keeps texture in what is lit, left brightens it more."),
}


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


def control(name: str) -> dict[str, object]:
    """A slider from -1 to 1, neutral in the middle."""
    label, hint = _CONTROLS[name]
    return {"name": name, "min": -1, "max": 1, "neutral": 0, "label": label, "hint": hint}


def assemble(model: str, text: CardConfig, file: Path, **facts: object) -> dict[str, object]:
    """The whole card of a model file, keys in the contract's order.

    facts: `multiple`, `thumbnail`, `placed` and `stepped` (whether it takes them), `overlap`,
    `bytesPerPixel`, `trainedOn`, `recipe`, and where they apply `commit`, `controls` (names),
    `maps` (name and meaning), `measured`, `cannot`.
    """
    maps = [{"name": name, "meaning": meaning} for name, meaning in facts.get("maps", ())]
    seen = {"name": "thumbnail", "size": THUMBNAIL, "name16": "thumbnail16"}
    commit = {"commit": facts["commit"]} if "commit" in facts else {}
    return {
        "schema": 1,
        "id": model,
        "name": text.name,
        "version": text.version,
        "summary": text.summary,
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "licence": text.licence,
        "usableCommercially": text.usable_commercially,
        "trainedOn": facts["trainedOn"],
        "recipe": facts["recipe"],
        **commit,
        **ports(facts["multiple"]),
        **({"thumbnail": seen} if facts["thumbnail"] else {}),
        **({"place": {"name": "place"}} if facts.get("placed") else {}),
        **({"step": {"name": "step"}} if facts.get("stepped") else {}),
        "controls": [control(name) for name in facts.get("controls", ())],
        "tile": {"size": text.tile, "overlap": facts["overlap"]},
        "bytesPerPixel": round(facts["bytesPerPixel"]),
        **({"maps": maps} if maps else {}),
        "measured": facts.get("measured", []),
        "cannot": list(facts.get("cannot", text.cannot)),
    }


def learned_from(experiment: Experiment) -> list[PhotoEntry]:
    """The photos of a network, those from which it had learned before included."""
    entries = listing(experiment.data)
    if experiment.card.also:
        before = load_config(TRAINING / "configs" / experiment.card.also)
        entries = entries + learned_from(before)
    return list({entry.file: entry for entry in entries}.values())


def trained_on(entries: list[PhotoEntry]) -> list[dict[str, str]]:
    """One item for each source and licence, its authors named."""
    groups: dict[tuple[str, str], list[PhotoEntry]] = {}
    for entry in entries:
        if entry.split == "train":
            groups.setdefault((entry.source, entry.licence), []).append(entry)
    items = []
    for (source, licence), members in sorted(groups.items()):
        authors = ", ".join(sorted({entry.author for entry in members}))
        kind, done = ("photo", "resized, darkened")
        if members[0].file.endswith(".exr"):
            kind, done = ("panorama", "views of them, darkened")
        elif source == PAIRS:
            done = "half of them dark, half well lit"
        count = f"{len(members)} {kind}{'' if len(members) == 1 else 's'}"
        note = f"{count} by {authors}; {done}"
        items.append({"name": source, "licence": licence, "note": note})
    return items


def smallest_overlap(session: Session, recipe: Recipe) -> int:
    """The first overlap at which tiles and the whole picture agree as the recipe demands."""
    for overlap in recipe.overlaps:
        if tile_difference(session, overlap) <= recipe.tolerance:
            return overlap
    raise ValueError(f"tiles and whole differ even at an overlap of {recipe.overlaps[-1]}")


def compose(experiment: Experiment, config: str, run: Path, file: Path) -> dict[str, object]:
    """The whole card of a model file that was made of a run; config: path from the repository."""
    kind, tile = ARCHITECTURES[experiment.architecture], experiment.card.tile
    multiple = getattr(kind, "multiple", 1)
    recipe = RECIPES[experiment.architecture]
    overlap = smallest_overlap(Session(file, multiple=multiple), recipe)
    evaluation = json.loads((run / "evaluation.json").read_text(encoding="utf-8"))
    return assemble(
        experiment.id,
        experiment.card,
        file,
        trainedOn=trained_on(learned_from(experiment)),
        recipe=config,
        commit=json.loads((run / "run.json").read_text(encoding="utf-8"))["commit"],
        multiple=multiple,
        thumbnail=hasattr(kind, "controls"),
        placed=getattr(kind, "placed", False),
        stepped=getattr(kind, "stepped", False),
        controls=getattr(kind, "controls", ()),
        maps=getattr(kind, "maps", ()),
        overlap=overlap,
        bytesPerPixel=working_bytes(file, tile + 2 * overlap),
        measured=rows(evaluation),
    )


def write_card(experiment: Experiment, config: str, run: Path, file: Path) -> None:
    """The card beside a model file."""
    card = compose(experiment, config, run, file)
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (file.parent / "card.json").write_text(text, encoding="utf-8")


def config_of(path: Path) -> str:
    """A config's path from the root of the repository."""
    return f"training/configs/{path.name}"

"""What a card says was measured, and docs/measured.md, which holds the same for all models.

    python -m candela_training.measured

rewrites the part of docs/measured.md between its two marks from the cards; a test compares them.
"""

import json

from candela_training.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "measured.md"
BEGIN = "<!-- from the cards; written by candela_training.measured -->"
END = "<!-- end -->"

_SETS = {
    "none": "15 held-out photos, V x 0.2, no noise",
    "sensor": "15 held-out photos, V x 0.2, photon and read noise",
    "impulse": "15 held-out photos, V x 0.2, 4 % salt and pepper",
    "made": "held-out photos, darkened by our camera model",
    "lol": "LOL, real pairs of held-out scenes",
    "wellLit": "held-out well-lit photos, which should come back as they are",
    "harm": "do no harm",
}
_PAIRED = ("psnr", "ssim", "psnrGtMean", "ssimGtMean", "deltaE")
_METRICS = {
    **dict.fromkeys(("none", "sensor", "impulse"), ("psnr", "ssim")),
    "made": (*_PAIRED, "clippedMore"),
    "lol": _PAIRED,
    "wellLit": ("psnr", "psnrLeast", "deltaE", "clippedMore"),
}
_NOTES = {
    "psnrLeast": "dB, the worst of {pictures} pictures; wanted: 30 or more",
    "clippedMore": "share of samples newly black or white; wanted: below 0.005",
    "greyCast": "mean CIEDE2000 of chroma, dark grey ramp; wanted: below 3",
    "gradientStep": "of 1/255, in a smooth dark 16-bit ramp; wanted: 2 or less",
    "lattice": "power at a period of two pixels over that beside it, median; the photos: {before}",
    "burstSpread": "relative spread of mean luma over similar frames; wanted: below 0.03",
    "lampLoss": "of 255, how much darker a burnt-out lamp comes back, the worst; wanted: below 10",
    "brightnessStep": "least rise of mean luma, of 255, an eighth of the slider; wanted: above 0",
    "denoiseStep": "least fall of finest texture, an eighth of the slider; wanted: above 0",
}
_PLACES = 3


def rows(evaluation: dict[str, dict[str, float]]) -> list[dict[str, object]]:
    """Rows of the card; what was not measured has none."""
    found: list[dict[str, object]] = []
    for key, title in _SETS.items():
        scores = evaluation.get(key, {})
        if not scores:
            continue
        for metric in _METRICS.get(key, [name for name in _NOTES if name in scores]):
            # Adding 0 turns a rounded -0 into 0.
            value = round(scores[metric], _PLACES) + 0.0
            note = _note(metric, scores)
            found.append({"set": title, "metric": metric, "value": value, "note": note})
    return found


def _note(metric: str, scores: dict[str, float]) -> str:
    if metric in _NOTES:
        before = round(scores.get("latticeBefore", 0), 2)
        return _NOTES[metric].format(pictures=scores.get("pictures"), before=before)
    return f"{scores['pictures']} pictures; untouched: {scores['psnrBefore']:.2f} dB"


def table() -> str:
    """All cards' rows as one Markdown table, a model a column."""
    cards = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((REPOSITORY / "models").glob("*/card.json"))
    ]
    values = {
        (row["set"], row["metric"], card["id"]): row["value"]
        for card in cards
        for row in card["measured"]
    }
    kinds = list(dict.fromkeys((place, metric) for place, metric, _ in values))
    names = [card["id"] for card in cards]
    lines = [f"| set | metric | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for place, metric in kinds:
        cells = [str(values.get((place, metric, name), "–")) for name in names]  # noqa: RUF001
        lines.append(f"| {place} | {metric} | {' | '.join(cells)} |")
    return "\n".join(lines)


def page() -> str:
    """The page as it should be, its other parts as they are."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

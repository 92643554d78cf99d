"""A pack holds all that a run on another machine needs."""

import csv
import hashlib
from pathlib import Path

import pytest

from candela_training import pack as packing
from candela_training.config import load_config
from candela_training.paths import TRAINING

_CONFIG = TRAINING / "configs" / "candela-best.toml"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with two photos and a panorama, and tables that name them."""
    data, root = tmp_path / "data", tmp_path / "training"
    (root / "photos").mkdir(parents=True)
    data.mkdir()
    for table, names in (("wide.csv", ["a.jpg", "b.jpg"]), ("hdr.csv", ["room.npy"])):
        with (TRAINING / "photos" / table).open(newline="", encoding="utf-8") as file:
            columns = csv.DictReader(file).fieldnames or []
        with (root / "photos" / table).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            for name in names:
                (data / name).write_bytes(name.encode())
                sha256 = hashlib.sha256(name.encode()).hexdigest()
                row = dict.fromkeys(columns, "x")
                writer.writerow({**row, "file": name, "split": "train", "sha256": sha256})
    (root / "candela_training").mkdir()
    (root / "candela_training" / "train.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(packing, "TRAINING", root)
    monkeypatch.setattr("candela_training.data.sources.TRAINING", root)
    monkeypatch.setattr("candela_training.data.sources.data_root", lambda: data)
    monkeypatch.setattr(packing, "data_root", lambda: data)
    return data


def test_photos_panoramas_tables_and_start_are_packed(tables: Path, tmp_path: Path) -> None:
    start = tmp_path / "checkpoint.pt"
    start.write_bytes(b"weights")
    target = tmp_path / "pack"
    said = packing.pack(_CONFIG, target, None, start)
    assert "3 of 3" in said
    assert {path.name for path in (target / "data").iterdir()} == {"a.jpg", "b.jpg", "room.npy"}
    source = load_config(_CONFIG).data
    for table in (source.table, source.panoramas):
        assert (target / "training" / table).exists()
    assert (target / "start.pt").read_bytes() == b"weights"
    script = (target / "train.sh").read_text(encoding="utf-8")
    assert '--start "$here/start.pt"' in script
    assert "configs/candela-best.toml" in script


def test_a_run_on_photos_is_not_packed_in_part(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs them all"):
        packing.pack(_CONFIG, tmp_path / "pack", 10 / 2**20, None)


def test_photos_beside_pairs_are_packed_and_needed(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = TRAINING / "configs" / "candela-lol.toml"
    pairs = [
        {"low": f"low{n}", "truth": f"truth{n}", "split": "train", "exact": "yes"} for n in "12"
    ]
    monkeypatch.setattr(packing, "read_pairs", lambda _source: list(pairs))
    for file in [row[part] for row in pairs for part in ("low", "truth")]:
        (tables / file).write_bytes(bytes(1000))
    (tables.parent / "training" / "photos" / "lol.csv").write_text("", encoding="utf-8")
    target = tmp_path / "pack"
    said = packing.pack(config, target, 2500 / 2**20, None)
    assert "3 of 4" in said
    packed = {path.name for path in (target / "data").iterdir()}
    assert {"a.jpg", "b.jpg"} < packed
    assert len(packed) == 4
    assert (target / "training" / "photos" / "wide.csv").exists()
    with pytest.raises(ValueError, match="only 0 of 2 photos"):
        packing.pack(config, target, 4 / 2**20, None)

"""What the card says about cost and tiles, measured on the file that ships.

python -m candela_training.measure cnn
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from candela_training.paths import TRAINING, model_folder
from candela_training.session import Session


def reach(network: nn.Module, side: int = 65) -> tuple[int, int]:
    """How far a pixel of the result looks: pixels (up and left, down and right).

    One input pixel is made not-a-number; every output that depends on it becomes so, whatever the
    weights are. `side` must exceed twice the reach.
    """
    middle = side // 2
    photo = torch.zeros(1, 3, side, side)
    photo[0, :, middle, middle] = float("nan")
    with torch.no_grad():
        touched = torch.isnan(network(photo))[0, 0].any(dim=1).nonzero().flatten()
    return int(touched.max()) - middle, middle - int(touched.min())


def tile_difference(session: Session, overlap: int, tile: int = 96) -> float:
    """Greatest difference between tiles and the whole picture, in steps of 1/255."""
    rng = np.random.default_rng(0)
    photo = (rng.random((250, 310, 3)) * 0.25).astype(np.float32)
    whole = session.enhance_float(photo)
    return float(np.abs(session.enhance_tiled(photo, tile, overlap) - whole).max() * 255)


def working_bytes(file: Path, tile: int) -> float:
    """Peak working memory per pixel of a tile, in a process of its own (Linux).

    What the process holds once the network is loaded and has run on a tiny picture is not counted.
    """
    command = [sys.executable, "-m", "candela_training.measure", "--worker", str(file), str(tile)]
    environment = {**os.environ, "PYTHONPATH": str(TRAINING)}
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(answer.stdout)


def _worker(file: Path, tile: int) -> None:
    session = Session(file)
    session.enhance(np.zeros((16, 16, 3), np.uint8))
    before = _memory("VmRSS")
    session.enhance(np.full((tile, tile, 3), 40, np.uint8))
    print((_memory("VmHWM") - before) / tile**2)


def _memory(field: str) -> int:
    """Bytes of this process now (VmRSS) or at most (VmHWM).

    getrusage would not do: what it calls the peak includes the parent's from before the start.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def speed(session: Session, tile: int) -> float:
    """Megapixels a second of processor time on one thread; the best of three."""
    photo = np.full((tile, tile, 3), 40, np.uint8)
    spent = []
    for _ in range(3):
        began = time.process_time()
        session.enhance(photo)
        spent.append(time.process_time() - began)
    return tile**2 / 1e6 / min(spent)


def main() -> None:
    if sys.argv[1] == "--worker":
        _worker(Path(sys.argv[2]), int(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description="Measure a shipped model.")
    parser.add_argument("model", help="id of a folder under models/")
    file = model_folder(parser.parse_args().model) / "model.onnx"
    session = Session(file)
    table = {
        "tileDifference": {n: round(tile_difference(session, n), 4) for n in (0, 4, 8, 9, 12, 16)},
        "bytesPerPixel": {n: round(working_bytes(file, n)) for n in (512, 1024)},
        "megapixelsPerSecond": {n: round(speed(session, n), 3) for n in (256, 512, 1024)},
    }
    print(json.dumps(table, indent=2))


if __name__ == "__main__":
    main()

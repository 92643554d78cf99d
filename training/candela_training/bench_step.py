"""Times a step of training of the small network in PyTorch, for the app's bench.

    python -m candela_training.bench_step STEPS

Prints the milliseconds of each step as JSON: batches of 4 crops of 48 px, Adam, mean squared error.
"""

import json
import sys
import time
import warnings

import torch
from torch.nn import functional

from candela_training.models.cnn import Cnn

BATCH, SIDE, WARM = 4, 48, 3


def main() -> None:
    warnings.filterwarnings("ignore", message="Using padding='same'")
    torch.manual_seed(0)
    network = Cnn()
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    truth = torch.rand(BATCH, 3, SIDE, SIDE)
    times: list[float] = []
    for _ in range(WARM + int(sys.argv[1])):
        begin = time.perf_counter()
        optimiser.zero_grad()
        functional.mse_loss(network(truth * 0.2), truth).backward()
        optimiser.step()
        times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps(times[WARM:]))


if __name__ == "__main__":
    main()

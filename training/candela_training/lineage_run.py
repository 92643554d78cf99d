"""One run of a lineage. Started by `lineage` beside the code of another commit, whose trainer it
drives; it uses nothing of `candela_training` but what every commit of a lineage has.
"""

import argparse
import dataclasses
from pathlib import Path

import torch

_SAVE_EVERY = 250


def drive(
    config: Path,
    folder: Path,
    start: Path | None,
    stretches: list[tuple[int, int, bool]],
    lr: float = 0,
) -> None:
    """Trains to the last stretch's `until`; (until, steps, exact) each, in rising order.

    lr, where it is not 0, stands in place of the config's.
    """
    from candela_training.config import load_as
    from candela_training.data.sources import listing, load_pool
    from candela_training.pair_config import PairExperiment
    from candela_training.runs import begin_run
    from candela_training.train_pairs import Trainer

    experiment = load_as(PairExperiment, config)
    begin_run(folder, config, experiment, listing(experiment.data))
    trainer = Trainer(experiment, folder, torch.device("cpu"))
    if trainer.step >= stretches[-1][0]:
        return
    if start:
        trainer.start_from(start)
    pool = load_pool(experiment.data, "train", experiment.train.crop, trainer.device)
    if hasattr(trainer, "remember"):
        trainer.remember(pool)
    for until, steps, exact in stretches:
        train = experiment.train
        schedule = dataclasses.replace(train, steps=steps, lr=lr or train.lr)
        trainer.experiment = dataclasses.replace(experiment, train=schedule)
        while trainer.step < until:
            trainer.advance(pool, not exact)
            if trainer.step % _SAVE_EVERY == 0 or trainer.step == until:
                trainer.save()
                print(f"step {trainer.step} of {stretches[-1][0]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="One run of a lineage.")
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("stretches", nargs="+", help="UNTIL:STEPS:EXACT")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--lr", type=float, default=0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    parts = [tuple(map(int, text.split(":"))) for text in arguments.stretches]
    stretches = [(until, steps, bool(exact)) for until, steps, exact in parts]
    drive(arguments.config, arguments.folder, arguments.start, stretches, arguments.lr)


if __name__ == "__main__":
    main()

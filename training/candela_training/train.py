"""Trains a network by its config file; started again, it goes on where it was.

    python -m candela_training.train training/configs/candela.toml

With --minutes it stops after so long, checkpoint written; the next call goes on. It uses a GPU
where there is one, with the values of the config's `gpu` table.
"""

import argparse
import copy
import csv
import math
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from candela_training.config import Experiment, FitConfig, load_config
from candela_training.data.batches import Batch
from candela_training.degrade.jpeg import Jpeg
from candela_training.models import build
from candela_training.paths import TRAINING
from candela_training.recipes import RECIPES
from candela_training.recipes.recipe import photos_of
from candela_training.runs import begin_run, draw_curve, load_checkpoint, save_checkpoint

# The history holds one mean of so many steps.
_PER_POINT = 50


class Trainer:
    """Network, optimiser, running mean of the weights and history of one run."""

    def __init__(self, experiment: Experiment, folder: Path, device: torch.device) -> None:
        torch.manual_seed(experiment.seed)
        self.experiment, self.folder, self.device = experiment, folder, device
        network = build(experiment.architecture).to(device)
        self.network = network.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).requires_grad_(False)
        train = experiment.train
        for name, weight in self.network.named_parameters():
            weight.requires_grad_(not train.layers or name.startswith(train.layers))
        self.optimiser = torch.optim.AdamW(
            [weight for weight in self.network.parameters() if weight.requires_grad],
            lr=train.lr,
            betas=train.betas,
            weight_decay=train.weight_decay,
            fused=device.type == "cuda",
        )
        self.jpeg = Jpeg(device)
        self.recipe = RECIPES[experiment.architecture]
        self.make_batch, self.step_loss = self.recipe.batch, self.recipe.loss
        self.losses: list[tuple[int, float]] = []
        self.scores: list[dict[str, float]] = []
        self.step = 0
        state = load_checkpoint(folder)
        if state is not None:
            self._restore(state)
        elif train.start:
            self.start_from(TRAINING / train.start)

    def _restore(self, state: dict) -> None:
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.losses, self.scores, self.step = state["losses"], state["scores"], state["step"]

    def start_from(self, checkpoint: Path) -> None:
        """Takes another run's averaged weights as the start; nothing once this run has begun.

        Layers that the other run did not have, or in another shape, stay as they begin.
        """
        if self.step == 0:
            weights = torch.load(checkpoint, weights_only=True, map_location=self.device)["average"]
            own = self.network.state_dict()
            same = {
                name: weight
                for name, weight in weights.items()
                if name in own and own[name].shape == weight.shape
            }
            self.network.load_state_dict({**own, **same})
            self.average.load_state_dict(self.network.state_dict())

    def compile(self, mode: str) -> None:
        """Lets PyTorch fuse the making of batches and the network; the rest stays as it is."""
        torch._dynamo.config.suppress_errors = True
        self.make_batch = torch.compile(self.make_batch, mode=mode)
        self.step_loss = torch.compile(self.step_loss, mode=mode)

    def save(self) -> None:
        """Checkpoint and curves."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "losses": self.losses,
            "scores": self.scores,
            "step": self.step,
        }
        save_checkpoint(self.folder, state)
        with (self.folder / "loss.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("step", "loss"), *self.losses])
        if self.scores:
            with (self.folder / "validation.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, self.scores[0])
                writer.writeheader()
                writer.writerows(self.scores)
        if len(self.losses) > 1:
            draw_curve(self.losses).save(self.folder / "loss.png")

    def batch(self, pool: Any) -> Batch:
        """The batch of the current step. On a CPU it depends on seed and step alone."""
        if self.device.type == "cpu":
            torch.manual_seed(self.experiment.seed * 1_000_003 + self.step)
        return self.make_batch(pool, self.experiment, self.jpeg, self.step)

    def advance(self, pool: Any, fast: bool) -> torch.Tensor:
        """One step of AdamW on one batch; returns its loss, still on the device."""
        train = self.experiment.train
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(train, self.step)
        with torch.no_grad():
            batch = self.batch(pool)
        self.network.train()
        fast = fast and self.step < train.bfloat16_until * train.steps
        loss = self.step_loss(self.network, batch, train, fast)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), train.clip)
        self.optimiser.step()
        self._follow()
        self.step += 1
        return loss.detach()

    def _follow(self) -> None:
        """Moves the running mean; early on it follows fast, or it would remember the start."""
        decay = min(self.experiment.train.average, (1 + self.step) / (10 + self.step))
        means, values = list(self.average.parameters()), list(self.network.parameters())
        torch._foreach_lerp_(means, [value.detach() for value in values], 1 - decay)
        for mean, value in zip(self.average.buffers(), self.network.buffers(), strict=True):
            mean.copy_(value)


def learning_rate(train: FitConfig, step: int) -> float:
    """Linear warm-up, then a cosine from the highest rate to a hundredth of it."""
    if step < train.warmup:
        return train.lr * (step + 1) / train.warmup
    share = (step - train.warmup) / (train.steps - train.warmup)
    return train.lr * (0.01 + 0.99 * (1 + math.cos(math.pi * share)) / 2)


def run(trainer: Trainer, pool: Any, fast: bool, minutes: float) -> None:
    """Trains to the last step or for so long, with checkpoints and a line for each validation."""
    train = trainer.experiment.train
    sets = trainer.recipe.examples(trainer.experiment, trainer.device)
    began, first, sums = time.monotonic(), trainer.step, []
    while trainer.step < train.steps and time.monotonic() - began < 60 * minutes:
        sums.append(trainer.advance(pool, fast))
        if trainer.step % _PER_POINT == 0:
            trainer.losses.append((trainer.step, float(torch.stack(sums).mean())))
            sums = []
        last = trainer.step == train.steps
        if trainer.step % train.validate_every == 0 or last:
            pace = (time.monotonic() - began) / (trainer.step - first)
            found = trainer.recipe.scores(trainer.average, sets)
            trainer.scores.append({"step": trainer.step, **found})
            line = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
            print(f"step {trainer.step}: {line}; {pace:.3f} s a step", flush=True)
        if trainer.step % train.checkpoint_every == 0 or last:
            trainer.save()
    trainer.save()
    print(f"stopped at step {trainer.step} of {train.steps}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train a network by its config file.")
    parser.add_argument("config", type=Path)
    parser.add_argument("--run", type=Path, help="run folder; default training/runs/CONFIG's name")
    parser.add_argument("--start", type=Path, help="checkpoint whose weights a new run starts from")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop after so long")
    parser.add_argument("--threads", type=int, default=1, help="on a CPU; more pays when idle")
    parser.add_argument("--compile", choices=("default", "reduce-overhead"), help="for a GPU")
    parser.add_argument("--exact", action="store_true", help="float32 throughout, no bfloat16")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    experiment = load_config(arguments.config)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    folder = arguments.run or TRAINING / "runs" / arguments.config.stem
    experiment = begin_run(
        folder, arguments.config, experiment, photos_of(experiment), gpu=device.type == "cuda"
    )
    trainer = Trainer(experiment, folder, device)
    if arguments.compile:
        trainer.compile(arguments.compile)
    if arguments.start:
        trainer.start_from(arguments.start)
    pool = trainer.recipe.pool(experiment, device)
    print(f"on {device} from step {trainer.step}", flush=True)
    run(trainer, pool, not arguments.exact, arguments.minutes)


if __name__ == "__main__":
    main()

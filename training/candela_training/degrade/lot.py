"""Random numbers for a batch of photos."""

import math

import torch
from torch import Tensor


class Lot:
    """Random numbers for `count` photos on a device."""

    def __init__(self, count: int, device: torch.device) -> None:
        self.count, self.device = count, device

    def uniform(self, low: float, high: float, *more: int) -> Tensor:
        return low + (high - low) * torch.rand(self.count, *more, device=self.device)

    def log_uniform(self, bounds: tuple[float, float], *more: int, skew: float = 1.0) -> Tensor:
        low, high = (math.log(bound) for bound in bounds)
        return torch.exp(low + (high - low) * self.uniform(0, 1, *more) ** skew)

    def normal(self, spread: float, *more: int) -> Tensor:
        return spread * torch.randn(self.count, *more, device=self.device)

    def chance(self, share: float) -> Tensor:
        return (torch.rand(self.count, device=self.device) < share).float()

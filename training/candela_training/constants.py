"""Small tables as tensors, copied to a device once: every copy would make a GPU wait."""

import functools

import torch
from torch import Tensor


@functools.cache
def constant(values: tuple, device: torch.device) -> Tensor:
    """A (nested) tuple of numbers as float32; shared by all calls, so never change it."""
    return torch.tensor(values, dtype=torch.float32, device=device)

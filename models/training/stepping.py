"""One step of a training, and how far the training has come."""

import math
import time
from datetime import datetime, timezone

import torch

from averaging import Average
from losses import loss, soft_targets
from network import FaceParser


class Schedule:
    """Progress from 0 to 1, by steps or by the clock, and the learning rate that belongs to it."""

    def __init__(self, steps: int, until: str | None, progress: float):
        self.steps = steps
        self.begin, self.first = time.time(), progress
        self.end = None
        if until:
            self.end = datetime.fromisoformat(until).replace(tzinfo=timezone.utc).timestamp()
            if self.end <= self.begin:
                raise SystemExit(f"--until {until} is in the past")

    def progress(self, step: int) -> float:
        if self.end is None:
            return min(1.0, step / self.steps)
        share = (time.time() - self.begin) / (self.end - self.begin)
        return min(1.0, self.first + (1 - self.first) * share)

    @staticmethod
    def rate_factor(progress: float, warmup: float = 0.04) -> float:
        if progress < warmup:
            return 0.05 + 0.95 * progress / warmup
        return 0.005 + 0.995 * 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))


def as_input(pictures: torch.Tensor, device: torch.device) -> torch.Tensor:
    pictures = pictures.to(device).permute(0, 3, 1, 2).float().div_(255)
    return pictures.contiguous(memory_format=torch.channels_last)


def step_once(
    network: FaceParser,
    average: Average,
    optimizer: torch.optim.Optimizer,
    batch: list[torch.Tensor],
    device: torch.device,
    teach=None,
    teacher_share: float = 0.0,
) -> float:
    """Learn from a batch of clean pictures, spoilt ones and labels; returns the loss.

    `teach` gives chances for the clean pictures, which make up `teacher_share` of the entropy's targets; without it the
    labels teach alone.
    """
    clean, spoilt, labels = batch
    targets, counted = soft_targets(labels.to(device))
    network.train()
    with torch.autocast(device.type, torch.bfloat16):
        logits = network(as_input(spoilt, device))
    taught = teach(as_input(clean, device)) if teach else None
    value = loss(logits, targets, counted, taught, teacher_share)
    optimizer.zero_grad(set_to_none=True)
    value.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimizer.step()
    average.update(network)
    return value.item()

"""Cross-entropy and Dice against labels of twice the output's resolution."""

import torch

from classes import COUNT, IGNORE, NAMES

# Small parts lose against large ones in a mean over pixels.
CLASS_WEIGHTS = {
    "earring": 2.0,
    "necklace": 2.0,
    "glasses": 1.5,
    "ear": 1.5,
    "brow": 1.5,
    "eye": 1.5,
    "mouth": 1.5,
    "hat": 1.5,
}


def soft_targets(labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Share of every class in each 2 x 2 block, and the share of the block that counts at all.

    The output is later enlarged: half-covered pixels that say so give a smoother outline there.
    """
    batch, height, width = labels.shape
    targets = torch.zeros(batch, COUNT + 1, height // 2, width // 2, device=labels.device)
    quarter = torch.full((batch, 1, height // 2, width // 2), 0.25, device=labels.device)
    classes = torch.where(labels == IGNORE, COUNT, labels.long())
    for top in (0, 1):
        for left in (0, 1):
            targets.scatter_add_(1, classes[:, None, top::2, left::2], quarter)
    return targets[:, :COUNT], 1 - targets[:, COUNT]


def loss(
    logits: torch.Tensor,
    targets: torch.Tensor,
    counted: torch.Tensor,
    taught: torch.Tensor | None = None,
    teacher_share: float = 0.0,
) -> torch.Tensor:
    """Weighted cross-entropy plus the mean Dice loss of the classes that the batch shows.

    The teacher's chances are mixed into the entropy's targets; Dice keeps to the labels, or classes that are
    nowhere in the batch would count as shown.
    """
    logits = logits.float()
    logs = torch.log_softmax(logits, 1)
    weights = logits.new_tensor([CLASS_WEIGHTS.get(name, 1.0) for name in NAMES])[None, :, None, None]
    wanted = targets
    if taught is not None:
        wanted = targets * (1 - teacher_share) + taught * counted[:, None] * teacher_share
    weighted = wanted * weights
    entropy = -(weighted * logs).sum() / weighted.sum()
    chances = logs.exp() * counted[:, None]
    overlap = (chances * targets).sum((0, 2, 3))
    total = chances.sum((0, 2, 3)) + targets.sum((0, 2, 3))
    present = targets.sum((0, 2, 3)) > 20
    dice = 1 - (2 * overlap[present] + 1) / (total[present] + 1)
    return entropy + dice.mean()

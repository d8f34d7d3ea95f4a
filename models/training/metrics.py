"""F1 by class at the masks' full resolution, pixels pooled over all pictures."""

from collections.abc import Callable

import cv2
import numpy as np

from classes import COUNT, NAMES
from dataset import Portraits

# What the design asks for.
TARGETS = {
    "ear": 0.86,
    "brow": 0.85,
    "eye": 0.87,
    "hair": 0.94,
    "hat": 0.85,
    "glasses": 0.88,
    "neck": 0.87,
    "clothing": 0.80,
    "earring": 0.64,
    "necklace": 0.30,
}


def shrink(picture: np.ndarray, size: int) -> np.ndarray:
    """The product's resampling: every source pixel counts."""
    return cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)


def enlarged_labels(chances: np.ndarray, height: int, width: int) -> np.ndarray:
    """Best class per pixel of bilinearly enlarged chances (height x width x class)."""
    best = np.zeros((height, width), np.uint8)
    highest = np.full((height, width), -1, np.float32)
    for index in range(COUNT):
        layer = cv2.resize(np.ascontiguousarray(chances[..., index]), (width, height), interpolation=cv2.INTER_LINEAR)
        better = layer > highest
        best[better] = index
        highest = np.maximum(highest, layer)
    return best


def confusion(predict: Callable[[np.ndarray], np.ndarray], portraits: Portraits, crop_scale: float = 1.0) -> np.ndarray:
    """Pixels by true class (row) and found class (column). `predict` gives chances, h x w x class.

    With a `crop_scale` above 1 the network sees the picture that much smaller, as in a wider crop
    of a photo; what is added around it is not counted.
    """
    counts = np.zeros((COUNT, COUNT), np.int64)
    for picture, labels in zip(portraits.pictures, portraits.labels):
        height, width = labels.shape
        top, left = (round(side * (crop_scale - 1) / 2) for side in (height, width))
        wide = cv2.copyMakeBorder(picture, top, top, left, left, cv2.BORDER_REPLICATE)
        found = enlarged_labels(predict(wide), *wide.shape[:2])[top : top + height, left : left + width]
        pairs = labels.astype(np.int64) * COUNT + found
        counts += np.bincount(pairs.ravel(), minlength=COUNT * COUNT).reshape(COUNT, COUNT)
    return counts


def f1(counts: np.ndarray) -> dict[str, float]:
    hit = np.diag(counts)
    total = counts.sum(0) + counts.sum(1)
    return {name: float(2 * hit[k] / total[k]) if total[k] else float("nan") for k, name in enumerate(NAMES)}

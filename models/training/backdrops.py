"""Pieces of real background, lent to other portraits: a garment is most often mistaken for what is behind it."""

import numpy as np

from classes import INDEX

# Pixels; a smaller area would only be a blur when stretched over the picture.
CORNER = 110


def find_backdrop(labels: np.ndarray) -> tuple[slice, slice] | None:
    """The wider of the two areas beside the head that are background all through."""
    free = labels == INDEX["background"]
    found = None
    for flipped in (False, True):
        side = free[:, ::-1] if flipped else free
        # columns from the edge inwards, each as far down as all before it
        depths = np.minimum.accumulate(np.argmin(side, axis=0) + side.all(0) * len(side))
        areas = depths * np.arange(1, len(depths) + 1)
        width = int(areas.argmax()) + 1
        height = int(depths[width - 1])
        if min(width, height) >= CORNER and (found is None or width * height > found[0]):
            columns = slice(labels.shape[1] - width, labels.shape[1]) if flipped else slice(0, width)
            found = width * height, (slice(0, height), columns)
    return found and found[1]


def cut(picture: np.ndarray, area: tuple[slice, slice], rng: np.random.Generator) -> np.ndarray:
    """A random part of the area, at least half as wide and high."""
    piece = picture[area]
    height, width = (int(side * rng.uniform(0.5, 1)) for side in piece.shape[:2])
    top, left = rng.integers(piece.shape[0] - height + 1), rng.integers(piece.shape[1] - width + 1)
    return piece[top : top + height, left : left + width]

"""Rectangles of one sample put into another of the same batch: less of the rest to go by."""

import numpy as np

SHARE = 0.2


def mix(samples: list[tuple[np.ndarray, ...]], share: float, rng: np.random.Generator) -> None:
    """In place; all arrays of a sample (pictures, labels) get the same rectangle of the next one's."""
    height, width = samples[0][-1].shape
    originals = [[array.copy() for array in sample] for sample in samples]
    for position, sample in enumerate(samples):
        if rng.random() >= share:
            continue
        high, wide = (int(side * rng.uniform(0.2, 0.5)) for side in (height, width))
        top, left = rng.integers(height - high + 1), rng.integers(width - wide + 1)
        area = (slice(top, top + high), slice(left, left + wide))
        for array, other in zip(sample, originals[(position + 1) % len(samples)]):
            array[area] = other[area]

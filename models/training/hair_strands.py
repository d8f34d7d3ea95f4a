"""Hair strands drawn over the brows, eyes and ears: what the product has to notice."""

import cv2
import numpy as np

from classes import INDEX

SHIFT = 4


def strand_paths(labels: np.ndarray, rng: np.random.Generator):
    """Where a lock starts in the hair and where it goes: over the brows, or past an ear."""
    target = INDEX["brow"] if rng.random() < 0.55 else INDEX["ear"]
    ys, xs = np.nonzero(labels == target)
    if len(ys) < 60:
        return None
    pick = rng.integers(len(ys))
    goal = np.array([xs[pick], ys[pick]], float)
    hair_y, hair_x = np.nonzero(labels[: int(goal[1]) + 1] == INDEX["hair"])
    if len(hair_y) < 500:
        return None
    picks = rng.integers(len(hair_y), size=24)
    roots = np.stack([hair_x[picks], hair_y[picks]], 1).astype(float)
    # the nearest of a few random hair pixels: locks do not cross the whole head
    root = roots[np.argsort(np.hypot(*(roots - goal).T))[rng.integers(0, 5)]]
    end = goal + (goal - root) * rng.uniform(0.1, 0.5) + rng.normal(0, 8, 2)
    bend = (root + goal) / 2 + rng.normal(0, 14, 2)
    return root, bend, end


def draw_strands(picture: np.ndarray, labels: np.ndarray, rng: np.random.Generator):
    """One lock, in place. Label hair where it covers the pixel."""
    paths = strand_paths(labels, rng)
    if paths is None:
        return
    root, bend, end = paths
    source = picture[max(0, int(root[1]) - 6) : int(root[1]) + 7, max(0, int(root[0]) - 6) : int(root[0]) + 7].reshape(
        -1, 3
    )
    spread = rng.uniform(2, 16)
    cover = np.zeros(labels.shape, np.uint8)
    layer = picture.copy()
    t = np.linspace(0, 1, 24)[:, None]
    for _ in range(rng.integers(5, 45)):
        offset = rng.normal(0, spread, 2)
        path = (
            (1 - t) ** 2 * (root + offset * 0.5)
            + 2 * t * (1 - t) * (bend + offset)
            + t**2 * (end + offset * rng.uniform(0.3, 1.3))
        )
        whole = [np.round(path * 2**SHIFT).astype(np.int32)]
        color = np.clip(source[rng.integers(len(source))] * rng.uniform(0.7, 1.25), 0, 255)
        width = int(rng.integers(1, 4))
        cv2.polylines(layer, whole, False, tuple(int(v) for v in color), width, cv2.LINE_AA, SHIFT)
        cv2.polylines(cover, whole, False, 255, width, cv2.LINE_AA, SHIFT)
    strength = rng.uniform(0.75, 1.0)
    alpha = cover.astype(np.float32)[..., None] * (strength / 255)
    picture[:] = (picture * (1 - alpha) + layer * alpha).astype(np.uint8)
    # single hairs stay what they lie on, as the annotators see it; a dense lock is hair
    dense = cv2.GaussianBlur(cover, (0, 0), 2.0) > 120
    labels[dense] = INDEX["hair"]

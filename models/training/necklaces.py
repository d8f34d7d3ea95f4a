"""Chains, beads, collars and pendants drawn onto necks."""

import numpy as np

from classes import INDEX
from jewellery_layer import Layer, random_color


def neck_curve(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    """A hanging line from one side of the neck to the other."""
    neck = labels == INDEX["neck"]
    rows = np.nonzero(neck.sum(1) > 40)[0]
    if len(rows) < 25:
        return None
    top, bottom = rows[0], rows[-1]
    height = bottom - top
    ends = []
    for _ in range(2):
        row = int(np.clip(top + height * rng.uniform(0.15, 0.75), top, bottom))
        xs = np.nonzero(neck[row])[0]
        # hair or a lent garment can cut the neck in two
        if not len(xs):
            return None
        ends.append((xs[0], xs[-1], row))
    left = np.array([ends[0][0] - rng.uniform(0, 8), ends[0][2]], float)
    row_right = ends[0][2] + rng.normal(0, 0.06) * height
    right = np.array([ends[1][1] + rng.uniform(0, 8), row_right], float)
    if right[0] - left[0] < 40:
        return None
    sag = rng.uniform(0.1, 0.75) * (right[0] - left[0])
    if rng.random() < 0.4:
        sag = min(sag, max(12.0, (bottom - left[1]) * rng.uniform(0.5, 1.1)))
    middle = (left + right) / 2 + [rng.normal(0, 8), sag * 2]
    t = np.linspace(0, 1, 90)[:, None]
    return (1 - t) ** 2 * left + 2 * t * (1 - t) * middle + t**2 * right


def draw_necklace(picture: np.ndarray, labels: np.ndarray, rng: np.random.Generator):
    """A chain, beads or a broad collar on the neck, in place."""
    curve = neck_curve(labels, rng)
    if curve is None:
        return
    base = random_color(rng)
    layer = Layer(labels.shape, rng)
    kind = rng.choice(4, p=[0.5, 0.2, 0.15, 0.15])
    spacing = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])

    def along(step: float) -> np.ndarray:
        at = np.arange(0, spacing[-1], step)
        return np.stack([np.interp(at, spacing, curve[:, 0]), np.interp(at, spacing, curve[:, 1])], 1)

    if kind == 0:
        width = rng.uniform(1, 4)
        layer.line(curve, width, base, label_width=max(width, 4), link=rng.uniform(2, 7))
    elif kind == 1:
        radius = rng.uniform(2, 8)
        for x, y in along(radius * rng.uniform(1.6, 2.6)):
            layer.disc(x, y, radius, radius, base)
    elif kind == 2:
        width = rng.uniform(8, 34)
        layer.line(curve, width, base, link=rng.uniform(3, 12))
        layer.speckle(rng.uniform(0.6, 1.4))
    else:
        for step in range(rng.integers(2, 4)):
            width = rng.uniform(1, 3)
            layer.line(curve + [0, step * rng.uniform(5, 14)], width, base, label_width=4)
    if rng.random() < 0.45:
        x, y = curve[np.argmax(curve[:, 1])]
        drop_y = y + rng.uniform(2, 10)
        size = rng.uniform(3, 13)
        if rng.random() < 0.5:
            layer.disc(x, drop_y, size, size * rng.uniform(0.8, 1.5), random_color(rng))
        elif rng.random() < 0.5:
            layer.line(np.linspace([x, drop_y - 3], [x, drop_y + 2.2 * size], 8), 3, base)
            layer.line(
                np.linspace([x - size * 0.7, drop_y + size * 0.5], [x + size * 0.7, drop_y + size * 0.5], 8), 3, base
            )
        else:
            layer.ring(x, drop_y, size, size, rng.uniform(1.5, 3.5), base, filled=True)
    over_garment = rng.random() < 0.4
    bare = (labels == INDEX["neck"]) | (labels == INDEX["necklace"])
    if over_garment:
        bare |= labels == INDEX["clothing"]
    layer.compose(picture, labels, INDEX["necklace"], hidden_by=~bare)

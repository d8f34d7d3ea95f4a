"""Studs, hoops and drops drawn onto free ears."""

from dataclasses import dataclass

import numpy as np

from classes import INDEX
from jewellery_layer import Layer, random_color

# The data's own labels, in which each ear still has its own.
RAW_EARS = (8, 9)
RAW_EARRING = 15


@dataclass(frozen=True)
class Lobe:
    x: float
    y: float
    ear_height: float


def find_lobes(raw_labels: np.ndarray) -> list[Lobe]:
    """Lower ends of the visible ears that wear nothing yet."""
    lobes = []
    for label in RAW_EARS:
        ys, xs = np.nonzero(raw_labels == label)
        if len(ys) < 150:
            continue
        bottom = ys.max()
        low = ys >= bottom - 0.15 * (bottom - ys.min())
        x, y = xs[low].mean(), ys[low].mean()
        window = raw_labels[max(0, int(y) - 30) : int(y) + 40, max(0, int(x) - 30) : int(x) + 30]
        if (window == RAW_EARRING).sum() < 10:
            lobes.append(Lobe(x, y, bottom - ys.min() + 1.0))
    return lobes


def stud(layer: Layer, x: float, y: float, rng: np.random.Generator):
    radius = rng.uniform(2.2, 8)
    layer.disc(x, y, radius, radius * rng.uniform(0.85, 1.2), random_color(rng))
    if rng.random() < 0.3:
        for angle in np.linspace(0, 2 * np.pi, rng.integers(5, 9), endpoint=False):
            layer.disc(
                x + radius * np.cos(angle), y + radius * np.sin(angle), radius * 0.4, radius * 0.4, random_color(rng)
            )


def hoop(layer: Layer, x: float, y: float, rng: np.random.Generator):
    radius = float(np.exp(rng.uniform(np.log(5), np.log(45))))
    squeeze = rng.uniform(0.25, 1.0)
    width = rng.uniform(1.2, 2.5 + radius * 0.12)
    # the annotators outline small hoops as one blob
    layer.ring(
        x, y + radius * 0.9, radius * squeeze, radius, width, random_color(rng), rng.normal(0, 8), filled=radius < 12
    )


def drop(layer: Layer, x: float, y: float, rng: np.random.Generator):
    base, gem = random_color(rng), random_color(rng)
    length = float(np.exp(rng.uniform(np.log(12), np.log(95))))
    lean = rng.normal(0, 0.06)
    end = np.array([x + lean * length, y + length])
    layer.line(np.linspace([x, y], end, 12), rng.uniform(1, 2.6), base, label_width=3)
    if rng.random() < 0.5:
        layer.disc(x, y, rng.uniform(2, 4), rng.uniform(2, 4), base)
    for share in np.sort(rng.uniform(0.2, 0.9, rng.integers(0, 4))):
        layer.disc(x + lean * length * share, y + length * share, *rng.uniform(2, 5, 2), gem)
    wide, high = rng.uniform(3, 5 + length * 0.25), rng.uniform(3, 6 + length * 0.35)
    kind = rng.integers(5)
    if kind == 0:
        layer.disc(*end, wide, high, gem)
    elif kind == 1:
        layer.ring(*end, wide, high, rng.uniform(1.2, 3), base, filled=rng.random() < 0.6)
    elif kind == 2:
        layer.polygon(end + np.array([[0, -high], [wide, 0], [0, high], [-wide, 0]]), gem)
    elif kind == 3:
        layer.polygon(end + np.array([[0, -high], [wide, high], [-wide, high]]), gem)
    else:
        for _ in range(rng.integers(3, 8)):
            tip = end + np.array([rng.normal(0, wide * 0.6), high * rng.uniform(0.6, 1.6)])
            layer.line(np.linspace(end, tip, 6), rng.uniform(1, 2.4), base, label_width=3)


def draw_earrings(picture: np.ndarray, labels: np.ndarray, lobes: list[Lobe], rng: np.random.Generator):
    """The same kind in every free ear, in place."""
    kind = (stud, hoop, drop)[rng.choice(3, p=[0.4, 0.27, 0.33])]
    seed = rng.integers(2**32)
    layer = Layer(labels.shape, rng)
    for lobe in lobes:
        if rng.random() < 0.15:
            continue
        # the pair looks alike: both are drawn from the same seed
        pair = np.random.default_rng(seed)
        lift = lobe.ear_height * rng.uniform(0.02, 0.12)
        kind(layer, lobe.x + rng.normal(0, 2), lobe.y - lift, pair)
    if rng.random() < 0.4:
        layer.speckle(rng.uniform(0.3, 1.0))
    behind_hair = (labels == INDEX["hair"]) if rng.random() < 0.35 else None
    layer.compose(picture, labels, INDEX["earring"], behind_hair)

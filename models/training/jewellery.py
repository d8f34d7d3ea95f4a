"""Jewellery drawn onto portraits.

Necklaces are in a few per cent of the pictures, and earrings in a fifth. Studs, hoops, drops,
chains, beads, collars and pendants drawn where they are worn give as many examples as wanted.
All sizes are pixels of the 512-pixel framing, where eyes lie about 124 pixels apart (some two
pixels a millimetre).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from classes import INDEX

RAW_EARS = (8, 9)
RAW_EARRING = 15
METALS = ((212, 175, 90), (230, 200, 130), (200, 200, 205), (235, 235, 240), (196, 140, 110), (90, 85, 80))
# Sub-pixel bits of OpenCV's drawing functions.
SHIFT = 4


@dataclass(frozen=True)
class Lobe:
    x: float
    y: float
    ear_height: float
    # -1 at the picture's left edge of the face, +1 at its right
    side: int


def find_lobes(raw_labels: np.ndarray) -> list[Lobe]:
    """Lower ends of the visible ears that wear nothing yet."""
    lobes = []
    face_x = np.nonzero(raw_labels == 2)[1]
    centre = face_x.mean() if len(face_x) else raw_labels.shape[1] / 2
    for label in RAW_EARS:
        ys, xs = np.nonzero(raw_labels == label)
        if len(ys) < 150:
            continue
        bottom = ys.max()
        low = ys >= bottom - 0.15 * (bottom - ys.min())
        x, y = xs[low].mean(), ys[low].mean()
        window = raw_labels[max(0, int(y) - 30) : int(y) + 40, max(0, int(x) - 30) : int(x) + 30]
        if (window == RAW_EARRING).sum() < 10:
            lobes.append(Lobe(x, y, bottom - ys.min() + 1.0, 1 if x > centre else -1))
    return lobes


def point(x: float, y: float) -> tuple[int, int]:
    return int(round(x * 2**SHIFT)), int(round(y * 2**SHIFT))


def scaled(value: float) -> int:
    return max(1, int(round(value * 2**SHIFT)))


class Layer:
    """What is drawn: a coverage and a colour per pixel, composed onto the picture at the end."""

    def __init__(self, shape: tuple[int, int], rng: np.random.Generator):
        self.rng = rng
        self.cover = np.zeros(shape, np.uint8)
        self.color = np.zeros((*shape, 3), np.uint8)
        self.solid = np.zeros(shape, np.uint8)

    def tone(self, base, low=0.55, high=1.25) -> tuple[int, int, int]:
        return tuple(int(v) for v in np.clip(np.array(base) * self.rng.uniform(low, high), 0, 255))

    def disc(self, x, y, rx, ry, base, angle=0.0):
        for canvas, value in ((self.cover, 255), (self.solid, 255), (self.color, self.tone(base, 0.6, 1.0))):
            cv2.ellipse(canvas, point(x, y), (scaled(rx), scaled(ry)), angle, 0, 360, value, -1, cv2.LINE_AA, SHIFT)
        # a lit upper part and a small highlight
        cv2.ellipse(self.color, point(x - rx * 0.2, y - ry * 0.25), (scaled(rx * 0.6), scaled(ry * 0.55)), angle, 0, 360,
                    self.tone(base, 1.0, 1.3), -1, cv2.LINE_AA, SHIFT)
        if self.rng.random() < 0.8:
            cv2.circle(self.color, point(x - rx * 0.3, y - ry * 0.35), scaled(max(0.5, rx * 0.25)), (255, 255, 250), -1, cv2.LINE_AA, SHIFT)

    def ring(self, x, y, rx, ry, width, base, angle=0.0, filled=False):
        start = self.rng.uniform(0, 360)
        segments = 10
        for index in range(segments):
            a, b = start + index * 360 / segments, start + (index + 1) * 360 / segments + 2
            cv2.ellipse(self.color, point(x, y), (scaled(rx), scaled(ry)), angle, a, b, self.tone(base, 0.45, 1.35), max(1, round(width)) + 1, cv2.LINE_AA, SHIFT)
        for canvas in (self.cover, self.solid):
            cv2.ellipse(canvas, point(x, y), (scaled(rx), scaled(ry)), angle, 0, 360, 255, max(1, round(width)), cv2.LINE_AA, SHIFT)
        if filled:
            cv2.ellipse(self.solid, point(x, y), (scaled(rx), scaled(ry)), angle, 0, 360, 255, -1, cv2.LINE_AA, SHIFT)

    def line(self, points: np.ndarray, width: float, base, label_width: float | None = None, link=4.0):
        """A polyline whose tone changes from link to link, as a chain's does."""
        whole = np.round(points * 2**SHIFT).astype(np.int32)
        for canvas, wide in ((self.cover, width), (self.solid, label_width or width)):
            cv2.polylines(canvas, [whole], False, 255, max(1, round(wide)), cv2.LINE_AA, SHIFT)
        travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        breaks = np.unique(np.searchsorted(travelled, np.arange(0, travelled[-1] + link, link)).clip(0, len(points) - 1))
        for a, b in zip(breaks[:-1], breaks[1:]):
            cv2.polylines(self.color, [whole[a : b + 1]], False, self.tone(base, 0.4, 1.4), max(1, round(width)) + 2, cv2.LINE_AA, SHIFT)

    def polygon(self, points: np.ndarray, base):
        whole = [np.round(points * 2**SHIFT).astype(np.int32)]
        for canvas, value in ((self.cover, 255), (self.solid, 255), (self.color, self.tone(base))):
            cv2.fillPoly(canvas, whole, value, cv2.LINE_AA, SHIFT)

    def speckle(self, density: float):
        """Facets of stones: strong light and dark dots over everything drawn."""
        noise = self.rng.random(self.cover.shape)
        grain = cv2.GaussianBlur(noise.astype(np.float32), (0, 0), 0.7)
        factor = np.clip(1 + density * 6 * (grain - 0.5), 0.3, 2.2)
        self.color = np.clip(self.color * factor[..., None], 0, 255).astype(np.uint8)

    def compose(self, picture: np.ndarray, labels: np.ndarray, label: int, hidden_by=None):
        cover = self.cover.astype(np.float32) / 255
        solid = self.solid > 127
        if hidden_by is not None:
            cover[hidden_by] = 0
            solid &= ~hidden_by
        ys, xs = np.nonzero(cover)
        if len(ys) == 0:
            return
        # only the part drawn on is composed: the rest of the picture is left alone
        top, bottom, left, right = max(0, ys.min() - 6), ys.max() + 7, max(0, xs.min() - 6), xs.max() + 7
        area = (slice(top, bottom), slice(left, right))
        patch = picture[area].astype(np.float32)
        alpha = cv2.GaussianBlur(cover[area], (0, 0), self.rng.uniform(0.4, 0.9))
        shadow = cv2.GaussianBlur(np.roll(cover[area], (2, 1), (0, 1)), (0, 0), 1.8) * self.rng.uniform(0, 0.45)
        light = np.clip(patch.mean() / 130, 0.35, 1.15)
        patch = patch * (1 - shadow[..., None])
        patch = patch * (1 - alpha[..., None]) + self.color[area] * light * alpha[..., None]
        picture[area] = np.clip(patch, 0, 255).astype(np.uint8)
        labels[solid] = label


def random_color(rng: np.random.Generator) -> tuple[int, int, int]:
    if rng.random() < 0.65:
        return METALS[rng.integers(len(METALS))]
    if rng.random() < 0.35:
        return (245, 240, 230)
    return tuple(int(v) for v in rng.integers(10, 245, 3))


def stud(layer: Layer, x: float, y: float, rng: np.random.Generator):
    radius = rng.uniform(2.2, 8)
    layer.disc(x, y, radius, radius * rng.uniform(0.85, 1.2), random_color(rng))
    if rng.random() < 0.3:
        for angle in np.linspace(0, 2 * np.pi, rng.integers(5, 9), endpoint=False):
            layer.disc(x + radius * np.cos(angle), y + radius * np.sin(angle), radius * 0.4, radius * 0.4, random_color(rng))


def hoop(layer: Layer, x: float, y: float, rng: np.random.Generator):
    radius = float(np.exp(rng.uniform(np.log(5), np.log(45))))
    squeeze = rng.uniform(0.25, 1.0)
    width = rng.uniform(1.2, 2.5 + radius * 0.12)
    # the annotators outline small hoops as one blob
    layer.ring(x, y + radius * 0.9, radius * squeeze, radius, width, random_color(rng), rng.normal(0, 8), filled=radius < 12)


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
            layer.line(np.linspace([x - size * 0.7, drop_y + size * 0.5], [x + size * 0.7, drop_y + size * 0.5], 8), 3, base)
        else:
            layer.ring(x, drop_y, size, size, rng.uniform(1.5, 3.5), base, filled=True)
    over_garment = rng.random() < 0.4
    bare = (labels == INDEX["neck"]) | (labels == INDEX["necklace"])
    if over_garment:
        bare |= labels == INDEX["clothing"]
    layer.compose(picture, labels, INDEX["necklace"], hidden_by=~bare)

"""The layer on which jewellery is drawn: metal and stones, composed onto a portrait at the end.

Necklaces are in a few per cent of the pictures, and earrings in a fifth: pieces drawn where they are
worn give as many examples as wanted. All sizes are pixels of the 512-pixel framing, where eyes lie
about 124 pixels apart (some two pixels a millimetre).
"""

import cv2
import numpy as np

METALS = ((212, 175, 90), (230, 200, 130), (200, 200, 205), (235, 235, 240), (196, 140, 110), (90, 85, 80))
# Sub-pixel bits of OpenCV's drawing functions.
SHIFT = 4


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
        cv2.ellipse(
            self.color,
            point(x - rx * 0.2, y - ry * 0.25),
            (scaled(rx * 0.6), scaled(ry * 0.55)),
            angle,
            0,
            360,
            self.tone(base, 1.0, 1.3),
            -1,
            cv2.LINE_AA,
            SHIFT,
        )
        if self.rng.random() < 0.8:
            cv2.circle(
                self.color,
                point(x - rx * 0.3, y - ry * 0.35),
                scaled(max(0.5, rx * 0.25)),
                (255, 255, 250),
                -1,
                cv2.LINE_AA,
                SHIFT,
            )

    def ring(self, x, y, rx, ry, width, base, angle=0.0, filled=False):
        start = self.rng.uniform(0, 360)
        segments = 10
        for index in range(segments):
            a, b = start + index * 360 / segments, start + (index + 1) * 360 / segments + 2
            cv2.ellipse(
                self.color,
                point(x, y),
                (scaled(rx), scaled(ry)),
                angle,
                a,
                b,
                self.tone(base, 0.45, 1.35),
                max(1, round(width)) + 1,
                cv2.LINE_AA,
                SHIFT,
            )
        for canvas in (self.cover, self.solid):
            cv2.ellipse(
                canvas,
                point(x, y),
                (scaled(rx), scaled(ry)),
                angle,
                0,
                360,
                255,
                max(1, round(width)),
                cv2.LINE_AA,
                SHIFT,
            )
        if filled:
            cv2.ellipse(self.solid, point(x, y), (scaled(rx), scaled(ry)), angle, 0, 360, 255, -1, cv2.LINE_AA, SHIFT)

    def line(self, points: np.ndarray, width: float, base, label_width: float | None = None, link=4.0):
        """A polyline whose tone changes from link to link, as a chain's does."""
        whole = np.round(points * 2**SHIFT).astype(np.int32)
        for canvas, wide in ((self.cover, width), (self.solid, label_width or width)):
            cv2.polylines(canvas, [whole], False, 255, max(1, round(wide)), cv2.LINE_AA, SHIFT)
        travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        breaks = np.unique(
            np.searchsorted(travelled, np.arange(0, travelled[-1] + link, link)).clip(0, len(points) - 1)
        )
        for a, b in zip(breaks[:-1], breaks[1:]):
            cv2.polylines(
                self.color,
                [whole[a : b + 1]],
                False,
                self.tone(base, 0.4, 1.4),
                max(1, round(width)) + 2,
                cv2.LINE_AA,
                SHIFT,
            )

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

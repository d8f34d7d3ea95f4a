"""Real earrings lent from one portrait to another.

Drawn ones are many but all from one hand; the two hundred real ones are soon known by heart.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from classes import INDEX
from earrings import RAW_EARRING, Lobe

SMALLEST = 60
MARGIN = 5
# Where an earring may hang when the lobe itself is under hair.
HANGS_BEFORE = [INDEX[name] for name in ("hair", "ear", "neck")]


@dataclass(frozen=True)
class Earring:
    """A piece of a picture; the anchor is where it hangs from."""

    picture: np.ndarray
    cover: np.ndarray
    anchor_x: float
    anchor_y: float
    left: int
    top: int

    @property
    def place(self) -> tuple[float, float]:
        """The anchor in the portrait it was cut from."""
        return self.left + self.anchor_x, self.top + self.anchor_y


def find_earrings(picture: np.ndarray, raw_labels: np.ndarray) -> list[Earring]:
    """Connected pieces, cut out as copies."""
    mask = (raw_labels == RAW_EARRING).astype(np.uint8)
    count, parts, boxes, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for index in range(1, count):
        x, y, width, height, pixels = boxes[index]
        if pixels < SMALLEST or y == 0:
            continue
        left, top = max(0, x - MARGIN), max(0, y - MARGIN)
        area = (slice(top, y + height + MARGIN), slice(left, x + width + MARGIN))
        cover = (parts[area] == index).astype(np.uint8) * 255
        ys, xs = np.nonzero(cover)
        highest = ys <= ys.min() + max(2, 0.1 * height)
        found.append(Earring(picture[area].copy(), cover, float(xs[highest].mean()), float(ys.min()), left, top))
    return found


def hang(
    picture: np.ndarray,
    labels: np.ndarray,
    earring: Earring,
    x: float,
    y: float,
    scale: float,
    mirrored: bool,
    gains: np.ndarray,
    keep_hair: bool,
) -> None:
    """Put the piece's anchor at x, y, in place."""
    flip = -1 if mirrored else 1
    matrix = np.array(
        [[scale * flip, 0, x - scale * flip * earring.anchor_x], [0, scale, y - scale * earring.anchor_y]]
    )
    # only the part of the picture that the piece can reach is worked on
    reach = int(max(earring.cover.shape) * scale) + 2 * MARGIN
    top, bottom = max(0, int(y) - 2 * MARGIN), min(labels.shape[0], int(y) + reach)
    left, right = max(0, int(x) - reach), min(labels.shape[1], int(x) + reach)
    if bottom - top < 4 or right - left < 4:
        return
    matrix[:, 2] -= (left, top)
    size = (right - left, bottom - top)
    moved = cv2.warpAffine(earring.picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpAffine(earring.cover, matrix, size, flags=cv2.INTER_LINEAR)
    area = (slice(top, bottom), slice(left, right))
    if keep_hair:
        cover[labels[area] == INDEX["hair"]] = 0
    alpha = cv2.GaussianBlur(cover.astype(np.float32) / 255, (0, 0), 0.8)[..., None]
    mixed = picture[area] * (1 - alpha) + moved * gains * alpha
    picture[area] = np.clip(mixed, 0, 255).astype(np.uint8)
    labels[area][cover > 127] = INDEX["earring"]


def lend_earring(
    picture: np.ndarray, labels: np.ndarray, lobes: list[Lobe], earring: Earring, rng: np.random.Generator
) -> None:
    """Into every free lobe, or, where there is none, to where the lender wore it."""
    scale = float(np.exp(rng.normal(0, 0.15)))
    gains = np.exp(rng.normal(0, 0.12)) * np.exp(rng.normal(0, 0.05, 3))
    middle = labels.shape[1] / 2
    own_x, own_y = earring.place
    if lobes and rng.random() < 0.7:
        for lobe in lobes:
            if rng.random() < 0.15:
                continue
            y = lobe.y - lobe.ear_height * rng.uniform(0.02, 0.12)
            mirrored = (lobe.x < middle) != (own_x < middle)
            hang(picture, labels, earring, lobe.x + rng.normal(0, 2), y, scale, mirrored, gains, rng.random() < 0.3)
        return
    # the framing puts all ears at about the same place
    mirrored = rng.random() < 0.5
    x = (labels.shape[1] - 1 - own_x if mirrored else own_x) + rng.normal(0, 10)
    y = own_y + rng.normal(0, 10)
    inside = 0 <= int(x) < labels.shape[1] and 0 <= int(y) < labels.shape[0]
    if inside and labels[int(y), int(x)] in HANGS_BEFORE:
        hang(picture, labels, earring, x, y, scale, mirrored, gains, False)

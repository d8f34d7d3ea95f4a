"""Hats, glasses, necklaces and garments lent from one portrait to another.

Few portraits show them, and a network that has seen thirty hats knows those thirty. The framing puts
all eyes in the same place, so what one person wears sits well enough on the next.
"""

import cv2
import numpy as np

from classes import INDEX

HAT, GLASSES, EYE, SKIN, HAIR = (INDEX[name] for name in ("hat", "glasses", "eye", "skin", "hair"))
NECKLACE, NECK, CLOTHING, BACKGROUND = (INDEX[name] for name in ("necklace", "neck", "clothing", "background"))
# Fewest pixels: scarves at the edge of the picture and frames pushed into the hair are no use to others.
LENDABLE = {"hat": 15000, "glasses": 7000, "necklace": 80, "clothing": 8000}
# Shares of the samples that borrow each.
CHANCES = {"hat": 0.07, "glasses": 0.07, "necklace": 0.06, "clothing": 0.2}


def can_lend(labels: np.ndarray, name: str) -> bool:
    own = labels == INDEX[name]
    if name == "glasses" and own.any() and abs(np.nonzero(own)[0].mean() / labels.shape[0] - 0.49) > 0.06:
        return False
    return own.sum() >= LENDABLE[name]


def can_borrow(labels: np.ndarray, name: str) -> bool:
    """Nobody wears two hats, but a second garment covers the first."""
    return name == "clothing" or not (labels == INDEX[name]).any()


def moved(layer: np.ndarray, matrix: np.ndarray, interpolation: int) -> np.ndarray:
    return cv2.warpAffine(layer, matrix, layer.shape[1::-1], flags=interpolation, borderMode=cv2.BORDER_REPLICATE)


def slight_move(size: int, rng: np.random.Generator) -> np.ndarray:
    """A small turn and scale around the face, and perhaps a mirror image."""
    matrix = cv2.getRotationMatrix2D((size / 2, size * 0.48), rng.normal(0, 3), np.exp(rng.normal(0, 0.04)))
    matrix[:, 2] += rng.normal(0, 0.008 * size, 2)
    if rng.random() < 0.5:
        matrix = matrix @ np.array([[-1, 0, size - 1], [0, 1, 0], [0, 0, 1.0]])
    return matrix


def hat_area(donor_labels: np.ndarray) -> np.ndarray:
    own = donor_labels == HAT
    # what was above the hat comes along, or the wearer's hair would stand out over it
    above = np.maximum.accumulate(own[::-1], axis=0)[::-1] & ~np.isin(donor_labels, (HAIR, SKIN))
    return above & (own | (donor_labels == BACKGROUND))


def gain_between(picture, labels, donor_picture, donor_labels, index: int) -> np.ndarray | float:
    """What brings the donor's light on a part to the wearer's."""
    areas = [(image, mask == index) for image, mask in ((picture, labels), (donor_picture, donor_labels))]
    if min(area.sum() for _, area in areas) < 50:
        return 1.0
    means = [image[area].mean(0) for image, area in areas]
    return np.clip(means[0] / np.maximum(means[1], 1), 0.5, 2.0)


def lend(
    picture: np.ndarray,
    labels: np.ndarray,
    donor_picture: np.ndarray,
    donor_labels: np.ndarray,
    name: str,
    rng: np.random.Generator,
) -> None:
    """Put what the donor wears onto the picture, in place."""
    matrix = slight_move(labels.shape[0], rng)
    donor_picture = moved(donor_picture, matrix, cv2.INTER_LINEAR)
    donor_labels = moved(donor_labels, matrix, cv2.INTER_NEAREST)
    own, gain = donor_labels == INDEX[name], 1.0
    if name == "hat":
        taken = hat_area(donor_labels)
    elif name == "glasses":
        # the eyes behind the lenses belong to the glasses' place
        taken = np.isin(donor_labels, (GLASSES, EYE))
        gain = gain_between(picture, labels, donor_picture, donor_labels, SKIN)
    elif name == "necklace":
        taken = own & np.isin(labels, (NECK, CLOTHING))
        if taken.sum() < 0.6 * own.sum():
            return
        gain = gain_between(picture, labels, donor_picture, donor_labels, NECK)
    else:
        # long hair stays in front of the garment, and so does the chin
        taken = own & np.isin(labels, (BACKGROUND, CLOTHING, NECK, NECKLACE))
    alpha = cv2.GaussianBlur(taken.astype(np.float32), (0, 0), 0.8)[..., None]
    picture[:] = np.clip(picture * (1 - alpha) + donor_picture * gain * alpha, 0, 255).astype(np.uint8)
    labels[taken] = donor_labels[taken]

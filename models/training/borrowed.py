"""Hats and glasses lent from one portrait to another.

Few portraits show them, and a network that has seen thirty hats knows those thirty. The framing puts
all eyes in the same place, so what one head wears sits well enough on the next.
"""

import cv2
import numpy as np

from classes import INDEX

HAT, GLASSES, EYE, SKIN, HAIR = (INDEX[name] for name in ("hat", "glasses", "eye", "skin", "hair"))
# Scarves at the edge of the picture and frames pushed into the hair are no use to others.
LENDABLE = {"hat": 15000, "glasses": 7000}


def can_lend(labels: np.ndarray, name: str) -> bool:
    own = labels == INDEX[name]
    if name == "glasses" and own.any() and abs(np.nonzero(own)[0].mean() / labels.shape[0] - 0.49) > 0.06:
        return False
    return own.sum() >= LENDABLE[name]


def moved(layer: np.ndarray, matrix: np.ndarray, interpolation: int) -> np.ndarray:
    return cv2.warpAffine(layer, matrix, layer.shape[1::-1], flags=interpolation, borderMode=cv2.BORDER_REPLICATE)


def slight_move(size: int, rng: np.random.Generator) -> np.ndarray:
    """A small turn and scale around the face, and perhaps a mirror image."""
    matrix = cv2.getRotationMatrix2D((size / 2, size * 0.48), rng.normal(0, 3), np.exp(rng.normal(0, 0.04)))
    matrix[:, 2] += rng.normal(0, 0.008 * size, 2)
    if rng.random() < 0.5:
        matrix = matrix @ np.array([[-1, 0, size - 1], [0, 1, 0], [0, 0, 1.0]])
    return matrix


def lend(
    picture: np.ndarray,
    labels: np.ndarray,
    donor_picture: np.ndarray,
    donor_labels: np.ndarray,
    name: str,
    rng: np.random.Generator,
) -> None:
    """Put the donor's hat or glasses onto the picture, in place."""
    matrix = slight_move(labels.shape[0], rng)
    donor_picture = moved(donor_picture, matrix, cv2.INTER_LINEAR)
    donor_labels = moved(donor_labels, matrix, cv2.INTER_NEAREST)
    if name == "hat":
        own = donor_labels == HAT
        # what was above the hat comes along, or the wearer's hair would stand out over it
        taken = np.maximum.accumulate(own[::-1], axis=0)[::-1] & ~np.isin(donor_labels, (HAIR, SKIN))
        taken &= own | (donor_labels == INDEX["background"])
        gain = 1.0
    else:
        # the eyes behind the lenses belong to the glasses' place
        taken = np.isin(donor_labels, (GLASSES, EYE))
        skins = [image[mask == SKIN].mean(0) for image, mask in ((picture, labels), (donor_picture, donor_labels))]
        gain = np.clip(skins[0] / np.maximum(skins[1], 1), 0.5, 2.0)
    alpha = cv2.GaussianBlur(taken.astype(np.float32), (0, 0), 0.8)[..., None]
    picture[:] = np.clip(picture * (1 - alpha) + donor_picture * gain * alpha, 0, 255).astype(np.uint8)
    labels[taken] = donor_labels[taken]

"""Other colours, textures and backdrops for what a portrait already shows."""

import cv2
import numpy as np

from classes import INDEX

REGISTRY_BLUE = (100, 197, 255)
LUMA = np.array([0.3, 0.59, 0.11], np.float32)
FLESH = [INDEX[name] for name in ("skin", "ear", "lips", "neck")]
# Pixels; less of a part is not worth another colour.
WORTH_IT = 100


def soft(mask: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma)[..., None]


def tint(picture: np.ndarray, mask: np.ndarray, color: np.ndarray, keep: float) -> None:
    """Give a part another colour and lightness, its light and shade kept; `color` may differ by pixel."""
    alpha = soft(mask, 1.0)
    luma = picture @ LUMA
    mean = max(20.0, float(luma[mask].mean()))
    target = np.asarray(color, np.float32) * (luma / mean)[..., None]
    mixed = np.clip(picture * keep + target * (1 - keep), 0, 255)
    picture[:] = (picture * (1 - alpha) + mixed * alpha).astype(np.uint8)


def pattern(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Stripes, checks or blotches in two colours: what garments are made of."""
    first, second = rng.uniform(5, 240, 3), rng.uniform(5, 240, 3)
    if rng.random() < 0.5:
        ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
        angle, period = rng.uniform(0, np.pi), np.exp(rng.uniform(np.log(4), np.log(60)))
        wave = np.sin((xs * np.cos(angle) + ys * np.sin(angle)) * (2 * np.pi / period))
        if rng.random() < 0.4:
            wave = wave * np.sin((ys * np.cos(angle) - xs * np.sin(angle)) * (2 * np.pi / period))
        share = np.clip(0.5 + wave * rng.uniform(0.5, 4), 0, 1)
    else:
        cells = int(rng.integers(6, 60))
        coarse = rng.random((cells, cells), dtype=np.float32)
        share = np.clip(0.5 + (cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC) - 0.5) * 3, 0, 1)
    return first + (second - first) * share[..., None].astype(np.float32)


def recolor_garments(picture: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> None:
    for name, chance in (("clothing", 0.4), ("hat", 0.5)):
        mask = labels == INDEX[name]
        if rng.random() < chance and mask.sum() > WORTH_IT:
            color = pattern(labels.shape, rng) if rng.random() < 0.3 else rng.uniform(5, 240, 3)
            tint(picture, mask, color, rng.uniform(0, 0.5))


def recolor_head(picture: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> None:
    """Hair, brows and skin, each for itself: their colours go together less than 638 portraits suggest."""
    hair = labels == INDEX["hair"]
    if rng.random() < 0.25 and hair.sum() > WORTH_IT:
        if rng.random() < 0.7:
            # mostly darker: the product's pictures show black and brown hair
            color = rng.uniform(15, 90) * np.array([1.1, 1.0, 0.9])
        else:
            color = rng.uniform(90, 200) * np.array([1.15, rng.uniform(0.75, 1.0), rng.uniform(0.5, 1.0)])
        tint(picture, hair, color, rng.uniform(0, 0.5))
    brow = labels == INDEX["brow"]
    if rng.random() < 0.15 and brow.sum() > 20:
        factor = 1 + soft(brow, 1.5) * (rng.uniform(0.55, 1.25) - 1)
        picture[:] = np.clip(picture * factor, 0, 255).astype(np.uint8)
    if rng.random() < 0.15:
        gains = rng.uniform(0.5, 1.15) * np.array([1.0, rng.uniform(0.85, 1.03), rng.uniform(0.75, 1.05)]) - 1
        factor = 1 + soft(np.isin(labels, FLESH), 2.0) * gains.astype(np.float32)
        picture[:] = np.clip(picture * factor, 0, 255).astype(np.uint8)


def replace_backdrop(
    picture: np.ndarray, labels: np.ndarray, lent: np.ndarray | None, rng: np.random.Generator
) -> None:
    """A plain backdrop, or one `lent` by another portrait, in place."""
    background = labels == INDEX["background"]
    if background.sum() <= WORTH_IT:
        return
    if lent is None:
        base = REGISTRY_BLUE if rng.random() < 0.5 else rng.uniform(0, 255, 3)
        slope = np.linspace(-1, 1, labels.shape[0], dtype=np.float32)
        ramp = slope[:, None] * rng.normal(0, 12) + slope[None, :] * rng.normal(0, 12)
        behind = np.clip(np.asarray(base, np.float32) + rng.normal(0, 12, 3) + ramp[..., None], 0, 255)
    else:
        behind = cv2.resize(lent, labels.shape[::-1], interpolation=cv2.INTER_LINEAR)
        if rng.random() < 0.5:
            behind = behind[:, ::-1]
        behind = np.clip(behind * np.exp(rng.normal(0, 0.25, 3)), 0, 255)
    alpha = soft(background, rng.uniform(0.6, 1.6)) * rng.uniform(0.85, 1.0)
    picture[:] = (picture * (1 - alpha) + behind * alpha).astype(np.uint8)

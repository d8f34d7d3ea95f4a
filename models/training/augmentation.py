"""From a stored portrait to a training sample: drawing, recolouring, warping, camera faults."""

import cv2
import numpy as np

import earrings
import hair_strands
import necklaces
from classes import IGNORE, INDEX

# Share of the samples in which the face is smaller than in the data's framing.
WIDE_SHARE = 0.2
REGISTRY_BLUE = (100, 197, 255)


def augment(
    picture: np.ndarray,
    labels: np.ndarray,
    lobes: list[earrings.Lobe],
    size: int,
    drawing: float,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """RGB picture and class labels, both `size` pixels wide and high, 8 bit; the ones given are drawn on.

    `drawing` scales how often hair and jewellery are drawn.
    """
    if rng.random() < 0.12 * drawing:
        hair_strands.draw_strands(picture, labels, rng)
    if lobes and rng.random() < 0.3 * drawing:
        earrings.draw_earrings(picture, labels, lobes, rng)
    if rng.random() < 0.3 * drawing:
        necklaces.draw_necklace(picture, labels, rng)
    picture, labels = warp(picture, labels, size, rng)
    recolor_parts(picture, labels, rng)
    picture = light(picture, rng)
    picture = camera_faults(picture, rng)
    return picture, labels


def warp(picture: np.ndarray, labels: np.ndarray, size: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Mirror, scale, turn, shift and stretch around the frame's centre."""
    source = picture.shape[0]
    zoom = np.exp(rng.normal(0, 0.13)) * size / source
    if rng.random() < WIDE_SHARE:
        # as in the product's wider crop, which has shoulders and chest in it
        zoom *= rng.uniform(0.55, 0.85)
    aspect = np.exp(rng.normal(0, 0.04))
    turn = np.deg2rad(rng.normal(0, 7))
    shear = rng.normal(0, 0.04)
    mirror = -1 if rng.random() < 0.5 else 1
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    linear = rotation @ np.array([[1, shear], [0, 1]]) @ np.diag([zoom * aspect * mirror, zoom / aspect])
    centre = (source - 1) / 2
    shift = (size - 1) / 2 + rng.normal(0, 0.04, 2) * size - linear @ [centre, centre]
    matrix = np.column_stack([linear, shift])
    if rng.random() < 0.5:
        # half of the samples meet the resampling that a careful resize does, half a plain one
        picture = cv2.blur(picture, (2, 2))
    border = rng.choice([cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT_101])
    fill = tuple(int(v) for v in rng.integers(0, 256, 3))
    picture = cv2.warpAffine(
        picture, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=int(border), borderValue=fill
    )
    labels = cv2.warpAffine(
        labels, matrix, (size, size), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT, borderValue=IGNORE
    )
    return picture, labels


def soft(mask: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma)[..., None]


def tint(picture: np.ndarray, mask: np.ndarray, color: np.ndarray, keep: float) -> None:
    """Give a part another colour and lightness, its light and shade kept."""
    alpha = soft(mask, 1.0)
    luma = picture @ np.array([0.3, 0.59, 0.11], np.float32)
    mean = max(20.0, float(luma[mask].mean()))
    target = np.asarray(color, np.float32) * (luma / mean)[..., None]
    mixed = np.clip(picture * keep + target * (1 - keep), 0, 255)
    picture[:] = (picture * (1 - alpha) + mixed * alpha).astype(np.uint8)


def recolor_parts(picture: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> None:
    """Garments, hats, hair and backdrop in other colours, in place."""
    for name, chance in (("clothing", 0.35), ("hat", 0.5)):
        mask = labels == INDEX[name]
        if rng.random() < chance and mask.sum() > 100:
            tint(picture, mask, rng.uniform(5, 240, 3), rng.uniform(0, 0.5))
    hair = labels == INDEX["hair"]
    if rng.random() < 0.2 and hair.sum() > 100:
        # mostly darker: the product's pictures show black and brown hair
        level = rng.uniform(15, 90)
        tint(picture, hair, level * np.array([1.1, 1.0, 0.9]), rng.uniform(0, 0.5))
    background = labels == INDEX["background"]
    if rng.random() < 0.25 and background.sum() > 100:
        base = REGISTRY_BLUE if rng.random() < 0.5 else rng.uniform(0, 255, 3)
        slope = np.linspace(-1, 1, labels.shape[0], dtype=np.float32)
        ramp = slope[:, None] * rng.normal(0, 12) + slope[None, :] * rng.normal(0, 12)
        plain = np.clip(np.asarray(base, np.float32) + rng.normal(0, 12, 3) + ramp[..., None], 0, 255)
        alpha = soft(background, rng.uniform(0.6, 1.6)) * rng.uniform(0.85, 1.0)
        picture[:] = (picture * (1 - alpha) + plain * alpha).astype(np.uint8)


def light(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Exposure, contrast, gamma, white balance and saturation."""
    if rng.random() < 0.1:
        return picture
    ramp = np.arange(256, dtype=np.float32) / 255
    gamma, contrast, shift = np.exp(rng.normal(0, 0.2)), np.exp(rng.normal(0, 0.2)), rng.normal(0, 0.07)
    curve = ((ramp**gamma - 0.5) * contrast + 0.5 + shift)[:, None] * np.exp(rng.normal(0, 0.06, 3))
    picture = cv2.LUT(picture, np.clip(curve * 255, 0, 255).astype(np.uint8).reshape(1, 256, 3))
    saturation = 0.0 if rng.random() < 0.04 else np.exp(rng.normal(0, 0.25))
    grey = np.array([0.3, 0.59, 0.11], np.float32)
    mix = saturation * np.eye(3, dtype=np.float32) + (1 - saturation) * grey[None, :]
    return cv2.transform(picture, mix.astype(np.float32))


def camera_faults(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Blur, low resolution, noise and JPEG damage."""
    size = picture.shape[0]
    if rng.random() < 0.12:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.12:
        small = int(size * rng.uniform(0.4, 0.9))
        picture = cv2.resize(
            cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA),
            (size, size),
            interpolation=cv2.INTER_LINEAR,
        )
    if rng.random() < 0.15:
        noise = rng.standard_normal(picture.shape, dtype=np.float32) * rng.uniform(2, 12)
        picture = np.clip(picture + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.15:
        coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))])[1]
        picture = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return picture

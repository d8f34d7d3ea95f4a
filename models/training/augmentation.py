"""From a stored portrait to a training sample: drawing, recolouring, warping, camera faults."""

import cv2
import numpy as np

import earrings
import hair_strands
import necklaces
import recoloring
from classes import IGNORE

# Share of the samples in which the face is smaller than in the data's framing.
WIDE_SHARE = 0.35
WIDE_ZOOM = (0.58, 0.95)
# Of the samples framed as the product's look at the chest, 1 / 1.7 in the middle: how large the face is, and how far
# above the middle it lies, mean and deviation in shares of the side.
CHEST_ZOOM = (0.5, 0.7)
CHEST_RISE = (0.05, 0.05)


def augment(
    picture: np.ndarray,
    labels: np.ndarray,
    lobes: list[earrings.Lobe],
    size: int,
    drawing: float,
    backdrop: np.ndarray | None,
    chest: bool,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Clean and spoilt RGB picture and class labels, `size` pixels wide and high, 8 bit; the ones given are drawn on.

    `drawing` scales how often hair and jewellery are drawn; `backdrop` is a piece of another portrait's;
    `chest` asks for the framing of the product's look at the chest.
    """
    if rng.random() < 0.12 * drawing:
        hair_strands.draw_strands(picture, labels, rng)
    if lobes and rng.random() < 0.3 * drawing:
        earrings.draw_earrings(picture, labels, lobes, rng)
    if rng.random() < 0.3 * drawing:
        necklaces.draw_necklace(picture, labels, rng)
    picture, labels = warp(picture, labels, size, chest, rng)
    recoloring.recolor_garments(picture, labels, rng)
    recoloring.recolor_head(picture, labels, rng)
    if backdrop is not None or rng.random() < 0.2:
        recoloring.replace_backdrop(picture, labels, backdrop, rng)
    spoilt = camera_faults(light(picture, rng), rng)
    return picture, spoilt, labels


def warp(
    picture: np.ndarray, labels: np.ndarray, size: int, chest: bool, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Mirror, scale, turn, shift and stretch around the frame's centre."""
    source = picture.shape[0]
    zoom = np.exp(rng.normal(0, 0.13)) * size / source
    rise = 0.0
    if chest:
        zoom *= rng.uniform(*CHEST_ZOOM)
        rise = rng.normal(*CHEST_RISE) * size
    elif rng.random() < WIDE_SHARE:
        zoom *= rng.uniform(*WIDE_ZOOM)
    aspect = np.exp(rng.normal(0, 0.04))
    turn = np.deg2rad(rng.normal(0, 7))
    shear = rng.normal(0, 0.04)
    mirror = -1 if rng.random() < 0.5 else 1
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    linear = rotation @ np.array([[1, shear], [0, 1]]) @ np.diag([zoom * aspect * mirror, zoom / aspect])
    centre = (source - 1) / 2
    shift = (size - 1) / 2 + rng.normal(0, 0.04, 2) * size - linear @ [centre, centre]
    shift[1] -= rise
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


def light(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Exposure, contrast, gamma, white balance and saturation."""
    if rng.random() < 0.1:
        return picture
    ramp = np.arange(256, dtype=np.float32) / 255
    gamma, contrast, shift = np.exp(rng.normal(0, 0.25)), np.exp(rng.normal(0, 0.22)), rng.normal(0, 0.08)
    curve = ((ramp**gamma - 0.5) * contrast + 0.5 + shift)[:, None] * np.exp(rng.normal(0, 0.08, 3))
    picture = cv2.LUT(picture, np.clip(curve * 255, 0, 255).astype(np.uint8).reshape(1, 256, 3))
    saturation = 0.0 if rng.random() < 0.04 else np.exp(rng.normal(0, 0.25))
    grey = np.array([0.3, 0.59, 0.11], np.float32)
    mix = saturation * np.eye(3, dtype=np.float32) + (1 - saturation) * grey[None, :]
    picture = cv2.transform(picture, mix.astype(np.float32))
    return side_light(picture, rng) if rng.random() < 0.2 else picture


def side_light(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Brighter from one side, as by a window."""
    slope = np.linspace(-1, 1, picture.shape[0], dtype=np.float32)
    ramp = slope[:, None] * rng.normal(0, 0.25) + slope[None, :] * rng.normal(0, 0.35)
    return np.clip(picture * np.exp(ramp)[..., None], 0, 255).astype(np.uint8)


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

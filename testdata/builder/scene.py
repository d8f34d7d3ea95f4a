"""Backdrops, placing people in the 480 x 640 frame, camera noise, and writing the finished JPEG."""

import io

import cv2
import numpy as np
from PIL import Image

from .cloth import colour, grain, to_rgb
from .people import EYES

FRAME_W, FRAME_H = 480, 640
BLUE = (100, 197, 255)
# 30 to 40 KB, whichever way a KB is counted, with room above: 30 × 1024 to 37 × 1000.
BYTES = (30_720, 37_000)
LOWEST_QUALITY = 60
FY, FX = np.mgrid[0:FRAME_H, 0:FRAME_W].astype(np.float32)


def plain(rgb=BLUE, size=(FRAME_W, FRAME_H)):
    return np.broadcast_to(np.array(rgb, np.float32) / 255, (size[1], size[0], 3)).copy()


def gradient(rgb=BLUE):
    """Light from one side only: pale on the left, dark on the right. The middle keeps the colour asked for."""
    t = np.clip((0.8 * FX / FRAME_W + 0.2 * FY / FRAME_H - 0.5) * 2, -1, 1)
    lab = np.broadcast_to(colour(*rgb), (FRAME_H, FRAME_W, 3)).copy()
    lab[..., 0] *= np.where(t < 0, 1 - 0.16 * t, 1 - 0.42 * t)
    # Brighter than this the blue leaves sRGB; real paper washes out there.
    lab[..., 1:] *= np.where(t < 0, 1 + 0.5 * t, 1 - 0.25 * t)[..., None]
    return to_rgb(lab)


def two_shades(rgb=BLUE, other=(58, 138, 205), at=345):
    """Two rolls of paper that do not match."""
    m = np.clip(FX - at - 0.03 * FY, 0, 1.5)[..., None] / 1.5
    out = plain(rgb) * (1 - m) + plain(other) * m
    edge = np.exp(-(((FX - at - 0.03 * FY - 3) / 2.5) ** 2))[..., None]
    return out * (1 - 0.18 * edge)


def door(rgb=BLUE):
    """A door frame and a piece of door at the picture's right edge."""
    out = plain(rgb)
    wood = plain((150, 104, 66)) * (1 + 0.06 * np.sin(FX / 2.3 + 1.5 * np.sin(FY / 60))[..., None])
    frame = plain((228, 222, 210)) * (0.86 + 0.14 * np.clip((FX - 392) / 30, 0, 1))[..., None]
    m = np.clip((FX - 390), 0, 1)[..., None]
    out = out * (1 - m) + frame * m
    m = np.clip((FX - 428), 0, 1)[..., None]
    out = out * (1 - m) + wood * m
    for at, depth in ((390, 0.25), (428, 0.45)):
        out *= 1 - depth * np.exp(-(((FX - at) / 2.2) ** 2))[..., None]
    return np.clip(out, 0, 1)


def globe_on_table(rgb=BLUE):
    """Nobody in front of the backdrop: a table with a ball on it."""
    out = plain(rgb)
    table = (FY > 520).astype(np.float32)[..., None]
    wood = plain((120, 82, 52)) * (0.85 + 0.15 * np.sin(FY / 5 + 0.7 * np.sin(FX / 37)))[..., None]
    wood *= (1 - 0.35 * np.exp(-((FX - 255) / 120) ** 2 - ((FY - 535) / 16) ** 2))[..., None]
    out = out * (1 - table) + wood * table
    dx, dy = (FX - 240) / 118, (FY - 418) / 118
    r2 = dx**2 + dy**2
    dz = np.sqrt(np.clip(1 - r2, 0, 1))
    light = np.clip(0.25 + 0.8 * (-0.4 * dx - 0.5 * dy + 0.77 * dz), 0.12, 1.1)[..., None]
    ball = plain((60, 110, 60)) * light + 0.35 * np.exp(-(((dx + 0.38) / 0.16) ** 2) - ((dy + 0.42) / 0.16) ** 2)[..., None]
    m = np.clip((1 - np.sqrt(r2)) * 118, 0, 1)[..., None]
    return np.clip(out * (1 - m) + ball * m, 0, 1)


def placed(layer, shift=(0, 0), zoom=1.0, turn=0.0, size=(FRAME_W, FRAME_H)):
    """Takes a frame of that size out of the canvas: the eyes come to (half its width + dx, 240 + dy) at the given zoom,
    the person tilted clockwise by `turn` degrees about them."""
    rgb, alpha = layer
    cos, sin = zoom * np.cos(np.radians(turn)), zoom * np.sin(np.radians(turn))
    matrix = np.float32([
        [cos, -sin, size[0] / 2 + shift[0] - EYES[0] * cos + EYES[1] * sin],
        [sin, cos, 240 + shift[1] - EYES[0] * sin - EYES[1] * cos],
    ])  # fmt: skip
    if zoom < 0.9:  # no aliasing when shrinking
        rgb = cv2.GaussianBlur(rgb, (0, 0), 0.35 / zoom)
        alpha = cv2.GaussianBlur(alpha, (0, 0), 0.35 / zoom)
    flags = cv2.INTER_NEAREST if (zoom, turn) == (1.0, 0.0) else cv2.INTER_CUBIC
    out = cv2.warpAffine(rgb, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(alpha.astype(np.float32), matrix, size, flags=flags)
    return np.clip(out, 0, 1), np.clip(mask, 0, 1)


def hard_shadow(backdrop, mask, by=(44, 16), depth=0.42):
    """The sitter's shadow on the wall, as a single lamp from the left throws it."""
    thrown = cv2.warpAffine(mask, np.float32([[1, 0, by[0]], [0, 1, by[1]]]), (FRAME_W, FRAME_H))
    return backdrop * (1 - depth * cv2.GaussianBlur(thrown, (0, 0), 2.5)[..., None])


def finish(picture, rng):
    """Camera noise: a little in lightness, less in colour, slightly correlated as after demosaicking. None: no noise."""
    shape = picture.shape[:2]
    if rng is None:
        return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
    light = grain(rng, 0.7, shape)[..., None] * 0.0042
    tint = np.dstack([grain(rng, 1.2, shape) for _ in range(3)]) * 0.0018
    return (np.clip(picture + light + tint, 0, 1) * 255 + 0.5).astype(np.uint8)


def jpeg(rgb8):
    """A file that the registry takes: of the highest quality whose size lies within BYTES."""
    image = Image.fromarray(rgb8)
    for quality in range(100, LOWEST_QUALITY - 1, -1):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling="4:2:0", dpi=(300, 300), optimize=True)
        if len(out.getvalue()) <= BYTES[1]:
            break
    if quality == 100 and len(out.getvalue()) < BYTES[0]:  # too flat to fill an upload, whatever the quality
        return padded(out.getvalue(), BYTES[0])
    if not BYTES[0] <= len(out.getvalue()) <= BYTES[1]:
        raise ValueError(f"{len(out.getvalue())} bytes at quality {quality}: no quality from {LOWEST_QUALITY} fits {BYTES}")
    return out.getvalue()


def padded(jpeg, size):
    """The same picture in a file of just `size` bytes: a comment of zeros is put after the start."""
    content = bytes(size - len(jpeg) - 4)
    return jpeg[:2] + b"\xff\xfe" + (len(content) + 2).to_bytes(2, "big") + content + jpeg[2:]

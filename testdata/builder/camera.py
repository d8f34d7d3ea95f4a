"""What lamps and camera do to a portrait: light, colour, focus, compression and additions.

The first part changes the person on the canvas, as the things in `face` do, and is made for the face of `biden`; the
second part changes the finished picture of 480 x 640. Light is added up in linear light.
"""

import io

import cv2
import numpy as np
from PIL import Image

from .cloth import XX, YY
from .face import PUPILS, lens


def linear(rgb):
    return np.where(rgb <= 0.04045, rgb / 12.92, ((np.maximum(rgb, 0) + 0.055) / 1.055) ** 2.4)


def encoded(light):
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055).astype(np.float32)


# ---- on the person -----------------------------------------------------------------------------------------------


def exposed(stops):
    """More or less light on the person; the backdrop has its own lamps."""
    def draw(rgb, alpha, rng):
        return encoded(linear(rgb) * 2.0**stops), alpha
    return draw


def one_sided(rest=0.12):
    """The lamp on the picture's left failed."""
    def draw(rgb, alpha, rng):
        share = 1 / (1 + np.exp((XX - 312) / 14))
        return encoded(linear(rgb) * (1 - (1 - rest) * share)[..., None]), alpha
    return draw


def shiny(rgb, alpha, rng):
    """Sweat: the lamps on forehead, nose and cheek."""
    glow = np.zeros_like(XX, np.float32)
    for x, y, wide, high, much in ((300, 215, 46, 24, 0.6), (312, 348, 24, 40, 0.8), (246, 352, 36, 30, 0.85)):
        glow = np.maximum(glow, much * np.exp(-(((XX - x) / wide) ** 2) - ((YY - y) / high) ** 2))
    light = linear(rgb)
    return encoded(light + (1 - light) * glow[..., None]), alpha


def red_eyes(rgb, alpha, rng):
    """The flash, back from the eyes' grounds."""
    light = linear(rgb)
    for x, y in PUPILS:
        pupil = np.clip((6.0 - np.hypot(XX - x, YY - y)) / 2 + 0.5, 0, 1)[..., None]
        light = light + (np.float32((0.55, 0.02, 0.03)) - light) * 0.9 * pupil
    return encoded(light), alpha


def lens_glare(rgb, alpha, rng):
    """A window on the lower half of both lenses of `face.glasses`."""
    for eye, (x, y) in enumerate(PUPILS):
        inside = np.clip(lens(eye, 42, 33, 8, 3.2) / 2, 0, 1)
        window = inside * np.clip((20 - np.abs(XX - x - 6)) / 2, 0, 1) * np.clip((13 - np.abs(YY - y - 20)) / 2, 0, 1)
        rgb = rgb + (np.float32((0.96, 1.0, 0.98)) - rgb) * (0.9 * window)[..., None]
    return rgb.astype(np.float32), alpha


# ---- on the picture: the lens on floats, the rest on the finished eight bits -------------------------------------


def in_eight_bits(rgb):
    return (np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8)


def warm(rgb8):
    """White balance for daylight under tungsten lamps."""
    return in_eight_bits(encoded(linear(rgb8 / 255) * np.float32((1.45, 0.95, 0.28))))


def grey(rgb8):
    luma = linear(rgb8 / 255) @ np.array((0.2126, 0.7152, 0.0722))
    return in_eight_bits(np.repeat(encoded(luma)[..., None], 3, axis=2))


def out_of_focus(rgb):
    return cv2.GaussianBlur(rgb, (0, 0), 4.2)


def moved(rgb):
    """Sideways during the exposure."""
    return cv2.blur(rgb, (17, 1))


def blocks(rgb8, quality=9):
    """Saved far too small; the file around it will be of a high quality again."""
    out = io.BytesIO()
    Image.fromarray(rgb8).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out).convert("RGB"))


def black_border(rgb8, wide=9):
    out = np.zeros_like(rgb8)
    out[wide:-wide, wide:-wide] = rgb8[wide:-wide, wide:-wide]
    return out

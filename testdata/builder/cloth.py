"""Garments: recolouring real cloth, painting cloth and bare shoulders on a modelled torso, weaving patterns."""

import cv2
import numpy as np

from .people import HEIGHT, WIDTH, polygon

YY, XX = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)


def to_lab(rgb):
    return cv2.cvtColor(np.clip(rgb, 0, 1).astype(np.float32), cv2.COLOR_RGB2Lab)


def to_rgb(lab):
    return np.clip(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1)


def colour(r, g, b):
    """Lab of an 8-bit sRGB colour."""
    return to_lab(np.array([[[r, g, b]]], np.float32) / 255)[0, 0]


def grain(rng, sigma, shape=(HEIGHT, WIDTH)):
    """Noise of unit variance with the given correlation length."""
    noise = rng.standard_normal(shape).astype(np.float32)
    if sigma > 0:
        noise = cv2.GaussianBlur(noise, (0, 0), sigma)
    return noise / noise.std()


def shading(rgb, mask, lift=9.0, limit=(0.4, 1.32)):
    """Lightness of real cloth relative to its lit parts in the frame, without the sensor noise of near-black cloth."""
    light = to_lab(rgb)[..., 0]
    calm = cv2.bilateralFilter(light, 11, 6, 4)
    # Near-black cloth holds little but noise once it is brightened: keep seams and folds, not the speckle.
    calm = cv2.ximgproc.guidedFilter(calm, calm, 4, 3.0)
    seen = (mask > 0.9) & (YY < 690) & (XX > 85) & (XX < 555)
    lit_part = np.percentile(calm[seen], 65)
    shade = np.clip((calm + lift) / (lit_part + lift), *limit)
    # Along the outline the cloth still carries a trace of what was behind it: continue the shading from inside.
    core = cv2.erode((mask > 0.95).astype(np.uint8), np.ones((9, 9), np.uint8)).astype(np.float32)
    near = cv2.GaussianBlur(core, (0, 0), 4)
    inner = cv2.GaussianBlur(shade * core, (0, 0), 4) / np.maximum(near, 1e-3)
    trust = cv2.GaussianBlur(core, (0, 0), 1.5)
    return np.where(near > 1e-3, shade * trust + inner * (1 - trust), shade)


def dye(shade, lab, rng, strength=1.0, weave=0.5):
    """Cloth of colour `lab` with the given shading; `lab` may be one colour or a picture of colours (a pattern)."""
    lab = np.broadcast_to(np.asarray(lab, np.float32), shade.shape + (3,))
    factor = 1 + (shade - 1) * strength
    light = lab[..., 0] * factor
    # White cannot get brighter: compress what would clip.
    light = np.where(light > 88, 88 + 10 * np.tanh((light - 88) / 10), light)
    light = light + weave * grain(rng, 0.6) + 0.3 * weave * grain(rng, 2)
    chroma = np.clip(factor, 0.5, 1.15)
    return to_rgb(np.dstack([np.clip(light, 1, 99), lab[..., 1] * chroma, lab[..., 2] * chroma]))


# ---- a modelled torso -------------------------------------------------------------------------------------------


class Torso:
    """Neck, shoulders and arms as an inflated outline, lit from above in front.

    `neck` is half the width of the neck, `top` the height where the picture's own neck ends, `base` where the neck
    meets the shoulders, `half` half the width of the shoulders, `cut` the height below which the real neck is not used.
    """

    def __init__(self, centre, neck, top, base, half, cut, slope=72):
        self.centre, self.neck, self.top, self.base, self.half = centre, neck, top, base, half
        self.cut = cut
        side = [
            (neck, top - 60), (neck, top), (neck + 2, base - 26), (neck + 9, base - 11), (neck + 26, base + 1),
            (neck + 60, base + slope * 0.22), (half * 0.76, base + slope * 0.54), (half * 0.93, base + slope * 0.85),
            (half * 1.02, base + slope * 1.25), (half * 1.075, base + slope * 1.8), (half * 1.09, base + slope * 2.6),
            (half * 1.08, HEIGHT + 60),
        ]  # fmt: skip
        side = smooth_curve(side)
        outline = [(centre - x, y) for x, y in side[::-1]] + [(centre + x, y) for x, y in side]
        self.mask = polygon(outline)
        self.light = self._light()

    def _light(self):
        dx = (XX - self.centre) / self.half
        pad = 80  # the distance to the outline must not see the picture's edge as an outline
        padded = cv2.copyMakeBorder((self.mask > 0.5).astype(np.uint8), 0, pad, pad, pad, cv2.BORDER_REPLICATE)
        padded[:, :pad] = padded[:, pad : pad + 1]
        distance = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[:HEIGHT, pad:-pad]
        rim = np.clip(distance / 75, 0, 1)
        height = 62 * np.sqrt(1 - (1 - rim) ** 2)
        torso = np.sqrt(np.clip(1 - (dx / 0.86) ** 2, 0, 1)) * 60
        arm = np.sqrt(np.clip(1 - ((np.abs(dx) - 0.93) / 0.19) ** 2, 0, 1)) * 34
        below = 1 / (1 + np.exp(-(YY - self.base - 140) / 22))  # the arm parts from the chest below the armpit
        height += below * np.maximum(torso * 0.55, arm) + (1 - below) * torso * 0.55
        height = cv2.GaussianBlur(height, (0, 0), 7)
        # The collar bones run from the pit of the neck outwards and a little up; the pit lies between them.
        out = np.abs(XX - self.centre)
        bone = self.base + 34 - (out - 20) * 0.10
        along = np.clip((out - 12) / 14, 0, 1) * np.clip((self.half * 0.72 - out) / 50, 0, 1)
        height += 3.6 * along * np.exp(-(((YY - bone) / 7) ** 2)) - 2.4 * along * np.exp(-(((YY - bone + 15) / 9) ** 2))
        height -= 3.0 * np.exp(-((out / 13) ** 2) - ((YY - self.base - 26) / 13) ** 2)
        # The cords of the neck, from below the ears to the pit.
        cord = 12 + (self.base + 20 - YY) * 0.42
        height += 2.6 * np.exp(-(((out - cord) / 9) ** 2)) * ((YY > self.top - 40) & (YY < self.base + 22))
        height = cv2.GaussianBlur(height, (0, 0), 2.2)
        self.height = height
        return lit(height)

    def folded(self, rng, amount=1.0):
        """Shading of cloth over the torso: the body's light, softened, with a few drawn folds."""
        a, b = grain(rng, 26), grain(rng, 13)
        swing = cv2.warpAffine(b, np.float32([[1, 0.5, 0], [0, 1, 0]]), (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
        out = np.abs(XX - self.centre) / self.half
        where = np.clip((YY - self.base - 40) / 120, 0, 1) * (0.35 + 0.65 * np.clip(out / 0.8, 0, 1))
        body = cv2.GaussianBlur(self.height, (0, 0), 5)
        return lit(body + amount * where * (3.2 * a + 1.5 * swing))


def lit(height):
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) / 8
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) / 8
    normal = np.dstack([-gx, -gy, np.ones_like(gx)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    light = np.array([-0.15, -0.42, 0.90])
    light /= np.linalg.norm(light)
    return np.clip(0.42 + 0.62 * (normal @ light), 0.3, 1.1).astype(np.float32)


def smooth_curve(points, steps=12):
    """Catmull-Rom through the points."""
    p = np.array([points[0]] + list(points) + [points[-1]], np.float64)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:]):
        parts.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return [tuple(q) for q in np.vstack(parts + [p[-1:]])]


# ---- patterns: pictures of Lab colours in cloth coordinates ------------------------------------------------------


def drape(shade, centre, base, sag=26.0, spread=230.0):
    """Cloth coordinates: threads sag outwards over the shoulders and follow the folds a little."""
    fold = cv2.GaussianBlur(shade, (0, 0), 6) - 1
    u = XX - centre
    v = YY - base - sag * (np.abs(u) / spread) ** 1.8 + 10 * fold
    return u + 8 * fold, v


def soft_step(x, width=0.8):
    """Edge of a printed figure: as soft as the lens would show it."""
    return 1 / (1 + np.exp(-np.clip(x / (width * 0.5), -40, 40)))


def stripes(t, period, share, ground, line):
    """Bands along t; `share` of the period in the second colour."""
    phase = np.abs(((t / period) % 1) - 0.5) * period
    m = soft_step(share * period / 2 - phase)[..., None]
    return ground * (1 - m) + line * m


def checks(u, v, period, share, ground, line, cross):
    """Two families of bands; where they cross, the darker `cross` colour of a woven check."""
    def band(t):
        return soft_step(share * period / 2 - np.abs(((t / period) % 1) - 0.5) * period)[..., None]

    a, b = band(u), band(v)
    return ground * (1 - a) * (1 - b) + line * (a * (1 - b) + b * (1 - a)) + cross * a * b


def dots(u, v, period, radius, ground, dot):
    row = np.floor(v / period)
    du = ((u + (row % 2) * period / 2) % period) - period / 2
    dv = (v % period) - period / 2
    m = soft_step(radius - np.hypot(du, dv))[..., None]
    return ground * (1 - m) + dot * m

"""Puts garments on people: recoloured suits, a blazer for the astronaut, painted tops and bare shoulders.

Every function returns colours and opacity on the canvas, ready to be laid on a backdrop.
"""

import cv2
import numpy as np

from . import cloth
from .cloth import XX, YY, Torso, dye, grain, shading, to_lab, to_rgb
from .people import HEIGHT, WIDTH

TORSOS = {
    "obama": lambda: Torso(314, 70, 450, 514, 258, cut=503),
    "obama-b": lambda: Torso(291, 79, 496, 548, 258, cut=527),
    "biden": lambda: Torso(291, 84, 468, 524, 262, cut=488),
    "astronaut": lambda: Torso(312, 71, 462, 514, 212, cut=478, slope=66),
}


def over(below, above, mask):
    mask = mask[..., None]
    return below * (1 - mask) + above * mask


def stack(below, below_alpha, above, above_alpha):
    """One layer with opacity on another. Where neither is solid the colours must not bleed: that shows as a halo."""
    rest = below_alpha * (1 - above_alpha)
    alpha = above_alpha + rest
    rgb = (above * above_alpha[..., None] + below * rest[..., None]) / np.maximum(alpha, 1e-4)[..., None]
    return rgb, alpha


def within(values, mask, sigma):
    """Blur that does not look beyond the mask."""
    return cv2.GaussianBlur(values * mask, (0, 0), sigma) / (cv2.GaussianBlur(mask, (0, 0), sigma) + 1e-4)


def skin_of(person):
    """This person's skin: the median of the middle of the face, highlights left out."""
    patch = to_lab(person.rgb)[315:385, 255:385].reshape(-1, 3)
    light = patch[:, 0]
    keep = (light > np.percentile(light, 25)) & (light < np.percentile(light, 85))
    return np.median(patch[keep], axis=0)


def suit(person, cloth_lab, rng, tie=None, shirt=None, strength=1.0, weave=0.5):
    """The person's own suit in another colour. `cloth_lab` may be a function of the jacket's shading (a pattern)."""
    alpha = np.maximum(person.alpha, 1e-3)
    jacket, front, knot = (person.masks[k] / alpha for k in ("jacket", "front", "tie"))
    shade = shading(person.rgb, jacket)
    lab = cloth_lab(shade) if callable(cloth_lab) else cloth_lab
    rgb = over(person.rgb, dye(shade, lab, rng, strength, weave), np.clip(jacket, 0, 1))
    if shirt is not None:
        only = np.clip(front - knot, 0, 1)
        light = to_lab(person.rgb)[..., 0]
        rgb = over(rgb, dye(np.clip(light / 88, 0.3, 1.08), shirt, rng, 0.9, weave), only)
    if tie is not None:
        rgb = over(rgb, dye(plain_tie(person, knot), tie, rng, 1.0, 0.6), np.clip(knot, 0, 1))
    return rgb, person.alpha


def plain_tie(person, knot):
    """Shading for a tie without its figure: what is left after a wide blur, and rounded edges."""
    light = to_lab(person.rgb)[..., 0]
    broad = within(light, knot, 16)
    broad = broad / np.median(broad[knot > 0.9])
    inside = cv2.distanceTransform((knot > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    return np.clip((0.6 + 0.4 * broad) * (0.72 + 0.28 * np.clip(inside / 9, 0, 1)), 0.4, 1.4).astype(np.float32)


# The jacket that the astronaut borrows is another person's, a size smaller and moved under the chin.
BLAZER = np.float32([[0.86, 0, 314 - 289 * 0.86], [0, 0.90, 492 - 517 * 0.90]])


def blazer(astronaut, donor, cloth_lab, rng, knit=(9, 0.5, -1.0), strength=1.0, weave=0.5):
    """The astronaut's head and black undergarment in a jacket."""
    warp = lambda x: cv2.warpAffine(x, BLAZER, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    # The hand-drawn lapels as they are: beside the donor's dark tie there is no edge to snap to.
    drawn = warp(donor.masks["drawn_front"])
    inside = np.max([np.roll(drawn, -up, axis=0) for up in range(5)], axis=0)  # also closes the seam with the neck
    jacket = np.clip(warp(donor.masks["jacket"] + donor.masks["front"]), 0, 1) * np.clip(1 - inside, 0, 1)
    gap = np.clip(drawn, 0, 1)
    neck = astronaut.masks["neck"]
    # The knit continues below what the picture shows of it, as far as the jacket leaves it open.
    middle = TORSOS["astronaut"]()
    knitted = dye(0.75 + 0.5 * (middle.light - 0.9) + 0.15 * (YY > 0), np.array(knit), rng, 1.0, 0.7)
    own = astronaut.rgb
    fade = np.clip((565 - YY) / 40, 0, 1).astype(np.float32)
    # Near the jacket the roll collar widens a little, as knitwear does.
    half = 66 + np.clip(YY - 476, 0, 40) * 0.45
    column = ((YY > 455) & (YY < 560) & (np.abs(XX - 313) < half)).astype(np.float32)
    column = cv2.GaussianBlur(column, (0, 0), 1.2)
    # A little under the lapels too, so that no backdrop shines through the seam.
    base = np.maximum(cv2.dilate(gap, np.ones((7, 7), np.uint8)) * (YY > 500), column)
    rgb = over(knitted, own, cv2.GaussianBlur(neck, (0, 0), 1.0) * fade)
    alpha = base.astype(np.float32)
    shade = shading(warp(donor.rgb), jacket)
    lab = cloth_lab(shade) if callable(cloth_lab) else cloth_lab
    # The jacket throws a soft shadow on the knit.
    rgb = rgb * (1 - 0.5 * cv2.GaussianBlur(jacket, (0, 0), 5)[..., None] * (1 - jacket[..., None]))
    rgb, alpha = stack(rgb, alpha, dye(shade, lab, rng, strength, weave), jacket)
    head = astronaut.masks["head"]
    return stack(rgb, alpha, own, head)


# ---- painted bodies ----------------------------------------------------------------------------------------------


def bare(person, torso, rng):
    """Neck and shoulders in this person's own skin, under the real head."""
    skin = skin_of(person)
    light = torso.light
    # Skin scatters light: shadows turn redder, not just darker.
    factor = light / 0.95
    lab = np.dstack([
        skin[0] * (0.38 + 0.62 * factor),
        skin[1] + 3 * np.clip(1 - factor, 0, 0.6) * (skin[1] / 14 + 0.3),
        skin[2] * (0.86 + 0.14 * factor),
    ])
    lab[..., 0] += 0.9 * grain(rng, 9) + 0.7 * grain(rng, 2.5) + 0.6 * grain(rng, 0.7)
    lab[..., 1] += 0.7 * grain(rng, 14)
    # The chin's shadow on the neck.
    chin = np.exp(-(((XX - torso.centre) / (torso.neck * 1.05)) ** 2) - ((YY - torso.top + 5) / 42) ** 2)
    lab[..., 0] *= 1 - 0.22 * chin
    painted = to_rgb(lab)
    head = person.masks["head"]
    # Near the seam the paint takes the colours of the real neck, and forgets them gradually.
    core = cv2.erode((head > 0.98).astype(np.uint8), np.ones((7, 7), np.uint8)).astype(np.float32)
    # Only what is skin may lend its colour: no rim of light, no shirt.
    distance = np.linalg.norm((to_lab(person.rgb) - skin) * [0.6, 1, 1], axis=2)
    core = core * (YY > torso.top - 60) * (distance < 24)
    near = core - cv2.erode(core, np.ones((9, 9), np.uint8))
    weight = cv2.GaussianBlur(near, (0, 0), 14)
    error = cv2.GaussianBlur((person.rgb - painted) * near[..., None], (0, 0), 14) / (weight[..., None] + 1e-3)
    reach = cv2.distanceTransform((core < 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    painted = np.clip(painted + error * np.exp(-reach / 26)[..., None], 0, 1)
    # Backlight on collar and neck edge would stand there like paint: below the jaw only skin is kept.
    lab_head = to_lab(person.rgb)
    white = (lab_head[..., 0] > skin[0] + 14) & (np.hypot(lab_head[..., 1], lab_head[..., 2]) < 16)
    white = cv2.dilate(white.astype(np.float32), np.ones((5, 5), np.uint8)) * (YY > torso.top - 22)
    head = head * (1 - cv2.GaussianBlur(white.astype(np.float32), (0, 0), 1.5))
    outside = np.clip((YY - torso.top + 12) / 12, 0, 1) * (1 - torso.mask)
    head = head * (1 - outside) * np.clip((torso.cut - YY) / 14 + 0.5, 0, 1)
    head = seam(head, torso)
    return painted, head


def seam(head, torso):
    """The head's own mask, but soft and a little drawn back where it meets painted neck."""
    drawn = cv2.erode(head, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11)))
    soft = cv2.GaussianBlur(drawn, (0, 0), 2.6)
    blend = torso.mask * np.clip((YY - torso.top + 70) / 20, 0, 1)
    blend = cv2.GaussianBlur(blend, (0, 0), 2)
    return head * (1 - blend) + soft * blend


def neckline(torso, depth, width, sharp=2.2):
    """How far below the rim of a neck opening: positive on cloth. A superellipse hanging from the shoulders."""
    top = torso.base - 24
    across = np.abs(XX - torso.centre) / width
    down = np.clip(YY - top, 0, None) / depth
    return (np.power(across**sharp + down**sharp, 1 / sharp) - 1) * min(width, depth)


def wear(skin_rgb, torso, opening, cloth_lab, rng, folds=1.0, strength=1.0, weave=0.5, rib=9.0, cover=None):
    """Cloth over the torso wherever `opening` is positive, with a ribbed edge and a shadow on the skin."""
    on = cloth.soft_step(opening, 1.4) * (torso.mask if cover is None else cover)
    on = on.astype(np.float32)
    shade = torso.folded(rng, folds)
    if rib:
        edge = np.exp(-(((opening - rib) / 1.3) ** 2))
        rounded = np.clip(opening / rib, 0, 1)
        band = np.where(opening < rib, 0.86 + 0.14 * np.sin(np.pi * rounded), 1.0)
        shade = shade * band * (1 - 0.22 * edge)
    lab = cloth_lab(shade) if callable(cloth_lab) else cloth_lab
    cloth_rgb = dye(shade / 0.95, lab, rng, strength, weave)
    shadow = 1 - 0.28 * cv2.GaussianBlur(on, (0, 0), 4)[..., None] * (1 - on[..., None])
    return over(skin_rgb * shadow, cloth_rgb, on)


def top(person, name, cloth_lab, rng, depth=52, extra=12, **how):
    """A crew-necked top on this person."""
    torso = TORSOS[name]()
    skin, head = bare(person, torso, rng)
    opening = neckline(torso, depth, torso.neck + extra)
    rgb = wear(skin, torso, opening, cloth_lab, rng, **how)
    return stack(rgb, torso.mask, person.rgb, head)


def camisole(person, name, cloth_lab, rng, line=118, straps=((0.50, 15),), dip=14, sag=34):
    """A top that ends at the chest; `straps` as (position, width) pairs from centre to shoulder, or none."""
    torso = TORSOS[name]()
    skin, head = bare(person, torso, rng)
    out = np.abs(XX - torso.centre) / torso.half
    # A shallow sweetheart line that rises towards the straps and falls to the armpits.
    edge = torso.base + line - dip * np.exp(-(((out - 0.5) / 0.2) ** 2)) + sag * np.clip((out - 0.58) / 0.26, 0, 1.2) ** 2
    # Arms stay bare: the cloth ends at the side seam.
    side = torso.half * (0.80 + 0.02 * np.clip((YY - torso.base - line) / 200, 0, 1)) - np.abs(XX - torso.centre)
    opening = np.minimum(YY - edge, side * 1.0)
    for position, width in straps:
        # Straps lean outwards as they climb to the shoulder.
        middle = torso.half * (position + 0.03 * np.clip((torso.base + line - YY) / 100, 0, 2))
        strap = width / 2 - np.abs(np.abs(XX - torso.centre) - middle)
        strap = np.where(YY < torso.base + line + 20, strap, -99)
        opening = np.maximum(opening, strap)
    rgb = wear(skin, torso, opening, cloth_lab, rng, rib=0, folds=0.8)
    return stack(rgb, torso.mask, person.rgb, head)


def off_shoulder(person, name, cloth_lab, rng, line=92):
    """A wide band of cloth round chest and upper arms."""
    torso = TORSOS[name]()
    skin, head = bare(person, torso, rng)
    out = np.abs(XX - torso.centre) / torso.half
    opening = YY - (torso.base + line + 14 * np.cos(np.clip(out, 0, 1.2) * np.pi))
    rgb = wear(skin, torso, opening, cloth_lab, rng, rib=12, folds=1.2)
    return stack(rgb, torso.mask, person.rgb, head)

"""Things drawn onto a finished person: hair, hats, hairbands, glasses, jewellery, make-up, closed and averted eyes, a closed mouth.

Every function takes and returns colours and opacity on the canvas, and is made for the face of `biden`, but
`closed_mouth` for that of `obama`, and glasses fit both: the places were read off those pictures.
"""

import cv2
import numpy as np

from .cloth import XX, YY, colour, grain, soft_step, to_lab, to_rgb
from .dress import over, stack
from .people import HEIGHT, WIDTH, polygon

PUPILS = ((269, 297), (365, 302))
# Where the glasses leave the face on their way to the ears.
TEMPLES = (((205, 293), (173, 299)), ((416, 304), (422, 312)))
OBAMA_PUPILS, OBAMA_TEMPLES = ((275, 300), (366, 300)), (((221, 292), (212, 291)), ((414, 292), (420, 291)))
LOBES = {"left": (183, 377), "right": (411, 388)}
GOLD, SILVER = np.float32((0.86, 0.66, 0.26)), np.float32((0.80, 0.81, 0.83))
EYE_OPENINGS = (
    [(245, 299), (254, 291), (266, 287), (279, 289), (289, 296), (293, 301), (281, 304), (266, 305), (252, 303)],
    [(341, 302), (350, 295), (363, 292), (376, 294), (386, 301), (391, 308), (379, 311), (363, 312), (350, 308)],
)
LIPS = [
    (270, 402), (284, 398), (300, 394), (311, 392), (319, 395), (328, 392), (342, 395), (353, 399), (361, 404), (351, 411),
    (338, 417), (322, 420), (304, 418), (288, 413), (278, 407),
]  # fmt: skip

# Of `obama`: where the lips end and teeth or the dark of the corners begin, and the line on which the lips shall meet.
UPPER_LIP = [
    (265, 393.5), (272, 391), (280, 389), (290, 388.5), (300, 388.5), (310, 389.5), (318, 391), (328, 389.5), (340, 388.5),
    (350, 388.5), (358, 389.5), (365, 392), (370, 393.5),
]  # fmt: skip
LOWER_LIP = [
    (265, 394.5), (272, 400.5), (280, 405), (288, 409), (296, 411.5), (304, 413), (314, 413), (322, 412), (332, 410.5),
    (342, 408), (350, 405), (358, 400), (365, 396), (370, 394.5),
]  # fmt: skip
MEETING = [
    (265, 394), (272, 396), (282, 398), (294, 399), (306, 399), (318, 400.5), (328, 399), (342, 398.5), (352, 397.5),
    (361, 395.5), (370, 394),
]  # fmt: skip


def wearing(draw, *things):
    """The layer that `draw` makes, with things added one after the other."""
    def drawn(people, rng):
        rgb, alpha = draw(people, rng)
        for thing in things:
            rgb, alpha = thing(rgb, alpha, rng)
        return rgb.astype(np.float32), alpha.astype(np.float32)
    return drawn


def curve(points, closed=False, steps=12):
    """A smooth line through the points (Catmull-Rom)."""
    p = np.array(points, np.float64)
    p = np.vstack([p[-1], p, p[:2]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        parts.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.vstack(parts + ([] if closed else [p[-2:-1]]))


def blob(points, soft=0.8):
    """A smooth closed outline as a soft mask."""
    return cv2.GaussianBlur(polygon(curve(points, closed=True)), (0, 0), soft)


def line(points, width, soft=0.6):
    """A smooth line as a soft mask."""
    out = np.zeros((HEIGHT * 2, WIDTH * 2), np.uint8)
    pts = np.round(curve(points) * 2 * 16).astype(np.int32)
    cv2.polylines(out, [pts], False, 255, max(1, round(width * 2)), cv2.LINE_AA, 4)
    out = cv2.resize(out, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(out.astype(np.float32) / 255, (0, 0), soft)


def lay(rgb, alpha, paint, mask):
    """Paint over the layer, with one colour or a picture of colours."""
    return stack(rgb, alpha, np.broadcast_to(paint, rgb.shape).astype(np.float32), mask)


def shade_under(rgb, mask, depth=0.35, sigma=5, down=5):
    """The shadow that a thing throws on what lies behind it."""
    moved = np.roll(cv2.GaussianBlur(mask, (0, 0), sigma), down, axis=0)
    return rgb * (1 - depth * moved)[..., None]


def ball(x, y, r, ink, shine=0.9):
    """A small shaded ball: colours and mask."""
    dx, dy = (XX - x) / r, (YY - y) / r
    r2 = dx**2 + dy**2
    dz = np.sqrt(np.clip(1 - r2, 0, 1))
    light = np.clip(0.35 + 0.75 * (-0.35 * dx - 0.5 * dy + 0.8 * dz), 0.2, 1.15)
    glint = shine * np.exp(-(((dx + 0.32) / 0.22) ** 2) - ((dy + 0.4) / 0.22) ** 2)
    return np.clip(np.asarray(ink) * light[..., None] + glint[..., None], 0, 1), soft_step((1 - np.sqrt(r2)) * r, 1.0)


# ---- jewellery ---------------------------------------------------------------------------------------------------


def earrings(sides=("left", "right"), ink=GOLD):
    """A stud in the lobe, and a hoop with a pearl hanging from it."""
    def draw(rgb, alpha, rng):
        for side in sides:
            x, y = LOBES[side]
            narrow = 0.72 if side == "right" else 1.0  # the head is turned: that ear is seen from the edge
            radius = np.hypot((XX - x) / narrow, YY - (y + 17))
            hoop = soft_step(2.6 - np.abs(radius - 15), 0.9).astype(np.float32)
            turned = 0.62 + 0.5 * np.clip((-(XX - x) - 1.3 * (YY - y - 17)) / 24, -0.7, 1)
            rgb = shade_under(rgb, hoop, 0.4, 2, 2)
            rgb, alpha = lay(rgb, alpha, np.clip(ink * turned[..., None] + (0.5 * np.clip(turned - 0.95, 0, 1))[..., None], 0, 1), hoop)
            for cx, cy, r, colours in ((x, y, 4.2, ink), (x, y + 34, 7.5 * narrow**0.3, np.float32((0.93, 0.90, 0.85)))):
                paint, mask = ball(cx, cy, r, colours)
                rgb, alpha = lay(rgb, alpha, paint, mask.astype(np.float32))
        return rgb, alpha
    return draw


def necklace(ink=GOLD, bead=4.6, ends=((206, 492), (376, 500)), sag=84):
    """A chain of balls on the neck, larger towards the middle, with a pendant."""
    def draw(rgb, alpha, rng):
        (x0, y0), (x1, y1) = ends
        t = np.linspace(0, 1, 400)
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * (1 - np.abs(2 * t - 1) ** 2.2)
        way = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        stops = np.arange(0, way[-1], bead * 1.75)
        places = np.column_stack([np.interp(stops, way, x), np.interp(stops, way, y)])
        rgb = shade_under(rgb, line(places[::2], bead * 1.6), 0.38, 2.5, 4)
        for px, py in places:
            paint, mask = ball(px, py, bead, ink)
            rgb, alpha = lay(rgb, alpha, paint, mask.astype(np.float32))
        px, py = (x0 + x1) / 2, (y0 + y1) / 2 + sag + 15
        rgb = shade_under(rgb, soft_step(13 - np.hypot(XX - px, YY - py), 1).astype(np.float32), 0.4, 3, 4)
        paint, mask = ball(px, py, 12, ink)
        rgb, alpha = lay(rgb, alpha, paint, mask.astype(np.float32))
        paint, mask = ball(px, py, 7, np.float32((0.62, 0.07, 0.12)))
        return lay(rgb, alpha, paint, mask.astype(np.float32))
    return draw


# ---- on the head -------------------------------------------------------------------------------------------------


def knitted_hat(lab=colour(120, 30, 38)):
    """A ribbed woollen hat with a turned-up rim, down to above the eyebrows."""
    crown = [
        (142, 222), (147, 180), (166, 136), (208, 100), (262, 84), (310, 82), (360, 89), (404, 114), (434, 156), (447, 204),
        (448, 226), (300, 236),
    ]  # fmt: skip
    rim = [
        (139, 214), (152, 199), (190, 186), (240, 179), (300, 176), (360, 180), (410, 189), (442, 200), (454, 214), (456, 234),
        (449, 250), (410, 246), (360, 240), (300, 237), (240, 239), (190, 246), (148, 254), (137, 238),
    ]  # fmt: skip

    def draw(rgb, alpha, rng):
        x = (XX - 297) / 166
        round_light = np.sqrt(np.clip(1 - 0.8 * x**2, 0.1, 1)) * (0.82 + 0.18 * np.clip((260 - YY) / 190, 0, 1)) + 0.05 * x
        across = np.arcsin(np.clip(x, -0.99, 0.99)) * 100
        for mask, period, bump in ((blob(crown, 1.2), 9.0, 0.20), (blob(rim, 1.2), 11.0, 0.26)):
            ribs = 1 - bump * (0.5 - 0.5 * np.cos(across / period * 2 * np.pi))
            stitches = 1 - 0.10 * (0.5 + 0.5 * np.cos(YY / 5.5 * 2 * np.pi + np.sign(np.sin(across / period * 2 * np.pi)) * 1.2))
            inside = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
            edge = 0.76 + 0.24 * np.clip(inside / 9, 0, 1)
            light = round_light * ribs * stitches * edge + 0.02 * grain(rng, 0.8)
            paint = to_rgb(np.dstack([lab[0] * 1.25 * light, lab[1] * np.clip(light, 0.4, 1.1), lab[2] * np.clip(light, 0.4, 1.1)]))
            rgb = shade_under(rgb, mask, 0.45, 6, 7)
            rgb, alpha = lay(rgb, alpha, paint, mask)
        return rgb, alpha
    return draw


def peaked_cap(lab=colour(22, 74, 58), badge=colour(236, 232, 220)):
    """A cap of six panels with a peak over the forehead and a letter-like badge."""
    dome = [
        (146, 236), (150, 186), (170, 138), (212, 102), (262, 87), (308, 84), (356, 91), (402, 116), (432, 160), (446, 206),
        (446, 240), (390, 222), (300, 214), (210, 222),
    ]  # fmt: skip
    peak = [
        (172, 226), (210, 209), (260, 200), (306, 197), (356, 200), (402, 210), (432, 228), (428, 241), (396, 247), (350, 249),
        (306, 250), (258, 249), (208, 247), (178, 241),
    ]  # fmt: skip

    def draw(rgb, alpha, rng):
        x = (XX - 297) / 160
        light = np.sqrt(np.clip(1 - 0.75 * x**2, 0.12, 1)) * (0.70 + 0.40 * np.clip((230 - YY) / 140, 0, 1)) + 0.04 * x
        for seam in (-0.52, 0.0, 0.52):  # panels meet at the button on top
            way = x - seam * np.clip((YY - 84) / 60, 0, 1) ** 0.5
            light = light * (1 - 0.28 * np.exp(-((way / 0.012) ** 2)))
        paint = np.dstack([lab[0] * light, lab[1] * np.clip(light, 0.4, 1.1), lab[2] * np.clip(light, 0.4, 1.1)])
        paint[..., 0] += 0.6 * grain(rng, 0.7)
        mark = soft_step(19 - np.hypot((XX - 300) / 1.15, YY - 160)) * (1 - soft_step(10 - np.hypot((XX - 300) / 1.15, YY - 160)))
        paint = paint * (1 - mark[..., None]) + badge * light[..., None] * mark[..., None]
        mask = blob(dome, 1.0)
        rgb, alpha = lay(shade_under(rgb, mask, 0.4, 6, 6), alpha, to_rgb(paint), mask)
        bent = 0.62 + 0.5 * np.exp(-(((YY - 216 - 14 * x**2) / 14) ** 2)) - 0.2 * x**2
        stitching = 1 - 0.12 * np.exp(-((((YY - 197 - 22 * x**2) % 8 - 4) / 0.9) ** 2))
        bent = bent * stitching
        paint = np.dstack([lab[0] * bent, lab[1] * np.clip(bent, 0.4, 1.1), lab[2] * np.clip(bent, 0.4, 1.1)])
        mask = blob(peak, 1.0)
        return lay(shade_under(rgb, mask, 0.5, 7, 9), alpha, to_rgb(paint), mask)
    return draw


# Locks are drawn strand by strand, each from a point of one line to a point of another over a point of the line between.


def locks(rgb, alpha, rng, lab, body, roots, middles, tips, count, ragged):
    """A body of hair: `body` outlines what is solid, the strands run along the three lines and fray at the tips."""
    solid = blob(body, 1.3)
    lines = [curve(points) for points in (roots, middles, tips)]
    shades = np.zeros((HEIGHT, WIDTH), np.float32)
    cover = np.zeros((HEIGHT, WIDTH), np.float32)
    clumps = rng.standard_normal(48)
    for at in np.sort(rng.random(count)):
        wave = np.interp(at * 47, np.arange(48), clumps)
        spread = rng.normal(0, 0.012, 3)
        a, b, c = (l[int(np.clip((at + s) * (len(l) - 1), 0, len(l) - 1))] for l, s in zip(lines, spread))
        c = c + (rng.normal(0, 2.5), rng.normal(wave * ragged * 0.4, ragged * 0.6))
        t = np.linspace(0, 1, 18)[:, None]
        b = 2 * b - 0.5 * (a + c)  # the strand passes through the middle point
        way = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
        pts = np.round(way * 16).astype(np.int32)
        tone = 1 + 0.16 * wave + rng.normal(0, 0.20)
        stroke = np.zeros((HEIGHT, WIDTH), np.uint8)
        cv2.polylines(stroke, [pts], False, 255, int(rng.choice([1, 2, 3])), cv2.LINE_AA, 4)
        x0, y0 = np.maximum(way.min(axis=0).astype(int) - 4, 0)
        x1, y1 = way.max(axis=0).astype(int) + 5
        s = stroke[y0:y1, x0:x1].astype(np.float32) / 255 * 0.85
        shades[y0:y1, x0:x1] = shades[y0:y1, x0:x1] * (1 - s) + tone * s
        cover[y0:y1, x0:x1] = np.maximum(cover[y0:y1, x0:x1], s / 0.85)
    bare = np.clip(1 - cover, 0, 1)
    shades = np.where(cover > 0.02, shades / np.maximum(cover, 0.3), 0) * (1 - bare) + 0.72 * bare
    shades = cv2.GaussianBlur(shades, (0, 0), 0.6)
    mask = np.clip(np.maximum(solid, cv2.GaussianBlur(cover, (0, 0), 0.5)), 0, 1)
    # Light from above: a broad band of gloss, dark towards the rim.
    gloss = 0.92 + 0.34 * np.exp(-(((YY - 150 - 0.0011 * (XX - 300) ** 2) / 30) ** 2))
    edge = 0.8 + 0.2 * np.clip(cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / 14, 0, 1)
    light = np.clip(shades * gloss * edge, 0.25, 2.0)
    paint = to_rgb(np.dstack([lab[0] * light, lab[1] * np.sqrt(light), lab[2] * np.sqrt(light)]))
    rgb = shade_under(rgb, mask, 0.32, 5, 5)
    return lay(rgb, alpha, paint, mask)


HAIR = colour(74, 50, 36)


def hair(fringe=False, strand=False, left=False, right=False, lab=HAIR):
    """Brown hair over the person's own. Without options forehead and ears stay free."""
    inner = [
        (200, 284), (202, 250), (207, 215), (222, 184), (262, 160), (310, 153), (356, 161), (386, 186), (399, 222), (402, 262),
        (406, 298),
    ]  # fmt: skip
    outer = [
        (420, 312), (432, 290), (440, 256), (440, 214), (428, 168), (400, 130), (360, 105), (312, 95), (264, 97), (218, 112),
        (182, 142), (160, 182), (150, 224), (151, 258), (162, 280), (182, 288),
    ]  # fmt: skip
    over_left = [
        (150, 180), (205, 170), (214, 230), (213, 300), (206, 370), (208, 440), (200, 494), (170, 508), (144, 490), (136, 420),
        (138, 330), (142, 250),
    ]  # fmt: skip
    over_right = [
        (440, 180), (396, 170), (390, 230), (391, 300), (395, 370), (390, 430), (394, 490), (420, 506), (444, 488), (452, 420),
        (450, 330), (447, 250),
    ]  # fmt: skip
    over_brows = [
        (204, 288), (200, 230), (214, 160), (262, 114), (320, 106), (370, 126), (398, 170), (406, 240), (400, 286), (360, 280),
        (320, 276), (280, 274), (240, 278),
    ]  # fmt: skip
    over_eye = [
        (284, 116), (340, 110), (386, 150), (404, 230), (408, 300), (404, 350), (392, 384), (368, 360), (346, 316), (328, 250),
        (308, 180),
    ]  # fmt: skip

    def draw(rgb, alpha, rng):
        # The person's own hair may not stand out behind the new one.
        beyond = (1 - blob(inner + outer, 1.5)) * ((YY < 284) & ((XX < 196) | (XX > 410) | (YY < 150)))
        alpha = alpha * (1 - beyond * np.clip((284 - YY) / 8, 0, 1))
        if left:  # over the ear, down to the shoulder
            rgb, alpha = locks(
                rgb, alpha, rng, lab, over_left, [(154, 190), (180, 150), (212, 176)], [(138, 330), (170, 320), (213, 330)],
                [(140, 492), (170, 506), (204, 494)], 700, 11)
        if right:
            rgb, alpha = locks(
                rgb, alpha, rng, lab, over_right, [(392, 176), (420, 150), (440, 190)], [(391, 330), (424, 320), (451, 330)],
                [(392, 490), (420, 504), (446, 490)], 700, 11)
        # Over the head, from the crown out and down before the ears.
        rgb, alpha = locks(
            rgb, alpha, rng, lab, inner + outer, [(324, 98), (312, 97), (298, 97), (284, 99)],
            [(428, 186), (400, 140), (340, 116), (280, 116), (222, 132), (184, 166), (166, 206)],
            [(420, 306), (406, 240), (384, 178), (330, 153), (280, 153), (222, 182), (206, 240), (190, 284)], 900, 5)
        if fringe:
            rgb, alpha = locks(
                rgb, alpha, rng, lab, over_brows, [(236, 120), (270, 108), (310, 100), (350, 108), (380, 122)],
                [(208, 200), (250, 190), (305, 186), (360, 190), (402, 204)],
                [(206, 282), (250, 279), (305, 278), (355, 282), (404, 288)], 1300, 5)
        if strand:  # one broad lock that falls over the eye at the picture's right
            rgb, alpha = locks(
                rgb, alpha, rng, lab, over_eye, [(288, 112), (320, 106), (350, 112), (372, 126)],
                [(326, 240), (350, 234), (376, 232), (405, 240)], [(376, 366), (386, 384), (394, 392), (402, 372)], 800, 7)
        return rgb, alpha
    return draw


def hairband(lab=colour(176, 24, 60), width=13):
    """A band of cloth over the crown, from behind one ear to behind the other."""
    way = [
        (174, 272), (174, 237), (188, 197), (216, 165), (261, 147), (306, 142), (356, 147), (396, 169), (418, 202), (428, 242), (429, 277),
    ]  # fmt: skip

    def draw(rgb, alpha, rng):
        x = (XX - 300) / 140
        light = np.sqrt(np.clip(1 - 0.8 * x**2, 0.12, 1)) * (1 + 0.06 * np.sin(XX / 3))
        paint = np.dstack([lab[0] * light, lab[1] * np.clip(light, 0.4, 1.1), lab[2] * np.clip(light, 0.4, 1.1)])
        paint[..., 0] += 0.5 * grain(rng, 0.7)
        mask = line(way, width, 0.7) * alpha
        return lay(shade_under(rgb, mask, 0.3, 3, 3), alpha, to_rgb(paint), mask)
    return draw


# ---- glasses -----------------------------------------------------------------------------------------------------


def lens(eye, wide, high, drop=8, square=3.2, pupils=PUPILS):
    """Distance in pixels to the rim of a lens, positive inside."""
    x, y = pupils[eye]
    x += (-3, 4)[eye]
    r = (np.abs((XX - x) / wide) ** square + np.abs((YY - y - drop) / high) ** square) ** (1 / square)
    return ((1 - r) * min(wide, high)).astype(np.float32)


def glasses(ink, rim, wide=44, high=33, tint=None, opacity=0.0, heavy_top=0, drop=8, gloss=0.35, square=3.2,
            pupils=PUPILS, temples=TEMPLES):
    """Frame, bridge and temples; `tint` darkens the lenses, `heavy_top` is how far the upper rim reaches down."""
    def draw(rgb, alpha, rng):
        solid = np.zeros((HEIGHT, WIDTH), np.float32)
        for eye in (0, 1):
            inside = lens(eye, wide, high, drop, square, pupils)
            glass = soft_step(inside, 1.2).astype(np.float32)
            if tint is not None:
                fall = np.clip((YY - pupils[eye][1] + high) / (2 * high), 0, 1)
                paint = np.asarray(tint, np.float32) * (0.8 + 0.5 * fall)[..., None]
                rgb = over(rgb, paint, glass * opacity)
                alpha = np.maximum(alpha, glass * opacity)
            # A window's reflection: two slanting bands, strongest at the top.
            u = (XX - pupils[eye][0]) + 0.7 * (YY - pupils[eye][1])
            band = np.exp(-(((u + 22) / 9) ** 4)) + 0.6 * np.exp(-(((u + 2) / 4) ** 4))
            band = band * np.clip((pupils[eye][1] + 14 - YY) / 40, 0, 1) * glass * soft_step(inside - rim, 2)
            rgb = np.clip(rgb + (gloss * cv2.GaussianBlur(band.astype(np.float32), (0, 0), 1.2))[..., None], 0, 1)
            ring = soft_step(inside + rim, 1.0) * (1 - soft_step(inside, 1.0))
            if heavy_top:
                ring = np.maximum(ring, glass * soft_step(pupils[eye][1] + heavy_top - YY, 1.0))
            solid = np.maximum(solid, ring.astype(np.float32))
        (lx, ly), (rx, ry) = pupils
        solid = np.maximum(solid, line([(lx - 3 + wide - 1, ly + drop - 12), ((lx + rx) / 2 + 1, ly + drop - 19), (rx + 4 - wide + 1, ry + drop - 12)], rim * 1.2 + 1))
        solid = np.maximum(solid, line([(lx - 3 - wide, ly + drop - 14), *temples[0]], rim + 1.5))
        solid = np.maximum(solid, line([(rx + 4 + wide - 1, ry + drop - 14), *temples[1]], rim + 1.5))
        rgb = shade_under(rgb, solid * (alpha > 0.5), 0.34, 2.2, 4)
        light = np.clip(1 + 0.9 * cv2.GaussianBlur(solid - np.roll(solid, 2, axis=0), (0, 0), 0.8), 0.5, 2.2)
        paint = np.clip(np.asarray(ink, np.float32) * light[..., None] + 0.06 * np.clip(light - 1, 0, 1)[..., None], 0, 1)
        return lay(rgb, alpha, paint, solid)
    return draw


# ---- paint on the skin -------------------------------------------------------------------------------------------


def averted_eyes(by=17.0):
    """The irises moved to the picture's right, within the openings of the lids."""
    def draw(rgb, alpha, rng):
        for opening in EYE_OPENINGS:
            x0, x1 = min(p[0] for p in opening), max(p[0] for p in opening)
            middle, half = (x0 + x1) / 2, (x1 - x0) / 2
            # Nothing moves at the corners, most in the middle.
            from_x = XX - by * np.clip(1 - ((XX - middle) / half) ** 2, 0, 1)
            moved = cv2.remap(rgb.astype(np.float32), from_x.astype(np.float32), YY.astype(np.float32), cv2.INTER_CUBIC)
            rgb = over(rgb, np.clip(moved, 0, 1), blob(opening, 0.8))
        return rgb, alpha
    return draw


def closed_eyes(rgb, alpha, rng):
    """Lids of the surrounding skin over both eyes, with a lash line below and a crease above."""
    for opening in EYE_OPENINGS:
        hole = (cv2.dilate(polygon(opening), np.ones((7, 7), np.uint8)) > 0.3).astype(np.uint8) * 255
        eight = (np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8)
        filled = cv2.inpaint(eight, hole, 7, cv2.INPAINT_TELEA).astype(np.float32) / 255
        filled = cv2.GaussianBlur(filled, (0, 0), 3.5)
        x0, x1 = min(p[0] for p in opening), max(p[0] for p in opening)
        middle, y = (x0 + x1) / 2, np.mean([p[1] for p in opening])
        low = np.max([p[1] for p in opening])
        # The eyeball rounds the lid.
        bulge = 0.97 + 0.10 * np.exp(-(((XX - middle) / 17) ** 2) - ((YY - y) / 7) ** 2)
        lid = filled * bulge[..., None] + (0.016 * grain(rng, 0.9))[..., None]
        rgb = over(rgb, np.clip(lid, 0, 1), cv2.GaussianBlur(hole.astype(np.float32) / 255, (0, 0), 2.0))
        lashes = line([(x0 - 1, y + 2), (x0 + 11, low - 1), (middle, low + 1), (x1 - 11, low), (x1 + 1, y + 4)], 1.8, 0.9)
        rgb = over(rgb, np.broadcast_to(np.float32((0.20, 0.13, 0.11)), rgb.shape), lashes * 0.85)
        crease = line([(x0, y - 5), (x0 + 12, y - 12), (middle, y - 14), (x1 - 10, y - 11), (x1, y - 4)], 1.6, 1.2)
        rgb = rgb * (1 - 0.30 * crease[..., None])
    return rgb, alpha


def closed_mouth(rgb, alpha, rng, nose=366.0, chin=458.0):
    """The mouth of `obama` shut: skin and lips between nose and chin are drawn over the teeth until the lips meet."""
    def height(points):
        way = curve(points)
        return np.interp(XX[0], way[:, 0], way[:, 1])

    upper, lower, meeting = (height(points) for points in (UPPER_LIP, LOWER_LIP, MEETING))
    # Smiling lips are stretched thin, so most of what the upper one needs is taken from the lip itself.
    down = np.clip((YY - nose) / (meeting - nose), 0, 1)
    up = np.clip((chin - YY) / (chin - meeting), 0, 1)
    from_y = np.where(YY < meeting, YY - (meeting - upper) * down**2, YY + (lower - meeting) * up**1.4)
    wide = XX[0] > UPPER_LIP[0][0]
    wide &= XX[0] < UPPER_LIP[-1][0]
    from_y = np.where(wide & (YY > nose) & (YY < chin), from_y, YY).astype(np.float32)
    shut = cv2.remap(rgb.astype(np.float32), XX.astype(np.float32), from_y, cv2.INTER_CUBIC)
    # What is stretched has lost its grain.
    stretched = np.clip(np.abs(from_y - YY) / 6, 0, 1)
    shut = np.clip(shut + (0.012 * stretched * grain(rng, 0.8))[..., None], 0, 1)
    # The lower edge of the upper lip turns away from the light, and the lips throw a shadow on each other.
    shut = shut * (1 - 0.22 * line(MEETING, 6.0, 2.0))[..., None]
    between = line(MEETING[1:-1], 1.8, 0.8)
    return over(shut, np.broadcast_to(np.float32((0.24, 0.10, 0.09)), rgb.shape), between * 0.85), alpha


def make_up(lips=colour(150, 8, 36), lids=colour(72, 40, 108)):
    """Strong lipstick and eye shadow."""
    def draw(rgb, alpha, rng):
        lab = to_lab(rgb)
        light = lab[..., 0]
        on = blob(LIPS, 1.0)
        relief = np.clip(light / np.median(light[on > 0.9]), 0.35, 1.6)
        gloss = 10 * np.exp(-(((XX - 322) / 22) ** 2) - ((YY - 410) / 3.5) ** 2)
        painted = to_rgb(np.dstack([lips[0] * relief + gloss, np.full_like(light, lips[1]), np.full_like(light, lips[2])]))
        rgb = over(rgb, painted, on * 0.92)
        for (x, y), slope in zip(PUPILS, (-0.12, 0.12)):
            above = np.exp(-(np.abs((XX - x) / 36) ** 3) - np.abs((YY - (y - 12) - slope * (XX - x)) / 13) ** 3)
            below = 0.55 * np.exp(-(np.abs((XX - x) / 30) ** 3) - np.abs((YY - (y + 14)) / 7) ** 3)
            on = np.clip(above + below, 0, 1) * (1 - cv2.GaussianBlur(polygon(EYE_OPENINGS[(x > 320)]), (0, 0), 1.0))
            lab = to_lab(rgb)
            relief = np.clip(lab[..., 0] / 60, 0.5, 1.3)
            painted = to_rgb(np.dstack([lids[0] * relief, np.full_like(light, lids[1]), np.full_like(light, lids[2])]))
            rgb = over(rgb, painted, (on * 0.85).astype(np.float32))
            liner = line([(x - 25, y + 2), (x - 13, y - 7), (x, y - 10), (x + 13, y - 7), (x + 26, y + 3)], 1.8, 0.7)
            rgb = over(rgb, np.broadcast_to(np.float32((0.06, 0.05, 0.07)), rgb.shape), liner * 0.85)
        return rgb, alpha
    return draw

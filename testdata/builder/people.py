"""Cuts the people out of their pictures and lays them on a common canvas.

The canvas is 640 x 840 pixels at the scale of the finished 480 x 640 portrait, with the middle of the eyes at (320, 300).
The margin leaves room to place the same person a little differently in every case.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 840
EYES = (320, 300)


@dataclass(frozen=True)
class Source:
    file: str
    eyes: tuple  # middle between the pupils, in pixels of the source
    scale: float  # so that the face comes out about 200 pixels wide
    turn: float  # degrees, counter-clockwise: brings the pupils level
    head_box: tuple  # where to look a second time with the segmenter, in canvas pixels
    hair_band: int  # how far soft hair may reach beyond the coarse mask
    gamma: float = 1.0  # brightens a face that stood against the light


SOURCES = {
    "obama": Source("obama.jpg", (496, 213), 0.86, -1.0, (140, 110, 520, 510), 5),
    "obama-b": Source("obama3.jpg", (797, 392), 0.78, 4.0, (120, 140, 500, 540), 5, 0.80),
    "biden": Source("biden.jpg", (592, 336), 0.77, 8.0, (110, 90, 500, 500), 9, 0.70),
    "astronaut": Source("astronaut.png", (225.5, 102), 2.12, 1.5, (120, 90, 540, 490), 7),
}


@dataclass
class Person:
    rgb: np.ndarray  # float 0..1, foreground colours with the old backdrop taken out
    alpha: np.ndarray  # float 0..1
    masks: dict = field(default_factory=dict)  # name -> float 0..1


def on_canvas(picture, source):
    """Scales, turns and shifts a source picture onto the canvas; what it does not cover is mirrored in."""
    matrix = cv2.getRotationMatrix2D(source.eyes, source.turn, source.scale)
    matrix[:, 2] += np.array(EYES) - np.array(source.eyes)
    if source.scale < 1:  # no aliasing when shrinking
        picture = cv2.GaussianBlur(picture, (0, 0), 0.4 / source.scale)
    flags = cv2.INTER_CUBIC if source.scale < 1 else cv2.INTER_LANCZOS4
    out = cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), flags=flags, borderMode=cv2.BORDER_REFLECT_101)
    covered = cv2.warpAffine(
        np.ones(picture.shape[:2], np.float32), matrix, (WIDTH, HEIGHT), flags=cv2.INTER_NEAREST
    )
    return out, covered > 0.5


def coarse_mask(segmenter, rgb8, head_box):
    """Person probability: once for the whole canvas, once finer for the head."""
    whole = segmenter.process(rgb8).segmentation_mask.astype(np.float32)
    x0, y0, x1, y1 = head_box
    head = segmenter.process(np.ascontiguousarray(rgb8[y0:y1, x0:x1])).segmentation_mask.astype(np.float32)
    # The head crop counts fully in its middle and fades towards its edge, so that no step shows.
    weight = np.zeros((y1 - y0, x1 - x0), np.float32)
    weight[30 : y1 - y0 - 60, 30:-30] = 1
    weight = cv2.GaussianBlur(weight, (0, 0), 12)
    mask = whole.copy()
    mask[y0:y1, x0:x1] = weight * head + (1 - weight) * whole[y0:y1, x0:x1]
    return mask


def matte(rgb, mask, hair_band, sure_backdrop):
    """Closed-form matting in a band around the coarse mask, then the foreground's own colours."""
    from pymatting import estimate_alpha_cf, estimate_foreground_ml

    disc = lambda r: cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1))
    inside = cv2.erode((mask > 0.6).astype(np.uint8), disc(5))
    outside = cv2.dilate((mask > 0.4).astype(np.uint8), disc(hair_band)) == 0
    trimap = np.full(mask.shape, 0.5)
    trimap[outside] = 0
    trimap[inside > 0] = 1
    trimap[sure_backdrop] = 0
    alpha = estimate_alpha_cf(rgb.astype(np.float64), trimap)
    # Tighten a little: faint veils over the whole band look like a halo on the blue.
    alpha = np.clip((alpha - 0.08) / 0.84, 0, 1)
    colours = estimate_foreground_ml(rgb.astype(np.float64), alpha)
    return alpha.astype(np.float32), np.clip(colours, 0, 1).astype(np.float32)


# Outlines drawn by hand on the canvas. "front" is shirt and tie between the lapels, its points running down the left
# side, up the right side and back along the neck; "line" is the height above which nothing belongs to the jacket,
# left and right of the collar; "pin" is the lapel pin, which is painted out.
OUTLINES = {
    "obama": {
        "front": [
            (240, 447), (237, 458), (236, 480), (235, 505), (233, 530), (230, 555), (229, 575), (229, 584), (227, 600),
            (222, 630), (217, 655), (214, 675), (214, 700), (215, 716), (216, 740), (218, 790), (221, 840), (238, 840),
            (250, 790), (257, 760), (262, 735), (270, 705), (280, 680), (290, 655), (298, 638), (303, 628), (306, 620),
            (312, 605), (325, 578), (331, 563), (345, 540), (359, 517), (372, 492), (383, 475), (390, 460), (393, 445),
            (389, 435), (385, 442), (375, 455), (363, 463), (345, 477), (325, 491), (310, 499), (300, 505), (294, 511),
            (285, 505), (275, 495), (262, 480), (247, 463),
        ],
        "tie": [
            (280, 515), (292, 511), (299, 518), (308, 530), (318, 545), (310, 553), (303, 560), (296, 575), (300, 590),
            (304, 608), (307, 620), (298, 638), (290, 655), (280, 680), (270, 705), (262, 735), (257, 760), (250, 790),
            (238, 840), (221, 840), (218, 790), (216, 740), (216, 716), (217, 690), (223, 655), (235, 615), (247, 590),
            (260, 573), (263, 555), (264, 540), (261, 530), (270, 520),
        ],
        "line": (470, 440),
        # A flag behind the arm is as dark as the sleeve.
        "not_person": [(618, 590), (640, 560), (640, 840), (604, 840), (605, 780), (613, 726), (606, 695), (611, 660)],
        "pin": (358, 592, 402, 622),
    },
    "biden": {
        "front": [
            (204, 448), (197, 458), (193, 470), (194, 481), (207, 497), (222, 516), (240, 538), (258, 564), (272, 585),
            (285, 606), (297, 625), (299, 632), (305, 639), (321, 671), (340, 704), (351, 724), (360, 748), (366, 770),
            (374, 797), (377, 797), (383, 756), (384, 735), (384, 715), (388, 687), (396, 651), (393, 622), (388, 609),
            (383, 598), (384, 580), (384, 560), (384, 531), (384, 510), (383, 496), (379, 483), (372, 485), (366, 493),
            (359, 506), (347, 516), (341, 520), (322, 518), (303, 518), (290, 510), (278, 504), (261, 499), (243, 489),
            (226, 479), (211, 461),
        ],
        "tie": [
            (303, 518), (322, 518), (341, 519), (339, 538), (352, 544), (362, 561), (372, 580), (383, 597), (388, 609),
            (393, 622), (397, 651), (388, 688), (384, 715), (384, 735), (383, 756), (377, 797), (374, 797), (366, 770),
            (351, 724), (340, 704), (321, 671), (305, 639), (299, 632), (297, 622), (294, 599), (296, 580), (298, 564),
            (304, 555), (310, 552), (305, 540), (300, 527),
        ],
        "line": (462, 478),
        "pin": (426, 596, 466, 618),
    },
    "obama-b": {
        "front": [
            (213, 492), (207, 504), (202, 518), (202, 529), (210, 550), (222, 571), (234, 595), (244, 619), (257, 650),
            (266, 672), (275, 693), (283, 715), (293, 745), (301, 775), (305, 805), (308, 840), (312, 840), (317, 803),
            (319, 778), (322, 753), (325, 725), (331, 694), (338, 675), (341, 655), (345, 633), (350, 609), (356, 595),
            (360, 574), (365, 556), (371, 536), (375, 517), (374, 504), (373, 495), (367, 503), (355, 509), (346, 515),
            (329, 524), (312, 534), (303, 541), (295, 546), (287, 542), (268, 531), (248, 520), (231, 511), (220, 505),
        ],
        "tie": [
            (289, 547), (307, 545), (321, 553), (335, 563), (322, 577), (311, 591), (312, 599), (326, 617), (337, 633),
            (342, 655), (338, 675), (331, 694), (325, 725), (322, 753), (319, 778), (317, 803), (312, 840), (308, 840),
            (305, 805), (301, 775), (293, 745), (283, 715), (275, 693), (266, 672), (257, 650), (263, 627), (275, 605),
            (283, 591), (285, 577), (280, 563), (276, 558),
        ],
        "line": (503, 500),
        "pin": (396, 626, 436, 652),
    },
}

# The astronaut wears a helmet ring around the neck. Only head and black undergarment are taken from that picture.
ASTRONAUT_HEAD = [
    (0, 0), (640, 0), (640, 372), (412, 372), (404, 397), (394, 430), (385, 457), (383, 478), (350, 486), (300, 484),
    (265, 477), (241, 469), (239, 437), (235, 397), (228, 366), (0, 366),
]  # fmt: skip
ASTRONAUT_NECK = [
    (241, 468), (265, 476), (300, 483), (350, 485), (383, 477), (388, 500), (393, 540), (396, 575), (370, 592),
    (300, 588), (262, 575), (246, 555), (240, 520),
]  # fmt: skip


def polygon(points, shift=4):
    """An antialiased polygon as a float mask."""
    scale = 1 << shift
    out = np.zeros((HEIGHT, WIDTH), np.uint8)
    pts = np.round(np.array(points, np.float64) * scale).astype(np.int32)
    cv2.fillPoly(out, [pts], 255, lineType=cv2.LINE_AA, shift=shift)
    return out.astype(np.float32) / 255


def snapped(points, rgb, band=3):
    """A hand-drawn outline pulled onto the picture's own edges by matting in a narrow band."""
    from pymatting import estimate_alpha_cf

    rough = polygon(points) > 0.5
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * band + 1, 2 * band + 1))
    trimap = np.full(rough.shape, 0.5)
    trimap[cv2.erode(rough.astype(np.uint8), disc) > 0] = 1
    trimap[cv2.dilate(rough.astype(np.uint8), disc) == 0] = 0
    # Weave and noise make the matte ragged where both sides are dark: smooth it, then make it crisp again.
    alpha = cv2.GaussianBlur(estimate_alpha_cf(rgb.astype(np.float64), trimap), (0, 0), 1.6)
    return np.clip((alpha - 0.5) * 1.9 + 0.5, 0, 1).astype(np.float32)


def load(name, folder, segmenter):
    source = SOURCES[name]
    picture = cv2.cvtColor(cv2.imread(str(folder / source.file), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    canvas, covered = on_canvas(picture, source)
    mask = coarse_mask(segmenter, canvas, source.head_box)
    mask[~covered] = 0
    sure_backdrop = ~covered
    sure_backdrop[: EYES[1] - 200] = True
    if "not_person" in OUTLINES.get(name, {}):
        sure_backdrop |= polygon(OUTLINES[name]["not_person"]) > 0.5
    alpha, colours = matte(canvas / 255.0, mask, source.hair_band, sure_backdrop)
    colours = np.power(colours, source.gamma)
    person = Person(colours, alpha)
    if name == "astronaut":
        person.masks["head"] = np.minimum(snapped(ASTRONAUT_HEAD, canvas / 255.0), alpha)
        person.masks["neck"] = polygon(ASTRONAUT_NECK)
        return person
    outline = OUTLINES[name]
    x0, y0, x1, y1 = outline["pin"]
    hole = np.zeros((HEIGHT, WIDTH), np.uint8)
    hole[y0:y1, x0:x1] = 255
    filled = cv2.inpaint((colours * 255 + 0.5).astype(np.uint8), hole, 4, cv2.INPAINT_TELEA).astype(np.float32) / 255
    # Give the filled place the grain of the cloth next to it.
    donor = colours[y0 + 40 : y1 + 40, x0:x1]
    filled[y0:y1, x0:x1] += donor - cv2.GaussianBlur(donor, (0, 0), 3)
    soft = cv2.GaussianBlur(hole.astype(np.float32) / 255, (0, 0), 1.5)[..., None]
    person.rgb = np.clip(filled * soft + colours * (1 - soft), 0, 1)
    front = snapped(outline["front"], canvas / 255.0)
    tie = np.minimum(snapped(outline["tie"], canvas / 255.0, 2), front)
    # Everything above the collar line and not between the lapels is head and neck.
    left, right = outline["line"]
    xs = [p[0] for p in outline["front"]]
    top = outline["front"]
    middle = (min(xs) + max(xs)) // 2
    # The right end of the collar: the highest point of the outline's right half.
    turn = min((i for i in range(len(top)) if top[i][0] > middle), key=lambda i: top[i][1])
    neck_edge = [p for p in top[turn:]] + [top[0]]
    above = polygon([(0, 0), (WIDTH, 0), (WIDTH, right), (neck_edge[0][0], right)] + neck_edge + [(neck_edge[-1][0], left), (0, left)])
    head = np.clip(above - front, 0, 1)
    person.masks = {
        "head": head * alpha,
        "front": front * alpha,
        "tie": tie * alpha,
        "drawn_front": polygon(outline["front"]),
        "jacket": np.clip(1 - front - above, 0, 1) * alpha,
    }
    return person

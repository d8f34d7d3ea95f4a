"""The portraits: who wears what before which backdrop, and what should be found.

One entry makes one picture. `fails` names the rules that the picture breaks by what was done to it; what the person
breaks in every picture stands in ALWAYS.
"""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from . import camera, cloth, dress, face, scene
from .cloth import colour

BLACK, NAVY, CHARCOAL = colour(24, 24, 27), colour(24, 32, 62), colour(52, 53, 57)
BURGUNDY, GREEN, BROWN = colour(72, 18, 32), colour(16, 56, 42), colour(60, 40, 30)
WHITE, LIGHT_GREY, LIME = colour(238, 238, 236), colour(196, 197, 199), colour(140, 214, 46)
RED, PINK = colour(206, 24, 38), colour(240, 130, 180)
BEIGE, KHAKI, YELLOW = colour(222, 200, 164), colour(189, 168, 120), colour(245, 232, 150)
BACKDROP, SKY, AZURE = colour(*scene.BLUE), colour(135, 206, 245), colour(72, 174, 244)

DARK, PATTERN, STRAPS = "clothing.dark", "clothing.pattern", "clothing.straps"
SKIN, NEAR = "clothing.skin_tone", "clothing.background"
COLOUR, UNIFORM, SINGLE = "background.colour", "background.uniform", "face.single"
BROWS, EYES_FREE, EARS = "hair.brows", "hair.eyes", "hair.ears"
EARRINGS, NECKLACE, HEADWEAR = "ornament.earrings", "ornament.necklace", "ornament.headwear"
MOUTH, EYES_OPEN, TINT, FRAME = "expression.mouth", "expression.eyes", "glasses.tint", "glasses.frame"
MAKE_UP = "makeup.heavy"
FRONTAL, LEVEL, CENTRED = "pose.frontal", "pose.level", "geometry.centred"
HEAD_TOP, EYE_LINE, FACE_WIDTH = "geometry.head_top", "geometry.eye_line", "geometry.face_width"
EXPOSURE, EVEN, HOTSPOT, RED_EYE = "light.exposure", "light.even", "light.hotspot", "light.red_eye"
CAST, GLARE = "light.cast", "glasses.glare"
SHARP, BLOCKING, BORDER = "image.sharp", "image.blocking", "image.border"

# What the four sources show, whatever they are dressed in: left and right are sides of the picture. Empty is arguable.
TRAITS = {
    "obama": dict(ear_left=1, ear_right=1, brows=1, earring=0, necklace=0, glasses=0, hat=0, mouth_open=1),
    "obama, lips closed": dict(ear_left=1, ear_right=1, brows=1, earring=0, necklace=0, glasses=0, hat=0, mouth_open=0),
    "obama-b": dict(ear_left=1, ear_right=1, brows=1, earring=0, necklace=0, glasses=0, hat=0, mouth_open=1),
    "biden": dict(ear_left=1, ear_right=1, brows=1, earring=0, necklace=0, glasses=0, hat=0, mouth_open=0),
    "astronaut": dict(ear_left=0, ear_right=0, brows=1, earring=0, necklace=0, glasses=0, hat=0, mouth_open=1),
}

# What each of them breaks in every picture. The lips of "obama-b" are hardly apart: they fail in some pictures and want a
# look in others.
ALWAYS = {"obama": (MOUTH,), "astronaut": (MOUTH, EARS)}
# What is only advised against: it fails, and the picture is to be looked at.
ADVICE = (MAKE_UP,)


@dataclass(frozen=True)
class Case:
    name: str  # of the file, without the extension
    person: str  # key of TRAITS; empty where no single person is shown
    draw: Callable  # (people, rng) -> layer on the canvas
    fails: tuple = ()
    backdrop: Callable = scene.plain
    shift: tuple = (0, 0)
    zoom: float = 1.0
    turn: float = 0.0  # degrees, clockwise
    framing: str = "ok"  # its label
    shadow: bool = False
    optics: Callable = lambda rgb: rgb  # what the lens does, before the sensor adds its noise
    after: Callable = lambda rgb8: rgb8  # what the camera or somebody did to the finished picture
    entails: tuple = ()  # rules that fail along with an offence although the picture does not show theirs
    reviews: bool = False  # where the tool is honestly unsure and asks for a person's look
    shows: dict = field(default_factory=dict)  # labels that differ from the person's own


def suit(who, lab, tie=BURGUNDY, **how):
    return lambda people, rng: dress.suit(people[who], lab, rng, tie=tie, **how)


def own_skin_suit(who, **how):
    return lambda people, rng: dress.suit(people[who], dress.skin_of(people[who]), rng, tie=BROWN, **how)


def lips_closed(draw):
    return face.wearing(draw, face.closed_mouth)


def blazer(lab, donor="obama-b", **how):
    return lambda people, rng: dress.blazer(people["astronaut"], people[donor], lab, rng, **how)


def top(who, lab, **how):
    return lambda people, rng: dress.top(people[who], who, lab, rng, **how)


def own_skin_top(who, **how):
    return lambda people, rng: dress.top(people[who], who, dress.skin_of(people[who]), rng, **how)


def camisole(who, lab, **how):
    return lambda people, rng: dress.camisole(people[who], who, lab, rng, **how)


def off_shoulder(who, lab, **how):
    return lambda people, rng: dress.off_shoulder(people[who], who, lab, rng, **how)


def biden(*things, lab=BLACK, tie=BURGUNDY):
    """In a suit that passes, with things drawn onto the face."""
    return face.wearing(suit("biden", lab, tie=tie), *things)


def nobody(people, rng):
    empty = np.zeros((840, 640), np.float32)
    return np.zeros((840, 640, 3), np.float32), empty


# Cloth coordinates follow the wearer: (middle of the neck, height of the shoulders).
BODY = {"obama": (314, 520), "obama-b": (291, 552), "biden": (291, 530), "astronaut": (313, 520)}


def upright(who, period, share, ground, line, lean=0.0):
    """Stripes from top to bottom; `lean` lets them follow the lapels a little."""
    def paint(shade):
        u, v = cloth.drape(shade, *BODY[who], sag=0)
        return cloth.stripes(u * (1 + 0.0006 * v) + lean * np.abs(v), period, share, ground, line)
    return paint


def across(who, period, share, ground, line):
    return lambda shade: cloth.stripes(cloth.drape(shade, *BODY[who])[1], period, share, ground, line)


def plaid(who, period, share, ground, line, cross, fine=None):
    def paint(shade):
        u, v = cloth.drape(shade, *BODY[who], sag=12)
        lab = cloth.checks(u, v, period, share, ground, line, cross)
        if fine is not None:  # a thin bright line through the middle of the ground squares, as in tartan
            thin = cloth.checks(u + period / 2, v + period / 2, period, 0.06, ground * 0, ground * 0 + 1, ground * 0 + 1)
            lab = lab * (1 - thin[..., :1]) + fine * thin[..., :1]
        return lab
    return paint


def dotted(who, period, radius, ground, dot):
    return lambda shade: cloth.dots(*cloth.drape(shade, *BODY[who], sag=10), period, radius, ground, dot)


def emblem(who, ground):
    """A large printed badge: ring, star and two bars that stand for lettering."""
    def paint(shade):
        u, v = cloth.drape(shade, *BODY[who], sag=4)
        v = v - 108
        r, angle = np.hypot(u, v), np.arctan2(v, u) + np.pi / 2
        lab = np.broadcast_to(ground, u.shape + (3,)).astype(np.float32)

        def add(lab, inside, ink):
            m = cloth.soft_step(inside)[..., None]
            return lab * (1 - m) + ink * m

        lab = add(lab, 78 - r, colour(226, 60, 48))
        lab = add(lab, 66 - r, colour(240, 236, 220))
        wedge = np.abs(((angle / (2 * np.pi / 5)) % 1) - 0.5) * 2
        lab = add(lab, 24 + 32 * wedge**1.3 - r, colour(30, 70, 160))
        for x0, x1 in ((-170, -92), (92, 170)):
            for y0 in (-26, 4):
                letters = np.minimum(np.minimum(u - x0, x1 - u), np.minimum(v - y0, y0 + 20 - v))
                gaps = np.abs(((u / 15) % 1) - 0.5) * 15 - 2.5
                lab = add(lab, np.minimum(letters, gaps), colour(240, 200, 70))
        return lab
    return paint


SHUT = "obama, lips closed"

CASES = [
    # Passing: dark, plain, whole, before an even backdrop; ears and eyebrows free, lips closed, face to the camera.
    Case("obama-navy-suit-passes", SHUT, lips_closed(suit("obama", NAVY))),
    Case("obama-charcoal-suit-passes", SHUT, lips_closed(suit("obama", CHARCOAL, tie=NAVY)), shift=(3, -4), zoom=1.02),
    Case("obama-burgundy-suit-passes", SHUT, lips_closed(suit("obama", BURGUNDY, tie=CHARCOAL)), shift=(4, -6), zoom=1.04),
    Case("obama-bottle-green-suit-passes", SHUT, lips_closed(suit("obama", GREEN, tie=BROWN)), shift=(-4, 2)),
    Case("obama-brown-jumper-passes", SHUT, lips_closed(top("obama", BROWN)), shift=(-2, 2)),
    # The same, but for the head: it is turned so far that a person has to look.
    Case("biden-black-suit-reviews-frontal", "biden", suit("biden", BLACK), reviews=True, shift=(12, 10)),
    Case("biden-bottle-green-suit-reviews-frontal", "biden", suit("biden", GREEN, tie=BROWN), reviews=True, shift=(8, 12), zoom=0.97),
    Case("biden-charcoal-suit-reviews-frontal", "biden", suit("biden", CHARCOAL, tie=NAVY), reviews=True, shift=(10, 6), zoom=1.02),
    Case("biden-brown-jumper-reviews-frontal", "biden", top("biden", BROWN), reviews=True, shift=(12, -4)),
    Case("biden-wide-neck-top-reviews-frontal", "biden", top("biden", BLACK, depth=118, extra=34), reviews=True, shift=(12, 0)),
    # The same, but for what these people show: see ALWAYS.
    Case("obama-navy-suit-fails-mouth", "obama", suit("obama", NAVY)),
    Case("obama-burgundy-suit-fails-mouth", "obama", suit("obama", BURGUNDY, tie=CHARCOAL), shift=(4, -6), zoom=1.04),
    Case("obama-charcoal-jumper-fails-mouth", "obama", top("obama", CHARCOAL), shift=(-3, 4)),
    Case("obama-b-black-suit-fails-mouth", "obama-b", suit("obama-b", BLACK, tie=NAVY), entails=(FRONTAL, MOUTH), shift=(14, -12)),
    Case("astronaut-navy-blazer-fails-ears", "astronaut", blazer(NAVY), shift=(0, 4)),
    Case("astronaut-burgundy-blazer-fails-ears", "astronaut", blazer(BURGUNDY), shift=(-5, 8), zoom=1.03),
    Case("astronaut-brown-jumper-fails-ears", "astronaut", top("astronaut", BROWN), shift=(3, 6)),
    # Not dark.
    Case("biden-white-suit-fails-dark", "biden", suit("biden", WHITE, tie=NAVY, strength=0.65), (DARK,), shift=(12, 8)),
    Case("obama-light-grey-suit-fails-dark", "obama", suit("obama", LIGHT_GREY, strength=0.9), (DARK,), shift=(-4, 0)),
    Case("obama-b-lime-suit-fails-dark", "obama-b", suit("obama-b", LIME, tie=BLACK, strength=0.9), (DARK,), entails=(FRONTAL, MOUTH), shift=(14, -14)),
    Case("astronaut-red-jumper-fails-dark", "astronaut", top("astronaut", RED), (DARK,), shift=(0, 2)),
    Case("astronaut-pink-blazer-fails-dark", "astronaut", blazer(PINK, strength=0.9), (DARK,), shift=(2, 6)),
    # Patterned, and dark on the whole.
    Case("obama-pinstripe-suit-fails-pattern", "obama",
         suit("obama", upright("obama", 15, 0.16, NAVY, colour(176, 180, 192))), (PATTERN,), shift=(2, 2)),
    Case("obama-wide-stripe-jumper-fails-pattern", "obama",
         top("obama", across("obama", 46, 0.34, NAVY, colour(186, 190, 196))), (PATTERN,), zoom=1.02),
    Case("obama-b-narrow-stripe-jumper-fails-pattern", "obama-b",
         top("obama-b", across("obama-b", 18, 0.33, BLACK, colour(188, 60, 62))), (PATTERN,), entails=(FRONTAL,), shift=(14, -14)),
    Case("biden-plaid-suit-fails-pattern", "biden",
         suit("biden", plaid("biden", 44, 0.36, colour(26, 52, 44), colour(78, 28, 36), colour(112, 40, 40), colour(206, 186, 110)),
              tie=BLACK), (PATTERN,), shift=(10, 8)),
    Case("biden-emblem-jumper-reviews-pattern", "biden", top("biden", emblem("biden", BLACK)), reviews=True, shift=(12, -6), shows=dict(pattern=1)),
    Case("astronaut-polka-dot-jumper-fails-pattern", "astronaut",
         top("astronaut", dotted("astronaut", 27, 6.2, NAVY, colour(232, 232, 228))), (PATTERN,), shift=(0, 4)),
    Case("astronaut-wide-stripe-blazer-fails-pattern", "astronaut",
         blazer(upright("astronaut", 40, 0.36, BLACK, colour(136, 138, 144))), (PATTERN,), shift=(-2, 4)),
    # Bare shoulders; what there is of cloth is dark and plain.
    Case("astronaut-camisole-fails-straps", "astronaut", camisole("astronaut", BLACK), (STRAPS,), shift=(0, 2)),
    Case("astronaut-off-shoulder-fails-straps", "astronaut", off_shoulder("astronaut", NAVY), (STRAPS,), shift=(3, -2)),
    Case("obama-b-strap-top-fails-straps", "obama-b",
         camisole("obama-b", CHARCOAL, straps=((0.47, 26),), line=100), (STRAPS,), entails=(FRONTAL,), shift=(14, -16)),
    Case("biden-bandeau-fails-straps", "biden", camisole("biden", NAVY, straps=(), line=104), (STRAPS,), shift=(12, -8)),
    # Near skin or in the yellow-brown family. All of these are light as well.
    Case("obama-own-skin-suit-fails-skin-tone", "obama", own_skin_suit("obama"), (DARK, SKIN), shift=(0, 2)),
    Case("astronaut-own-skin-jumper-fails-skin-tone", "astronaut", own_skin_top("astronaut"), (DARK, SKIN), entails=(STRAPS,), shift=(0, 2)),
    Case("biden-beige-suit-fails-skin-tone", "biden", suit("biden", BEIGE, tie=NAVY, strength=0.6), (DARK, SKIN), shift=(12, 8)),
    Case("obama-b-khaki-suit-fails-skin-tone", "obama-b", suit("obama-b", KHAKI, tie=BLACK), (DARK, SKIN), entails=(FRONTAL,), shift=(14, -10)),
    Case("astronaut-light-yellow-blazer-fails-skin-tone", "astronaut", blazer(YELLOW, strength=0.9), (DARK, SKIN), shift=(0, 4)),
    # Near the backdrop. All of these are light as well.
    Case("biden-backdrop-blue-suit-fails-background", "biden",
         suit("biden", BACKDROP, tie=BLACK, strength=0.5), (DARK, NEAR), shift=(12, 8)),
    Case("obama-sky-blue-jumper-fails-background", "obama", top("obama", SKY), (DARK, NEAR), zoom=1.02),
    Case("astronaut-azure-blazer-fails-background", "astronaut", blazer(AZURE, strength=0.65), (DARK, NEAR), shift=(0, 6)),
    # Wrong backdrop.
    Case("obama-red-backdrop-fails-colour", "obama", suit("obama", BLACK, tie=NAVY), (COLOUR,), lambda: scene.plain((186, 40, 44))),
    Case("biden-grey-green-backdrop-fails-colour", "biden", suit("biden", NAVY), (COLOUR,),
         lambda: scene.plain((122, 150, 138)), shift=(12, 8)),
    Case("astronaut-white-backdrop-fails-colour", "astronaut", blazer(CHARCOAL), (COLOUR,),
         lambda: scene.plain((250, 250, 250)), shift=(0, 4)),
    # Uneven backdrop.
    Case("obama-gradient-backdrop-fails-uniform", "obama", suit("obama", CHARCOAL), (UNIFORM,), scene.gradient, shift=(0, 2)),
    Case("biden-hard-shadow-fails-uniform", "biden", suit("biden", BLACK), (UNIFORM,), shift=(0, 8), shadow=True),
    Case("obama-b-two-shades-fails-uniform", "obama-b", suit("obama-b", NAVY), (UNIFORM,), scene.two_shades, entails=(FRONTAL, MOUTH), shift=(6, -12)),
    Case("astronaut-door-frame-fails-uniform", "astronaut", top("astronaut", BLACK), (UNIFORM,), scene.door, shift=(-14, 4)),
    # Hair and ornaments. All of these are drawn onto `biden`. An eye that is hidden cannot be open, and drawn
    # hair and hats stand higher than the room above the head allows.
    Case("biden-fringe-fails-brows", "biden", biden(face.hair(fringe=True)), (BROWS,), entails=(HEAD_TOP,), shift=(12, 10), shows=dict(brows=0)),
    Case("biden-strand-fails-eyes", "biden", biden(face.hair(strand=True), lab=NAVY), (EYES_FREE, BROWS),
         entails=(EYES_OPEN, HEAD_TOP, FRONTAL, LEVEL),
         shift=(12, 10), shows=dict(brows=0)),
    Case("biden-hair-over-both-ears-fails-ears", "biden", biden(face.hair(left=True, right=True), lab=NAVY), (EARS,),
         entails=(HEAD_TOP, FRONTAL), shift=(12, 10), shows=dict(ear_left=0, ear_right=0)),
    Case("biden-earrings-fails-earrings", "biden", biden(face.earrings()), (EARRINGS,), shift=(12, 10), shows=dict(earring=1)),
    Case("biden-one-earring-fails-earrings", "biden", biden(face.earrings(("left",)), lab=NAVY), (EARRINGS,), shift=(12, 10),
         shows=dict(earring=1)),
    Case("biden-necklace-fails-necklace", "biden", face.wearing(top("biden", BLACK, depth=118, extra=34), face.necklace()),
         (NECKLACE,), entails=(FRONTAL,), shift=(12, -6), shows=dict(necklace=1)),
    Case("biden-knitted-hat-fails-headwear", "biden", biden(face.knitted_hat()), (HEADWEAR,), entails=(HEAD_TOP,), shift=(12, 10), shows=dict(hat=1)),
    Case("biden-cap-fails-headwear", "biden", biden(face.peaked_cap(), lab=NAVY), (HEADWEAR,), entails=(HEAD_TOP,), shift=(12, 10), shows=dict(hat=1)),
    Case("biden-hairband-fails-headwear", "biden", biden(face.hairband()), (HEADWEAR,), shift=(12, 10), shows=dict(hat=1)),
    # Glasses, eyes and make-up, drawn as well.
    Case("obama-clear-glasses-passes", SHUT,
         face.wearing(lips_closed(top("obama", CHARCOAL)), face.glasses(
             (0.30, 0.27, 0.25), 2.2, wide=42, gloss=0.12, pupils=face.OBAMA_PUPILS, temples=face.OBAMA_TEMPLES)),
         shift=(2, 4), shows=dict(glasses=1)),
    Case("biden-sunglasses-fails-tint", "biden",
         biden(face.glasses((0.06, 0.06, 0.07), 4.5, tint=(0.045, 0.045, 0.055), opacity=0.97, gloss=0.22, square=2.7)), (TINT, FRAME),
         entails=(EYES_OPEN, BROWS), shift=(12, 10), shows=dict(glasses=1)),
    Case("biden-heavy-frame-fails-frame", "biden",
         biden(face.glasses((0.40, 0.17, 0.10), 6, wide=42, high=30, heavy_top=9, drop=15, gloss=0.1), lab=NAVY), (FRAME,),
         entails=(EYES_OPEN,), shift=(12, 10), shows=dict(glasses=1)),
    Case("biden-closed-eyes-fails-eyes", "biden", biden(face.closed_eyes), (EYES_OPEN,), shift=(12, 10)),
    Case("biden-averted-eyes-fails-eyes", "biden", biden(face.averted_eyes(), lab=NAVY), (EYES_OPEN,), shift=(12, 10)),
    Case("biden-make-up-reviews-makeup", "biden", biden(face.make_up()), (MAKE_UP,), shift=(12, 10)),
    # Badly framed. Who lies too high or is too large loses the top of the head as well.
    Case("biden-too-low-fails-geometry", "biden", suit("biden", NAVY), (EYE_LINE, HEAD_TOP), entails=(FRONTAL,), shift=(12, 100), framing="low"),
    Case("biden-too-high-fails-geometry", "biden", suit("biden", CHARCOAL), (EYE_LINE, HEAD_TOP), shift=(12, -95), framing="high"),
    Case("biden-little-room-fails-geometry", "biden", suit("biden", BLACK), (HEAD_TOP,), shift=(12, -32)),
    Case("biden-too-small-fails-geometry", "biden", suit("biden", BLACK, tie=NAVY), (FACE_WIDTH,), shift=(10, -20), zoom=0.8,
         framing="small"),
    Case("biden-too-large-fails-geometry", "biden", suit("biden", GREEN), (FACE_WIDTH, HEAD_TOP), shift=(18, 40), zoom=1.6,
         framing="large"),
    Case("biden-off-centre-fails-geometry", "biden", suit("biden", NAVY, tie=BROWN), (CENTRED,), shift=(76, 8), framing="left"),
    Case("biden-tilted-fails-level", "biden", suit("biden", CHARCOAL), (LEVEL,), shift=(12, 10), turn=9.0, framing="tilt"),
    # Light, colour and the picture itself.
    Case("biden-underexposed-fails-exposure", "biden", biden(camera.exposed(-3.2)), (EXPOSURE,), shift=(12, 10)),
    Case("biden-overexposed-fails-exposure", "biden", biden(camera.exposed(2.4), lab=NAVY), (EXPOSURE,), entails=(CAST, RED_EYE), shift=(12, 10)),
    Case("biden-one-sided-light-fails-even", "biden", biden(camera.one_sided()), (EVEN,), shift=(12, 10)),
    Case("biden-shiny-skin-fails-hotspot", "biden", biden(camera.shiny), (HOTSPOT,), shift=(12, 10)),
    Case("biden-red-eyes-fails-red-eye", "biden", biden(camera.red_eyes), (RED_EYE,), entails=(FRONTAL,), shift=(12, 10)),
    Case("biden-warm-cast-fails-cast", "biden", biden(), (CAST,), shift=(12, 10), after=camera.warm, entails=(COLOUR,)),
    Case("biden-grey-fails-cast", "biden", biden(), (CAST,), shift=(12, 10), after=camera.grey, entails=(COLOUR,)),
    Case("biden-lens-glare-fails-glare", "biden",
         face.wearing(top("biden", CHARCOAL), face.glasses((0.30, 0.27, 0.25), 2.2, wide=42, gloss=0.12), camera.lens_glare), (GLARE,),
         shift=(12, -6), shows=dict(glasses=1)),
    Case("biden-out-of-focus-fails-sharp", "biden", biden(), (SHARP,), shift=(12, 10), optics=camera.out_of_focus),
    Case("biden-moved-fails-sharp", "biden", biden(lab=NAVY), (SHARP,), shift=(12, 10), optics=camera.moved),
    Case("biden-blocks-fails-blocking", "biden", biden(), (BLOCKING,), entails=(HEADWEAR,), shift=(12, 10), after=camera.blocks),
    Case("biden-black-border-fails-border", "biden", biden(), (BORDER,), entails=(UNIFORM,), shift=(12, 10), after=camera.black_border),
    # Not one face.
    Case("two-people-fails-single", "", None, (SINGLE, MOUTH), entails=(CENTRED, HEAD_TOP, EYE_LINE, FACE_WIDTH)),
    Case("ball-on-table-fails-single", "", nobody, (SINGLE,), scene.globe_on_table),
]


def two_people(people, rng):
    """Both in dark plain clothes, one a little behind the other."""
    behind = scene.placed(dress.top(people["astronaut"], "astronaut", GREEN, rng), (112, 52), 0.66)
    before = scene.placed(dress.suit(people["obama"], NAVY, rng, tie=BURGUNDY), (-96, 66), 0.70)
    return [behind, before]


def render(case, people, rng, noise=True):
    backdrop = case.backdrop()
    layers = two_people(people, rng) if case.draw is None else [scene.placed(case.draw(people, rng), case.shift, case.zoom, case.turn)]
    if case.shadow:
        backdrop = scene.hard_shadow(backdrop, layers[0][1])
    for rgb, alpha in layers:
        backdrop = dress.over(backdrop, rgb, alpha)
    return case.after(scene.finish(case.optics(backdrop), rng if noise else None))


LABEL_COLUMNS = (
    "file faces dark pattern straps skin_tone near_background ear_left ear_right brows earring necklace glasses hat "
    "mouth_open backdrop_colour backdrop_uniform geometry"
).split()


def failing(case):
    """The rules that must come out as broken."""
    return case.fails + case.entails + ALWAYS.get(case.person, ())


def verdict(case):
    broken = failing(case)
    if set(broken) - set(ADVICE):
        return "fail"
    return "review" if broken or case.reviews else "pass"


def labels(case):
    row = dict.fromkeys(LABEL_COLUMNS, "")
    row["file"] = case.name + ".jpg"
    row["faces"] = {"two-people-fails-single": 2, "ball-on-table-fails-single": 0}.get(case.name, 1)
    row["backdrop_colour"] = int(COLOUR not in case.fails)
    row["backdrop_uniform"] = int(UNIFORM not in case.fails)
    if case.person:
        row.update(TRAITS[case.person])
        row.update(
            dark=int(DARK not in case.fails), pattern=int(PATTERN in case.fails), straps=int(STRAPS in case.fails),
            skin_tone=int(SKIN in case.fails), near_background=int(NEAR in case.fails),
        )  # fmt: skip
        row["geometry"] = case.framing
        row.update(case.shows)
    return row

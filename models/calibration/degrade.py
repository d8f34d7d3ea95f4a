#!/usr/bin/env python3
"""Series of pictures that grow worse step by step, to calibrate and to score the rules on light and picture quality, on where
the eyes look and on bands in the hair.

    python models/calibration/degrade.py MEASURED.jsonl --out FOLDER [--part 0|1] [--series NAME ...] [--glasses MORE.jsonl]

MEASURED.jsonl comes from `cargo run --release --example measurements`: it says where faces, eyes and glasses are, and how
the light is. Each picture is first cropped to head and shoulders with a face of at most 200 pixels, the registry's size,
and written as it is (FOLDER/clean/STEM__0.jpg) and once for each series and strength (FOLDER/SERIES/STEM__STRENGTH.jpg).
FOLDER must lie outside the repository. People with glasses are few in MEASURED.jsonl: those of MORE.jsonl get reflections
drawn on too, and no other series. Who wears glasses is said by labels.csv in the pictures' folder or the one above.

A series must begin where its fault is absent, or the first steps make the picture better: it begins at a correct exposure,
at the white balance of the wall, and goes on to the side to which light or colour lean already. Where that changes the
picture, it is written as FOLDER/SERIES/STEM__0.jpg.

A series is made by what really goes wrong: light is changed in linear light, blur before noise before compression. All
lengths are in pixels of a face 200 pixels wide. Random choices are seeded by the file's name.
"""

import argparse
import csv
import functools
import io
import json
import zlib
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

FACE_WIDTH = 200
# What is kept around the face's box, in its widths and heights: left, top, right, bottom.
SURROUNDINGS = (0.8, 0.7, 0.8, 1.1)
QUALITY = 96
STRENGTHS = range(1, 6)
# Degrees within which a head counts as frontal for the registry.
MOST_YAW = 10


class Picture:
    """Encoded sRGB as floats from 0 to 1, and where things are."""

    def __init__(self, path, measured):
        self.glasses = wears_glasses(path)
        image = Image.open(path).convert("RGB")
        face = measured["faces"][0]
        shrink = min(1, FACE_WIDTH / face["width"])
        left, top, right, bottom = (share * face[side] for share, side in zip(SURROUNDINGS, ("width", "height") * 2))
        box = (face["x"] - left, face["y"] - top, face["x"] + face["width"] + right, face["y"] + face["height"] + bottom)
        box = (max(0, box[0]), max(0, box[1]), min(image.width, box[2]), min(image.height, box[3]))
        box = tuple(round(edge) for edge in box)
        image = image.crop(box)
        if shrink < 1:
            size = [max(1, round(side * shrink)) for side in image.size]
            image = image.resize(size, Image.Resampling.LANCZOS)
        self.rgb = np.asarray(image, np.float32) / 255

        def moved(rect):
            x, y = rect["x"] - box[0], rect["y"] - box[1]
            return {k: v * shrink for k, v in dict(rect, x=x, y=y).items()}

        self.face = moved(face)
        parts = measured["face_parts"]["Ok"]
        self.eyes = [moved(eye) for eye in parts["eyes"].values() if eye]
        self.yaw = measured["pose"]["Ok"]["yaw_degrees"]
        self.unit = self.face["width"] / FACE_WIDTH  # 1, or less where the photo is smaller
        self.light, self.skin = measured["light"]["Ok"], measured["skin"]["Ok"]
        self.backdrop = measured["backdrop"].get("Ok")
        top = measured["geometry"]["Ok"]["head_top"].get("Ok")
        self.head_top = None
        if top and not top["is_cut_off"]:
            self.head_top = moved({"x": 0, "y": top["highest"]["y"]})["y"]
        height, width = self.rgb.shape[:2]
        self.y, self.x = np.mgrid[0:height, 0:width].astype(np.float32) + 0.5

    def at(self, x, y):
        """A place in the face's box, 0 to 1 across and down."""
        return self.face["x"] + x * self.face["width"], self.face["y"] + y * self.face["height"]


@functools.cache
def labels_of(folder):
    """The labels of the pictures in a folder, by file name."""
    file = next(file for file in (folder / "labels.csv", folder.parent / "labels.csv") if file.exists())
    return {row["file"]: row for row in csv.DictReader(file.open())}


def wears_glasses(path):
    return labels_of(path.parent).get(path.name, {}).get("glasses") == "1"


def linear(rgb):
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def encoded(light):
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


# L* of the lights of a face, within which it is neither too dark nor too bright, whatever the skin.
CORRECT_LIGHTS = (60, 85)
# Lab of a skin that says nothing of a cast, and the chroma up to which a wall is meant to be neutral: as in `cast.rs`.
MIDDLE_SKIN = np.array([13, 18])
NEUTRAL_WALL = 25
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def lab(light):
    """CIELAB (D65) of linear light."""
    xyz = light @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]])
    x, y, z = np.cbrt(np.maximum(xyz / [0.9505, 1, 1.089], 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def light_of(colour):
    """Linear light of a CIELAB colour that was measured."""
    y = (colour["l"] + 16) / 116
    xyz = np.array([y + colour["a"] / 500, y, y - colour["b"] / 200]) ** 3 * [0.9505, 1, 1.089]
    return np.linalg.solve([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], xyz)


def as_it_is(picture):
    return picture.rgb


def correctly_exposed(picture):
    """The face's lights brought to where an exposure is correct: the first steps of a dark face would make it better."""
    lights = picture.light["exposure"]["lights"]
    gain = ((np.clip(lights, *CORRECT_LIGHTS) + 16) / (lights + 16)) ** 3
    return picture.rgb if gain == 1 else encoded(linear(picture.rgb) * gain)


def balanced_on_the_wall(picture):
    """Neutral walls made neutral, where the skin has the wall's tint too: fading takes such a cast away before it takes
    the skin's own colour."""
    colour = picture.backdrop and picture.backdrop["colour"]
    if not colour or picture.light["cast"]["backdrop_shift"] == 0 or np.hypot(colour["a"], colour["b"]) > NEUTRAL_WALL:
        return picture.rgb
    wall = light_of(colour)
    return encoded(linear(picture.rgb) * (LUMINANCE @ wall) / wall)


def spot(picture, x, y, radius, aspect=1.0):
    """A soft disc: 1 inside, 0 outside."""
    distance = np.hypot(picture.x - x, (picture.y - y) / aspect)
    return np.clip((radius - distance) / (0.35 * radius) + 0.5, 0, 1)[..., None]


def smoothed(rgb, sigma):
    return ndimage.gaussian_filter(rgb, (sigma, sigma, 0), truncate=3)


def blur(picture, strength, rng):
    return smoothed(picture.rgb, [1.0, 1.7, 2.5, 3.5, 5.0][strength - 1] * picture.unit)


def motion(picture, strength, rng):
    """A straight movement at an even pace, across, down or along a diagonal."""
    length = [4, 7, 11, 16, 24][strength - 1] * picture.unit
    down, across = [(0, 1), (1, 0), (1, 1), (1, -1)][rng.integers(4)]
    steps = max(2, round(length / np.hypot(down, across)) + 1)
    height, width = picture.rgb.shape[:2]
    total = np.zeros_like(picture.rgb)
    for step in range(steps):
        at = step - steps // 2
        rows = np.clip(np.arange(height) + at * down, 0, height - 1)
        columns = np.clip(np.arange(width) + at * across, 0, width - 1)
        total += picture.rgb[rows][:, columns]
    return total / steps


def noise(picture, strength, rng):
    deviation = [4, 8, 13, 20, 30][strength - 1] / 255 * max(1, picture.unit)
    grey = rng.normal(0, deviation, picture.rgb.shape[:2])[..., None]
    return picture.rgb + 0.8 * grey + 0.6 * rng.normal(0, deviation, picture.rgb.shape)


def under(picture, strength, rng):
    return encoded(linear(correctly_exposed(picture)) * 2 ** -[0.7, 1.4, 2.1, 2.8, 3.5][strength - 1])


def over(picture, strength, rng):
    return encoded(linear(correctly_exposed(picture)) * 2 ** [0.5, 1.0, 1.5, 2.0, 2.5][strength - 1])


def one_sided(picture, strength, rng):
    """The lamp on the side that is already the darker one fails."""
    left = [0.7, 0.5, 0.33, 0.2, 0.1][strength - 1]
    middle, _ = picture.at(0.5, 0.5)
    darker_side = 1 if picture.light["evenness"]["difference"] < 0 else -1
    across = (picture.x - middle) / picture.face["width"] * darker_side
    share = 1 / (1 + np.exp(-10 * across))
    return encoded(linear(picture.rgb) * (1 - (1 - left) * share)[..., None])


def cast(picture, strength, rng):
    """White balance off towards one of four colours, at the same luminance; not one against which the skin leans, which
    would first be balanced."""
    amount = [0.12, 0.25, 0.4, 0.55, 0.7][strength - 1]
    skin = light_of(picture.skin["colour"])
    leaning = lab(skin)[1:] - MIDDLE_SKIN

    def gains(direction, amount):
        gains = np.exp(amount * np.array(direction))
        return gains / (gains @ LUMINANCE)

    directions = [(1, 0, -1), (-1, 0, 1), (-0.5, 0.5, -0.5), (0.5, -0.5, 0.5)]
    away = [d for d in directions if (lab(skin * gains(d, 0.1)) - lab(skin))[1:] @ leaning >= 0]
    return encoded(linear(picture.rgb) * gains(away[rng.integers(len(away))], amount))


def fade(picture, strength, rng):
    """Colour goes, down to black and white."""
    light = linear(balanced_on_the_wall(picture))
    grey = (light @ LUMINANCE)[..., None]
    share = [0.3, 0.55, 0.75, 0.9, 1.0][strength - 1]
    return encoded(light * (1 - share) + grey * share)


def compressed(rgb, quality):
    out = io.BytesIO()
    eight_bit(rgb).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out).convert("RGB"), np.float32) / 255


def jpeg(picture, strength, rng):
    return compressed(picture.rgb, [95, 75, 50, 25, 10][strength - 1])


def jpeg_again(picture, strength, rng):
    """Compressed, cropped off the grid, and saved again at a high quality."""
    left, top = rng.integers(1, 8, 2)
    return compressed(picture.rgb, [95, 75, 50, 25, 10][strength - 1])[top:, left:]


def glare(picture, strength, rng):
    """A window on each lens, seen beside the pupil; none where no glasses are worn, or the head is turned so far that a
    lens does not lie before its eye."""
    if not picture.glasses or len(picture.eyes) < 2 or abs(picture.yaw) > MOST_YAW:
        return None
    rgb, grow = picture.rgb, [0.4, 0.55, 0.7, 0.85, 1.0][strength - 1]
    for eye, offset in zip(picture.eyes, rng.uniform(-0.25, 0.25, 2)):
        width = eye["width"]
        x, y = eye["x"] + width * (0.5 + offset), eye["y"] + eye["height"] / 2 + 0.28 * width
        mask = spot(picture, x, y, 0.42 * width * grow, 0.7) * (0.35 + 0.6 * grow)
        rgb = rgb + (np.float32([0.95, 1.0, 0.97]) - rgb) * np.clip(mask, 0, 1)
    return rgb


def red_eye(picture, strength, rng):
    if len(picture.eyes) < 2:
        return None
    light, share = linear(picture.rgb), [0.15, 0.3, 0.5, 0.75, 1.0][strength - 1]
    for eye in picture.eyes:
        x, y = eye["x"] + eye["width"] / 2, eye["y"] + eye["height"] / 2
        mask = spot(picture, x, y, 0.13 * eye["width"]) * share
        light = light + (np.float32([0.5, 0.02, 0.03]) - light) * mask
    return encoded(light)


def specular(picture, strength, rng):
    """The lamp itself on forehead, nose or cheek."""
    x, y = picture.at(*[(0.5, 0.18), (0.5, 0.52), (0.27, 0.55), (0.73, 0.55)][rng.integers(4)])
    radius = [0.05, 0.06, 0.07, 0.085, 0.10][strength - 1] * picture.face["width"]
    share = [0.2, 0.35, 0.5, 0.65, 0.8][strength - 1]
    light = linear(picture.rgb)
    distance = np.hypot(picture.x - x, picture.y - y)
    return encoded(light + (1 - light) * (share * np.exp(-((distance / radius) ** 2) / 1.2))[..., None])


def averted(picture, strength, rng):
    """Both irises moved to one side within the openings of the lids, by .04, .08, .11, .15 and .17 of an eye's width."""
    if len(picture.eyes) < 2:
        return None
    rgb, side = picture.rgb, rng.choice([-1, 1])
    share = [0.04, 0.08, 0.12, 0.16, 0.2][strength - 1] * side
    for eye in picture.eyes:
        half, middle = eye["width"] / 2, eye["x"] + eye["width"] / 2
        across = (picture.x - middle) / half
        down = (picture.y - eye["y"] - eye["height"] / 2) / (0.55 * eye["height"])
        from_x = picture.x - 0.5 - 2 * half * share * np.clip(1 - across**2, 0, 1)
        places = [picture.y - 0.5, from_x]
        moved = np.dstack([ndimage.map_coordinates(rgb[..., k], places, order=1, mode="nearest") for k in range(3)])
        inside = np.clip((1 - across**2 - down**2) / 0.3, 0, 1)[..., None]
        rgb = rgb + (moved - rgb) * inside
    return rgb


# Colours that hair does not have: crimson, pink, royal blue, green, yellow-green, violet.
BANDS = np.float32([(190, 30, 50), (235, 120, 160), (40, 70, 180), (40, 130, 90), (150, 190, 40), (110, 60, 160)]) / 255


def hairband(picture, strength, rng):
    """A band over the crown, from ear to ear; none on a head that is cut off or hardly rises above the forehead."""
    top = picture.head_top
    if top is None or picture.face["y"] - top < 0.1 * picture.face["height"]:
        return None
    ink = BANDS[rng.integers(len(BANDS))]
    wide = [0.02, 0.04, 0.06, 0.09, 0.13][strength - 1] * picture.face["width"]
    middle, level = picture.at(0.5, 0.35)
    apex = 0.5 * (picture.face["y"] + top)
    across = (picture.x - middle) / (0.52 * picture.face["width"])
    down = (picture.y - level) / (level - apex)
    distance = np.abs(np.hypot(across, down) - 1) * (level - apex)
    mask = np.clip(wide / 2 - distance + 0.5, 0, 1) * (down < -0.3)
    # The hair's own light and shade fall on the band.
    shade = np.clip(smoothed(picture.rgb, 2 * picture.unit).mean(axis=2) * 1.5 + 0.5, 0.5, 1.1)
    return picture.rgb + (ink * shade[..., None] - picture.rgb) * mask[..., None]


def border(picture, strength, rng):
    """A frame, or a bar at top and bottom, in black, white or grey."""
    rgb = picture.rgb.copy()
    height, width = rgb.shape[:2]
    deep = max(strength, round([0.008, 0.015, 0.03, 0.05, 0.08][strength - 1] * min(height, width)))
    colour = np.float32([0, 0, 0] if rng.random() < 0.5 else [1, 1, 1])
    frame = rng.random() < 0.6
    rgb[:deep], rgb[-deep:] = colour, colour
    if frame:
        rgb[:, :deep], rgb[:, -deep:] = colour, colour
    return rgb


SERIES = dict(
    blur=blur, motion=motion, noise=noise, under=under, over=over, one_sided=one_sided, cast=cast, fade=fade, jpeg=jpeg,
    jpeg_again=jpeg_again, glare=glare, red_eye=red_eye, specular=specular, border=border, averted=averted,
    hairband=hairband,
)  # fmt: skip
# Where a series begins, if not at the picture as it is.
BEGINNING = dict(under=correctly_exposed, over=correctly_exposed, fade=balanced_on_the_wall)


def eight_bit(rgb):
    return Image.fromarray((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8))


def save(rgb, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    eight_bit(rgb).save(path, "JPEG", quality=QUALITY, subsampling=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", type=int, choices=(0, 1), help="every second picture only")
    parser.add_argument("--glasses", type=Path, metavar="MORE", help="measurements of more people, some with glasses")
    parser.add_argument("--series", nargs="*", choices=SERIES, default=list(SERIES))
    options = parser.parse_args()
    repository = Path(__file__).resolve().parents[2]
    if options.out.resolve().is_relative_to(repository) and not options.out.resolve().is_relative_to(repository / "target"):
        parser.error("--out must lie outside the repository, or below its target/")
    for measured, path in chosen(options.measured, options.part):
        picture = Picture(path, measured)
        save(picture.rgb, options.out / "clean" / f"{path.stem}__0.jpg")
        for name in options.series:
            write_series(name, picture, path.stem, options.out)
    for measured, path in chosen(options.glasses, options.part) if options.glasses else ():
        if wears_glasses(path):
            write_series("glare", Picture(path, measured), path.stem, options.out)


def chosen(measured, part):
    """Measurements and path of all pictures with a face, or of every second one."""
    lines = sorted((json.loads(line) for line in measured.read_text().splitlines()), key=lambda m: m["file"])
    for index, line in enumerate(lines):
        complete = all("Ok" in line["measurements"][what] for what in ("face_parts", "light", "skin"))
        if complete and part in (None, index % 2):
            yield line["measurements"], Path(line["file"])


def write_series(name, picture, stem, out):
    """One picture, growing worse; nothing where the fault cannot occur."""
    for strength in STRENGTHS:
        rng = np.random.default_rng(zlib.crc32(f"{name} {stem}".encode()))
        worse = SERIES[name](picture, strength, rng)
        if worse is None:
            return
        save(worse, out / name / f"{stem}__{strength}.jpg")
    beginning = BEGINNING.get(name, as_it_is)(picture)
    # Reflections are drawn onto pictures, too, of which no clean copy is written.
    if beginning is not picture.rgb or name == "glare":
        save(beginning, out / name / f"{stem}__0.jpg")


if __name__ == "__main__":
    main()

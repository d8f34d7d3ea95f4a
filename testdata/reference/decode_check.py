#!/usr/bin/env python3
"""Decodes the converted models in plain NumPy and compares the result with what MediaPipe stored in mediapipe.json.

    python3 testdata/reference/decode_check.py               one line per picture
    python3 testdata/reference/decode_check.py --variants    also: what each detail of the recipe is worth
    python3 testdata/reference/decode_check.py --live FILE...  compares on these pictures instead, running MediaPipe now

This is the recipe of README.md as a program, kept as simple as possible: the place to look when another implementation
disagrees. Distances are in pixels of the picture.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from mediapipe_reference import OUTPUT, TESTDATA, enter_virtual_environment, measure

enter_virtual_environment()  # the packages below are only there

import numpy  # noqa: E402
import onnxruntime  # noqa: E402
from PIL import Image  # noqa: E402

MODELS = TESTDATA.parent / "models"

DETECTOR_SIDE = 128
MESH_SIDE = 192
SCORE_CLIP = 100.0
MIN_SCORE = 0.5
MIN_PRESENCE = 0.5
MIN_OVERLAP = 0.3
FACE_SCALE = 1.5


@dataclass(frozen=True)
class Recipe:
    """How a region of the picture becomes the pixels of a model's input. The defaults are MediaPipe's choices."""

    # Where pixel i of n samples a region of length s that begins at b: False is b + i·s/n, True is
    # b + (i + ½)·s/n − ½, which keeps the centres of the two pictures in place.
    detector_half_pixel: bool = False
    mesh_half_pixel: bool = False
    # What lies outside the picture, for the detector and for the face mesh.
    detector_border: str = "zero"
    mesh_border: str = "replicate"
    # "fixed" works like OpenCV's warpPerspective on bytes: positions rounded to 1/32 pixel, result rounded to bytes.
    # "bytes" uses exact positions and rounds the result to bytes; "exact" does not round at all.
    precision: str = "fixed"
    # The mean of several samples spread over each target pixel instead of a single bilinear one.
    detector_area_mean: bool = False
    # All boxes over one face averaged by score, or only the best one taken.
    weighted: bool = True


MEDIAPIPE = Recipe()
VARIANTS = {
    "as MediaPipe": MEDIAPIPE,
    "exact positions, bytes": replace(MEDIAPIPE, precision="bytes"),
    "exact positions, no rounding": replace(MEDIAPIPE, precision="exact"),
    "detector: pixel centres kept": replace(MEDIAPIPE, detector_half_pixel=True),
    "mesh: pixel centres kept": replace(MEDIAPIPE, mesh_half_pixel=True),
    "detector: border replicated": replace(MEDIAPIPE, detector_border="replicate"),
    "mesh: border zero": replace(MEDIAPIPE, mesh_border="zero"),
    "detector: area mean": replace(MEDIAPIPE, detector_area_mean=True),
    "best box only": replace(MEDIAPIPE, weighted=False),
}


@dataclass(frozen=True)
class Square:
    """A square region of the picture, turned clockwise by `angle` (y points down), in pixels and radians."""

    x: float
    y: float
    side: float
    angle: float = 0.0

    def to_picture(self, unit):
        """Points of the unit square, corner (0, 0) to corner (1, 1), to places in the picture."""
        cos, sin = numpy.cos(self.angle), numpy.sin(self.angle)
        offset = (numpy.asarray(unit, dtype=numpy.float64) - 0.5) * self.side
        x = self.x + cos * offset[..., 0] - sin * offset[..., 1]
        y = self.y + sin * offset[..., 0] + cos * offset[..., 1]
        return numpy.stack([x, y], axis=-1)


@dataclass(frozen=True)
class Detection:
    score: float
    box: object  # left, top, right, bottom
    keypoints: object  # six rows of x, y

    def in_picture(self, region: Square) -> "Detection":
        return Detection(self.score, region.to_picture(self.box.reshape(2, 2)).ravel(), region.to_picture(self.keypoints))


class Decoder:
    def __init__(self, recipe: Recipe = MEDIAPIPE):
        self.recipe = recipe
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.detector, self.mesh = (
            onnxruntime.InferenceSession(MODELS / name, options, providers=["CPUExecutionProvider"])
            for name in ("face_detection.onnx", "face_landmarks.onnx")
        )
        self.anchors = anchors()

    def detect(self, image) -> Detection | None:
        """The most certain face, in pixels of the picture."""
        height, width = image.shape[:2]
        region = Square(width / 2, height / 2, max(width, height))
        pixels = sample(
            image,
            region,
            DETECTOR_SIDE,
            self.recipe.detector_border,
            self.recipe.precision,
            self.recipe.detector_half_pixel,
            self.recipe.detector_area_mean,
        )
        boxes, scores = self.detector.run(["boxes", "scores"], {"image": pixels / 127.5 - 1})
        candidates = self.candidates(boxes[0], scores[0])
        if not candidates:
            return None
        return (merged(candidates) if self.recipe.weighted else candidates[0]).in_picture(region)

    def candidates(self, boxes, scores) -> list[Detection]:
        """Every anchor that is certain enough, best first, in parts of the model's input."""
        probability = 1 / (1 + numpy.exp(-numpy.clip(scores.astype(float), -SCORE_CLIP, SCORE_CLIP)))
        found = []
        for index in numpy.argsort(-probability, kind="stable"):
            if probability[index] < MIN_SCORE:
                break
            values = boxes[index].reshape(8, 2) / DETECTOR_SIDE
            centre, size = values[0] + self.anchors[index], values[1]
            box = numpy.concatenate([centre - size / 2, centre + size / 2])
            found.append(Detection(float(probability[index]), box, values[2:] + self.anchors[index]))
        return found

    def landmarks(self, image, detection: Detection):
        """The 468 points in pixels of the picture, or None where the mesh sees no face."""
        region = face_region(detection)
        pixels = sample(
            image, region, MESH_SIDE, self.recipe.mesh_border, self.recipe.precision, self.recipe.mesh_half_pixel
        )
        points, presence = self.mesh.run(["landmarks", "presence"], {"image": pixels / 255})
        if 1 / (1 + numpy.exp(-presence[0, 0])) <= MIN_PRESENCE:
            return None
        unit = points[0] / MESH_SIDE
        return numpy.concatenate([region.to_picture(unit[:, :2]), unit[:, 2:] * region.side], axis=1)


def anchors():
    """The centres of the 896 anchors: two per cell of a 16 × 16 grid, then six per cell of an 8 × 8 grid."""
    centres = []
    for cells, per_cell in ((16, 2), (8, 6)):
        for row in range(cells):
            for column in range(cells):
                centres += [((column + 0.5) / cells, (row + 0.5) / cells)] * per_cell
    return numpy.array(centres)


def merged(candidates: list[Detection]) -> Detection:
    """The mean, weighted by score, of all boxes that overlap the best one; the score is the best one's."""
    best = candidates[0]
    group = [other for other in candidates if overlap(best.box, other.box) > MIN_OVERLAP]
    weights = [other.score for other in group]
    box = numpy.average([other.box for other in group], axis=0, weights=weights)
    return Detection(best.score, box, numpy.average([other.keypoints for other in group], axis=0, weights=weights))


def overlap(first, second) -> float:
    """Intersection over union."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return width * height / (areas - width * height)


def face_region(detection: Detection) -> Square:
    """The square that the face mesh looks at: the longer side of the box times 1.5, turned so that the eyes are level."""
    left, top, right, bottom = detection.box
    first_eye, second_eye = detection.keypoints[:2]
    angle = numpy.arctan2(second_eye[1] - first_eye[1], second_eye[0] - first_eye[0])
    side = FACE_SCALE * max(right - left, bottom - top)
    return Square((left + right) / 2, (top + bottom) / 2, side, float(angle))


def sample(image, region: Square, size: int, border: str, precision: str, half_pixel: bool, area_mean: bool = False):
    """The region as size × size pixels, 0 to 255, with a leading axis of one."""
    parts = max(1, round(region.side / size)) if area_mean else 1
    # Places in units of target pixels; with parts, several spread evenly around each.
    places = (numpy.arange(size * parts) + 0.5) / parts - (0.0 if half_pixel else 0.5)
    at = region.to_picture(numpy.stack(numpy.meshgrid(places, places), axis=-1) / size) - (0.5 if half_pixel else 0.0)
    if precision == "fixed":
        at = numpy.rint(at * 32) / 32
    pixels = bilinear(image, at[..., 0], at[..., 1], border)
    pixels = pixels.reshape(size, parts, size, parts, 3).mean(axis=(1, 3))
    if precision != "exact":
        pixels = numpy.floor(pixels + 0.5)
    return pixels[None].astype(numpy.float32)


def bilinear(image, x, y, border: str):
    """Values between pixels; place (0, 0) is the middle of the first pixel."""
    height, width = image.shape[:2]
    left, top = numpy.floor(x).astype(int), numpy.floor(y).astype(int)
    across, down = (x - left)[..., None], (y - top)[..., None]

    def pixel(column, row):
        values = image[row.clip(0, height - 1), column.clip(0, width - 1)].astype(numpy.float64)
        if border == "zero":
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            values = values * inside[..., None]
        return values

    upper = pixel(left, top) * (1 - across) + pixel(left + 1, top) * across
    lower = pixel(left, top + 1) * (1 - across) + pixel(left + 1, top + 1) * across
    return upper * (1 - down) + lower * down


@dataclass
class Difference:
    """Distances from MediaPipe's numbers, in pixels, over one or more pictures."""

    boxes: list[float]
    keypoints: list[float]
    points: list[float]
    depths: list[float]
    scores: list[float]
    missed: int = 0

    def add(self, other: "Difference") -> None:
        for name in ("boxes", "keypoints", "points", "depths", "scores"):
            getattr(self, name).extend(getattr(other, name))
        self.missed += other.missed

    def __str__(self) -> str:
        def pair(values: list[float]) -> str:
            return f"{max(values):7.3f} {sum(values) / len(values):7.3f}" if values else "      -       -"

        columns = map(pair, (self.boxes, self.keypoints, self.points, self.depths, self.scores))
        return "  ".join(columns) + (f"  {self.missed} not found" if self.missed else "")


NAME_WIDTH = 58
HEADER = (
    f"{'':{NAME_WIDTH}}  box              key points       landmarks        depth            score\n"
    f"{'':{NAME_WIDTH}}" + "      max    mean" * 5
)


def difference(decoder: Decoder, image, expected: dict) -> Difference:
    result = Difference([], [], [], [], [])
    detection = decoder.detect(image)
    if detection is None or expected["detection"] is None:
        result.missed = int((detection is None) != (expected["detection"] is None))
        return result
    left, top, width, height = expected["detection"]["box"]
    result.boxes = list(numpy.abs(detection.box - [left, top, left + width, top + height]))
    result.keypoints = list(numpy.linalg.norm(detection.keypoints - expected["detection"]["keypoints"], axis=1))
    result.scores = [abs(detection.score - expected["detection"]["score"])]
    points = decoder.landmarks(image, detection)
    if points is None or expected["landmarks"] is None:
        result.missed = int((points is None) != (expected["landmarks"] is None))
        return result
    offset = points - numpy.array(expected["landmarks"])
    result.points = list(numpy.linalg.norm(offset[:, :2], axis=1))
    result.depths = list(numpy.abs(offset[:, 2]))
    return result


def compare(recipe: Recipe, pictures: list[tuple[dict, object]], show_each: bool) -> Difference:
    decoder = Decoder(recipe)
    total = Difference([], [], [], [], [])
    for entry, image in pictures:
        one = difference(decoder, image, entry)
        if show_each:
            print(f"{entry['file']:{NAME_WIDTH}} {one}")
        total.add(one)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--variants", action="store_true", help="also try other choices of each detail")
    parser.add_argument("--live", nargs="+", type=Path, metavar="FILE", help="run MediaPipe now, on these pictures")
    options = parser.parse_args()
    def load(path: Path, sha256: str | None = None):
        if sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            sys.exit(f"{path.name} is not the picture that {OUTPUT.name} was made from; run mediapipe_reference.py")
        return numpy.asarray(Image.open(path).convert("RGB"))

    if options.live:
        pictures = list(zip(measure(options.live), map(load, options.live)))
    else:
        entries = json.loads(OUTPUT.read_text())["pictures"]
        pictures = [(entry, load(TESTDATA / entry["file"], entry["sha256"])) for entry in entries]

    print(HEADER)
    total = compare(MEDIAPIPE, pictures, show_each=True)
    print(f"{'all':{NAME_WIDTH}} {total}")
    if options.variants:
        print()
        for name, recipe in VARIANTS.items():
            print(f"{name:{NAME_WIDTH}} {compare(recipe, pictures, show_each=False)}")
    if total.missed or max(total.boxes + total.points, default=0.0) > 1.0:
        sys.exit("more than a pixel from MediaPipe")


if __name__ == "__main__":
    main()

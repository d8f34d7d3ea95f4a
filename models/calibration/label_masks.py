"""Derive rule labels from masks of face parts: what is there, on which side, and what is too little to call.

Writes a CSV with the columns of the labelled data (1 yes, 0 no, empty = arguable).
"""

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

SHARED = Path(__file__).resolve().parents[3] / "shared/data/parsing"
GLASSES, EYES, BROWS, EARS, MOUTH, HAT, EARRING, NECKLACE = (3,), (4, 5), (6, 7), (8, 9), (10,), (14,), (15,), (16,)
# Pixels of a mask of 512 x 512 from which on something is there for certain; fewer, but some, are arguable: a stud of
# the size of a slip of the brush.
BROW, EARRING_SIZE, NECKLACE_SIZE, OPENING = 350, 150, 120, 400
# An ear that nothing covers shows in rows that make 0.97 distances between the eyes: the mean of the 233 ears in
# `parsing` whose masks have 3,000 pixels or more, with a deviation of 0.13. An ear that shows in fewer than half of them
# is hidden: a lobe under hair, a rim between strands. People call it so too: the half-covered ears of `portraits` that
# are labelled as hidden show in 0.41 to 0.46 distances, but for a narrow strip (dfc111, 0.77) and an ear whose top alone
# is covered (dfc139, 0.87). From three quarters on an ear is visible. Between the two it is arguable.
EAR_HEIGHT = 0.97
HIDDEN_BELOW, VISIBLE_FROM = 0.5, 0.75
# Distance between the eyes in the data's framing (models/cards/face_parsing.md), where a mask has not both of them.
EYE_DISTANCE = 124.4


def label(pixels: int, certain: int) -> str:
    if pixels == 0:
        return "0"
    return "1" if pixels >= certain else ""


def eye_distance(mask: np.ndarray) -> float:
    """Pixels between the centres of the eyes."""
    centres = [np.argwhere(mask == eye).mean(axis=0) for eye in EYES if (mask == eye).any()]
    return float(np.linalg.norm(centres[0] - centres[1])) if len(centres) == 2 else EYE_DISTANCE


def ear_label(half: np.ndarray, distance: float) -> str:
    """Whether the ear on this half of a mask is visible, by the rows in which it shows."""
    share = np.isin(half, EARS).any(axis=1).sum() / (EAR_HEIGHT * distance)
    return "0" if share < HIDDEN_BELOW else "1" if share >= VISIBLE_FROM else ""


def labels(mask: np.ndarray) -> dict[str, str]:
    def count(classes: tuple[int, ...], area: np.ndarray = mask) -> int:
        return int(np.isin(area, classes).sum())

    middle = mask.shape[1] // 2
    distance = eye_distance(mask)
    brows = [count((brow,)) for brow in BROWS]
    return {
        # sides of the picture, whichever ear the annotator named
        "ear_left": ear_label(mask[:, :middle], distance),
        "ear_right": ear_label(mask[:, middle:], distance),
        # covered only if neither shows: one alone may be turned away
        "brows": "1" if min(brows) >= BROW else "0" if max(brows) == 0 else "",
        "earring": label(count(EARRING), EARRING_SIZE),
        "necklace": label(count(NECKLACE), NECKLACE_SIZE),
        "glasses": label(count(GLASSES), 1),
        "hat": label(count(HAT), 1),
        "mouth_open": label(count(MOUTH), OPENING),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("masks", type=Path, nargs="?", default=SHARED / "masks", help="folder of PNG masks")
    parser.add_argument("--only", type=Path, help="file with the stems to take, such as training/validation.txt")
    options = parser.parse_args()
    wanted = set(options.only.read_text().split()) if options.only else None
    writer = None
    for path in sorted(options.masks.glob("*.png")):
        if wanted is None or path.stem in wanted:
            row = {"file": f"{path.stem}.jpg"} | labels(np.array(Image.open(path)))
            if writer is None:
                writer = csv.DictWriter(sys.stdout, row)
                writer.writeheader()
            writer.writerow(row)


if __name__ == "__main__":
    main()

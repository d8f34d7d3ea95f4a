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
GLASSES, BROWS, EARS, MOUTH, HAT, EARRING, NECKLACE = (3,), (6, 7), (8, 9), (10,), (14,), (15,), (16,)
# Pixels of a mask of 512 x 512 from which on something is there for certain; fewer, but some, are arguable: an ear's
# rim between strands of hair, a stud of the size of a slip of the brush.
EAR, BROW, EARRING_SIZE, NECKLACE_SIZE, OPENING = 600, 350, 150, 120, 400


def label(pixels: int, certain: int) -> str:
    if pixels == 0:
        return "0"
    return "1" if pixels >= certain else ""


def labels(mask: np.ndarray) -> dict[str, str]:
    def count(classes: tuple[int, ...], area: np.ndarray = mask) -> int:
        return int(np.isin(area, classes).sum())

    middle = mask.shape[1] // 2
    brows = [count((brow,)) for brow in BROWS]
    return {
        # sides of the picture, whichever ear the annotator named
        "ear_left": label(count(EARS, mask[:, :middle]), EAR),
        "ear_right": label(count(EARS, mask[:, middle:]), EAR),
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

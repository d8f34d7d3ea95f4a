"""Where eyes and mouth lie in the data's framing: what the product aligns its crop to."""

import argparse
from pathlib import Path

import numpy as np

from dataset import DEFAULT_DATA, read_labels, split

EYES, MOUTH = (4, 5), (10, 11, 12)
NAMES = ("eye, picture's left", "eye, picture's right", "mouth")


def centre(labels: np.ndarray, wanted: tuple[int, ...]) -> np.ndarray | None:
    ys, xs = np.nonzero(np.isin(labels, wanted))
    return np.array([xs.mean(), ys.mean()]) if len(ys) > 60 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    rows = []
    for stem in [*split(options.data)[0], *split(options.data)[1]]:
        labels = read_labels(options.data, stem)
        eyes, mouth = [centre(labels, (eye,)) for eye in EYES], centre(labels, MOUTH)
        # strong turns shift the centres: only faces with both eyes of like size say where a frontal one lies
        sizes = [(labels == eye).sum() for eye in EYES]
        if mouth is not None and all(eye is not None for eye in eyes) and min(sizes) > 0.7 * max(sizes):
            # sorted: some of the pictures are mirrored, and their labels with them
            rows.append([*sorted(eyes, key=lambda point: point[0]), mouth])
    points = np.array(rows)
    print(
        f"{len(points)} near-frontal pictures of {labels.shape[1]} x {labels.shape[0]} pixels; mean +- deviation"
    )
    for index, name in enumerate(NAMES):
        print(f"{name}: {points[:, index].mean(0).round(1)} +- {points[:, index].std(0).round(1)}")
    eyes = (points[:, 0] + points[:, 1]) / 2
    print(f"between the eyes: {eyes.mean(0).round(1)} +- {eyes.std(0).round(1)}")
    print(f"distance of the eyes: {np.hypot(*(points[:, 1] - points[:, 0]).T).mean():.1f}")
    print(f"from between the eyes to the mouth: {np.hypot(*(points[:, 2] - eyes).T).mean():.1f}")


if __name__ == "__main__":
    main()

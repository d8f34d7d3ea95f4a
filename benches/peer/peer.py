"""What someone would otherwise write: photos per second of mediapipe, OpenCV and NumPy on the same pictures.

One process a core. Each decodes a picture, finds the face's mesh with irises and the person's mask, and takes the
statistics of the clothes in CIELAB. That is a fraction of Photogate's rules: no face parts, no backdrop, light, file
or sharpness rules, no report.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import time
from pathlib import Path

# mediapipe's libraries report every start on stderr.
os.environ.setdefault("GLOG_minloglevel", "3")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

CHIN, LEFT_EYE, RIGHT_EYE = 152, 468, 473
"""Landmarks of the refined mesh: the chin's lowest point and the two irises' centres."""


class Judge:
    """The models, loaded once a process."""

    def __init__(self):
        import cv2
        import mediapipe

        # one thread a process: the pool already has one process a core
        cv2.setNumThreads(1)
        self.mesh = mediapipe.solutions.face_mesh.FaceMesh(
            static_image_mode=True, max_num_faces=1, refine_landmarks=True
        )
        self.segmentation = mediapipe.solutions.selfie_segmentation.SelfieSegmentation(model_selection=0)

    def __call__(self, path: str) -> dict | None:
        """Where the eyes lie and what colour the clothes have; nothing where there is no face."""
        import cv2
        import numpy

        picture = cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB)
        height, width = picture.shape[:2]
        faces = self.mesh.process(picture).multi_face_landmarks
        person = self.segmentation.process(picture).segmentation_mask > 0.5
        if not faces:
            return None
        marks = faces[0].landmark
        below = min(max(int(marks[CHIN].y * height), 0), height - 1)
        lab = cv2.cvtColor(picture[below:].astype(numpy.float32) / 255, cv2.COLOR_RGB2LAB)
        clothes = lab[person[below:]]
        if len(clothes) == 0:
            return None
        lightness = clothes[:, 0]
        return {
            "eyes": [[marks[eye].x * width, marks[eye].y * height] for eye in (LEFT_EYE, RIGHT_EYE)],
            "median": numpy.median(clothes, axis=0).tolist(),
            "spread": clothes.std(axis=0).tolist(),
            "dark": float((lightness < 40).mean()),
        }


judge = None


def start() -> None:
    global judge
    judge = Judge()


def work(path: str) -> bool:
    return judge(path) is not None


def rates(paths: list[str], processes: int, rounds: int) -> tuple[list[float], int]:
    """Photos per second of each round, models loaded and warm; and in how many pictures a face was found."""
    with multiprocessing.Pool(processes, start) as pool:
        pool.map(work, paths[: 8 * processes], chunksize=4)
        measured, found = [], 0
        for _ in range(rounds):
            started = time.perf_counter()
            found = sum(pool.imap_unordered(work, paths, chunksize=4))
            measured.append(len(paths) / (time.perf_counter() - started))
    return measured, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of pictures")
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count(), help="default: one a core")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over all pictures, 5 by default")
    parser.add_argument("--json", action="store_true", help="one line of JSON in place of a sentence")
    arguments = parser.parse_args()
    paths = sorted(str(path) for path in arguments.folder.rglob("*.jpg"))
    if not paths:
        sys.exit(f"{arguments.folder}: no *.jpg in it")
    measured, found = rates(paths, arguments.processes, arguments.rounds)
    median = statistics.median(measured)
    if arguments.json:
        print(json.dumps({"photos": len(paths), "faces": found, "rates": measured, "median": median}))
    else:
        print(f"{len(paths)} pictures, a face in {found}: {median:.1f} photos/s (from {min(measured):.1f})")


if __name__ == "__main__":
    main()

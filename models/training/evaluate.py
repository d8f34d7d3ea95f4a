"""F1 by class and one-core time of an exported network on the validation part."""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from classes import NAMES
from dataset import DEFAULT_DATA, Portraits, split
from export import DEFAULT_OUTPUT
from metrics import TARGETS, confusion, f1, shrink


class Parser:
    """The exported network on one core, as the product runs it."""

    def __init__(self, path: Path, size: int):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.name, self.size = self.session.get_inputs()[0].name, size

    def input_of(self, picture: np.ndarray) -> np.ndarray:
        return shrink(picture, self.size)[None].astype(np.float32) / 255

    def __call__(self, picture: np.ndarray) -> np.ndarray:
        return self.session.run(None, {self.name: self.input_of(picture)})[0][0]

    def milliseconds(self, picture: np.ndarray, runs: int = 40) -> tuple[float, float]:
        """Best and median of some runs, pre-processing left out."""
        feed, spent = {self.name: self.input_of(picture)}, []
        for _ in range(runs):
            begin = time.perf_counter()
            self.session.run(None, feed)
            spent.append((time.perf_counter() - begin) * 1e3)
        return min(spent), float(np.median(spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=DEFAULT_OUTPUT)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with images/ and masks/")
    parser.add_argument("--errors", action="store_true", help="also print where each class's pixels went")
    parser.add_argument("--crop-scale", type=float, default=1.0, help="side of the crop against the data's framing")
    parser.add_argument("--size", type=int, default=320, help="input pixels, a multiple of 32")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    portraits = Portraits(options.data, split(options.data)[1])
    network = Parser(options.model, options.size)
    counts = confusion(network, portraits, options.crop_scale)
    scores = f1(counts)
    print(f"{len(portraits)} validation pictures, pixels pooled at full resolution\n")
    print("| class | F1 | target | pixels |\n|---|---|---|---|")
    for index, name in enumerate(NAMES):
        target = f"{TARGETS[name]:.2f}" if name in TARGETS else ""
        print(f"| {name} | {scores[name]:.3f} | {target} | {counts[index].sum()} |")
    best, median = network.milliseconds(portraits.pictures[0])
    print(f"\none core: {best:.1f} ms best, {median:.1f} ms median")
    if options.errors:
        shares = counts / counts.sum(1, keepdims=True)
        for index, name in enumerate(NAMES):
            others = sorted(((shares[index, k], NAMES[k]) for k in range(len(NAMES)) if k != index), reverse=True)[:4]
            print(f"{name}: " + ", ".join(f"{share:.3f} to {other}" for share, other in others))


if __name__ == "__main__":
    main()

"""Train a checkpoint on against the rounding to eight bits, and write it as an eight-bit ONNX graph."""

import argparse
import tempfile
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader

import augmentation
import warm_start
from averaging import Average, Teacher, mean_state
from dataset import DEFAULT_DATA, AugmentedSamples, Portraits, split
from export import DEFAULT_OUTPUT, folded_product, refuse_large, write
from metrics import shrink
from network import FaceParser
from quantization import freeze, quantize, rounded
from stepping import Schedule, step_once

HERE = Path(__file__).resolve().parent
# Pictures whose ranges the graph gets: so many, framed as the face and as the chest.
CALIBRATION_PICTURES = 48


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="*", default=[HERE / "runs/default/last.pt"])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with images/ and masks/")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    parser.add_argument("--teach-by", type=Path, nargs="*", default=[], help="exported networks that teach as well")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--until", help="UTC time; then the clock sets the schedule, not --steps")
    parser.add_argument("--freeze-from", type=float, default=0.5, help="share of the schedule after which ranges stay")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate")
    parser.add_argument("--teacher", type=float, default=0.6, help="the float network's share of the targets")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20240302)
    return parser.parse_args()


def calibration_pictures(portraits: Portraits, size: int) -> list[np.ndarray]:
    """As they are, and every second one small on a plain ground, as in the look at the chest."""
    every = max(1, len(portraits) // CALIBRATION_PICTURES)
    pictures = [shrink(picture, size) for picture in portraits.pictures[::every]]
    small = int(size * float(np.mean(augmentation.CHEST_ZOOM)))
    grounds = np.random.default_rng(0).integers(0, 256, (len(pictures), 3))
    for picture, ground in list(zip(pictures, grounds))[::2]:
        framed = np.full_like(picture, ground)
        left = (size - small) // 2
        framed[left : left + small, left : left + small] = shrink(picture, small)
        pictures.append(framed)
    return pictures


def stage(size: int, _step: int) -> tuple[int, float]:
    """The last part of a training sees few drawn things, and so does this."""
    return size, 0.25


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    portraits = Portraits(options.data, split(options.data)[0])
    contents = [torch.load(path, map_location="cpu", weights_only=True) for path in options.checkpoints]
    state, size = mean_state([content["average"] for content in contents]), contents[-1]["size"]

    network, precise = FaceParser(), FaceParser()
    network.load_state_dict(state)
    precise.load_state_dict(state)
    teacher = Teacher([precise, *warm_start.all_from_onnx(options.teach_by, portraits, size)], device)
    rounded(network).to(device, memory_format=torch.channels_last)
    average = Average(network, 0.995)
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.0)
    schedule = Schedule(options.steps, options.until, 0.0)
    samples = AugmentedSamples(portraits, options.seed, 0, 10**8, partial(stage, size), True)
    batches = iter(DataLoader(samples, options.batch, num_workers=options.workers))

    step, recent = 0, []
    while (progress := schedule.progress(step)) < 1:
        if progress >= options.freeze_from:
            freeze(network)
        for group in optimizer.param_groups:
            group["lr"] = options.rate * schedule.rate_factor(progress)
        teach = partial(teacher.chances, step=step) if step % 2 == 0 else None
        recent.append(step_once(network, average, optimizer, next(batches), device, teach, options.teacher))
        step += 1
        if step % 50 == 0:
            print(f"step {step} progress {progress:.3f} loss {np.mean(recent[-50:]):.3f}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder) / "float.onnx"
        write(folded_product(average.state), size, floats)
        quantize(floats, options.output, calibration_pictures(portraits, size))
    refuse_large(options.output)
    print(f"{options.output}: {options.output.stat().st_size} bytes, {step} steps")


if __name__ == "__main__":
    main()

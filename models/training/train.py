"""Train the face-parsing network; resume with --resume, stop by --steps or --until."""

import argparse
import csv
import math
import signal
import time
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader

import warm_start
from averaging import Average, Teacher
from classes import NAMES
from dataset import DEFAULT_DATA, AugmentedSamples, Portraits, split
from metrics import confusion, f1, shrink
from network import FaceParser
from stepping import Schedule, step_once

HERE = Path(__file__).resolve().parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with images/ and masks/")
    parser.add_argument("--backbone", type=Path, default=warm_start.DEFAULT_BACKBONE, help="int8 TFLite MobileNetV2")
    parser.add_argument("--init-from-onnx", type=Path, help="start from an exported network instead")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument("--out", type=Path, default=HERE / "runs/default", help="checkpoints and log")
    parser.add_argument("--size", type=int, default=320, help="input pixels, a multiple of 32")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument(
        "--small-size", type=int, default=224, help="input pixels of the first part, where a step costs half"
    )
    parser.add_argument(
        "--small-until", type=float, default=0.4, help="share of the schedule that it takes; 0 for none"
    )
    parser.add_argument("--steps", type=int, default=7000, help="length of the schedule")
    parser.add_argument(
        "--until", help="UTC time such as 2030-01-31T20:45; then the clock sets the schedule, not --steps"
    )
    parser.add_argument(
        "--draw-until", type=float, default=0.75, help="share of the schedule with all drawn and borrowed things"
    )
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate of the decoder")
    parser.add_argument("--encoder-rate", type=float, default=0.3, help="the encoder's share of it")
    parser.add_argument("--weight-decay", type=float, default=0.02)
    parser.add_argument("--averaging", type=float, default=0.999, help="decay of the weight average")
    parser.add_argument("--teacher", type=float, default=0.4, help="the averaged network's share of the targets")
    parser.add_argument(
        "--teacher-from", type=float, default=0.2, help="share of the schedule without it; 0 for a warm start"
    )
    parser.add_argument("--teacher-every", type=int, default=2, help="steps; in between the labels teach alone")
    parser.add_argument(
        "--teach-by", type=Path, nargs="*", default=[], help="exported networks that teach beside the average"
    )
    parser.add_argument("--no-chest", action="store_true", help="no batches framed as the look at the chest")
    parser.add_argument("--drop", type=float, default=0.1, help="chance of leaving out channels and late blocks")
    parser.add_argument(
        "--keep-from",
        type=float,
        default=0.6,
        help="share of the schedule after which each validated average is kept as kept-STEP.pt, for a mean of them",
    )
    parser.add_argument("--validate-every", type=float, default=600, help="seconds")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20240301)
    return parser.parse_args()


def stage(schedule: Schedule, options: argparse.Namespace, step: int) -> tuple[int, float]:
    """Input pixels of a step's batch, and the factor on how often things are drawn in it."""
    progress = schedule.progress(step)
    size = options.small_size if progress < options.small_until else options.size
    # the last part sees few drawn things: with all of them, three necklaces in four were false alarms
    return size, 1.0 if progress < options.draw_until else 0.25


def validate(state: dict, portraits: Portraits, size: int, device: torch.device) -> dict[str, float]:
    network = FaceParser().to(device).eval()
    network.load_state_dict(state)

    @torch.no_grad()
    def predict(picture: np.ndarray) -> np.ndarray:
        batch = torch.from_numpy(shrink(picture, size)).to(device).permute(2, 0, 1)[None].float() / 255
        return torch.softmax(network(batch), 1)[0].permute(1, 2, 0).cpu().numpy()

    return f1(confusion(predict, portraits))


def log(path: Path, row: dict) -> None:
    fresh = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, row)
        if fresh:
            writer.writeheader()
        writer.writerow(row)


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    # OpenMP workers and OpenCV's pool would fight for the same cores
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    options.out.mkdir(parents=True, exist_ok=True)

    training, validation = split(options.data)
    train_part, validation_part = Portraits(options.data, training), Portraits(options.data, validation)
    print(f"{len(train_part)} pictures to train on, {len(validation_part)} to validate, on {device}", flush=True)

    network = FaceParser(drop=options.drop)
    start = torch.load(options.resume, map_location="cpu", weights_only=True) if options.resume else None
    if start:
        network.load_state_dict(start["network"])
    elif options.init_from_onnx:
        warm_start.from_onnx(network, options.init_from_onnx, train_part, options.size)
    else:
        warm_start.from_backbone(network, options.backbone, train_part, options.size)
    network.to(device, memory_format=torch.channels_last)
    average = Average(network, options.averaging)

    encoder = list(network.encoder.parameters())
    known = {id(value) for value in encoder}
    decoder = [value for value in network.parameters() if id(value) not in known]
    groups = [
        {"params": encoder, "peak": options.rate * options.encoder_rate},
        {"params": decoder, "peak": options.rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=options.weight_decay)
    step, progress, best = 0, 0.0, 0.0
    if start:
        optimizer.load_state_dict(start["optimizer"])
        average.updates = start["updates"]
        average.state = {name: value.to(device) for name, value in start["average"].items()}
        step, progress = start["step"], start["progress"]
        best = start["best"]

    teacher = None
    if options.teacher:
        others = warm_start.all_from_onnx(options.teach_by, train_part, options.size)
        teacher = Teacher([average.as_network(), *others], device)
    schedule = Schedule(options.steps, options.until, progress)
    samples = AugmentedSamples(
        train_part, options.seed, step * options.batch, 10**8, partial(stage, schedule, options), not options.no_chest
    )
    batches = iter(
        DataLoader(samples, options.batch, num_workers=options.workers, prefetch_factor=6 if options.workers else None)
    )

    def save(name: str) -> None:
        content = {
            "network": network.state_dict(),
            "average": average.state,
            "optimizer": optimizer.state_dict(),
            "updates": average.updates,
            "step": step,
            "progress": progress,
            "size": options.size,
            "best": best,
        }
        # never leave a half-written checkpoint under the name that a resume looks for
        torch.save(content, options.out / "writing")
        (options.out / "writing").replace(options.out / name)

    stopped = []
    # what is asked to stop keeps what it has learnt
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))

    recent, began, last_validation = [], time.time(), time.time()
    while True:
        progress = schedule.progress(step)
        finished = progress >= 1
        if finished or time.time() - last_validation > options.validate_every:
            scores = validate(average.state, validation_part, options.size, device)
            mean = float(np.nanmean(list(scores.values())))
            row = {"step": step, "progress": f"{progress:.3f}", "minutes": f"{(time.time() - began) / 60:.1f}"}
            row |= {"loss": f"{np.mean(recent or [math.nan]):.4f}", "mean_f1": f"{mean:.4f}"}
            row |= {name: f"{scores[name]:.4f}" for name in NAMES}
            log(options.out / "log.csv", row)
            print(row, flush=True)
            save("last.pt")
            if progress >= options.keep_from:
                kept = {"average": average.state, "size": options.size, "step": step}
                torch.save(kept, options.out / f"kept-{step:06}.pt")
            if mean > best:
                best = mean
                save("best.pt")
            recent.clear()
            last_validation = time.time()
        if finished:
            break

        if stopped:
            save("last.pt")
            break

        factor = schedule.rate_factor(progress)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        teach = None
        if teacher and progress >= options.teacher_from and step % options.teacher_every == 0:
            teach = partial(teacher.chances, step=step)
        recent.append(step_once(network, average, optimizer, next(batches), device, teach, options.teacher))
        step += 1
        if step % 50 == 0:
            rate = (time.time() - began) / max(1, step - (start["step"] if start else 0))
            print(f"step {step} progress {progress:.3f} loss {np.mean(recent[-50:]):.3f} {rate:.2f} s/step", flush=True)


if __name__ == "__main__":
    main()

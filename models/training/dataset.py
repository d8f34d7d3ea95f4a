"""Pictures and masks in memory, the validation split, and the training samples."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from torch.utils.data import Dataset

import augmentation
import backdrops
import borrowed
import borrowed_earrings
import earrings
import mixing
from classes import COUNT, INDEX, MERGE

REPOSITORY = Path(__file__).resolve().parents[2]
DEFAULT_DATA = REPOSITORY.parent / "shared/data/parsing"
VALIDATION_SHARE = 0.2
# Of all salts tried before the first training, one that gives each rare class about its share of
# pictures and of pixels on both sides: by chance one side can be left without necklaces.
SPLIT_SALT = "395/"
# How often a picture that shows the class is drawn, relative to one that shows none of them.
OVERSAMPLING = {"hat": 3.0, "glasses": 3.0, "necklace": 3.0, "earring": 1.6, "ear": 1.2}
# Shares of the samples that wear another portrait's earrings, or have its backdrop.
BORROWED_EARRINGS = 0.22
BORROWED_BACKDROP = 0.2
# Every how many batches one is framed and sized as the product's look at the chest, and its side against the others'.
CHEST_EVERY = 3
CHEST_SIZE = 0.7
# Fewer pixels than this are slips of the annotator's brush, not a reason to oversample.
VISIBLE_PIXELS = 80


def is_validation(stem: str) -> bool:
    """Stable over machines and over additions to the folder: only the name decides."""
    digest = hashlib.sha256((SPLIT_SALT + stem).encode()).digest()
    return int.from_bytes(digest[:4], "big") < VALIDATION_SHARE * 2**32


def split(root: Path) -> tuple[list[str], list[str]]:
    """Names for training and for validation, sorted."""
    stems = sorted(path.stem for path in (root / "masks").glob("*.png"))
    return (
        [stem for stem in stems if not is_validation(stem)],
        [stem for stem in stems if is_validation(stem)],
    )


def read_picture(root: Path, stem: str) -> np.ndarray:
    """RGB, 8 bit."""
    path = next((root / "images").glob(f"{stem}.*"))
    return cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def read_labels(root: Path, stem: str) -> np.ndarray:
    """The data's own labels. Read by Pillow because OpenCV turns palette pictures into colours."""
    return np.array(Image.open(root / f"masks/{stem}.png"), dtype=np.uint8)


class Portraits:
    """All pictures of one part of the split, decoded once: decoding would cost more than warping."""

    def __init__(self, root: Path, stems: list[str]):
        self.stems = stems
        self.pictures = [read_picture(root, stem) for stem in stems]
        self.raw_labels = [read_labels(root, stem) for stem in stems]
        self.labels = [MERGE[raw] for raw in self.raw_labels]

    def __len__(self) -> int:
        return len(self.stems)

    def sampling_weights(self) -> np.ndarray:
        weights = np.ones(len(self))
        for position, labels in enumerate(self.labels):
            pixels = np.bincount(labels.ravel(), minlength=COUNT)
            for name, factor in OVERSAMPLING.items():
                if pixels[INDEX[name]] >= VISIBLE_PIXELS:
                    weights[position] = max(weights[position], factor)
        return weights


class AugmentedSamples(Dataset):
    """Endless training samples; the index is the seed, so a run can be repeated and resumed."""

    def __init__(
        self,
        portraits: Portraits,
        seed: int,
        first: int,
        count: int,
        stage: Callable[[int], tuple[int, float]],
        chest: bool,
    ):
        self.portraits = portraits
        # pixels of a step's batch, and a factor on how often things are drawn in it; asked by the step's number, since workers
        # are some batches ahead of the training loop
        self.stage = stage
        self.seed = seed
        self.first = first
        self.count = count
        # whether some batches look at the chest
        self.chest = chest
        weights = portraits.sampling_weights()
        self.cumulative = np.cumsum(weights / weights.sum())
        self.lenders = {
            name: [k for k, labels in enumerate(portraits.labels) if borrowed.can_lend(labels, name)]
            for name in borrowed.LENDABLE
        }
        self.lobes = [earrings.find_lobes(raw) for raw in portraits.raw_labels]
        pairs = zip(portraits.pictures, portraits.raw_labels)
        self.earrings = [piece for pair in pairs for piece in borrowed_earrings.find_earrings(*pair)]
        areas = enumerate(backdrops.find_backdrop(labels) for labels in portraits.labels)
        self.backdrops = [(index, area) for index, area in areas if area]

    def __len__(self) -> int:
        return self.count

    def __getitems__(self, indices: list[int]) -> list[tuple[np.ndarray, ...]]:
        step = (self.first + indices[0]) // len(indices)
        # asked once: the pictures of a batch must be of one size
        size, drawing = self.stage(step)
        chest = self.chest and step % CHEST_EVERY == 0
        if chest:
            size = int(size * CHEST_SIZE) // 32 * 32
        samples = [self.sample(index, size, drawing, chest) for index in indices]
        mixing.mix(samples, mixing.SHARE * drawing, np.random.default_rng((self.seed + 1, self.first + indices[0])))
        return samples

    def sample(self, index: int, size: int, drawing: float, chest: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Picture before and after light and camera faults, and labels."""
        rng = np.random.default_rng((self.seed, self.first + index))
        chosen = int(np.searchsorted(self.cumulative, rng.random()).clip(0, len(self.portraits) - 1))
        stored = self.portraits
        picture, labels = stored.pictures[chosen].copy(), stored.labels[chosen].copy()
        for name, lenders in self.lenders.items():
            if lenders and rng.random() < borrowed.CHANCES[name] * drawing and borrowed.can_borrow(labels, name):
                donor = lenders[rng.integers(len(lenders))]
                borrowed.lend(picture, labels, stored.pictures[donor], stored.labels[donor], name, rng)
        wears_none = not (labels == INDEX["earring"]).any()
        if self.earrings and wears_none and rng.random() < BORROWED_EARRINGS * drawing:
            piece = self.earrings[rng.integers(len(self.earrings))]
            borrowed_earrings.lend_earring(picture, labels, self.lobes[chosen], piece, rng)
        backdrop = None
        if self.backdrops and rng.random() < BORROWED_BACKDROP:
            lender, area = self.backdrops[rng.integers(len(self.backdrops))]
            backdrop = backdrops.cut(stored.pictures[lender], area, rng)
        # drawn earrings only where no real one was hung
        lobes = [] if wears_none and (labels == INDEX["earring"]).any() else self.lobes[chosen]
        arrays = augmentation.augment(picture, labels, lobes, size, drawing, backdrop, chest, rng)
        # contiguous and own memory: the batch is mixed in place
        return tuple(np.array(array, order="C") for array in arrays)

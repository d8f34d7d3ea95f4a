"""Fit the chances that the face's evidence is weighed into, and say how well they separate.

Reads what `cargo run --release --example measurements -- PICTURES` prints, and labels; writes the Rust file with the
weights. A chance is a logistic regression on two to four features, both answers weighted alike.
"""

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
SHARED = REPOSITORY.parent / "shared/data"
OUTPUT = REPOSITORY / "crates/photogate/src/measurement/face/calibration.rs"
SIDES = ("image_left", "image_right")
FOLDS = 5
SEED = 20240301


@dataclass(frozen=True)
class Question:
    """What is asked, of which evidence, and which label answers it."""

    constant: str
    meaning: str
    evidence: str
    # label column for each place of the evidence; several places with one column: the likelier one answers
    columns: tuple[str, ...]
    violation: str
    # composed pictures count with this weight: they show twelve people again and again
    composed: float = 0.1
    # rare things need the pictures that the network was trained on as well
    with_training: bool = False
    # which way each feature must pull for the chance to rise: a fit on few pictures may not reverse it
    signs: tuple[int, ...] = (1, 1)


QUESTIONS = (
    Question("EAR_HIDDEN", "an ear is hidden", "ear_hidden", ("ear_left", "ear_right"), "0", signs=(-1, -1, 1)),
    Question("BROW_COVERED", "an eyebrow is covered", "brow_covered", ("brows", "brows"), "0", with_training=True, signs=(-1, 1)),
    Question("EARRING", "an earring is worn", "earring", ("earring", "earring"), "1", composed=0.0),
    Question("NECKLACE", "a necklace is worn", "necklace", ("necklace",), "1", with_training=True, signs=(1, 1, 1, 1)),
    Question("HEADWEAR", "the head is covered", "headwear", ("hat",), "1", with_training=True),
    Question("GLASSES", "glasses are worn", "glasses", ("glasses",), "1", signs=(1, 1)),
    Question("MOUTH_OPEN", "the mouth is open or shows teeth", "mouth_open", ("mouth_open",), "1"),
)


@dataclass
class Picture:
    parts: dict
    labels: dict[str, str]
    trained_on: bool
    composed: bool

    @property
    def source(self) -> str:
        """The picture that a composed one was made from, or the picture itself."""
        return self.labels.get("source", self.labels["file"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measurements", type=Path, nargs="+", help="JSON lines of the example `measurements`")
    parser.add_argument("--labels", type=Path, nargs="+", help="label files",
                        default=[SHARED / "portraits/labels.csv", REPOSITORY / "target/parsing/labels.csv", SHARED / "campaign/labels.csv"])
    parser.add_argument("--validation", type=Path, default=REPOSITORY / "models/training/validation.txt",
                        help="stems of the parsed pictures that the network was not trained on")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    return parser.parse_args()


def read(options: argparse.Namespace) -> list[Picture]:
    labels, folder = {}, {}
    for path in options.labels:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                labels[row["file"]] = row
                folder[row["file"]] = path.parent.name
    validation = set(options.validation.read_text().split())
    pictures = []
    for path in options.measurements:
        for line in path.read_text(encoding="utf-8").splitlines():
            photo = json.loads(line)
            name = Path(photo["file"]).name
            parts = photo["measurements"]["face_parts"].get("Ok")
            if parts and name in labels:
                trained_on = folder[name] == "parsing" and Path(name).stem not in validation
                pictures.append(Picture(parts, labels[name], trained_on, folder[name] == "campaign"))
    return pictures


def places(question: Question, picture: Picture) -> list[np.ndarray]:
    """The features of each place that the question looks at."""
    evidence = picture.parts[question.evidence]
    both = [evidence[side] for side in SIDES] if SIDES[0] in evidence else [evidence]
    return [np.array(place["features"]) for place in both]


@dataclass
class Samples:
    """Features and answers, one row each, and the picture that they are from."""

    rows: np.ndarray
    answers: np.ndarray
    pictures: list[Picture]

    def where(self, holds) -> np.ndarray:
        return np.array([holds(picture) for picture in self.pictures])

    def weights(self, question: Question) -> np.ndarray:
        """What each row counts for in the fit."""
        def weight(picture: Picture) -> float:
            if picture.trained_on:
                return float(question.with_training)
            return question.composed if picture.composed else 1.0

        return np.array([weight(picture) for picture in self.pictures])


def samples(question: Question, pictures: list[Picture]) -> Samples:
    rows, answers, own = [], [], []

    def add(features: np.ndarray, label: str, picture: Picture) -> None:
        if label in ("0", "1"):
            rows.append(features)
            answers.append(label == question.violation)
            own.append(picture)

    for picture in pictures:
        found = places(question, picture)
        if len(set(question.columns)) == len(found):
            for features, column in zip(found, question.columns):
                add(features, picture.labels.get(column, ""), picture)
        else:
            # one label for both sides: the side with more to say
            pull = np.array(question.signs)
            add(max(found, key=lambda features: float(features @ pull)), picture.labels.get(question.columns[0], ""), picture)
    return Samples(np.array(rows), np.array(answers), own)


def fitted(rows: np.ndarray, answers: np.ndarray, counts: np.ndarray, signs: tuple[int, ...]) -> tuple[float, np.ndarray]:
    """Intercept and weights on the features as they are; a feature that pulls the wrong way is left out."""
    some = counts > 0
    rows, answers, counts = rows[some], answers[some], counts[some]
    # both answers weigh alike, whatever the pictures are
    counts = counts / np.where(answers, counts[answers].sum(), counts[~answers].sum()) * len(counts) / 2
    used = np.ones(rows.shape[1], bool)
    while True:
        scale = StandardScaler().fit(rows[:, used])
        model = LogisticRegression(C=1.0).fit(scale.transform(rows[:, used]), answers, sample_weight=counts)
        found = np.zeros(rows.shape[1])
        found[used] = model.coef_[0] / scale.scale_
        wrong = found * np.array(signs) < 0
        if not wrong.any():
            return float(model.intercept_[0] - (model.coef_[0] * scale.mean_ / scale.scale_).sum()), found
        used &= ~wrong


def equal_error_rate(answers: np.ndarray, scores: np.ndarray) -> float:
    false, hit, _ = roc_curve(answers, scores)
    missed = 1 - hit
    first = int(np.argmax(missed <= false))
    if first == 0:
        return float(false[0])
    before, after = missed[first - 1] - false[first - 1], missed[first] - false[first]
    share = before / (before - after)
    return float(false[first - 1] + share * (false[first] - false[first - 1]))


def chances_of(rows: np.ndarray, intercept: float, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-intercept - rows @ weights))


def crossed(data: Samples, question: Question) -> np.ndarray:
    """Chances by weights that were fitted without the picture and without all that is made from it."""
    chances, counts = np.full(len(data.answers), np.nan), data.weights(question)
    groups = np.array([picture.source for picture in data.pictures])
    split = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED).split(data.rows, data.answers, groups)
    for fit, test in split:
        intercept, weights = fitted(data.rows[fit], data.answers[fit], counts[fit], question.signs)
        chances[test] = chances_of(data.rows[test], intercept, weights)
    return chances


def row(name: str, truth: np.ndarray, chances: np.ndarray, kept: np.ndarray) -> str:
    cells = [name, truth.sum(), (~truth).sum()]
    if truth.any() and not truth.all():
        for scores in (chances, kept):
            cells += [f"{roc_auc_score(truth, scores):.3f}", f"{100 * equal_error_rate(truth, scores):.1f} %"]
    else:
        cells += ["-"] * 4
    cells += [f"{(kept[truth] < 0.5).mean():.3f}" if truth.any() else "-", f"{(kept[~truth] >= 0.5).mean():.3f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    options = arguments()
    pictures = read(options)
    lines = []
    print("Pictures that the network was not trained on; the last four columns by cross-validation.\n")
    print("| question | yes | no | AUC | EER | AUC | EER | missed at 0.5 | false at 0.5 |\n|" + "---|" * 9)
    for question in QUESTIONS:
        data = samples(question, pictures)
        counts = data.weights(question)
        intercept, weights = fitted(data.rows, data.answers, counts, question.signs)
        chances, kept = chances_of(data.rows, intercept, weights), crossed(data, question)
        for name, part in (
            (question.meaning, data.where(lambda picture: not picture.trained_on and not picture.composed)),
            ("- composed pictures", data.where(lambda picture: picture.composed)),
        ):
            if part.any():
                print(row(name, data.answers[part], chances[part], kept[part]))
        used = counts > 0
        values = ", ".join(f"{value:.3f}" for value in weights)
        lines += [f"/// Chance that {question.meaning}. Fitted on {data.answers[used].sum()} places where it is so and",
                  f"/// {(~data.answers[used]).sum()} where it is not.",
                  f"pub(super) const {question.constant}: Logistic<{len(weights)}> =",
                  f"    Logistic {{ intercept: {intercept:.3f}, weights: [{values}] }};"]
    text = ["// Written by models/calibration/fit.py; run it again instead of editing.",
            "//! Fitted weights of the evidence on the face.", "", "use super::evidence::Logistic;", "", *lines, ""]
    options.output.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()

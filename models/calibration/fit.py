"""Fit the chances that the face's evidence is weighed into, and say how well they separate.

Reads what `cargo run --release --example measurements -- PICTURES` prints, and labels; writes the Rust file with the
weights. A chance is a logistic regression on two or three features, both answers weighted alike.
"""

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
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
    # rare things need the pictures that the network was trained on as well
    with_training: bool = False
    # which way each feature must pull for the chance to rise: a fit on few pictures may not reverse it
    signs: tuple[int, ...] = (1, 1)


QUESTIONS = (
    Question("EAR_HIDDEN", "an ear is hidden", "ear_hidden", ("ear_left", "ear_right"), "0", signs=(-1, -1, -1, 1, 1)),
    Question("BROW_COVERED", "an eyebrow is covered", "brow_covered", ("brows", "brows"), "0", True, (-1, 1)),
    Question("EARRING", "an earring is worn", "earring", ("earring", "earring"), "1"),
    Question("NECKLACE", "a necklace is worn", "necklace", ("necklace",), "1", True, (1, 1, 1, 1)),
    Question("HEADWEAR", "the head is covered", "headwear", ("hat",), "1", True),
    Question("GLASSES", "glasses are worn", "glasses", ("glasses",), "1"),
    Question("MOUTH_OPEN", "the mouth is open or shows teeth", "mouth_open", ("mouth_open",), "1"),
)


@dataclass
class Picture:
    parts: dict
    labels: dict[str, str]
    trained_on: bool


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measurements", type=Path, nargs="+", help="JSON lines of the example `measurements`")
    parser.add_argument("--labels", type=Path, nargs="+", help="label files",
                        default=[SHARED / "portraits/labels.csv", SHARED / "parsing/labels.csv"])
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
                pictures.append(Picture(parts, labels[name], trained_on))
    return pictures


def places(question: Question, picture: Picture) -> list[np.ndarray]:
    """The features of each place that the question looks at."""
    evidence = picture.parts[question.evidence]
    both = [evidence[side] for side in SIDES] if SIDES[0] in evidence else [evidence]
    return [np.array(place["features"]) for place in both]


def samples(question: Question, pictures: list[Picture]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, answers, and whether the network was trained on the picture."""
    rows, answers, trained = [], [], []

    def add(features: np.ndarray, label: str, picture: Picture) -> None:
        if label in ("0", "1"):
            rows.append(features)
            answers.append(label == question.violation)
            trained.append(picture.trained_on)

    for picture in pictures:
        found = places(question, picture)
        if len(set(question.columns)) == len(found):
            for features, column in zip(found, question.columns):
                add(features, picture.labels.get(column, ""), picture)
        else:
            # one label for both sides: the side with more to say
            pull = np.array(question.signs)
            add(max(found, key=lambda features: float(features @ pull)), picture.labels.get(question.columns[0], ""), picture)
    return np.array(rows), np.array(answers), np.array(trained)


def regression() -> object:
    return make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", C=1.0))


def weights(rows: np.ndarray, answers: np.ndarray, signs: tuple[int, ...]) -> tuple[float, np.ndarray]:
    """Intercept and weights on the features as they are; a feature that pulls the wrong way is left out."""
    used = np.ones(rows.shape[1], bool)
    while True:
        model = regression().fit(rows[:, used], answers)
        scale, fitted = model[0], model[1]
        found = np.zeros(rows.shape[1])
        found[used] = fitted.coef_[0] / scale.scale_
        wrong = found * np.array(signs) < 0
        if not wrong.any():
            return float(fitted.intercept_[0] - (fitted.coef_[0] * scale.mean_ / scale.scale_).sum()), found
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


def crossed(rows: np.ndarray, answers: np.ndarray, trained: np.ndarray, question: Question) -> np.ndarray:
    """Chances of pictures that the weights were not fitted on."""
    chances = np.full(len(answers), np.nan)
    folds = min(FOLDS, int(answers[~trained].sum()), int((~answers[~trained]).sum()))
    if folds < 2:
        return chances
    own = np.nonzero(~trained)[0]
    for fit, test in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(own, answers[own]):
        used = np.concatenate([own[fit], np.nonzero(trained)[0]]) if question.with_training else own[fit]
        intercept, found = weights(rows[used], answers[used], question.signs)
        chances[own[test]] = 1 / (1 + np.exp(-intercept - rows[own[test]] @ found))
    return chances


def main() -> None:
    options = arguments()
    pictures = read(options)
    lines = []
    print("| question | yes | no | AUC | EER | wrong at 0.5: yes | no | cross-validated AUC | EER |\n|---|---|---|---|---|---|---|---|---|")
    for question in QUESTIONS:
        rows, answers, trained = samples(question, pictures)
        used = np.ones(len(answers), bool) if question.with_training else ~trained
        intercept, found = weights(rows[used], answers[used], question.signs)
        own = ~trained
        chances = 1 / (1 + np.exp(-intercept - rows[own] @ found))
        truth, kept = answers[own], crossed(rows, answers, trained, question)[own]
        held_out = ("-", "-") if np.isnan(kept).any() else (
            f"{roc_auc_score(truth, kept):.3f}", f"{100 * equal_error_rate(truth, kept):.1f} %")
        print(f"| {question.meaning} | {truth.sum()} | {(~truth).sum()} | {roc_auc_score(truth, chances):.3f} "
              f"| {100 * equal_error_rate(truth, chances):.1f} % | {(chances[truth] < 0.5).mean():.3f} "
              f"| {(chances[~truth] >= 0.5).mean():.3f} | {held_out[0]} | {held_out[1]} |")
        values = ", ".join(f"{value:.3f}" for value in found)
        lines += [f"/// Chance that {question.meaning}. Fitted on {answers[used].sum()} pictures or sides where it is so and",
                  f"/// {(~answers[used]).sum()} where it is not.",
                  f"pub(super) const {question.constant}: Logistic<{len(found)}> =",
                  f"    Logistic {{ intercept: {intercept:.3f}, weights: [{values}] }};"]
    text = ["// Written by models/calibration/fit.py; run it again instead of editing.",
            "//! Fitted weights of the evidence on the face: on `portraits` and on the validation part of `parsing`; where the",
            "//! count says so, on all of `parsing`.", "", "use super::evidence::Logistic;", "", *lines, ""]
    options.output.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()

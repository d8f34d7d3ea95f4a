"""What the labels and the fit promise, on data made by hand. Run: python -m pytest models/calibration"""

import json

import numpy as np
import pytest

import fit
import label_masks

EAR, HAIR = 8, 13


def mask_with_ear(rows: int, eyes_apart: int = 124) -> np.ndarray:
    """A mask of 512 x 512 with both eyes and, on the picture's left, an ear that shows in so many rows."""
    mask = np.zeros((512, 512), np.uint8)
    mask[240:250, 190:200] = 4
    mask[240:250, 190 + eyes_apart : 200 + eyes_apart] = 5
    mask[230 : 230 + rows, 120:150] = EAR
    return mask


@pytest.mark.parametrize(("rows", "label"), [(0, "0"), (55, "0"), (75, ""), (95, "1"), (120, "1")])
def test_an_ear_is_visible_by_the_rows_in_which_it_shows(rows, label):
    found = label_masks.labels(mask_with_ear(rows))
    assert found["ear_left"] == label
    assert found["ear_right"] == "0"


def test_an_ear_is_measured_against_its_face():
    assert label_masks.labels(mask_with_ear(75, eyes_apart=90))["ear_left"] == "1"
    assert label_masks.labels(mask_with_ear(75, eyes_apart=170))["ear_left"] == "0"


def test_a_mask_without_eyes_has_the_framing_of_the_data():
    assert label_masks.eye_distance(np.zeros((512, 512), np.uint8)) == label_masks.EYE_DISTANCE


def test_rows_count_not_what_lies_between_them():
    mask = mask_with_ear(100)
    mask[230:330:2, 120:150] = HAIR
    assert label_masks.labels(mask)["ear_left"] == "0"


def test_little_of_a_brow_or_an_ornament_is_arguable():
    mask = mask_with_ear(100)
    assert (label_masks.labels(mask)["brows"], label_masks.labels(mask)["earring"]) == ("0", "0")
    mask[350:360, 120:130] = 15
    assert label_masks.labels(mask)["earring"] == ""
    mask[350:370, 120:130] = 15
    assert label_masks.labels(mask)["earring"] == "1"


def separable(count: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose first feature answers, whose second says nothing, and the answers."""
    rng = np.random.default_rng(1)
    answers = np.arange(count) % 3 == 0
    return np.column_stack([np.where(answers, 1.0, -1.0) + rng.normal(0, 0.3, count), rng.normal(0, 1, count)]), answers


def test_the_fit_separates_and_lets_no_feature_pull_the_wrong_way():
    rows, answers = separable()
    intercept, weights = fit.fitted(rows, answers, np.ones(len(answers)), (1, 1))
    chances = fit.chances_of(rows, intercept, weights)
    assert ((chances >= 0.5) == answers).mean() > 0.95
    _, reversed_weights = fit.fitted(rows, answers, np.ones(len(answers)), (-1, 1))
    assert reversed_weights[0] == 0


def test_rows_that_count_nothing_do_not_change_the_fit():
    rows, answers = separable()
    counts = np.ones(len(answers))
    alone = fit.fitted(rows, answers, counts, (1, 1))
    more = fit.fitted(np.vstack([rows, -9 * rows]), np.tile(answers, 2), np.concatenate([counts, 0 * counts]), (1, 1))
    assert alone[0] == pytest.approx(more[0]) and alone[1] == pytest.approx(more[1])


@pytest.mark.parametrize(
    ("scores", "rate"), [([0.1, 0.2, 0.8, 0.9], 0.0), ([0.1, 0.8, 0.2, 0.9], 0.5), ([0.9, 0.8, 0.2, 0.1], 1.0)]
)
def test_equal_error_rate_of_known_orders(scores, rate):
    assert fit.equal_error_rate(np.array([False, False, True, True]), np.array(scores)) == pytest.approx(rate)


def picture(name: str, source: str, features: list[float], composed: bool = False) -> fit.Picture:
    labels = {"file": name, "source": source, "ear_left": "0" if features[0] > 0 else "1", "ear_right": ""}
    sides = {side: {"features": features} for side in fit.SIDES}
    return fit.Picture({"ear_hidden": sides}, labels, trained_on=False, composed=composed)


QUESTION = fit.Question("EAR", "an ear is hidden", "ear_hidden", ("ear_left", "ear_right"), "0")


def test_only_labelled_sides_are_samples():
    data = fit.samples(QUESTION, [picture("a.jpg", "a", [1.0, 0.0]), picture("b.jpg", "b", [-1.0, 0.0])])
    assert data.answers.tolist() == [True, False]
    assert data.rows.tolist() == [[1.0, 0.0], [-1.0, 0.0]]


def test_composed_pictures_count_less():
    data = fit.samples(QUESTION, [picture("a.jpg", "a", [1.0, 0.0]), picture("b.jpg", "a", [-1.0, 0.0], composed=True)])
    assert data.weights(QUESTION).tolist() == [1.0, QUESTION.composed]


def test_cross_validation_never_fits_on_the_source_that_it_judges(monkeypatch):
    rows, answers = separable()
    # rows of one source stand behind each other; the last column tells the source
    sources = np.arange(len(rows)) // 3
    pictures = [
        picture(f"{number}.jpg", str(source), [1.0 if answer else -1.0, float(row[1]), float(source)])
        for number, (row, answer, source) in enumerate(zip(rows, answers, sources))
    ]
    question = fit.Question("EAR", "", "ear_hidden", ("ear_left", "ear_right"), "0", signs=(1, 1, 1))
    fitted_on = []
    real = fit.fitted

    def spy(rows, *rest):
        fitted_on.append(set(rows[:, 2]))
        return real(rows, *rest)

    monkeypatch.setattr(fit, "fitted", spy)
    chances = fit.crossed(fit.samples(question, pictures), question)
    assert not np.isnan(chances).any()
    assert len(fitted_on) == fit.FOLDS
    held_out = [set(sources.astype(float)) - seen for seen in fitted_on]
    assert all(held_out) and sum(map(len, held_out)) == len(set(sources))


def test_measurements_without_a_face_or_a_label_are_left_out(tmp_path):
    face = {"face_parts": {"Ok": {"ear_hidden": {}}}}
    lines = [("known.jpg", face), ("unknown.jpg", face), ("faceless.jpg", {"face_parts": {"Err": "Face"}})]
    measured = tmp_path / "measured.jsonl"
    measured.write_text("\n".join(json.dumps({"file": name, "measurements": found}) for name, found in lines))
    labelled = tmp_path / "portraits" / "labels.csv"
    labelled.parent.mkdir()
    labelled.write_text("file,ear_left\nknown.jpg,1\nfaceless.jpg,1\n")
    validation = tmp_path / "validation.txt"
    validation.write_text("")
    options = type("Options", (), {"labels": [labelled], "measurements": [measured], "validation": validation})
    assert [found.labels["file"] for found in fit.read(options)] == ["known.jpg"]

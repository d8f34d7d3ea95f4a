"""What the series and their scores promise, on a picture made by hand. Run: python -m pytest models/calibration"""

import json

import numpy as np
import pytest
from PIL import Image

import degrade
import score_series

SKIN = (205, 160, 130)
SIDE = 320


def lab_of(rgb) -> dict[str, float]:
    return dict(zip("lab", map(float, degrade.lab(degrade.linear(np.array(rgb, np.float32) / 255)))))


@pytest.fixture
def picture(tmp_path) -> degrade.Picture:
    """A face of bars on a blue ground, with glasses."""
    pixels = np.full((SIDE, SIDE, 3), (100, 197, 255), np.uint8)
    pixels[60:260, 60:260] = SKIN
    pixels[150:260:8, 60:260] = 70
    for left in (90, 190):
        pixels[120:134, left : left + 40] = 225
        pixels[120:134, left + 13 : left + 27] = 50
    Image.fromarray(pixels).save(tmp_path / "one.png")
    (tmp_path / "labels.csv").write_text("file,glasses\none.png,1\n")
    eyes = {side: {"x": x, "y": 120.0, "width": 40.0, "height": 14.0} for side, x in (("left", 90.0), ("right", 190.0))}
    measured = {
        "faces": [{"x": 60.0, "y": 60.0, "width": 200.0, "height": 200.0}],
        "face_parts": {"Ok": {"eyes": eyes}},
        "geometry": {"Ok": {"head_top": {"Ok": {"highest": {"x": 160.0, "y": 10.0}, "is_cut_off": False}}}},
        "pose": {"Ok": {"yaw_degrees": 2.0}},
        "light": {
            "Ok": {
                "exposure": {"lights": 70.0},
                "evenness": {"difference": 3.0},
                "cast": {"backdrop_shift": 0.0},
            }
        },
        "skin": {"Ok": {"colour": lab_of(SKIN)}},
        "backdrop": {"Ok": {"colour": lab_of((100, 197, 255))}},
    }
    return degrade.Picture(tmp_path / "one.png", measured)


def steps(picture, name):
    # the same seed at each step, as `write_series` has it
    return [degrade.SERIES[name](picture, strength, np.random.default_rng(5)) for strength in degrade.STRENGTHS]


@pytest.mark.parametrize("name", [name for name in degrade.SERIES if name != "jpeg_again"])
def test_each_step_leads_farther_from_the_picture(picture, name):
    first = degrade.BEGINNING.get(name, degrade.as_it_is)(picture)
    away = [float(np.abs(np.clip(step, 0, 1) - first).mean()) for step in steps(picture, name)]
    assert away[0] > 0
    assert all(before < after for before, after in zip(away, away[1:])), away


def test_a_second_compression_has_its_grid_elsewhere(picture):
    for step in steps(picture, "jpeg_again"):
        assert step.shape[0] < SIDE and step.shape[1] < SIDE


def test_no_glasses_no_reflection_and_none_on_a_turned_head(picture):
    picture.yaw = degrade.MOST_YAW + 1
    assert degrade.glare(picture, 3, np.random.default_rng(1)) is None
    picture.yaw, picture.glasses = 0, False
    assert degrade.glare(picture, 3, np.random.default_rng(1)) is None


def test_light_and_colour_are_those_of_the_standards():
    assert degrade.encoded(degrade.linear(np.linspace(0, 1, 9))) == pytest.approx(np.linspace(0, 1, 9), abs=1e-6)
    white, red = degrade.lab(np.ones(3)), degrade.lab(np.array([1.0, 0, 0]))
    assert white == pytest.approx([100, 0, 0], abs=0.1)
    assert red == pytest.approx([53.24, 80.09, 67.20], abs=0.3)
    colour = dict(l=60.0, a=14.0, b=18.0)
    assert degrade.lab(degrade.light_of(colour)) == pytest.approx([60, 14, 18], abs=0.1)


@pytest.mark.parametrize(
    ("values", "in_order"),
    [
        ([0.1, 0.3, 0.5, 0.7, 0.8, 0.9], True),
        ([0.05, 0.02, 0.3, 0.7, 0.95, 0.93], True),
        ([0.1, 0.4, 0.3, 0.7, 0.8, 0.9], False),
        ([0.3, 0.35, 0.4, 0.42, 0.45, 0.49], False),
        ([0.85, 0.86, 0.88, 0.92, 0.95, 0.97], True),
        ([0.02, 0.03, 0.04, 0.05, 0.05, 0.05], False),
    ],
)
def test_a_series_is_in_order_if_it_rises_at_every_step_and_by_enough(values, in_order):
    assert score_series.ordered(values) is in_order


def test_findings_are_sorted_by_series_picture_and_strength(tmp_path):
    lines = [
        {"file": "x/blur/a__b__2.jpg", "findings": [{"rule": "image.sharp", "violation": 0.7}]},
        {"file": "x/clean/a__b__0.jpg", "findings": [{"rule": "image.sharp", "violation": None}]},
        {"file": "x/blur/a__b__3.jpg", "verdict": "error"},
    ]
    file = tmp_path / "findings.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    found = score_series.violations(file)
    assert found["blur", "a__b"] == {2: {"image.sharp": 0.7}, 3: {}}
    assert found["clean", "a__b"] == {0: {}}

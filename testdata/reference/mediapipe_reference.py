#!/usr/bin/env python3
"""Runs MediaPipe on the test portraits and stores what it finds in mediapipe.json.

    python3 testdata/reference/mediapipe_reference.py              the pictures in testdata/photos
    python3 testdata/reference/mediapipe_reference.py FILE...      these pictures instead

The stored numbers are what our own decoding of the same models is tested against. The script makes its own virtual
environment in testdata/reference/.venv from requirements.txt and runs itself again inside it.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTDATA = HERE.parent
OUTPUT = HERE / "mediapipe.json"
REQUIREMENTS = HERE / "requirements.txt"
VENV = HERE / ".venv"

DECIMALS = 3
MIN_CONFIDENCE = 0.5


# What is drawn hides the eyes or the outline that the mesh goes by: the JPEG decoders' last digits then move a landmark
# by 1.1 and 2.3 pixels.
HIDDEN_FACES = {"biden-heavy-frame-fails-frame", "biden-hair-over-both-ears-fails-ears"}


def main() -> None:
    enter_virtual_environment()
    files = [Path(name) for name in sys.argv[1:]] or sorted(
        path for path in (TESTDATA / "photos").glob("*.jpg") if path.stem not in HIDDEN_FACES
    )
    if not files:
        raise SystemExit("no pictures in testdata/photos; name some on the command line")
    OUTPUT.write_text(as_text({"made_with": versions(), "settings": settings(), "pictures": measure(files)}))
    print(f"{OUTPUT.name}: {len(files)} pictures")


def enter_virtual_environment() -> None:
    """Runs the calling script again with the pinned packages, unless it already runs with them."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("installing the pinned packages into testdata/reference/.venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
            + ["--requirement", str(REQUIREMENTS)],
            check=True,
        )
        stamp.write_text(wanted)
    if Path(sys.prefix).resolve() != VENV.resolve():
        environment = dict(os.environ, GLOG_minloglevel="2")
        sys.exit(subprocess.run([str(python), *sys.argv], env=environment).returncode)


def versions() -> dict[str, str]:
    from importlib.metadata import version

    packages = {name: version(name) for name in ("mediapipe", "numpy", "pillow")}
    return {"python": ".".join(map(str, sys.version_info[:3]))} | packages


def settings() -> dict[str, dict]:
    return {
        "face_detection": {"model_selection": 0, "min_detection_confidence": MIN_CONFIDENCE},
        "face_mesh": {
            "static_image_mode": True,
            "refine_landmarks": False,
            "max_num_faces": 1,
            "min_detection_confidence": MIN_CONFIDENCE,
        },
    }


def measure(files: list[Path]) -> list[dict]:
    """One entry per picture, with its hash, so that a changed picture is noticed. Nothing found is null."""
    import mediapipe
    import numpy
    from PIL import Image

    entries = []
    chosen = settings()
    with (
        mediapipe.solutions.face_detection.FaceDetection(**chosen["face_detection"]) as detector,
        mediapipe.solutions.face_mesh.FaceMesh(**chosen["face_mesh"]) as mesh,
    ):
        for file in files:
            image = numpy.asarray(Image.open(file).convert("RGB"))
            height, width = image.shape[:2]
            found = detector.process(image).detections or []
            faces = mesh.process(image).multi_face_landmarks or []
            entries.append(
                {
                    "file": name_of(file),
                    "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                    "width": width,
                    "height": height,
                    "detection": detection_entry(found[0], width, height) if found else None,
                    "landmarks": landmarks_entry(faces[0], width, height) if faces else None,
                }
            )
    return entries


def name_of(file: Path) -> str:
    """The path below testdata, or for a picture from elsewhere its bare name, so that no place on a disk is stored."""
    file = file.resolve()
    return file.relative_to(TESTDATA).as_posix() if file.is_relative_to(TESTDATA) else file.name


def detection_entry(detection, width: int, height: int) -> dict:
    location = detection.location_data
    box = location.relative_bounding_box
    return {
        "score": round(detection.score[0], 6),
        "box": rounded([box.xmin * width, box.ymin * height, box.width * width, box.height * height]),
        "keypoints": [rounded([point.x * width, point.y * height]) for point in location.relative_keypoints],
    }


def landmarks_entry(face, width: int, height: int) -> list[list[float]]:
    # MediaPipe gives z in the unit of x: parts of the picture's width.
    return [rounded([point.x * width, point.y * height, point.z * width]) for point in face.landmark]


def rounded(values: list[float]) -> list[float]:
    return [round(float(value), DECIMALS) for value in values]


def as_text(content: dict) -> str:
    """JSON with a line per picture for the detection and one for every eight landmarks, so that a diff can be read."""
    lines = ["{", f'  "made_with": {json.dumps(content["made_with"])},']
    lines += [f'  "settings": {json.dumps(content["settings"])},', '  "pictures": [']
    blocks = []
    for entry in content["pictures"]:
        head = {key: entry[key] for key in ("file", "sha256", "width", "height")}
        block = "    {" + json.dumps(head)[1:-1] + ',\n      "detection": ' + json.dumps(entry["detection"])
        points = entry["landmarks"]
        if points is None:
            block += ',\n      "landmarks": null}'
        else:
            rows = [json.dumps(points[at : at + 8])[1:-1] for at in range(0, len(points), 8)]
            block += ',\n      "landmarks": [\n        ' + ",\n        ".join(rows) + "\n      ]}"
        blocks.append(block)
    return "\n".join(lines) + "\n" + ",\n".join(blocks) + "\n  ]\n}\n"


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Builds the test pictures from public-domain photographs: photos/, originals/, standards/, odd/, broken/,
files/, labels.csv and expected.csv.

    python3 testdata/build.py            fetches the sources and builds everything
    python3 testdata/build.py --check    builds into memory and compares with what is there

Needs Python 3.11 or 3.12 and pip. Packages go into testdata/.venv and the sources into testdata/.sources, both ignored
by git. Every random number has a fixed seed, so the same versions give the same bytes.
"""

import argparse
import csv
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
SOURCES = HERE / ".sources"

# package file, its SHA-256, pip's arguments, and the pictures inside with their SHA-256
PACKAGES = [
    (
        "scikit_image-0.24.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "fa27b3a0dbad807b966b8db2d78da734cb812ca4787f7fbb143764800ce2fa9c",
        ["scikit-image==0.24.0", "--only-binary=:all:", "--python-version=3.11", "--platform=manylinux2014_x86_64"],
        {"skimage/data/astronaut.png": "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5"},
    ),
    (
        "face_recognition-1.3.0.tar.gz",
        "5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec",
        ["face_recognition==1.3.0", "--no-binary=:all:"],
        {
            "face_recognition-1.3.0/tests/test_images/obama.jpg": "0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6",
            "face_recognition-1.3.0/tests/test_images/obama3.jpg": "76ac6bf97c36dc2da0ad16a537d6a5ac1b10f48d49aac29a0cca9a17cdbc3ca3",
            "face_recognition-1.3.0/tests/test_images/biden.jpg": "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c",
        },
    ),
]


def enter_venv():
    """Runs this script again inside its own virtual environment."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = hashlib.sha256((HERE / "requirements.txt").read_bytes()).hexdigest()
    stamp = VENV / "requirements.sha256"
    if not stamp.exists() or stamp.read_text() != wanted:
        if not (3, 11) <= sys.version_info[:2] <= (3, 12):
            sys.exit("Python 3.11 or 3.12 is needed: the pinned packages have no build for other versions.")
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.check_call([str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")])
        stamp.write_text(wanted)
    sys.exit(subprocess.call([str(python), str(Path(__file__).resolve()), *sys.argv[1:]]))


def verified(data, digest, name):
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        sys.exit(f"{name}: SHA-256 is {found}, expected {digest}")
    return data


def fetch_sources():
    """The four photographs, each checked against its hash."""
    SOURCES.mkdir(exist_ok=True)
    for file, digest, arguments, members in PACKAGES:
        if all((SOURCES / Path(m).name).exists() for m in members):
            for member, member_digest in members.items():
                verified((SOURCES / Path(member).name).read_bytes(), member_digest, member)
            continue
        subprocess.check_call(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(SOURCES), *arguments]
        )
        verified((SOURCES / file).read_bytes(), digest, file)
        for member, member_digest in members.items():
            if file.endswith(".whl"):
                data = zipfile.ZipFile(SOURCES / file).read(member)
            else:
                with tarfile.open(SOURCES / file) as archive:
                    data = archive.extractfile(member).read()
            (SOURCES / Path(member).name).write_bytes(verified(data, member_digest, member))


def table(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def build():
    """path below testdata -> bytes"""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)  # sums in one order, so the same bytes every time
    cv2.setRNGSeed(0)
    import mediapipe

    from builder import cases, odd, originals, people, scene, standards, uploads

    with mediapipe.solutions.selfie_segmentation.SelfieSegmentation(model_selection=0) as segmenter:
        cast = {name: people.load(name, SOURCES, segmenter) for name in people.SOURCES}

    def seeded(case):
        return np.random.default_rng(zlib.crc32(case.name.encode()))

    files, label_rows, expected_rows = {}, [], []
    for case in cases.CASES:
        files[f"photos/{case.name}.jpg"] = scene.jpeg(cases.render(case, cast, seeded(case)))
        label_rows.append(cases.labels(case))
        expected_rows.append({
            "file": case.name + ".jpg",
            "verdict": cases.verdict(case),
            "failing_rules": " ".join(cases.failing(case)),
        })
    for name in originals.ORIGINALS:
        files[f"originals/{name}.jpg"] = originals.jpeg(originals.original(name, cast, np.random.default_rng(zlib.crc32(name.encode()))))
    for name, draw in standards.STANDARDS.items():
        files[f"standards/{name}.jpg"] = draw(cast, np.random.default_rng(zlib.crc32(name.encode())))
    files["labels.csv"] = table(cases.LABEL_COLUMNS, label_rows)
    files["expected.csv"] = table(["file", "verdict", "failing_rules"], expected_rows)

    model = next(c for c in cases.CASES if c.name == "obama-brown-jumper-passes")
    noisy = cases.render(model, cast, seeded(model))
    clean = cases.render(model, cast, seeded(model), noise=False)
    _, alpha = scene.placed(model.draw(cast, seeded(model)), model.shift, model.zoom)
    awkward = odd.odd_files(noisy, clean, (alpha * 255 + 0.5).astype(np.uint8))
    for name, data in awkward.items():
        files[f"odd/{name}"] = data
    for name, data in odd.broken_files(awkward["reference.jpg"], awkward["alpha-opaque.png"]).items():
        files[f"broken/{name}"] = data
    for name, data in uploads.uploads(noisy, SOURCES).items():
        files[f"files/{name}"] = data
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the files that are there, write nothing")
    options = parser.parse_args()
    enter_venv()
    fetch_sources()
    files = build()
    if options.check:
        differing = [n for n, d in files.items() if not (HERE / n).exists() or (HERE / n).read_bytes() != d]
        print("\n".join(f"differs: {n}" for n in differing) or f"{len(files)} files are as built")
        sys.exit(bool(differing))
    for folder in ("photos", "originals", "standards", "odd", "broken", "files"):
        (HERE / folder).mkdir(exist_ok=True)
        for stale in (HERE / folder).iterdir():  # files of cases that no longer exist
            if f"{folder}/{stale.name}" not in files:
                stale.unlink()
    for name, data in files.items():
        (HERE / name).write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

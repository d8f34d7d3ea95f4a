#!/usr/bin/env python3
"""Writes jpeg_quality.csv: quantisation tables of real encoders, and the IJG quality that does the same damage.

    testdata/.venv/bin/python -m pip install pyvips==3.2.0 pyvips-binary==8.18.0    into the folder that build.py makes
    testdata/.venv/bin/python testdata/reference/jpeg_quality.py

- libjpeg-turbo (in Pillow), qualities 1 to 100: the quality asked for is the truth.
- mozjpeg (in libvips), the tables that it takes by default: the quality asked for means something else, so what counts is the damage.
- Photoshop CC 2017: the tables of the White House photographs that the portraits are made from.

The damage is the PSNR of the scikit-image astronaut, encoded at 4:4:4 by one encoder, libjpeg-turbo, with those tables.
"""

import csv
import io
from pathlib import Path

import numpy as np
import pyvips
from PIL import Image

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / ".sources"
SUBJECT = np.asarray(Image.open(SOURCES / "astronaut.png").convert("RGB"))


def encoded(**how):
    out = io.BytesIO()
    Image.fromarray(SUBJECT).save(out, "JPEG", subsampling="4:4:4", **how)
    return out.getvalue()


def tables(data):
    """Luma and chroma, 64 steps each in the order of rows."""
    quantization = Image.open(io.BytesIO(data)).quantization
    return list(quantization[0]), list(quantization[max(quantization)])


def psnr(data):
    seen = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    return 10 * np.log10(255**2 / np.mean((seen.astype(float) - SUBJECT) ** 2))


def main():
    scale = [psnr(encoded(quality=quality)) for quality in range(1, 101)]
    rows = [("libjpeg-turbo", quality, quality, *tables(encoded(quality=quality))) for quality in range(1, 101)]

    def add(encoder, asked, found):
        damage = psnr(encoded(qtables=found))
        rows.append((encoder, asked, round(float(np.interp(damage, scale, range(1, 101))), 1), *found))

    flat = pyvips.Image.black(16, 16, bands=3)
    for asked in range(10, 100, 5):
        add("mozjpeg", asked, tables(flat.jpegsave_buffer(Q=asked, quant_table=3)))
    for name in ("biden.jpg", "obama.jpg"):
        add("Photoshop CC 2017", "", tables((SOURCES / name).read_bytes()))
    with open(HERE / "jpeg_quality.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("encoder", "asked", "quality", "luma", "chroma"))
        for encoder, asked, quality, luma, chroma in rows:
            writer.writerow((encoder, asked, quality, " ".join(map(str, luma)), " ".join(map(str, chroma))))


if __name__ == "__main__":
    main()

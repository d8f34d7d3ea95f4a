"""Cuts the fonts of annotated photos down to what is written on them.

    pip install fonttools==4.68.0
    apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb noto
    python3 subset.py noto/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

Adds every Chinese character and sign in the library's sources to `characters.txt`, and writes
`NotoSansSC-subset.otf` with the glyphs of that file and of Latin-1. What is listed stays, so that a sentence may change
its words without a new font. A test of the library names characters that are missing.
"""

import os
import pathlib
import subprocess
import sys

ASSETS = pathlib.Path(__file__).resolve().parent
SOURCES = ASSETS.parent / "src"
# Latin-1 and the signs of measured quantities, as in the Latin font.
LATIN = "U+20-7E,U+A0-FF,U+394,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2212,U+2264,U+2265"
# The simplified Chinese face of the collection.
FACE = "2"


def characters(listed: pathlib.Path) -> str:
    """Everything from the CJK signs on that the sources or the list hold."""
    texts = (path.read_text(encoding="utf-8") for path in [listed, *SOURCES.rglob("*.rs")])
    return "".join(sorted({character for text in texts for character in text if character >= "\u2e80"}))


def main() -> None:
    (font,) = sys.argv[1:]
    listed = ASSETS / "characters.txt"
    listed.write_text(characters(listed) + "\n", encoding="utf-8")
    command = ["pyftsubset", font, f"--font-number={FACE}", f"--unicodes={LATIN}", f"--text-file={listed}"]
    command += ["--layout-features=", "--no-hinting", "--desubroutinize", "--name-IDs=0,1,2,13,14"]
    command += [f"--output-file={ASSETS / 'NotoSansSC-subset.otf'}"]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})


if __name__ == "__main__":
    main()

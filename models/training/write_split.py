"""Write the names of the validation pictures, for readers; the split itself needs no list."""

import argparse
from pathlib import Path

from dataset import DEFAULT_DATA, split

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--output", type=Path, default=HERE / "validation.txt")
    options = parser.parse_args()
    options.output.write_text("".join(f"{stem}\n" for stem in split(options.data)[1]))


if __name__ == "__main__":
    main()

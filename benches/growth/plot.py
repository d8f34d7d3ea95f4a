"""Draw how time and memory grow: CSV of the bench `growth` in, SVG out."""

import argparse
import csv
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

COLOURS = {1: "#b35900", 2: "#1f5fa8"}
GROUND = "white"


def rows(path: Path) -> dict[str, list[dict[str, float]]]:
    """By series: `count` grows by photos, `size` by their megapixels."""
    series = {}
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            series.setdefault(row.pop("series"), []).append({name: float(value) for name, value in row.items()})
    return series


def line(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Start and slope of the straight line with the least relative error, so that small runs count as large ones do."""
    weights = [1 / y**2 for _, y in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points)) / total
    spread = sum(w * (x - mean_x) ** 2 for w, (x, _) in zip(weights, points))
    slope = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points)) / spread
    return mean_y - slope * mean_x, slope


def panel(axes, rows, across, up, title, label_x, label_y, share=1.0) -> None:
    """Points by cores and the straight line through each; `share` converts what is drawn upwards."""
    for cores, colour in COLOURS.items():
        points = sorted((row[across], row[up] * share) for row in rows if row["cores"] == cores)
        start, slope = line(points)
        name = f"{cores} core" + ("s" if cores > 1 else "")
        axes.plot(*zip(*points), "o", color=colour, label=name, markersize=5)
        ends = [points[0][0], points[-1][0]]
        steps = [ends[0] * (ends[1] / ends[0]) ** (k / 60) for k in range(61)]
        axes.plot(steps, [start + slope * x for x in steps], "-", color=colour, linewidth=1, alpha=0.7)
    axes.set_title(title, fontsize=10)
    axes.set_xlabel(label_x)
    axes.set_ylabel(label_y)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measured", type=Path, help="CSV of the bench")
    parser.add_argument("figure", type=Path, help="SVG to write")
    options = parser.parse_args()
    measured = rows(options.measured)
    by_count, by_size = measured["count"], measured["size"]

    pyplot.rcParams.update({"svg.hashsalt": "photogate", "font.size": 9, "figure.facecolor": GROUND})
    figure, panels = pyplot.subplots(2, 2, figsize=(9, 6.4), layout="constrained")
    photos, pixels = "photos of 480×640", "megapixels of a photo"
    panel(panels[0][0], by_count, "photos", "seconds", "Time against photos", photos, "seconds")
    panel(panels[0][1], by_count, "photos", "peak_mebibytes", "Memory against photos", photos, "MiB at the peak")
    panel(
        panels[1][0], by_size, "megapixels", "seconds", "Time against size", pixels, "ms a photo", 1e3 / by_size[0]["photos"]
    )
    panel(panels[1][1], by_size, "megapixels", "peak_mebibytes", "Memory against size", pixels, "MiB at the peak")
    for axes in panels[0]:
        axes.set_xscale("log")
    panels[0][0].set_yscale("log")
    for axes in (panels[0][1], panels[1][0], panels[1][1]):
        axes.set_ylim(bottom=0)
    figure.savefig(options.figure, metadata={"Date": None})


if __name__ == "__main__":
    main()

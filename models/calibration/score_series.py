#!/usr/bin/env python3
"""Scores the rules on light, picture quality, gaze and hairbands on the series of `degrade.py`, and on the pictures as they are.

    python models/calibration/score_series.py FINDINGS.jsonl [--acceptable models/calibration/acceptable.csv]

FINDINGS.jsonl comes from `photogate check FOLDER --ruleset registry --format jsonl`. A series counts as ordered if the
violation of its rule rises at every step from the picture as it is to the greatest strength. Two steps may be level, or
differ the other way, only where both violations lie below 0.1 or both above 0.9: there the rule has said what it has to
say. The greatest strength must lie above the first by 0.2 at least, or the first above 0.8, which leaves no room for
that. A series begins at its own picture of strength 0 where there is one, else at the clean one. Strengths at which no face is found, or the rule
cannot be judged, are left out, and a series with fewer than three left is not counted; both are listed. `fail` is the
share of pictures at each strength with a violation above 0.5.

A clean picture counts as a false alarm if a person would accept it by that rule and the rule gives it 0.4 or more;
`acceptable.csv` lists by file and rule what a person would not accept, with the reason.
"""

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path

RULE = dict(
    blur="image.sharp", motion="image.sharp", noise="image.sharp", under="light.exposure", over="light.exposure",
    one_sided="light.even", cast="light.cast", fade="light.cast", jpeg="image.blocking", jpeg_again="image.blocking",
    glare="glasses.glare", red_eye="light.red_eye", specular="light.hotspot", border="image.border",
    averted="expression.eyes", hairband="ornament.headwear",
)  # fmt: skip
NEAR_NOTHING, NEAR_ALL = 0.1, 0.9
LEAST_RISE = 0.2
REVIEW = 0.4


def violations(path):
    """(series, stem) -> {strength: {rule: violation}}, where a rule that was not assessed is absent."""
    found = defaultdict(dict)
    for line in path.read_text().splitlines():
        photo = json.loads(line)
        file = Path(photo["file"])
        stem, strength = file.stem.rsplit("__", 1)
        judged = {f["rule"]: f["violation"] for f in photo.get("findings", []) if f.get("violation") is not None}
        found[file.parent.name, stem][int(strength)] = judged
    return found


def ordered(values):
    def rises(before, after):
        level = max(before, after) < NEAR_NOTHING or min(before, after) > NEAR_ALL
        return after > before or level

    enough = values[-1] - values[0] >= LEAST_RISE or values[0] > 1 - LEAST_RISE
    return all(map(rises, values, values[1:])) and enough


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("findings", type=Path)
    parser.add_argument("--acceptable", type=Path, default=Path(__file__).with_name("acceptable.csv"))
    parser.add_argument("--list", action="store_true", help="name the series out of order and the false alarms")
    options = parser.parse_args()
    found = violations(options.findings)
    refused = defaultdict(set)
    if options.acceptable.exists():
        for row in csv.DictReader(options.acceptable.open()):
            refused[row["rule"]].add(row["file"].removesuffix(".jpg"))

    print("| series | rule | series counted | ordered | fail at 0, 1, 2, 3, 4, 5 | not judged |\n|---|---|---|---|---|---|")
    for series, rule in RULE.items():
        counted = good = missing = 0
        fails, seen, wrong = [0] * 6, [0] * 6, []
        for (name, stem), strengths in sorted(found.items()):
            if name != series:
                continue
            steps = {0: found.get(("clean", stem), {}).get(0, {})} | strengths
            values = {s: judged[rule] for s, judged in sorted(steps.items()) if rule in judged}
            missing += len(steps) - len(values)
            for strength, value in values.items():
                seen[strength] += 1
                fails[strength] += value > 0.5
            if len(values) < 3:
                continue
            counted += 1
            if ordered(list(values.values())):
                good += 1
            else:
                wrong.append((stem, [round(v, 2) for v in values.values()]))
        if counted:
            shares = " ".join(f"{f / max(s, 1):.2f}" for f, s in zip(fails, seen))
            print(f"| {series} | `{rule}` | {counted} | {good / counted:.1%} | {shares} | {missing} |")
            if options.list:
                print(*(f"    {stem} {values}" for stem, values in wrong), sep="\n")

    print("\n| rule | acceptable | passed | review | fail |\n|---|---|---|---|---|")
    for rule in dict.fromkeys(RULE.values()):
        clean = {stem: steps[0][rule] for (name, stem), steps in found.items() if name == "clean" and rule in steps[0]}
        clean = {stem: value for stem, value in clean.items() if stem not in refused[rule]}
        review = {stem: v for stem, v in clean.items() if REVIEW <= v <= 1 - REVIEW}
        fail = {stem: v for stem, v in clean.items() if v > 1 - REVIEW}
        passed = len(clean) - len(review) - len(fail)
        print(f"| `{rule}` | {len(clean)} | {passed / max(len(clean), 1):.1%} | {len(review)} | {len(fail)} |")
        if options.list:
            print(*(f"    {stem} {v:.2f}" for stem, v in sorted((review | fail).items())), sep="\n")


if __name__ == "__main__":
    main()

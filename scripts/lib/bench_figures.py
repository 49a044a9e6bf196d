# SPDX-License-Identifier: GPL-2.0
"""The benchmark's figures: read from a log, related to each other, stored."""

import csv
import os
import re
import statistics

from .commands import ROOT

BASELINE = os.path.join(ROOT, "bench", "baseline.csv")

REFERENCE = "native-percpu"
SUBJECT = "winwork-io"
COLUMNS = ["kernel", "contestant", "measure", "parameter", "value", "ratio_to_native"]

# How far two runs may differ, and how far a figure may grow over the stored one.
AGREEMENT = 0.01
GROWTH = 0.02
# Instructions that a contestant's figures may grow in any case: the handles of KMDF are found in a table by
# address, and two that share a bucket cost more.
SLACK = {"winwork-wdf": 3}
# The same for ratios to native, if the stored figures are of another kernel: there native's own
# cost may differ.
RATIO_GROWTH = 0.05


class Figures(dict):
    """{(contestant, measure, parameter): [value of each round]}"""

    def add(self, who, measure, parameter, value):
        self.setdefault((who, measure, parameter), []).append(value)

    def read(self, log, prefix=""):
        """Adds the figures of a log. Returns whether the guest had memory for all of them."""
        complete = True
        with open(log, errors="replace") as lines:
            for line in lines:
                match = re.search(r"bench: (\S+) (\S+) (\d+) (\d+\.\d\d)$", line.rstrip())
                if match:
                    who, measure, parameter, value = match.groups()
                    self.add(who, prefix + measure, int(parameter), float(value))
                complete &= "bench: out of memory" not in line
        return complete

    def extend(self, others):
        """Adds the rounds of another boot."""
        for key, values in others.items():
            self.setdefault(key, []).extend(values)

    def value(self, key):
        return statistics.median(self[key])

    def ratio(self, key, reference=REFERENCE):
        """To another contestant's in the same round: the median of the rounds. Or None."""
        other = self.get((reference, *key[1:]))
        if key not in self or not other or not all(other):
            return None
        return statistics.median(one / two for one, two in zip(self[key], other))

    def measures(self):
        return list(dict.fromkeys(key[1] for key in self))

    def parameters(self, measure):
        return sorted({key[2] for key in self if key[1] == measure})

    def contestants(self, measure):
        return list(dict.fromkeys(key[0] for key in self if key[1] == measure))


def differences(first, second):
    """The figures that differ between two runs, as text."""
    return ["%s %s %d: %.2f and %.2f" % (*key, first.value(key), second.value(key))
            for key in first if key in second and
            abs(first.value(key) - second.value(key)) > AGREEMENT * first.value(key)]


def write_csv(path, kernel, figures):
    with open(path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key in figures:
            part = figures.ratio(key)
            writer.writerow([kernel, *key, "%.2f" % figures.value(key),
                             "" if part is None else "%.3f" % part])


def read_baseline():
    """{(kernel, release): Figures}"""
    stored = {}
    if os.path.exists(BASELINE):
        with open(BASELINE, newline="") as lines:
            for row in csv.DictReader(lines):
                stored.setdefault((row["kernel"], row["release"]), Figures()).add(
                    row["contestant"], row["measure"], int(row["parameter"]), float(row["value"]))
    return stored


def store_baseline(kernel, release, figures):
    """Replaces the figures of the kernel: WinWork's, and those of the reference."""
    stored = {name: values for name, values in read_baseline().items() if name[0] != kernel}
    stored[kernel, release] = Figures(
        (key, value) for key, value in figures.items()
        if key[0].startswith("winwork-") or key[0] == REFERENCE)
    with open(BASELINE, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["kernel", "release", "contestant", "measure", "parameter", "value"])
        for name, values in sorted(stored.items()):
            writer.writerows([*name, *key, "%.2f" % values.value(key)] for key in values)


def most(key, stored):
    """What a figure may be beside the stored one."""
    return max(stored * (1 + GROWTH), stored + SLACK.get(key[0], 0))


def growth(kernel, release, figures):
    """The figures that have grown over the stored ones, and a text that names the comparison."""
    if not figures:
        return [], "nothing"
    stored = read_baseline()
    ours = [key for key in figures if key[0].startswith("winwork-")]
    same = stored.get((kernel, release))
    if same is not None:
        return ["%s %s %d: %.2f, stored are %.2f" % (*key, figures.value(key), same.value(key))
                for key in ours
                if key in same and figures.value(key) > most(key, same.value(key))], \
            "figures to %d %% over bench/baseline.csv" % (GROWTH * 100)
    for (name, other), values in stored.items():
        if name == kernel:
            return ["%s %s %d: %.3f of %s, stored are %.3f" % (
                *key, figures.ratio(key), REFERENCE, values.ratio(key))
                    for key in ours if figures.ratio(key) and values.ratio(key) and
                    figures.ratio(key) > values.ratio(key) * (1 + RATIO_GROWTH)], \
                "ratios to native to %d %% over those of %s, since this is %s" % (
                    RATIO_GROWTH * 100, other, release)
    return [], "nothing: bench/baseline.csv has no figures for " + kernel

# SPDX-License-Identifier: GPL-2.0
"""The output of the benchmark: tables, bounds, the comparison with peers, plots."""

import collections
import datetime
import os
import re
import shutil
import subprocess

from .bench_figures import REFERENCE, SUBJECT
from .commands import ROOT

README = os.path.join(ROOT, "bench", "README.md")

TITLES = {
    "instructions": "Instructions of an item: allocate, queue, run, free (parameter: the burst)",
    "history": "The same with the history on (parameter: the burst)",
    "start": "Instructions from the queue call for a single item to the start of its routine",
    "reuse": "Instructions of an item that stays: queue, run (parameter: the burst)",
    "queue": "The queue call alone, all threads asleep (parameter: the burst)",
    "queue-in-worker": "The queue call alone, in a worker of the same CPU (parameter: the burst)",
    "lateness": "Worst delay of a real-time thread while N items run, nanoseconds",
    "queue-pending": "The queue call alone, with N items pending",
    "run-pending": "The run of an item, of N pending ones",
    "asleep": "Instructions of an item in a burst of 32, while N routines sleep",
    "bytes": "Bytes of an item in its slab bucket",
    "bytes-per-cpu": "Bytes set aside for each CPU",
    "allocations": "Allocations of a queue call",
    "request": "Instructions of a control that is completed in the dispatch routine "
               "(parameter: bytes in and out)",
    "request-item": "The same, completed by a work item",
    "request-stack": "Instructions of a control through a stack of N devices",
    "request-item-stack": "The same, completed by a work item",
    "growth-free": "ExFreePool of 64 KiB, with N set timers",
    "growth-create": "IoCreateDevice with a name, with N names of others",
    "growth-open": "ZwOpenEvent, with N names",
    "growth-delete": "IoDeleteDevice of a device with an item, with N items of others",
    "growth-context": "FltGetStreamHandleContext of the oldest of N open files",
    "growth-unlock": "MmUnlockPages and IoFreeMdl of the oldest of N MDLs",
    "growth-pool": "ExFreePool of the oldest of N blocks",
    "growth-store": "IoInitializeWorkItem and IoUninitializeWorkItem, with N other such items",
    "growth-contiguous": "MmFreeContiguousMemory of the oldest of N blocks",
    "growth-request": "A control on the oldest of N files of a KMDF device",
    "growth-event": "A control that looks up the oldest of N events of programs",
    "growth-probe": "A control that probes the buffer of the oldest of N pended reads",
    "delay-p50": "Nanoseconds from queue to start of single items, median (parameter: producers)",
    "delay-p99": "The same, 99 of 100",
    "delay-p99.9": "The same, 999 of 1000",
    "throughput-64": "Items a millisecond, in bursts of 64 (parameter: producers)",
    "throughput-1000": "Items a millisecond, in bursts of 1000 (parameter: producers)",
    "long": "Items a millisecond, routines that compute for N microseconds, from one CPU",
    "spread": "Per cent of those that ran on another CPU",
    "mixed": "Items a millisecond, bursts of 64 that begin with a routine that computes for "
             "0.2 ms and one that sleeps for 1 ms",
    "mixed-p50": "Nanoseconds from queue to start of the short ones among those, median",
    "mixed-p99": "The same, 99 of 100",
    "mixed-p99.9": "The same, 999 of 1000",
}

# A limit of a contestant: of a value, of its ratio to another contestant's or to another measure, or of its
# growth over the value at another parameter.
Bound = collections.namedtuple("Bound", "who measure parameter what most limit")


def at_most(measure, parameter, limit, what=REFERENCE, who=SUBJECT):
    return Bound(who, measure, parameter, what, True, limit)


def at_least(measure, parameter, limit, what=REFERENCE):
    return Bound(SUBJECT, measure, parameter, what, False, limit)


def family(who, measure, limit):
    """A family's bounds against Io, for each burst."""
    return [at_most(measure, burst, limit, SUBJECT, who) for burst in (1, 8, 64, 1000, 100000)]


def flat(measure, who=SUBJECT):
    """The bounds of a cost that must not grow with the objects of others."""
    return [at_most(measure, objects, 1.5, 10, who) for objects in (1000, 20000)]


VALUE = "value"

BOUNDS = [
    at_most("instructions", 1, 1.00),
    at_most("instructions", 8, 0.85),
    at_most("instructions", 64, 0.58),
    at_most("instructions", 1000, 0.50),
    at_most("instructions", 100000, 0.50),
    at_most("queue", 64, 0.34),
    at_most("queue", 64, 0.30, who="winwork-ndis"),
    at_most("queue", 64, 0.46, who="winwork-flt"),
    at_most("queue", 64, 0.38, who="winwork-ex"),
    at_most("reuse", 64, 0.75, who="winwork-stored"),
    # What is recorded of an item costs no more than the item.
    *[at_most("history", burst, 2.0, "instructions") for burst in (1, 8, 64, 1000)],
    at_most("start", 1, 0.97),
    at_most("bytes", 1, 1.04),
    at_most("allocations", 64, 0, VALUE),
    at_most("bytes-per-cpu", 1, 16384, VALUE),
    at_most("lateness", 100000, 2.0),
    at_most("lateness", 1000000, 2.0),
    at_most("request", 0, 1.55, "native-ioctl"),
    at_most("request-item", 0, 1.2, "native-ioctl"),
    at_most("queue-pending", 1000000, 1.05, 10),
    at_most("run-pending", 1000000, 1.05, 10),
    at_most("asleep", 500, 1.05, 10),
    *flat("growth-free"), *flat("growth-create"), *flat("growth-open"), *flat("growth-delete"),
    *flat("growth-context"), *flat("growth-unlock"), *flat("growth-pool"), *flat("growth-store"),
    *flat("growth-contiguous"),
    *flat("growth-request", "winwork-wdf"), *flat("growth-event"),
    *flat("growth-probe"),
    # Queue types of one class take turns. A worker leaves after a number of items, and so does
    # the worker behind it.
    at_most("hypercritical-behind-critical", 10000, 1, VALUE),
    at_most("critical-behind-hypercritical", 10000, 17, VALUE),
    at_most("critical-behind-delayed", 10000, 1, VALUE),
    at_most("native-behind-delayed", 10000, 256, VALUE),
    at_most("native-highpri-behind-critical", 10000, 256, VALUE),
    at_most("2cpu-delay-p50", 1, 1.05),
    at_most("2cpu-delay-p50", 2, 1.05),
    at_most("2cpu-delay-p99", 1, 1.15),
    at_most("2cpu-delay-p99", 2, 1.15),
    at_least("2cpu-throughput-64", 1, 1.75),
    at_least("2cpu-throughput-64", 2, 2.00),
    at_least("2cpu-throughput-1000", 1, 1.75),
    at_least("2cpu-throughput-1000", 2, 2.00),
    at_least("2cpu-long", 200, 0.97, "native-unbound"),
    # Not the whole life of an Ex item: its memory is the driver's, see bench/README.md.
    *family("winwork-ex", "reuse", 1.10),
    *family("winwork-flt", "instructions", 1.10), *family("winwork-flt", "reuse", 1.15),
    *family("winwork-ndis", "instructions", 1.10), *family("winwork-ndis", "reuse", 1.10),
    *family("winwork-wdf", "reuse", 1.25),
]

# The measures in which WinWork is compared with its peers, and whether more is better.
RACES = [("instructions", 1, False), ("instructions", 8, False), ("instructions", 64, False),
         ("instructions", 1000, False), ("instructions", 100000, False), ("queue", 64, False),
         ("queue", 1000, False), ("bytes", 1, False)] + \
        [("2cpu-throughput-%d" % burst, producers, True)
         for burst in (64, 1000) for producers in (1, 2, 4)]


def title(measure):
    match = re.match(r"(\d)cpu-(.*)", measure)
    if match:
        return "%s CPUs: %s" % (match[1], TITLES.get(match[2], match[2]))
    return TITLES.get(measure, measure)


def is_fairness(measure):
    return "-behind-" in measure


def cell(figures, key):
    part = figures.ratio(key)
    if key not in figures:
        return ""
    value = "%.0f" % figures.value(key) if figures.value(key) >= 50 else "%.2f" % figures.value(key)
    return value if part is None else "%s (%.3f)" % (value, part)


def print_table(figures, measure):
    parameters = figures.parameters(measure)
    print("\n%s\n" % title(measure))
    print("%-16s" % "" + "".join("%20d" % p for p in parameters))
    for who in figures.contestants(measure):
        print("%-16s" % who +
              "".join("%20s" % cell(figures, (who, measure, p)) for p in parameters))


def print_fairness(figures):
    """Every measure is a row."""
    measures = [measure for measure in figures.measures() if is_fairness(measure)]
    if measures:
        print("\nItems of a flood that run before another one starts (parameter: pending)\n")
        print("%-40s%12s%12s" % ("", *figures.parameters(measures[0])))
    for measure in measures:
        who, = figures.contestants(measure)
        print("%-40s" % measure + "".join("%12.0f" % figures.value((who, measure, parameter))
                                          for parameter in figures.parameters(measure)))


def print_tables(figures):
    for measure in figures.measures():
        if not is_fairness(measure):
            print_table(figures, measure)
    print_fairness(figures)


def bound_value(figures, bound):
    """The figure of a bound, or None, and a text that names its reference."""
    key = bound.who, bound.measure, bound.parameter
    if key not in figures:
        return None, ""
    if bound.what == VALUE:
        return figures.value(key), ""
    if isinstance(bound.what, int):
        first = bound.who, bound.measure, bound.what
        return figures.value(key) / figures.value(first), "of that at %d" % bound.what
    if bound.what in TITLES:
        other = bound.who, bound.what, bound.parameter
        return (figures.value(key) / figures.value(other) if other in figures else None), "of " + bound.what
    return figures.ratio(key, bound.what), "of " + bound.what


def is_met(value, bound):
    return value <= bound.limit if bound.most else value >= bound.limit


def check_bounds(figures):
    """Prints the bounds of the figures. Returns (met, not met)."""
    met, missed = [], []
    print("\nBounds\n")
    for bound in BOUNDS:
        value, of_what = bound_value(figures, bound)
        if value is None:
            continue
        text = "%-13s%-32s%8d %9.3f, at %s %.2f %s" % (
            bound.who, bound.measure, bound.parameter, value, "most" if bound.most else "least",
            bound.limit, of_what)
        print("%-97s%s" % (text, "met" if is_met(value, bound) else "NOT MET"))
        (met if is_met(value, bound) else missed).append(bound)
    return met, missed


def race(figures, measure, parameter, more):
    """(the best of the others, Io's figure to its), or None."""
    key = SUBJECT, measure, parameter
    peers = [who for who in figures.contestants(measure)
             if not who.startswith("winwork-") and (who, measure, parameter) in figures]
    if key not in figures or not peers:
        return None
    best = (max if more else min)(peers, key=lambda who: figures.value((who, measure, parameter)))
    return best, figures.ratio(key, best)


def races(figures):
    """[(measure, parameter, best peer, Io's part of its, is Io ahead or level)]"""
    found = []
    for measure, parameter, more in RACES:
        result = race(figures, measure, parameter, more)
        if result and result[1] is not None:
            best, part = result
            found.append((measure, parameter, best, part, part >= 1 if more else part <= 1))
    return found


def print_races(figures):
    rows = races(figures)
    if rows:
        print("\nIo against the best of all others\n")
    for measure, parameter, best, part, ahead in rows:
        print("%-22s%8d   %.3f of %-16s %s" % (
            measure, parameter, part, best, "ahead" if part != 1 and ahead else
            "level" if ahead else "behind by %.0f %%" % (abs(1 - part) * 100)))


# ---- Plots --------------------------------------------------------------------------------

def run_gnuplot(commands, lines):
    blocks = ["\n".join("%d %.4f" % point for point in points) + "\ne\n" for _, points in lines]
    curves = ", ".join("'-' using 1:2 with linespoints linewidth %d title '%s'" % (
        3 if who.startswith("winwork-") else 1, who) for who, _ in lines)
    subprocess.run(["gnuplot"], input=commands + "plot " + curves + "\n" + "".join(blocks),
                   text=True, check=True)


def plot_measure(figures, path, measure, heading, xlabel):
    """Ratios to native over the parameter, a line a contestant."""
    lines = []
    for who in figures.contestants(measure):
        points = [(parameter, figures.ratio((who, measure, parameter)))
                  for parameter in figures.parameters(measure)]
        if all(part is not None for _, part in points):
            lines.append((who, points))
    if not lines or not shutil.which("gnuplot"):
        return
    run_gnuplot("""\
set terminal svg size 900,560 font 'sans-serif,13'
set output '%s'
set title '%s'
set xlabel '%s'
set logscale x
set yrange [0:*]
set grid
set key outside right
""" % (path, heading, xlabel), lines)


def plot(kernel, figures, folder):
    plot_measure(figures, os.path.join(folder, "results.svg"), "instructions",
                 "Instructions of a work item on %s, relative to a per-CPU workqueue" % kernel,
                 "items in a burst")
    plot_measure(figures, os.path.join(folder, "processors.svg"), "2cpu-throughput-64",
                 "Throughput on %s, two CPUs, bursts of 64, relative to a per-CPU workqueue" %
                 kernel, "producers")


# ---- The summary in bench/README.md -------------------------------------------------------

def summary_rows(figures):
    for bound in BOUNDS:
        value, of_what = bound_value(figures, bound)
        if value is not None:
            yield "| `%s` | `%s` | %d | %.3f %s | %s %.2f | %s |" % (
                bound.who, bound.measure, bound.parameter, value, of_what,
                "≤" if bound.most else "≥", bound.limit,
                "met" if is_met(value, bound) else "**not met**")


def heading(kernel, release):
    return "%s (%s), %s:" % (kernel, release, datetime.date.today().isoformat())


def summary(figures):
    lines = ["| | measure | parameter | | bound | |", "|---|---|---|---|---|---|",
             *summary_rows(figures), "",
             "| against the best of all others | parameter | | |", "|---|---|---|---|"]
    for measure, parameter, best, part, ahead in races(figures):
        lines.append("| `%s` | %d | %.3f of `%s` | %s |" % (
            measure, parameter, part, best, "" if ahead else "behind"))
    return lines


def store(what, lines):
    """Replaces a part of bench/README.md, which two comments enclose."""
    begin, end = "<!-- %s -->\n" % what, "<!-- end -->\n"
    with open(README) as text:
        before, mark, rest = text.read().partition(begin)
    if not mark:
        before, rest = before + "\n", end
    after = rest.partition(end)[2]
    with open(README, "w") as out:
        out.write(before + begin + "\n" + "\n".join(lines) + "\n\n" + end + after)


def store_summary(kernel, release, figures):
    store("results of " + kernel, [heading(kernel, release), "", *summary(figures)])


def store_profile(kernel, release, lines):
    store("profile of " + kernel, [heading(kernel, release), "", *lines])

# SPDX-License-Identifier: GPL-2.0
"""The figures of a recording: how long items, DPCs and timers waited and ran, and requests took. As a table for a
terminal, and as JSON."""

import math

from . import words
from .trace_text import number

QUANTILES = (("p50", 50), ("p90", 90), ("p99", 99), ("max", 100))
# Of each list of what has no end, in the table.
SHOWN = 10


class Times:
    """Durations in nanoseconds, and their quantiles by nearest rank."""

    def __init__(self):
        self.values = []
        self.is_sorted = True

    def add(self, value):
        self.values.append(value)
        self.is_sorted = False

    def add_all(self, times):
        self.values += times.values
        self.is_sorted = False

    def quantile(self, percent):
        if not self.is_sorted:
            self.values.sort()
            self.is_sorted = True
        return self.values[max(math.ceil(len(self.values) * percent / 100), 1) - 1]

    def figures(self):
        """As JSON has them."""
        if not self.values:
            return {"count": 0}
        return {"count": len(self.values), "sum_ns": sum(self.values),
                **{name + "_ns": self.quantile(percent) for name, percent in QUANTILES}}

    def cells(self):
        """As the table has them."""
        return [human(self.quantile(percent)) if self.values else "-" for _, percent in QUANTILES]


class Row:
    """Of one routine, or of one driver and major function: a count, and durations of two kinds."""

    def __init__(self):
        self.count = 0
        self.first, self.second = Times(), Times()
        self.left_out = 0

    def add(self, gaps, *spans):
        """spans: pairs of events, either of which may be missing."""
        self.count += 1
        for times, (begin, end) in zip((self.first, self.second), spans):
            if begin is None or end is None:
                continue
            if gaps.touch(begin.time, end.time):
                self.left_out += 1
            else:
                times.add(max(end.time - begin.time, 0))

    def add_row(self, row):
        self.count += row.count
        self.left_out += row.left_out
        self.first.add_all(row.first)
        self.second.add_all(row.second)


def human(nanoseconds):
    """Three digits or so, and a unit."""
    for unit, size in ("us", 10**3), ("ms", 10**6), ("s", 10**9):
        if nanoseconds < 1000 * size or unit == "s":
            value = nanoseconds / size
            return "%.*f%s" % (0 if unit == "us" or value >= 100 else 1, value, unit)
    return ""


def routine_of(fields):
    """The name of the routine, without its module if that is the driver."""
    name, _, module = fields.routine.partition(" [")
    return name if not module or module == fields.driver + "]" else fields.routine


def total_of(rows):
    total = Row()
    for row in rows.values():
        total.add_row(row)
    return total


class Figures:
    """What the events of a recording say."""

    def __init__(self, recording, pairs):
        self.recording, self.pairs = recording, pairs
        self.runs = self._of_runs()
        self.timers = self._of_timers()
        self.requests = self._of_requests()

    def _of_runs(self):
        rows = {}
        for run in self.pairs.runs:
            key = run.family, run.fields.driver, routine_of(run.fields)
            rows.setdefault(key, Row()).add(self.recording.gaps, (run.queued, run.started), (run.started, run.ended))
        return dict(sorted(rows.items()))

    def _of_timers(self):
        rows = {}
        for event in self.pairs.timers:
            row = rows.setdefault((event.fields.driver, routine_of(event.fields)), Row())
            row.count += 1
            row.first.add(max(number(event.fields.late), 0))
        return dict(sorted(rows.items()))

    def _of_requests(self):
        rows = {}
        for request in self.pairs.requests:
            for layer in request.layers:
                row = rows.setdefault((layer.fields.driver, layer.fields.major), Row())
                row.add(self.recording.gaps, (layer.dispatched, request.completed), (layer.pended, request.completed))
        return dict(sorted(rows.items()))

    @property
    def left_out(self):
        return sum(row.left_out for rows in (self.runs, self.requests) for row in rows.values())

    # ---- JSON

    def json(self):
        recording, pairs = self.recording, self.pairs
        return {
            "events": dict(sorted(pairs.counts.items())),
            "nanoseconds": recording.nanoseconds,
            "lost": {"events": recording.lost, "is_exact": recording.is_lost_exact, "times_left_out": self.left_out},
            "lines_not_read": recording.unread,
            "routines": [{"family": family, "driver": driver, "routine": routine, **self._json_of(row, "wait", "run")}
                         for (family, driver, routine), row in self.runs.items()],
            "timers": [{"driver": driver, "routine": routine, "count": row.count, "late": row.first.figures()}
                       for (driver, routine), row in self.timers.items()],
            "requests": [{"driver": driver, "major": major, **self._json_of(row, "total", "pending")}
                         for (driver, major), row in self.requests.items()],
            "totals": {"routines": self._json_of(total_of(self.runs), "wait", "run"),
                       "requests": self._json_of(total_of(self.requests), "total", "pending")},
            "not_started": [self._json_of_run(run, run.queued) for run in pairs.not_started],
            "not_ended": [self._json_of_run(run, run.started) for run in pairs.not_ended],
            "not_completed": [{**request.fields._asdict(), "since_ns": self._since(request.begin)}
                              for request in pairs.not_completed],
        }

    @staticmethod
    def _json_of(row, first, second):
        return {"count": row.count, first: row.first.figures(), second: row.second.figures()}

    def _json_of_run(self, run, event):
        return {"family": run.family, "driver": run.fields.driver, "routine": routine_of(run.fields),
                "address": run.fields[2], "since_ns": self._since(event.time)}

    def _since(self, time):
        """From the first event on."""
        return time - self.recording.events[0].time

    # ---- the table

    def lines(self):
        """The lines for a terminal."""
        yield from self._head()
        yield from self._table(("family", "driver", "routine"), (("queue to start", False), ("run", False)),
                               self.runs)
        yield from self._table(("driver", "routine of the timer's DPC"), (("late", False),), self.timers)
        yield from self._table(("driver", "major function"), (("dispatch to completion", False), ("pending", True)),
                               self.requests)
        yield from self._unfinished()

    def _head(self):
        recording = self.recording
        yield "%d events in %s" % (len(recording.events), human(recording.nanoseconds))
        if recording.lost:
            yield "%s%d events were lost: their buffer was full. %s" % (
                "" if recording.is_lost_exact else "at least ", recording.lost,
                "%d times are left out, because events between begin and end may be missing" % self.left_out
                if recording.gaps.spans else "The recording does not say where, so times may be too long")
        if recording.unread:
            yield "%d lines could not be read, first: %s" % (recording.unread, words.shown(recording.first_unread[:100]))

    @staticmethod
    def _table(titles, kinds, rows):
        """kinds: (title, whether the number of these times has a column)."""
        if not rows:
            return
        shown = [[words.shown(part) or "-" for part in key] + cells_of(row, kinds) for key, row in rows.items()]
        if len(rows) > 1:
            shown.append(["total"] + [""] * (len(titles) - 1) + cells_of(total_of(rows), kinds))
        heads = [*titles, "count"]
        for _, has_count in kinds:
            heads += ["count"] * has_count + [name for name, _ in QUANTILES]
        widths = [max(map(len, column)) for column in zip(heads, *shown)]
        yield ""
        yield above(kinds, widths[:len(titles) + 1], widths[len(titles) + 1:])
        for line in [heads, *shown]:
            yield "  ".join(cell.ljust(width) if index < len(titles) else cell.rjust(width)
                            for index, (cell, width) in enumerate(zip(line, widths))).rstrip()

    def _unfinished(self):
        pairs = self.pairs
        for title, runs, event_of in (
                ("queued, and not started", pairs.not_started, lambda run: run.queued),
                ("started, and not ended", pairs.not_ended, lambda run: run.started)):
            yield from listed(title, ["%s %s of %s, since %s" % (
                run.fields[2], routine_of(run.fields), run.fields.driver or "no driver",
                human(self._since(event_of(run).time))) for run in runs[:SHOWN]], len(runs))
        requests = pairs.not_completed
        yield from listed("dispatched, and not completed", ["%s %s of %s, since %s" % (
            request.fields.irp, request.fields.major, request.layers[-1].fields.driver, human(self._since(request.begin)))
            for request in requests[:SHOWN]], len(requests))


def above(kinds, left, right):
    """The line above the heads of a table: the title of each kind of times. left, right: widths of columns."""
    line = " " * (sum(left) + 2 * len(left) - 2)
    for title, has_count in kinds:
        count = len(QUANTILES) + has_count
        line += "  " + (" %s " % title).center(sum(right[:count]) + 2 * count - 2, ".")
        right = right[count:]
    return line


def cells_of(row, kinds):
    cells = [str(row.count)]
    for times, (_, has_count) in zip((row.first, row.second), kinds):
        cells += [str(len(times.values))] * has_count + times.cells()
    return cells


def listed(title, lines, count):
    """A list with its title, or nothing."""
    if not count:
        return
    yield ""
    yield "%d %s:" % (count, title)
    for line in lines:
        yield "  " + words.shown(line)
    if count > len(lines):
        yield "  and %d more" % (count - len(lines))

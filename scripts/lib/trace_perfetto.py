# SPDX-License-Identifier: GPL-2.0
"""Writes a recording in the JSON that ui.perfetto.dev and Chrome's chrome://tracing read ("Trace Event Format"): slices
of processors and threads, flows from queue calls to starts, and requests."""

import json

from .words import shown
from .trace_figures import routine_of

PROCESSORS, THREADS, REQUESTS = 1, 2, 3
TITLES = {PROCESSORS: "Processors", THREADS: "Threads", REQUESTS: "Requests"}
# Of a queue call, which has no length: a flow begins in a slice. Half of the smallest step of the times.
CALL = 500
# Of slices that neither follow nor contain each other, as of routines that sleep.
MOST_ROWS = 16


class Rows:
    """The rows of a processor or thread. In a row, slices follow or contain each other."""

    def __init__(self):
        self.ends = []		# for each row: the ends of the slices that contain the next one

    def place(self, begin, end):
        """The row of a slice. The calls are in the order of the begins."""
        for row, ends in enumerate(self.ends):
            while ends and ends[-1] <= begin:
                ends.pop()
            if not ends or end <= ends[-1] or row + 1 == MOST_ROWS:
                ends.append(end)
                return row
        self.ends.append([end])
        return len(self.ends) - 1


class Writer:
    """Collects the events of the JSON."""

    def __init__(self, recording, pairs):
        self.recording, self.pairs = recording, pairs
        self.zero = recording.events[0].time if recording.events else 0
        self.last = recording.events[-1].time if recording.events else 0
        self.slices = []	# (begin, -end, number, process, key, name, arguments, flows that begin and end here)
        self.rows = {}
        self.named = {}
        self.out = []

    def write(self, opened):
        for process, title in TITLES.items():
            self._metadata("process_name", process, 0, name=title)
            self._metadata("process_sort_index", process, 0, sort_index=process)
        for number, run in enumerate(self.pairs.runs):
            self._run(number, run)
        # What contains another comes first.
        for one in sorted(self.slices, key=lambda one: one[:3]):
            self._slice(*one)
        for number, request in enumerate(self.pairs.requests):
            self._request(number, request)
        for event in self.pairs.reports:
            self.out.append({"ph": "i", "s": "g", "name": shown(event.fields.name), "pid": THREADS, "tid": event.pid,
                             "ts": self._us(event.time)})
        json.dump({"displayTimeUnit": "ns", "traceEvents": self.out}, opened, indent=None, separators=(",\n ", ": "))
        opened.write("\n")

    def _us(self, time):
        return (time - self.zero) / 1000

    def _metadata(self, kind, process, thread, **arguments):
        self.out.append({"ph": "M", "name": kind, "pid": process, "tid": thread, "args": arguments})

    # ---- processors and threads

    def _run(self, number, run):
        is_dpc = run.family == "DPC"
        name = shown(routine_of(run.fields))
        if run.queued:
            process, key = self._where(run.queued, is_dpc=bool(run.by and run.by.family == "DPC"))
            self._add(run.queued.time, run.queued.time + CALL, process, key, "queue " + name, {},
                      "s" if run.started else "", number)
        if not run.started:
            return
        end = max(run.ended.time if run.ended else self.last, run.started.time)
        arguments = {"driver": shown(run.fields.driver), "family": run.family, "address": shown(run.fields[2]),
                     "wait_us": run.waits / 1000 if run.queued else None, "ended": bool(run.ended)}
        flow = "f" if run.queued else ""
        self._add(run.started.time, end, PROCESSORS, run.started.cpu, name, arguments, flow if is_dpc else "", number)
        if not is_dpc:
            self._add(run.started.time, end, *self._where(run.started), name, arguments, flow, number)

    def _where(self, event, is_dpc=False):
        if is_dpc or event.in_interrupt or not event.pid:
            return PROCESSORS, event.cpu
        self.named.setdefault(event.pid, shown("%s %d" % (self.recording.name_of(event), event.pid)))
        return THREADS, event.pid

    def _add(self, begin, end, process, key, name, arguments, flow, number):
        self.slices.append((begin, -end, len(self.slices), process, key, name, arguments, flow, number))

    def _slice(self, begin, end, _, process, key, name, arguments, flow, number):
        row = self.rows.setdefault((process, key), Rows()).place(begin, -end)
        thread = key * MOST_ROWS + row + 1 if process == PROCESSORS else key if not row else -(key * MOST_ROWS + row)
        self._name(process, key, row, thread)
        where = {"pid": process, "tid": thread, "ts": self._us(begin)}
        self.out.append({"ph": "X", "name": name, "dur": (-end - begin) / 1000, "args": arguments, **where})
        if flow:
            self.out.append({"ph": flow, "name": "queue to start", "cat": "queue", "id": number, **where,
                             **({"bp": "e"} if flow == "f" else {})})

    def _name(self, process, key, row, thread):
        if (process, thread) in self.named:
            return
        name = "CPU %d" % key if process == PROCESSORS else self.named[key]
        self.named[process, thread] = name
        self._metadata("thread_name", process, thread, name=name + (" (%d)" % (row + 1) if row else ""))
        self._metadata("thread_sort_index", process, thread, sort_index=key * MOST_ROWS + row)

    # ---- requests

    def _request(self, number, request):
        fields = request.fields
        name = shown("%s %s" % (fields.major.replace("IRP_MJ_", ""), request.drivers))
        end = request.end.time if request.end else self.last
        arguments = {"device": shown(fields.device), "code": shown(fields.code), "irp": shown(fields.irp),
                     "status": shown(request.completed.fields.status) if request.completed else None,
                     "cancelled": bool(request.cancelled)}
        self._async("b", number, name, request.begin, arguments)
        pended = request.layers[0].pended
        if pended and pended.time < end:
            self._async("b", number, "pending", pended.time, {})
            self._async("e", number, "pending", end, {})
        self._async("e", number, name, end, {})

    def _async(self, kind, number, name, time, arguments):
        self.out.append({"ph": kind, "cat": "request", "id": number, "name": name, "pid": REQUESTS, "tid": 0,
                         "ts": self._us(time), "args": arguments})


def write(recording, pairs, opened):
    Writer(recording, pairs).write(opened)

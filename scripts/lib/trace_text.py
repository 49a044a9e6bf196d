# SPDX-License-Identifier: GPL-2.0
"""Reads the trace events of winwork.ko (src/linux/trace_point_event.h) from a text that Linux's tracers print: the
files trace and trace_pipe of tracefs, `perf script`, and `trace-cmd report`."""

import bisect
import collections
import io
import re
import sys

# Of a line, in characters. The longest event has 500.
LONGEST_LINE = 4096
# The fields of each event, in the order of its line.
_ITEM = collections.namedtuple("Item", "driver routine item context object priority function")
_DPC = collections.namedtuple("Dpc", "driver routine dpc context processor caller")
KINDS = {
    "item_queue": _ITEM, "item_start": _ITEM, "item_end": _ITEM,
    "item_free": collections.namedtuple("Free", "driver item caller"),
    "worker_arm": collections.namedtuple("Arm", "worker processor class_ place"),
    "stall_help": collections.namedtuple("Help", "processor class_ begun unbound"),
    "dpc_queue": _DPC, "dpc_start": _DPC, "dpc_end": _DPC,
    "timer_expire": collections.namedtuple("Expire", "driver routine timer late setter"),
    "irp_dispatch": collections.namedtuple("Dispatch", "driver device major minor code irp"),
    "irp_pend": collections.namedtuple("Pend", "driver irp"),
    "irp_complete": collections.namedtuple("Complete", "driver irp status information caller"),
    "irp_cancel": collections.namedtuple("Cancel", "driver irp routine"),
    "driver_load": collections.namedtuple("Load", "driver status"),
    "driver_unload": collections.namedtuple("Unload", "driver"),
    "report": collections.namedtuple("Report", "driver code name function caller"),
    "print": collections.namedtuple("Print", "driver component level"),
    # Linux's own, which tell the names of tasks.
    "task_newtask": collections.namedtuple("NewTask", "pid comm clone_flags oom_score_adj"),
    "task_rename": collections.namedtuple("Rename", "pid oldcomm newcomm oom_score_adj"),
}
KEYS = {name: [field.rstrip("_") + "=" for field in kind._fields] for name, kind in KINDS.items()}
# Behind their fields stands a text of any form.
WITH_TEXT = ("report", "print")
SYSTEMS = (None, "winwork", "task")
NAMING = ("task_newtask", "task_rename")
# Fields that must be numbers.
NUMBERS = {"status", "code", "late", "pid"}
NUMBER = re.compile(r"-?(?:0x[0-9a-f]{1,16}|\d{1,19})")
# In place of a name that Linux has not recorded.
NO_NAME = "<...>"

# task-pid (tgid) [processor] flags seconds: event: fields. The name of a task is the first part of a line and has
# 15 characters, so that no text behind it is taken for a head. perf and trace-cmd write blanks before the number.
HEAD = re.compile(r"\s{0,64}(?P<task>\S.{0,63}?)?(?:-|\s+)(?P<pid>\d{1,10})(?:/\d{1,10})?\s+(?:\([ \d-]{1,10}\)\s+)?"
                  r"\[(?P<cpu>\d{1,5})\]\s+(?:(?P<flags>[\w.#]{4,6})\s+)?(?P<seconds>\d{1,12})\.(?P<fraction>\d{6,9}):\s+"
                  r"(?:\d+\s+)?(?:(?P<system>\w+):)?(?P<event>\w+):\s*")
LOST = re.compile(r"\s{0,64}(?:CPU:(\d{1,5}) \[(?:LOST (\d{1,18}) EVENTS|(\d{1,18}) EVENTS DROPPED|LOST EVENTS)\]"
                  r"|.{0,99}: PERF_RECORD_LOST(?:_SAMPLES)? lost (\d{1,18}))")
# A processor's part of an overwritten buffer begins here.
BEGINS = re.compile(r"##### CPU (\d{1,5}) buffer started ####")
WRITTEN = re.compile(r"# entries-in-buffer/entries-written: (\d{1,18})/(\d{1,18})")
# Lines of scripts/trace itself: a function of a driver that may be gone when a line is printed, the name of a task,
# and the number of events that the buffers have lost.
SYMBOL = re.compile(r"# winwork-trace: symbol ([0-9a-f]{1,16}) (\S+)\s+\[(\S+)\]")
TASK = re.compile(r"# winwork-trace: task (\d{1,10}) (.{1,64})")
TOTAL_LOST = re.compile(r"# winwork-trace: lost (\d{1,18})")
# Lines of a stack, and those around the events of perf and trace-cmd.
BESIDE = re.compile(r"\s*#|\s*=> |\s+[0-9a-f]{8,16} |.{0,99}<(?:user )?stack trace>|cpus=\d+$|\s*$")


class Event:
    """A line: its time in nanoseconds, and the fields of its kind as strings."""

    __slots__ = ("time", "cpu", "pid", "task", "in_interrupt", "name", "fields")

    def __init__(self, head, name, fields):
        self.time, self.cpu, self.pid = time_of(head), int(head["cpu"]), int(head["pid"])
        self.task, self.name, self.fields = sys.intern(head["task"] or NO_NAME), sys.intern(name), fields
        # The task has only been interrupted. perf does not say it.
        self.in_interrupt = (head["flags"] or "...")[2] in "hHsSzZ"


class Gaps:
    """The times in which a processor lost events."""

    def __init__(self):
        self.spans = []
        self.ends = []

    def add(self, begin, end):
        self.spans.append((begin, end))

    def merge(self):
        """To be called once, when all are known: only disjoint ones are left, in order."""
        merged = []
        for begin, end in sorted(self.spans):
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((begin, end))
        self.spans = merged
        self.ends = [end for _, end in merged]

    def touch(self, begin, end):
        """Whether events may be missing between two times."""
        index = bisect.bisect_right(self.ends, begin)
        return index < len(self.spans) and self.spans[index][0] < end


class Recording:
    """The events of a text, in the order of time; what it has lost; and the lines that are none."""

    def __init__(self):
        self.events = []
        self.gaps = Gaps()
        self.others = 0			# events of other systems
        self.unread = 0			# lines that are no event
        self.first_unread = None
        self.is_lost_exact = True
        self._lost = 0			# by the text
        self._total_lost = 0		# by the statistics of the buffers
        self._symbols = {}
        self._names = {}		# of tasks, by their numbers
        # By processor: the time of the last line, and the begin of a gap whose end is not known yet.
        self._last = {}
        self._open = {}

    @property
    def lost(self):
        return max(self._lost, self._total_lost)

    @property
    def nanoseconds(self):
        """From the first event to the last one."""
        return self.events[-1].time - self.events[0].time if self.events else 0

    def line(self, text):
        head = HEAD.match(text)
        if not head or LOST.match(text):
            self._mark(text)
            return
        cpu = int(head["cpu"])
        self._last[cpu] = time_of(head)
        if cpu in self._open:
            self.gaps.add(self._open.pop(cpu), self._last[cpu])
        name = head["event"]
        if name not in KINDS or head["system"] not in SYSTEMS:
            self.others += 1
            return
        fields = fields_of(name, text[head.end():].rstrip())
        if not text.endswith("\n") or fields is None:
            self._unread(text)
        elif name in NAMING:
            self._names[int(fields.pid)] = fields.comm if name == "task_newtask" else fields.newcomm
        else:
            self.events.append(Event(head, name, self._named(fields)))

    def _named(self, fields):
        """The same with the name of a routine, of which the text may have only the address."""
        if "routine" not in fields._fields or not fields.routine.startswith("0x"):
            return fields
        return fields._replace(routine=self._symbols.get(fields.routine[2:].lstrip("0"), fields.routine))

    def _mark(self, text):
        """A line that tells of the recording, or nothing."""
        lost, begins, written = LOST.match(text), BEGINS.match(text), WRITTEN.match(text)
        symbol, task, total = SYMBOL.match(text), TASK.match(text), TOTAL_LOST.match(text)
        if lost:
            count = lost[2] or lost[3] or lost[4]
            self._lost += int(count or 1)
            self.is_lost_exact = self.is_lost_exact and count is not None
            if lost[1]:
                self._begin_gap(int(lost[1]), self._last.get(int(lost[1]), -1))
        elif begins:
            self._begin_gap(int(begins[1]), -1)
        elif written:
            self._lost += max(int(written[2]) - int(written[1]), 0)
        elif symbol:
            self._symbols[symbol[1].lstrip("0")] = sys.intern("%s [%s]" % symbol.group(2, 3))
        elif task:
            self._names.setdefault(int(task[1]), task[2].rstrip())
        elif total:
            self._total_lost += int(total[1])
        elif not BESIDE.match(text):
            self._unread(text)

    def name_of(self, event):
        """Of the task in which an event happened."""
        return self._names.get(event.pid, event.task) if event.task == NO_NAME else event.task

    def _begin_gap(self, cpu, begin):
        self._open.setdefault(cpu, begin)

    def _unread(self, text):
        self.unread += 1
        self.first_unread = self.first_unread if self.unread > 1 else text.rstrip()

    def finish(self):
        """Processors have their own clocks and their own buffers, so a text need not be in the order of time."""
        self.events.sort(key=lambda event: event.time)
        for begin in self._open.values():
            self.gaps.add(begin, float("inf"))
        self._open = {}
        self.gaps.merge()
        return self


def time_of(head):
    """In nanoseconds."""
    return int(head["seconds"]) * 10**9 + int(head["fraction"].ljust(9, "0"))


def number(text):
    """Of a field in NUMBERS."""
    return int(text, 16) if "x" in text else int(text)


def fields_of(name, text):
    """The fields of an event, or None if the text has others. From the right: only the fields on the left, as the
    name of a device, may contain blanks."""
    kind, keys = KINDS[name], KEYS[name]
    if name in WITH_TEXT:
        text = text.partition(": ")[0]
    values = []
    for key in reversed(keys[1:]):
        text, found, value = text.rpartition(" " + key)
        if not found or key[:-1] in NUMBERS and not NUMBER.fullmatch(value):
            return None
        values.append(value)
    first = text.removeprefix(keys[0])
    if first == text or keys[0][:-1] in NUMBERS and not NUMBER.fullmatch(first):
        return None
    values.append(first)
    return kind._make(sys.intern(value) for value in reversed(values))


def lines_of(opened):
    """The lines of an open text. Of one that is too long only the begin is read."""
    whole = True
    while True:
        line = opened.readline(LONGEST_LINE)
        if not line:
            return
        if whole:
            yield line
        whole = line.endswith("\n")


def read_bytes(opened):
    """The recording in a file that is open for reading bytes."""
    recording = Recording()
    for line in lines_of(io.TextIOWrapper(opened, encoding="utf-8", errors="replace", newline="\n")):
        recording.line(line)
    return recording.finish()
